/* What a hostile plugin tries with the host's tables and the worker's descriptors. */
#pragma once

#include "attempts.h"
#include "crash_record.h"

static void code(attempt *try, int32_t result) {
  if (result == ROOST_DONE) tell(try, "done");
  else tell(try, "refused %d", result);
}

static int loop_socket(const attempt *try) { return WORKER_LOOPS + (int)try->event->loop - 1; }

static void push(attempt *try, int socket, const void *bytes, size_t size) {
  outcome(try, send(socket, bytes, size, MSG_NOSIGNAL));
}

static void push_head(attempt *try, int socket, uint32_t size, uint32_t kind, uint64_t id) {
  frame_head head = {.size = size, .kind = kind, .id = id};
  push(try, socket, &head, sizeof head);
}

/* The generation is in bits 46 to 58 of a ticket. */
ATTEMPT(try_frame_foreign) {
  push_head(try, loop_socket(try), sizeof(frame_head), FRAME_COMPLETE, try->ticket ^ (uint64_t)1 << 46);
}
ATTEMPT(try_frame_unknown) { push_head(try, loop_socket(try), sizeof(frame_head), 4711, try->ticket); }
ATTEMPT(try_frame_of_host) { push_head(try, loop_socket(try), sizeof(frame_head), FRAME_EVENT, try->ticket); }
ATTEMPT(try_frame_oversize) { push_head(try, loop_socket(try), FRAME_SIZE_MAX + 8, FRAME_COMPLETE, try->ticket); }
ATTEMPT(try_frame_undersize) { push_head(try, loop_socket(try), 8, FRAME_COMPLETE, try->ticket); }
ATTEMPT(try_frame_short) { push_head(try, loop_socket(try), sizeof(frame_head), FRAME_FAIL, try->ticket); }
ATTEMPT(try_frame_loaded) { push_head(try, WORKER_CONTROL, sizeof(frame_head), FRAME_LOADED, 7); }
ATTEMPT(try_frame_returned) { push_head(try, WORKER_CONTROL, sizeof(frame_head), FRAME_RETURNED, try->ticket); }
ATTEMPT(try_frame_pong) { push_head(try, loop_socket(try), sizeof(frame_head), FRAME_PONG, 4711); }
ATTEMPT(try_frame_call) { push_head(try, WORKER_CALLS, sizeof(frame_head), FRAME_LOG, 1); }

/* An answer whose parts claim more than the frame has. */
ATTEMPT(try_frame_lying) {
  struct { frame_head head; frame_answer answer; frame_text field; } frame = {
      .head = {sizeof frame, FRAME_RESPOND, try->ticket}, .answer = {200, 1}, .field = {0xFFFFFFF0u, 0xFFFFFFF0u}};
  push(try, loop_socket(try), &frame, sizeof frame);
}
ATTEMPT(try_frame_many_fields) {
  struct { frame_head head; frame_answer answer; } frame = {
      .head = {sizeof frame, FRAME_RESPOND, try->ticket}, .answer = {200, 0xFFFFFFFFu}};
  push(try, loop_socket(try), &frame, sizeof frame);
}

/* A crash report of its own making: the file it says to have crashed in is the first word. Ends the process. */
ATTEMPT(try_forged_report) {
  struct {
    struct crash_header header;
    struct crash_frame frames[2];
    struct crash_mapping mapping;
    char text[512];
  } record;
  memset(&record, 0, sizeof record);
  size_t length = strlen(try->words[0]);
  memcpy(record.text, try->words[0], length);
  record.frames[0] = (struct crash_frame){4096, 4096, 0, CRASH_FROM_COUNTER, 0};
  record.frames[1] = (struct crash_frame){UINT64_MAX, UINT64_MAX, 0, CRASH_FROM_SCAN, 0};
  record.mapping = (struct crash_mapping){.end = UINT64_MAX, .path_length = (uint16_t)length};
  record.header = (struct crash_header){
      .magic = CRASH_MAGIC, .version = CRASH_VERSION, .header_size = sizeof record.header,
      .record_size = sizeof record, .frame_count = 2, .frame_size = sizeof *record.frames, .mapping_count = 1,
      .mapping_size = sizeof record.mapping, .text_size = sizeof record.text, .kind = CRASH_SIGNAL, .signal = 9999,
      .ticket = UINT64_MAX, .thread_name = "\x1b[2Jforged"};
  if (write(WORKER_CRASH, &record, sizeof record) > 0) _exit(0);
}

