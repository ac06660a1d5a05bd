/* SQLite's C interface, with what Swift does not see of it: macros with casts, and callbacks. */
#ifndef ROOST_CSQLITE_H
#define ROOST_CSQLITE_H

#include <sqlite3.h>

/* Binds bytes that SQLite copies (SQLITE_TRANSIENT); no bytes are an empty blob, not NULL. */
int csqlite_bind_bytes(sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 size);

/* Binds text that SQLite copies. */
int csqlite_bind_text(sqlite3_stmt *statement, int index, const unsigned char *text, long size);

/* From now on each commit of the connection leaves the number of pages in the log at `pages`, and no commit
 * makes a checkpoint (sqlite3_wal_hook). `pages` must stay until the connection is closed. */
void csqlite_count_log(sqlite3 *connection, int *pages);

#endif
