/* What a worker writes when it dies: one record, in the machine's byte order, at most CRASH_RECORD_MAX bytes:
 *
 *   struct crash_header     header_size bytes
 *   struct crash_frame      frame_count times frame_size bytes
 *   struct crash_mapping    mapping_count times mapping_size bytes
 *   text                    text_size bytes, no terminators
 *
 * A reader skips what a newer header or entry appends, by the sizes given. The process that writes it has
 * just shown that it is broken, and its plugin may be hostile: check with crash_record_check. */
#ifndef ROOST_CRASH_RECORD_H
#define ROOST_CRASH_RECORD_H

#include <stddef.h>
#include <stdint.h>

/* "RoostCr1" read as bytes. */
#define CRASH_MAGIC UINT64_C(0x31724374736f6f52)

enum {
  CRASH_VERSION = 1,
  CRASH_FRAMES_MAX = 64,
  CRASH_MAPPINGS_MAX = 128,
  CRASH_TEXT_MAX = 16384,
  CRASH_BUILD_ID_MAX = 32,
  CRASH_RECORD_MAX = 32768,
  CRASH_NO_MAPPING = 0xffff,
};

enum crash_kind {
  CRASH_SIGNAL = 1, /* a fatal signal: signal, code, fault_address and the registers are set */
  CRASH_EXIT = 2,   /* exit was called: status is set */
};

enum crash_machine { CRASH_X86_64 = 1, CRASH_AARCH64 = 2 };

/* How an address was found, the surest first. */
enum crash_source {
  CRASH_FROM_COUNTER = 1, /* the program counter: look it up as it is */
  CRASH_FROM_LINK = 2,    /* the caller where no frame was set up yet: a return address */
  CRASH_FROM_FRAME = 3,   /* a return address in the chain of frame pointers; look up address - 1 */
  CRASH_FROM_SCAN = 4,    /* a word on the stack that points into code: perhaps a return address */
};

struct crash_header {
  uint64_t magic;
  uint16_t version;
  uint16_t header_size;
  uint32_t record_size;
  uint16_t frame_count;
  uint16_t frame_size;
  uint16_t mapping_count;
  uint16_t mapping_size;
  uint32_t text_size;
  uint16_t kind;
  uint16_t machine;
  int32_t signal;
  int32_t code; /* si_code */
  int32_t status;
  int32_t process; /* ids as the worker sees them */
  int32_t thread;
  uint32_t handler; /* worker_current */
  uint64_t ticket;
  uint64_t fault_address; /* si_addr; of a signal that was sent, the sender's process id */
  uint64_t program_counter;
  uint64_t stack_pointer;
  uint64_t frame_pointer;
  char thread_name[16];
};

struct crash_frame {
  uint64_t address;
  uint64_t file_offset; /* in the mapping's file */
  uint16_t mapping;     /* an index, or CRASH_NO_MAPPING */
  uint16_t source;      /* a crash_source */
  uint32_t unused;
};

struct crash_mapping {
  uint64_t start; /* addresses start ..< end hold code */
  uint64_t end;
  uint64_t file_offset; /* of start */
  uint32_t path_at;     /* in the text */
  uint16_t path_length; /* 0: unknown */
  uint16_t build_id_length;
  uint8_t build_id[CRASH_BUILD_ID_MAX];
};

_Static_assert(sizeof(struct crash_header) == 112, "layout of a crash record");
_Static_assert(sizeof(struct crash_frame) == 24, "layout of a crash record");
_Static_assert(sizeof(struct crash_mapping) == 64, "layout of a crash record");

/* A record whose every count, size, index and range was found to lie within its bytes. Entries are copied out
 * by the functions below, as the bytes need not be aligned. */
struct crash_record {
  struct crash_header header;
  const unsigned char *frames;
  const unsigned char *mappings;
  const char *text;
};

/* Checks size bytes. Returns 0, or -1 when they are no whole record; bytes after the record are ignored. */
int crash_record_check(const void *bytes, size_t size, struct crash_record *record);

/* Entry index of a checked record; index must be below the header's count. */
struct crash_frame crash_record_frame(const struct crash_record *record, size_t index);
struct crash_mapping crash_record_mapping(const struct crash_record *record, size_t index);

#endif
