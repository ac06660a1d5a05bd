#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "cworker.h"

union one_descriptor {
  struct cmsghdr header;
  char room[CMSG_SPACE(sizeof(int))];
};

/* A message of `size` bytes, and room for the one descriptor that goes with it. */
static struct msghdr message_of(struct iovec *part, union one_descriptor *control) {
  memset(control, 0, sizeof *control);
  return (struct msghdr){
      .msg_iov = part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof *control};
}

static int send_descriptor(int socket, void *bytes, size_t size, int fd, int flags) {
  struct iovec part = {.iov_base = bytes, .iov_len = size};
  union one_descriptor control;
  struct msghdr message = message_of(&part, &control);
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof fd);
  memcpy(CMSG_DATA(header), &fd, sizeof fd);
  ssize_t sent;
  do sent = sendmsg(socket, &message, MSG_NOSIGNAL | flags);
  while (sent < 0 && errno == EINTR);
  return sent == (ssize_t)size ? 0 : -1;
}

static int receive_descriptor(int socket, void *bytes, size_t size) {
  struct iovec part = {.iov_base = bytes, .iov_len = size};
  union one_descriptor control;
  struct msghdr message = message_of(&part, &control);
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
  if (got == (ssize_t)size && count == 1) return fds[0];
  while (count > 0) close(fds[--count]);
  errno = EPROTO;
  return -1;
}

int worker_send_listener(int socket, int listener) {
  char byte = 'L';
  int code = send_descriptor(socket, &byte, 1, listener, 0);
  int saved = errno;
  /* With a listener of its own the plugin would answer its own questions. */
  close(listener);
  errno = saved;
  return code;
}

int notify_take_listener(int socket) {
  char byte;
  return receive_descriptor(socket, &byte, 1);
}

static int fill(int fd, const char *bytes, size_t size) {
  size_t done = 0;
  while (done < size) {
    ssize_t now = write(fd, bytes + done, size - done);
    if (now < 0 && errno != EINTR) return -1;
    if (now > 0) done += (size_t)now;
  }
  return fcntl(fd, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE);
}

int handover_send_body(int socket, uint64_t number, const void *bytes, size_t size) {
  int fd = memfd_create("roost-body", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (fd < 0) return -1;
  int code = fill(fd, bytes, size);
  if (code == 0) code = send_descriptor(socket, &number, sizeof number, fd, MSG_DONTWAIT);
  close(fd);
  return code;
}

int worker_take_body(int socket, uint64_t *number) {
  return receive_descriptor(socket, number, sizeof *number);
}
