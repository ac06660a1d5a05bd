#define _GNU_SOURCE
#include <string.h>

#include "csystem.h"

int csystem_contains(const void *bytes, size_t size, const void *wanted, size_t wanted_size) {
  return memmem(bytes, size, wanted, wanted_size) != NULL;
}
