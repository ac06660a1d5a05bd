#define _GNU_SOURCE
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "notice.h"
#include "check.h"
#include "cworker.h"

static void normalises(const char *base, const char *path, const char *expected) {
  char text[64];
  size_t length = notice_normalise(base, path, text, sizeof text);
  CHECK(length == strlen(expected));
  if (length > 0) CHECK(strcmp(text, expected) == 0);
}

static void check_normalise(void) {
  subject = "normalise";
  normalises("/a/b", "c", "/a/b/c");
  normalises("/a/b", "../c", "/a/c");
  normalises("/a/b", "../../../../c", "/c");
  normalises("/a/b", "/x//y/./z/", "/x/y/z");
  normalises("/a/b", "..", "/a");
  normalises("/", "..", "/");
  normalises("/a", ".../..b", "/a/.../..b");
  normalises("/a", "0123456789012345678901234567890123456789012345678901234567890", "");
}

/* Calls the worker makes, in this order, and what the host is to see. */
static void leads(const char *base, const char *path, int follows, const char *expected) {
  char real[NOTICE_PATH_MAX];
  int is_known = notice_real(base, path, follows, real);
  CHECK(is_known == (expected != NULL));
  if (is_known && expected != NULL) CHECK(strcmp(real, expected) == 0);
}

static void check_real(void) {
  subject = "real paths";
  ALLOWED(symlink(at("other"), at("data/out")));
  ALLOWED(symlink("../other/secret", at("data/secret")));
  leads(at("data"), "out/secret", 1, at("other/secret"));
  leads(at("data"), "secret", 1, at("other/secret"));
  leads(at("data"), "secret", 0, at("data/secret"));
  leads("/", at("data/out/new/"), 1, at("other/new"));
  leads(at("data"), "out/..", 0, folder);
  leads(at("data"), "out/../lib/code", 1, at("lib/code"));
  leads(at("data"), "none/new", 1, NULL);
  leads("/", "/proc/self/maps", 1, NULL);
  leads("/", "/", 1, "/");
  leads("/", "/none", 0, "/none");
  ALLOWED(unlink(at("data/out")));
  ALLOWED(unlink(at("data/secret")));
}

static void *thread_body(void *unused) { return unused; }

static void make_calls(int socket_fd) {
  char *edge = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  ALLOWED(munmap(edge + 4096, 4096));
  int listener;
  ALLOWED(chdir(at("data")));
  enter(WORKER_NOTIFY_DENIALS | WORKER_NOTIFY_OPENS | WORKER_NOTIFY_THREADS, &listener, socket_fd, 2);
  ALLOWED(worker_send_listener(socket_fd, listener));
  REFUSED(fcntl(listener, F_GETFD), EBADF);
  ALLOWED(open(at("lib/code"), O_RDONLY));
  ALLOWED(mkdir("x", 0700));
  ALLOWED(open("x/../file", O_WRONLY | O_CREAT, 0600));
  int folder_fd = open(at("data/a"), O_RDONLY | O_DIRECTORY);
  ALLOWED(openat(folder_fd, "../file", O_RDONLY));
  REFUSED(open("forbidden", O_RDONLY), EACCES);
  strcpy(edge + 4096 - 6, "/edge");
  REFUSED(open(edge + 4096 - 6, O_RDONLY), EACCES);
  memset(edge, 'p', 4096);
  REFUSED(open(edge, O_RDONLY), EACCES);
  REFUSED(open((const char *)8, O_RDONLY), EACCES);
  REFUSED(syscall(SYS_execve, "/bin/sh", NULL, NULL), EPERM);
  struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_port = htons(80), .sin_addr = {htonl(0xC0000201)}};
  REFUSED(connect(socket_fd, (void *)&v4, sizeof v4), EPERM);
  struct sockaddr_un un = {.sun_family = AF_UNIX, .sun_path = ""};
  snprintf(un.sun_path, sizeof un.sun_path, "%s\033[x", at("data/"));
  REFUSED(bind(socket_fd, (void *)&un, sizeof un), EPERM);
  pthread_t thread;
  CHECK(pthread_create(&thread, NULL, thread_body, NULL) == EAGAIN);
  CHECK(pthread_create(&thread, NULL, thread_body, NULL) == 0 && pthread_join(thread, NULL) == 0);
  REFUSED(socket(AF_INET, SOCK_STREAM, 0), EPERM);
}

static int socket_of_worker;

