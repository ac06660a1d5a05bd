/* What a plugin does on a bad day. Built with frame pointers, as Swift does. */
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int constructed;
__attribute__((constructor)) static void at_load(void) { constructed = getpid() != 0; }

static volatile int zero;
static int *volatile nowhere;
static void (*volatile no_function)(void);

static __attribute__((noinline)) int overflow(int n) {
  volatile char room[4096];
  memset((char *)room, n, sizeof room);
  return n < 0 ? 0 : overflow(n + 1) + room[n % 4096];
}

__attribute__((noinline)) int inner(const char *how) {
  if (strcmp(how, "null") == 0) *nowhere = 1;
  if (strcmp(how, "call") == 0) no_function();
  if (strcmp(how, "overflow") == 0) return overflow(0);
  if (strcmp(how, "abort") == 0) abort();
  if (strcmp(how, "trap") == 0) __builtin_trap();
  if (strcmp(how, "divide") == 0) return constructed / zero;
  if (strcmp(how, "break") == 0) raise(SIGTRAP);
  if (strcmp(how, "exit") == 0) exit(3);
  if (strcmp(how, "_exit") == 0) _exit(4);
  if (strcmp(how, "lost") == 0) {
    /* A frame pointer that leads nowhere. */
#ifdef __x86_64__
    __asm__ volatile("mov $0x10, %%rbp\n movl $1, (%%rbp)" ::: "memory");
#else
    __asm__ volatile("mov x29, #0x10\n str w0, [x29]" ::: "memory");
#endif
  }
  if (strcmp(how, "far") == 0) {
    /* One that leads to where a stack could be, and none is. */
#ifdef __x86_64__
    __asm__ volatile("lea 0x3000000(%%rsp), %%rbp\n movl $1, 0" ::: "memory");
#else
    __asm__ volatile("mov x1, #0x3000000\n add x29, sp, x1\n mov x1, #0\n str wzr, [x1]" ::: "x1", "memory");
#endif
  }
  return zero;
}

__attribute__((noinline)) int outer(const char *how) { return inner(how) + 1 + zero; }
