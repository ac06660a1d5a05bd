/* roost.http/1: serve HTTP. Granted to every plugin under its own prefix, /ID. */
#ifndef ROOST_HTTP_H
#define ROOST_HTTP_H

#include "abi.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ROOST_HTTP_ID "roost.http/1"

#define ROOST_HTTP_OTHER 0
#define ROOST_HTTP_GET 1
#define ROOST_HTTP_HEAD 2
#define ROOST_HTTP_POST 3
#define ROOST_HTTP_PUT 4
#define ROOST_HTTP_DELETE 5
#define ROOST_HTTP_PATCH 6
#define ROOST_HTTP_OPTIONS 7

/* Flags of a request. */
#define ROOST_HTTP_BODY_STREAMED 1u /* the body comes through body_read, body_ticket is empty */
#define ROOST_HTTP_TLS 2u           /* the client's side of the connection is encrypted */
#define ROOST_HTTP_KEPT 4u          /* it came by a durable route: the client has its answer already */

/* A header of a request. Names are as sent; compare without case. */
typedef struct roost_http_header {
  roost_span name;
  roost_span value;
} roost_http_header;

/* A request's block. Arrays lie inside the block, aligned to 4. */
typedef struct roost_http_request {
  uint32_t size;
  uint32_t block_size;
  uint32_t method;             /* ROOST_HTTP_... */
  uint32_t flags;
  roost_span method_name;      /* "GET" */
  roost_span path;             /* as sent, percent-encoded, without the query */
  roost_span query;            /* as sent, without "?"; empty when there is none */
  roost_span authority;        /* Host or the target's, or what a trusted proxy says it was */
  roost_span client;           /* client address without port; "unix" on a unix socket */
  roost_span request_id;       /* also in the log and in the X-Request-Id of the answer */
  uint32_t header_count;
  uint32_t headers_offset;     /* roost_http_header[header_count] */
  uint32_t parameter_count;    /* one for each {name} and {name...} of the pattern, in order */
  uint32_t parameters_offset;  /* roost_span[parameter_count], percent-decoded, valid UTF-8 */
  uint64_t content_length;     /* UINT64_MAX when not announced */
} roost_http_request;

/* A header of a response. Names are tokens, values hold no control characters but tab; anything
 * else answers 500. Connection, Content-Length, Transfer-Encoding, Date and X-Request-Id are the
 * host's. */
typedef struct roost_http_field {
  roost_bytes name_borrowed;
  roost_bytes value_borrowed;
} roost_http_field;

typedef struct roost_http_response {
  uint32_t size;
  uint32_t status; /* 200 to 599 */
  const roost_http_field *fields_borrowed;
  uint64_t field_count; /* at most 128 */
  roost_bytes body_borrowed;
} roost_http_response;

/* Flags of a route. */
#define ROOST_HTTP_STREAM_BODY 1u /* do not buffer the request's body */
#define ROOST_HTTP_DURABLE 2u     /* keep the request, answer 202, and handle it then: see below */
#define ROOST_HTTP_KEY_BODY 4u    /* DURABLE: two requests with one method, path, query and body are one */

#define ROOST_HTTP_KEY_MAX 256 /* bytes of a key, the value of the field that key_borrowed names */

/* A route. Patterns are literals ("/hello"), parameters ("/hello/{name}", one segment) and at most
 * one tail at the end ("/hello/{rest...}", the rest, may be empty). Literals beat parameters, and
 * parameters beat tails. The host answers HEAD with the GET route, OPTIONS, and 405 by itself.
 *
 * A durable route's request is kept before it is answered: 202 without a body once it is on disk; the same for one
 * that is known by its key, for 48 hours at least. 400 without the key, 503 with Retry-After while there is no room for
 * it or the store cannot be reached. The handler gets it afterwards, flagged ROOST_HTTP_KEPT, as often as it takes,
 * and acknowledges it by its ticket as state.h says. Its answer reaches nobody: a status below 500 is success, one
 * from 500 on fails as ROOST_RETRYABLE does, an error as its code says. What is given up is a dead letter. Requests
 * of a plugin with one key are handled one after the other. */
typedef struct roost_http_route {
  uint32_t size;
  uint32_t flags;
  roost_bytes method_borrowed; /* a token in capitals: "GET" */
  roost_bytes pattern_borrowed;
  uint64_t body_limit;  /* bytes; 0: the host's default; never above the host's limit */
  int64_t deadline_ns;  /* 0: the plugin's default; never above the host's limit */
  roost_handler handler;
  void *user;
  roost_bytes key_borrowed; /* DURABLE without KEY_BODY: the name of a request's field whose value is its key, such as
                             * "Idempotency-Key", together with the request's path; else empty */
} roost_http_route;

/* Cross-origin answers for all of the plugin's routes. Lists are separated by commas. */
typedef struct roost_http_cors {
  uint32_t size;
  uint32_t allow_credentials; /* 0 or 1; 1 refuses origins "*" */
  roost_bytes origins_borrowed; /* "*" or "https://a.example, https://b.example" */
  roost_bytes headers_borrowed; /* request headers allowed besides the safelisted ones */
  roost_bytes expose_borrowed;  /* response headers a script may read */
  uint32_t max_age_seconds;
  uint32_t reserved;
} roost_http_cors;

/* Takes a piece of a streamed request body, on the event's loop. `end` is 1 with the last call
 * (bytes may be empty), -1 when the client broke off; the end needs no credit. Not called any more
 * once the ticket is completed on that loop. */
typedef void (*roost_http_body)(void *context, roost_bytes bytes_borrowed, int32_t end);

typedef struct roost_http {
  uint32_t size;
  uint32_t revision; /* 1 */

  /* Adds a route; takes effect with start. ROOST_DENIED outside the granted prefixes,
   * ROOST_INVALID for a malformed pattern, and for a durable route that streams its body, that is for GET or HEAD,
   * or that names no key; the reason is logged. [control], in start */
  int32_t (*route)(uint64_t plugin, const roost_http_route *route_borrowed);

  /* Serves the plugin's public folder (plugins.d/NAME.public) under a prefix: ETag, ranges and
   * compression included; the plugin is not called. [control], in start */
  int32_t (*files)(uint64_t plugin, roost_bytes prefix_borrowed);

  /* Sets cross-origin rules for the plugin's routes and files. [control], in start */
  int32_t (*cors)(uint64_t plugin, const roost_http_cors *cors_borrowed);

  /* Answers, and completes the ticket. [handler] */
  int32_t (*respond)(uint64_t ticket, const roost_http_response *response_borrowed);

  /* Sends the head (the response's body is its first piece) and leaves the ticket open for
   * stream_write and stream_close. [handler] */
  int32_t (*stream_open)(uint64_t ticket, const roost_http_response *head_borrowed);

  /* Sends a piece of the body. ROOST_BUSY: no room, nothing was taken; `writable` is posted to the
   * event's loop once when there is. ROOST_STALE: the client is gone or the deadline passed.
   * At most 1 MiB a call. [handler] */
  int32_t (*stream_write)(uint64_t ticket, roost_bytes bytes_borrowed, roost_callback writable,
                          void *context);

  /* Ends the body and completes the ticket. [handler] */
  int32_t (*stream_close)(uint64_t ticket);

  /* Grants credit for up to `credit` bytes of a streamed request body; pieces arrive through the
   * callback until it is used up or the body ends. [handler] */
  int32_t (*body_read)(uint64_t ticket, uint64_t credit, roost_http_body callback, void *context);
} roost_http;

#ifdef __cplusplus
}
#endif
#endif
