/* After an export it cannot go on. */
#define GLOBALS static int has_exported;
#define EXPORT has_exported = 1;
#define RESUME if (has_exported) return ROOST_PERMANENT;
#include "sound.h"
