#define _GNU_SOURCE
#include <elf.h>
#include <errno.h>
#include <link.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#include "crash.h"
#include "cworker.h"

/* Two, so that a crash while one is filled finds the other whole. */
static struct crash_map maps[2];
static _Atomic(const struct crash_map *) newest = &maps[0];

const struct crash_map *crash_map_now(void) { return atomic_load(&newest); }

uint16_t crash_map_find(const struct crash_map *map, uint64_t address) {
  for (uint16_t i = 0; i < map->count; i++)
    if (address >= map->mappings[i].start && address < map->mappings[i].end) return i;
  return CRASH_NO_MAPPING;
}

static void note_build_id(struct crash_mapping *mapping, const unsigned char *notes, size_t size,
                          size_t align) {
  size_t at = 0;
  while (size - at >= sizeof(ElfW(Nhdr))) {
    ElfW(Nhdr) note;
    memcpy(&note, notes + at, sizeof note);
    at += sizeof note;
    size_t name = ((size_t)note.n_namesz + align - 1) & ~(align - 1);
    size_t content = ((size_t)note.n_descsz + align - 1) & ~(align - 1);
    if (name > size - at || note.n_descsz > size - at - name) return;
    if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 && memcmp(notes + at, "GNU", 4) == 0) {
      size_t length = note.n_descsz < CRASH_BUILD_ID_MAX ? note.n_descsz : CRASH_BUILD_ID_MAX;
      memcpy(mapping->build_id, notes + at + name, length);
      mapping->build_id_length = (uint16_t)length;
      return;
    }
    if (content > size - at - name) return;
    at += name + content;
  }
}

/* Whether a file's notes are in memory: a header may name bytes that no segment loads. */
static int is_loaded(const struct dl_phdr_info *image, uint64_t address, uint64_t size) {
  for (int i = 0; i < image->dlpi_phnum; i++) {
    const ElfW(Phdr) *p = &image->dlpi_phdr[i];
    if (p->p_type == PT_LOAD && (p->p_flags & PF_R) && address >= p->p_vaddr && size <= p->p_filesz &&
        address - p->p_vaddr <= p->p_filesz - size)
      return 1;
  }
  return 0;
}

static void add_path(struct crash_map *map, struct crash_mapping *mapping, const char *name) {
  char own[512];
  size_t length = strlen(name);
  if (length == 0) {
    /* The loader knows no name for the program itself. */
    ssize_t got = readlink("/proc/self/exe", own, sizeof own);
    if (got <= 0) return;
    name = own;
    length = (size_t)got;
  }
  if (length > CRASH_TEXT_MAX - map->text_size || length > UINT16_MAX) return;
  memcpy(map->text + map->text_size, name, length);
  mapping->path_at = map->text_size;
  mapping->path_length = (uint16_t)length;
  map->text_size += (uint32_t)length;
}

static void describe(struct crash_map *map, struct crash_mapping *mapping, const struct dl_phdr_info *image) {
  add_path(map, mapping, image->dlpi_name == NULL ? "" : image->dlpi_name);
  for (int i = 0; i < image->dlpi_phnum && mapping->build_id_length == 0; i++) {
    const ElfW(Phdr) *p = &image->dlpi_phdr[i];
    if (p->p_type != PT_NOTE || !is_loaded(image, p->p_vaddr, p->p_filesz)) continue;
    const void *notes = (const void *)(image->dlpi_addr + p->p_vaddr); // NOLINT: the loader's own arithmetic
    note_build_id(mapping, notes, p->p_filesz, p->p_align == 8 ? 8 : 4);
  }
}

static int add_image(struct dl_phdr_info *image, size_t size, void *context) {
  (void)size;
  struct crash_map *map = context;
  const struct crash_mapping *first = NULL;
  for (int i = 0; i < image->dlpi_phnum; i++) {
    const ElfW(Phdr) *p = &image->dlpi_phdr[i];
    if (p->p_type != PT_LOAD || !(p->p_flags & PF_X) || p->p_memsz == 0) continue;
    if (map->count == CRASH_MAPPINGS_MAX) return 1;
    struct crash_mapping *mapping = &map->mappings[map->count++];
    *mapping = (struct crash_mapping){.start = image->dlpi_addr + p->p_vaddr, .file_offset = p->p_offset};
    mapping->end = mapping->start + p->p_memsz;
    if (first == NULL) {
      describe(map, mapping, image);
      first = mapping;
      continue;
    }
    mapping->path_at = first->path_at;
    mapping->path_length = first->path_length;
    mapping->build_id_length = first->build_id_length;
    memcpy(mapping->build_id, first->build_id, sizeof first->build_id);
  }
  return 0;
}

int worker_crash_mappings(void) {
  struct crash_map *next = atomic_load(&newest) == &maps[0] ? &maps[1] : &maps[0];
  next->count = 0;
  next->text_size = 0;
  int full = dl_iterate_phdr(add_image, next);
  atomic_store(&newest, next);
  if (full == 0) return 0;
  errno = ENOSPC;
  return -1;
}
