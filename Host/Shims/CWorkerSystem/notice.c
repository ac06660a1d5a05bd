#define _GNU_SOURCE
#include "notice.h"

#include <arpa/inet.h>
#include <asm/unistd.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

/* Which argument is the path, and which the folder it is relative to: -1 for the current one. */
struct place {
  signed char folder, path;
};
static const struct {
  int call;
  struct place place;
} with_path[] = {
    {__NR_openat, {0, 1}},     {__NR_execve, {-1, 0}},     {__NR_execveat, {0, 1}},    {__NR_truncate, {-1, 0}},
    {__NR_fchmodat, {0, 1}},   {__NR_fchownat, {0, 1}},    {__NR_utimensat, {0, 1}},   {__NR_mknodat, {0, 1}},
    {__NR_symlinkat, {1, 2}},  {__NR_setxattr, {-1, 0}},   {__NR_lsetxattr, {-1, 0}},  {__NR_getxattr, {-1, 0}},
    {__NR_lgetxattr, {-1, 0}}, {__NR_listxattr, {-1, 0}},  {__NR_llistxattr, {-1, 0}}, {__NR_removexattr, {-1, 0}},
    {__NR_chroot, {-1, 0}},    {__NR_umount2, {-1, 0}},    {__NR_mount, {-1, 1}},      {__NR_swapon, {-1, 0}},
    {__NR_open_tree, {0, 1}},  {__NR_acct, {-1, 0}},
    {__NR_name_to_handle_at, {0, 1}}, {__NR_inotify_add_watch, {-1, 1}},
    {__NR_mkdirat, {0, 1}},    {__NR_unlinkat, {0, 1}},    {__NR_renameat, {0, 1}},    {__NR_renameat2, {0, 1}},
    {__NR_linkat, {0, 1}},
#ifdef __x86_64__
    {__NR_open, {-1, 0}},      {__NR_creat, {-1, 0}},      {__NR_chmod, {-1, 0}},      {__NR_chown, {-1, 0}},
    {__NR_lchown, {-1, 0}},    {__NR_utime, {-1, 0}},      {__NR_utimes, {-1, 0}},     {__NR_futimesat, {0, 1}},
    {__NR_mknod, {-1, 0}},     {__NR_symlink, {-1, 1}},    {__NR_mkdir, {-1, 0}},      {__NR_rmdir, {-1, 0}},
    {__NR_unlink, {-1, 0}},    {__NR_rename, {-1, 0}},     {__NR_link, {-1, 0}},
#endif
};

/* The second path of calls that have two: the new name. */
static const struct {
  int call;
  struct place place;
} with_other[] = {
    {__NR_renameat, {2, 3}},   {__NR_renameat2, {2, 3}},   {__NR_linkat, {2, 3}},
#ifdef __x86_64__
    {__NR_rename, {-1, 1}},    {__NR_link, {-1, 1}},
#endif
};

/* Reads up to size bytes, fewer when the memory ends before. Remote parts end at pages: process_vm_readv(2)
 * promises to read a part whole or not at all. */
static size_t read_memory(pid_t thread, uint64_t address, void *into, size_t size) {
  enum { PAGE = 4096, PARTS = 3 };
  struct iovec local = {.iov_base = into, .iov_len = size}, remote[PARTS];
  unsigned long count = 0;
  for (size_t left = size; left > 0 && count < PARTS; count++) {
    size_t length = PAGE - address % PAGE;
    if (length > left) length = left;
    remote[count] = (struct iovec){.iov_base = (void *)(uintptr_t)address, .iov_len = length}; // NOLINT
    address += length;
    left -= length;
  }
  ssize_t got = process_vm_readv(thread, &local, 1, remote, count, 0);
  return got > 0 ? (size_t)got : 0;
}

size_t notice_normalise(const char *folder, const char *path, char *into, size_t room) {
  size_t length = 0;
  const char *parts[2] = {path[0] == '/' ? "" : folder, path};
  for (int i = 0; i < 2; i++) {
    for (const char *at = parts[i]; *at != 0;) {
      size_t name = strcspn(at, "/");
      if (name == 2 && at[0] == '.' && at[1] == '.') {
        while (length > 0 && into[--length] != '/') {}
      } else if (name > 0 && !(name == 1 && at[0] == '.')) {
        if (name + 2 > room - length) return 0;
        into[length++] = '/';
        memcpy(into + length, at, name);
        length += name;
      }
      at += name + (at[name] == '/');
    }
  }
  if (room < 2) return 0;
  if (length == 0) into[length++] = '/';
  into[length] = 0;
  return length;
}

static int folder_of(pid_t thread, int is_current, int fd, char *into, size_t room) {
  char link[64];
  if (is_current)
    (void)snprintf(link, sizeof link, "/proc/%d/cwd", thread);
  else
    (void)snprintf(link, sizeof link, "/proc/%d/fd/%d", thread, fd);
  ssize_t length = readlink(link, into, room - 1);
  if (length <= 0 || (size_t)length == room - 1) return 0;
  into[length] = 0;
  /* "socket:[1]", "(unreachable)/x" */
  return into[0] == '/';
}

