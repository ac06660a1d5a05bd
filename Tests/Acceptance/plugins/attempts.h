/* What a hostile plugin tries. Each attempt gets words from the test and tells the outcome: "done ..." when it got
 * through, "refused ERROR ..." when not. None does harm when it gets through: files are opened and not changed,
 * children end at once, signals are number 0 unless the test says otherwise. */
#pragma once

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <spawn.h>
#include <stdarg.h>
#include <sys/auxv.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>

#include "base.h"
#include "frames.h"

enum { WORDS = 8, TOLD = 4096, MAPPED = 1 << 30 };

typedef struct attempt {
  probe *self;
  const roost_event *event;
  uint64_t ticket;
  const char *words[WORDS];
  char told[TOLD];
} attempt;

static long number(const attempt *try, int word) { return strtol(try->words[word], NULL, 0); }

__attribute__((format(printf, 2, 3))) static void tell(attempt *try, const char *format, ...) {
  va_list list;
  va_start(list, format);
  vsnprintf(try->told, sizeof try->told, format, list);
  va_end(list);
}

/* The outcome of a system call. */
static long outcome(attempt *try, long result) {
  if (result < 0) tell(try, "refused %s", strerrorname_np(errno));
  else tell(try, "done %ld", result);
  return result;
}

#define ATTEMPT(name) static void name(attempt *try)

/* --- Files: the first word is a path ------------------------------------------------------------ */

ATTEMPT(try_read) {
  int file = open(try->words[0], O_RDONLY | O_CLOEXEC);
  if (outcome(try, file) < 0) return;
  char bytes[1024];
  ssize_t size = read(file, bytes, sizeof bytes - 1);
  if (outcome(try, size) >= 0) tell(try, "done %.*s", (int)size, bytes);
  close(file);
}

ATTEMPT(try_write) {
  int file = open(try->words[0], O_WRONLY | O_APPEND | O_CLOEXEC);
  if (outcome(try, file) >= 0) close(file);
}

/* Opening that asks for no right at all, or that empties: two ways around Landlock's first versions. */
ATTEMPT(try_open_mode_3) {
  int file = open(try->words[0], 3 | O_CLOEXEC);
  if (outcome(try, file) >= 0) close(file);
}
ATTEMPT(try_open_truncate) {
  int file = open(try->words[0], O_RDONLY | O_TRUNC | O_CLOEXEC);
  if (outcome(try, file) >= 0) close(file);
}
ATTEMPT(try_openat2) {
  struct { uint64_t flags, mode, resolve; } how = {O_RDONLY | O_CLOEXEC, 0, 0};
  int file = (int)syscall(SYS_openat2, AT_FDCWD, try->words[0], &how, sizeof how);
  if (outcome(try, file) >= 0) close(file);
}

