#include "crash_record.h"

#include <string.h>

static int entries_fit(const struct crash_header *h, size_t size) {
  if (h->frame_count > CRASH_FRAMES_MAX || h->mapping_count > CRASH_MAPPINGS_MAX) return 0;
  if (h->frame_size < sizeof(struct crash_frame) || h->mapping_size < sizeof(struct crash_mapping)) return 0;
  if (h->header_size < sizeof *h || h->text_size > CRASH_TEXT_MAX) return 0;
  /* 16-bit factors: no product or sum can overflow. */
  size_t total = (size_t)h->header_size + (size_t)h->frame_count * h->frame_size +
                 (size_t)h->mapping_count * h->mapping_size + h->text_size;
  return total == h->record_size && total <= CRASH_RECORD_MAX && total <= size;
}

static int mapping_is_sound(const struct crash_mapping *m, uint32_t text_size) {
  return m->start < m->end && m->build_id_length <= CRASH_BUILD_ID_MAX && m->path_at <= text_size &&
         m->path_length <= text_size - m->path_at;
}

int crash_record_check(const void *bytes, size_t size, struct crash_record *record) {
  const unsigned char *at = bytes;
  struct crash_header *h = &record->header;
  if (size < sizeof *h) return -1;
  memcpy(h, at, sizeof *h);
  if (h->magic != CRASH_MAGIC || h->version != CRASH_VERSION || !entries_fit(h, size)) return -1;
  record->frames = at + h->header_size;
  record->mappings = record->frames + (size_t)h->frame_count * h->frame_size;
  record->text = (const char *)(record->mappings + (size_t)h->mapping_count * h->mapping_size);
  for (size_t i = 0; i < h->mapping_count; i++) {
    struct crash_mapping mapping = crash_record_mapping(record, i);
    if (!mapping_is_sound(&mapping, h->text_size)) return -1;
  }
  for (size_t i = 0; i < h->frame_count; i++) {
    uint16_t mapping = crash_record_frame(record, i).mapping;
    if (mapping != CRASH_NO_MAPPING && mapping >= h->mapping_count) return -1;
  }
  h->thread_name[sizeof h->thread_name - 1] = 0;
  return 0;
}

struct crash_frame crash_record_frame(const struct crash_record *record, size_t index) {
  struct crash_frame frame;
  memcpy(&frame, record->frames + index * record->header.frame_size, sizeof frame);
  return frame;
}

struct crash_mapping crash_record_mapping(const struct crash_record *record, size_t index) {
  struct crash_mapping mapping;
  memcpy(&mapping, record->mappings + index * record->header.mapping_size, sizeof mapping);
  return mapping;
}
