/* Reading what a waiting call's arguments point at. */
#ifndef ROOST_WORKER_NOTICE_H
#define ROOST_WORKER_NOTICE_H

#include "cworker.h"

/* Sets path or address of a notice whose numbers are set, where the call has one and it can be read. */
void notice_describe(struct notice *notice);

/* Joins an absolute folder and a path, or takes the path alone when absolute, without ".", ".." and doubled
 * slashes; links are not looked at. Returns the length written, without the terminator, or 0 when it does not
 * fit in room. */
size_t notice_normalise(const char *folder, const char *path, char *into, size_t room);

/* How a call that opens or changes treats a link at the end of its path: 1 follows it, 0 means the link
 * itself, -1: another call. */
int notice_follows(const struct notice *notice);

/* Where a path leads, seen from here: absolute, every link followed, but one at its end only when asked for.
 * What it names need not be there yet. Returns 0 when it cannot be said: paths of /proc mean another process
 * here. into has room for NOTICE_PATH_MAX. */
int notice_real(const char *folder, const char *path, int follows, char *into);

#endif
