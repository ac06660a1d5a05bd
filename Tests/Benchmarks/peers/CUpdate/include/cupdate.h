// What the raw peer reads of an update, with simdjson as the host does.
#ifndef CUPDATE_H
#define CUPDATE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What is read.
typedef struct cupdate {
  int64_t update_id;
  int64_t chat_id;
} cupdate;

/// Parses an update of a message, on this thread's parser. `capacity` counts the bytes from `json` on that may be
/// read, which should be SIMDJSON_PADDING (64) more than `size`. 1, or 0 when it is none.
int cupdate_parse(const uint8_t *json, size_t size, size_t capacity, cupdate *update);

#ifdef __cplusplus
}
#endif
#endif
