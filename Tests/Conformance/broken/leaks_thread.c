/* Its thread outlives stop. */
#define GLOBALS \
  static void *wait_for_ever(void *context) { \
    for (;;) sleep(60); \
    return context; \
  }
#define START pthread_t thread; if (pthread_create(&thread, NULL, wait_for_ever, NULL) != 0) return ROOST_RETRYABLE; pthread_detach(thread);
#include "sound.h"
