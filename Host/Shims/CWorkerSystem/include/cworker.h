/* The sandbox of a process that runs one plugin, and its report when it crashes. Linux 5.9 or newer (5.14 for
 * notify_answer_descriptor), x86-64 and aarch64. Functions that can fail return -1 and set errno.
 *
 * In the worker, on its only thread, before the plugin's file is opened:
 *   worker_limits, worker_landlock, worker_crash_handlers, worker_seccomp, worker_send_listener
 * then dlopen, whose constructors already run inside, and worker_crash_mappings.
 * In the host: notify_take_listener, then poll, notify_receive, notify_answer for each worker. */
#ifndef ROOST_CWORKER_H
#define ROOST_CWORKER_H

#include <stddef.h>
#include <stdint.h>

#include "crash_record.h"

/* Limits ------------------------------------------------------------------------------------------------ */

struct worker_bounds {
  /* The process that started this one; when it is no longer the parent, worker_limits ends the process. */
  int32_t parent;
  /* Bytes of private writable memory, thread stacks included but the main thread's, which is bounded below
   * (RLIMIT_DATA). The filter refuses memory that this does not count. */
  uint64_t data;
  /* The highest descriptor, plus one, that can be opened from now on. */
  uint64_t open_files;
  /* Bytes a file may grow to; writing beyond fails with EFBIG, as SIGXFSZ is ignored. */
  uint64_t file_size;
  /* Bytes of the main thread's stack. Threads started later have the size glibc read when the process began.
   * */
  uint64_t stack;
  /* Descriptors to leave open, in any order, at most those of WORKER_LOOPS_MAX loops (frames.h). All others
   * are closed; of 0, 1 and 2 those not named become /dev/null. */
  const int *descriptors;
  size_t descriptor_count;
};

/* Takes from the process what no plugin needs: core dumps, locked memory, message queues, priority,
 * privileges (now and by exec), capabilities, descriptors, the environment (wiped, so that /proc shows
 * nothing either). Its umask becomes 077, it is the first to go when memory runs out, and it is killed when
 * the THREAD that started it ends (PR_SET_PDEATHSIG): the host must start workers from a thread that lives as
 * long as it does. A limit above the inherited hard limit becomes that limit. Returns 0, or 1 when
 * oom_score_adj could not be written; all else is an error. */
int worker_limits(const struct worker_bounds *limits);

/* Landlock ---------------------------------------------------------------------------------------------- */

enum worker_access {
  WORKER_READ,          /* read files and list folders */
  WORKER_READ_EXECUTE,  /* the same and execve, which the filter refuses anyway; dlopen needs reading alone */
  WORKER_READ_WRITE,    /* also write, create, rename, remove files and folders; no links, devices, sockets */
};

/* What is granted at a path, and beneath it when it is a folder. */
struct worker_path {
  const char *path;
  enum worker_access access;
};

/* What the kernel could not do, by the Landlock ABI that brought it. */
enum worker_lack {
  WORKER_LACKS_LANDLOCK = 1 << 0,  /* all of it: disabled, not compiled in, or before Linux 5.13 */
  WORKER_LACKS_REFER = 1 << 1,     /* ABI 2, Linux 5.19: renaming between folders is always refused */
  WORKER_LACKS_TRUNCATE = 1 << 2,  /* ABI 3, Linux 6.2: truncating is left to the filter */
  WORKER_LACKS_TCP = 1 << 3,       /* ABI 4, Linux 6.7: TCP is left to the filter */
  WORKER_LACKS_IOCTL = 1 << 4,     /* ABI 5, Linux 6.10: ioctl on devices is left to the filter */
  WORKER_LACKS_SCOPES = 1 << 5,    /* ABI 6, Linux 6.12: abstract sockets, signals are left to the filter */
  WORKER_LACKS_AUDIT = 1 << 6,     /* ABI 7, Linux 6.15: refusals are not in the audit log */
};

