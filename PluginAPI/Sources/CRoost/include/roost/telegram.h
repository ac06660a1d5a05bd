/* roost.telegram/1: calls of Telegram's Bot API (https://core.telegram.org/bots/api) as a bot of the host's.
 *
 * The token stays with the host. A plugin may call as the bots that it serves (`roost bots add NAME --plugin ID`), and as
 * those that it is granted by `bot:NAME` or `bot:*`; it asks for these by capabilities of that name in its manifest.
 *
 * The host keeps to Telegram's limits: a call waits for its turn, calls of other chats go on meanwhile, and what answers
 * an event in hand goes before what answers none. A 429 holds what it names, and the call waits again. A group that has
 * become a supergroup is followed once. Methods that are the host's to call, or whose result is a token, are refused:
 * getUpdates, setWebhook, deleteWebhook, getWebhookInfo, logOut, close, getManagedBotToken, replaceManagedBotToken.
 *
 * A call can be made at once, or be an effect of a commit (ROOST_STATE_TELEGRAM in state.h): then it is kept with the
 * commit, made when that is there, and what came of it is an event. A call that makes something new, such as a message,
 * is never made twice: that it is under way is on disk before its first byte, and where no answer is known afterwards its
 * outcome is ROOST_UNKNOWN. One of which two come to the same (edits, deletes, answers to queries, reads) is made until
 * it is answered.
 *
 * A question and its answer are blocks, as in state.h. */
#ifndef ROOST_TELEGRAM_H
#define ROOST_TELEGRAM_H

#include "abi.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ROOST_TELEGRAM_ID "roost.telegram/1"

#define ROOST_TELEGRAM_CALL_MAX 4194304     /* bytes of a call's block; as an effect at most ROOST_STATE_VALUE_MAX */
#define ROOST_TELEGRAM_FILES_MAX 16         /* files that go with a call */
#define ROOST_TELEGRAM_FILE_BYTES 52428800  /* bytes of all files of a call */
#define ROOST_TELEGRAM_DOWNLOAD_MAX 20971520 /* bytes of a file that comes from Telegram, which gives no larger ones */
#define ROOST_TELEGRAM_TAG_MAX 1024
#define ROOST_TELEGRAM_TIMEOUT_MAX 3600000  /* milliseconds */
#define ROOST_TELEGRAM_RESULT_MAX 262144    /* bytes of the result of an effect: a larger one comes as `null` */
#define ROOST_TELEGRAM_CALLS_MAX 1024       /* calls of one plugin that wait for an answer */
#define ROOST_TELEGRAM_BYTES_MAX 67108864   /* bytes of their blocks */

/* A file that goes with a call. Its parts are where the block's order has them: the parameter that it is, such as
 * `document`, or the NAME of an `attach://NAME`; how it is called for those who get it; its name in files.h, to be read as
 * it is sent; without such a name, its bytes. */
typedef struct roost_telegram_file {
  uint32_t name_size;
  uint32_t shown_size;
  uint32_t path_size;  /* 0: the bytes are in the block */
  uint32_t bytes_size; /* 0 with a path */
} roost_telegram_file;

/* A call; behind it come the files, then bot, method, tag, each file's name, shown name, path and bytes, and the
 * parameters, a JSON object, which are the rest; none are `{}`. */
typedef struct roost_telegram_call {
  uint32_t size;
  uint32_t timeout_ms;  /* in all; 0 is 30,000. As an effect: from its turn on, and 0 is 60,000 */
  uint64_t ticket;      /* 0, or the ticket of an event in hand that it answers, so that it goes before others; one that
                         * is not open any more is as 0. As an effect 0: one in the lane of its commit's update goes
                         * before others */
  uint32_t file_count;
  uint32_t bot_size;    /* the bot's name in the host */
  uint32_t method_size; /* such as sendMessage */
  uint32_t tag_size;    /* as an effect: bytes that its outcome brings back */
} roost_telegram_call;

/* What Telegram has answered. */
#define ROOST_TELEGRAM_OK 0       /* done: the rest is the JSON of its `result` */
#define ROOST_TELEGRAM_REFUSED 1  /* refused, with error_code; the rest are Telegram's words, as in all that follow */
#define ROOST_TELEGRAM_WAIT 2     /* 429: refused for retry_after seconds, longer than the call may take */
#define ROOST_TELEGRAM_GONE 3     /* 403: the user has blocked the bot, or the chat has removed it */
#define ROOST_TELEGRAM_MOVED 4    /* the group is now `chat`, also after it was followed */

