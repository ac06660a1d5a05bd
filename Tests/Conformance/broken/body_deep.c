/* It follows nested JSON as deep as it goes. */
#define GLOBALS \
  static int depth(const uint8_t *at, uint64_t left) { \
    volatile char frame[4096]; \
    frame[0] = 1; \
    return left > 0 && *at == '[' ? depth(at + 1, left - 1) + frame[0] : 0; \
  }
#define POSTED if (depth(event->body_ticket.data, event->body_ticket.size) < 0) return ROOST_INVALID;
#include "sound.h"
