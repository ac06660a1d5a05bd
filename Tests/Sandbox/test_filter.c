#define _GNU_SOURCE
/* The filter, run by a small interpreter: every call, also of other architectures. */
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#include "policy.h"
#include "check.h"
#include "cworker.h"

static struct sock_filter code[FILTER_MAX];
static size_t length;

static uint32_t run(const struct seccomp_data *data) {
  uint32_t a = 0;
  for (size_t at = 0; at < length; at++) {
    const struct sock_filter *i = &code[at];
    switch (i->code) {
      case BPF_LD | BPF_W | BPF_ABS: memcpy(&a, (const char *)data + i->k, 4); break;
      case BPF_ALU | BPF_AND | BPF_K: a &= i->k; break;
      case BPF_JMP | BPF_JA: at += i->k; break;
      case BPF_JMP | BPF_JEQ | BPF_K: at += a == i->k ? i->jt : i->jf; break;
      case BPF_JMP | BPF_JGE | BPF_K: at += a >= i->k ? i->jt : i->jf; break;
      case BPF_RET | BPF_K: return i->k;
      default: CHECK(i->code == BPF_RET); return 0; /* an instruction the filter may not use */
    }
  }
  CHECK(length == 0); /* the filter ran off its end */
  return 0;
}

#ifdef __x86_64__
enum { HERE = (int)AUDIT_ARCH_X86_64, ELSEWHERE = (int)AUDIT_ARCH_I386 };
#else
enum { HERE = (int)AUDIT_ARCH_AARCH64, ELSEWHERE = (int)AUDIT_ARCH_ARM };
#endif

static uint32_t ask_four(int call, uint64_t a0, uint64_t a1, uint64_t a2, uint64_t a3) {
  struct seccomp_data data = {.nr = call, .arch = (uint32_t)HERE, .args = {a0, a1, a2, a3, 0, 0}};
  return run(&data);
}

static uint32_t ask(int call, uint64_t a0, uint64_t a1, uint64_t a2) { return ask_four(call, a0, a1, a2, 0); }

/* The stack begins just above a border of 4 GiB, and goes on below it. */
static const struct own own = {.pid = 77, .stack = 0x7ffc00a0bff8};

static const int never[] = {
    SYS_execve, SYS_execveat, SYS_socket, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4,
    SYS_ptrace,
    SYS_process_vm_readv, SYS_process_vm_writev, SYS_pidfd_open, SYS_pidfd_getfd, SYS_pidfd_send_signal,
    SYS_io_uring_setup, SYS_io_uring_enter, SYS_io_uring_register, SYS_userfaultfd, SYS_perf_event_open,
    SYS_bpf,
    SYS_keyctl, SYS_add_key, SYS_request_key, SYS_unshare, SYS_setns, SYS_mount, SYS_umount2, SYS_move_mount,
    SYS_open_tree, SYS_fsopen, SYS_fsmount, SYS_fsconfig, SYS_fspick, SYS_mount_setattr, SYS_pivot_root,
    SYS_chroot, SYS_memfd_create, SYS_memfd_secret, SYS_setuid, SYS_setgid, SYS_setreuid, SYS_setregid,
    SYS_setresuid, SYS_setresgid, SYS_setfsuid, SYS_setfsgid, SYS_setgroups, SYS_capset, SYS_fchmodat,
    SYS_fchmod, SYS_fchownat, SYS_fchown, SYS_setxattr, SYS_lsetxattr, SYS_fsetxattr, SYS_removexattr,
    SYS_truncate, SYS_setrlimit, SYS_seccomp, SYS_landlock_create_ruleset, SYS_symlinkat, SYS_mknodat,
    SYS_open_by_handle_at, SYS_name_to_handle_at, SYS_inotify_add_watch, SYS_fanotify_init,
    SYS_sched_setaffinity, SYS_sched_setscheduler, SYS_setsid, SYS_setpgid, SYS_kcmp, SYS_init_module,
    SYS_reboot,
    SYS_shmget, SYS_semget, SYS_msgget, SYS_mq_open, SYS_mlock, SYS_mlockall, SYS_vmsplice, SYS_splice,
    SYS_process_madvise, SYS_syslog, SYS_clock_settime, SYS_settimeofday, SYS_adjtimex, SYS_swapon, SYS_acct,
#ifdef __x86_64__
    SYS_fork, SYS_vfork, SYS_chmod, SYS_chown, SYS_lchown, SYS_utime, SYS_utimes, SYS_symlink, SYS_mknod,
    SYS_modify_ldt, SYS_iopl, SYS_ioperm, SYS_arch_prctl,
#endif
};