/* Reads a path and what it is relative to; the folder is "" when that is unknown. Returns the path's length,
 * *is_cut whether that is only the beginning; -1 when it cannot be read. */
static ssize_t read_path(const struct notice *notice, struct place place, char *text, char *base, int *is_cut) {
  text[0] = 0;
  size_t got = read_memory(notice->thread, notice->arguments[place.path], text, NOTICE_PATH_MAX);
  size_t length = strnlen(text, got);
  *is_cut = got > 0 && length == got;
  if (*is_cut) length = got - 1;
  text[length] = 0;
  int fd = place.folder < 0 ? AT_FDCWD : (int)notice->arguments[place.folder];
  /* An empty path is no name in the folder: it fails, or (AT_EMPTY_PATH) means the folder's descriptor. */
  strcpy(base, text[0] == '/' ? "/" : "");
  if (length > 0 && text[0] != '/' && !folder_of(notice->thread, fd == AT_FDCWD, fd, base, NOTICE_PATH_MAX))
    base[0] = 0;
  return got > 0 ? (ssize_t)length : -1;
}

static void describe_other(struct notice *notice, struct place place) {
  char text[NOTICE_PATH_MAX], base[NOTICE_PATH_MAX];
  int is_cut;
  if (read_path(notice, place, text, base, &is_cut) <= 0 || is_cut || base[0] == 0) return;
  if (notice_normalise(base, text, notice->other, sizeof notice->other) == 0) return;
  notice->details |= NOTICE_HAS_OTHER;
  if (notice_real(base, text, 0, notice->other_real)) notice->details |= NOTICE_HAS_OTHER_REAL;
}

static void describe_path(struct notice *notice, struct place place) {
  char text[NOTICE_PATH_MAX], base[NOTICE_PATH_MAX];
  int is_cut;
  ssize_t length = read_path(notice, place, text, base, &is_cut);
  if (length < 0) return;
  notice->details |= NOTICE_HAS_PATH | (is_cut ? NOTICE_PATH_CUT : 0);
  if (length > 0 && !is_cut && base[0] != 0) {
    notice->path_length = notice_normalise(base, text, notice->path, sizeof notice->path);
    if (notice->path_length > 0) {
      int last = notice_follows(notice);
      if (last >= 0 && notice_real(base, text, last, notice->real)) notice->details |= NOTICE_HAS_REAL;
      notice->details |= NOTICE_PATH_RESOLVED;
      return;
    }
  }
  notice->path_length = (size_t)length;
  memcpy(notice->path, text, notice->path_length + 1);
}

static void print_unix(const struct sockaddr_un *un, size_t size, char *into, size_t room) {
  size_t length = size - offsetof(struct sockaddr_un, sun_path);
  size_t at = (size_t)snprintf(into, room, "unix:");
  int abstract = length > 0 && un->sun_path[0] == 0;
  for (size_t i = 0; i < length && at + 1 < room; i++) {
    char c = un->sun_path[i];
    if (c == 0 && !abstract) break;
    into[at++] = i == 0 && abstract ? '@' : c > ' ' && c < 127 ? c : '?';
  }
  into[at] = 0;
}

static void describe_address(struct notice *notice, int pointer, int size) {
  union {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
    struct sockaddr_un un;
  } address;
  memset(&address, 0, sizeof address);
  uint32_t length = (uint32_t)notice->arguments[size];
  if (length < sizeof(sa_family_t)) return;
  if (length > sizeof address) length = sizeof address;
  if (read_memory(notice->thread, notice->arguments[pointer], &address, length) != length) return;
  char host[INET6_ADDRSTRLEN] = "";
  char *into = notice->address;
  size_t room = sizeof notice->address;
  notice->details |= NOTICE_HAS_ADDRESS;
  if (address.any.sa_family == AF_INET && length >= sizeof address.v4) {
    (void)inet_ntop(AF_INET, &address.v4.sin_addr, host, sizeof host);
    (void)snprintf(into, room, "%s:%u", host, ntohs(address.v4.sin_port));
  } else if (address.any.sa_family == AF_INET6 && length >= sizeof address.v6) {
    (void)inet_ntop(AF_INET6, &address.v6.sin6_addr, host, sizeof host);
    (void)snprintf(into, room, "[%s]:%u", host, ntohs(address.v6.sin6_port));
  } else if (address.any.sa_family == AF_UNIX) {
    print_unix(&address.un, length < sizeof address.un ? length : sizeof address.un, into, room);
  } else {
    (void)snprintf(into, room, "family %u", address.any.sa_family);
  }
}

void notice_describe(struct notice *notice) {
  if (notice->call == __NR_connect || notice->call == __NR_bind) return describe_address(notice, 1, 2);
  if (notice->call == __NR_sendto) return describe_address(notice, 4, 5);
  for (size_t i = 0; i < sizeof with_path / sizeof *with_path; i++)
    if (with_path[i].call == notice->call) describe_path(notice, with_path[i].place);
  for (size_t i = 0; i < sizeof with_other / sizeof *with_other; i++)
    if (with_other[i].call == notice->call) describe_other(notice, with_other[i].place);
}
