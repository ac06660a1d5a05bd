#define _GNU_SOURCE
#include <errno.h>
#include <linux/audit.h>
#include <string.h>

#include "cworker.h"
#include "policy.h"
#include "uapi.h"

#if defined __x86_64__
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "no system call policy for this architecture"
#endif

struct filter {
  struct sock_filter *code;
  size_t room, count;
  unsigned notify;
  const struct own *own;
};

/* Counts on when the room is used up, so that the caller sees it once, at the end. */
static void emit(struct filter *f, uint16_t code, uint32_t k, uint8_t yes, uint8_t no) {
  if (f->count < f->room) f->code[f->count] = (struct sock_filter){.code = code, .jt = yes, .jf = no, .k = k};
  f->count++;
}

static uint32_t action(const struct filter *f, enum verdict verdict) {
  switch (verdict) {
    case ALLOW: return SECCOMP_RET_ALLOW;
    case OPEN: return f->notify & WORKER_NOTIFY_OPENS ? SECCOMP_RET_USER_NOTIF : SECCOMP_RET_ALLOW;
    case CHANGE: return f->notify & WORKER_NOTIFY_CHANGES ? SECCOMP_RET_USER_NOTIF : SECCOMP_RET_ALLOW;
    case THREAD: return f->notify & WORKER_NOTIFY_THREADS ? SECCOMP_RET_USER_NOTIF : SECCOMP_RET_ALLOW;
    case NO_SUCH_CALL: return SECCOMP_RET_ERRNO | ENOSYS;
    case NO_TERMINAL: return SECCOMP_RET_ERRNO | ENOTTY;
    case DENY: break;
  }
  return f->notify & WORKER_NOTIFY_DENIALS ? SECCOMP_RET_USER_NOTIF : SECCOMP_RET_ERRNO | EPERM;
}

static void emit_return(struct filter *f, enum verdict verdict) {
  emit(f, BPF_RET | BPF_K, action(f, verdict), 0, 0);
}

static size_t condition_length(const struct condition *c) {
  if (c->mask == 0) return 0;
  return c->mask == ALL ? 2 : 3;
}

static uint32_t value_of(const struct filter *f, const struct condition *c) {
  if (c->own == OWN_NONE) return c->value;
  if (c->own == OWN_PROCESS) return (uint32_t)f->own->pid;
  uint64_t address = f->own->stack - (c->own == OWN_STACK_SECOND ? STACK_BLOCK : 0);
  return (uint32_t)(c->word % 2 == 0 ? address : address >> 32) & c->mask;
}

static void emit_rule(struct filter *f, const struct rule *rule) {
  size_t left = 1;
  for (int i = 0; i < CONDITIONS; i++) left += condition_length(&rule->when[i]);
  for (int i = 0; i < CONDITIONS && rule->when[i].mask != 0; i++) {
    const struct condition *c = &rule->when[i];
    left -= condition_length(c);
    /* Both architectures are little-endian: the low word of an argument comes first. */
    uint32_t at = (uint32_t)offsetof(struct seccomp_data, args) + 4u * c->word;
    emit(f, BPF_LD | BPF_W | BPF_ABS, at, 0, 0);
    if (c->mask != ALL) emit(f, BPF_ALU | BPF_AND | BPF_K, c->mask, 0, 0);
    emit(f, BPF_JMP | BPF_JEQ | BPF_K, value_of(f, c), 0, (uint8_t)left);
  }
  emit_return(f, rule->verdict);
}

/* A group never falls out of its end, so that the accumulator still holds the number where the next begins.
 * */
static size_t emit_group(struct filter *f, size_t first) {
  int call = policy_rules[first].call;
  size_t test = f->count, i = first;
  emit(f, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, 0);
  for (; i < policy_rule_count && policy_rules[i].call == call; i++) emit_rule(f, &policy_rules[i]);
  emit_return(f, DENY);
  size_t length = f->count - test - 1;
  if (length > UINT8_MAX)
    f->count = f->room + 1;
  else if (f->count <= f->room)
    f->code[test].jf = (uint8_t)length;
  return i;
}

struct range {
  uint32_t first;
  enum verdict verdict;
};

static size_t ranges_of(struct range *into) {
  uint8_t allowed[LAST_CALL + 1] = {0};
  for (size_t i = 0; i < policy_plain_count; i++) allowed[policy_plain[i]] = 1;
  size_t count = 0;
  for (uint32_t n = 0; n <= LAST_CALL; n++) {
    enum verdict verdict = allowed[n] ? ALLOW : DENY;
    if (count == 0 || into[count - 1].verdict != verdict) into[count++] = (struct range){n, verdict};
  }
  /* Numbers with the x32 bit are above as well. */
  into[count++] = (struct range){LAST_CALL + 1, NO_SUCH_CALL};
  return count;
}

/* A search tree: the kernel runs the filter once for every number when it is installed, to learn which calls
 * are always allowed, and that would take longest of all with a list. */
static void emit_tree(struct filter *f, const struct range *ranges, size_t count) {
  if (count == 1) return emit_return(f, ranges->verdict);
  size_t half = count / 2;
  emit(f, BPF_JMP | BPF_JGE | BPF_K, ranges[half].first, 0, 1);
  size_t jump = f->count;
  emit(f, BPF_JMP | BPF_JA, 0, 0, 0);
  emit_tree(f, ranges, half);
  if (jump < f->room) f->code[jump].k = (uint32_t)(f->count - jump - 1);
  emit_tree(f, ranges + half, count - half);
}

size_t filter_build(struct sock_filter *into, size_t room, unsigned notify, const struct own *own) {
  struct filter f = {.code = into, .room = room, .notify = notify, .own = own};
  emit(&f, BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch), 0, 0);
  emit(&f, BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0);
  emit(&f, BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS, 0, 0);
  emit(&f, BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr), 0, 0);
  for (size_t i = 0; i < policy_rule_count;) i = emit_group(&f, i);
  struct range ranges[LAST_CALL + 2];
  emit_tree(&f, ranges, ranges_of(ranges));
  return f.count <= room ? f.count : 0;
}
