/* It takes a parameter for a word of letters. */
#define ANSWER \
  const roost_http_request *request = event->block_ticket; \
  const roost_span *parameters = (const void *)((const uint8_t *)request + request->parameters_offset); \
  roost_bytes name = roost_span_bytes(request, parameters[0]); \
  for (uint64_t i = 0; i < name.size; i++) if (name.data[i] < 0x20) abort();
#include "sound.h"
