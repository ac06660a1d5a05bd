/* Where paths lead when links are followed: what Landlock will look at, if nobody changes it until then. */
#define _GNU_SOURCE
#include <asm/unistd.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "notice.h"

static int follows_flags(uint64_t flags) {
  return !(flags & O_NOFOLLOW) && (flags & (O_CREAT | O_EXCL)) != (O_CREAT | O_EXCL);
}

int notice_follows(const struct notice *notice) {
  switch (notice->call) {
    case __NR_openat: return follows_flags(notice->arguments[2]);
    case __NR_linkat: return (notice->arguments[4] & AT_SYMLINK_FOLLOW) != 0;
    case __NR_mkdirat: case __NR_unlinkat: case __NR_renameat: case __NR_renameat2: return 0;
#ifdef __x86_64__
    case __NR_open: return follows_flags(notice->arguments[1]);
    case __NR_creat: return 1;
    case __NR_mkdir: case __NR_rmdir: case __NR_unlink: case __NR_rename: case __NR_link: return 0;
#endif
    default: return -1;
  }
}

/* O_PATH opens without asking the file: a pipe does not wait, a device does nothing. */
static size_t real_of(const char *path, char *into) {
  char link[64];
  int fd = open(path, O_PATH | O_CLOEXEC);
  if (fd < 0) return 0;
  (void)snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, into, NOTICE_PATH_MAX - 1);
  close(fd);
  if (length <= 0 || length >= NOTICE_PATH_MAX - 1 || into[0] != '/') return errno = ENAMETOOLONG, 0;
  into[length] = 0;
  return (size_t)length;
}

/* The folder's real path, and the name in it as it is. */
static int real_parent(char *whole, char *into) {
  size_t length = strlen(whole);
  while (length > 1 && whole[length - 1] == '/') whole[--length] = 0;
  char *name = strrchr(whole, '/') + 1;
  if (*name == 0 || strcmp(name, ".") == 0 || strcmp(name, "..") == 0) return real_of(whole, into) > 0;
  char kept[NOTICE_PATH_MAX];
  (void)snprintf(kept, sizeof kept, "%s", name);
  *name = 0;
  length = real_of(whole, into);
  if (length == 0 || length + strlen(kept) + 2 > NOTICE_PATH_MAX) return 0;
  (void)snprintf(into + length, NOTICE_PATH_MAX - length, "%s%s", length > 1 ? "/" : "", kept);
  return 1;
}

int notice_real(const char *folder, const char *path, int follows, char *into) {
  char whole[2 * NOTICE_PATH_MAX];
  (void)snprintf(whole, sizeof whole, "%s%s%s", path[0] == '/' ? "" : folder, path[0] == '/' ? "" : "/", path);
  if (strncmp(whole, "/proc/", 6) == 0) return 0;
  if (follows) {
    if (real_of(whole, into) > 0) return 1;
    if (errno != ENOENT) return 0;
  }
  return real_parent(whole, into);
}
