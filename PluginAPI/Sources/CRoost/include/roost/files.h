/* roost.files/1: the plugin's own folder.
 *
 * Each plugin has a folder that outlives it, its worker and the host; it cannot name another's. The host reads and
 * writes in it for the plugin, so that what was answered is on disk and what was not is there whole or not at all; or
 * the plugin uses ordinary file calls in it, which promise what the operating system promises.
 *
 * A name is UTF-8 text of at most ROOST_FILES_NAME_MAX bytes: up to ROOST_FILES_DEPTH_MAX parts with "/" between them,
 * each of 1 to ROOST_FILES_PART_MAX bytes and neither "." nor "..", without control characters. The first part does not
 * begin with ".roost-". The folders of a name are made when it is written, and go with the last file in them. The host
 * follows no symbolic link, and takes regular files only.
 *
 * The calls of one plugin are done one after the other, in the order in which they were made. */
#ifndef ROOST_FILES_H
#define ROOST_FILES_H

#include "abi.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ROOST_FILES_ID "roost.files/1"

#define ROOST_FILES_NAME_MAX 512     /* bytes of a name; at least 1 */
#define ROOST_FILES_PART_MAX 255     /* bytes of one of its parts */
#define ROOST_FILES_DEPTH_MAX 8      /* parts */
#define ROOST_FILES_BYTES_MAX 1048576 /* bytes that one call reads or writes */
#define ROOST_FILES_LIST_MAX 1000    /* entries of one page */
#define ROOST_FILES_CALLS_MAX 4096   /* calls of one plugin that wait for an answer; fewer where it also asks others */
#define ROOST_FILES_CALLS_BYTES 67108864 /* bytes of their names and contents */

/* How a file is written. */
#define ROOST_FILES_REPLACE 0u /* the bytes are the file, in the place of one that there is: whoever reads sees the
                                * older or the newer, and so it is after a crash */
#define ROOST_FILES_CREATE 1u  /* the same, if there is none */
#define ROOST_FILES_APPEND 2u  /* behind those that there are, if any. After a crash before the answer a part of the
                                * bytes may be there, from the first on */

/* The answer of read; the bytes follow it. Fewer than were asked for are the last. */
typedef struct roost_files_part {
  uint32_t size;
  uint32_t reserved;  /* 0 */
  uint64_t file_size; /* bytes of the whole file */
  uint64_t tag;       /* another one: the file has been written since */
} roost_files_part;

/* The answer of list; `count` entries follow it. */
typedef struct roost_files_page {
  uint32_t size;
  uint32_t count;
  uint32_t has_more; /* 1: there are more; the last name is where to go on */
  uint32_t reserved; /* 0 */
} roost_files_page;

/* An entry of a page; its name follows it, and zero bytes up to the next multiple of 8. */
typedef struct roost_files_entry {
  uint32_t name_size;
  uint32_t reserved;   /* 0 */
  uint64_t file_size;  /* bytes */
  int64_t modified_ms; /* milliseconds since 1970 */
} roost_files_entry;

/* The answer of usage. */
typedef struct roost_files_usage {
  uint32_t size;
  uint32_t reserved;    /* 0 */
  uint64_t bytes;       /* of all files */
  uint64_t files;       /* files, and what else there is, folders too */
  uint64_t bytes_limit; /* the quota; 0: none */
  uint64_t files_limit;
} roost_files_usage;

typedef struct roost_files {
  uint32_t size;
  uint32_t revision; /* 1 */

  /* Each is answered once, through `answered`, on `loop` (0: the plugin's home loop), unless it returns an error:
   * ROOST_INVALID without a function to answer, or for more than ROOST_FILES_NAME_MAX or ROOST_FILES_BYTES_MAX bytes,
   * ROOST_BUSY past ROOST_FILES_CALLS_MAX or ROOST_FILES_CALLS_BYTES, ROOST_STALE for a loop that does not exist.
   * Nothing is answered after destroy has begun. An answer's code may be
   *   ROOST_DONE       the bytes are the answer, or none;
   *   ROOST_INVALID    the name is none, or a number is out of bounds;
   *   ROOST_CONFLICT   there is no such file to read, move or remove, or there is one already; nothing was done;
   *   ROOST_DENIED     the quota is full, or the name leads to or through what is no regular file or folder, or what
   *                    the host may not open: nothing was done;
   *   ROOST_RETRYABLE  the disk is full or fails: nothing was done;
   *   ROOST_UNKNOWN    the disk failed at the last moment: it may be done.
   * With any but ROOST_DONE the bytes are a message for people. */

  /* Reads up to `length` bytes, 1 to ROOST_FILES_BYTES_MAX, from `offset` on: a roost_files_part. [any] */
  int32_t (*read)(uint64_t plugin, uint64_t loop, roost_bytes name_borrowed, uint64_t offset, uint64_t length,
                  roost_answered answered, void *context);

  /* Writes at most ROOST_FILES_BYTES_MAX bytes, as the flags say (ROOST_FILES_...). [any] */
  int32_t (*write)(uint64_t plugin, uint64_t loop, roost_bytes name_borrowed, roost_bytes bytes_borrowed,
                   uint32_t flags, roost_answered answered, void *context);

  /* Gives a file another name, in the place of a file that has it: so is a large one, written piece by piece, put in
   * place at once. [any] */
  int32_t (*move)(uint64_t plugin, uint64_t loop, roost_bytes name_borrowed, roost_bytes to_borrowed,
                  roost_answered answered, void *context);

  /* Removes a file. [any] */
  int32_t (*remove)(uint64_t plugin, uint64_t loop, roost_bytes name_borrowed, roost_answered answered,
                    void *context);

  /* Reads a page of the files whose names begin with `prefix` and come after `after`, both of at most
   * ROOST_FILES_NAME_MAX bytes and empty for all; at most `limit`, 1 to ROOST_FILES_LIST_MAX: a roost_files_page, in
   * the order of the names' bytes. It leaves out what is no regular file, or has no name by the rules above. [any] */
  int32_t (*list)(uint64_t plugin, uint64_t loop, roost_bytes prefix_borrowed, roost_bytes after_borrowed,
                  uint32_t limit, roost_answered answered, void *context);

  /* Says how much there is, and how much there may be: a roost_files_usage. What the plugin has written by ordinary
   * file calls is counted within a minute. [any] */
  int32_t (*usage)(uint64_t plugin, uint64_t loop, roost_answered answered, void *context);

  /* Writes the folder's path, without a terminator, and returns its bytes; where that is more than `size` nothing was
   * written. For ordinary file calls; in a worker it is also the current folder. Names that begin with ".roost-" are
   * the host's. Returns ROOST_STALE for a plugin that does not exist. [any] */
  int64_t (*folder)(uint64_t plugin, uint8_t *buffer, uint64_t size);
} roost_files;

#ifdef __cplusplus
}
#endif
#endif
