/* It does not take what it has exported itself. */
#define IMPORT return ROOST_INVALID;
#include "sound.h"
