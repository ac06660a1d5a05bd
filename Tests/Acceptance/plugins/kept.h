/* What keeper does with updates, by the words of their text. Each first counts the attempt, without acknowledging:
 * "tries/UPDATE" is how often a handler had the update. Then:
 *   count        adds to COUNTED, which is "handled", and to "once/UPDATE", and acknowledges, in one commit
 *   ack-fail     the same, and fails
 *   done         is done, without another commit
 *   fail CODE    fails with a code
 *   once CODE    fails with a code at the first attempt, then as count
 *   crash        ends the process at the first attempt, then as count
 *   die          ends the process
 *   late         completes nothing; once the deadline has passed, commits as count, and tells how that ended
 *   twice        commits as count, then again with another id
 *   never        completes nothing
 *   reply        answers with a call
 * With DYING the words that it names end the process. */
#pragma once

#include "base.h"
#include "roost/events.h"
#include "roost/state.h"

#ifndef COUNTED
#define COUNTED "handled"
#endif

static const roost_state *kept_state;

typedef struct kept {
  probe *self;
  uint64_t ticket, loop;
  long long update;
  char words[96];
  long tries;
  int commits;
} kept;

typedef struct change {
  roost_state_commit head;
  uint8_t items[512];
} change;

static size_t add(change *into, size_t at, const char *key) {
  roost_state_item item = {.kind = ROOST_STATE_ADD, .key_size = (uint32_t)strlen(key), .number = 1};
  memcpy(into->items + at, &item, sizeof item);
  memcpy(into->items + at + sizeof item, key, strlen(key));
  into->head.count++;
  return (at + sizeof item + strlen(key) + 7) & ~(size_t)7;
}

static void send_change(kept *one, change *made, size_t size, uint64_t ticket, roost_answered answered) {
  made->head.size = sizeof made->head;
  made->head.ticket = ticket;
  one->self->host->random(made->head.id, sizeof made->head.id);
  roost_bytes block = {(const uint8_t *)made, sizeof made->head + size};
  if (kept_state->commit(one->self->plugin, one->loop, block, answered, one) != ROOST_DONE) abort();
}

static void complete_kept(kept *one) {
  one->self->host->complete(one->ticket, text(""));
  free(one);
}

static void fail_kept(kept *one, int32_t code) {
  one->self->host->fail(one->ticket, code, text("as it was told to"));
  free(one);
}

static void handle_kept(kept *one);
/* Adds what else an update's commit holds, and returns the new size of its items; NULL is nothing else. */
static size_t (*kept_more)(change *into, size_t at, const kept *one);

static void committed(void *context, int32_t code, roost_bytes answer) {
  kept *one = context;
  (void)answer;
  char line[64];
  snprintf(line, sizeof line, "committed %lld: %d", one->update, code);
  say(one->self, line);
  one->commits++;
  if (strcmp(one->words, "twice") == 0 && one->commits == 1) return handle_kept(one);
  /* Unknown is not done: it comes again, unless it was acknowledged after all. */
  if (code == ROOST_RETRYABLE || code == ROOST_UNKNOWN) return fail_kept(one, code);
  if (strcmp(one->words, "ack-fail") == 0) return fail_kept(one, ROOST_PERMANENT);
  complete_kept(one);
}

static void handle_kept(kept *one) {
  change made = {0};
  char key[64];
  snprintf(key, sizeof key, "once/%lld", one->update);
  size_t size = add(&made, add(&made, 0, COUNTED), key);
  if (kept_more != NULL) size = kept_more(&made, size, one);
  send_change(one, &made, size, one->ticket, committed);
}

static void handle_late(void *context) { handle_kept(context); }

static void tried(void *context, int32_t code, roost_bytes answer) {
  kept *one = context;
  if (code != ROOST_DONE) return fail_kept(one, ROOST_RETRYABLE);
  roost_state_item item;
  memcpy(&item, answer.data + sizeof(roost_state_receipt), sizeof item);
  one->tries = (long)item.number;
  const char *words = one->words;
#ifdef DYING
  if (strcmp(words, DYING) == 0) _exit(3);
#endif
  if (strncmp(words, "fail ", 5) == 0) return fail_kept(one, (int32_t)strtol(words + 5, NULL, 10));
  if (strncmp(words, "once ", 5) == 0 && one->tries == 1) return fail_kept(one, (int32_t)strtol(words + 5, NULL, 10));
  if (strcmp(words, "die") == 0 || (strcmp(words, "crash") == 0 && one->tries == 1)) _exit(3);
  if (strcmp(words, "done") == 0) return complete_kept(one);
  if (strcmp(words, "never") == 0) return;
  if (strcmp(words, "reply") == 0) {
    one->self->host->complete(one->ticket, text("{\"method\":\"sendMessage\"}"));
    return free(one);
  }
  if (strcmp(words, "late") == 0 && one->tries == 1) {
    one->self->host->timer_start(one->self->plugin, one->loop, 600000000, handle_late, one);
    return;
  }
  handle_kept(one);
}

HANDLER(on_kept) {
  SELF;
  const roost_update *update = event->block_ticket;
  roost_bytes words = roost_span_bytes(update, update->text);
  kept *one = calloc(1, sizeof *one);
  if (one == NULL) return ROOST_RETRYABLE;
  *one = (kept){.self = self, .ticket = ticket, .loop = event->loop, .update = update->update_id};
  memcpy(one->words, words.data, words.size < sizeof one->words ? words.size : sizeof one->words - 1);
  change made = {0};
  char key[64];
  snprintf(key, sizeof key, "tries/%lld", one->update);
  send_change(one, &made, add(&made, 0, key), 0, tried);
  return ROOST_PENDING;
}

/* A message or a job: adds to "heard/NAME/BODY" and acknowledges, in one commit; with the body "fail CODE" it fails
 * instead, with "first CODE" at the first attempt. */
HANDLER(on_message) {
  SELF;
  const roost_message *message = event->block_ticket;
  roost_bytes name = roost_span_bytes(message, message->name), body = event->body_ticket;
  kept *one = calloc(1, sizeof *one);
  if (one == NULL) return ROOST_RETRYABLE;
  *one = (kept){.self = self, .ticket = ticket, .loop = event->loop};
  char words[64], line[200], key[160];
  snprintf(words, sizeof words, "%.*s", (int)body.size, body.data != NULL ? (const char *)body.data : "");
  roost_bytes sender = roost_span_bytes(message, message->sender);
  snprintf(line, sizeof line, "heard %.*s from %.*s: %s, attempt %u", (int)name.size, name.data, (int)sender.size,
           sender.data, words, message->attempt);
  say(self, line);
  if (strncmp(words, "fail ", 5) == 0) return fail_kept(one, (int32_t)strtol(words + 5, NULL, 10)), ROOST_PENDING;
  if (strncmp(words, "first ", 6) == 0 && message->attempt == 1)
    return fail_kept(one, (int32_t)strtol(words + 6, NULL, 10)), ROOST_PENDING;
  change made = {0};
  snprintf(key, sizeof key, "heard/%.*s/%s", (int)name.size, name.data, words);
  send_change(one, &made, add(&made, 0, key), ticket, committed);
  return ROOST_PENDING;
}