/* An answer; result or words follow. */
typedef struct roost_telegram_answer {
  uint32_t size;
  uint32_t kind;        /* ROOST_TELEGRAM_... */
  int32_t error_code;   /* Telegram's; 0 when it was done */
  uint32_t retry_after; /* seconds */
  int64_t chat;         /* the new id of a group that has become a supergroup: use it from now on; else 0 */
} roost_telegram_answer;

/* A file of Telegram's that is to come into the plugin's folder; behind it come bot, file_id, and the file's name there
 * (files.h). While it comes it is called as that and `.part`; it goes on where the connection broke off. */
typedef struct roost_telegram_download {
  uint32_t size;
  uint32_t bot_size;
  uint64_t bytes_max; /* 0 or more than ROOST_TELEGRAM_DOWNLOAD_MAX is that */
  uint32_t file_size; /* of the file_id */
  uint32_t path_size;
} roost_telegram_download;

/* What came of an effect is the body of a ROOST_EVENT_OUTCOME: a roost_fetch_outcome (fetch.h), the tag and, with
 * ROOST_DONE, a roost_telegram_answer. A 429 is waited for as often as it comes, so that ROOST_TELEGRAM_WAIT is none. */

/* A bot that the plugin may call as; name, username and mode follow, and zero bytes up to the next multiple of 8. */
typedef struct roost_telegram_bot {
  int64_t id;             /* with Telegram */
  uint32_t flags;         /* ROOST_TELEGRAM_... */
  uint32_t name_size;     /* its name in the host */
  uint32_t username_size; /* its name with Telegram, without the at sign */
  uint32_t mode_size;     /* the mode that the operator has the plugin serve it in; empty is none */
} roost_telegram_bot;
/* The plugin serves it. Without it, it may call as it. */
#define ROOST_TELEGRAM_SERVED 1u
/* Calls are made: it is neither switched off nor is its token revoked. */
#define ROOST_TELEGRAM_ACTIVE 2u

/* The answer of bots; `count` bots follow, in the order of their names. */
typedef struct roost_telegram_bots {
  uint32_t size;
  uint32_t count;
} roost_telegram_bots;

typedef struct roost_telegram {
  uint32_t size;
  uint32_t revision; /* 1 */

  /* Each is answered once, through `answered`, on `loop` (0: the plugin's home loop), unless it returns an error:
   * ROOST_INVALID without a function to answer or for a block of more than ROOST_TELEGRAM_CALL_MAX, ROOST_STALE for a
   * loop that does not exist. Nothing is answered after destroy has begun. An answer's code may be
   *   ROOST_DONE       the block is the answer: Telegram has said what came of it;
   *   ROOST_DENIED     the bot is not the plugin's to call as, switched off, or its token is revoked, or the method is
   *                    the host's: nothing was sent;
   *   ROOST_INVALID    the call is malformed or out of bounds, or a file of it is not there: nothing was sent;
   *   ROOST_BUSY       past ROOST_TELEGRAM_CALLS_MAX or ROOST_TELEGRAM_BYTES_MAX: nothing was sent;
   *   ROOST_RETRYABLE  it was not sent, or its turn did not come in time, or it is one that may be made twice;
   *   ROOST_UNKNOWN    some of it was sent, and it has no answer.
   * With any but ROOST_DONE the bytes are a message for people. */

  /* Makes a call, a roost_telegram_call. [any] */
  int32_t (*call)(uint64_t plugin, uint64_t loop, roost_bytes call_borrowed, roost_answered answered, void *context);

  /* Tells which bots the plugin may call as: a roost_telegram_bots. [any] */
  int32_t (*bots)(uint64_t plugin, uint64_t loop, roost_answered answered, void *context);

  /* Has a file come, in the place of one that has its name, a roost_telegram_download: a roost_telegram_answer, with the
   * number of its bytes as the result. ROOST_DENIED also when it is larger than it may be, or finds no room in the
   * folder; ROOST_RETRYABLE when it did not come whole. [any] */
  int32_t (*download)(uint64_t plugin, uint64_t loop, roost_bytes download_borrowed, roost_answered answered,
                      void *context);
} roost_telegram;

#ifdef __cplusplus
}
#endif
#endif
