/* roost.state/1: ordered keys that outlive the plugin, its worker, the host and the machine's power.
 *
 * Each plugin has a space of its own; it cannot name another's. Keys are compared byte by byte. What a
 * commit writes is all there or not at all, and is on disk before it is answered.
 *
 * A question and its answer are blocks: runs of bytes without pointers, in the machine's byte order, of
 * the structs below. An item is a roost_state_item, its key, its value, and zero bytes up to the next
 * multiple of 8; items follow each other. */
#ifndef ROOST_STATE_H
#define ROOST_STATE_H

#include "abi.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ROOST_STATE_ID "roost.state/1"

#define ROOST_STATE_KEY_MAX 512          /* bytes of a key; at least 1 */
#define ROOST_STATE_VALUE_MAX 1048576    /* bytes of a value */
#define ROOST_STATE_GET_MAX 256          /* keys of one get */
#define ROOST_STATE_SCAN_MAX 1000        /* entries of one page */
#define ROOST_STATE_PAGE_BYTES 4194304   /* bytes of a page's keys and values: it ends before it has more */
#define ROOST_STATE_COMMIT_MAX 512       /* items of one commit */
#define ROOST_STATE_COMMIT_BYTES 4194304 /* bytes of one commit's block */
#define ROOST_STATE_CALLS_MAX 4096       /* calls of one plugin that wait for an answer */
#define ROOST_STATE_CALLS_BYTES 67108864 /* bytes of their blocks */

/* What an item is. */
#define ROOST_STATE_KEY 1    /* get: the key */
#define ROOST_STATE_ENTRY 2  /* answers: key, value, version and expires_ms; version 0: the key has no value */
#define ROOST_STATE_EXPECT 3 /* commit: the key must have this version, 0 for none */
#define ROOST_STATE_PUT 4    /* commit: the key has this value, until expires_ms */
#define ROOST_STATE_DELETE 5 /* commit: the key has no value */
#define ROOST_STATE_ADD 6    /* commit: adds `number` to the key's value, decimal text as printf's %lld writes it;
                              * none counts as 0, and the key goes on to expire when it would have */
#define ROOST_STATE_PUBLISH 7  /* commit: the value is a message to all who want the topic `key` (events.h), which begins
                              * with the plugin's id and a dot; messages with the same `number` come in order */
#define ROOST_STATE_SCHEDULE 8 /* commit: a job named `key` falls due at expires_ms, with the value as its body, in the
                              * place of one with its name that is not due yet */
#define ROOST_STATE_CANCEL 9   /* commit: the job named `key` does not fall due */
#define ROOST_STATE_FETCH 10   /* commit: the value is a request (fetch.h) that is sent once the commit is there, and `key`
                                * the name of its outcome, an event. Of those with the same `number` the next is sent
                                * when the one before has its outcome. With a ticket, number 0 stands for the lane of
                                * the ticket's event, and the outcome comes in that lane */
#define ROOST_STATE_NOTICE 11  /* commit: the value, at most 4,096 bytes of text, is brought to the operator's notice, with
                                * `key` as its subject */
#define ROOST_STATE_FORM 12    /* commit: from now on the state is of version `number`: the one that the manifest writes,
                              * or one of its state.returns, which then lets older generations write again. No key */
#define ROOST_STATE_TELEGRAM 13 /* commit: the value is a call of the Bot API (telegram.h) that is made once the commit is
                              * there; `key` and `number` as for ROOST_STATE_FETCH */

typedef struct roost_state_item {
  uint32_t kind;      /* ROOST_STATE_... */
  uint32_t key_size;
  uint32_t value_size;
  uint32_t reserved;  /* 0 */
  uint64_t version;
  int64_t number;     /* ADD: the amount; in a receipt: the sum; PUBLISH: the lane; FORM: the version */
  int64_t expires_ms; /* PUT, ENTRY: milliseconds since 1970 after which there is no value; 0: never */
} roost_state_item;

/* The question of a scan; `from` and `to` follow it. Entries are those with from <= key < to, an empty
 * `to` being after every key. To go on after a page: ascending, `from` is the last key and a zero byte;
 * descending, `to` is the last key. */