/* The newest Landlock ABI that is made use of. */
enum { WORKER_ABI_NEWEST = 7 };

/* Confines the calling thread, and those it starts, to the paths; all TCP ports, and abstract unix sockets
 * and signals to the outside, are refused. Paths that do not exist are skipped. abi_limit is the newest ABI
 * to use: WORKER_ABI_NEWEST, or less to behave as on an older kernel, 0 as without Landlock. *abi_used
 * receives what was used. Returns a set of worker_lack; with WORKER_LACKS_LANDLOCK nothing was confined, and
 * the caller decides. EBUSY: the process has other threads, which would stay outside. */
int worker_landlock(const struct worker_path *paths, size_t count, int abi_limit, int *abi_used);

/* The newest Landlock ABI of this kernel; -1 when it has none. */
int worker_landlock_version(void);

/* System calls ------------------------------------------------------------------------------------------ */

/* What the host is asked about before it happens. */
enum worker_notify {
  WORKER_NOTIFY_DENIALS = 1 << 0, /* what the filter refuses; without it the call fails with EPERM */
  WORKER_NOTIFY_OPENS = 1 << 1,   /* open, openat, creat; without it they are allowed */
  WORKER_NOTIFY_THREADS = 1 << 2, /* starting a thread; without it that is allowed */
  WORKER_NOTIFY_CHANGES = 1 << 3, /* making, removing, renaming, linking by path; without it they are allowed */
};

/* Allows the system calls that glibc, C++, Swift and SQLite need and no others, for all threads, for good.
 * notify is a set of worker_notify, *listener receives the descriptor the host answers on; with 0 listener is
 * NULL. Calls that came after Linux 6.1, clone3 and openat2 fail with ENOSYS; another architecture's calls
 * kill. Until the host has the listener, calls that ask it wait. The worker must hold no unconnected sockets
 * and no datagram sockets. */
int worker_seccomp(unsigned notify, int *listener);

/* Hands the listener to the host over a unix stream socket, with one byte 'L', and closes it here. */
int worker_send_listener(int socket, int listener);

/* Crash reports ----------------------------------------------------------------------------------------- */

/* Writes a crash_record to fd (best the non-blocking end of a pipe) when a fatal signal arrives or the plugin
 * calls exit, then dies as it would have. A plugin that calls _exit ends the process with no record: an exit
 * without record and without worker_ending means just that. Gives the calling thread a stack as below. */
int worker_crash_handlers(int fd);

/* Gives the calling thread a stack for its signal handlers, so that an overflow of its own stack is reported.
 * On threads the plugin starts an overflow kills with SIGSEGV and no record; other crashes are reported. */
int worker_crash_stack(void);

/* Notes which files lie where in memory; to be called again after each dlopen. Not in a signal handler. */
int worker_crash_mappings(void);

/* The event the calling thread works on, for the record: its ticket and its handler's number; 0, 0 for none.
 * */
void worker_current(uint64_t ticket, uint32_t handler);

/* From now on exit is the worker's own, and leaves no record. */
void worker_ending(void);

/* Notices, in the host ---------------------------------------------------------------------------------- */

enum { NOTICE_PATH_MAX = 4096, NOTICE_ADDRESS_MAX = 128 };

enum notice_detail {
  NOTICE_HAS_PATH = 1 << 0,      /* path is set */
  NOTICE_PATH_RESOLVED = 1 << 1, /* path is absolute, without . and .. */
  NOTICE_PATH_CUT = 1 << 2,      /* path is only the beginning of a longer one */
  NOTICE_HAS_ADDRESS = 1 << 3,   /* address is set */
  NOTICE_HAS_REAL = 1 << 4,      /* real is set */
  NOTICE_HAS_OTHER = 1 << 5,     /* other is set */
  NOTICE_HAS_OTHER_REAL = 1 << 6, /* other_real is set */
};