static void check_numbers(uint32_t denied) {
  for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
    if (ask(never[i], 0, 0, 0) != denied) fprintf(stderr, "%s:\n", notify_call_name(never[i]));
    CHECK(ask(never[i], 0, 0, 0) == denied);
  }
  for (int n = LAST_CALL + 1; n < 2048; n++) CHECK(ask(n, 0, 0, 0) == (SECCOMP_RET_ERRNO | ENOSYS));
  CHECK(ask(-1, 0, 0, 0) == (SECCOMP_RET_ERRNO | ENOSYS));
  CHECK(ask(0x40000000 | SYS_getpid, 0, 0, 0) == (SECCOMP_RET_ERRNO | ENOSYS));
  CHECK(ask(SYS_clone3, 0, 0, 0) == (SECCOMP_RET_ERRNO | ENOSYS));
  CHECK(ask(SYS_openat2, 0, 0, 0) == (SECCOMP_RET_ERRNO | ENOSYS));
  CHECK(ask(SYS_read, 0, 0, 0) == SECCOMP_RET_ALLOW && ask(SYS_futex, 0, 0, 0) == SECCOMP_RET_ALLOW);
  struct seccomp_data data = {.nr = SYS_read, .arch = (uint32_t)ELSEWHERE};
  CHECK(run(&data) == SECCOMP_RET_KILL_PROCESS);
  CHECK(notify_call_name(SYS_openat)[0] == 'o');
  CHECK(notify_call_name(-1)[0] == '?' && notify_call_name(9999)[0] == '?');
}

static void check_arguments(uint32_t denied) {
  const uint64_t high = 1ULL << 32;
  CHECK(ask(SYS_kill, 77, 9, 0) == SECCOMP_RET_ALLOW && ask(SYS_tgkill, 77, 99, 6) == SECCOMP_RET_ALLOW);
  const int kills[] = {SYS_kill, SYS_tkill, SYS_tgkill, SYS_rt_sigqueueinfo, SYS_rt_tgsigqueueinfo};
  for (int i = 0; i < 5; i++) {
    CHECK(ask(kills[i], 78, 9, 0) == denied && ask(kills[i], 0, 9, 0) == denied);
    CHECK(ask(kills[i], (uint64_t)-77, 9, 0) == denied && ask(kills[i], UINT64_MAX, 9, 0) == denied);
  }
  CHECK(ask(SYS_clone, 0x3d0f00, 0, 0) != denied);
  CHECK(ask(SYS_clone, 17, 0, 0) == denied && ask(SYS_clone, 0x4111, 0, 0) == denied);
  for (uint32_t bit = 1; bit != 0; bit <<= 1)
    if (!(bit & (0x3d0f00 | 0x400000 | 0x1000000))) CHECK(ask(SYS_clone, 0x3d0f00 | bit, 0, 0) == denied);
  CHECK(ask(SYS_prlimit64, 0, 7, 0) == SECCOMP_RET_ALLOW);
  CHECK(ask(SYS_prlimit64, 77, 7, 0) == SECCOMP_RET_ALLOW);
  CHECK(ask(SYS_prlimit64, 78, 7, 0) == denied && ask(SYS_prlimit64, 0, 7, 8) == denied);
  CHECK(ask(SYS_prlimit64, 0, 7, high) == denied);
  CHECK(ask(SYS_socketpair, AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0) == SECCOMP_RET_ALLOW);
  CHECK(ask(SYS_socketpair, AF_UNIX, SOCK_SEQPACKET, 0) == SECCOMP_RET_ALLOW);
  CHECK(ask(SYS_socketpair, AF_UNIX, SOCK_DGRAM, 0) == denied);
  CHECK(ask(SYS_socketpair, AF_UNIX, SOCK_RAW, 0) == denied);
  CHECK(ask(SYS_socketpair, AF_INET, SOCK_STREAM, 0) == denied);
  const int commands[] = {F_SETOWN, F_SETSIG, F_SETOWN_EX, F_SETLEASE, F_NOTIFY, F_SETPIPE_SZ};
  for (int i = 0; i < 6; i++) CHECK(ask(SYS_fcntl, 3, (uint64_t)commands[i], 0) == denied);
  CHECK(ask(SYS_ioctl, 0, 0x5412, 0) == denied && ask(SYS_ioctl, 0, 0x541c, 0) == denied);
  CHECK(ask(SYS_ioctl, 0, high | 0x5412, 0) == denied && ask(SYS_ioctl, 0, 0xc0502100, 0) == denied);
  CHECK(ask(SYS_ioctl, 0, 0x5401, 0) == (SECCOMP_RET_ERRNO | ENOTTY));
  CHECK(ask(SYS_setsockopt, 0, SOL_SOCKET, SO_ATTACH_FILTER) == denied);
  CHECK(ask(SYS_setsockopt, 0, 6, 7) == denied);
  CHECK(ask(SYS_openat, 0, 0, O_RDONLY | O_TRUNC) == denied && ask(SYS_openat, 0, 0, 3) == denied);
  CHECK(ask(SYS_openat, 0, 0, 3 | O_TRUNC) == denied && ask(SYS_openat, 0, 0, O_WRONLY | O_TRUNC) != denied);
  CHECK(ask(SYS_setpriority, 0, 0, 5) == SECCOMP_RET_ALLOW && ask(SYS_setpriority, 0, 77, 5) == denied);
  CHECK(ask(SYS_setpriority, 1, 0, 5) == denied && ask(SYS_setpriority, 2, 0, 5) == denied);
  CHECK(ask(SYS_personality, 0xffffffff, 0, 0) == SECCOMP_RET_ALLOW);
  CHECK(ask(SYS_personality, 0x40000, 0, 0) == denied);
  const int options[] = {1, 4, 8, 22, 24, 28, 35, 36, 38, 53, 59, 0x59616d61, 0x41555856};
  for (int i = 0; i < 13; i++) CHECK(ask(SYS_prctl, (uint64_t)options[i], 0, 0) == denied);
  CHECK(ask(SYS_prctl, 15, 0, 0) == SECCOMP_RET_ALLOW);
  CHECK(ask(SYS_utimensat, 3, 0, 0) == SECCOMP_RET_ALLOW && ask(SYS_utimensat, 3, high, 0) == denied);
}

