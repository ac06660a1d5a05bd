/* roost.schedule/1: what is due again and again, by a rule of cron's and the clocks of a time zone.
 *
 * A plugin declares its schedules in start; each time one is due, its handler gets a run: an event that is kept until it
 * is acknowledged, as state.h says. A run comes once for each due time, whatever crashes when; which rules there
 * are, and what becomes of runs that were missed, is in docs/schedules.md. */
#ifndef ROOST_SCHEDULE_H
#define ROOST_SCHEDULE_H

#include "abi.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ROOST_SCHEDULE_ID "roost.schedule/1"

#define ROOST_SCHEDULE_RULE_MAX 256    /* bytes of a rule */
#define ROOST_SCHEDULE_ZONE_MAX 128    /* bytes of a time zone's name */
#define ROOST_SCHEDULE_JITTER_MAX 3600 /* seconds */
#define ROOST_SCHEDULE_RUNS_MAX 1000   /* missed runs that are made up for */
#define ROOST_SCHEDULES_MAX 256        /* schedules of a plugin */

/* What becomes of runs that were due while none could start: the host was down, the plugin did not serve, the clock
 * jumped ahead. A run that is at most a minute late is on time. */
#define ROOST_MISSED_SKIP 0 /* they are left out */
#define ROOST_MISSED_ONCE 1 /* one stands for all of them, with the last one's time, unless one is on time anyway */
#define ROOST_MISSED_ALL 2  /* the last `most_runs` of them are made up for, oldest first */

/* A schedule. */
typedef struct roost_schedule_rule {
  uint32_t size;
  uint32_t missed;           /* ROOST_MISSED_... */
  uint32_t most_runs;        /* ROOST_MISSED_ALL: 1 to ROOST_SCHEDULE_RUNS_MAX; else 0 */
  uint32_t jitter_seconds;   /* runs start up to so much later, each time by an amount of its own */
  roost_bytes name_borrowed; /* as a job's (events.h), up to ROOST_TOPIC_MAX bytes; each has one */
  roost_bytes rule_borrowed; /* five fields, "0 3 * * *", or a word, "@daily" */
  roost_bytes zone_borrowed; /* a name of the system's database, "Europe/Berlin"; empty: UTC */
  roost_handler handler;
  void *user;
} roost_schedule_rule;

/* The block of a ROOST_EVENT_RUN is a roost_message (events.h): the schedule's name, when the run was due (without
 * jitter), the plugin's own id as sender. It has no body. */

typedef struct roost_schedule {
  uint32_t size;
  uint32_t revision; /* 1 */

  /* Declares a schedule; takes effect with start. One that is new, or whose rule or zone is another than before,
   * counts from now on; one that is the same goes on where it was, also over reloads and restarts. What start does
   * not declare any more is forgotten. Runs of a schedule are handled one after the other. A handler completes with
   * nothing. ROOST_INVALID for a malformed rule, an unknown zone, bounds that do not hold, a name that is none or that
   * is there already; the reason is logged. [control], in start */
  int32_t (*on)(uint64_t plugin, const roost_schedule_rule *rule_borrowed);
} roost_schedule;

#ifdef __cplusplus
}
#endif
#endif
