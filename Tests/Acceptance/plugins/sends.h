/* Calls of the Bot API that keeper makes. POST /ID/telegram/{call,bots,download} hands the body on to roost.telegram/1 as /ID/get
 * does to the store. Updates whose text is "say CHAT" are counted as by "count", and cause in the same commit a message to
 * that chat by the bot "first", with the update's number as its text and tag. Its outcome, "said", adds to
 * "said/TAG/CODE/KIND", and acknowledges, in one commit. */
#pragma once

#include "base.h"
#include "kept.h"
#include "roost/fetch.h"
#include "roost/telegram.h"

static const roost_telegram *telegram;

static int32_t ask_bots(uint64_t plugin, uint64_t loop, roost_bytes none, roost_answered answered, void *context) {
  (void)none;
  return telegram->bots(plugin, loop, answered, context);
}

static size_t add_call(change *into, size_t at, const kept *one) {
  char tag[24], parameters[96];
  snprintf(tag, sizeof tag, "%lld", one->update);
  snprintf(parameters, sizeof parameters, "{\"chat_id\":%s,\"text\":\"%s\"}", one->words + 4, tag);
  roost_telegram_call call = {.size = sizeof call, .timeout_ms = 5000, .bot_size = 5, .method_size = 11,
                              .tag_size = (uint32_t)strlen(tag)};
  uint32_t size = (uint32_t)(sizeof call + 5 + 11 + strlen(tag) + strlen(parameters));
  roost_state_item item = {.kind = ROOST_STATE_TELEGRAM, .key_size = 4, .value_size = size};
  uint8_t *place = into->items + at;
  memcpy(place, &item, sizeof item);
  memcpy(place += sizeof item, "said", 4);
  memcpy(place += 4, &call, sizeof call);
  memcpy(place += sizeof call, "firstsendMessage", 16);
  memcpy(place += 16, tag, strlen(tag));
  memcpy(place + strlen(tag), parameters, strlen(parameters));
  into->head.count++;
  return (at + sizeof item + 4 + size + 7) & ~(size_t)7;
}

HANDLER(on_said) {
  SELF;
  roost_fetch_outcome outcome;
  memcpy(&outcome, event->body_ticket.data, sizeof outcome);
  const uint8_t *tag = event->body_ticket.data + sizeof outcome;
  roost_telegram_answer answer = {0};
  if (outcome.code == ROOST_DONE) memcpy(&answer, tag + outcome.tag_size, sizeof answer);
  kept *one = calloc(1, sizeof *one);
  if (one == NULL) return ROOST_RETRYABLE;
  *one = (kept){.self = self, .ticket = ticket, .loop = event->loop};
  char key[160], line[200];
  snprintf(key, sizeof key, "said/%.*s/%d/%u", (int)outcome.tag_size, (const char *)tag, outcome.code, answer.kind);
  snprintf(line, sizeof line, "%s, %u attempts, chat %lld", key, outcome.attempts, (long long)answer.chat);
  say(self, line);
  change made = {0};
  send_change(one, &made, add(&made, 0, key), ticket, committed);
  return ROOST_PENDING;
}
