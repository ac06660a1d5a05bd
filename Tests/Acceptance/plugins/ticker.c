/* A plugin with schedules. RULES is a list of them, each "NAME|RULE|ZONE|JITTER|MISSED|MOST", parted by ";". What runs do
 * is in runs.h. GET /ID/runs/{name} answers with the keys that they add to and their values, a line each. WRONG is a list
 * of rules of which each must be refused. */
#define _GNU_SOURCE
#include "base.h"
#include "kept.h"
#include "roost/manifest.h"
#include "runs.h"

#define PATH "/" ID
#ifndef WRONG
#define WRONG ""
#endif

ROOST_MANIFEST("plugin.json");

static void listed(void *context, int32_t code, roost_bytes answer) {
  kept *one = context;
  char lines[8192] = "";
  size_t used = 0, at = sizeof(roost_state_page);
  while (code == ROOST_DONE && at < answer.size) {
    roost_state_item item;
    memcpy(&item, answer.data + at, sizeof item);
    const char *key = (const char *)answer.data + at + sizeof item;
    used += (size_t)snprintf(lines + used, sizeof lines - used, "%.*s %.*s\n", (int)item.key_size, key,
                             (int)item.value_size, key + item.key_size);
    if (used >= sizeof lines) break;
    at += (sizeof item + item.key_size + item.value_size + 7) & ~(size_t)7;
  }
  answer_with(one->self, one->ticket, code == ROOST_DONE ? 200 : 503, NULL, NULL, text(lines));
  free(one);
}

HANDLER(runs) {
  SELF;
  struct { roost_state_range range; char keys[16]; } question = {
      {.size = sizeof(roost_state_range), .limit = 100, .from_size = 5, .to_size = 5}, "runs/runs0"};
  kept *one = calloc(1, sizeof *one);
  if (one == NULL) return ROOST_RETRYABLE;
  *one = (kept){.self = self, .ticket = ticket};
  roost_bytes block = {(const uint8_t *)&question, sizeof question.range + 10};
  return kept_state->scan(self->plugin, event->loop, block, listed, one) == ROOST_DONE ? ROOST_PENDING : ROOST_RETRYABLE;
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

static int32_t declare(probe *self, const roost_schedule *schedule, const char *list, int32_t expected) {
  char *copy = strdup(list), *rest = copy, *line;
  int32_t code = ROOST_DONE;
  while (code == ROOST_DONE && (line = strsep(&rest, ";")) != NULL && *line != 0) {
    char *name = strsep(&line, "|"), *rule = strsep(&line, "|"), *zone = strsep(&line, "|");
    uint32_t jitter = (uint32_t)atoi(strsep(&line, "|")), missed = (uint32_t)atoi(strsep(&line, "|"));
    roost_schedule_rule one = {.size = sizeof one, .missed = missed, .most_runs = (uint32_t)atoi(line),
                               .jitter_seconds = jitter, .name_borrowed = text(name), .rule_borrowed = text(rule),
                               .zone_borrowed = text(zone), .handler = on_run};
    if (schedule->on(self->plugin, &one) != expected) code = ROOST_PERMANENT;
  }
  free(copy);
  return code;
}

static int32_t start(void *instance, uint64_t ticket) {
  (void)ticket;
  probe *self = instance;
  self->http = self->host->get_extension(self->plugin, ROOST_HTTP_ID);
  kept_state = self->host->get_extension(self->plugin, ROOST_STATE_ID);
  const roost_schedule *schedule = self->host->get_extension(self->plugin, ROOST_SCHEDULE_ID);
  if (self->http == NULL || kept_state == NULL || schedule == NULL) return ROOST_DENIED;
  roost_http_route route = {.size = sizeof route, .method_borrowed = text("GET"), .pattern_borrowed = text(PATH "/runs"),
                            .handler = runs};
  if (self->http->route(self->plugin, &route) != ROOST_DONE) return ROOST_INVALID;
  int32_t code = declare(self, schedule, RULES, ROOST_DONE);
  if (code != ROOST_DONE) return code;
  roost_schedule_rule small = {.size = sizeof small - 1, .name_borrowed = text("small"),
                               .rule_borrowed = text("* * * * *"), .handler = on_run};
  roost_schedule_rule deaf = {.size = sizeof deaf, .name_borrowed = text("deaf"), .rule_borrowed = text("* * * * *")};
  if (schedule->on(self->plugin, NULL) != ROOST_INVALID || schedule->on(self->plugin, &small) != ROOST_INVALID ||
      schedule->on(self->plugin, &deaf) != ROOST_INVALID || schedule->on(77, &small) != ROOST_STALE)
    return ROOST_PERMANENT;
  return declare(self, schedule, WRONG, ROOST_INVALID);
}

static int32_t configure(void *instance, roost_bytes json, uint64_t ticket) {
  (void)instance, (void)json, (void)ticket;
  return ROOST_DONE;
}

static int32_t stop(void *instance, uint64_t ticket) {
  (void)instance, (void)ticket;
  return ROOST_DONE;
}

static void destroy(void *instance) { free(instance); }

static const roost_plugin descriptor = {
    .size = sizeof(roost_plugin), .abi_major = ROOST_ABI_MAJOR, .abi_minor = ROOST_ABI_MINOR, .create = create,
    .configure = configure, .start = start, .stop = stop, .destroy = destroy};

ROOST_EXPORT const roost_plugin *roost_plugin_entry(void) { return &descriptor; }
