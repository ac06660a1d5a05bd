/* configure dies. */
#define CONFIGURE abort();
#include "sound.h"
