/* The system calls a worker may make, as tables, and the filter built from them. */
#ifndef ROOST_WORKER_POLICY_H
#define ROOST_WORKER_POLICY_H

#include <linux/filter.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* What becomes of a call. OPEN, CHANGE and THREAD are allowed calls the host may want to see. */
enum verdict { DENY, ALLOW, OPEN, CHANGE, THREAD, NO_SUCH_CALL, NO_TERMINAL };

/* Where a condition's value comes from: the rule, or what is known of the process when the filter is built.
 * The main thread's stack, at most RLIMIT_STACK, lies in the block of addresses where it begins and in the
 * one below. */
enum own_value { OWN_NONE, OWN_PROCESS, OWN_STACK_FIRST, OWN_STACK_SECOND };
enum { STACK_BLOCK = 16 << 20 };

/* (argument & mask) == value, on 32 bits: what the kernel itself looks at in arguments of int size. */
struct condition {
  uint8_t word;      /* LOW(n) or HIGH(n) of argument n */
  enum own_value own;
  uint32_t mask;     /* 0: this condition and those after it are absent */
  uint32_t value;    /* of OWN_NONE */
};
#define LOW(n) (2 * (n))
#define HIGH(n) (2 * (n) + 1)
#define ALL UINT32_MAX

enum { CONDITIONS = 3 };

/* The first rule of a call whose conditions all hold decides; when none does, the call is denied. The rules
 * of one call follow each other. */
struct rule {
  int call;
  enum verdict verdict;
  struct condition when[CONDITIONS];
};

extern const struct rule policy_rules[];
extern const size_t policy_rule_count;

/* Calls allowed whatever their arguments. */
extern const int policy_plain[];
extern const size_t policy_plain_count;

/* The last number of Linux 6.1; what came later does not exist for a worker. */
enum { LAST_CALL = 450 };

/* Room enough for the filter; the kernel takes at most 4096 instructions. */
enum { FILTER_MAX = 1024 };

/* What the rules need to know of the process. */
struct own {
  pid_t pid;
  uint64_t stack; /* an address in the first page of the main thread's stack, the highest of them */
};

/* Writes the filter for a process and returns its length, 0 when it does not fit. */
size_t filter_build(struct sock_filter *into, size_t room, unsigned notify, const struct own *own);

#endif
