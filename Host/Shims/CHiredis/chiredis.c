#include "chiredis.h"

#include <pthread.h>

static redisReplyObjectFunctions usual;
static redisReplyObjectFunctions bounded;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void *make_array(const redisReadTask *task, int elements) {
  return elements > CHIREDIS_ELEMENTS_MAX ? NULL : usual.createArray(task, elements);
}

/* hiredis has no name for its own functions: a parser that was made has them. */
static void copy(void) {
  redisReader *reader = redisReaderCreate();
  if (!reader) return;
  usual = bounded = *reader->fn;
  bounded.createArray = make_array;
  redisReaderFree(reader);
}

redisReader *chiredis_reader_make(void) {
  pthread_once(&once, copy);
  return bounded.createArray ? redisReaderCreateWithFunctions(&bounded) : NULL;
}

void chiredis_reply_free(redisReply *reply) {
  if (reply) freeReplyObject(reply);
}
