/* It hands over once: what was imported is not exported again. */
#define GLOBALS static int has_imported;
#define IMPORT has_imported = 1;
#define EXPORT if (has_imported) abort();
#include "sound.h"
