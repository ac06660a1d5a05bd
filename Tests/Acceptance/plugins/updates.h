/* Handlers of Telegram updates. */
#pragma once

#include "base.h"


/* Text without what JSON cannot hold as it is. */
static void plain(char *into, size_t room, roost_bytes from) {
  size_t used = 0;
  for (uint64_t i = 0; i < from.size && used + 1 < room; i++)
    if (from.data[i] >= 0x20 && from.data[i] != 0x7F && from.data[i] != '"' && from.data[i] != '\\')
      into[used++] = (char)from.data[i];
  if (used + 1 == room) {  // cut, but not within a character
    while (used > 0 && (into[used - 1] & 0xC0) == 0x80) used--;
    if (used > 0 && (into[used - 1] & 0x80) != 0) used--;
  }
  into[used] = 0;
}

static void reply(probe *self, uint64_t ticket, const roost_event *event, const char *label) {
  const roost_update *update = event->block_ticket;
  char arguments[200], bot[64], line[512];
  plain(arguments, sizeof arguments, roost_span_bytes(update, update->arguments));
  plain(bot, sizeof bot, roost_span_bytes(update, update->bot));
  snprintf(line, sizeof line,
           "{\"method\":\"sendMessage\",\"chat_id\":%lld,\"text\":\"%s:%s:%s\"}",
           (long long)update->chat_id, label, bot, arguments);
  self->host->complete(ticket, text(line));
}

HANDLER(on_update) {
  probe *self = instance;
  reply(self, ticket, event, user);
  return ROOST_PENDING;
}

HANDLER(quiet_update) { SELF; say(self, "quiet update"); return ROOST_DONE; }
HANDLER(bad_update) { SELF; return (int32_t)ROOST_PERMANENT; }
HANDLER(busy_update) { SELF; return (int32_t)ROOST_RETRYABLE; }

static void lane_line(job *one, const char *what) {
  const roost_update *update = one->event->block_ticket;
  char line[96];
  snprintf(line, sizeof line, "lane %lld %s %lld", (long long)update->chat_id, what, (long long)update->update_id);
  say(one->self, line);
}

static void lane_waits(void *context) {
  job *one = context;
  if (one->after == 0 && access("open", F_OK) != 0) {
    one->self->host->timer_start(one->self->plugin, one->event->loop, 5000000, lane_waits, one);
    return;
  }
  lane_line(one, "ends");
  reply(one->self, one->ticket, one->event, "lane");
  free(one);
}

/* "/lane MS" takes that long; "/lane 0" waits for the gate. */
HANDLER(lane) {
  SELF;
  const roost_update *update = event->block_ticket;
  roost_bytes arguments = roost_span_bytes(update, update->arguments);
  char number[16] = "";
  memcpy(number, arguments.data, arguments.size < 15 ? arguments.size : 15);
  job *one = new_job(self, event, ticket);
  one->after = strtol(number, NULL, 10) * 1000000;
  lane_line(one, "begins");
  self->host->timer_start(self->plugin, event->loop, one->after, lane_waits, one);
  return ROOST_PENDING;
}

static int32_t watch(probe *self, const roost_updates *updates) {
#define ON(function, label, ...)                                                       \
  do {                                                                                 \
    roost_update_filter filter = {.size = sizeof filter, __VA_ARGS__};                 \
    int32_t code = updates->on(self->plugin, &filter, function, label);                \
    if (code != ROOST_DONE) return code;                                               \
  } while (0)
  ON(on_update, "start", .command_borrowed = text("start"));
#ifndef WELL_BEHAVED
  ON(lane, "lane", .command_borrowed = text("lane"));
#endif
  ON(quiet_update, "quiet", .command_borrowed = text("quiet"));
  ON(bad_update, "bad", .command_borrowed = text("bad"));
  ON(busy_update, "busy", .command_borrowed = text("busy"));
  ON(on_update, "short", .callback_borrowed = text("ok:"));
  ON(on_update, "long", .callback_borrowed = text("ok:more:"));
  ON(on_update, "private", .kinds = 1u << ROOST_UPDATE_MESSAGE, .chat_types = 1u << ROOST_CHAT_PRIVATE);
  ON(on_update, "group", .kinds = 1u << ROOST_UPDATE_MESSAGE,
     .chat_types = 1u << ROOST_CHAT_GROUP | 1u << ROOST_CHAT_SUPERGROUP);
  ON(on_update, "edited", .kinds = 1u << ROOST_UPDATE_EDITED_MESSAGE);
  ON(on_update, "inline-of-second", .kinds = 1u << ROOST_UPDATE_INLINE_QUERY, .bot_borrowed = text("second"));
  return ROOST_DONE;
}
