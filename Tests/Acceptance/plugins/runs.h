/* What is done with a run of a schedule: it adds to "runs/NAME/DUE", DUE in minutes since 1970, and acknowledges, in one
 * commit. */
#pragma once

#include "base.h"
#include "kept.h"
#include "roost/schedule.h"

HANDLER(on_run) {
  SELF;
  const roost_message *message = event->block_ticket;
  if (event->kind != ROOST_EVENT_RUN || event->body_ticket.size != 0) return ROOST_INVALID;
  roost_bytes name = roost_span_bytes(message, message->name);
  kept *one = calloc(1, sizeof *one);
  if (one == NULL) return ROOST_RETRYABLE;
  *one = (kept){.self = self, .ticket = ticket, .loop = event->loop};
  change made = {0};
  char key[160];
  snprintf(key, sizeof key, "runs/%.*s/%lld", (int)name.size, name.data, (long long)(message->time_ms / 60000));
  say(self, key);
  send_change(one, &made, add(&made, 0, key), ticket, committed);
  return ROOST_PENDING;
}

/* Declares as many schedules of every minute, run.0 and on, all of whose missed runs are made up for. */
static inline int32_t add_minutes(probe *self, int count) {
  const roost_schedule *schedule = self->host->get_extension(self->plugin, ROOST_SCHEDULE_ID);
  if (schedule == NULL) return ROOST_DENIED;
  for (int at = 0; at < count; at++) {
    char name[16];
    snprintf(name, sizeof name, "run.%d", at);
    roost_schedule_rule rule = {.size = sizeof rule, .missed = ROOST_MISSED_ALL, .most_runs = 100, .name_borrowed = text(name),
                                .rule_borrowed = text("* * * * *"), .handler = on_run};
    int32_t code = schedule->on(self->plugin, &rule);
    if (code != ROOST_DONE) return code;
  }
  return ROOST_DONE;
}
