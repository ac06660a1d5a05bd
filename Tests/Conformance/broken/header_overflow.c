/* It copies each header into a buffer of 256 bytes. */
#define ANSWER \
  const roost_http_request *request = event->block_ticket; \
  const roost_http_header *headers = \
      (const void *)((const uint8_t *)request + request->headers_offset); \
  for (uint32_t i = 0; i < request->header_count; i++) { \
    if (headers[i].value.length > 256) abort(); \
  }
#include "sound.h"
