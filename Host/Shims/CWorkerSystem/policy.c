#define _GNU_SOURCE
#include "policy.h"

#include <asm/ioctls.h>
#include <asm/termbits.h>
#include <asm/unistd.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "uapi.h"

/* What glibc's pthread_create asks for, and nothing less: without CLONE_THREAD it would be a process, with a
 * CLONE_NEW* flag a namespace. */
#define THREAD_FLAGS                                                                                        \
  (CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM | CLONE_SETTLS |        \
   CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID)
#define THREAD_MASK (ALL & ~(uint32_t)(CLONE_DETACHED | CLONE_CHILD_SETTID))

#define IS(argument, what) {.word = LOW(argument), .mask = ALL, .value = (uint32_t)(what)}
#define OWN_PID(argument) {.word = LOW(argument), .own = OWN_PROCESS, .mask = ALL}
#define IN_STACK(argument, block)                                                                           \
  {.word = HIGH(argument), .own = (block), .mask = ALL},                                                     \
      {.word = LOW(argument), .own = (block), .mask = ~(uint32_t)(STACK_BLOCK - 1)}
#define MAPPING(mask_of, flags) {.word = LOW(3), .mask = (mask_of), .value = (flags)}
#define NULL_POINTER(argument) IS(argument, 0), {.word = HIGH(argument), .mask = ALL, .value = 0}
#define TYPE_IS(argument, what) {.word = LOW(argument), .mask = 0xf, .value = (what)}

/* Truncating needs no right to write before Landlock ABI 3: a reader could empty a file with O_RDONLY |
 * O_TRUNC, and access mode 3, which grants neither reading nor writing, asks Landlock for no right at all. */
#define OPEN_RULES(call, flags)                                                                             \
  {call, DENY, {{.word = LOW(flags), .mask = O_ACCMODE, .value = O_ACCMODE}}},                               \
      {call, DENY, {{.word = LOW(flags), .mask = O_TRUNC | O_ACCMODE, .value = O_TRUNC | O_RDONLY}}},        \
      {call, OPEN, {{0}}}

#define FOR_FIRST_ARGUMENT(call, verdict, what) {call, verdict, {IS(0, what)}}
#define FOR_COMMAND(call, verdict, what) {call, verdict, {IS(1, what)}}
#define SOCKET_OPTION(what) {__NR_setsockopt, ALLOW, {IS(1, SOL_SOCKET), IS(2, what)}}

