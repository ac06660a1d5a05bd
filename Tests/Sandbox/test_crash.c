#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"
#include "cworker.h"

static const char *how;
static int on_thread, pipe_in;

typedef int (*entry)(const char *);

static void *loop_thread(void *plugin_entry) {
  entry outer;
  *(void **)&outer = plugin_entry;
  if (on_thread == 1) ALLOWED(worker_crash_stack());
  ALLOWED(prctl(PR_SET_NAME, "loop-1"));
  worker_current(0x1122334455667788, 42);
  outer(how);
  return NULL;
}

static void crash(void) {
  ALLOWED(worker_crash_handlers(pipe_in));
  enter(0, NULL, pipe_in, 2);
  void *plugin = dlopen(at("lib/plugin.so"), RTLD_NOW);
  CHECK(plugin != NULL);
  ALLOWED(worker_crash_mappings());
  void *outer = dlsym(plugin, "outer");
  if (strcmp(how, "ending") == 0) {
    worker_ending();
    exit(0);
  }
  pthread_t thread;
  if (on_thread && pthread_create(&thread, NULL, loop_thread, outer) == 0) {
    pthread_join(thread, NULL);
  } else {
    loop_thread(outer);
  }
}

static unsigned char bytes[CRASH_RECORD_MAX + 1];
static size_t size;
static struct crash_record record;

/* Runs the plugin into its crash; returns the wait status, size is that of the record. */
static int crash_by(const char *name, int thread) {
  int ends[2];
  ALLOWED(pipe(ends));
  how = name;
  on_thread = thread;
  pipe_in = ends[1];
  int status = status_of(name, crash);
  close(ends[1]);
  size = 0;
  for (ssize_t n; (n = read(ends[0], bytes + size, sizeof bytes - size)) > 0;) size += (size_t)n;
  close(ends[0]);
  memset(&record, 0, sizeof record);
  return status;
}

static uint64_t offset_in_plugin(const char *function) {
  /* The plugin's code lies at the same place of its file in every process. */
  void *plugin = dlopen(at("lib/plugin.so"), RTLD_NOW);
  Dl_info info;
  CHECK(plugin != NULL && dladdr(dlsym(plugin, function), &info) != 0);
  return (uint64_t)((char *)info.dli_saddr - (char *)info.dli_fbase);
}

static int is_in(size_t index, const char *function, int is_return) {
  if (index >= record.header.frame_count) return 0;
  struct crash_frame frame = crash_record_frame(&record, index);
  if (frame.mapping == CRASH_NO_MAPPING) return 0;
  struct crash_mapping mapping = crash_record_mapping(&record, frame.mapping);
  const char *file = "lib/plugin.so";
  if (mapping.path_length < strlen(file)) return 0;
  const char *end = record.text + mapping.path_at + mapping.path_length;
  if (memcmp(end - strlen(file), file, strlen(file)) != 0) return 0;
  if (mapping.build_id_length != 20) return 0;
  /* In this plugin offsets in the file and in memory are the same. */
  uint64_t start = offset_in_plugin(function), at_offset = frame.file_offset - (is_return ? 1 : 0);
  return at_offset >= start && at_offset < start + 1024;
}

static int somewhere_in(const char *function) {
  for (size_t i = 0; i < record.header.frame_count; i++)
    if (is_in(i, function, 1)) return 1;
  return 0;
}

static void dies_by(const char *name, int thread, int number) {
  int status = crash_by(name, thread);
  CHECK(WIFSIGNALED(status) && WTERMSIG(status) == number && !WCOREDUMP(status));
  CHECK(crash_record_check(bytes, size, &record) == 0);
  CHECK(record.header.record_size == size);
  CHECK(record.header.kind == CRASH_SIGNAL && record.header.signal == number);
  CHECK(strcmp(record.header.thread_name, "loop-1") == 0);
  CHECK(record.header.ticket == 0x1122334455667788 && record.header.handler == 42);
}

