/*
 * A plugin that tries what it must not: POST /hostile/try/NAME, with words in the body, makes the attempt of
 * that name in attempts.h or forgeries.h and answers its outcome. While it starts it asks for routes of others.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>

#include "attempts.h"
#include "forgeries.h"
#include "roost/manifest.h"

ROOST_MANIFEST("plugin.json");

#define ONE(name) {#name, try_##name}

static const struct {
  const char *name;
  void (*make)(attempt *);
} attempts[] = {
    ONE(read), ONE(write), ONE(open_mode_3), ONE(open_truncate), ONE(openat2), ONE(create), ONE(list),
    ONE(stat), ONE(truncate), ONE(unlink), ONE(rename), ONE(link), ONE(symlink), ONE(mkdir), ONE(fifo),
    ONE(chmod), ONE(fchmod), ONE(tcp), ONE(udp), ONE(unix), ONE(listen), ONE(netlink), ONE(datagram_pair),
    ONE(connect_own), ONE(bind_own), ONE(fork), ONE(posix_spawn), ONE(system), ONE(execve), ONE(execveat),
    ONE(clone_user_namespace), ONE(clone_process), ONE(ptrace), ONE(read_memory), ONE(write_memory),
    ONE(kill), ONE(tgkill), ONE(sigqueue), ONE(pidfd), ONE(signal_by_owner), ONE(raise_limit),
    ONE(limit_host), ONE(io_uring_setup), ONE(memfd_create), ONE(unshare), ONE(setns), ONE(setuid),
    ONE(setgid), ONE(setresuid), ONE(setgroups), ONE(chroot), ONE(mount), ONE(bpf), ONE(perf_event_open),
    ONE(userfaultfd), ONE(keyctl), ONE(add_key), ONE(inotify_init1), ONE(fanotify_init), ONE(seccomp),
    ONE(landlock_create_ruleset), ONE(setsid), ONE(shmget), ONE(msgget), ONE(semget), ONE(personality),
    ONE(syslog), ONE(sethostname), ONE(kcmp), ONE(process_madvise), ONE(open_by_handle_at),
    ONE(name_to_handle_at), ONE(sched_setscheduler), ONE(mlockall), ONE(dumpable), ONE(keep_living),
    ONE(map_shared), ONE(map_growing), ONE(map_zero), ONE(move_stack), ONE(shrink_heap),
    ONE(subreaper), ONE(terminal), ONE(descriptors), ONE(search), ONE(environment), ONE(frame_foreign),
    ONE(frame_unknown), ONE(frame_of_host), ONE(frame_oversize), ONE(frame_undersize), ONE(frame_short),
    ONE(frame_loaded), ONE(frame_returned), ONE(frame_pong), ONE(frame_call), ONE(frame_lying),
    ONE(frame_many_fields), ONE(forged_report), ONE(pass_descriptors), ONE(complete_twice), ONE(stale_ticket),
    ONE(stale_timer), ONE(wild_timer), ONE(wild_loop), ONE(foreign_loop), ONE(foreign_extension),
    ONE(unknown_extension), ONE(late_route), ONE(foreign_route), ONE(log_as_other), ONE(stale_flood),
    ONE(log_flood), ONE(print_flood), ONE(refusal_flood), ONE(route_flood),
};

static void split(attempt *try, char *words) {
  char *rest = NULL, *word = strtok_r(words, " ", &rest);
  for (int at = 0; at < WORDS; at++) {
    try->words[at] = word ? word : "";
    if (word) word = strtok_r(NULL, " ", &rest);
  }
}

HANDLER(make) {
  SELF;
  const roost_http_request *request = event->block_ticket;
  const roost_span *parameters = (const void *)((const uint8_t *)request + request->parameters_offset);
  roost_bytes name = roost_span_bytes(request, parameters[0]);
  char words[2048] = "";
  if (event->body_ticket.size >= sizeof words) return ROOST_INVALID;
  memcpy(words, event->body_ticket.data, event->body_ticket.size);
  attempt try = {.self = self, .event = event, .ticket = ticket};
  split(&try, words);
  for (size_t at = 0; at < sizeof attempts / sizeof *attempts; at++) {
    if (strlen(attempts[at].name) != name.size || memcmp(attempts[at].name, name.data, name.size) != 0) continue;
    attempts[at].make(&try);
    int32_t told = answer(self, ticket, try.told);
    return told == ROOST_STALE ? ROOST_PENDING : told;
  }
  return answer(self, ticket, "no such attempt");
}

HANDLER(mark) { SELF; return answer(self, ticket, MARK "\n"); }

static int32_t create(const roost_host *host, uint64_t plugin, void **instance, uint64_t ticket) {
  (void)ticket;
  probe *self = calloc(1, sizeof *self);
  if (self == NULL) return ROOST_RETRYABLE;
  self->host = host;
  self->plugin = plugin;
  *instance = self;
  return ROOST_DONE;
}

static int32_t nothing(void *instance, uint64_t ticket) {
  (void)instance;
  (void)ticket;
  return ROOST_DONE;
}

static int32_t configure(void *instance, roost_bytes json, uint64_t ticket) {
  (void)json;
  return nothing(instance, ticket);
}

static int32_t start(void *instance, uint64_t ticket) {
  (void)ticket;
  probe *self = instance;
  self->http = self->host->get_extension(self->plugin, ROOST_HTTP_ID);
  if (self->http == NULL) return ROOST_DENIED;
  static const char *const others[] = {"/other/mark", "/", "/" ID "x", "/{any}", "/{rest...}", "/" ID "/../other"};
  for (size_t at = 0; at < sizeof others / sizeof *others; at++) {
    char line[64];
    snprintf(line, sizeof line, "route %s: %d", others[at], add_route(self, self->plugin, others[at], stolen));
    say(self, line);
  }
  roost_http_route route = {.size = sizeof route, .method_borrowed = text("POST"),
                            .pattern_borrowed = text("/" ID "/try/{name}"), .handler = make};
  int32_t code = self->http->route(self->plugin, &route);
  return code == ROOST_DONE ? add_route(self, self->plugin, "/" ID "/mark", mark) : code;
}

static void destroy(void *instance) { free(instance); }

static const roost_plugin descriptor = {
    .size = sizeof(roost_plugin),
    .abi_major = ROOST_ABI_MAJOR,
    .abi_minor = ROOST_ABI_MINOR,
    .create = create,
    .configure = configure,
    .start = start,
    .stop = nothing,
    .destroy = destroy,
};

ROOST_EXPORT const roost_plugin *roost_plugin_entry(void) { return &descriptor; }
