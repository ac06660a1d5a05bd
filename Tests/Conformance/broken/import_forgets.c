/* It takes state and does not keep it. */
#define GLOBALS static int has_imported;
#define IMPORT has_imported = 1; return ROOST_DONE;
#define EXPORT if (has_imported) return ROOST_DONE;
#include "sound.h"
