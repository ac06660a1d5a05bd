/* What the parts of the crash report share. */
#ifndef ROOST_WORKER_CRASH_H
#define ROOST_WORKER_CRASH_H

#include <stddef.h>
#include <stdint.h>

#include "crash_record.h"

/* The code in memory, collected ahead of time. */
struct crash_map {
  uint16_t count;
  uint32_t text_size;
  struct crash_mapping mappings[CRASH_MAPPINGS_MAX];
  char text[CRASH_TEXT_MAX];
};

/* The newest finished map; never NULL. Safe in a signal handler. */
const struct crash_map *crash_map_now(void);

/* The mapping an address lies in, or CRASH_NO_MAPPING. */
uint16_t crash_map_find(const struct crash_map *map, uint64_t address);

struct crash_registers {
  uint64_t program_counter, stack_pointer, frame_pointer, link;
};

/* Fills at most CRASH_FRAMES_MAX frames. Safe in a signal handler; reads only what it found readable. */
uint16_t crash_walk(const struct crash_map *map, const struct crash_registers *start,
                    struct crash_frame *into);

#endif
