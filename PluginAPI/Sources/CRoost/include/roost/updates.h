/* roost.updates/1: handle Telegram updates of the bots bound to the plugin.
 * Names and shapes: Telegram Bot API, https://core.telegram.org/bots/api#update */
#ifndef ROOST_UPDATES_H
#define ROOST_UPDATES_H

#include "abi.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ROOST_UPDATES_ID "roost.updates/1"

/* Kinds, by the name of the update's one field beside update_id. */
#define ROOST_UPDATE_OTHER 0 /* a kind this host does not know yet; read the JSON */
#define ROOST_UPDATE_MESSAGE 1
#define ROOST_UPDATE_EDITED_MESSAGE 2
#define ROOST_UPDATE_CHANNEL_POST 3
#define ROOST_UPDATE_EDITED_CHANNEL_POST 4
#define ROOST_UPDATE_BUSINESS_CONNECTION 5
#define ROOST_UPDATE_BUSINESS_MESSAGE 6
#define ROOST_UPDATE_EDITED_BUSINESS_MESSAGE 7
#define ROOST_UPDATE_DELETED_BUSINESS_MESSAGES 8
#define ROOST_UPDATE_MESSAGE_REACTION 9
#define ROOST_UPDATE_MESSAGE_REACTION_COUNT 10
#define ROOST_UPDATE_INLINE_QUERY 11
#define ROOST_UPDATE_CHOSEN_INLINE_RESULT 12
#define ROOST_UPDATE_CALLBACK_QUERY 13
#define ROOST_UPDATE_SHIPPING_QUERY 14
#define ROOST_UPDATE_PRE_CHECKOUT_QUERY 15
#define ROOST_UPDATE_PURCHASED_PAID_MEDIA 16
#define ROOST_UPDATE_POLL 17
#define ROOST_UPDATE_POLL_ANSWER 18
#define ROOST_UPDATE_MY_CHAT_MEMBER 19
#define ROOST_UPDATE_CHAT_MEMBER 20
#define ROOST_UPDATE_CHAT_JOIN_REQUEST 21
#define ROOST_UPDATE_CHAT_BOOST 22
#define ROOST_UPDATE_REMOVED_CHAT_BOOST 23
#define ROOST_UPDATE_KIND_COUNT 24

#define ROOST_CHAT_NONE 0 /* the update names no chat */
#define ROOST_CHAT_PRIVATE 1
#define ROOST_CHAT_GROUP 2
#define ROOST_CHAT_SUPERGROUP 3
#define ROOST_CHAT_CHANNEL 4

/* An update's block: the envelope. Text is unescaped UTF-8. Ids are 0 when absent. */
typedef struct roost_update {
  uint32_t size;
  uint32_t block_size;
  uint32_t kind;          /* ROOST_UPDATE_... */
  uint32_t chat_type;     /* ROOST_CHAT_... */
  int64_t update_id;
  int64_t chat_id;        /* for a callback, the chat of its message */
  int64_t user_id;        /* who caused it */
  int64_t message_id;     /* of the message, or the callback's message */
  int64_t date;           /* of the message, seconds since 1970 */
  roost_span bot;         /* the bot's name in the host's configuration */
  roost_span event_id;    /* as in the log */
  roost_span text;        /* message text, caption, or inline query */
  roost_span command;     /* "start" of "/start@bot arg"; empty when the text is no command */
  roost_span arguments;   /* "arg", without the space around it */
  roost_span callback_id; /* callback, inline, shipping and pre-checkout queries' id */
  roost_span callback_data;
  roost_span language;    /* the user's language_code */
} roost_update;

/* Which updates a handler wants; an empty field matches everything. For an update the most
 * specific handler wins: command, then callback prefix (longest), then kind and chat type, then
 * the order of registration. */
typedef struct roost_update_filter {
  uint32_t size;
  uint32_t chat_types;             /* bit 1 << ROOST_CHAT_...; 0: any */
  uint64_t kinds;                  /* bit 1 << ROOST_UPDATE_...; 0: any */
  roost_bytes command_borrowed;    /* without the slash */
  roost_bytes callback_borrowed;   /* a prefix of the callback data */
  roost_bytes bot_borrowed;        /* the bot's name */
} roost_update_filter;

typedef struct roost_updates {
  uint32_t size;
  uint32_t revision; /* 1 */

  /* Adds a handler; takes effect with start. It completes with nothing, or with one Bot API call
   * as a JSON object with "method", sent in the answer to the webhook; its result is never known.
   * [control], in start */
  int32_t (*on)(uint64_t plugin, const roost_update_filter *filter_borrowed,
                roost_handler handler, void *user);
} roost_updates;

#ifdef __cplusplus
}
#endif
#endif