/* A call a worker waits in. All of it comes from the worker: path holds any bytes but 0 and must be escaped
 * for a log. Another thread may change the memory, or a link, before the call goes on: paths are for logs and
 * early refusals, never what grants; the boundary is Landlock. Numbers in arguments cannot change. */
struct notice {
  uint64_t id;       /* for notify_answer */
  int32_t thread;    /* as the host sees it; 0 when it cannot */
  int call;          /* the system call's number */
  const char *name;  /* its name, "?" for none; lives forever */
  uint64_t arguments[6];
  unsigned details;  /* a set of notice_detail */
  size_t path_length;
  char path[NOTICE_PATH_MAX];
  /* Of the calls that open or change: where path leads when links are followed as the call does. */
  char real[NOTICE_PATH_MAX];
  /* Of rename and link: the new name, resolved as path is, and where it leads. */
  char other[NOTICE_PATH_MAX];
  char other_real[NOTICE_PATH_MAX];
  char address[NOTICE_ADDRESS_MAX]; /* of connect, bind, sendto: printable ASCII, "192.0.2.1:80", "unix:/x" */
};

/* For languages that see arrays in structures as tuples. */
static inline const char *notice_path(const struct notice *notice) { return notice->path; }
static inline const char *notice_real_path(const struct notice *notice) { return notice->real; }
static inline const char *notice_other(const struct notice *notice) { return notice->other; }
static inline const char *notice_other_real(const struct notice *notice) { return notice->other_real; }
static inline const char *notice_address(const struct notice *notice) { return notice->address; }

enum notify_result {
  NOTIFY_NOTHING = 0, /* nothing waits any more */
  NOTIFY_NOTICE = 1,  /* *notice is set and wants an answer */
  NOTIFY_GONE = 2,    /* the worker has ended */
};

/* The answer that lets a call go on. */
enum { NOTIFY_CONTINUE = 0 };

/* Receives the descriptor worker_send_listener sent: close-on-exec, the caller closes it. EPROTO: the worker
 * sent something else, and is not to be trusted to be confined. */
int notify_take_listener(int socket);

/* Bodies ------------------------------------------------------------------------------------------------- */

/* Copies bytes into memory that can be changed no more, and sends a descriptor of it together with a number. -1
 * when it cannot be, without waiting for a full socket. */
int handover_send_body(int socket, uint64_t number, const void *bytes, size_t size);

/* Takes such a number and descriptor, waiting for them; the descriptor, close-on-exec, or -1 when the socket is
 * closed or holds something else. */
int worker_take_body(int socket, uint64_t *number);

/* The next notice, without waiting. One thread at a time per fd. Reading the worker's memory takes the right
 * to ptrace it; where that is missing, path and address are absent and the rest is there. */
int notify_receive(int fd, struct notice *notice);

/* Lets the call go on (NOTIFY_CONTINUE) or fail with an errno above 0. ENOENT: it was interrupted meanwhile.
 * */
int notify_answer(int fd, uint64_t id, int error);

/* Makes an open succeed with a descriptor of the host's instead: the worker gets a copy, close-on-exec, and
 * the caller keeps its own. Nothing is looked up again, so the worker cannot change what it gets. Linux 5.14.
 * */
int notify_answer_descriptor(int fd, uint64_t id, int opened);

/* Opens, for notify_answer_descriptor, what a worker may read of /proc and /sys. Of its own: /proc/self/maps,
 * stat and status, and /proc/TID/stat of its threads, without which libdispatch ends the process; Landlock
 * could grant them only with the whole of /proc. Of the machine's: how many processors there are, and
 * /proc/sys/vm/overcommit_memory, which glibc's malloc reads when it shares out its heaps and makes one
 * smaller; Landlock loses files of /proc/sys when the kernel drops its caches, and makes another inode.
 * -1 with ENOENT when something else is asked for, or more than reading. */
int notify_open_given(const struct notice *notice, int32_t worker);

/* The name of a system call of this architecture, "?" for none. */
const char *notify_call_name(int call);

#endif
