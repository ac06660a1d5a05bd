/* The contract is headers only; this file checks that they compile by themselves, as C. */
#include "roost/abi.h"
#include "roost/events.h"
#include "roost/http.h"
#include "roost/manifest.h"
#include "roost/metrics.h"
#include "roost/secrets.h"
#include "roost/state.h"
#include "roost/updates.h"