const struct rule policy_rules[] = {
    /* RLIMIT_DATA counts private writable memory, and neither shared memory nor what grows down, as a stack
     * does. So memory is private, and stacks do not grow; files may be shared. Types
     * of mappings that came later are refused. */
    {__NR_mmap, DENY, {MAPPING(MAP_GROWSDOWN, MAP_GROWSDOWN)}},
    {__NR_mmap, ALLOW, {MAPPING(MAP_TYPE, MAP_PRIVATE)}},
    {__NR_mmap, ALLOW, {MAPPING(MAP_TYPE | MAP_ANONYMOUS, MAP_SHARED)}},
    {__NR_mmap, ALLOW, {MAPPING(MAP_TYPE | MAP_ANONYMOUS, MAP_SHARED_VALIDATE)}},
    /* The one stack that grows is the main thread's: moved, it could be made as large as one likes. */
    {__NR_mremap, DENY, {IN_STACK(0, OWN_STACK_FIRST)}},
    {__NR_mremap, DENY, {IN_STACK(0, OWN_STACK_SECOND)}},
    {__NR_mremap, ALLOW, {{0}}},

    OPEN_RULES(__NR_openat, 2),
#ifdef __x86_64__
    OPEN_RULES(__NR_open, 1),
    {__NR_creat, OPEN, {{0}}},
#endif
    /* Landlock rules over these, and would tell nobody. */
    {__NR_mkdirat, CHANGE, {{0}}},
    {__NR_unlinkat, CHANGE, {{0}}},
    {__NR_renameat, CHANGE, {{0}}},
    {__NR_renameat2, CHANGE, {{0}}},
    {__NR_linkat, CHANGE, {{0}}},
#ifdef __x86_64__
    {__NR_mkdir, CHANGE, {{0}}},
    {__NR_rmdir, CHANGE, {{0}}},
    {__NR_unlink, CHANGE, {{0}}},
    {__NR_rename, CHANGE, {{0}}},
    {__NR_link, CHANGE, {{0}}},
#endif
    /* Its flags lie in memory, where a filter cannot look and the plugin can change them; callers fall back.
     * */
    {__NR_openat2, NO_SUCH_CALL, {{0}}},

    /* The flags of clone3 lie in memory too; glibc falls back to clone. */
    {__NR_clone3, NO_SUCH_CALL, {{0}}},
    {__NR_clone, THREAD, {{.word = LOW(0), .mask = THREAD_MASK, .value = THREAD_FLAGS}}},

    {__NR_kill, ALLOW, {OWN_PID(0)}},
    {__NR_tkill, ALLOW, {OWN_PID(0)}},
    {__NR_tgkill, ALLOW, {OWN_PID(0)}},
    {__NR_rt_sigqueueinfo, ALLOW, {OWN_PID(0)}},
    {__NR_rt_tgsigqueueinfo, ALLOW, {OWN_PID(0)}},
    /* The calling thread's own niceness, which libdispatch sets; RLIMIT_NICE keeps it from falling. */
    {__NR_setpriority, ALLOW, {IS(0, PRIO_PROCESS), IS(1, 0)}},
    {__NR_prlimit64, ALLOW, {IS(0, 0), NULL_POINTER(2)}},
    {__NR_prlimit64, ALLOW, {OWN_PID(0), NULL_POINTER(2)}},

    FOR_FIRST_ARGUMENT(__NR_prctl, ALLOW, PR_SET_NAME),
    FOR_FIRST_ARGUMENT(__NR_prctl, ALLOW, PR_GET_NAME),
    FOR_FIRST_ARGUMENT(__NR_prctl, ALLOW, PR_SET_VMA),
    FOR_FIRST_ARGUMENT(__NR_prctl, ALLOW, PR_GET_DUMPABLE),
    FOR_FIRST_ARGUMENT(__NR_prctl, ALLOW, PR_GET_NO_NEW_PRIVS),
    FOR_FIRST_ARGUMENT(__NR_prctl, ALLOW, PR_GET_TIMERSLACK),
    FOR_FIRST_ARGUMENT(__NR_prctl, ALLOW, PR_SET_TIMERSLACK),
    FOR_FIRST_ARGUMENT(__NR_personality, ALLOW, 0xffffffff),

    /* Datagram pairs are refused: sendmsg could name any unix socket's path with them. A stream refuses a
     * name, a sequenced packet socket ignores it. */
    {__NR_socketpair, ALLOW, {IS(0, AF_UNIX), TYPE_IS(1, SOCK_STREAM)}},
    {__NR_socketpair, ALLOW, {IS(0, AF_UNIX), TYPE_IS(1, SOCK_SEQPACKET)}},
    {__NR_sendto, ALLOW, {NULL_POINTER(4)}},
    SOCKET_OPTION(SO_SNDBUF),
    SOCKET_OPTION(SO_RCVBUF),
    SOCKET_OPTION(SO_SNDTIMEO),
    SOCKET_OPTION(SO_RCVTIMEO),

    /* Not F_SETOWN, F_SETOWN_EX and F_SETSIG, which send any signal to any process of the same user, nor
     * leases and directory notices, which hold up others. */
    FOR_COMMAND(__NR_fcntl, ALLOW, F_DUPFD),
    FOR_COMMAND(__NR_fcntl, ALLOW, F_DUPFD_CLOEXEC),
    FOR_COMMAND(__NR_fcntl, ALLOW, F_GETFD),
    FOR_COMMAND(__NR_fcntl, ALLOW, F_SETFD),
    FOR_COMMAND(__NR_fcntl, ALLOW, F_GETFL),
    FOR_COMMAND(__NR_fcntl, ALLOW, F_SETFL),
    FOR_COMMAND(__NR_fcntl, ALLOW, F_GETLK),
    FOR_COMMAND(__NR_fcntl, ALLOW, F_SETLK),
    FOR_COMMAND(__NR_fcntl, ALLOW, F_SETLKW),
    FOR_COMMAND(__NR_fcntl, ALLOW, F_OFD_GETLK),
    FOR_COMMAND(__NR_fcntl, ALLOW, F_OFD_SETLK),
    FOR_COMMAND(__NR_fcntl, ALLOW, F_OFD_SETLKW),
    FOR_COMMAND(__NR_fcntl, ALLOW, F_GETPIPE_SZ),
    FOR_COMMAND(__NR_fcntl, ALLOW, F_GET_SEALS),

    FOR_COMMAND(__NR_ioctl, ALLOW, FIONREAD),
    FOR_COMMAND(__NR_ioctl, ALLOW, FIONBIO),
    FOR_COMMAND(__NR_ioctl, ALLOW, FIOCLEX),
    FOR_COMMAND(__NR_ioctl, ALLOW, FIONCLEX),
    /* isatty and the width of a line: whatever the descriptor is, a worker has no terminal. */
    FOR_COMMAND(__NR_ioctl, NO_TERMINAL, TCGETS),
    FOR_COMMAND(__NR_ioctl, NO_TERMINAL, TCGETS2),
    FOR_COMMAND(__NR_ioctl, NO_TERMINAL, TIOCGWINSZ),

    /* futimens: a time set by descriptor. */
    {__NR_utimensat, ALLOW, {NULL_POINTER(1)}},
};
const size_t policy_rule_count = sizeof policy_rules / sizeof *policy_rules;

