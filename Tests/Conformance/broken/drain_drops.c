/* It forgets what it has in hand when it drains. */
#define GLOBALS static _Atomic int draining; static _Atomic int waits;
#define DRAIN draining = 1;
/* An answer waits for the drain, for a while, without holding the loop: what is in hand is then in hand. */
#define LATER \
  if (draining) { free(one); return; } \
  if (waits++ < 4096) { \
    one->self->host->timer_start(one->self->plugin, one->loop, 1000000, finish_later, one); \
    return; \
  }
#include "sound.h"