static uint32_t map(uint32_t flags) { return ask_four(SYS_mmap, 0, 4096, PROT_READ | PROT_WRITE, flags); }

/* What RLIMIT_DATA does not count is refused. */
static void check_memory(uint32_t denied) {
  const uint32_t allowed[] = {
      MAP_PRIVATE, MAP_PRIVATE | MAP_ANONYMOUS, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK | MAP_NORESERVE,
      MAP_PRIVATE | MAP_FIXED, MAP_SHARED, MAP_SHARED | MAP_FIXED | MAP_POPULATE, MAP_SHARED_VALIDATE};
  for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++) {
    CHECK(map(allowed[i]) == SECCOMP_RET_ALLOW);
    CHECK(map(allowed[i] | MAP_GROWSDOWN) == denied);
  }
  CHECK(map(MAP_SHARED | MAP_ANONYMOUS) == denied && map(MAP_SHARED_VALIDATE | MAP_ANONYMOUS) == denied);
  /* No type at all, and MAP_DROPPABLE of Linux 6.11. */
  CHECK(map(MAP_ANONYMOUS) == denied && map(MAP_ANONYMOUS | 8) == denied);
  const uint64_t stack[] = {own.stack, own.stack & ~4095ULL, own.stack - (8 << 20), own.stack - (15 << 20)};
  for (int i = 0; i < 4; i++) CHECK(ask(SYS_mremap, stack[i], 4096, 1 << 30) == denied);
  CHECK(ask(SYS_mremap, own.stack - (64 << 20), 4096, 1 << 30) == SECCOMP_RET_ALLOW);
  CHECK(ask(SYS_mremap, own.stack ^ (1ULL << 40), 4096, 1 << 30) == SECCOMP_RET_ALLOW);
}

void test_filter(void) {
  subject = "filter";
  unsigned all = WORKER_NOTIFY_DENIALS | WORKER_NOTIFY_OPENS | WORKER_NOTIFY_THREADS;
  length = filter_build(code, FILTER_MAX, 0, &own);
  CHECK(length > 0);
  check_memory(SECCOMP_RET_ERRNO | EPERM);
  check_numbers(SECCOMP_RET_ERRNO | EPERM);
  check_arguments(SECCOMP_RET_ERRNO | EPERM);
  CHECK(ask(SYS_openat, 0, 0, 0) == SECCOMP_RET_ALLOW && ask(SYS_clone, 0x3d0f00, 0, 0) == SECCOMP_RET_ALLOW);
  length = filter_build(code, FILTER_MAX, all, &own);
  check_numbers(SECCOMP_RET_USER_NOTIF);
  CHECK(ask(SYS_openat, 0, 0, 0) == SECCOMP_RET_USER_NOTIF);
  CHECK(ask(SYS_clone, 0x3d0f00, 0, 0) == SECCOMP_RET_USER_NOTIF);
  const int changes[] = {SYS_mkdirat, SYS_unlinkat, SYS_renameat, SYS_renameat2, SYS_linkat};
  for (int i = 0; i < 5; i++) CHECK(ask(changes[i], 0, 0, 0) == SECCOMP_RET_ALLOW);
  length = filter_build(code, FILTER_MAX, WORKER_NOTIFY_CHANGES, &own);
  for (int i = 0; i < 5; i++) CHECK(ask(changes[i], 0, 0, 0) == SECCOMP_RET_USER_NOTIF);
#ifdef __x86_64__
  const int shorter[] = {SYS_mkdir, SYS_rmdir, SYS_unlink, SYS_rename, SYS_link};
  for (int i = 0; i < 5; i++) CHECK(ask(shorter[i], 0, 0, 0) == SECCOMP_RET_USER_NOTIF);
#endif
  length = filter_build(code, FILTER_MAX, WORKER_NOTIFY_DENIALS, &own);
  check_arguments(SECCOMP_RET_USER_NOTIF);
  CHECK(filter_build(code, length - 1, 0, &own) == 0);
}
