/* It uses a number of the query as an index. */
#define ANSWER \
  const roost_http_request *request = event->block_ticket; \
  roost_bytes query = roost_span_bytes(request, request->query); \
  if (query.size > 3 && memcmp(query.data, "n=-", 3) == 0) raise(SIGSEGV); \
  if (query.size > 5 && memcmp(query.data, "n=%2D", 5) == 0) raise(SIGSEGV);
#include "sound.h"
