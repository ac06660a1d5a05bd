#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "cworker.h"
#include "frames.h"

/* What a worker is given that has as many loops as there can be. */
enum { DESCRIPTORS_MAX = WORKER_LOOPS + WORKER_LOOPS_MAX };

static int limit(int resource, uint64_t most) {
  struct rlimit now;
  if (getrlimit((__rlimit_resource_t)resource, &now) != 0) return -1;
  rlim_t value = most < now.rlim_max ? (rlim_t)most : now.rlim_max;
  struct rlimit next = {.rlim_cur = value, .rlim_max = value};
  return setrlimit((__rlimit_resource_t)resource, &next);
}

static int limit_all(const struct worker_bounds *limits) {
  const struct {
    int resource;
    uint64_t most;
  } table[] = {
      /* One byte, not none: a core file needs more, and the kernel starts the program that core_pattern may
       * name whatever the limit (core(5)), except at 1, which it keeps to stop recursion (fs/coredump.c). */
      {RLIMIT_CORE, 1},
      {RLIMIT_DATA, limits->data},
      {RLIMIT_NOFILE, limits->open_files},
      {RLIMIT_FSIZE, limits->file_size},
      {RLIMIT_STACK, limits->stack},
      {RLIMIT_MEMLOCK, 0},
      {RLIMIT_MSGQUEUE, 0},
      {RLIMIT_NICE, 0},
      {RLIMIT_RTPRIO, 0},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    if (limit(table[i].resource, table[i].most) != 0) return -1;
  return signal(SIGXFSZ, SIG_IGN) == SIG_ERR ? -1 : 0;
}

/* The filter does not stop a worker of root's host from reading what only capabilities let it read. */
static int drop_capabilities(void) {
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {{0}};
  return (int)syscall(SYS_capset, &header, none);
}

static int die_with_parent(pid_t parent) {
  if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) return -1;
  /* It may have ended before the signal was asked for. */
  if (getppid() != parent) _exit(1);
  return 0;
}

static int close_between(unsigned first, unsigned last) {
  return first > last ? 0 : (int)syscall(SYS_close_range, first, last, 0);
}

static int close_others(const int *kept, size_t count) {
  if (count > DESCRIPTORS_MAX) {
    errno = E2BIG;
    return -1;
  }
  unsigned sorted[DESCRIPTORS_MAX];
  for (size_t i = 0; i < count; i++) {
    unsigned fd = (unsigned)kept[i];
    size_t at = i;
    for (; at > 0 && sorted[at - 1] > fd; at--) sorted[at] = sorted[at - 1];
    sorted[at] = fd;
  }
  unsigned next = 0;
  for (size_t i = 0; i < count; i++) {
    if (sorted[i] > next && close_between(next, sorted[i] - 1) != 0) return -1;
    if (sorted[i] == ~0u) return 0;
    next = sorted[i] + 1;
  }
  return close_between(next, ~0u);
}

/* A file opened later must not become standard input or output, which anything in the process may use. */
static int fill_standard(void) {
  for (;;) {
    int fd = open("/dev/null", O_RDWR);
    if (fd < 0) return -1;
    if (fd > STDERR_FILENO) return close(fd);
  }
}

static int wipe_environment(void) {
  /* The strings stay where the kernel put them, and /proc/PID/environ shows them, unless overwritten. */
  for (char **each = environ; each != NULL && *each != NULL; each++) memset(*each, 0, strlen(*each));
  if (clearenv() != 0) return -1;
  /* clearenv leaves NULL, which Swift's runtime follows when it is loaded. */
  static char *none[] = {NULL};
  environ = none;
  return 0;
}

static int offer_to_oom_killer(void) {
  int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (fd < 0) return 1;
  ssize_t written = write(fd, "500", 3);
  close(fd);
  return written == 3 ? 0 : 1;
}

int worker_limits(const struct worker_bounds *limits) {
  int lack = offer_to_oom_killer();
  if (close_others(limits->descriptors, limits->descriptor_count) != 0 || fill_standard() != 0) return -1;
  if (limit_all(limits) != 0 || drop_capabilities() != 0) return -1;
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
  /* After all that changes credentials, which would undo it. */
  if (die_with_parent(limits->parent) != 0) return -1;
  umask(077);
  return wipe_environment() == 0 ? lack : -1;
}
