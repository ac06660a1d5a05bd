#ifndef SANDBOX_PAGE_H
#define SANDBOX_PAGE_H
#include <stdint.h>

/* A file of the page. */
typedef struct sandbox_page_file {
  const char* name;          /* relative to the folder Page, such as views/chat.js */
  const unsigned char* data; /* not terminated */
  uint64_t size;
} sandbox_page_file;

/* The files in the order of their names. */
extern const sandbox_page_file* const sandbox_page_files;
extern const uint64_t sandbox_page_count;
#endif
