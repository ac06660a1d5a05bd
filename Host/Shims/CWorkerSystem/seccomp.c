#define _GNU_SOURCE
#include <errno.h>
#include <sys/auxv.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "cworker.h"
#include "policy.h"
#include "uapi.h"

static int install(unsigned long flags, const struct sock_fprog *program) {
  long result = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, program);
  /* Without TSYNC_ESRCH a positive number names the thread that could not follow. */
  if (result > 0 && !(flags & SECCOMP_FILTER_FLAG_NEW_LISTENER)) {
    errno = ESRCH;
    return -1;
  }
  return (int)result;
}

int worker_seccomp(unsigned notify, int *listener) {
  struct sock_filter code[FILTER_MAX];
  if ((notify == 0) != (listener == NULL)) {
    errno = EINVAL;
    return -1;
  }
  /* The kernel puts the program's path first of all on the stack. */
  const struct own own = {.pid = getpid(), .stack = getauxval(AT_EXECFN)};
  size_t count = filter_build(code, FILTER_MAX, notify, &own);
  if (count == 0) {
    errno = E2BIG;
    return -1;
  }
  struct sock_fprog program = {.len = (unsigned short)count, .filter = code};
  if (notify == 0) return install(SECCOMP_FILTER_FLAG_TSYNC, &program);
  unsigned long flags =
      SECCOMP_FILTER_FLAG_TSYNC | SECCOMP_FILTER_FLAG_TSYNC_ESRCH | SECCOMP_FILTER_FLAG_NEW_LISTENER;
  /* Once the host has the notice, only SIGKILL interrupts the wait: other signals would make the call start
   * over, and the host see it again and again. Linux 5.19. */
  int fd = install(flags | SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV, &program);
  if (fd < 0 && errno == EINVAL) fd = install(flags, &program);
  if (fd < 0) return -1;
  *listener = fd;
  return 0;
}
