/* stop relies on what drain makes. */
#define GLOBALS static int is_started; static int *made_in_drain;
#define START is_started = 1;
#define DRAIN made_in_drain = calloc(1, sizeof(int));
#define STOP if (is_started) *made_in_drain = 1;
#include "sound.h"
