/* The entry is not exported. */
#define HIDE_ENTRY
#include "sound.h"
