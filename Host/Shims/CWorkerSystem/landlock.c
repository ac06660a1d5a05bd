#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "cworker.h"
#include "uapi.h"

#define READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)

/* Symbolic links are missing on purpose: a host that walks the folder would follow them out of it. */
#define WRITE                                                                                               \
  (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |         \
   LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REFER |                   \
   LANDLOCK_ACCESS_FS_TRUNCATE)

/* The rights a rule for something other than a folder may name. */
#define OF_FILES                                                                                            \
  (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE |              \
   LANDLOCK_ACCESS_FS_TRUNCATE | LANDLOCK_ACCESS_FS_IOCTL_DEV)

static int kernel_abi(void) {
  return (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

static struct landlock_rights handled_by(int abi) {
  struct landlock_rights rights = {.fs = LANDLOCK_ACCESS_FS_REFER - 1};
  if (abi >= 2) rights.fs |= LANDLOCK_ACCESS_FS_REFER;
  if (abi >= 3) rights.fs |= LANDLOCK_ACCESS_FS_TRUNCATE;
  if (abi >= 4) rights.net = LANDLOCK_ACCESS_NET_BIND_TCP | LANDLOCK_ACCESS_NET_CONNECT_TCP;
  if (abi >= 5) rights.fs |= LANDLOCK_ACCESS_FS_IOCTL_DEV;
  if (abi >= 6) rights.scoped = LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET | LANDLOCK_SCOPE_SIGNAL;
  return rights;
}

/* The flags are in the order of the ABIs that brought the features. */
int worker_landlock_version(void) { return kernel_abi(); }

static int lacking(int abi) {
  int all = 2 * WORKER_LACKS_AUDIT - 1;
  return abi >= WORKER_ABI_NEWEST ? 0 : all & ~((1 << abi) - 1);
}

static uint64_t granted(enum worker_access access) {
  switch (access) {
    case WORKER_READ: return READ;
    case WORKER_READ_EXECUTE: return READ | LANDLOCK_ACCESS_FS_EXECUTE;
    case WORKER_READ_WRITE: return READ | WRITE;
  }
  return 0;
}

static int add_path(int ruleset, const struct worker_path *path, uint64_t handled) {
  int fd = open(path->path, O_PATH | O_CLOEXEC);
  if (fd < 0) return errno == ENOENT || errno == ENOTDIR ? 0 : -1;
  struct stat about;
  int result = fstat(fd, &about);
  if (result == 0) {
    uint64_t rights = granted(path->access) & handled;
    if (!S_ISDIR(about.st_mode)) rights &= OF_FILES;
    struct landlock_path_beneath_attr rule = {.allowed_access = rights, .parent_fd = fd};
    result = (int)syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  }
  int saved = errno;
  close(fd);
  errno = saved;
  return result;
}

static int confine(int ruleset, const struct worker_path *paths, size_t count, uint64_t handled) {
  for (size_t i = 0; i < count; i++)
    if (add_path(ruleset, &paths[i], handled) != 0) return -1;
  return (int)syscall(SYS_landlock_restrict_self, ruleset, 0);
}

/* A folder of procfs has a link for each of its folders, besides the usual two. */
static int has_other_threads(void) {
  struct stat about;
  return stat("/proc/self/task", &about) == 0 && about.st_nlink > 3;
}

int worker_landlock(const struct worker_path *paths, size_t count, int abi_limit, int *abi_used) {
  *abi_used = 0;
  if (has_other_threads()) {
    errno = EBUSY;
    return -1;
  }
  int abi = kernel_abi();
  if (abi < 0 && errno != ENOSYS && errno != EOPNOTSUPP) return -1;
  if (abi > abi_limit) abi = abi_limit;
  if (abi <= 0) return lacking(0);
  struct landlock_rights rights = handled_by(abi);
  int ruleset = (int)syscall(SYS_landlock_create_ruleset, &rights, sizeof rights, 0);
  if (ruleset < 0) return -1;
  int result = confine(ruleset, paths, count, rights.fs);
  int saved = errno;
  close(ruleset);
  errno = saved;
  if (result != 0) return -1;
  *abi_used = abi > WORKER_ABI_NEWEST ? WORKER_ABI_NEWEST : abi;
  return lacking(*abi_used);
}
