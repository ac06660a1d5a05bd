/* simdjson behind C: what the host needs to know of a Telegram update, in one pass.
 * Names and shapes: https://core.telegram.org/bots/api#update */
#ifndef CSIMDJSON_H
#define CSIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CSIMDJSON_OK 0
#define CSIMDJSON_MALFORMED 1     /* not JSON; `detail` says why */
#define CSIMDJSON_TOO_DEEP 2      /* more than CSIMDJSON_DEPTH_MAX objects and arrays in one another */
#define CSIMDJSON_NOT_UTF8 3
#define CSIMDJSON_NOT_OBJECT 4
#define CSIMDJSON_ID_MISSING 5    /* no update_id */
#define CSIMDJSON_ID_WRONG 6      /* update_id is no integer */
#define CSIMDJSON_OUT_OF_RANGE 7  /* the number `detail` names does not fit 64 bits with a sign */
#define CSIMDJSON_WRONG_TYPE 8    /* the field `detail` names has another type than Telegram's */
#define CSIMDJSON_NO_MEMORY 9

#define CSIMDJSON_DEPTH_MAX 64

/* Bytes that may be read, but are not looked at, behind the document. */
#define CSIMDJSON_PADDING 64

/* Unescaped UTF-8 in the thread's parser: valid until this thread's next call of this header. */
typedef struct csimdjson_text {
  const char *data;
  size_t size;
} csimdjson_text;

/* Absent numbers are 0, absent texts empty. */
typedef struct csimdjson_update {
  uint32_t kind;      /* ROOST_UPDATE_... */
  uint32_t chat_type; /* ROOST_CHAT_... */
  int64_t update_id;
  int64_t chat_id;
  int64_t user_id;
  int64_t message_id;
  int64_t date;
  csimdjson_text text;
  csimdjson_text callback_id;
  csimdjson_text callback_data;
  csimdjson_text language;
  const char *detail; /* a constant, when the result is not CSIMDJSON_OK; else NULL */
} csimdjson_update;

/* Checks that the bytes are one JSON object and nothing else, and reads the envelope. The first of
 * several equal keys counts. `capacity` bytes from `json` on are readable; with less than
 * CSIMDJSON_PADDING behind the document it is copied first. Any thread; one parser a thread. */
int32_t csimdjson_scan(const uint8_t *json, size_t size, size_t capacity, csimdjson_update *update);

/* Frees what a document of more than 64 KiB made the thread's parser keep. */
void csimdjson_trim(void);

#ifdef __cplusplus
}
#endif
#endif
