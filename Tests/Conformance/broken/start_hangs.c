/* start promises to complete and never does. */
#define START return ROOST_PENDING;
#include "sound.h"