static void read_own(void) {
  int listener;
  char path[64], text[16];
  enter(WORKER_NOTIFY_OPENS, &listener, socket_of_worker, 2);
  ALLOWED(worker_send_listener(socket_of_worker, listener));
  snprintf(path, sizeof path, "/proc/%d/stat", getpid());
  int fd = open(path, O_RDONLY);
  CHECK(fd >= 0 && fcntl(fd, F_GETFD) == FD_CLOEXEC && read(fd, text, 8) == 8 && atoi(text) == getpid());
  ALLOWED(open("/proc/self/maps", O_RDONLY));
  ALLOWED(open("/proc/sys/vm/overcommit_memory", O_RDONLY));
  REFUSED(open("/proc/sys/vm/overcommit_memory", O_WRONLY), EACCES);
  REFUSED(open("/proc/sys/vm/swappiness", O_RDONLY), EACCES);
  snprintf(path, sizeof path, "/proc/%d/stat", getppid());
  REFUSED(open(path, O_RDONLY), EACCES);
  REFUSED(open("/proc/self/environ", O_RDONLY), EACCES);
  REFUSED(open("/proc/1/maps", O_RDONLY), EACCES);
}
static void worker(void) { make_calls(socket_of_worker); }

static int starts(const char *text, const char *with) { return strncmp(text, with, strlen(with)) == 0; }

static int is_open(const struct notice *n) { return strncmp(n->name, "open", 4) == 0; }

static int answer_to(const struct notice *n, int *threads) {
  if (strcmp(n->name, "clone") == 0) return ++*threads == 1 ? EAGAIN : NOTIFY_CONTINUE;
  if (!is_open(n)) return EPERM;
  if (!(n->details & NOTICE_PATH_RESOLVED)) return EACCES;
  int is_known = starts(n->path, at("lib/")) || starts(n->path, at("data"));
  return is_known && strstr(n->path, "forbidden") == NULL ? NOTIFY_CONTINUE : EACCES;
}

enum { SEEN_MAX = 32 };
static struct notice seen[SEEN_MAX];
static size_t seen_count;

static void serve(int listener) {
  int threads = 0;
  for (;;) {
    struct pollfd state = {.fd = listener, .events = POLLIN};
    CHECK(poll(&state, 1, 5000) == 1);
    static struct notice notice;
    int got = notify_receive(listener, &notice);
    if (got == NOTIFY_GONE) return;
    CHECK(got == NOTIFY_NOTICE);
    if (got != NOTIFY_NOTICE || seen_count == SEEN_MAX) return;
    seen[seen_count++] = notice;
    REFUSED(notify_answer(listener, notice.id, -1), EINVAL);
    ALLOWED(notify_answer(listener, notice.id, answer_to(&notice, &threads)));
    /* EINPROGRESS: answered, and the worker not yet awake to take it. */
    CHECK(notify_answer(listener, notice.id, EPERM) == -1 && (errno == ENOENT || errno == EINPROGRESS));
  }
}

static void saw(size_t index, const char *name, const char *path) {
  CHECK(index < seen_count);
  const struct notice *n = &seen[index];
  CHECK(strcmp(n->name, name) == 0);
  if (path != NULL) {
    CHECK((n->details & NOTICE_HAS_PATH) && (n->details & NOTICE_PATH_RESOLVED));
    CHECK(strcmp(n->path, path) == 0 && n->path_length == strlen(path));
    if (strcmp(n->path, path) != 0) fprintf(stderr, "%zu: '%s', not '%s'\n", index, n->path, path);
  }
}

static void check_seen(pid_t pid) {
  const char *open_name = "openat";
  saw(0, open_name, at("lib/code"));
  saw(1, open_name, at("data/file"));
  saw(2, open_name, at("data/a"));
  saw(3, open_name, at("data/file"));
  saw(4, open_name, at("data/forbidden"));
  saw(5, open_name, "/edge");
  CHECK((seen[6].details & NOTICE_PATH_CUT) && !(seen[6].details & NOTICE_PATH_RESOLVED));
  CHECK(seen[6].path_length == NOTICE_PATH_MAX - 1);
  CHECK(seen[7].details == 0 && seen[7].arguments[1] == 8);
  saw(8, "execve", "/bin/sh");
  saw(9, "connect", NULL);
  CHECK(strcmp(seen[9].address, "192.0.2.1:80") == 0);
  saw(10, "bind", NULL);
  CHECK(starts(seen[10].address, "unix:") && starts(seen[10].address + 5, at("data/")));
  CHECK(strcmp(seen[10].address + 5 + strlen(at("data/")), "?[x") == 0);
  saw(11, "clone", NULL);
  saw(12, "clone", NULL);
  saw(13, "socket", NULL);
  CHECK(seen[13].arguments[0] == AF_INET && seen[13].thread == pid);
  CHECK(seen_count == 14);
}

static pid_t start(void (*body)(void), int *socket_fd) {
  int pair[2];
  ALLOWED(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair));
  fflush(NULL);
  pid_t pid = fork();
  if (pid == 0) {
    close(pair[0]);
    socket_of_worker = pair[1];
    failures = 0;
    body();
    _exit(failures != 0);
  }
  close(pair[1]);
  *socket_fd = pair[0];
  return pid;
}

