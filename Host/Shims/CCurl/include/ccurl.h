/* What Roost uses of libcurl. Its setters and getters take arguments of any type, which Swift cannot call: here is one
 * of each type. */
#ifndef ROOST_CCURL_H
#define ROOST_CCURL_H

#include <curl/curl.h>

/* Once, before any other call. */
void ccurl_global_init(void);

CURLcode ccurl_set_number(CURL *easy, CURLoption option, long value);
/* libcurl copies the text. */
CURLcode ccurl_set_text(CURL *easy, CURLoption option, const char *text);
/* What the pointer leads to must outlive the transfer. */
CURLcode ccurl_set_pointer(CURL *easy, CURLoption option, const void *pointer);
/* Both are called with the context. */
CURLcode ccurl_set_receivers(CURL *easy, curl_write_callback body, curl_write_callback head, void *context);
/* Asks for a body's bytes, once: without a way back libcurl fails rather than send some of them again. */
CURLcode ccurl_set_sender(CURL *easy, curl_read_callback body, void *context);
CURLcode ccurl_set_opensocket(CURL *easy, curl_opensocket_callback function, void *context);

long ccurl_get_number(CURL *easy, CURLINFO info);
/* NULL when there is none; libcurl's. */
const char *ccurl_get_text(CURL *easy, CURLINFO info);
void *ccurl_get_context(CURL *easy);

void ccurl_multi_set_number(CURLM *multi, CURLMoption option, long value);
void ccurl_multi_set_functions(CURLM *multi, curl_socket_callback socket, curl_multi_timer_callback timer, void *context);

/* A transfer that has ended, its handle removed; NULL when none has. */
CURL *ccurl_multi_next(CURLM *multi, CURLcode *result);

/* An address as getaddrinfo gives it: the four or sixteen bytes of it, or 0 for another family. */
int ccurl_address(const struct curl_sockaddr *address, unsigned char bytes[16]);
/* A socket for an address that is closed when another program is run; CURL_SOCKET_BAD when there is none. */
curl_socket_t ccurl_socket(const struct curl_sockaddr *address);

/* Waiting for the sockets that libcurl names: an epoll descriptor, -1 with errno set when there is none. */
int ccurl_poll_make(void);
/* Watches a socket for CURL_POLL_..., as curl_socket_callback is told; `is_known` once it was watched before. */
void ccurl_poll_watch(int poll, int socket, int what, int is_known);

typedef struct ccurl_ready {
  int socket;
  int mask; /* CURL_CSELECT_... */
} ccurl_ready;
/* Waits until sockets are ready, for at most so many milliseconds, -1 for ever: how many are. At most 64. */
int ccurl_poll_wait(int poll, ccurl_ready *ready, int milliseconds);
#define CCURL_READY_MAX 64

#endif
