/* Its streams do not end at a drain. */
#define CANCELLED if (reason == ROOST_CANCEL_DRAIN) return;
#include "sound.h"
