/* The ways in which the victim dies, or tries to. Every one is bounded: where nothing holds it back it ends by itself,
 * so that a host without a sandbox survives the test too. */
#pragma once

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "frames.h"

/* Where the attempt is made, and what it has to say when it is over and the process still lives. */
typedef struct attempt {
  int loop_socket;
  uint64_t ticket;
  char told[128];
} attempt;

/* When it began, on the clock that all processes share: in the plugin's folder, for whoever measures. */
static void note_time(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  char line[64];
  int size = snprintf(line, sizeof line, "%lld.%09ld\n", (long long)now.tv_sec, now.tv_nsec);
  int file = open("died", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return;
  if (write(file, line, (size_t)size) != size) unlink("died");
  close(file);
}

/* --- Crashes ------------------------------------------------------------------------------------ */

static void die_abort(attempt *unused) {
  (void)unused;
  abort();
}

/* traps.swift */
void swift_fatal_error(void);
uint8_t swift_out_of_bounds(size_t size);

static void die_fatal_error(attempt *unused) {
  (void)unused;
  swift_fatal_error();
}

static void die_index_out_of_range(attempt *unused) {
  (void)unused;
  (void)swift_out_of_bounds(16);
}

static void die_out_of_bounds(attempt *unused) {
  (void)unused;
  volatile char *block = malloc(16);
  if (block == NULL) return;
  for (size_t at = 0; at < (size_t)1 << 30; at++) block[at] = 'A';
}

static void die_segfault(attempt *unused) {
  (void)unused;
  *(volatile int *)8 = 1;
}

static void die_exit(attempt *unused) {
  (void)unused;
  exit(3);
}

static void die__exit(attempt *unused) {
  (void)unused;
  _exit(4);
}

__attribute__((noinline)) static int deeper(int depth) {
  volatile char room[4096];
  room[0] = (char)depth;
  return depth < 0 ? 0 : deeper(depth + 1) + room[0];
}

static void die_stack_overflow(attempt *try) {
  snprintf(try->told, sizeof try->told, "%d", deeper(1));
}

/* --- Hanging ------------------------------------------------------------------------------------ */

static void die_endless_loop(attempt *unused) {
  (void)unused;
  for (volatile unsigned turn = 0;; turn++) {}
}

/* Reads nothing and says nothing more. */
static void die_silence(attempt *unused) {
  (void)unused;
  while (1) pause();
}

/* All threads at once, with nobody to let them go on. */
static void die_stopped(attempt *unused) {
  (void)unused;
  raise(SIGSTOP);
}

/* --- Bombs -------------------------------------------------------------------------------------- */

enum { BOMB_THREADS = 400, BOMB_FORKS = 20, BOMB_FILES = 20000, BOMB_MEGABYTES = 4096 };

static pthread_mutex_t bomb_lock = PTHREAD_MUTEX_INITIALIZER;

static void *bomb_thread(void *unused) {
  (void)unused;
  pthread_mutex_lock(&bomb_lock);
  pthread_mutex_unlock(&bomb_lock);
  return NULL;
}

static void die_thread_bomb(attempt *try) {
  static pthread_t threads[BOMB_THREADS];
  pthread_attr_t small;
  pthread_attr_init(&small);
  pthread_attr_setstacksize(&small, 64 << 10);
  pthread_mutex_lock(&bomb_lock);
  int made = 0, code = 0;
  while (made < BOMB_THREADS && (code = pthread_create(&threads[made], &small, bomb_thread, NULL)) == 0) made++;
  pthread_mutex_unlock(&bomb_lock);
  for (int at = 0; at < made; at++) pthread_join(threads[at], NULL);
  if (code != 0) snprintf(try->told, sizeof try->told, "refused: thread %d: %s", made + 1, strerror(code));
}

/* A child that should not be lives for a second, so that it shows as a stray. */
static void die_fork_bomb(attempt *try) {
  int made = 0, refused = 0;
  for (int turn = 0; turn < BOMB_FORKS; turn++) {
    pid_t child = fork();
    if (child == 0) {
      sleep(1);
      _exit(0);
    }
    if (child > 0) made++;
    else refused = errno;
  }
  if (made == 0) snprintf(try->told, sizeof try->told, "refused: %d forks: %s", BOMB_FORKS, strerror(refused));
}

static void die_descriptors(attempt *try) {
  static int files[BOMB_FILES];
  int made = 0, code = 0;
  while (made < BOMB_FILES && (files[made] = dup(0)) >= 0) made++;
  code = errno;
  /* Held for a while: what else the worker does must not need one. */
  usleep(200000);
  for (int at = 0; at < made; at++) close(files[at]);
  if (made < BOMB_FILES) snprintf(try->told, sizeof try->told, "refused: descriptor %d: %s", made + 1, strerror(code));
}

/* Takes what there is, and dies of it as most programs do. */
static void die_memory(attempt *unused) {
  (void)unused;
  for (int taken = 0; taken < BOMB_MEGABYTES; taken++) {
    char *more = malloc(1 << 20);
    if (more == NULL) {
      static const char words[] = "out of memory\n";
      if (write(2, words, sizeof words - 1) > 0) abort();
    }
    memset(more, 1, 1 << 20);
  }
}

/* --- Breaking the protocol ---------------------------------------------------------------------- */

/* All of it, or until the host is gone. */
static void push(int socket, const void *bytes, size_t size) {
  const char *at = bytes;
  while (size > 0) {
    ssize_t sent = send(socket, at, size, MSG_NOSIGNAL);
    if (sent <= 0) return;
    at += sent;
    size -= (size_t)sent;
  }
}

static void push_garbage(int socket) {
  unsigned char garbage[32 << 10];
  for (size_t at = 0; at < sizeof garbage; at += 256)
    if (getrandom(garbage + at, 256, 0) != 256) return;
  /* A size above all bounds; random bytes now and then pass for one that is not, as in die_half_frame. */
  garbage[3] |= 0x80;
  push(socket, garbage, sizeof garbage);
}

static void die_garbage_loop(attempt *try) { push_garbage(try->loop_socket); }
static void die_garbage_control(attempt *unused) {
  (void)unused;
  push_garbage(WORKER_CONTROL);
}
static void die_garbage_calls(attempt *unused) {
  (void)unused;
  push_garbage(WORKER_CALLS);
}

/* Where a crash report is awaited. */
static void die_garbage_report(attempt *unused) {
  (void)unused;
  unsigned char garbage[16 << 10];
  for (size_t at = 0; at < sizeof garbage; at += 256)
    if (getrandom(garbage + at, 256, 0) != 256) return;
  if (write(WORKER_CRASH, garbage, sizeof garbage) > 0) abort();
}

/* Announces more than it sends: what the loop says from now on is swallowed. */
static void die_half_frame(attempt *try) {
  frame_head head = {.size = FRAME_SIZE_MAX, .kind = FRAME_COMPLETE, .id = try->ticket};
  push(try->loop_socket, &head, sizeof head);
}

/* Calls without end, and never reads an answer. */
static void die_flood_calls(attempt *unused) {
  (void)unused;
  struct {
    frame_head head;
    char prefix[8];
  } call = {.head = {.size = sizeof call, .kind = FRAME_FILES}, .prefix = "/victim"};
  for (int turn = 0; turn < 4000000; turn++) {
    if (send(WORKER_CALLS, &call, sizeof call, MSG_NOSIGNAL) <= 0) return;
  }
}

/* A frame of another's size: a call is small. */
static void die_large_call(attempt *unused) {
  (void)unused;
  frame_head head = {.size = FRAME_CALL_MAX + 8, .kind = FRAME_FILES};
  push(WORKER_CALLS, &head, sizeof head);
}

static void die_foreign_ticket(attempt *try) {
  /* The generation is in bits 46 to 58 of a ticket. */
  frame_head head = {.size = sizeof head, .kind = FRAME_COMPLETE, .id = try->ticket ^ (uint64_t)1 << 46};
  push(try->loop_socket, &head, sizeof head);
}

static void die_closed_loop(attempt *try) { close(try->loop_socket); }

static void die_closed_control(attempt *unused) {
  (void)unused;
  shutdown(WORKER_CONTROL, SHUT_RDWR);
  close(WORKER_CONTROL);
}

static const struct {
  const char *name;
  void (*attempt)(attempt *);
} deaths[] = {
    {"abort", die_abort},
    {"fatal-error", die_fatal_error},
    {"index-out-of-range", die_index_out_of_range},
    {"out-of-bounds", die_out_of_bounds},
    {"segfault", die_segfault},
    {"exit", die_exit},
    {"_exit", die__exit},
    {"stack-overflow", die_stack_overflow},
    {"endless-loop", die_endless_loop},
    {"silence", die_silence},
    {"stopped", die_stopped},
    {"thread-bomb", die_thread_bomb},
    {"fork-bomb", die_fork_bomb},
    {"descriptors", die_descriptors},
    {"memory", die_memory},
    {"garbage-loop", die_garbage_loop},
    {"garbage-control", die_garbage_control},
    {"garbage-calls", die_garbage_calls},
    {"garbage-report", die_garbage_report},
    {"half-frame", die_half_frame},
    {"flood-calls", die_flood_calls},
    {"large-call", die_large_call},
    {"foreign-ticket", die_foreign_ticket},
    {"closed-loop", die_closed_loop},
    {"closed-control", die_closed_control},
};
