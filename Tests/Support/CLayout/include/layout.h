/* The layout of the contract's structs as a C compiler sees it. */
#ifndef ROOST_TESTS_LAYOUT_H
#define ROOST_TESTS_LAYOUT_H

#include <stddef.h>
#include <stdint.h>

/* A field of a struct; with an empty field name, the struct itself and its alignment as offset. */
typedef struct roost_layout {
  const char *type;
  const char *field;
  uint32_t offset;
  uint32_t size;
} roost_layout;

/* All of them, in the headers' order. */
const roost_layout *roost_layouts(size_t *count);

#endif
