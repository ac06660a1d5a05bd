#define _GNU_SOURCE
#include <errno.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/socket.h>
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

union one_descriptor {
  struct cmsghdr header;
  char room[CMSG_SPACE(sizeof(int))];
};

int worker_send_listener(int socket, int listener) {
  char byte = 'L';
  struct iovec part = {.iov_base = &byte, .iov_len = 1};
  union one_descriptor control;
  memset(&control, 0, sizeof control);
  struct msghdr message = {
      .msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof listener);
  memcpy(CMSG_DATA(header), &listener, sizeof listener);
  ssize_t sent;
  do sent = sendmsg(socket, &message, MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  int saved = errno;
  /* With a listener of its own the plugin would answer its own questions. */
  close(listener);
  errno = saved;
  return sent == 1 ? 0 : -1;
}

int notify_take_listener(int socket) {
  char byte = 0;
  struct iovec part = {.iov_base = &byte, .iov_len = 1};
  union one_descriptor control;
  memset(&control, 0, sizeof control);
  struct msghdr message = {
      .msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
  ssize_t got;
  do got = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  while (got < 0 && errno == EINTR);
  if (got < 0) return -1;
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  int fds[2], count = 0;
  if (header != NULL && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS) {
    /* There is room for two where there is for one, because of the padding. */
    count = (int)((header->cmsg_len - CMSG_LEN(0)) / sizeof *fds);
    memcpy(fds, CMSG_DATA(header), (size_t)count * sizeof *fds);
  }
  if (got == 1 && count == 1) return fds[0];
  while (count > 0) close(fds[--count]);
  errno = EPROTO;
  return -1;
}
