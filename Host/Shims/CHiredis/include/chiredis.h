/* What Roost uses of hiredis 0.14: commands are formatted and replies parsed; sockets are not its business. */
#ifndef ROOST_CHIREDIS_H
#define ROOST_CHIREDIS_H

#include <hiredis/hiredis.h>

/* Most elements of an array that a server sends. hiredis would take its word for any number. */
enum { CHIREDIS_ELEMENTS_MAX = 1 << 20 };

/* A parser whose replies are `redisReply`, to be freed with freeReplyObject; NULL without memory. An array of more
 * than CHIREDIS_ELEMENTS_MAX elements is an error. */
redisReader *chiredis_reader_make(void);

/* Frees a reply; NULL is none. */
void chiredis_reply_free(redisReply *reply);

#endif
