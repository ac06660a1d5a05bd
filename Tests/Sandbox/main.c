#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"
#include "cworker.h"

int failures;
const char *subject = "";
char folder[64];
int abi_limit = WORKER_ABI_NEWEST;

const char *at(const char *name) {
  static char paths[8][512];
  static int next;
  char *path = paths[next++ % 8];
  snprintf(path, sizeof paths[0], "%s/%s", folder, name);
  return path;
}

int status_of(const char *name, void (*body)(void)) {
  subject = name;
  fflush(NULL);
  pid_t pid = fork();
  if (pid == 0) {
    failures = 0;
    body();
    fflush(NULL);
    _exit(failures == 0 ? 0 : 101);
  }
  int status = 0;
  waitpid(pid, &status, 0);
  return status;
}

int in_child(const char *name, void (*body)(void)) {
  int status = status_of(name, body);
  if (status != 0) {
    failures++;
    fprintf(stderr, "FAILED child %s: status %#x\n", name, (unsigned)status);
  }
  return status;
}

int enter_landlock(void) {
  int used = -1;
  const struct worker_path paths[] = {
      {at("lib"), WORKER_READ_EXECUTE}, {"/usr", WORKER_READ_EXECUTE}, {"/lib", WORKER_READ_EXECUTE},
      {"/lib64", WORKER_READ_EXECUTE},  {"/etc/ld.so.cache", WORKER_READ}, {at("none"), WORKER_READ},
      {"/dev/urandom", WORKER_READ},
      {at("data"), WORKER_READ_WRITE},
  };
  int lacks = worker_landlock(paths, sizeof paths / sizeof *paths, abi_limit, &used);
  CHECK(lacks >= 0 && used >= 0);
  return lacks;
}

void enter(unsigned notify, int *listener, int keep1, int keep2) {
  const int kept[] = {keep2, 2, keep1, 1};
  struct worker_bounds bounds = {.parent = getppid(), .data = 256 << 20, .open_files = 64,
                                 .file_size = 1 << 20, .stack = 4 << 20, .descriptors = kept,
                                 .descriptor_count = 4};
  ALLOWED(worker_limits(&bounds));
  (void)enter_landlock();
  ALLOWED(worker_seccomp(notify, listener));
}

static void put(const char *name, mode_t mode) {
  int fd = open(at(name), O_WRONLY | O_CREAT, mode);
  ALLOWED(write(fd, "content", 7));
  close(fd);
}

static void prepare(const char *plugin) {
  snprintf(folder, sizeof folder, "/tmp/sandbox-XXXXXX");
  if (mkdtemp(folder) == NULL) exit(2);
  mkdir(at("lib"), 0755);
  mkdir(at("data"), 0755);
  mkdir(at("data/a"), 0755);
  mkdir(at("data/b"), 0755);
  mkdir(at("other"), 0755);
  put("lib/code", 0644);
  put("other/secret", 0644);
  char command[1024];
  snprintf(command, sizeof command, "cp %s %s/lib/plugin.so", plugin, folder);
  if (system(command) != 0) exit(2);
}

int main(int count, char **arguments) {
  if (count < 2) return fprintf(stderr, "usage: %s PLUGIN.so [ABI | measure]\n", arguments[0]), 2;
  prepare(arguments[1]);
  if (count > 2 && strcmp(arguments[2], "measure") == 0) {
    measure();
  } else {
    if (count > 2) abi_limit = atoi(arguments[2]);
    test_limits();
    test_landlock();
    test_filter();
    test_seccomp();
    test_notify();
    test_crash();
  }
  char command[512];
  snprintf(command, sizeof command, "rm -rf %s", folder);
  if (system(command) != 0) failures++;
  printf("%s: %d failures, uid %d, abi limit %d\n", failures ? "RED" : "green", failures, (int)getuid(),
         abi_limit);
  return failures != 0;
}