ATTEMPT(try_create) {
  int file = open(try->words[0], O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (outcome(try, file) < 0) return;
  close(file);
  unlink(try->words[0]);
}

ATTEMPT(try_list) {
  DIR *folder = opendir(try->words[0]);
  if (folder == NULL) return (void)outcome(try, -1);
  tell(try, "done %s", readdir(folder) != NULL ? "entries" : "empty");
  closedir(folder);
}

ATTEMPT(try_stat) {
  struct stat about;
  if (outcome(try, stat(try->words[0], &about)) == 0) tell(try, "done %lld bytes", (long long)about.st_size);
}
ATTEMPT(try_truncate) { outcome(try, truncate(try->words[0], (off_t)number(try, 1))); }
ATTEMPT(try_unlink) { outcome(try, unlink(try->words[0])); }
ATTEMPT(try_rename) { outcome(try, rename(try->words[0], try->words[1])); }
ATTEMPT(try_link) { outcome(try, link(try->words[0], try->words[1])); }
ATTEMPT(try_symlink) { outcome(try, symlink(try->words[0], try->words[1])); }
ATTEMPT(try_mkdir) {
  if (outcome(try, mkdir(try->words[0], 0700)) == 0) rmdir(try->words[0]);
}
ATTEMPT(try_fifo) {
  if (outcome(try, mknod(try->words[0], S_IFIFO | 0600, 0)) == 0) unlink(try->words[0]);
}
ATTEMPT(try_chmod) { outcome(try, chmod(try->words[0], (mode_t)number(try, 1))); }
ATTEMPT(try_fchmod) {
  int file = open(try->words[0], O_RDONLY | O_CLOEXEC);
  if (outcome(try, file) < 0) return;
  outcome(try, fchmod(file, (mode_t)number(try, 1)));
  close(file);
}

/* --- Memory that is not counted ----------------------------------------------------------------- */

static void mapped(attempt *try, void *memory) {
  /* Never touched. */
  if (outcome(try, memory == MAP_FAILED ? -1 : 0) == 0) munmap(memory, MAPPED);
}

ATTEMPT(try_map_shared) {
  mapped(try, mmap(NULL, MAPPED, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
}
ATTEMPT(try_map_growing) {
  mapped(try, mmap(NULL, MAPPED, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_GROWSDOWN, -1, 0));
}
ATTEMPT(try_map_zero) {
  int file = open("/dev/zero", O_RDWR | O_CLOEXEC);
  if (outcome(try, file) < 0) return;
  mapped(try, mmap(NULL, MAPPED, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0));
  close(file);
}
/* The page of the main thread's stack that is used last. */
ATTEMPT(try_move_stack) {
  FILE *maps = fopen("/proc/self/maps", "re");
  char line[512];
  unsigned long from = 0;
  while (maps != NULL && fgets(line, sizeof line, maps))
    if (strstr(line, "[stack]") != NULL) sscanf(line, "%lx", &from);
  if (maps != NULL) fclose(maps);
  mapped(try, mremap((void *)from, 4096, MAPPED, MREMAP_MAYMOVE));
}

/* No attempt, but what ordinary code does on a loop's thread: malloc makes its heap larger, then smaller. */
ATTEMPT(try_shrink_heap) {
  enum { PARTS = 100 };
  void *parts[PARTS];
  for (int at = 0; at < PARTS; at++) parts[at] = malloc(60 << 10);
  for (int at = PARTS; at > 0;) free(parts[--at]);
  tell(try, "done");
}

/* --- The network -------------------------------------------------------------------------------- */

static void talk(attempt *try, int family, int type, const void *address, socklen_t size) {
  int end = socket(family, type | SOCK_CLOEXEC, 0);
  if (outcome(try, end) < 0) return;
  outcome(try, type == SOCK_DGRAM ? sendto(end, "x", 1, 0, address, size) : connect(end, address, size));
  close(end);
}

static struct sockaddr_in here(const attempt *try) {
  return (struct sockaddr_in){
      .sin_family = AF_INET, .sin_port = htons((uint16_t)number(try, 0)), .sin_addr = {htonl(INADDR_LOOPBACK)}};
}

static struct sockaddr_un named(const attempt *try) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  strncpy(address.sun_path, try->words[0], sizeof address.sun_path - 1);
  return address;
}

ATTEMPT(try_tcp) {
  struct sockaddr_in address = here(try);
  talk(try, AF_INET, SOCK_STREAM, &address, sizeof address);
}
ATTEMPT(try_udp) {
  struct sockaddr_in address = here(try);
  talk(try, AF_INET, SOCK_DGRAM, &address, sizeof address);
}
ATTEMPT(try_unix) {
  struct sockaddr_un address = named(try);
  talk(try, AF_UNIX, SOCK_STREAM, &address, sizeof address);
}
ATTEMPT(try_listen) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
  int end = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (outcome(try, end) < 0) return;
  if (outcome(try, bind(end, (void *)&address, sizeof address)) == 0) outcome(try, listen(end, 1));
  close(end);
}
ATTEMPT(try_netlink) {
  int end = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, 0);
  if (outcome(try, end) >= 0) close(end);
}

/* A datagram pair needs no new address family, and its ends could name any socket's path. */
ATTEMPT(try_datagram_pair) {
  int ends[2];
  if (outcome(try, socketpair(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0, ends)) != 0) return;
  close(ends[0]);
  close(ends[1]);
}

/* With the sockets there are. */
ATTEMPT(try_connect_own) {
  struct sockaddr_un address = named(try);
  int ends[2];
  if (outcome(try, socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends)) != 0) return;
  /* EISCONN is the kernel's answer to who was let through. */
  if (connect(ends[0], (void *)&address, sizeof address) == 0 || errno == EISCONN) tell(try, "done");
  else outcome(try, -1);
  close(ends[0]);
  close(ends[1]);
}
ATTEMPT(try_bind_own) {
  struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "own.sock"};
  int ends[2];
  if (outcome(try, socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends)) != 0) return;
  if (outcome(try, bind(ends[0], (void *)&address, sizeof address)) == 0) unlink("own.sock");
  close(ends[0]);
  close(ends[1]);
}

/* --- Processes ---------------------------------------------------------------------------------- */

