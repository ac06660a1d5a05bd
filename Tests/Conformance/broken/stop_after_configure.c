/* stop relies on what start makes. */
#define GLOBALS static int is_configured; static int *made_in_start;
#define CONFIGURE is_configured = 1;
#define START made_in_start = calloc(1, sizeof(int));
#define STOP if (is_configured) *made_in_start = 1;
#include "sound.h"