static void check_signals(void) {
  dies_by("null", 0, SIGSEGV);
  CHECK(record.header.fault_address == 0 && record.header.code == SEGV_MAPERR);
  CHECK(is_in(0, "inner", 0) && is_in(1, "outer", 1));
  CHECK(record.header.thread == record.header.process);
  dies_by("null", 1, SIGSEGV);
  CHECK(is_in(0, "inner", 0) && is_in(1, "outer", 1));
  CHECK(record.header.thread != record.header.process);
  /* Threads without a stack for handlers are reported too, as long as theirs holds. */
  dies_by("null", 2, SIGSEGV);
  dies_by("overflow", 0, SIGSEGV);
  CHECK(record.header.frame_count > 10);
  dies_by("overflow", 1, SIGSEGV);
  CHECK(record.header.frame_count > 10);
  dies_by("trap", 0, SIGILL);
  CHECK(is_in(0, "inner", 0) && is_in(1, "outer", 1));
#ifdef __x86_64__
  dies_by("divide", 0, SIGFPE);
  CHECK(is_in(0, "inner", 0) && record.header.code == FPE_INTDIV);
#endif
  dies_by("break", 0, SIGTRAP);
  dies_by("abort", 0, SIGABRT);
  CHECK(record.header.code <= 0 && somewhere_in("outer"));
  dies_by("call", 0, SIGSEGV);
  CHECK(record.header.program_counter == 0 && somewhere_in("inner") && somewhere_in("outer"));
  CHECK(crash_record_frame(&record, 1).source == CRASH_FROM_LINK && is_in(1, "inner", 1));
  dies_by("far", 0, SIGSEGV);
  CHECK(is_in(0, "inner", 0) && somewhere_in("outer"));
  dies_by("lost", 0, SIGSEGV);
  CHECK(is_in(0, "inner", 0) && somewhere_in("outer"));
}

static void check_exits(void) {
  int status = crash_by("overflow", 2);
  CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV && size == 0);
  status = crash_by("exit", 0);
  CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 3);
  CHECK(crash_record_check(bytes, size, &record) == 0);
  CHECK(record.header.kind == CRASH_EXIT && record.header.status == 3 && somewhere_in("inner"));
  status = crash_by("_exit", 0);
  CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 4 && size == 0);
  status = crash_by("ending", 0);
  CHECK(status == 0 && size == 0);
}

/* Bytes that end where memory does: reading one too many kills. */
static unsigned char *before_guard(size_t length) {
  enum { ROOM = 2 * CRASH_RECORD_MAX };
  unsigned char *room = mmap(NULL, 2 * ROOM, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  CHECK(room != MAP_FAILED && mprotect(room + ROOM, ROOM, PROT_NONE) == 0);
  return room + ROOM - length;
}

/* Every byte changed, and every length: the check must answer, and what it lets pass must stay in bounds. */
static void check_hostile(void) {
  dies_by("null", 0, SIGSEGV);
  for (size_t n = 0; n < size; n++) {
    unsigned char *cut = malloc(n + 1);
    memcpy(cut, bytes, n);
    CHECK(crash_record_check(cut, n, &record) == -1);
    free(cut);
  }
  unsigned char *copy = before_guard(size);
  const unsigned char values[] = {0, 1, 0x7f, 0x80, 0xff};
  for (size_t i = 0; i < size; i++)
    for (size_t v = 0; v < sizeof values; v++) {
      memcpy(copy, bytes, size);
      copy[i] = values[v];
      if (crash_record_check(copy, size, &record) != 0) continue;
      for (size_t f = 0; f < record.header.frame_count; f++) (void)is_in(f, "inner", 0);
      volatile char last = 0;
      for (size_t m = 0; m < record.header.mapping_count; m++) {
        struct crash_mapping mapping = crash_record_mapping(&record, m);
        if (mapping.path_length > 0) last = record.text[mapping.path_at + mapping.path_length - 1];
      }
      (void)last;
    }
  struct crash_header header = {.magic = CRASH_MAGIC, .version = CRASH_VERSION, .header_size = sizeof header,
                                .frame_count = 1, .frame_size = sizeof(struct crash_frame) - 1,
                                .mapping_size = sizeof(struct crash_mapping)};
  header.record_size = (uint32_t)(sizeof header + header.frame_size);
  copy = before_guard(header.record_size);
  memcpy(copy, &header, sizeof header);
  CHECK(crash_record_check(copy, header.record_size, &record) == -1);
}

void test_crash(void) {
  check_signals();
  check_exits();
  check_hostile();
}
