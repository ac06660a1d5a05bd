/* Nothing is broken: the suite passes it. */
#include "sound.h"
