#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "check.h"
#include "cworker.h"

static void *add_one(void *number) {
  ALLOWED(prctl(PR_SET_NAME, "plugin-thread"));
  return (void *)((char *)number + 1);
}

static void check_allowed(void) {
  int pair[2], ends[2], made[60];
  char byte = 'x';
  struct timespec soon = {.tv_nsec = 1000};
  pthread_t threads[8];
  void *result = NULL;
  for (int i = 0; i < 8; i++) CHECK(pthread_create(&threads[i], NULL, add_one, NULL) == 0);
  for (int i = 0; i < 8; i++) CHECK(pthread_join(threads[i], &result) == 0 && result == (void *)1);
  ALLOWED(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
  CHECK(send(pair[0], &byte, 1, MSG_NOSIGNAL) == 1 && recv(pair[1], &byte, 1, 0) == 1);
  ALLOWED(pipe2(ends, O_CLOEXEC));
  ALLOWED(made[0] = epoll_create1(0));
  ALLOWED(made[1] = eventfd(0, 0));
  ALLOWED(made[2] = timerfd_create(CLOCK_MONOTONIC, 0));
  struct epoll_event event = {.events = EPOLLIN};
  ALLOWED(epoll_ctl(made[0], EPOLL_CTL_ADD, made[1], &event));
  ALLOWED(epoll_wait(made[0], &event, 1, 0));
  sigset_t set;
  sigemptyset(&set);
  ALLOWED(made[3] = signalfd(-1, &set, 0));
  ALLOWED(nanosleep(&soon, NULL));
  char *memory = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  ALLOWED(mprotect(memory, 8192, PROT_READ | PROT_EXEC));
  ALLOWED(munmap(memory, 8192));
  int fd = open(at("data/database"), O_RDWR | O_CREAT, 0600);
  ALLOWED(fd);
  struct flock lock = {.l_type = F_WRLCK};
  ALLOWED(fcntl(fd, F_SETLK, &lock));
  ALLOWED(pwrite(fd, "x", 1, 4000));
  ALLOWED(fdatasync(fd));
  ALLOWED(ftruncate(fd, 10));
  ALLOWED(futimens(fd, NULL));
  struct stat about;
  ALLOWED(fstat(fd, &about));
  ALLOWED(stat(at("data"), &about));
  ALLOWED(rename(at("data/database"), at("data/moved")));
  ALLOWED(unlink(at("data/moved")));
  CHECK(mmap(NULL, 100, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0) != MAP_FAILED);
  struct rlimit limit;
  ALLOWED(getrlimit(RLIMIT_DATA, &limit));
  ALLOWED(kill(getpid(), 0));
  CHECK(sysconf(_SC_NPROCESSORS_ONLN) > 0);
  REFUSED(isatty(2) - 1, ENOTTY);
}

static long map(int flags, int fd) {
  return (long)mmap(NULL, 512 << 20, PROT_READ | PROT_WRITE, flags, fd, 0);
}

/* The first page of the main thread's stack that the kernel has, far below what is in use. */
static void *end_of_stack(void) {
  char line[256];
  unsigned long from = 0;
  FILE *maps = fopen("/proc/self/maps", "re");
  while (maps != NULL && fgets(line, sizeof line, maps) != NULL)
    if (strstr(line, "[stack]") != NULL) sscanf(line, "%lx", &from);
  if (maps != NULL) fclose(maps);
  return (void *)from; // NOLINT
}

static void *stack_end;

/* Of all kinds of memory no more than the limit, which is 256 MiB. */
static void check_memory(void) {
  REFUSED(map(MAP_PRIVATE | MAP_ANONYMOUS, -1), ENOMEM);
  REFUSED(map(MAP_SHARED | MAP_ANONYMOUS, -1), EPERM);
  REFUSED(map(MAP_PRIVATE | MAP_ANONYMOUS | MAP_GROWSDOWN, -1), EPERM);
  REFUSED(mremap(stack_end, 4096, 512 << 20, MREMAP_MAYMOVE), EPERM);
  char *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  REFUSED(mremap(memory, 4096, 512 << 20, MREMAP_MAYMOVE), ENOMEM);
  ALLOWED(memory = mremap(memory, 4096, 1 << 20, MREMAP_MAYMOVE));
  memory = mmap(NULL, 512 << 20, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  ALLOWED(memory);
  REFUSED(mprotect(memory, 512 << 20, PROT_READ | PROT_WRITE), ENOMEM);
}

/* What the refusals above are for: none of these counts, with the same limit and no filter. */
static void check_uncounted(void) {
  const struct rlimit data = {256 << 20, 256 << 20};
  stack_end = end_of_stack();
  ALLOWED(setrlimit(RLIMIT_DATA, &data));
  REFUSED(map(MAP_PRIVATE | MAP_ANONYMOUS, -1), ENOMEM);
  ALLOWED(map(MAP_SHARED | MAP_ANONYMOUS, -1));
  ALLOWED(map(MAP_SHARED, open("/dev/zero", O_RDWR)));
  ALLOWED(map(MAP_PRIVATE | MAP_ANONYMOUS | MAP_GROWSDOWN, -1));
  ALLOWED(mremap(stack_end, 4096, 512 << 20, MREMAP_MAYMOVE));
}

static void check_plugin(void) {
  void *plugin = dlopen(at("lib/plugin.so"), RTLD_NOW);
  if (plugin == NULL) fprintf(stderr, "%s\n", dlerror());
  CHECK(plugin != NULL);
  int *constructed = dlsym(plugin, "constructed");
  CHECK(constructed != NULL && *constructed);
  void *sqlite = dlopen("libsqlite3.so.0", RTLD_NOW);
  if (sqlite == NULL) return;
  int (*sqlite_open)(const char *, void **);
  int (*sqlite_exec)(void *, const char *, void *, void *, void *);
  *(void **)&sqlite_open = dlsym(sqlite, "sqlite3_open");
  *(void **)&sqlite_exec = dlsym(sqlite, "sqlite3_exec");
  void *db = NULL;
  CHECK(sqlite_open(at("data/q.db"), &db) == 0);
  CHECK(sqlite_exec(db, "pragma journal_mode=wal; create table t(x); insert into t values(1); vacuum;"
                    "pragma journal_mode=delete; insert into t select x from t; drop table t", 0, 0, 0) == 0);
}

static pid_t outsider;

/* What is tried here does no harm when it is not refused: removing a guard must not cost more than a red
 * test. */
static void check_refused_processes(int error) {
  struct rlimit limit = {1, 1};
  pid_t pid;
  char *none[] = {NULL};
  REFUSED(fork(), error);
  REFUSED(vfork(), error);
  REFUSED(execve("/bin/true", none, none), error);
  CHECK(posix_spawn(&pid, "/bin/true", NULL, NULL, none, none) == error);
  REFUSED(syscall(SYS_clone3, NULL, 0), ENOSYS);
  REFUSED(syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0), error);
  REFUSED(unshare(CLONE_NEWUSER), error);
  REFUSED(ptrace(PTRACE_TRACEME, 0, 0, 0), error);
  REFUSED(kill(outsider, 0), error);
  REFUSED(kill(0, 0), error);
  REFUSED(kill(-1, 0), error);
  REFUSED(syscall(SYS_tgkill, outsider, outsider, 0), error);
  REFUSED(setrlimit(RLIMIT_NOFILE, &limit), error);
  REFUSED(prlimit(outsider, RLIMIT_NOFILE, NULL, &limit), error);
  REFUSED(setpriority(PRIO_PROCESS, (id_t)outsider, 19), error);
  REFUSED(prctl(PR_SET_PDEATHSIG, 0), error);
  REFUSED(prctl(PR_SET_DUMPABLE, 0), error);
  REFUSED(setuid(0), error);
  REFUSED(syscall(SYS_seccomp, 1, 0, NULL), error);
  REFUSED(syscall(SYS_io_uring_setup, 1, NULL), error);
  REFUSED(syscall(SYS_bpf, 0, NULL, 0), error);
  REFUSED(syscall(SYS_userfaultfd, 0), error);
  REFUSED(syscall(SYS_memfd_create, "x", 0), error);
  REFUSED(syscall(SYS_pidfd_open, outsider, 0), error);
  REFUSED(syscall(452, AT_FDCWD, at("lib/code"), 0644, 0), ENOSYS);
}

static void check_refused_files(int error) {
  struct sockaddr_un name = {.sun_family = AF_UNIX};
  snprintf(name.sun_path, sizeof name.sun_path, "%s", at("other/socket"));
  int pair[2], fd = open(at("lib/code"), O_RDONLY);
  ALLOWED(fd);
  REFUSED(socket(AF_UNIX, SOCK_STREAM, 0), error);
  REFUSED(socket(AF_INET, SOCK_STREAM, 0), error);
  REFUSED(socketpair(AF_UNIX, SOCK_DGRAM, 0, pair), error);
  ALLOWED(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair));
  REFUSED(sendto(pair[0], "x", 1, 0, (void *)&name, sizeof name), error);
  REFUSED(connect(pair[0], (void *)&name, sizeof name), error);
  REFUSED(bind(pair[0], (void *)&name, sizeof name), error);
  REFUSED(fcntl(pair[0], F_SETOWN, outsider), error);
  REFUSED(ioctl(pair[0], TIOCSTI, "x"), error);
  REFUSED(fchmod(fd, 0666), error);
  REFUSED(fchown(fd, getuid(), getgid()), error);
  REFUSED(chmod(at("lib/code"), 0666), error);
  REFUSED(chown(at("lib/code"), getuid(), getgid()), error);
  REFUSED(truncate(at("lib/code"), 1), error);
  REFUSED(open(at("lib/code"), O_RDONLY | O_TRUNC), error);
  REFUSED(open(at("other/secret"), O_ACCMODE | O_TRUNC), error);
  REFUSED(utimensat(AT_FDCWD, at("lib/code"), NULL, 0), error);
  REFUSED(setxattr(at("lib/code"), "user.x", "y", 1, 0), error);
  REFUSED(fsetxattr(fd, "user.x", "y", 1, 0), error);
  REFUSED(symlink("/etc", at("data/s")), error);
  REFUSED(mkfifo(at("data/p"), 0600), error);
  REFUSED(chroot(at("other")), error);
  REFUSED(mount("x", at("other"), "tmpfs", 0, NULL), error);
  REFUSED(inotify_init1(0), error);
  REFUSED(syscall(SYS_openat2, AT_FDCWD, at("lib/code"), NULL, 0), ENOSYS);
}

