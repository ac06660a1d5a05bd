#define _GNU_SOURCE
#include "crash.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

#include "cworker.h"

static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS};
enum { FATAL = sizeof fatal / sizeof *fatal };

static atomic_int record_fd = -1;
static atomic_int writer; /* the thread whose record it is; only one is written */
static atomic_int ending;

/* initial-exec: the first use in a handler must not make the loader allocate it. */
static _Thread_local struct {
  uint64_t ticket;
  uint32_t handler;
} current __attribute__((tls_model("initial-exec")));

/* Static: an alternate stack is small. */
static union {
  struct crash_header header;
  unsigned char bytes[CRASH_RECORD_MAX];
} record;

_Static_assert(sizeof(struct crash_header) + CRASH_FRAMES_MAX * sizeof(struct crash_frame) +
                       CRASH_MAPPINGS_MAX * sizeof(struct crash_mapping) + CRASH_TEXT_MAX <=
                   CRASH_RECORD_MAX,
               "the fullest record fits");

void worker_current(uint64_t ticket, uint32_t handler) {
  current.ticket = ticket;
  current.handler = handler;
}

void worker_ending(void) { atomic_store(&ending, 1); }

static int thread_id(void) { return (int)syscall(SYS_gettid); }

static void finish(struct crash_header *h, const struct crash_registers *registers) {
  const struct crash_map *map = crash_map_now();
  h->magic = CRASH_MAGIC;
  h->version = CRASH_VERSION;
  h->header_size = sizeof *h;
  h->frame_size = sizeof(struct crash_frame);
  h->mapping_size = sizeof(struct crash_mapping);
#ifdef __x86_64__
  h->machine = CRASH_X86_64;
#else
  h->machine = CRASH_AARCH64;
#endif
  h->process = getpid();
  h->thread = thread_id();
  h->ticket = current.ticket;
  h->handler = current.handler;
  h->program_counter = registers->program_counter;
  h->stack_pointer = registers->stack_pointer;
  h->frame_pointer = registers->frame_pointer;
  (void)prctl(PR_GET_NAME, h->thread_name, 0, 0, 0);
  unsigned char *at = record.bytes + sizeof *h;
  h->frame_count = crash_walk(map, registers, (struct crash_frame *)(void *)at);
  at += h->frame_count * sizeof(struct crash_frame);
  h->mapping_count = map->count;
  memcpy(at, map->mappings, map->count * sizeof *map->mappings);
  at += map->count * sizeof *map->mappings;
  h->text_size = map->text_size;
  memcpy(at, map->text, map->text_size);
  h->record_size = (uint32_t)(at - record.bytes) + map->text_size;
}

static void send_record(void) {
  size_t sent = 0;
  while (sent < record.header.record_size) {
    ssize_t n = write(atomic_load(&record_fd), record.bytes + sent, record.header.record_size - sent);
    if (n < 0 && errno == EINTR) continue;
    /* A full pipe has a reader who does not read: dying matters more. */
    if (n <= 0) return;
    sent += (size_t)n;
  }
}

static struct crash_registers registers_of(const ucontext_t *context) {
#ifdef __x86_64__
  const greg_t *r = context->uc_mcontext.gregs;
  return (struct crash_registers){(uint64_t)r[REG_RIP], (uint64_t)r[REG_RSP], (uint64_t)r[REG_RBP], 0};
#else
  const mcontext_t *m = &context->uc_mcontext;
  return (struct crash_registers){m->pc, m->sp, m->regs[29], m->regs[30]};
#endif
}

/* Only one thread's record is written. Returns whether it is the caller's. */
static int claim(void) {
  int none = 0;
  if (atomic_compare_exchange_strong(&writer, &none, thread_id())) return 1;
  /* The other dies when its record is written, and with it this one. */
  struct timespec pause = {.tv_sec = 2};
  if (none != thread_id()) (void)nanosleep(&pause, NULL);
  return 0;
}

static void on_fatal_signal(int number, siginfo_t *info, void *context) {
  if (claim()) {
    struct crash_registers registers = registers_of(context);
    struct crash_header *h = &record.header;
    h->kind = CRASH_SIGNAL;
    h->signal = number;
    h->code = info->si_code;
    h->fault_address = info->si_code > 0 ? (uint64_t)(uintptr_t)info->si_addr : (uint64_t)info->si_pid;
    finish(h, &registers);
    send_record();
  }
  struct sigaction action = {.sa_handler = SIG_DFL};
  (void)sigaction(number, &action, NULL);
  /* Blocked until this handler returns; a fault alone would repeat itself, a breakpoint or abort would not.
   * */
  (void)syscall(SYS_tgkill, getpid(), thread_id(), number);
}

static void on_exit_call(int status, void *unused) {
  (void)unused;
  if (atomic_load(&ending) || !claim()) return;
  struct crash_header *h = &record.header;
  h->kind = CRASH_EXIT;
  h->status = status;
  struct crash_registers registers = {
      .program_counter = (uint64_t)(uintptr_t)__builtin_return_address(0),
      .frame_pointer = (uint64_t)(uintptr_t)__builtin_frame_address(0),
      .stack_pointer = (uint64_t)(uintptr_t)__builtin_frame_address(0),
  };
  finish(h, &registers);
  send_record();
}

int worker_crash_stack(void) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  /* The kernel's frame grows with the vector registers; the handler's own needs little. */
  size_t size = ((size_t)getauxval(AT_MINSIGSTKSZ) + 32768 + page - 1) / page * page;
  char *stack = mmap(NULL, size + page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (stack == MAP_FAILED) return -1;
  stack_t alternate = {.ss_sp = stack + page, .ss_size = size};
  if (mprotect(stack + page, size, PROT_READ | PROT_WRITE) != 0 || sigaltstack(&alternate, NULL) != 0) {
    int saved = errno;
    munmap(stack, size + page);
    errno = saved;
    return -1;
  }
  return 0;
}

int worker_crash_handlers(int fd) {
  if (worker_crash_stack() != 0 || worker_crash_mappings() != 0) return -1;
  if (atomic_exchange(&record_fd, fd) < 0 && on_exit(on_exit_call, NULL) != 0) return -1;
  struct sigaction action = {.sa_sigaction = on_fatal_signal, .sa_flags = SA_ONSTACK | SA_SIGINFO};
  /* Nothing may interrupt the report; a fault within it ends the process at once, with the fault's signal. */
  sigfillset(&action.sa_mask);
  for (int i = 0; i < FATAL; i++)
    if (sigaction(fatal[i], &action, NULL) != 0) return -1;
  return 0;
}
