#define _GNU_SOURCE
#include "csystem.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

static atomic_int pipe_out = -1;
static const int watched[] = {SIGTERM, SIGINT, SIGHUP};
enum { WATCHED = sizeof watched / sizeof *watched };

static void forward(int number) {
  int saved = errno;
  unsigned char byte = (unsigned char)number;
  int fd = atomic_load(&pipe_out);
  /* A full pipe holds thousands of unread signals: one more says nothing new. */
  if (fd >= 0) (void)!write(fd, &byte, 1);
  errno = saved;
}

int csystem_signals_begin(void) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
  int unused = -1;
  if (!atomic_compare_exchange_strong(&pipe_out, &unused, ends[1])) {
    close(ends[0]);
    close(ends[1]);
    errno = EBUSY;
    return -1;
  }
  /* The reader may block: it has a thread of its own. */
  (void)fcntl(ends[0], F_SETFL, 0);
  struct sigaction action = {.sa_handler = forward, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < WATCHED; i++) (void)sigaction(watched[i], &action, NULL);
  struct sigaction ignore = {.sa_handler = SIG_IGN};
  sigemptyset(&ignore.sa_mask);
  (void)sigaction(SIGPIPE, &ignore, NULL);
  return ends[0];
}

void csystem_signals_end(void) {
  struct sigaction action = {.sa_handler = SIG_DFL};
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < WATCHED; i++) (void)sigaction(watched[i], &action, NULL);
  int fd = atomic_exchange(&pipe_out, -1);
  if (fd >= 0) close(fd);
}

static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT};
enum { FATAL = sizeof fatal / sizeof *fatal };
static struct sigaction before[FATAL];
static atomic_int log_is_pending;
static atomic_int flush_milliseconds;

void csystem_log_pending(int pending) { atomic_store(&log_is_pending, pending); }

/* The inline plugin whose code the thread is in. */
static _Thread_local const char *plugin_in_hand;

/* A stack for the handlers, so that they run where a plugin has used up the thread's own. */
static pthread_key_t spare_stack;
static _Thread_local int has_spare_stack;

static size_t spare_size(void) { return (size_t)getauxval(AT_MINSIGSTKSZ) + 65536; }

static void free_spare_stack(void *stack) {
  stack_t none = {.ss_flags = SS_DISABLE};
  (void)sigaltstack(&none, NULL);
  munmap(stack, spare_size());
}

static void make_spare_key(void) { (void)pthread_key_create(&spare_stack, free_spare_stack); }

static void give_spare_stack(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  has_spare_stack = 1;
  stack_t now;
  if (sigaltstack(NULL, &now) != 0 || !(now.ss_flags & SS_DISABLE)) return;
  (void)pthread_once(&once, make_spare_key);
  void *stack = mmap(NULL, spare_size(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (stack == MAP_FAILED) return;
  stack_t spare = {.ss_sp = stack, .ss_size = spare_size()};
  if (sigaltstack(&spare, NULL) == 0 && pthread_setspecific(spare_stack, stack) == 0) return;
  free_spare_stack(stack);
}

const char *csystem_enter_plugin(const char *name) {
  if (name != NULL && !has_spare_stack) give_spare_stack();
  const char *before = plugin_in_hand;
  plugin_in_hand = name;
  return before;
}

static void say(const char *text) {
  size_t length = 0;
  while (text[length] != 0) length++;
  if (write(2, text, length) < 0) return;
}

/* In a signal handler: nothing but write(2). */
static void name_culprit(const char *what) {
  if (plugin_in_hand == NULL) return;
  say(what);
  say(plugin_in_hand);
  say("\n  hint: run it in a worker (isolation: worker), or start with --safe and replace it\n");
}

static void on_exit_call(int status, void *unused) {
  (void)status;
  (void)unused;
  name_culprit("roost: the host was ended by exit(), called in the inline plugin ");
}

static void wait_for_log(int number, siginfo_t *info, void *context) {
  (void)context;
  name_culprit("roost: the host crashed in the inline plugin ");
  struct timespec pause = {.tv_nsec = 1000000};
  /* The thread that writes the log goes on while this one, which crashed, sleeps here. */
  for (int left = atomic_load(&flush_milliseconds); left > 0 && atomic_load(&log_is_pending); left--)
    nanosleep(&pause, NULL);
  for (int i = 0; i < FATAL; i++)
    if (fatal[i] == number) (void)sigaction(number, &before[i], NULL);
  /* A fault repeats itself, with its particulars, when this returns to the instruction; a breakpoint or a
   * signal that was sent does not. It is blocked until this handler returns. */
  if (info->si_code <= 0 || number == SIGTRAP) raise(number);
}

void csystem_flush_at_crash(int milliseconds) {
  int was = atomic_exchange(&flush_milliseconds, milliseconds);
  if (was != 0) return;
  (void)on_exit(on_exit_call, NULL);
  struct sigaction action = {.sa_sigaction = wait_for_log, .sa_flags = SA_ONSTACK | SA_SIGINFO};
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < FATAL; i++) (void)sigaction(fatal[i], &action, &before[i]);
}
