/* The frames between the host and a worker, version 1.
 *
 * A worker is a process that runs one generation of one plugin. It begins with these descriptors and
 * no others:
 *
 *   0       /dev/null
 *   1, 2    what it prints, for the host's log
 *   3       control: lifecycle steps, one at a time; log lines and numbers
 *   4       calls: questions of the plugin that the host answers at once, one at a time
 *   5       descriptors (SCM_RIGHTS): first the filter's listener, to the host; then large bodies, from it
 *   6       where it writes its crash report
 *   7...    one channel for each event loop of the host, in order
 *
 * 3, 4 and 7... are unix stream sockets that carry frames. A frame begins with a frame_head and ends
 * `size` bytes later; the next one begins at the next multiple of 8. Numbers are in the machine's own
 * byte order: both ends are the same machine. After the head comes the kind's struct, after that the
 * variable parts in the order of their sizes in the struct, not aligned unless said so; the last part
 * without a size of its own takes the rest.
 *
 * The host believes nothing: a frame that breaks these rules, or names a ticket that is not the
 * worker's, ends the worker. Events travel in the channel of the loop they belong to, and so does all
 * that is said about them; nothing else orders the channels among each other.
 *
 * Host and worker are built together and must be of the same version.
 */
#ifndef ROOST_FRAMES_H
#define ROOST_FRAMES_H

#include <stdint.h>

#define FRAMES_VERSION 1u
#define FRAME_SIZE_MAX (64u << 20)
#define FRAME_CALL_MAX (64u << 10) /* of a frame on calls */

#define WORKER_CONTROL 3
#define WORKER_CALLS 4
#define WORKER_HANDOVER 5
#define WORKER_CRASH 6
#define WORKER_LOOPS 7
#define WORKER_LOOPS_MAX 256

typedef struct frame_head {
  uint32_t size; /* of the whole frame without what pads it, at most FRAME_SIZE_MAX */
  uint32_t kind; /* FRAME_... */
  uint64_t id;   /* a ticket, or what the kind says */
} frame_head;

/* From the host, on control ---------------------------------------------------------------------- */

/* The first frame. The answer is FRAME_LOADED or FRAME_REFUSED. */
#define FRAME_START 1
typedef struct frame_start {
  uint32_t version; /* FRAMES_VERSION */
  uint32_t loops;
  uint64_t plugin;      /* the handle for create */
  uint64_t memory;      /* bytes of memory of its own, beside its loops' stacks; 0: no limit */
  uint64_t file_size;   /* bytes of a file that it writes itself; 0: no limit */
  uint32_t descriptors; /* most descriptors, beside the above and one more for each loop */
  uint32_t flags;       /* WORKER_... below */
  uint32_t landlock;    /* the newest Landlock version to use */
  uint32_t path_size;     /* the library */
  uint32_t data_size;     /* the folder it may write to; empty: none */
  uint32_t readable_size; /* files and folders it may read and map, each ended by a zero byte */
} frame_start;
#define WORKER_SANDBOX 1u /* apply the sandbox */
#define WORKER_WAITS 16u  /* stop before the library is opened, for a debugger to attach */
/* The extensions the plugin is offered. */
#define WORKER_HTTP 2u
#define WORKER_UPDATES 4u
#define WORKER_METRICS 8u
#define WORKER_STATE 32u
#define WORKER_EVENTS 64u
#define WORKER_SECRETS 128u
#define WORKER_FETCH 256u
#define WORKER_SERVICES 512u
#define WORKER_FILES 1024u
#define WORKER_SCHEDULE 2048u
#define WORKER_TELEGRAM 4096u

/* A lifecycle step; id is its ticket. First FRAME_RETURNED comes back, and the completion before or
 * after it. The rest is the configuration or the state. */
#define FRAME_STEP 2
typedef struct frame_step {
  uint32_t step;    /* STEP_... */
  uint32_t version; /* of the state, for STEP_IMPORT_STATE and STEP_MIGRATE_STATE */
} frame_step;
#define STEP_CREATE 0
#define STEP_CONFIGURE 1
#define STEP_IMPORT_STATE 2
#define STEP_START 3
#define STEP_DRAIN 4
#define STEP_EXPORT_STATE 5
#define STEP_RESUME 6
#define STEP_STOP 7
#define STEP_MIGRATE_STATE 8

