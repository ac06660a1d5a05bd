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
static const struct {
  int call;
  signed char folder, path;
} with_path[] = {
    {__NR_openat, 0, 1},     {__NR_execve, -1, 0},     {__NR_execveat, 0, 1},    {__NR_truncate, -1, 0},
    {__NR_fchmodat, 0, 1},   {__NR_fchownat, 0, 1},    {__NR_utimensat, 0, 1},   {__NR_mknodat, 0, 1},
    {__NR_symlinkat, 1, 2},  {__NR_setxattr, -1, 0},   {__NR_lsetxattr, -1, 0},  {__NR_getxattr, -1, 0},
    {__NR_lgetxattr, -1, 0}, {__NR_listxattr, -1, 0},  {__NR_llistxattr, -1, 0}, {__NR_removexattr, -1, 0},
    {__NR_chroot, -1, 0},    {__NR_umount2, -1, 0},    {__NR_mount, -1, 1},      {__NR_swapon, -1, 0},
    {__NR_open_tree, 0, 1},  {__NR_acct, -1, 0},
    {__NR_name_to_handle_at, 0, 1}, {__NR_inotify_add_watch, -1, 1},
#ifdef __x86_64__
    {__NR_open, -1, 0},      {__NR_creat, -1, 0},      {__NR_chmod, -1, 0},      {__NR_chown, -1, 0},
    {__NR_lchown, -1, 0},    {__NR_utime, -1, 0},      {__NR_utimes, -1, 0},     {__NR_futimesat, 0, 1},
    {__NR_mknod, -1, 0},     {__NR_symlink, -1, 1},
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

static void describe_path(struct notice *notice, int folder, int argument) {
  char text[NOTICE_PATH_MAX], base[NOTICE_PATH_MAX] = "/";
  size_t got = read_memory(notice->thread, notice->arguments[argument], text, sizeof text);
  if (got == 0) return;
  size_t length = strnlen(text, got);
  if (length == got) {
    length = got - 1;
    notice->details |= NOTICE_PATH_CUT;
  }
  text[length] = 0;
  notice->details |= NOTICE_HAS_PATH;
  int fd = folder < 0 ? AT_FDCWD : (int)notice->arguments[folder];
  /* An empty path is no name in the folder: it fails, or (AT_EMPTY_PATH) means the folder's descriptor. */
  if (length > 0 && !(notice->details & NOTICE_PATH_CUT) &&
      (text[0] == '/' || folder_of(notice->thread, fd == AT_FDCWD, fd, base, sizeof base))) {
    notice->path_length = notice_normalise(base, text, notice->path, sizeof notice->path);
    if (notice->path_length > 0) {
      notice->details |= NOTICE_PATH_RESOLVED;
      return;
    }
  }
  memcpy(notice->path, text, length + 1);
  notice->path_length = length;
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
    if (with_path[i].call == notice->call)
      return describe_path(notice, with_path[i].folder, with_path[i].path);
}
