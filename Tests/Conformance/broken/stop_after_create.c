/* stop relies on what configure makes. */
#define GLOBALS static int *made_in_configure;
#define CONFIGURE made_in_configure = calloc(1, sizeof(int));
#define STOP *made_in_configure = 1;
#include "sound.h"