static void await_child(attempt *try, pid_t child) {
  int status = 0;
  if (outcome(try, child) < 0) return;
  if (waitpid(child, &status, 0) == child && status == 0) tell(try, "done child %d", (int)child);
  else tell(try, "refused status %d", status);
}

ATTEMPT(try_fork) {
  pid_t child = fork();
  if (child == 0) _exit(0);
  await_child(try, child);
}
ATTEMPT(try_posix_spawn) {
  char *const arguments[] = {"true", NULL};
  pid_t child = -1;
  int code = posix_spawn(&child, "/bin/true", NULL, NULL, arguments, arguments + 1);
  if (code != 0) {
    errno = code;
    child = -1;
  }
  await_child(try, child);
}
ATTEMPT(try_system) {
  int status = system("exit 7");
  if (status != -1 && WIFEXITED(status) && WEXITSTATUS(status) == 7) tell(try, "done");
  else tell(try, "refused status %d", status);
}
/* Ends the process when it succeeds. */
ATTEMPT(try_execve) {
  char *const arguments[] = {"true", NULL};
  outcome(try, execve("/bin/true", arguments, arguments + 1));
}
ATTEMPT(try_execveat) {
  char *const arguments[] = {"true", NULL};
  outcome(try, syscall(SYS_execveat, AT_FDCWD, "/bin/true", arguments, arguments + 1, 0));
}
ATTEMPT(try_clone_user_namespace) {
  pid_t child = (pid_t)syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0);
  if (child == 0) _exit(0);
  await_child(try, child);
}
/* A child that shares everything but is no thread would outlive the bound on threads. */
ATTEMPT(try_clone_process) {
  pid_t child = (pid_t)syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
  if (child == 0) _exit(0);
  await_child(try, child);
}

/* From a thread of its own, with whose end the attachment ends. */
static void *attach(void *context) {
  attempt *try = context;
  outcome(try, ptrace(PTRACE_SEIZE, (pid_t)number(try, 0), NULL, NULL));
  return NULL;
}
ATTEMPT(try_ptrace) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, attach, try) == 0) pthread_join(thread, NULL);
}
/* Words: process, address. */
ATTEMPT(try_read_memory) {
  char byte;
  struct iovec local = {&byte, 1}, remote = {(void *)strtoul(try->words[1], NULL, 0), 1};
  outcome(try, process_vm_readv((pid_t)number(try, 0), &local, 1, &remote, 1, 0));
}
ATTEMPT(try_write_memory) {
  char byte = 0;
  /* Of no length: whether it may, not whether it does. */
  struct iovec local = {&byte, 0}, remote = {(void *)strtoul(try->words[1], NULL, 0), 0};
  outcome(try, process_vm_writev((pid_t)number(try, 0), &local, 1, &remote, 1, 0));
}
/* Words: process, signal. */
ATTEMPT(try_kill) { outcome(try, kill((pid_t)number(try, 0), (int)number(try, 1))); }
ATTEMPT(try_tgkill) {
  outcome(try, syscall(SYS_tgkill, (pid_t)number(try, 0), (pid_t)number(try, 0), (int)number(try, 1)));
}
ATTEMPT(try_sigqueue) {
  union sigval value = {.sival_int = 0};
  outcome(try, sigqueue((pid_t)number(try, 0), (int)number(try, 1), value));
}
ATTEMPT(try_pidfd) {
  int process = (int)syscall(SYS_pidfd_open, (pid_t)number(try, 0), 0);
  if (outcome(try, process) >= 0) close(process);
}
ATTEMPT(try_signal_by_owner) {
  int ends[2];
  if (outcome(try, socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends)) != 0) return;
  outcome(try, fcntl(ends[0], F_SETOWN, (int)number(try, 0)));
  close(ends[0]);
  close(ends[1]);
}
ATTEMPT(try_raise_limit) {
  struct rlimit now;
  getrlimit(RLIMIT_NOFILE, &now);
  outcome(try, setrlimit(RLIMIT_NOFILE, &now));
}
/* Words: process. */
ATTEMPT(try_limit_host) {
  struct rlimit now;
  outcome(try, syscall(SYS_prlimit64, (pid_t)number(try, 0), RLIMIT_NOFILE, NULL, &now));
}

/* --- System calls by name ----------------------------------------------------------------------- */

