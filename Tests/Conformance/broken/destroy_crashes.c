/* destroy dies. */
#define DESTROY abort();
#include "sound.h"
