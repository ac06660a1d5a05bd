/* It answers after its deadline. */
#define DEADLINE_MS 20
#define GLOBALS static void finish_later(void *context);
#define LATER \
  if (one->loop != 0) { \
    one->self->host->timer_start(one->self->plugin, one->loop, 200000000, finish_later, one); \
    one->loop = 0; \
    return; \
  }
#include "sound.h"
