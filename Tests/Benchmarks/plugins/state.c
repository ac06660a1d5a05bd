/* A plugin that does with each update what a bot with state does: reads what it keeps for the chat, writes it anew,
 * and acknowledges the update in the same commit. With BENCH_MEMORY it keeps that in its own memory instead.
 *
 *   GET /bench-state/count/CHAT  the updates of a chat so far, as they are kept
 *   GET /bench-state/handled     updates that this process has dealt with */
#include <inttypes.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <roost/abi.h>
#include <roost/http.h>
#include <roost/manifest.h>
#include <roost/state.h>
#include <roost/updates.h>

ROOST_MANIFEST("plugin.json");

#define TEXT(literal) {(const uint8_t *)(literal), sizeof(literal) - 1}
#define VALUE_MAX 64

static const roost_host *host;
static const roost_http *http;
static const roost_state *state;
static uint64_t plugin;
static atomic_ulong handled;

/* An update in hand, or a question for a count. */
typedef struct work {
  uint64_t ticket, loop;
  int64_t chat, update;
  int is_question;
} work;

static void respond(uint64_t ticket, unsigned long number) {
  char body[24];
  int size = snprintf(body, sizeof body, "%lu", number);
  const roost_http_response response = {
      .size = sizeof response, .status = 200, .body_borrowed = {(const uint8_t *)body, (uint64_t)size}};
  http->respond(ticket, &response);
}

static void finish(work *one, int32_t code) {
  const roost_bytes nothing = {NULL, 0};
  if (code == ROOST_DONE) {
    atomic_fetch_add(&handled, 1);
    host->complete(one->ticket, nothing);
  } else {
    host->fail(one->ticket, code, nothing);
  }
  free(one);
}

static unsigned long count_of(const char *value, uint64_t size) {
  char copy[VALUE_MAX] = "";
  unsigned long count = 0;
  memcpy(copy, value, size < sizeof copy ? size : sizeof copy - 1);
  if (sscanf(copy, "{\"count\": %lu", &count) != 1) return 0;
  return count;
}

static void written(char *value, unsigned long count, int64_t update) {
  snprintf(value, VALUE_MAX, "{\"count\": %lu, \"last\": %" PRId64 "}", count, update);
}

#ifdef BENCH_MEMORY

#define SLOTS 8192

static struct slot { int64_t chat; char value[VALUE_MAX]; } slots[SLOTS];
static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;

static struct slot *slot_of(int64_t chat) {
  uint64_t at = (uint64_t)chat * 0x9e3779b97f4a7c15u % SLOTS;
  while (slots[at].chat != chat && slots[at].chat != 0) at = (at + 1) % SLOTS;
  slots[at].chat = chat;
  return &slots[at];
}

static int32_t begin(work *one) {
  pthread_mutex_lock(&guard);
  struct slot *slot = slot_of(one->chat);
  unsigned long count = count_of(slot->value, strlen(slot->value));
  if (!one->is_question) written(slot->value, count + 1, one->update);
  pthread_mutex_unlock(&guard);
  if (one->is_question) {
    respond(one->ticket, count);
    free(one);
  } else {
    finish(one, ROOST_DONE);
  }
  return ROOST_PENDING;
}

#else

static atomic_ulong commits;
static uint64_t origin;

static uint32_t padded(uint64_t size) { return (uint32_t)((size + 7) & ~(uint64_t)7); }

/* Puts an item down at `at`; where the next one begins. */
static uint8_t *item(uint8_t *at, uint32_t kind, const char *key, const char *value) {
  roost_state_item head = {.kind = kind, .key_size = (uint32_t)strlen(key), .value_size = (uint32_t)strlen(value)};
  uint32_t size = padded(sizeof head + head.key_size + head.value_size);
  memset(at, 0, size);
  memcpy(at, &head, sizeof head);
  memcpy(at + sizeof head, key, head.key_size);
  memcpy(at + sizeof head + head.key_size, value, head.value_size);
  return at + size;
}

static void committed(void *context, int32_t code, roost_bytes answer) {
  (void)answer;
  finish(context, code);
}

/* Names that begin with the time, and of which no process gives one twice. */
static void name(uint8_t id[16]) {
  uint64_t now = (uint64_t)host->now(ROOST_CLOCK_WALL) / 1000000, serial = origin + atomic_fetch_add(&commits, 1);
  for (int at = 0; at < 8; at++) id[at] = (uint8_t)(now >> (56 - 8 * at));
  memcpy(id + 8, &serial, 8);
}

