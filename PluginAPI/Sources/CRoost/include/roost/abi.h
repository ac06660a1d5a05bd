/*
 * Roost plugin ABI, core. Version 0.1: host and plugin must match exactly until 1.0.
 *
 * A plugin is an ELF shared object that exports one symbol, roost_plugin_entry, and carries its
 * manifest in the section ".roost.manifest" (see manifest.h). What is not in these headers is not
 * part of the contract.
 *
 * Names carry lifetimes:
 *   ..._borrowed  valid until the called function returns;
 *   ..._ticket    valid until the ticket in hand is completed, even after cancellation;
 *   ..._owned     the receiver releases it with the function the comment names.
 *
 * Every function's comment ends with where it may be called:
 *   [any]      any thread, from create until destroy returns;
 *   [control]  inside a lifecycle function, or before its ticket is completed;
 *   [handler]  with the ticket of an event that is not completed yet, any thread.
 * At the plugin's own lifecycle functions [control] says where the host calls them: one at a time, on
 * a thread that is no event loop.
 *
 * The host never calls the plugin from inside a call the plugin makes.
 *
 * Structs begin with `size`, set by whoever fills them and checked by whoever reads them. A
 * released struct never changes, not even at its end: an addition is a new struct in a new
 * extension revision.
 */
#ifndef ROOST_ABI_H
#define ROOST_ABI_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ROOST_ABI_MAJOR 0
#define ROOST_ABI_MINOR 1

/* Result codes. 0 and 1 are what handlers and lifecycle functions return when nothing is wrong;
 * negative values are errors. */
#define ROOST_DONE 0     /* finished; nothing more will come for this ticket */
#define ROOST_PENDING 1  /* exactly one completion comes, or has come, through the ticket */

#define ROOST_RETRYABLE (-1)  /* may succeed later: 503 to an HTTP client */
#define ROOST_PERMANENT (-2)  /* will not succeed by trying again: 500 */
#define ROOST_DENIED (-3)     /* not allowed or not granted: 403 */
#define ROOST_BUSY (-4)       /* no room now; nothing was taken: 503 */
#define ROOST_UNKNOWN (-5)    /* it may or may not have happened: 502 */
#define ROOST_STALE (-6)      /* the handle or ticket is no longer valid; counted, otherwise harmless */
#define ROOST_INVALID (-7)    /* an argument is malformed or out of bounds: 500 */
#define ROOST_CONFLICT (-8)   /* something was expected that is not so; nothing was done: 409 */

/* A run of bytes. `data` may be NULL only when size is 0. Text is UTF-8, without a terminator. */
typedef struct roost_bytes {
  const uint8_t *data;
  uint64_t size;
} roost_bytes;

/* A run of bytes inside a block: `offset` counts from the block's first byte. Blocks hold no
 * pointers, so they can be moved, stored and sent as they are. */
typedef struct roost_span {
  uint32_t offset;
  uint32_t length;
} roost_span;

/* A key and a value for a log line. */
typedef struct roost_field {
  roost_bytes key_borrowed;
  roost_bytes value_borrowed;
} roost_field;

/* Event kinds. Each is defined by the extension whose header defines its block. */
#define ROOST_EVENT_HTTP 1    /* http.h: block is a roost_http_request */
#define ROOST_EVENT_UPDATE 2  /* updates.h: block is a roost_update */
#define ROOST_EVENT_TOPIC 3   /* events.h: block is a roost_message */
#define ROOST_EVENT_JOB 4     /* events.h: the same */
#define ROOST_EVENT_OUTCOME 5 /* fetch.h, telegram.h: the same, what came of an effect */
#define ROOST_EVENT_SERVICE 6 /* services.h: block is a roost_service_call */
#define ROOST_EVENT_RUN 7     /* schedule.h: block is a roost_message */

