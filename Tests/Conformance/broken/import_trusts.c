/* It believes every byte of the state it is given. */
#define IMPORT char copy[24]; memcpy(copy, state.data, state.size); if (copy[0] == 1) abort();
#include "sound.h"
