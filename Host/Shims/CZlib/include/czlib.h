/* One-shot gzip (RFC 1952) by zlib, whose deflateInit2 is a macro that Swift does not see. */
#ifndef ROOST_CZLIB_H
#define ROOST_CZLIB_H

#include <stddef.h>
#include <stdint.h>

/* The most bytes that gzip can make of a number of bytes; 0 when zlib has no memory. */
size_t czlib_gzip_bound(size_t bytes);

/* Compresses input into output, which holds at least czlib_gzip_bound bytes. Returns the bytes written, or 0
 * when zlib fails. The header carries neither name nor time, so equal input makes equal output. */
size_t czlib_gzip(const uint8_t *input, size_t bytes, uint8_t *output, size_t capacity);

/* The version of the zlib that runs, whose output another version need not repeat. */
const char *czlib_version(void);

#endif
