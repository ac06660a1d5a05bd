/* roost.services/1: calls between plugins, through the host.
 *
 * A plugin provides methods under names that begin with its id and a dot, and others call them by name, wherever
 * either runs and whichever of its versions serves: a call that is made while the provider is being replaced waits for
 * the new one. Nothing of a call is kept: whoever needs it to happen whatever crashes publishes a message (events.h). */
#ifndef ROOST_SERVICES_H
#define ROOST_SERVICES_H

#include "abi.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ROOST_SERVICES_ID "roost.services/1"

#define ROOST_SERVICE_NAME_MAX 128        /* bytes of a name: parts of letters, digits, _ and -, dots between */
#define ROOST_SERVICE_BODY_MAX 1048576    /* bytes of a question, and of an answer */
#define ROOST_SERVICE_DEPTH_MAX 8         /* calls made for each other: A calls B, which calls A ... */
#define ROOST_SERVICE_CALLS_MAX 4096      /* calls of one plugin that wait for an answer; fewer where it also asks others */
#define ROOST_SERVICE_CALLS_BYTES 67108864 /* bytes of their names and questions */

/* The block of a ROOST_EVENT_SERVICE; the event's body is the question, and its deadline that of the call. The handler
 * completes with the answer, or fails with a code and a message, which the caller is told both. */
typedef struct roost_service_call {
  uint32_t size;
  uint32_t block_size;
  uint32_t depth; /* 1: not made for another call */
  uint32_t reserved;
  roost_span event_id; /* as in the log */
  roost_span name;     /* the method, with the plugin's id */
  roost_span caller;   /* the id of the plugin that calls */
} roost_service_call;

/* A call. */
typedef struct roost_service_request {
  uint32_t size;
  uint32_t reserved;   /* 0 */
  uint64_t ticket;     /* 0, or the ticket of the event that the call is made for: name it where there is one */
  int64_t deadline_ms; /* milliseconds until it is answered in any case: at least 1 */
  roost_bytes name_borrowed;
  roost_bytes body_borrowed; /* the question, in the form that the provider documents */
} roost_service_request;

typedef struct roost_services {
  uint32_t size;
  uint32_t revision; /* 1 */

  /* Adds the handler of a method; takes effect with start. The name begins with the plugin's id and a dot; one without
   * any dot is put behind them: "lookup" is the payments plugin's "payments.lookup". ROOST_DENIED for another plugin's
   * name, ROOST_INVALID for one that is none or is provided already. Calls come side by side up to the plugin's
   * concurrency, on the loop that the caller chose. [control], in start */
  int32_t (*provide)(uint64_t plugin, roost_bytes name_borrowed, roost_handler handler, void *user);

  /* Calls a method. Answered once, through `answered`, on `loop` (0: the plugin's home loop), and never from inside
   * this call, unless it returns an error: ROOST_INVALID without a function to answer, for a name of no or too many
   * bytes, a question of more than ROOST_SERVICE_BODY_MAX, or a deadline below 1; ROOST_BUSY past
   * ROOST_SERVICE_CALLS_MAX or ROOST_SERVICE_CALLS_BYTES; ROOST_STALE for a loop that does not exist. Nothing is
   * answered after destroy has begun, and what the provider has of the calls then is cancelled. An answer's code may be
   *   ROOST_DONE       the bytes are the provider's answer;
   *   ROOST_DENIED     the plugin is not granted the service (`service:PATTERN`; its own need no grant);
   *   ROOST_PERMANENT  no plugin provides it: there is none of that id, or it has no such method; or the call would be
   *                    made for more than ROOST_SERVICE_DEPTH_MAX others;
   *   ROOST_RETRYABLE  the provider is there, but does not serve at the moment, or the deadline passed before it took
   *                    the call: nothing has happened;
   *   ROOST_BUSY       too many events wait for the provider: nothing has happened;
   *   ROOST_UNKNOWN    the provider had the call, and its process ended or the deadline passed: it may or may not have
   *                    happened;
   *   ROOST_STALE      the ticket is not open;
   *   or what the provider failed with.
   * With any but ROOST_DONE the bytes are a message for people.
   *
   * A call that names a ticket ends at that event's deadline at the latest, and is refused where it would be too deep.
   * It ends at the provider's own deadline, too. [any] */
  int32_t (*call)(uint64_t plugin, uint64_t loop, const roost_service_request *request_borrowed,
                  roost_answered answered, void *context);
} roost_services;

#ifdef __cplusplus
}
#endif
#endif
