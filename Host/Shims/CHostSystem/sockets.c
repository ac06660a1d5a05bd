#define _GNU_SOURCE
#include "csystem.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

size_t csystem_unix_path_max(void) { return sizeof(((struct sockaddr_un *)0)->sun_path) - 1; }

static int address_of(const char *path, struct sockaddr_un *address) {
  memset(address, 0, sizeof *address);
  address->sun_family = AF_UNIX;
  size_t length = strlen(path);
  if (length == 0 || length > csystem_unix_path_max()) {
    errno = ENAMETOOLONG;
    return -1;
  }
  memcpy(address->sun_path, path, length);
  return 0;
}

static int close_keeping_errno(int fd) {
  int saved = errno;
  close(fd);
  errno = saved;
  return -1;
}

int csystem_listen_unix(const char *path, mode_t mode, int backlog) {
  struct sockaddr_un address;
  if (address_of(path, &address) != 0) return -1;
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return -1;
  /* Linux gives the new file the socket's own mode less the umask, so it is never more open than asked, and
   * the process-wide umask stays as it is. */
  if (fchmod(fd, mode) != 0) return close_keeping_errno(fd);
  if (bind(fd, (struct sockaddr *)&address, sizeof address) != 0) return close_keeping_errno(fd);
  if (chmod(path, mode) != 0 || listen(fd, backlog) != 0) {
    int saved = errno;
    unlink(path);
    errno = saved;
    return close_keeping_errno(fd);
  }
  return fd;
}

int csystem_connect_unix(const char *path) {
  struct sockaddr_un address;
  if (address_of(path, &address) != 0) return -1;
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) return -1;
  /* A unix connect does not wait when non-blocking: a full backlog is EAGAIN at once. */
  if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0) return close_keeping_errno(fd);
  return fd;
}

int csystem_accept(int listener) { return accept4(listener, NULL, NULL, SOCK_CLOEXEC); }

int csystem_peer(int fd, int32_t *pid, uint32_t *uid, uint32_t *gid) {
  struct ucred credentials;
  socklen_t size = sizeof credentials;
  if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0) return -1;
  *pid = credentials.pid;
  *uid = credentials.uid;
  *gid = credentials.gid;
  return 0;
}

int csystem_peer_in_group(int fd, uint32_t gid) {
  struct ucred credentials;
  socklen_t size = sizeof credentials;
  if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0) return 0;
  if (credentials.gid == gid) return 1;
  /* Too small a buffer is answered with ERANGE and the size needed. */
  socklen_t bytes = 0;
  if (getsockopt(fd, SOL_SOCKET, SO_PEERGROUPS, NULL, &bytes) != 0 && errno != ERANGE) return 0;
  if (bytes == 0) return 0;
  gid_t *groups = malloc(bytes);
  if (groups == NULL) return 0;
  int found = 0;
  if (getsockopt(fd, SOL_SOCKET, SO_PEERGROUPS, groups, &bytes) == 0)
    for (size_t i = 0; i < bytes / sizeof *groups; i++) found |= groups[i] == gid;
  free(groups);
  return found;
}