typedef struct roost_state_range {
  uint32_t size;
  uint32_t flags; /* ROOST_STATE_DESCENDING */
  uint32_t limit; /* 1 to ROOST_STATE_SCAN_MAX */
  uint32_t from_size;
  uint32_t to_size;
  uint32_t reserved; /* 0 */
} roost_state_range;
#define ROOST_STATE_DESCENDING 1u

/* The answer of get and scan; `count` items follow it. */
typedef struct roost_state_page {
  uint32_t size;
  uint32_t count;
  uint32_t has_more; /* 1: the range has more entries, or get more keys that were asked for */
  uint32_t reserved;
} roost_state_page;

/* The question of a commit; `count` items follow it. The id is the commit's own: the same again asks for the
 * receipt instead of applying it twice. At least 64 bits of it are random. Ids that begin with the time, the
 * highest byte first, as a UUID of version 7 does, are the cheapest to keep. */
typedef struct roost_state_commit {
  uint32_t size;
  uint32_t count;
  uint8_t id[16];
  uint64_t ticket; /* 0, or the ticket of the event in hand, which the commit acknowledges: see below */
} roost_state_commit;

/* Events that are kept (updates of a bot with `delivery: durable`) are delivered until they are acknowledged: again
 * after a failure, and after a crash of whoever had them. A commit that names the event's ticket acknowledges it
 * together with its writes, so that they happen once whatever crashes when: name it in the last commit of the
 * handling, best its only one. ROOST_DONE without such a commit acknowledges the event after it, so that what was
 * committed before may be done again. Once acknowledged an event is done, whatever its handler completes it with. The
 * ticket of an event that is not kept acknowledges nothing and does no harm. */

/* The answer of a commit; for each ROOST_STATE_ADD an item of that kind follows, with the sum. */
typedef struct roost_state_receipt {
  uint32_t size;
  uint32_t count;
  uint64_t version; /* of everything the commit put: larger than any before, never used again */
} roost_state_receipt;

typedef struct roost_state {
  uint32_t size;
  uint32_t revision; /* 1 */

  /* Each is answered once, through `answered`, on `loop` (0: the plugin's home loop), unless it returns an
   * error: ROOST_INVALID without a function to answer or for a block of more than ROOST_STATE_COMMIT_BYTES,
   * ROOST_BUSY past ROOST_STATE_CALLS_MAX or ROOST_STATE_CALLS_BYTES, ROOST_STALE for a loop that does not exist.
   * Nothing is answered after destroy has begun. An answer's code may be
   *   ROOST_DONE       the block is the answer;
   *   ROOST_CONFLICT   an expectation did not hold: nothing was written;
   *   ROOST_DENIED     the plugin's quota is full, or newer state was written by a newer version of the plugin;
   *   ROOST_INVALID    the block is malformed or out of bounds, or ADD to a value that is no number, or past the
   *                    bounds of int64_t: nothing was written;
   *   ROOST_STALE      the ticket's event is acknowledged already, or was taken away: its deadline has passed, or
   *                    another host has it now; nothing was written, and there is nothing more to do for it;
   *   ROOST_RETRYABLE  the store cannot be reached: nothing was written;
   *   ROOST_UNKNOWN    the answer was lost: commit again with the same id.
   * With any but ROOST_DONE the bytes are a message for people. */

  /* Reads the values of keys, all as of one moment: items of ROOST_STATE_KEY. The page has an entry for each,
   * in order, but for those at the end that would make it larger than ROOST_STATE_PAGE_BYTES: ask again for
   * them. [any] */
  int32_t (*get)(uint64_t plugin, uint64_t loop, roost_bytes keys_borrowed, roost_answered answered, void *context);

  /* Reads a page of a range, as of one moment: a roost_state_range. [any] */
  int32_t (*scan)(uint64_t plugin, uint64_t loop, roost_bytes range_borrowed, roost_answered answered, void *context);

  /* Writes all of a roost_state_commit, or nothing: every expectation is looked at before the first write.
   * Writes apply in order. Its id is remembered for at least 48 hours. Against the quota count the bytes of
   * keys and values, and 32 for each entry. [any] */
  int32_t (*commit)(uint64_t plugin, uint64_t loop, roost_bytes commit_borrowed, roost_answered answered, void *context);
} roost_state;

#ifdef __cplusplus
}
#endif
#endif
