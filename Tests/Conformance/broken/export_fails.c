/* It says it hands state over, and does not. */
#define EXPORT return ROOST_PERMANENT;
#include "sound.h"