static void says_otherwise(void) { ALLOWED(write(socket_of_worker, "L", 1)); }

static void killed_while_waiting(void) {
  int listener;
  enter(WORKER_NOTIFY_DENIALS, &listener, socket_of_worker, 2);
  ALLOWED(worker_send_listener(socket_of_worker, listener));
  (void)fork();
}

static void check_gone(void) {
  int socket_fd, status;
  static struct notice notice;
  pid_t pid = start(killed_while_waiting, &socket_fd);
  int listener = notify_take_listener(socket_fd);
  ALLOWED(listener);
  CHECK(fcntl(listener, F_GETFD) == FD_CLOEXEC);
  struct pollfd state = {.fd = listener, .events = POLLIN};
  CHECK(poll(&state, 1, 5000) == 1);
  CHECK(notify_receive(listener, &notice) == NOTIFY_NOTICE);
  CHECK(notify_receive(listener, &notice) == NOTIFY_NOTHING);
  uint64_t id = notice.id;
  kill(pid, SIGKILL);
  waitpid(pid, &status, 0);
  CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
  REFUSED(notify_answer(listener, id, EPERM), ENOENT);
  CHECK(notify_receive(listener, &notice) == NOTIFY_GONE);
  close(listener);
  close(socket_fd);
  pid = start(says_otherwise, &socket_fd);
  REFUSED(notify_take_listener(socket_fd), EPROTO);
  waitpid(pid, &status, 0);
  close(socket_fd);
}

static void make_changes(void) {
  int listener;
  ALLOWED(symlink("../other", at("data/out")));
  enter(WORKER_NOTIFY_CHANGES, &listener, socket_of_worker, 2);
  ALLOWED(worker_send_listener(socket_of_worker, listener));
  REFUSED(rename(at("data/out/secret"), at("data/a/../stolen")), EACCES);
  REFUSED(unlink(at("data/out")), EACCES);
}

/* Both names, and where they lead: a link at the end is meant itself. */
static void check_changes(void) {
  int socket_fd, status = -1;
  static struct notice notices[2];
  pid_t pid = start(make_changes, &socket_fd);
  int listener = notify_take_listener(socket_fd);
  for (int i = 0; i < 2; i++) {
    struct pollfd state = {.fd = listener, .events = POLLIN};
    CHECK(poll(&state, 1, 5000) == 1);
    CHECK(notify_receive(listener, &notices[i]) == NOTIFY_NOTICE);
    ALLOWED(notify_answer(listener, notices[i].id, EACCES));
  }
  waitpid(pid, &status, 0);
  CHECK(status == 0);
  const unsigned all = NOTICE_HAS_REAL | NOTICE_HAS_OTHER | NOTICE_HAS_OTHER_REAL;
  CHECK((notices[0].details & all) == all && strncmp(notices[0].name, "rename", 6) == 0);
  CHECK(strcmp(notices[0].path, at("data/out/secret")) == 0 && strcmp(notices[0].real, at("other/secret")) == 0);
  CHECK(strcmp(notices[0].other, at("data/stolen")) == 0);
  CHECK(strcmp(notices[0].other_real, at("data/stolen")) == 0);
  CHECK(strcmp(notices[1].path, at("data/out")) == 0 && strcmp(notices[1].real, at("data/out")) == 0);
  ALLOWED(unlink(at("data/out")));
  close(listener);
  close(socket_fd);
}

static void check_own(void) {
  int socket_fd, status = -1, given = 0;
  static struct notice notice;
  pid_t pid = start(read_own, &socket_fd);
  int listener = notify_take_listener(socket_fd);
  for (;;) {
    struct pollfd state = {.fd = listener, .events = POLLIN};
    CHECK(poll(&state, 1, 5000) == 1);
    int got = notify_receive(listener, &notice);
    if (got != NOTIFY_NOTICE) break;
    int opened = notify_open_given(&notice, pid);
    if (opened >= 0) {
      given++;
      ALLOWED(notify_answer_descriptor(listener, notice.id, opened));
      close(opened);
    } else {
      ALLOWED(notify_answer(listener, notice.id, NOTIFY_CONTINUE));
    }
  }
  waitpid(pid, &status, 0);
  CHECK(status == 0 && given == 3);
  close(listener);
  close(socket_fd);
}

void test_notify(void) {
  check_normalise();
  check_real();
  subject = "notify";
  int socket_fd, status = -1;
  pid_t pid = start(worker, &socket_fd);
  int listener = notify_take_listener(socket_fd);
  ALLOWED(listener);
  serve(listener);
  close(listener);
  waitpid(pid, &status, 0);
  CHECK(status == 0);
  check_seen(pid);
  check_gone();
  check_changes();
  if (abi_limit > 0) check_own();
  close(socket_fd);
}
