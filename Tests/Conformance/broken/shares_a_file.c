/* It wants a file to itself, so that a second generation cannot start. */
#define GLOBALS static int locked = -1;
#define START \
  locked = open("only", O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600); \
  if (locked < 0) return ROOST_PERMANENT;
#define STOP if (locked >= 0) { close(locked); unlink("only"); locked = -1; }
#include "sound.h"
