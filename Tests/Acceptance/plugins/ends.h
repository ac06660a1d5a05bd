/* Handlers that end the process they run in. */
#pragma once

#include <signal.h>

#include "base.h"

__attribute__((noinline)) static int deeper(int depth) {
  volatile char room[4096];
  room[0] = (char)depth;
  return depth < 0 ? 0 : deeper(depth + 1) + room[0];
}

__attribute__((noinline)) static void write_to_nowhere(void) {
  volatile uintptr_t nowhere = 8;
  *(volatile int *)nowhere = 1;
}

/* Not within the handler, but in a callback of the host's. */
static void die_later(void *unused) {
  (void)unused;
  write_to_nowhere();
}

/* how: 1 abort, 2 segmentation fault, 3 exit, 4 _exit, 5 endless loop, 6 as Swift's fatalError, 7 stack overflow,
 * 8 segmentation fault in a callback */
HANDLER(die) {
  SELF;
  say(self, "dies");
  switch (query(event, "how")) {
    case 1: abort();
    case 2: write_to_nowhere(); break;
    case 3: exit(3);
    case 4: _exit(4);
    case 5:
      for (volatile unsigned turn = 0;; turn++) {}
    case 6: {
      static const char words[] = "its very last words\n";
      if (write(1, words, sizeof words - 1) < 0) return ROOST_PERMANENT;
      fputs("mortal.swift:6: Fatal error: an array without the element\n", stderr);
      __builtin_trap();
    }
    case 7: return deeper(1);
    case 8: self->host->loop_post(self->plugin, event->loop, die_later, NULL); return ROOST_PENDING;
    default: break;
  }
  return answer(self, ticket, "alive\n");
}
