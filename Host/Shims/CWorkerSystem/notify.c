#define _GNU_SOURCE
#include <asm/unistd.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>

#include "cworker.h"
#include "notice.h"
#include "uapi.h"

/* The kernel writes as much as its own structures hold; they have grown never yet, and may. */
union kernel_notice {
  struct seccomp_notif notice;
  char room[1024];
};

static int still_waits(int fd, uint64_t id) { return ioctl(fd, SECCOMP_IOCTL_NOTIF_ID_VALID, &id) == 0; }

int notify_receive(int fd, struct notice *notice) {
  struct pollfd state = {.fd = fd, .events = POLLIN};
  int ready = poll(&state, 1, 0);
  if (ready < 0) return errno == EINTR ? NOTIFY_NOTHING : -1;
  /* Receiving would wait, on some kernels for ever when the worker is gone, so not without POLLIN. */
  if (!(state.revents & POLLIN)) return state.revents & (POLLHUP | POLLERR) ? NOTIFY_GONE : NOTIFY_NOTHING;
  union kernel_notice from;
  memset(&from, 0, sizeof from);
  if (ioctl(fd, SECCOMP_IOCTL_NOTIF_RECV, &from.notice) != 0)
    /* ENOENT: the call was interrupted between poll and here. */
    return errno == ENOENT || errno == EINTR ? NOTIFY_NOTHING : -1;
  *notice = (struct notice){
      .id = from.notice.id, .thread = (pid_t)from.notice.pid, .call = from.notice.data.nr};
  notice->name = notify_call_name(notice->call);
  for (int i = 0; i < 6; i++) notice->arguments[i] = from.notice.data.args[i];
  if (notice->thread == 0) return NOTIFY_NOTICE;
  notice_describe(notice);
  /* Had the thread died, its id might by now be another process's, and what was read that one's. */
  return still_waits(fd, notice->id) ? NOTIFY_NOTICE : NOTIFY_NOTHING;
}

int notify_answer(int fd, uint64_t id, int error) {
  struct seccomp_notif_resp answer = {.id = id};
  if (error == NOTIFY_CONTINUE)
    answer.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
  else
    answer.error = -error;
  /* A value of 0 without error would pretend success. */
  if (error < 0 || error > 4095) {
    errno = EINVAL;
    return -1;
  }
  return ioctl(fd, SECCOMP_IOCTL_NOTIF_SEND, &answer);
}

int notify_answer_descriptor(int fd, uint64_t id, int opened) {
  struct seccomp_notif_addfd answer = {
      .id = id, .flags = SECCOMP_ADDFD_FLAG_SEND, .srcfd = (uint32_t)opened, .newfd_flags = O_CLOEXEC};
  return ioctl(fd, SECCOMP_IOCTL_NOTIF_ADDFD, &answer) < 0 ? -1 : 0;
}

static int is_one_of(const char *name, const char *const *names) {
  for (; *names != NULL; names++)
    if (strcmp(name, *names) == 0) return 1;
  return 0;
}

static int opens_to_read(const struct notice *notice) {
  if (notice->call == __NR_openat) return (notice->arguments[2] & O_ACCMODE) == O_RDONLY;
#ifdef __x86_64__
  if (notice->call == __NR_open) return (notice->arguments[1] & O_ACCMODE) == O_RDONLY;
#endif
  return 0;
}

int notify_open_given(const struct notice *notice, pid_t worker) {
  static const char *const own[] = {"maps", "stat", "status", NULL};
  static const char *const facts[] = {"/proc/sys/vm/overcommit_memory", "/sys/devices/system/cpu/online",
                                      "/sys/devices/system/cpu/possible", NULL};
  static const char proc[] = "/proc/", self[] = "self/";
  const char *name = notice->path + sizeof proc - 1;
  char path[64];
  errno = ENOENT;
  if (!opens_to_read(notice) || !(notice->details & NOTICE_PATH_RESOLVED)) return -1;
  if (is_one_of(notice->path, facts)) return open(notice->path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (strncmp(notice->path, proc, sizeof proc - 1) != 0) return -1;
  if (strncmp(name, self, sizeof self - 1) == 0) {
    if (!is_one_of(name + sizeof self - 1, own)) return -1;
    (void)snprintf(path, sizeof path, "/proc/%d/%s", worker, name + sizeof self - 1);
  } else {
    size_t digits = strspn(name, "0123456789");
    if (digits == 0 || digits > 10 || strcmp(name + digits, "/stat") != 0) return -1;
    /* A thread of another process is not found there. */
    (void)snprintf(path, sizeof path, "/proc/%d/task/%.*s/stat", worker, (int)digits, name);
  }
  return open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
}
