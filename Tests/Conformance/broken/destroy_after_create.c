/* destroy relies on what start makes. */
#define GLOBALS static int *made_in_start;
#define START made_in_start = calloc(1, sizeof(int));
#define DESTROY *made_in_start = 1;
#include "sound.h"
