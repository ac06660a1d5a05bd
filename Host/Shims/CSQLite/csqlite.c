#include "csqlite.h"

int csqlite_bind_bytes(sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 size) {
  if (size == 0) return sqlite3_bind_zeroblob(statement, index, 0);
  return sqlite3_bind_blob64(statement, index, bytes, size, SQLITE_TRANSIENT);
}

int csqlite_bind_text(sqlite3_stmt *statement, int index, const unsigned char *text, long size) {
  return sqlite3_bind_text64(statement, index, size == 0 ? "" : (const char *)text, (sqlite3_uint64)size,
                             SQLITE_TRANSIENT, SQLITE_UTF8);
}

static int keep(void *pages, sqlite3 *connection, const char *database, int count) {
  (void)connection;
  (void)database;
  *(int *)pages = count;
  return SQLITE_OK;
}

void csqlite_count_log(sqlite3 *connection, int *pages) { sqlite3_wal_hook(connection, keep, pages); }
