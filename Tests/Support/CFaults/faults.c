#include "faults.h"

#include <sqlite3.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

struct faults {
  sqlite3_vfs vfs;
  sqlite3_vfs *usual;
  atomic_int log_syncs;
  atomic_int write_code;
  atomic_int sync_code;
};

typedef struct file {
  sqlite3_file base;
  faults *owner;
  int is_log;
  sqlite3_file *usual;
} file;

#define USUAL(f) ((file *)(f))->usual
#define CALL(f, name, ...) USUAL(f)->pMethods->name(USUAL(f), ##__VA_ARGS__)

static int close_file(sqlite3_file *f) { return CALL(f, xClose); }
static int read_file(sqlite3_file *f, void *to, int size, sqlite3_int64 at) {
  return CALL(f, xRead, to, size, at);
}
static int write_file(sqlite3_file *f, const void *from, int size, sqlite3_int64 at) {
  file *self = (file *)f;
  int code = self->is_log ? atomic_load(&self->owner->write_code) : 0;
  return code ? code : CALL(f, xWrite, from, size, at);
}
static int truncate_file(sqlite3_file *f, sqlite3_int64 size) { return CALL(f, xTruncate, size); }
static int sync_file(sqlite3_file *f, int flags) {
  file *self = (file *)f;
  if (!self->is_log) return CALL(f, xSync, flags);
  atomic_fetch_add(&self->owner->log_syncs, 1);
  int code = atomic_load(&self->owner->sync_code);
  return code ? code : CALL(f, xSync, flags);
}
static int size_file(sqlite3_file *f, sqlite3_int64 *size) { return CALL(f, xFileSize, size); }
static int lock_file(sqlite3_file *f, int kind) { return CALL(f, xLock, kind); }
static int unlock_file(sqlite3_file *f, int kind) { return CALL(f, xUnlock, kind); }
static int check_file(sqlite3_file *f, int *result) { return CALL(f, xCheckReservedLock, result); }
static int control_file(sqlite3_file *f, int what, void *argument) { return CALL(f, xFileControl, what, argument); }
static int sector_file(sqlite3_file *f) { return CALL(f, xSectorSize); }
static int character_file(sqlite3_file *f) { return CALL(f, xDeviceCharacteristics); }
static int map_memory(sqlite3_file *f, int page, int size, int extend, void volatile **at) {
  return CALL(f, xShmMap, page, size, extend, at);
}
static int lock_memory(sqlite3_file *f, int offset, int count, int flags) {
  return CALL(f, xShmLock, offset, count, flags);
}
static void fence_memory(sqlite3_file *f) { CALL(f, xShmBarrier); }
static int unmap_memory(sqlite3_file *f, int remove) { return CALL(f, xShmUnmap, remove); }

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = size_file,
    .xLock = lock_file,
    .xUnlock = unlock_file,
    .xCheckReservedLock = check_file,
    .xFileControl = control_file,
    .xSectorSize = sector_file,
    .xDeviceCharacteristics = character_file,
    .xShmMap = map_memory,
    .xShmLock = lock_memory,
    .xShmBarrier = fence_memory,
    .xShmUnmap = unmap_memory,
};

static int open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *out) {
  faults *owner = (faults *)vfs;
  file *self = (file *)f;
  memset(self, 0, sizeof *self);
  self->owner = owner;
  self->is_log = (flags & SQLITE_OPEN_WAL) != 0;
  self->usual = (sqlite3_file *)(self + 1);
  int code = owner->usual->xOpen(owner->usual, name, self->usual, flags, out);
  self->base.pMethods = self->usual->pMethods == NULL ? NULL : &methods;
  return code;
}

faults *faults_make(const char *name) {
  faults *made = calloc(1, sizeof *made);
  if (made == NULL) return NULL;
  made->usual = sqlite3_vfs_find(NULL);
  if (made->usual == NULL) return NULL;
  made->vfs = *made->usual;
  made->vfs.zName = strdup(name);
  made->vfs.szOsFile = (int)sizeof(file) + made->usual->szOsFile;
  made->vfs.pNext = NULL;
  made->vfs.xOpen = open_file;
  return sqlite3_vfs_register(&made->vfs, 0) == SQLITE_OK ? made : NULL;
}

int faults_log_syncs(faults *faults) { return atomic_load(&faults->log_syncs); }

void faults_set(faults *faults, int write_code, int sync_code) {
  atomic_store(&faults->write_code, write_code);
  atomic_store(&faults->sync_code, sync_code);
}

static int ignore(void *context, int action, const char *name, const char *argument, const char *database,
                  const char *trigger) {
  (void)context;
  (void)database;
  (void)trigger;
  int changes = action == SQLITE_PRAGMA && argument != NULL && strcmp(name, "synchronous") == 0;
  return changes ? SQLITE_IGNORE : SQLITE_OK;
}

static int pin(sqlite3 *connection, char **message, const struct sqlite3_api_routines *routines) {
  (void)message;
  (void)routines;
  sqlite3_exec(connection, "PRAGMA synchronous = NORMAL", NULL, NULL, NULL);
  return sqlite3_set_authorizer(connection, ignore, NULL);
}

void faults_pin_synchronous(void) { sqlite3_auto_extension((void (*)(void))pin); }