static void check_without_listener(void) {
  outsider = getppid();
  stack_end = end_of_stack();
  enter(0, NULL, 2, 1);
  check_allowed();
  check_memory();
  check_plugin();
  check_refused_processes(EPERM);
  check_refused_files(EPERM);
}

static void *refused_too(void *unused) {
  REFUSED(socket(AF_UNIX, SOCK_STREAM, 0), EPERM);
  return unused;
}

/* The hole a named datagram would be, so that the refusal above is for something. */
static void check_datagrams(void) {
  struct sockaddr_un name = {.sun_family = AF_UNIX};
  snprintf(name.sun_path, sizeof name.sun_path, "%s", at("data/log"));
  int server = socket(AF_UNIX, SOCK_DGRAM, 0), pair[2];
  ALLOWED(bind(server, (void *)&name, sizeof name));
  ALLOWED(socketpair(AF_UNIX, SOCK_DGRAM, 0, pair));
  struct iovec part = {.iov_base = "x", .iov_len = 1};
  struct msghdr message = {.msg_name = &name, .msg_namelen = sizeof name, .msg_iov = &part, .msg_iovlen = 1};
  CHECK(sendmsg(pair[0], &message, 0) == 1);
  const int types[] = {SOCK_STREAM, SOCK_SEQPACKET};
  for (int i = 0; i < 2; i++) {
    char text[4];
    ALLOWED(socketpair(AF_UNIX, types[i], 0, pair));
    (void)!sendmsg(pair[0], &message, MSG_NOSIGNAL);
    CHECK(recv(server, text, 4, MSG_DONTWAIT) == (i == 0 ? 1 : -1));
  }
}

static pthread_barrier_t gate;
static void *started_before(void *unused) {
  pthread_barrier_wait(&gate);
  return refused_too(unused);
}

/* All threads are confined, also one that was started before. */
static void check_threads(void) {
  pthread_t before, after;
  pthread_barrier_init(&gate, NULL, 2);
  CHECK(pthread_create(&before, NULL, started_before, NULL) == 0);
  ALLOWED(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
  ALLOWED(worker_seccomp(0, NULL));
  pthread_barrier_wait(&gate);
  CHECK(pthread_create(&after, NULL, refused_too, NULL) == 0);
  CHECK(pthread_join(before, NULL) == 0 && pthread_join(after, NULL) == 0);
  REFUSED(worker_seccomp(1, NULL), EINVAL);
}

void test_seccomp(void) {
  in_child("seccomp", check_without_listener);
  in_child("seccomp: memory", check_uncounted);
  in_child("seccomp: threads", check_threads);
  in_child("seccomp: datagrams", check_datagrams);
}
