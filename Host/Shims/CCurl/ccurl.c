#include "ccurl.h"

#include <netinet/in.h>
#include <stddef.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

void ccurl_global_init(void) { curl_global_init(CURL_GLOBAL_DEFAULT); }

CURLcode ccurl_set_number(CURL *easy, CURLoption option, long value) {
  return curl_easy_setopt(easy, option, value);
}

CURLcode ccurl_set_text(CURL *easy, CURLoption option, const char *text) {
  return curl_easy_setopt(easy, option, text);
}

CURLcode ccurl_set_pointer(CURL *easy, CURLoption option, const void *pointer) {
  return curl_easy_setopt(easy, option, pointer);
}

CURLcode ccurl_set_receivers(CURL *easy, curl_write_callback body, curl_write_callback head, void *context) {
  CURLcode code = curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, body);
  if (code == CURLE_OK) code = curl_easy_setopt(easy, CURLOPT_WRITEDATA, context);
  if (code == CURLE_OK) code = curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, head);
  if (code == CURLE_OK) code = curl_easy_setopt(easy, CURLOPT_HEADERDATA, context);
  if (code == CURLE_OK) code = curl_easy_setopt(easy, CURLOPT_PRIVATE, context);
  return code;
}

CURLcode ccurl_set_sender(CURL *easy, curl_read_callback body, void *context) {
  CURLcode code = curl_easy_setopt(easy, CURLOPT_READFUNCTION, body);
  if (code == CURLE_OK) code = curl_easy_setopt(easy, CURLOPT_READDATA, context);
  return code;
}

CURLcode ccurl_set_opensocket(CURL *easy, curl_opensocket_callback function, void *context) {
  CURLcode code = curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, function);
  if (code == CURLE_OK) code = curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, context);
  return code;
}

long ccurl_get_number(CURL *easy, CURLINFO info) {
  long value = 0;
  return curl_easy_getinfo(easy, info, &value) == CURLE_OK ? value : 0;
}

const char *ccurl_get_text(CURL *easy, CURLINFO info) {
  const char *text = NULL;
  return curl_easy_getinfo(easy, info, &text) == CURLE_OK ? text : NULL;
}

void *ccurl_get_context(CURL *easy) {
  char *context = NULL;
  return curl_easy_getinfo(easy, CURLINFO_PRIVATE, &context) == CURLE_OK ? context : NULL;
}

void ccurl_multi_set_number(CURLM *multi, CURLMoption option, long value) {
  curl_multi_setopt(multi, option, value);
}

void ccurl_multi_set_functions(CURLM *multi, curl_socket_callback socket, curl_multi_timer_callback timer,
                               void *context) {
  curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, socket);
  curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, context);
  curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, timer);
  curl_multi_setopt(multi, CURLMOPT_TIMERDATA, context);
}

CURL *ccurl_multi_next(CURLM *multi, CURLcode *result) {
  int left = 0;
  CURLMsg *message;
  while ((message = curl_multi_info_read(multi, &left)) != NULL) {
    if (message->msg != CURLMSG_DONE) continue;
    CURL *easy = message->easy_handle;
    *result = message->data.result;
    curl_multi_remove_handle(multi, easy);
    return easy;
  }
  return NULL;
}

int ccurl_address(const struct curl_sockaddr *address, unsigned char bytes[16]) {
  switch (address->family) {
    case AF_INET:
      memcpy(bytes, &((const struct sockaddr_in *)&address->addr)->sin_addr, 4);
      return 4;
    case AF_INET6:
      /* A sockaddr_in6 is larger than a sockaddr; libcurl leaves room for it behind `addr`. */
      memcpy(bytes, (const char *)&address->addr + offsetof(struct sockaddr_in6, sin6_addr), 16);
      return 16;
    default: return 0;
  }
}

curl_socket_t ccurl_socket(const struct curl_sockaddr *address) {
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

int ccurl_poll_make(void) { return epoll_create1(EPOLL_CLOEXEC); }

void ccurl_poll_watch(int poll, int socket, int what, int is_known) {
  struct epoll_event event = {0, {.fd = socket}};
  if (what == CURL_POLL_REMOVE) {
    epoll_ctl(poll, EPOLL_CTL_DEL, socket, &event);
    return;
  }
  if (what != CURL_POLL_OUT) event.events |= EPOLLIN;
  if (what != CURL_POLL_IN) event.events |= EPOLLOUT;
  epoll_ctl(poll, is_known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, socket, &event);
}

int ccurl_poll_wait(int poll, ccurl_ready *ready, int milliseconds) {
  struct epoll_event events[CCURL_READY_MAX];
  int count = epoll_wait(poll, events, CCURL_READY_MAX, milliseconds);
  for (int i = 0; i < count; i++) {
    int mask = 0;
    if (events[i].events & EPOLLIN) mask |= CURL_CSELECT_IN;
    if (events[i].events & EPOLLOUT) mask |= CURL_CSELECT_OUT;
    if (events[i].events & (EPOLLERR | EPOLLHUP)) mask |= CURL_CSELECT_ERR;
    ready[i].socket = events[i].data.fd;
    ready[i].mask = mask;
  }
  return count < 0 ? 0 : count;
}