static void commit(work *one, const char *key, unsigned long count) {
  _Alignas(8) uint8_t block[512];
  char value[VALUE_MAX];
  roost_state_commit head = {.size = sizeof head, .count = 1, .ticket = one->ticket};
  name(head.id);
  memcpy(block, &head, sizeof head);
  written(value, count + 1, one->update);
  uint8_t *end = item(block + sizeof head, ROOST_STATE_PUT, key, value);
  const roost_bytes bytes = {block, (uint64_t)(end - block)};
  int32_t code = state->commit(plugin, one->loop, bytes, committed, one);
  if (code != ROOST_DONE) finish(one, code);
}

static void key_of(char key[32], int64_t chat) { snprintf(key, 32, "chat/%" PRId64, chat); }

static void read_back(void *context, int32_t code, roost_bytes answer) {
  work *one = context;
  if (code != ROOST_DONE || answer.size < sizeof(roost_state_page) + sizeof(roost_state_item)) {
    return finish(one, code == ROOST_DONE ? ROOST_PERMANENT : code);
  }
  const roost_state_item *entry = (const void *)(answer.data + sizeof(roost_state_page));
  const char *value = (const char *)(entry + 1) + entry->key_size;
  unsigned long count = count_of(value, entry->value_size);
  if (one->is_question) {
    respond(one->ticket, count);
    free(one);
    return;
  }
  char key[32];
  key_of(key, one->chat);
  commit(one, key, count);
}

static int32_t begin(work *one) {
  _Alignas(8) uint8_t block[128];
  char key[32];
  key_of(key, one->chat);
  uint8_t *end = item(block, ROOST_STATE_KEY, key, "");
  const roost_bytes bytes = {block, (uint64_t)(end - block)};
  int32_t code = state->get(plugin, one->loop, bytes, read_back, one);
  if (code != ROOST_DONE) free(one);
  return code == ROOST_DONE ? ROOST_PENDING : code;
}

#endif

static int32_t on_update(void *instance, void *user, const roost_event *event, uint64_t ticket) {
  (void)instance, (void)user;
  const roost_update *update = event->block_ticket;
  work *one = malloc(sizeof *one);
  if (one == NULL) return ROOST_RETRYABLE;
  *one = (work){.ticket = ticket, .loop = event->loop, .chat = update->chat_id, .update = update->update_id};
  return begin(one);
}

static int32_t on_count(void *instance, void *user, const roost_event *event, uint64_t ticket) {
  (void)instance, (void)user;
  const roost_http_request *request = event->block_ticket;
  const roost_span *parameters = (const void *)((const uint8_t *)request + request->parameters_offset);
  roost_bytes chat = roost_span_bytes(request, parameters[0]);
  char copy[24] = "";
  memcpy(copy, chat.data, chat.size < sizeof copy ? chat.size : sizeof copy - 1);
  work *one = malloc(sizeof *one);
  if (one == NULL) return ROOST_RETRYABLE;
  *one = (work){.ticket = ticket, .loop = event->loop, .chat = atoll(copy), .is_question = 1};
  return begin(one);
}

static int32_t on_handled(void *instance, void *user, const roost_event *event, uint64_t ticket) {
  (void)instance, (void)user, (void)event;
  respond(ticket, atomic_load(&handled));
  return ROOST_PENDING;
}

static int32_t create(const roost_host *given, uint64_t handle, void **instance, uint64_t ticket) {
  (void)ticket;
  host = given;
  plugin = handle;
  *instance = &plugin;
#ifdef BENCH_MEMORY
  return ROOST_DONE;
#else
  return host->random(&origin, sizeof origin);
#endif
}

static int32_t start(void *instance, uint64_t ticket) {
  (void)instance, (void)ticket;
  http = host->get_extension(plugin, ROOST_HTTP_ID);
  state = host->get_extension(plugin, ROOST_STATE_ID);
  const roost_updates *updates = host->get_extension(plugin, ROOST_UPDATES_ID);
  if (!http || !state || !updates) return ROOST_DENIED;
  const roost_update_filter all = {.size = sizeof all};
  const roost_http_route routes[] = {
      {.size = sizeof(roost_http_route), .method_borrowed = TEXT("GET"),
       .pattern_borrowed = TEXT("/bench-state/count/{chat}"), .handler = on_count},
      {.size = sizeof(roost_http_route), .method_borrowed = TEXT("GET"),
       .pattern_borrowed = TEXT("/bench-state/handled"), .handler = on_handled},
  };
  int32_t code = updates->on(plugin, &all, on_update, NULL);
  for (int at = 0; at < 2 && code == ROOST_DONE; at++) code = http->route(plugin, &routes[at]);
  return code;
}

#include "life.h"
