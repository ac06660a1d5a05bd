#define _GNU_SOURCE
#include "csystem.h"

#include <dlfcn.h>
#include <limits.h>
#include <link.h>
#include <stdlib.h>
#include <string.h>

int csystem_library_path(const char *library, char path[PATH_MAX]) {
  void *handle = dlopen(library, RTLD_NOW | RTLD_NOLOAD);
  if (handle == NULL) return -1;
  struct link_map *map = NULL;
  int code = dlinfo(handle, RTLD_DI_LINKMAP, &map);
  int found = code == 0 && map != NULL && realpath(map->l_name, path) != NULL;
  dlclose(handle);
  return found ? 0 : -1;
}
