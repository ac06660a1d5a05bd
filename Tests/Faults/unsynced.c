/* What the power takes: preloaded into a host or a redis-server, it keeps of each file that UNSYNCED_FILES means
 * (patterns of fnmatch(3), with colons between) a shadow in the folder UNSYNCED_SHADOWS, which has what the program
 * has synced and nothing else. SIGKILL leaves what was written in the page cache; whoever then puts the shadows in the
 * files' places has what a machine has whose power went. A shadow is named DEVICE-INODE.
 *
 * Only what these programs use for such files is seen: write, pwrite, ftruncate, fsync and fdatasync. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct range {
  off_t at;
  size_t size;
} range;

typedef struct file {
  dev_t device;
  ino_t inode;
  /* The file itself, never closed: so its number stays its own, and SQLite's locks are kept. */
  int contents, shadow;
  range *written;
  size_t count, room;
  struct file *next;
} file;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static file *files;

static void give_up(const char *what) {
  perror(what);
  abort();
}

static int is_meant(const char *path) {
  char patterns[4096];
  const char *given = getenv("UNSYNCED_FILES");
  if (given == NULL) return 0;
  snprintf(patterns, sizeof patterns, "%s", given);
  char *rest = patterns;
  for (char *one; (one = strsep(&rest, ":")) != NULL;)
    if (fnmatch(one, path, 0) == 0) return 1;
  return 0;
}

static void copy(int from, int to, off_t at, size_t size) {
  char bytes[65536];
  while (size > 0) {
    ssize_t got = pread(from, bytes, size < sizeof bytes ? size : sizeof bytes, at);
    if (got <= 0) return; /* It has become shorter meanwhile. */
    ssize_t (*usual)(int, const void *, size_t, off_t) = dlsym(RTLD_NEXT, "pwrite64");
    if (usual(to, bytes, (size_t)got, at) != got) give_up("unsynced: a shadow");
    at += got;
    size -= (size_t)got;
  }
}

/* The file behind a descriptor; when it is written for the first time, all that it has counts as synced. */
static file *find(int descriptor) {
  struct stat status;
  if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return NULL;
  for (file *one = files; one != NULL; one = one->next)
    if (one->device == status.st_dev && one->inode == status.st_ino) return one;
  char link[64], path[4096], shadow[4200], begun[4210];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t size = readlink(link, path, sizeof path - 1);
  const char *folder = getenv("UNSYNCED_SHADOWS");
  if (size < 0 || folder == NULL) return NULL;
  path[size] = 0;
  if (!is_meant(path)) return NULL;
  file *made = calloc(1, sizeof *made);
  if (made == NULL) give_up("unsynced: no memory");
  *made = (file){.device = status.st_dev, .inode = status.st_ino, .next = files};
  snprintf(shadow, sizeof shadow, "%s/%llu-%llu", folder, (unsigned long long)status.st_dev,
           (unsigned long long)status.st_ino);
  /* Under another name until it is whole: the program may be killed in between. */
  snprintf(begun, sizeof begun, "%s.begun", shadow);
  made->contents = open(link, O_RDONLY | O_CLOEXEC);
  made->shadow = open(begun, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (made->contents < 0 || made->shadow < 0) give_up("unsynced: a shadow");
  copy(made->contents, made->shadow, 0, (size_t)status.st_size);
  if (rename(begun, shadow) != 0) give_up("unsynced: a shadow");
  files = made;
  return made;
}

static void note(file *one, off_t at, size_t size) {
  if (one->count > 0 && one->written[one->count - 1].at + (off_t)one->written[one->count - 1].size == at) {
    one->written[one->count - 1].size += size;
    return;
  }
  if (one->count == one->room) {
    one->room = one->room * 2 + 16;
    one->written = realloc(one->written, one->room * sizeof *one->written);
    if (one->written == NULL) give_up("unsynced: no memory");
  }
  one->written[one->count++] = (range){at, size};
}

/* Before the write, so that the shadow begins with what was there. */
static file *touched(int descriptor) {
  int error = errno;
  pthread_mutex_lock(&lock);
  file *one = find(descriptor);
  pthread_mutex_unlock(&lock);
  errno = error;
  return one;
}

static ssize_t wrote(file *one, off_t at, ssize_t size) {
  int error = errno;
  if (one != NULL && size > 0) {
    pthread_mutex_lock(&lock);
    note(one, at, (size_t)size);
    pthread_mutex_unlock(&lock);
  }
  errno = error;
  return size;
}

ssize_t write(int descriptor, const void *bytes, size_t size) {
  ssize_t (*usual)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
  file *one = touched(descriptor);
  ssize_t written = usual(descriptor, bytes, size);
  off_t end = one == NULL ? 0 : lseek(descriptor, 0, SEEK_CUR);
  return wrote(one, end - written, written);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off_t at) {
  ssize_t (*usual)(int, const void *, size_t, off_t) = dlsym(RTLD_NEXT, "pwrite64");
  file *one = touched(descriptor);
  return wrote(one, at, usual(descriptor, bytes, size, at));
}

int ftruncate64(int descriptor, off_t size) {
  int (*usual)(int, off_t) = dlsym(RTLD_NEXT, "ftruncate64");
  touched(descriptor);
  return usual(descriptor, size);
}

/* What was written before the sync began is safe when it ends. */
static int synced(int descriptor, const char *name) {
  int (*usual)(int) = dlsym(RTLD_NEXT, name);
  pthread_mutex_lock(&lock);
  file *one = find(descriptor);
  struct stat status = {0};
  range *written = NULL;
  size_t count = 0;
  if (one != NULL) {
    fstat(descriptor, &status);
    written = one->written;
    count = one->count;
    one->written = NULL;
    one->count = one->room = 0;
  }
  pthread_mutex_unlock(&lock);
  int result = usual(descriptor);
  int error = errno;
  if (one != NULL && result == 0) {
    pthread_mutex_lock(&lock);
    for (size_t at = 0; at < count; at++) copy(one->contents, one->shadow, written[at].at, written[at].size);
    int (*cut)(int, off_t) = dlsym(RTLD_NEXT, "ftruncate64");
    if (cut(one->shadow, status.st_size) != 0) give_up("unsynced: a shadow");
    pthread_mutex_unlock(&lock);
  }
  free(written);
  errno = error;
  return result;
}

int fsync(int descriptor) { return synced(descriptor, "fsync"); }
int fdatasync(int descriptor) { return synced(descriptor, "fdatasync"); }
