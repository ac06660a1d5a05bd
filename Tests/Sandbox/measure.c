#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "check.h"
#include "cworker.h"

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

enum { OPENS = 60, RUNS = 41, COLUMNS = 9 };

static void opens(double *took) {
  double start = now();
  for (int i = 0; i < OPENS; i++) close(open(at("lib/code"), O_RDONLY | O_CLOEXEC));
  *took = now() - start;
}

static void run_worker(int socket_fd, double *t) {
  int listener, lacks;
  const int kept[] = {socket_fd, 1, 2};
  struct worker_bounds bounds = {.parent = getppid(), .data = 256 << 20, .open_files = 64,
                                 .file_size = 1 << 20, .stack = 4 << 20, .descriptors = kept,
                                 .descriptor_count = 3};
  opens(&t[4]);
  double start = now();
  ALLOWED(worker_limits(&bounds));
  t[0] = now() - start;
  start = now();
  lacks = enter_landlock();
  t[1] = now() - start;
  CHECK(lacks >= 0);
  start = now();
  ALLOWED(worker_crash_handlers(socket_fd));
  t[2] = now() - start;
  opens(&t[5]);
  start = now();
  ALLOWED(worker_seccomp(WORKER_NOTIFY_DENIALS | WORKER_NOTIFY_OPENS, &listener));
  t[3] = now() - start;
  ALLOWED(worker_send_listener(socket_fd, listener));
  opens(&t[6]);
  start = now();
  for (int i = 0; i < 10000; i++) (void)syscall(SYS_getppid);
  t[7] = (now() - start) / 10000;
  start = now();
  for (int i = 0; i < 10000; i++) (void)syscall(SYS_fcntl, 1, F_GETFD);
  t[8] = (now() - start) / 10000;
  ALLOWED(write(socket_fd, t, COLUMNS * sizeof *t));
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

void measure(void) {
  static const char *names[COLUMNS] = {
      "limits, us",          "landlock, 7 paths, us",           "crash handlers, us",
      "seccomp, us",         "60 opens, bare, us",              "60 opens, landlock, us",
      "60 opens, notified, us", "an always allowed call, us", "a call whose arguments are looked at, us"};
  static double table[COLUMNS][RUNS];
  static struct notice notice;
  for (int run = 0; run < RUNS; run++) {
    int pair[2];
    double row[COLUMNS];
    ALLOWED(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
    pid_t pid = fork();
    if (pid == 0) {
      run_worker(pair[1], row);
      _exit(0);
    }
    close(pair[1]);
    int listener = notify_take_listener(pair[0]);
    for (;;) {
      struct pollfd state = {.fd = listener, .events = POLLIN};
      poll(&state, 1, -1);
      int got = notify_receive(listener, &notice);
      if (got == NOTIFY_GONE || got < 0) break;
      if (got == NOTIFY_NOTICE) (void)notify_answer(listener, notice.id, NOTIFY_CONTINUE);
    }
    CHECK(read(pair[0], row, sizeof row) == sizeof row);
    for (int c = 0; c < COLUMNS; c++) table[c][run] = row[c];
    waitpid(pid, NULL, 0);
    close(pair[0]);
    close(listener);
  }
  for (int c = 0; c < COLUMNS; c++) {
    qsort(table[c], RUNS, sizeof(double), ascending);
    printf("%-42s median %9.2f  best %9.2f  worst %9.2f\n", names[c], table[c][RUNS / 2], table[c][0],
           table[c][RUNS - 1]);
  }
}
