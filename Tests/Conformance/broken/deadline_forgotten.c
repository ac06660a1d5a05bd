/* What is past its deadline it does not complete any more. */
#define LATER if (one->self->host->on_cancel(one->ticket, deadline_told, one) == ROOST_DONE) { \
    one->self->host->timer_start(one->self->plugin, one->loop, 5000000, finish_or_forget, one); \
    return; \
  }
#define GLOBALS \
  static void finish_or_forget(void *context) { \
    event_in_hand *one = context; \
    /* Told meanwhile that nobody waits: then it does nothing. */ \
    if (one->loop != UINT64_MAX) answer(one->self, one->ticket, 200, text("later\n")); \
  } \
  static void deadline_told(void *context, int32_t reason) { \
    event_in_hand *one = context; \
    if (reason == ROOST_CANCEL_DEADLINE) one->loop = UINT64_MAX; \
  }
#include "sound.h"
