// XML as a stream of elements and text, by libxml2. Nothing outside the bytes is ever read: no network, no files, no
// document type, no entities but the five of XML itself.
#pragma once
#include <stdint.h>

typedef struct {
  // Most elements that are open at once, and most of all.
  uint32_t depth;
  uint32_t elements;
} xml_limits;

typedef enum {
  XML_READ = 0,
  XML_MALFORMED = 1,
  // A document type, or an entity that is not XML's own.
  XML_FORBIDDEN = 2,
  XML_TOO_DEEP = 3,
  XML_TOO_MANY = 4,
} xml_result;

// Texts are not terminated, and valid during the call. `space` is empty for no namespace.
typedef struct {
  void *context;
  void (*begin)(void *context, const char *space, uint64_t space_size, const char *name, uint64_t name_size);
  void (*text)(void *context, const char *text, uint64_t size);
  void (*end)(void *context);
} xml_sink;

// Reads a whole document of UTF-8. After anything but XML_READ what the sink got is worth nothing.
xml_result xml_read_events(const char *bytes, uint64_t size, xml_limits limits, const xml_sink *sink);
