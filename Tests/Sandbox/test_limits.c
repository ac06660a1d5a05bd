#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/capability.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "check.h"
#include "cworker.h"
#include "frames.h"

static struct worker_bounds bounds_of(const int *kept, size_t count) {
  return (struct worker_bounds){.parent = getppid(), .data = 64 << 20, .open_files = 32, .file_size = 1000,
                                .stack = 4 << 20, .descriptors = kept, .descriptor_count = count};
}

static rlim_t hard(int resource) {
  struct rlimit now = {0, 0};
  CHECK(getrlimit((__rlimit_resource_t)resource, &now) == 0 && now.rlim_cur == now.rlim_max);
  return now.rlim_max;
}

static void check_resources(void) {
  CHECK(hard(RLIMIT_CORE) == 1);
  CHECK(hard(RLIMIT_NOFILE) == 32);
  CHECK(hard(RLIMIT_STACK) == 4 << 20);
  CHECK(hard(RLIMIT_MEMLOCK) == 0);
  CHECK(hard(RLIMIT_MSGQUEUE) == 0);
  CHECK(hard(RLIMIT_NICE) == 0);
  CHECK(hard(RLIMIT_RTPRIO) == 0);
  CHECK(mmap(NULL, 128 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED);
  CHECK(mmap(NULL, 128 << 20, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
  ALLOWED(open("/", O_PATH));
  while (dup(2) >= 0) {}
  CHECK(errno == EMFILE);
}

static void check_identity(void) {
  int signal_at_death = 0;
  CHECK(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1);
  CHECK(prctl(PR_GET_PDEATHSIG, &signal_at_death) == 0 && signal_at_death == SIGKILL);
  CHECK(umask(022) == 077);
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct held[2];
  CHECK(syscall(SYS_capget, &header, held) == 0);
  CHECK(!held[0].permitted && !held[1].permitted && !held[0].effective);
}

static void check_environment(void) {
  char text[4096];
  CHECK(getenv("SANDBOX_SECRET") == NULL);
  CHECK(environ != NULL && environ[0] == NULL);
  int fd = open("/proc/self/environ", O_RDONLY);
  ssize_t length = read(fd, text, sizeof text);
  CHECK(length > 0);
  for (ssize_t i = 0; i < length; i++) CHECK(text[i] == 0);
  fd = open("/proc/self/oom_score_adj", O_RDONLY);
  CHECK(read(fd, text, 4) == 4 && memcmp(text, "500\n", 4) == 0);
}

static void check_descriptors(void) {
  int low = fcntl(2, F_DUPFD, 10), kept = fcntl(2, F_DUPFD, 20), high = fcntl(2, F_DUPFD, 900);
  int file = open(at("data/size"), O_RDWR | O_CREAT, 0600);
  int list[] = {kept, 2, 1, file};
  /* So that there is something to take; it needs CAP_SYS_RESOURCE. */
  const struct rlimit more = {10, 10};
  (void)setrlimit(RLIMIT_NICE, &more);
  (void)setrlimit(RLIMIT_RTPRIO, &more);
  struct worker_bounds bounds = bounds_of(list, 4);
  CHECK(worker_limits(&bounds) == 0);
  struct stat about;
  CHECK(fstat(0, &about) == 0 && S_ISCHR(about.st_mode) && about.st_rdev == makedev(1, 3));
  REFUSED(fcntl(low, F_GETFD), EBADF);
  REFUSED(fcntl(high, F_GETFD), EBADF);
  ALLOWED(fcntl(kept, F_GETFD));
  ALLOWED(fcntl(2, F_GETFD));
  CHECK(pwrite(file, list, sizeof list, 990) == 10);
  REFUSED(write(file, list, 0) + pwrite(file, list, 1, 1000), EFBIG);
  check_environment();
  check_identity();
  check_resources();
}

static int many[WORKER_LOOPS + WORKER_LOOPS_MAX + 1];

static void keeps_the_most_loops(void) {
  const int count = WORKER_LOOPS + WORKER_LOOPS_MAX;
  for (int i = 0; i < count; i++) many[i] = i < 3 ? i : fcntl(2, F_DUPFD, 3);
  struct worker_bounds bounds = bounds_of(many, (size_t)count);
  CHECK(worker_limits(&bounds) == 0);
  ALLOWED(fcntl(many[count - 1], F_GETFD));
}

static void keeps_no_more(void) {
  struct worker_bounds bounds = bounds_of(many, WORKER_LOOPS + WORKER_LOOPS_MAX + 1);
  REFUSED(worker_limits(&bounds), E2BIG);
}

static void other_parent(void) {
  int list[] = {1, 2};
  struct worker_bounds bounds = bounds_of(list, 2);
  bounds.parent = getpid();
  worker_limits(&bounds);
  _exit(0);
}

/* The child of a child that ends; the pipe's end shows when the last of them is gone. */
static void dies_with_parent(void) {
  int ends[2], ready[2];
  ALLOWED(pipe(ends));
  ALLOWED(pipe(ready));
  pid_t middle = fork();
  if (middle == 0) {
    if (fork() == 0) {
      int list[] = {ends[1], 2, ready[1]};
      struct worker_bounds bounds = bounds_of(list, 3);
      worker_limits(&bounds);
      ALLOWED(write(ready[1], "r", 1));
      alarm(5);
      pause();
      ALLOWED(write(ends[1], "alive", 5));
      _exit(0);
    }
    char byte;
    ALLOWED(read(ready[0], &byte, 1));
    _exit(0);
  }
  close(ends[1]);
  signal(SIGALRM, SIG_IGN);
  char text[8];
  alarm(0);
  struct timespec before, after;
  clock_gettime(CLOCK_MONOTONIC, &before);
  CHECK(read(ends[0], text, sizeof text) == 0);
  clock_gettime(CLOCK_MONOTONIC, &after);
  /* The alarm would end it as well, five seconds later. */
  CHECK(after.tv_sec - before.tv_sec < 4);
  waitpid(middle, NULL, 0);
}

void test_limits(void) {
  /* In the block the kernel made, so that wiping it can be seen. */
  CHECK(getenv("SANDBOX_SECRET") != NULL);
  in_child("limits", check_descriptors);
  in_child("limits: dies with its parent", dies_with_parent);
  in_child("limits: the most loops", keeps_the_most_loops);
  in_child("limits: too many descriptors", keeps_no_more);
  int status = status_of("limits: parent changed", other_parent);
  CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 1);
}
