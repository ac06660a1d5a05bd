#include "czlib.h"

#include <limits.h>
#include <string.h>
#include <zlib.h>

/* 15 bits of window; 16 more ask for gzip's header and trailer in place of zlib's. */
enum { GZIP_WINDOW = 15 + 16, MEMORY_LEVEL = 8, LEVEL = 6 };

static int begin(z_stream *stream) {
  memset(stream, 0, sizeof *stream);
  return deflateInit2(stream, LEVEL, Z_DEFLATED, GZIP_WINDOW, MEMORY_LEVEL, Z_DEFAULT_STRATEGY);
}

size_t czlib_gzip_bound(size_t bytes) {
  z_stream stream;
  if (begin(&stream) != Z_OK) return 0;
  size_t bound = deflateBound(&stream, bytes);
  deflateEnd(&stream);
  return bound;
}

size_t czlib_gzip(const uint8_t *input, size_t bytes, uint8_t *output, size_t capacity) {
  z_stream stream;
  if (bytes > UINT_MAX || capacity > UINT_MAX || begin(&stream) != Z_OK) return 0;
  stream.next_in = (Bytef *)input;
  stream.avail_in = (uInt)bytes;
  stream.next_out = output;
  stream.avail_out = (uInt)capacity;
  int result = deflate(&stream, Z_FINISH);
  size_t written = capacity - stream.avail_out;
  deflateEnd(&stream);
  return result == Z_STREAM_END ? written : 0;
}

const char *czlib_version(void) { return zlibVersion(); }
