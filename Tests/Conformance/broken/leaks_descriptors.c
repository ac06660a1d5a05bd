/* Each event leaves a descriptor. */
#define ANSWER if (dup(2) < 0) {}
#include "sound.h"
