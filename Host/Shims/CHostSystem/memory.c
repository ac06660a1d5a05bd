#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "csystem.h"

int csystem_contains(const void *bytes, size_t size, const void *wanted, size_t wanted_size) {
  return memmem(bytes, size, wanted, wanted_size) != NULL;
}

union one_descriptor {
  struct cmsghdr header;
  char room[CMSG_SPACE(sizeof(int))];
};

static int fill(int fd, const char *bytes, size_t size) {
  size_t done = 0;
  while (done < size) {
    ssize_t now = write(fd, bytes + done, size - done);
    if (now < 0 && errno != EINTR) return -1;
    if (now > 0) done += (size_t)now;
  }
  return fcntl(fd, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE);
}

static int send_descriptor(int socket, uint64_t number, int fd) {
  struct iovec part = {.iov_base = &number, .iov_len = sizeof number};
  union one_descriptor control;
  memset(&control, 0, sizeof control);
  struct msghdr message = {
      .msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof fd);
  memcpy(CMSG_DATA(header), &fd, sizeof fd);
  ssize_t sent;
  do sent = sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
  while (sent < 0 && errno == EINTR);
  return sent == (ssize_t)sizeof number ? 0 : -1;
}

int csystem_send_memory(int socket, uint64_t number, const void *bytes, size_t size) {
  int fd = memfd_create("roost-body", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (fd < 0) return -1;
  int code = fill(fd, bytes, size);
  if (code == 0) code = send_descriptor(socket, number, fd);
  close(fd);
  return code;
}

int csystem_receive_memory(int socket, uint64_t *number) {
  struct iovec part = {.iov_base = number, .iov_len = sizeof *number};
  union one_descriptor control;
  memset(&control, 0, sizeof control);
  struct msghdr message = {
      .msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
  ssize_t got;
  do got = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  while (got < 0 && errno == EINTR);
  struct cmsghdr *header = got < 0 ? NULL : CMSG_FIRSTHDR(&message);
  if (got != (ssize_t)sizeof *number || header == NULL || header->cmsg_type != SCM_RIGHTS ||
      header->cmsg_len != CMSG_LEN(sizeof(int)))
    return -1;
  int fd;
  memcpy(&fd, CMSG_DATA(header), sizeof fd);
  return fd;
}