/* Frees the plugin and ends the process. */
#define FRAME_END 3

/* From the host, on a loop's channel ------------------------------------------------------------- */

/* An event; id is its ticket. The block begins at a multiple of 8 of the frame. */
#define FRAME_EVENT 16
typedef struct frame_event {
  uint32_t handler; /* the number its registration had */
  uint32_t kind;    /* ROOST_EVENT_... */
  int64_t deadline_ns;
  uint64_t block_size;
  uint64_t body_size;
} frame_event;

/* The same without the body, which is large and lies in memory of its own: a descriptor that came through 5
 * with the ticket, in eight bytes, before this frame was written. It is sealed. */
#define FRAME_EVENT_DETACHED 21
#define FRAME_BODY_MAX (1u << 20) /* from here on bodies are detached */

/* The event is cancelled, to a worker that watches it. */
#define FRAME_CANCEL 17
typedef struct frame_code {
  int32_t code;
  uint32_t reserved;
} frame_code;

/* A piece of a streamed request body, which is the rest; code as `end` in http.h. */
#define FRAME_PIECE 18

/* So many more bytes of a streaming answer have left; they no longer count for the window. */
#define FRAME_CREDIT 19
typedef struct frame_amount {
  uint64_t amount;
} frame_amount;

/* Answered by FRAME_PONG with the same id, when the loop's thread gets to it. */
#define FRAME_PING 20

/* The answer to a FRAME_ASK, with its id: a frame_code, of the ROOST_... codes; the rest is the answer, or with
 * an error a message. */
#define FRAME_ANSWER 22

/* From the host, on calls ------------------------------------------------------------------------ */

/* The answer to a call, with the call's id; code as in abi.h. */
#define FRAME_REPLY 32

/* From the worker, on control -------------------------------------------------------------------- */

/* The library is open and its descriptor fits. id: the Landlock version in use, 0 for none. */
#define FRAME_LOADED 48
/* It is not; the rest says why. The worker ends. */
#define FRAME_REFUSED 49
/* The step's function has returned a code; id is the step's ticket. A frame_returned. */
#define FRAME_RETURNED 50
typedef struct frame_returned {
  int32_t code;
  uint32_t timers; /* running at this moment */
} frame_returned;

/* A log line: level in id. */
#define FRAME_LOG 51
typedef struct frame_log {
  uint32_t field_count;
  uint32_t message_size;
  /* frame_text[field_count], the message, then each field's key and value */
} frame_log;
typedef struct frame_text {
  uint32_t name_size;
  uint32_t value_size;
} frame_text;

/* A number for the operator; the rest is the name. */
#define FRAME_METRIC 52
typedef struct frame_metric {
  uint32_t kind; /* METRIC_... */
  uint32_t reserved;
  uint64_t value; /* an int64_t, or a double's bits for METRIC_GAUGE */
} frame_metric;
#define METRIC_COUNT 0
#define METRIC_GAUGE 1
#define METRIC_DURATION 2

/* From the worker, on an event's channel (or control, for a lifecycle step); id is the ticket ------ */

/* Completed; the rest is the result. */
#define FRAME_COMPLETE 64
/* Failed: a frame_code; the rest is the message. */
#define FRAME_FAIL 65
/* An HTTP answer, or with FRAME_OPEN the beginning of a streaming one. The rest is the body. */
#define FRAME_RESPOND 66
#define FRAME_OPEN 67
typedef struct frame_answer {
  uint32_t status;
  uint32_t field_count;
  /* frame_text[field_count], each field's name and value, the body */
} frame_answer;
/* A piece of a streaming answer, which is the rest. At most FRAME_STREAM_WINDOW bytes may be on their
 * way, the last piece counted when it begins below. */
