#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "crash.h"

/* How far up a stack is looked at: all of it for frames, little of it for words that may be frames. */
enum { WORD = 8, STACK_MAX = 64 << 20, SCAN_MAX = 8192, SCAN_FRAMES_MAX = 16, ENOUGH_FRAMES = 3 };

/* The kernel copies the set before it looks at what to do with it, and does not know what to do with -1:
 * EFAULT says that the word cannot be read, EINVAL that it can. That takes no descriptor, changes nothing,
 * and the filter allows it; mincore would say mapped, not readable, and process_vm_readv is refused. */
static int is_readable(uint64_t address) {
  int saved = errno;
  long result = syscall(SYS_rt_sigprocmask, -1, address, NULL, WORD);
  int readable = result == 0 || errno != EFAULT;
  errno = saved;
  return readable;
}

static int read_word(uint64_t address, uint64_t *word) {
  if (address % WORD != 0 || !is_readable(address)) return 0;
  memcpy(word, (const void *)(uintptr_t)address, WORD);
  return 1;
}

/* Return addresses may be signed (pointer authentication). The hint is XPACLRI, nothing on older processors.
 * */
static uint64_t without_signature(uint64_t address) {
#ifdef __aarch64__
  register uint64_t link __asm__("x30") = address;
  __asm__("hint #7" : "+r"(link));
  return link;
#else
  return address;
#endif
}

struct walk {
  const struct crash_map *map;
  struct crash_frame *frames;
  uint16_t count;
};

static void add(struct walk *walk, uint64_t address, enum crash_source source) {
  uint16_t index = crash_map_find(walk->map, address);
  struct crash_frame *frame = &walk->frames[walk->count++];
  *frame = (struct crash_frame){.address = address, .mapping = index, .source = (uint16_t)source};
  if (index == CRASH_NO_MAPPING) return;
  const struct crash_mapping *mapping = &walk->map->mappings[index];
  frame->file_offset = mapping->file_offset + (address - mapping->start);
}

/* Both architectures keep the caller's frame pointer and the return address side by side. The chain must
 * climb, so it ends; a link that leaves the stack or the code is where it was lost. */
static void follow_frames(struct walk *walk, uint64_t frame, uint64_t bottom) {
  while (walk->count < CRASH_FRAMES_MAX) {
    uint64_t next, back;
    if (frame < bottom || frame - bottom > STACK_MAX) return;
    if (!read_word(frame, &next) || !read_word(frame + WORD, &back)) return;
    back = without_signature(back);
    if (crash_map_find(walk->map, back) == CRASH_NO_MAPPING) return;
    add(walk, back, CRASH_FROM_FRAME);
    if (next <= frame) return;
    frame = next;
  }
}

static void scan(struct walk *walk, uint64_t bottom) {
  int found = 0;
  for (uint64_t at = bottom; at - bottom < SCAN_MAX && found < SCAN_FRAMES_MAX; at += WORD) {
    uint64_t word;
    if (walk->count == CRASH_FRAMES_MAX || !read_word(at, &word)) return;
    word = without_signature(word);
    if (crash_map_find(walk->map, word) == CRASH_NO_MAPPING) continue;
    add(walk, word, CRASH_FROM_SCAN);
    found++;
  }
}

/* A call through a wrong pointer has left the code, but its return address where calls leave it. */
static void add_caller(struct walk *walk, const struct crash_registers *start, uint64_t bottom) {
  uint64_t back = start->link;
#ifdef __x86_64__
  if (!read_word(bottom, &back)) return;
#endif
  (void)bottom;
  back = without_signature(back);
  if (crash_map_find(walk->map, back) != CRASH_NO_MAPPING) add(walk, back, CRASH_FROM_LINK);
}

uint16_t crash_walk(const struct crash_map *map, const struct crash_registers *start,
                    struct crash_frame *into) {
  struct walk walk = {.map = map, .frames = into};
  uint64_t bottom = (start->stack_pointer + WORD - 1) & ~(uint64_t)(WORD - 1);
  if (start->program_counter != 0 || start->link == 0) add(&walk, start->program_counter, CRASH_FROM_COUNTER);
  if (crash_map_find(map, start->program_counter) == CRASH_NO_MAPPING) add_caller(&walk, start, bottom);
  follow_frames(&walk, start->frame_pointer, bottom);
  /* Code without frame pointers (libc, C plugins by default on x86-64) breaks the chain early. */
  if (walk.count < ENOUGH_FRAMES) scan(&walk, bottom);
  return walk.count;
}
