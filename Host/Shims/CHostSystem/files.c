#define _GNU_SOURCE
#include "csystem.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* O_NONBLOCK: opening a FIFO must not wait for its writer. */
#define OPEN_FLAGS (O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)

int csystem_open_folder(const char *path) { return open(path, O_PATH | O_DIRECTORY | O_CLOEXEC); }

int csystem_open_nofollow(int folder, const char *name) { return openat(folder, name, OPEN_FLAGS); }

int csystem_open_beneath(int folder, const char *name) {
  struct open_how how = {
      .flags = OPEN_FLAGS,
      .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
  };
  long fd;
  do {
    fd = syscall(SYS_openat2, folder, name, &how, sizeof how);
  } while (fd < 0 && (errno == EINTR || errno == EAGAIN));
  if (fd < 0 && (errno == ENOSYS || errno == EPERM)) return csystem_open_nofollow(folder, name);
  return (int)fd;
}

int csystem_lease(int fd) {
  if (fcntl(fd, F_SETSIG, SIGURG) != 0) return -1;
  return fcntl(fd, F_SETLEASE, F_RDLCK);
}

int csystem_lease_is_whole(int fd) { return fcntl(fd, F_GETLEASE) == F_RDLCK; }

void csystem_release_lease(int fd) { (void)fcntl(fd, F_SETLEASE, F_UNLCK); }

/* Before Linux 5.6: each folder on the way is opened without following a link. */
static int open_in_steps(int folder, const char *path, int flags, unsigned mode) {
  char part[256];
  int at = folder, next;
  for (const char *slash; (slash = strchr(path, '/')) != NULL; path = slash + 1) {
    size_t size = (size_t)(slash - path);
    if (size == 0 || size >= sizeof part) {
      errno = EINVAL;
      next = -1;
    } else {
      memcpy(part, path, size);
      part[size] = 0;
      next = openat(at, part, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    }
    int saved = errno;
    if (at != folder) close(at);
    errno = saved;
    if (next < 0) return -1;
    at = next;
  }
  next = openat(at, path, flags | O_NOFOLLOW, mode);
  int saved = errno;
  if (at != folder) close(at);
  errno = saved;
  return next;
}

int csystem_open_in(int folder, const char *path, int flags, unsigned mode) {
  struct open_how how = {
      .flags = (unsigned)(flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY),
      .mode = flags & O_CREAT ? mode : 0,
      .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
  };
  long fd;
  do {
    fd = syscall(SYS_openat2, folder, path, &how, sizeof how);
  } while (fd < 0 && (errno == EINTR || errno == EAGAIN));
  if (fd < 0 && errno == ENOSYS) return open_in_steps(folder, path, (int)how.flags, mode);
  return (int)fd;
}

int csystem_rename_new(int from_folder, const char *from, int to_folder, const char *to) {
  return renameat2(from_folder, from, to_folder, to, RENAME_NOREPLACE);
}
