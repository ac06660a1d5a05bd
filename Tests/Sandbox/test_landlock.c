#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/random.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "check.h"
#include "cworker.h"

static int lacks;
static pid_t outsider;
static int outside_port;

static int connect_tcp(void) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)outside_port)};
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  int result = connect(fd, (struct sockaddr *)&to, sizeof to), saved = errno;
  close(fd);
  errno = saved;
  return result;
}

static int bind_tcp(void) {
  struct sockaddr_in any = {.sin_family = AF_INET};
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  int result = bind(fd, (struct sockaddr *)&any, sizeof any), saved = errno;
  close(fd);
  errno = saved;
  return result;
}

static struct sockaddr_un abstract_name(void) {
  struct sockaddr_un name = {.sun_family = AF_UNIX};
  snprintf(name.sun_path + 1, sizeof name.sun_path - 1, "%s", folder);
  return name;
}

static int connect_abstract(void) {
  struct sockaddr_un to = abstract_name();
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  int result = connect(fd, (struct sockaddr *)&to, sizeof to), saved = errno;
  close(fd);
  errno = saved;
  return result;
}

static void check_files(void) {
  ALLOWED(open(at("lib/code"), O_RDONLY));
  REFUSED(open(at("lib/code"), O_RDWR), EACCES);
  REFUSED(open(at("lib/new"), O_WRONLY | O_CREAT, 0600), EACCES);
  REFUSED(unlink(at("lib/code")), EACCES);
  REFUSED(open(at("other/secret"), O_RDONLY), EACCES);
  REFUSED(open(at("other"), O_RDONLY | O_DIRECTORY), EACCES);
  REFUSED(mkdir(at("other/x"), 0700), EACCES);
  REFUSED(open("/etc/passwd", O_RDONLY), EACCES);
  REFUSED(open("/proc/self/mem", O_RDWR), EACCES);
  ALLOWED(open("/etc/ld.so.cache", O_RDONLY));

  int fd = open(at("data/file"), O_RDWR | O_CREAT, 0600);
  ALLOWED(fd);
  ALLOWED(ftruncate(fd, 3));
  ALLOWED(open(at("data/file"), O_WRONLY | O_TRUNC));
  ALLOWED(mkdir(at("data/d"), 0700));
  ALLOWED(rename(at("data/file"), at("data/renamed")));
  ALLOWED(link(at("data/renamed"), at("data/linked")));
  REFUSED(symlink("/etc", at("data/s")), EACCES);
  REFUSED(mkfifo(at("data/p"), 0600), EACCES);
  /* Not even root, which has the capability, makes a device. */
  CHECK(mknod(at("data/null"), S_IFCHR | 0600, 0x103) == -1 && (errno == EACCES || errno == EPERM));
  ALLOWED(unlink(at("data/renamed")));
  ALLOWED(unlink(at("data/linked")));
  ALLOWED(rmdir(at("data/d")));
}

static void check_newer(void) {
  close(open(at("data/a/f"), O_WRONLY | O_CREAT, 0600));
  if (lacks & WORKER_LACKS_REFER)
    REFUSED(rename(at("data/a/f"), at("data/b/f")), EXDEV);
  else
    ALLOWED(rename(at("data/a/f"), at("data/b/f")));
  if (!(lacks & WORKER_LACKS_TRUNCATE)) {
    REFUSED(truncate(at("lib/code"), 1), EACCES);
    REFUSED(open(at("lib/code"), O_RDONLY | O_TRUNC), EACCES);
  }
  if (!(lacks & WORKER_LACKS_TCP)) {
    REFUSED(connect_tcp(), EACCES);
    REFUSED(bind_tcp(), EACCES);
  }
  int bits, device = open("/dev/urandom", O_RDONLY);
  ALLOWED(device);
  if (lacks & WORKER_LACKS_IOCTL)
    ALLOWED(ioctl(device, RNDGETENTCNT, &bits));
  else
    REFUSED(ioctl(device, RNDGETENTCNT, &bits), EACCES);
  if (!(lacks & WORKER_LACKS_SCOPES)) {
    REFUSED(connect_abstract(), EPERM);
    REFUSED(kill(outsider, 0), EPERM);
    ALLOWED(kill(getpid(), 0));
  }
}

static void check_confined(void) {
  ALLOWED(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
  ALLOWED(connect_tcp());
  ALLOWED(bind_tcp());
  ALLOWED(connect_abstract());
  ALLOWED(kill(outsider, 0));
  int old_limit = abi_limit;
  int used = -1;
  lacks = enter_landlock();
  CHECK(worker_landlock(NULL, 0, 0, &used) == 2 * WORKER_LACKS_AUDIT - 1 && used == 0);
  CHECK((lacks == 0) == (old_limit >= WORKER_ABI_NEWEST));
  if (lacks & WORKER_LACKS_LANDLOCK) return;
  check_files();
  check_newer();
}

static void *wait_for_ever(void *unused) { return pause(), unused; }

static void check_threads(void) {
  pthread_t thread;
  int used;
  CHECK(pthread_create(&thread, NULL, wait_for_ever, NULL) == 0);
  ALLOWED(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
  REFUSED(worker_landlock(NULL, 0, abi_limit, &used), EBUSY);
}

void test_landlock(void) {
  struct sockaddr_in name = {.sin_family = AF_INET};
  name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  struct sockaddr_un abstract = abstract_name();
  socklen_t size = sizeof name;
  int tcp = socket(AF_INET, SOCK_STREAM, 0), local = socket(AF_UNIX, SOCK_STREAM, 0);
  ALLOWED(bind(tcp, (struct sockaddr *)&name, sizeof name));
  ALLOWED(listen(tcp, 5));
  ALLOWED(getsockname(tcp, (struct sockaddr *)&name, &size));
  ALLOWED(bind(local, (struct sockaddr *)&abstract, sizeof abstract));
  ALLOWED(listen(local, 5));
  outside_port = ntohs(name.sin_port);
  outsider = getpid();
  in_child("landlock", check_confined);
  in_child("landlock: threads", check_threads);
  close(tcp);
  close(local);
}