/* sendmsg is here although it can carry descriptors (SCM_RIGHTS): a filter sees only the pointer to its
 * message. Who reads from a worker's socket must close descriptors it did not ask for, or give recvmsg no
 * room for them.
 *
 * fchmod, fchown and fsetxattr are not: they work on descriptors opened for reading, so that a worker of the
 * host's user could change the mode of what it may only read. Landlock watches none of them. */
const int policy_plain[] = {
    /* memory; with PROT_EXEC, which dlopen needs */
    __NR_brk, __NR_munmap, __NR_mprotect, __NR_madvise, __NR_mincore, __NR_msync, __NR_membarrier,
    /* threads */
    __NR_futex, __NR_futex_waitv, __NR_set_robust_list, __NR_rseq, __NR_set_tid_address, __NR_gettid,
    __NR_sched_yield, __NR_sched_getaffinity, __NR_sched_getparam, __NR_sched_getscheduler,
    __NR_sched_get_priority_max, __NR_sched_get_priority_min, __NR_getcpu, __NR_exit, __NR_exit_group,
    /* time */
    __NR_clock_gettime, __NR_clock_getres, __NR_clock_nanosleep, __NR_nanosleep, __NR_gettimeofday,
    __NR_timer_create, __NR_timer_settime, __NR_timer_gettime, __NR_timer_getoverrun, __NR_timer_delete,
    __NR_getitimer, __NR_setitimer, __NR_times, __NR_timerfd_create, __NR_timerfd_settime,
    __NR_timerfd_gettime,
    /* signals */
    __NR_rt_sigaction, __NR_rt_sigprocmask, __NR_rt_sigreturn, __NR_rt_sigpending, __NR_rt_sigtimedwait,
    __NR_rt_sigsuspend, __NR_sigaltstack, __NR_restart_syscall, __NR_signalfd4, __NR_wait4, __NR_waitid,
    /* files by descriptor */
    __NR_read, __NR_write, __NR_readv, __NR_writev, __NR_pread64, __NR_pwrite64, __NR_preadv, __NR_pwritev,
    __NR_preadv2, __NR_pwritev2, __NR_lseek, __NR_close, __NR_close_range, __NR_dup, __NR_dup3, __NR_fstat,
    __NR_fstatfs, __NR_getdents64, __NR_fsync, __NR_fdatasync, __NR_ftruncate, __NR_fallocate,
    __NR_fadvise64, __NR_readahead, __NR_sync_file_range, __NR_copy_file_range, __NR_sendfile, __NR_flock,
    __NR_fchdir,
    /* files by path; none of them changes one */
    __NR_newfstatat, __NR_statx, __NR_statfs, __NR_faccessat, __NR_faccessat2, __NR_readlinkat, __NR_getcwd,
    __NR_chdir, __NR_umask,
    /* pipes, events, sockets there are */
    __NR_pipe2, __NR_ppoll, __NR_pselect6, __NR_epoll_create1, __NR_epoll_ctl, __NR_epoll_pwait,
    __NR_epoll_pwait2, __NR_eventfd2, __NR_recvfrom, __NR_sendmsg, __NR_recvmsg, __NR_sendmmsg,
    __NR_recvmmsg, __NR_shutdown, __NR_getsockname, __NR_getpeername, __NR_getsockopt,
    /* what a process may know */
    __NR_getpid, __NR_getppid, __NR_getpgid, __NR_getsid, __NR_getuid, __NR_geteuid, __NR_getgid,
    __NR_getegid, __NR_getresuid, __NR_getresgid, __NR_getgroups, __NR_getpriority, __NR_getrlimit,
    __NR_getrusage, __NR_uname, __NR_sysinfo, __NR_getrandom, __NR_capget,
#ifdef __x86_64__
    __NR_alarm, __NR_pause, __NR_time, __NR_dup2, __NR_stat, __NR_lstat, __NR_access, __NR_readlink,
    __NR_getdents, __NR_pipe, __NR_poll, __NR_select, __NR_epoll_create, __NR_epoll_wait, __NR_eventfd,
    __NR_signalfd, __NR_getpgrp,
#endif
};
const size_t policy_plain_count = sizeof policy_plain / sizeof *policy_plain;
