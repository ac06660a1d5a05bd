/* roost.fetch/1: requests to servers elsewhere.
 *
 * Hosts are granted by `fetch:HOST`, see docs/configuration.md; a plugin asks for them by capabilities of that name in
 * its manifest. Certificates are verified. Addresses that are not public are refused when they are connected to,
 * whatever a name led to, unless the host is granted by `fetch-private:HOST`. There is no proxy, no cookie, and no
 * redirect unless it is asked for.
 *
 * A request can be sent at once, or be an effect of a commit (ROOST_STATE_FETCH in state.h): then it is kept with the
 * commit, sent when that is there, and what came of it is an event.
 *
 * A question and its answer are blocks, as in state.h. */
#ifndef ROOST_FETCH_H
#define ROOST_FETCH_H

#include "abi.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ROOST_FETCH_ID "roost.fetch/1"

#define ROOST_FETCH_URL_MAX 8192
#define ROOST_FETCH_FIELDS_MAX 64         /* fields of a request's head */
#define ROOST_FETCH_REQUEST_MAX 4194304   /* bytes of a request's block; as an effect at most ROOST_STATE_VALUE_MAX */
#define ROOST_FETCH_ANSWER_MAX 16777216   /* bytes of an answer's body that is not read piece by piece */
#define ROOST_FETCH_OUTCOME_MAX 262144    /* bytes of the answer's body to an effect */
#define ROOST_FETCH_TIMEOUT_MAX 600000    /* milliseconds of an exchange; of a stream, 3,600,000 */
#define ROOST_FETCH_REDIRECTS_MAX 10
#define ROOST_FETCH_TAG_MAX 1024
#define ROOST_FETCH_PIECE_MAX 262144      /* bytes of a piece of a stream */
#define ROOST_FETCH_STREAMS_MAX 64        /* open streams of one plugin */
#define ROOST_FETCH_CALLS_MAX 1024        /* calls of one plugin that wait for an answer */

/* A field of a head; its name and its value follow where the block's order has them. */
typedef struct roost_fetch_field {
  uint32_t name_size;
  uint32_t value_size;
} roost_fetch_field;

/* A request; behind it come the fields, then method, URL, tag, each field's name and value, and the body, which is the
 * rest. Host, Content-Length, Connection and others that say how a message is framed are the host's to set. */
typedef struct roost_fetch_request {
  uint32_t size;
  uint32_t flags;       /* ROOST_FETCH_REPEATABLE */
  uint32_t timeout_ms;  /* in all; 0 is 30,000 */
  uint32_t answer_max;  /* most bytes of the answer's body, what is behind them is cut off; 0 is 1 MiB, and as an effect
                         * or more than that ROOST_FETCH_OUTCOME_MAX */
  uint32_t redirects;   /* most that are followed; a stream follows none */
  uint32_t field_count;
  uint32_t method_size;
  uint32_t url_size;
  uint32_t tag_size;    /* of an effect: bytes that its outcome brings back */
  uint32_t reserved;    /* 0 */
} roost_fetch_request;
/* It may be sent twice: the server takes two for one, or two come to the same. GET, HEAD, OPTIONS, PUT and DELETE are
 * so without it. As an effect a POST or PATCH of this sort has an Idempotency-Key, the same each time it is sent,
 * unless it brings one. */
#define ROOST_FETCH_REPEATABLE 1u

/* An answer; behind it come the fields, each field's name and value, and the body, which is the rest. */
typedef struct roost_fetch_answer {
  uint32_t size;
  uint32_t flags;       /* ROOST_FETCH_CUT */
  uint32_t status;
  uint32_t field_count;
  uint64_t stream;      /* of `open`: what names it; else 0 */
} roost_fetch_answer;
/* The body is longer than answer_max and cut off. */
#define ROOST_FETCH_CUT 1u

/* What came of an effect: the body of a ROOST_EVENT_OUTCOME, whose block is a roost_message (events.h) with the
 * effect's key as its name. Behind it come the tag and, with ROOST_DONE, a roost_fetch_answer as above; else a message
 * for people. */
typedef struct roost_fetch_outcome {
  uint32_t size;
  int32_t code;         /* ROOST_DONE: it was sent, and answered with any status;
                         * ROOST_UNKNOWN: it may or may not have been, and is not sent again;
                         * ROOST_RETRYABLE: it was not sent, in none of the attempts;
                         * ROOST_DENIED: it may not be sent any more; ROOST_PERMANENT: an operator dropped it */
  uint32_t attempts;
  uint32_t tag_size;
} roost_fetch_outcome;

typedef struct roost_fetch {
  uint32_t size;
  uint32_t revision; /* 1 */

  /* Each is answered once, through `answered`, on `loop` (0: the plugin's home loop), unless it returns an error:
   * ROOST_INVALID without a function to answer or for a block of more than ROOST_FETCH_REQUEST_MAX, ROOST_BUSY past
   * ROOST_FETCH_CALLS_MAX, ROOST_STALE for a loop that does not exist. Nothing is answered after destroy has begun.
   * An answer's code may be
   *   ROOST_DONE       the block is the answer, of any status;
   *   ROOST_DENIED     the host is not granted, or is at an address that is not public: nothing was sent;
   *   ROOST_INVALID    the request is malformed or out of bounds: nothing was sent;
   *   ROOST_RETRYABLE  it was not sent, or is one that may be sent twice: it can be tried again;
   *   ROOST_UNKNOWN    some of it was sent, and it has no whole answer;
   *   ROOST_BUSY       too many streams are open; ROOST_STALE: the stream is not open.
   * With any but ROOST_DONE the bytes are a message for people. */

  /* Sends a request, a roost_fetch_request, and waits for the whole answer. [any] */
  int32_t (*send)(uint64_t plugin, uint64_t loop, roost_bytes request_borrowed, roost_answered answered, void *context);

  /* Sends a request, and is answered with the head as soon as it is there: its body is a stream, to be read to its end
   * or closed. [any] */
  int32_t (*open)(uint64_t plugin, uint64_t loop, roost_bytes request_borrowed, roost_answered answered, void *context);

  /* Reads the next piece of a stream, eight bytes that name it, one read at a time: the answer is the piece, without
   * bytes at the end, after which the stream is closed. While nobody reads, the server is not read from. [any] */
  int32_t (*read)(uint64_t plugin, uint64_t loop, roost_bytes stream_borrowed, roost_answered answered, void *context);

  /* Closes a stream that is not wanted any more, and breaks it off; answered with nothing. [any] */
  int32_t (*close)(uint64_t plugin, uint64_t loop, roost_bytes stream_borrowed, roost_answered answered, void *context);
} roost_fetch;

#ifdef __cplusplus
}
#endif
#endif