#define FRAME_WRITE 68
#define FRAME_STREAM_WINDOW (256u << 10)
/* The end of a streaming answer. */
#define FRAME_CLOSE 69
/* Credit for a streamed request body: a frame_amount. */
#define FRAME_READ 70
/* FRAME_CANCEL is wanted for it. */
#define FRAME_WATCH 71
/* The answer to FRAME_PING. */
#define FRAME_PONG 72
/* On control: the plugin completed a ticket that is not open. */
#define FRAME_STALE 73
/* On a loop's channel: a question that takes time. id is its number, which no other has that waits; the rest is
 * the question, in the form the service's header gives it. Answered once, by FRAME_ANSWER. */
#define FRAME_ASK 74
typedef struct frame_ask {
  uint32_t service; /* SERVICE_... */
  uint32_t method;
} frame_ask;
#define SERVICE_STATE 1 /* state.h */
#define STATE_GET 1
#define STATE_SCAN 2
#define STATE_COMMIT 3
#define SERVICE_FETCH 2 /* fetch.h */
#define FETCH_SEND 1
#define FETCH_OPEN 2
#define FETCH_READ 3
#define FETCH_CLOSE 4
#define SERVICE_SECRETS 3 /* secrets.h */
#define SECRETS_GET 1
#define SERVICE_CALLS 4 /* services.h */
#define CALLS_CALL 1    /* a frame_service_call, the name, the question */
typedef struct frame_service_call {
  uint64_t ticket;
  int64_t deadline_ms;
  uint32_t name_size;
  uint32_t reserved;
} frame_service_call;
#define SERVICE_FILES 5 /* files.h: the question is a files_ask, the name, and what else there is */
#define FILES_READ 1
#define FILES_WRITE 2 /* the rest: the bytes */
#define FILES_MOVE 3  /* the rest: the new name */
#define FILES_REMOVE 4
#define FILES_LIST 5 /* the name: the prefix; the rest: after which to go on */
#define FILES_USAGE 6
typedef struct files_ask {
  uint64_t offset; /* READ */
  uint64_t length; /* READ */
  uint32_t number; /* WRITE: the flags; LIST: the limit */
  uint32_t name_size;
} files_ask;
#define SERVICE_TELEGRAM 6 /* telegram.h */
#define TELEGRAM_CALL 1
#define TELEGRAM_BOTS 2 /* no question */
#define TELEGRAM_DOWNLOAD 3

/* From the worker, on calls: registrations. id is the call's number; FRAME_REPLY follows ----------- */

#define FRAME_ROUTE 80
typedef struct frame_route {
  uint32_t handler;
  uint32_t flags; /* as in roost_http_route */
  uint64_t body_limit;
  int64_t deadline_ns;
  uint32_t method_size;
  uint32_t pattern_size;
  uint32_t key_size; /* the name of the field with the key of a durable route */
  uint32_t reserved;
} frame_route;

/* The rest is the prefix. */
#define FRAME_FILES 81

#define FRAME_CORS 82
typedef struct frame_cors {
  uint32_t allow_credentials;
  uint32_t max_age_seconds;
  uint32_t origins_size;
  uint32_t headers_size;
  uint32_t expose_size;
  uint32_t reserved;
} frame_cors;

#define FRAME_ON 83
typedef struct frame_on {
  uint32_t handler;
  uint32_t chat_types;
  uint64_t kinds;
  uint32_t command_size;
  uint32_t callback_size;
  uint32_t bot_size;
  uint32_t reserved;
} frame_on;

/* A handler of messages, jobs or outcomes; the rest is the name. */
#define FRAME_ON_MESSAGE 84
typedef struct frame_on_message {
  uint32_t handler;
  uint32_t kind; /* ROOST_EVENT_TOPIC, ROOST_EVENT_JOB or ROOST_EVENT_OUTCOME */
} frame_on_message;

/* A schedule: the numbers as in roost_schedule_rule; name, rule and zone follow. */
#define FRAME_SCHEDULE 85
typedef struct frame_schedule {
  uint32_t handler;
  uint32_t missed;
  uint32_t most_runs;
  uint32_t jitter_seconds;
  uint32_t name_size;
  uint32_t rule_size;
  uint32_t zone_size;
  uint32_t reserved;
} frame_schedule;

/* A handler of a service's method; the rest is the name. */
#define FRAME_PROVIDE 86
typedef struct frame_provide {
  uint32_t handler;
  uint32_t reserved;
} frame_provide;

#endif
