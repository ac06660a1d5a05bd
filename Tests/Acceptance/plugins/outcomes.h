/* Requests that keeper sends. POST /ID/fetch/{send,open,read,close} hands the body on to roost.fetch/1 as /ID/get does
 * to the store. Updates whose text is "buy URL" or "put URL" are counted as by "count", and cause a request in the same
 * commit: a POST, or a PUT, to the URL and the update's number, with that as its tag. Its outcome, "bought", adds to
 * "outcome/TAG/CODE/STATUS", and acknowledges, in one commit; that of a tag "again..." fails first. Updates whose text is
 * "tell WORDS" are counted too; the same commit expects that "told/UPDATE" is not there, puts the words there, and
 * publishes them as ID.told; with SILENT it does not. */
#pragma once

#include "base.h"
#include "kept.h"
#include "roost/fetch.h"

static size_t add_item(change *into, size_t at, uint32_t kind, const char *key, const char *value) {
  roost_state_item item = {.kind = kind, .key_size = (uint32_t)strlen(key), .value_size = (uint32_t)strlen(value)};
  memcpy(into->items + at, &item, sizeof item);
  memcpy(into->items + at + sizeof item, key, strlen(key));
  memcpy(into->items + at + sizeof item + strlen(key), value, strlen(value));
  into->head.count++;
  return (at + sizeof item + strlen(key) + strlen(value) + 7) & ~(size_t)7;
}

static size_t add_told(change *into, size_t at, const kept *one) {
  char key[32];
  snprintf(key, sizeof key, "told/%lld", one->update);
  at = add_item(into, at, ROOST_STATE_EXPECT, key, "");
  at = add_item(into, at, ROOST_STATE_PUT, key, one->words + 5);
#ifndef SILENT
  at = add_item(into, at, ROOST_STATE_PUBLISH, ID ".told", one->words + 5);
#endif
  return at;
}

static size_t add_call(change *into, size_t at, const kept *one);

/* Adds the request of an order to a commit, if it is one; returns the new size of its items. */
static size_t add_order(change *into, size_t at, const kept *one) {
  if (strncmp(one->words, "tell ", 5) == 0) return add_told(into, at, one);
  if (strncmp(one->words, "say ", 4) == 0) return add_call(into, at, one);
  if (strncmp(one->words, "buy ", 4) != 0 && strncmp(one->words, "put ", 4) != 0) return at;
  int is_put = one->words[0] == 'p';
  char url[96], tag[32];
  snprintf(url, sizeof url, "%s%lld", one->words + 4, one->update);
  snprintf(tag, sizeof tag, "%lld", one->update);
  const char *method = is_put ? "PUT" : "POST";
  roost_fetch_request request = {.size = sizeof request, .timeout_ms = 5000, .method_size = (uint32_t)strlen(method),
                                 .url_size = (uint32_t)strlen(url), .tag_size = (uint32_t)strlen(tag)};
  uint32_t size = (uint32_t)(sizeof request + strlen(method) + strlen(url) + strlen(tag));
  roost_state_item item = {.kind = ROOST_STATE_FETCH, .key_size = 6, .value_size = size};
  uint8_t *place = into->items + at;
  memcpy(place, &item, sizeof item);
  memcpy(place += sizeof item, "bought", 6);
  memcpy(place += 6, &request, sizeof request);
  memcpy(place += sizeof request, method, strlen(method));
  memcpy(place += strlen(method), url, strlen(url));
  memcpy(place + strlen(url), tag, strlen(tag));
  into->head.count++;
  return (at + sizeof item + 6 + size + 7) & ~(size_t)7;
}

HANDLER(on_outcome) {
  SELF;
  const roost_message *message = event->block_ticket;
  roost_fetch_outcome outcome;
  memcpy(&outcome, event->body_ticket.data, sizeof outcome);
  const uint8_t *tag = event->body_ticket.data + sizeof outcome;
  roost_fetch_answer answer = {0};
  if (outcome.code == ROOST_DONE) memcpy(&answer, tag + outcome.tag_size, sizeof answer);
  kept *one = calloc(1, sizeof *one);
  if (one == NULL) return ROOST_RETRYABLE;
  *one = (kept){.self = self, .ticket = ticket, .loop = event->loop};
  char key[160], line[200];
  snprintf(key, sizeof key, "outcome/%.*s/%d/%u", (int)outcome.tag_size, (const char *)tag, outcome.code, answer.status);
  snprintf(line, sizeof line, "%s, %u attempts, flags %u", key, outcome.attempts, answer.flags);
  say(self, line);
  if (outcome.tag_size >= 5 && memcmp(tag, "again", 5) == 0 && message->attempt == 1)
    return fail_kept(one, ROOST_RETRYABLE), ROOST_PENDING;
  change made = {0};
  send_change(one, &made, add(&made, 0, key), ticket, committed);
  return ROOST_PENDING;
}
