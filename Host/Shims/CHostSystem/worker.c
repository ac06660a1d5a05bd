#define _GNU_SOURCE
#include "csystem.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef P_PIDFD
#define P_PIDFD 3
#endif

int csystem_socket_pair(int pair[2]) { return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair); }

void csystem_buffer_lines(void) { (void)setvbuf(stdout, NULL, _IOLBF, 0); }

int csystem_pipe(int pair[2]) { return pipe2(pair, O_CLOEXEC); }

int csystem_report_pipe(int pair[2]) {
  if (pipe2(pair, O_CLOEXEC) != 0) return -1;
  return fcntl(pair[1], F_SETFL, O_NONBLOCK) == 0 ? fcntl(pair[0], F_SETFL, O_NONBLOCK) : -1;
}

/* All signals as a new program expects them: Swift and NIO change some. */
static int default_signals(posix_spawnattr_t *attributes) {
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  int code = posix_spawnattr_setsigmask(attributes, &none);
  if (code == 0) code = posix_spawnattr_setsigdefault(attributes, &all);
  if (code == 0) code = posix_spawnattr_setpgroup(attributes, 0);
  short flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP;
  return code == 0 ? posix_spawnattr_setflags(attributes, flags) : code;
}

static int keep(posix_spawn_file_actions_t *actions, const char *folder, const int *descriptors, int count) {
  int code = posix_spawn_file_actions_addchdir_np(actions, folder);
  for (int number = 0; number < count && code == 0; number++)
    code = posix_spawn_file_actions_adddup2(actions, descriptors[number], number);
  return code == 0 ? posix_spawn_file_actions_addclosefrom_np(actions, count) : code;
}

static int spawn_with(pid_t *pid, const char *path, const char *name, const char *folder,
                      const int *descriptors, int count) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  char *const arguments[] = {(char *)path, (char *)name, NULL};
  char *const environment[] = {NULL};
  int code = posix_spawn_file_actions_init(&actions);
  if (code != 0) return code;
  code = posix_spawnattr_init(&attributes);
  if (code == 0) {
    code = keep(&actions, folder, descriptors, count);
    if (code == 0) code = default_signals(&attributes);
    if (code == 0) code = posix_spawn(pid, path, &actions, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
  }
  posix_spawn_file_actions_destroy(&actions);
  return code;
}

int csystem_spawn(const char *path, const char *name, const char *folder, const int *descriptors, int count,
                  int32_t *pid) {
  int moved[512];
  if (count > 512) return errno = EINVAL, -1;
  /* Out of the way of the numbers they are to get. */
  int code = 0, done = 0;
  while (done < count && code == 0) {
    moved[done] = fcntl(descriptors[done], F_DUPFD_CLOEXEC, count);
    if (moved[done] < 0) code = errno;
    else done++;
  }
  pid_t child = -1;
  if (code == 0) code = spawn_with(&child, path, name, folder, moved, count);
  while (done > 0) close(moved[--done]);
  if (code != 0) return errno = code, -1;
  *pid = child;
  /* Nobody else waits for it, so the number is still its own. */
  int descriptor = (int)syscall(SYS_pidfd_open, child, 0);
  if (descriptor < 0) {
    int saved = errno;
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    errno = saved;
  }
  return descriptor;
}

int csystem_kill(int pidfd) { return (int)syscall(SYS_pidfd_send_signal, pidfd, SIGKILL, NULL, 0); }

int csystem_wait_exit(int pidfd, int milliseconds, int *signal, int *status) {
  struct pollfd entry = {.fd = pidfd, .events = POLLIN};
  int ready = poll(&entry, 1, milliseconds);
  if (ready <= 0) return ready;
  siginfo_t information;
  memset(&information, 0, sizeof information);
  if (waitid((idtype_t)P_PIDFD, (id_t)pidfd, &information, WEXITED) != 0) return -1;
  *signal = information.si_code == CLD_EXITED ? 0 : information.si_status;
  *status = information.si_code == CLD_EXITED ? information.si_status : 0;
  return 1;
}