/* Hands descriptors to whoever reads the socket, with a log line that is right. */
ATTEMPT(try_pass_descriptors) {
  struct { frame_head head; frame_log line; char text[8]; } frame = {
      .head = {sizeof frame, FRAME_LOG, ROOST_LOG_INFO}, .line = {0, 8}, .text = {"passed!"}};
  frame.text[7] = '!';
  struct iovec part = {&frame, sizeof frame};
  union { struct cmsghdr header; char bytes[CMSG_SPACE(16 * sizeof(int))]; } control;
  memset(&control, 0, sizeof control);
  control.header = (struct cmsghdr){CMSG_LEN(16 * sizeof(int)), SOL_SOCKET, SCM_RIGHTS};
  struct msghdr message = {
      .msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
  for (int turn = 0; turn < 8; turn++)
    if (outcome(try, sendmsg(WORKER_CONTROL, &message, MSG_NOSIGNAL)) < 0) return;
}

/* Lines as if another plugin, or nobody, had written them. */
ATTEMPT(try_log_as_other) {
  roost_field fields[] = {{text("plugin"), text("other")}, {text("generation"), text("1")},
                          {text("level"), text("critical")}, {text("message"), text("forged message")},
                          {text("time"), text("then")}, {text("logger"), text("host")}};
  try->self->host->log(try->self->plugin, ROOST_LOG_INFO, text("a line with fields of the host"), fields, 6);
  try->self->host->log(try->self->plugin, ROOST_LOG_INFO, text("first\n{\"plugin\":\"other\"}\x1b[2J"), NULL, 0);
  tell(try, "done");
}
/* Words: how many. */
ATTEMPT(try_stale_flood) {
  for (long turn = number(try, 0); turn > 0; turn--) try->self->host->complete(try->ticket + 1, text("x"));
  tell(try, "done");
}
ATTEMPT(try_log_flood) {
  for (long turn = number(try, 0); turn > 0; turn--) say(try->self, "a flood of lines");
  tell(try, "done");
}
ATTEMPT(try_print_flood) {
  static const char line[] = "a flood of words\n";
  for (long turn = number(try, 0); turn > 0; turn--)
    if (write(1, line, sizeof line - 1) < 0) break;
  tell(try, "done");
}
ATTEMPT(try_refusal_flood) {
  for (long turn = number(try, 0); turn > 0; turn--) kill(1, 0);
  tell(try, "done");
}

/* The first completion is the plugin's right, the second a mistake. */
ATTEMPT(try_complete_twice) {
  answer(try->self, try->ticket, "done first");
  int32_t second = answer(try->self, try->ticket, "done second");
  int32_t third = try->self->host->complete(try->ticket, text("third"));
  char line[64];
  snprintf(line, sizeof line, "second completion %d, third %d", second, third);
  say(try->self, line);
}
ATTEMPT(try_stale_ticket) { code(try, try->self->host->complete(try->ticket + 1, text("x"))); }
ATTEMPT(try_stale_timer) { code(try, try->self->host->timer_cancel(((uint64_t)1 << 48) | 4711)); }
ATTEMPT(try_wild_timer) { code(try, try->self->host->timer_cancel(UINT64_MAX)); }
ATTEMPT(try_wild_loop) { code(try, try->self->host->loop_post(try->self->plugin, 4711, free, NULL)); }
ATTEMPT(try_foreign_loop) { code(try, try->self->host->loop_post(try->self->plugin + 1, 0, free, NULL)); }
ATTEMPT(try_foreign_extension) {
  code(try, try->self->host->get_extension(try->self->plugin + 1, ROOST_HTTP_ID) ? ROOST_DONE : ROOST_DENIED);
}
ATTEMPT(try_unknown_extension) {
  code(try, try->self->host->get_extension(try->self->plugin, "roost.nothing/1") ? ROOST_DONE : ROOST_DENIED);
}
static int32_t add_route(probe *self, uint64_t plugin, const char *pattern, roost_handler handler) {
  roost_http_route route = {.size = sizeof route, .method_borrowed = text("GET"),
                            .pattern_borrowed = text(pattern), .handler = handler};
  return self->http->route(plugin, &route);
}
static int32_t stolen(void *instance, void *user, const roost_event *event, uint64_t ticket) {
  (void)user;
  (void)event;
  return answer(instance, ticket, "stolen");
}
ATTEMPT(try_route_flood) {
  for (long turn = number(try, 0); turn > 0; turn--) add_route(try->self, try->self->plugin, "/" ID "/late", stolen);
  tell(try, "done");
}
ATTEMPT(try_late_route) { code(try, add_route(try->self, try->self->plugin, "/" ID "/late", stolen)); }
ATTEMPT(try_foreign_route) { code(try, add_route(try->self, try->self->plugin + 1, "/" ID "/late", stolen)); }
