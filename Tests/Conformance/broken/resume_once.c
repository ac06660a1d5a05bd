/* It can be resumed once only. */
#define GLOBALS static int resumed;
#define RESUME if (resumed++) return ROOST_PERMANENT;
#include "sound.h"
