/* roost.events/1: messages between plugins, and jobs that fall due.
 *
 * They are caused by commits (state.h), kept with them, and delivered until they are acknowledged: each once for
 * what the handler's own commit does with it. Messages of one lane come one after the other. */
#ifndef ROOST_EVENTS_H
#define ROOST_EVENTS_H

#include "abi.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ROOST_EVENTS_ID "roost.events/1"

#define ROOST_TOPIC_MAX 128      /* bytes of a topic, a job's name */
#define ROOST_MESSAGE_MAX 262144 /* bytes of a message's body */

/* The block of a ROOST_EVENT_TOPIC or ROOST_EVENT_JOB; the event's body is the message's. */
typedef struct roost_message {
  uint32_t size;
  uint32_t block_size;
  uint32_t attempt;    /* 1 for the first */
  uint32_t reserved;
  int64_t time_ms;     /* when it was published, JOB: when it was due; milliseconds since 1970 */
  roost_span event_id; /* as in the log */
  roost_span name;     /* the topic, or the job's name */
  roost_span sender;   /* the id of the plugin that published or scheduled it */
} roost_message;

typedef struct roost_events {
  uint32_t size;
  uint32_t revision; /* 1 */

  /* Adds a handler for messages of a kind (ROOST_EVENT_TOPIC, ROOST_EVENT_JOB, ROOST_EVENT_OUTCOME) and name; takes effect with
   * start. The name of a topic may be a pattern: parts between dots, `*` for any one part, `**` at the end for any
   * that follow. Of the handlers that match, the one with the exact name wins, then the order of registration.
   * Topics of other plugins, those that do not begin with the plugin's id and a dot, must be granted
   * (`topic:PATTERN`): ROOST_DENIED. ROOST_INVALID for a name that is none. A handler completes with nothing.
   * [control], in start */
  int32_t (*on)(uint64_t plugin, uint32_t kind, roost_bytes name_borrowed, roost_handler handler, void *user);
} roost_events;

#ifdef __cplusplus
}
#endif
#endif