/* What a handler is called with. All of it is valid until the ticket is completed. */
typedef struct roost_event {
  uint32_t size;
  uint32_t kind;            /* ROOST_EVENT_... */
  uint64_t loop;            /* the event loop that delivers it; for loop_post and timer_start */
  int64_t deadline_ns;      /* on ROOST_CLOCK_MONOTONIC; after it the requester has been answered */
  const void *block_ticket; /* the kind's block, aligned to 8 */
  uint64_t block_size;
  roost_bytes body_ticket;  /* HTTP: the buffered body; update: the update's JSON as received */
} roost_event;

/* A handler, the same shape for every kind of event. `instance` is what create returned, `user`
 * what the registration named.
 * ROOST_DONE: finished. Without an earlier completion the host completes with an empty result.
 * ROOST_PENDING: exactly one completion (complete, fail, or the extension's own) is owed, from any
 * thread; completing before returning is legal.
 * An error code fails the event with no message. */
typedef int32_t (*roost_handler)(void *instance, void *user, const roost_event *event_ticket,
                                 uint64_t ticket);

/* A callback without arguments of its own. */
typedef void (*roost_callback)(void *context);

/* How the host answers a call that takes time: once, on an event loop, never from inside the call. With
 * ROOST_DONE `answer` is the call's answer, with an error a message for people, at most 1,024 bytes. */
typedef void (*roost_answered)(void *context, int32_t code, roost_bytes answer_borrowed);

/* Why an event was cancelled. */
#define ROOST_CANCEL_GONE 1      /* the requester went away */
#define ROOST_CANCEL_DEADLINE 2  /* the deadline passed; the requester has been answered */
#define ROOST_CANCEL_DRAIN 3     /* this generation is draining: end streams and long polls now */

/* Told on the event's loop that an event is cancelled; a drain may be followed by one harder
 * reason. Completing it is still owed. */
typedef void (*roost_cancel)(void *context, int32_t reason);

#define ROOST_LOG_TRACE 0
#define ROOST_LOG_DEBUG 1
#define ROOST_LOG_INFO 2
#define ROOST_LOG_NOTICE 3
#define ROOST_LOG_WARNING 4
#define ROOST_LOG_ERROR 5
#define ROOST_LOG_CRITICAL 6

#define ROOST_CLOCK_WALL 0       /* nanoseconds since 1970-01-01 UTC */
#define ROOST_CLOCK_MONOTONIC 1  /* nanoseconds since an unspecified start, never going back */

/* Most bytes in a log message; a longer one is cut. At most 32 fields, 1,024 bytes a value. */
#define ROOST_LOG_MESSAGE_MAX 8192

/* The host's core table. `plugin` in every call is the handle create was given. */
typedef struct roost_host {
  uint32_t size;
  uint32_t abi_major;
  uint32_t abi_minor;
  uint32_t reserved;

  /* Writes a log line with the plugin's id and generation. [any] */
  void (*log)(uint64_t plugin, int32_t level, roost_bytes message_borrowed,
              const roost_field *fields_borrowed, uint32_t field_count);

  /* Reads a clock (ROOST_CLOCK_...) in nanoseconds. [any] */
  int64_t (*now)(int32_t clock);

  /* Fills a buffer from the operating system's generator. ROOST_DONE or an error. [any] */
  int32_t (*random)(void *buffer, uint64_t size);

  /* Completes a ticket with result bytes, whose meaning the event's kind defines. ROOST_DONE, or
   * ROOST_STALE when the ticket is already completed. [handler] [control] */
  int32_t (*complete)(uint64_t ticket, roost_bytes result_borrowed);

  /* Completes a ticket with an error: a code from above and a message for the operator, at most
   * 1,024 bytes; HTTP clients see only the code's status. [handler] [control] */
  int32_t (*fail)(uint64_t ticket, int32_t code, roost_bytes message_borrowed);

  /* Asks to be told when the event is cancelled. If it already is, the callback is posted at
   * once. One callback a ticket; a second replaces the first. Never called after the ticket is
   * completed. [handler] */
  int32_t (*on_cancel)(uint64_t ticket, roost_cancel callback, void *context);

  /* Runs callback(context) on an event loop, soon, once. Loop 0 is the plugin's home loop.
   * ROOST_STALE for a loop that does not exist. [any] */
  int32_t (*loop_post)(uint64_t plugin, uint64_t loop, roost_callback callback, void *context);

  /* Runs callback(context) on an event loop once, `after_ns` from now. Returns the timer's handle,
   * or 0 when the plugin already has 65,536 of them. Timers end with the generation. [any] */
  uint64_t (*timer_start)(uint64_t plugin, uint64_t loop, int64_t after_ns,
                          roost_callback callback, void *context);

  /* Stops a timer. ROOST_DONE: the callback will not run. ROOST_STALE: it ran, runs, or was
   * stopped. [any] */
  int32_t (*timer_cancel)(uint64_t timer);

  /* The table of an extension ("roost.http/1"), valid until destroy returns. NULL when this host
   * lacks it or the plugin was not granted it. [any] */
  const void *(*get_extension)(uint64_t plugin, const char *id_borrowed);
} roost_host;

