/* A way for SQLite to reach files that counts and fails on demand: a disk that is full or broken. */
#ifndef ROOST_TESTS_FAULTS_H
#define ROOST_TESTS_FAULTS_H

typedef struct faults faults;

/* Registers a VFS of this name over the usual one. It stays as long as the process. */
faults *faults_make(const char *name);

/* How often the write-ahead log was synced. */
int faults_log_syncs(faults *faults);

/* From now on writing to the log, or syncing it, fails with these codes of SQLite's; 0 works. A sync that
 * fails leaves what was written where it is. */
void faults_set(faults *faults, int write_code, int sync_code);

/* From now on `PRAGMA synchronous` cannot be changed in any connection that is opened in this process, and
 * is NORMAL. */
void faults_pin_synchronous(void);

#endif
