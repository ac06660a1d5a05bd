/* A plugin that turns its state by hand: the key "form" says of which version it is, WRITES is the one that this one
 * writes. It turns the state when it starts and when it is told to, with a ROOST_STATE_FORM in the commit. POST /ID/put
 * writes a key and answers with the commit's code; GET /ID/form tells WRITES. With REFUSES it turns the state and then
 * fails to start; POST /ID/die ends the process. */
#include "base.h"
#include "roost/manifest.h"
#include "roost/state.h"

#ifndef WRITES
#define WRITES 1
#endif

ROOST_MANIFEST("plugin.json");

static const roost_state *state;

typedef struct step {
  probe *self;
  uint64_t ticket;
  int32_t error; /* with which the step ends though the commit was done */
} step;

static void turned(void *context, int32_t code, roost_bytes bytes) {
  step *one = context;
  if (code == ROOST_DONE && one->error == ROOST_DONE) {
    one->self->host->complete(one->ticket, text(""));
  } else {
    one->self->host->fail(one->ticket, code == ROOST_DONE ? one->error : code, code == ROOST_DONE ? text("told to") : bytes);
  }
  free(one);
}

static void put_done(void *context, int32_t code, roost_bytes bytes) {
  step *one = context;
  char number[32];
  (void)bytes;
  snprintf(number, sizeof number, "%d", code);
  answer(one->self, one->ticket, number);
  free(one);
}

/* Puts "form", and says that the state is of that version when it is not 0. */
static int32_t commit(step *one, int64_t form, roost_answered function) {
  struct {
    roost_state_commit head;
    roost_state_item put;
    char content[8]; /* the key, the value, padding */
    roost_state_item form;
  } block = {
      .head = {.size = sizeof(roost_state_commit), .count = form == 0 ? 1 : 2},
      .put = {.kind = ROOST_STATE_PUT, .key_size = 4, .value_size = 1},
      .form = {.kind = ROOST_STATE_FORM, .number = form},
  };
  memcpy(block.content, "form", 4);
  block.content[4] = (char)('0' + (form == 0 ? WRITES : form));
  one->self->host->random(block.head.id, sizeof block.head.id);
  roost_bytes bytes = {(const uint8_t *)&block, sizeof block - (form == 0 ? sizeof block.form : 0)};
  int32_t code = state->commit(one->self->plugin, 0, bytes, function, one);
  if (code != ROOST_DONE) free(one);
  return code == ROOST_DONE ? ROOST_PENDING : code;
}

static step *new_step(probe *self, uint64_t ticket, int32_t error) {
  step *one = calloc(1, sizeof *one);
  if (one == NULL) abort();
  *one = (step){self, ticket, error};
  return one;
}

HANDLER(put) {
  SELF;
  return commit(new_step(self, ticket, ROOST_DONE), 0, put_done);
}

HANDLER(tell) {
  SELF;
  char number[32];
  snprintf(number, sizeof number, "%d", WRITES);
  return answer(self, ticket, number);
}

HANDLER(die) {
  SELF;
  abort();
}

static int32_t create(const roost_host *host, uint64_t plugin, void **instance, uint64_t ticket) {
  (void)ticket;
  probe *self = calloc(1, sizeof *self);
  if (self == NULL) return ROOST_RETRYABLE;
  self->host = host;
  self->plugin = plugin;
  *instance = self;
  return ROOST_DONE;
}

static int32_t turn(probe *self, int64_t form, uint64_t ticket, int32_t error) {
  char line[64];
  snprintf(line, sizeof line, "of %d to %d", WRITES, (int)form);
  say(self, line);
  return commit(new_step(self, ticket, error), form, turned);
}

static int32_t start(void *instance, uint64_t ticket) {
  probe *self = instance;
  self->http = self->host->get_extension(self->plugin, ROOST_HTTP_ID);
  state = self->host->get_extension(self->plugin, ROOST_STATE_ID);
  if (self->http == NULL || state == NULL) return ROOST_DENIED;
  static const struct { const char *method, *pattern; roost_handler handler; } routes[] = {
      {"POST", "/" ID "/put", put}, {"GET", "/" ID "/form", tell}, {"POST", "/" ID "/die", die}};
  for (size_t at = 0; at < sizeof routes / sizeof *routes; at++) {
    roost_http_route route = {.size = sizeof route, .method_borrowed = text(routes[at].method),
                              .pattern_borrowed = text(routes[at].pattern), .handler = routes[at].handler};
    int32_t code = self->http->route(self->plugin, &route);
    if (code != ROOST_DONE) return code;
  }
#ifdef REFUSES
  return turn(self, WRITES, ticket, ROOST_PERMANENT);
#else
  return turn(self, WRITES, ticket, ROOST_DONE);
#endif
}

static int32_t migrate_state(void *instance, uint32_t version, uint64_t ticket) {
  probe *self = instance;
  state = self->host->get_extension(self->plugin, ROOST_STATE_ID);
  return turn(self, version, ticket, ROOST_DONE);
}

static int32_t resume(void *instance, uint64_t ticket) { return turn(instance, WRITES, ticket, ROOST_DONE); }

static int32_t nothing(void *instance, uint64_t ticket) {
  (void)instance, (void)ticket;
  return ROOST_DONE;
}

static void destroy(void *instance) { free(instance); }

static const roost_plugin descriptor = {
    .size = sizeof(roost_plugin), .abi_major = ROOST_ABI_MAJOR, .abi_minor = ROOST_ABI_MINOR, .create = create,
    .start = start, .migrate_state = migrate_state, .resume = resume, .stop = nothing, .destroy = destroy};

ROOST_EXPORT const roost_plugin *roost_plugin_entry(void) { return &descriptor; }