/* What the plugin offers: the lifecycle. Each function but create and destroy works like a
 * handler: ROOST_DONE, ROOST_PENDING with one completion through the ticket, or an error; fail()
 * gives the error a message. They are called one at a time, from a control thread, and may
 * call what is tagged [any] or [control].
 *
 *   create -> configure -> [import_state] -> start -> ... -> drain -> [export_state] -> stop -> destroy
 *                                                     resume <-'
 *
 * With migrate_state between drain and stop where an older generation takes over that could not read the state; also
 * of a generation that was configured and not started.
 *
 * A step is over when its function has returned and its ticket is completed; only then the next one
 * comes. After a failed step stop may follow, but not after a failed create; destroy always follows a
 * create that set the instance. */
typedef struct roost_plugin {
  uint32_t size;
  uint32_t abi_major;
  uint32_t abi_minor;
  uint32_t reserved;

  /* Makes the instance. No side effects: a generation may be created only to be discarded.
   * [control] */
  int32_t (*create)(const roost_host *host, uint64_t plugin, void **instance_owned,
                    uint64_t ticket);

  /* The configuration, JSON, already checked against the manifest's schema. [control] */
  int32_t (*configure)(void *instance, roost_bytes json_borrowed, uint64_t ticket);

  /* Registers handlers; they take effect together when this has succeeded. [control] */
  int32_t (*start)(void *instance, uint64_t ticket);

  /* No new events follow. End streams and background work. [control] */
  int32_t (*drain)(void *instance, uint64_t ticket);

  /* Completes with the state's bytes, written in the manifest's state version. NULL when the
   * plugin hands nothing over. [control] */
  int32_t (*export_state)(void *instance, uint64_t ticket);

  /* Takes over the bytes an older (or, at roll-back, newer) generation exported. NULL likewise.
   * [control] */
  int32_t (*import_state)(void *instance, roost_bytes state_borrowed, uint32_t version,
                          uint64_t ticket);

  /* Turns what the plugin keeps by roost.state/1 to an older version, one of the manifest's state.returns, so that a
   * generation that reads it can take over. The last commit says so with a ROOST_STATE_FORM. No event is in hand.
   * What was interrupted is begun again, with the same version or not. NULL when the manifest names none. [control] */
  int32_t (*migrate_state)(void *instance, uint32_t version, uint64_t ticket);

  /* Serves again after a drain whose hand-over failed. [control] */
  int32_t (*resume)(void *instance, uint64_t ticket);

  /* Ends the plugin's own threads before it completes. [control] */
  int32_t (*stop)(void *instance, uint64_t ticket);

  /* Frees the instance. Nothing is called after it. [control] */
  void (*destroy)(void *instance);
} roost_plugin;

/* The one exported symbol. Returns a static descriptor and does nothing else. */
#define ROOST_ENTRY_SYMBOL "roost_plugin_entry"
#define ROOST_EXPORT __attribute__((visibility("default")))
typedef const roost_plugin *(*roost_entry)(void);

/* The bytes of a span in a block. */
static inline roost_bytes roost_span_bytes(const void *block, roost_span span) {
  roost_bytes bytes = {(const uint8_t *)block + span.offset, span.length};
  return bytes;
}

#ifdef __cplusplus
}
#endif
#endif