#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#endif
#define CALL(name, ...) \
  ATTEMPT(try_##name) { outcome(try, syscall(SYS_##name, __VA_ARGS__)); }
/* One whose result is a descriptor. */
#define OPENING(name, ...) \
  ATTEMPT(try_##name) { \
    long result = outcome(try, syscall(SYS_##name, __VA_ARGS__)); \
    if (result >= 0) close((int)result); \
  }

static char room[256];
OPENING(io_uring_setup, 1, room)
OPENING(memfd_create, "x", 0)
CALL(unshare, CLONE_NEWUSER)
CALL(setns, 0, 0)
CALL(setuid, 0)
CALL(setgid, 0)
CALL(setresuid, 65534, 65534, 65534)
CALL(setgroups, 0, room)
CALL(chroot, ".")
CALL(mount, "none", ".", "tmpfs", 0, 0)
OPENING(bpf, 0, room, 0)
OPENING(perf_event_open, room, 0, -1, -1, 0)
OPENING(userfaultfd, 1)
CALL(keyctl, 0, -3, 1)
CALL(add_key, "user", "x", "x", 1, -3)
OPENING(inotify_init1, 0)
OPENING(fanotify_init, 0, 0)
CALL(seccomp, 2, 0, 0)
CALL(landlock_create_ruleset, 0, 0, 1)
CALL(setsid, 0)
CALL(shmget, 0, 4096, 0600 | 01000)
CALL(msgget, 0, 0600 | 01000)
CALL(semget, 0, 1, 0600 | 01000)
CALL(personality, 0x0040000)
CALL(syslog, 3, room, 1)
CALL(sethostname, "x", 1)
CALL(kcmp, 1, 1, 0, 0, 0)
CALL(process_madvise, 0, 0, 0, 0, 0)
CALL(open_by_handle_at, 0, room, 0)
CALL(name_to_handle_at, AT_FDCWD, ".", room, room + 128, 0)
CALL(sched_setscheduler, 0, 5, room)
CALL(mlockall, 1)

ATTEMPT(try_dumpable) { outcome(try, prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)); }
ATTEMPT(try_keep_living) { outcome(try, prctl(PR_SET_PDEATHSIG, 0, 0, 0, 0)); }
ATTEMPT(try_subreaper) { outcome(try, prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)); }
ATTEMPT(try_terminal) { outcome(try, ioctl(0, TIOCSTI, room)); }

/* --- What it was given -------------------------------------------------------------------------- */

/* Every open descriptor and what it is. */
ATTEMPT(try_descriptors) {
  size_t used = (size_t)snprintf(try->told, TOLD, "done");
  for (int number = 0; number < 1024 && used < TOLD - 32; number++) {
    struct stat about;
    if (fstat(number, &about) != 0) continue;
    const char *kind = S_ISREG(about.st_mode) ? "file" : S_ISDIR(about.st_mode) ? "folder"
                       : S_ISSOCK(about.st_mode) ? "socket" : S_ISFIFO(about.st_mode) ? "pipe"
                       : S_ISCHR(about.st_mode) ? "device" : "other";
    used += (size_t)snprintf(try->told + used, TOLD - used, " %d:%s", number, kind);
  }
}

/* Looks for a text in all memory that can be read: the environment, the loader's vector, what libraries kept. The
 * word is the text with each byte XORed by 1, so that the question itself is not found. */
ATTEMPT(try_search) {
  char needle[128];
  size_t size = strlen(try->words[0]);
  if (size == 0 || size >= sizeof needle) return;
  for (size_t at = 0; at < size; at++) needle[at] = try->words[0][at] ^ 1;
  FILE *maps = fopen("/proc/self/maps", "re");
  if (maps == NULL) return (void)outcome(try, -1);
  char line[512], rights[8];
  size_t searched = 0, found = 0;
  while (fgets(line, sizeof line, maps)) {
    unsigned long from, to;
    if (sscanf(line, "%lx-%lx %7s", &from, &to, rights) != 3 || rights[0] != 'r') continue;
    if (strstr(line, "[v") != NULL) continue;
    searched += to - from;
    for (const char *at = (const char *)from; at != NULL && at < (const char *)to; at++) {
      at = memmem(at, (size_t)((const char *)to - at), needle, size);
      if (at == NULL) break;
      found += at != needle;
    }
  }
  fclose(maps);
  memset(needle, 0, sizeof needle);
  if (found > 0) tell(try, "done found %zu times", found);
  else tell(try, "refused nothing in %zu MiB", searched >> 20);
}

ATTEMPT(try_environment) {
  extern char **environ;
  size_t count = 0;
  while (environ != NULL && environ[count] != NULL) count++;
  if (count > 0) tell(try, "done %s", environ[0]);
  else tell(try, "refused empty");
}
