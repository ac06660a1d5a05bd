/* Checks, and children to make them in: a sandbox cannot be taken off again. */
#ifndef ROOST_CHECK_H
#define ROOST_CHECK_H

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>

extern int failures;
extern const char *subject;

#define CHECK(condition)                                                                       \
  do {                                                                                         \
    if (!(condition)) {                                                                        \
      failures++;                                                                              \
      fprintf(stderr, "FAILED %s:%d (%s): %s, errno %s\n", __FILE__, __LINE__, subject, #condition, \
              strerror(errno));                                                                \
    }                                                                                          \
  } while (0)

/* The call fails with that errno. */
#define REFUSED(call, error)     \
  do {                           \
    errno = 0;                   \
    CHECK((long)(call) == -1);   \
    CHECK(errno == (error));     \
  } while (0)

#define ALLOWED(call) CHECK((long)(call) != -1)

/* Runs body in a child; its failures count here. Returns the wait status. */
int in_child(const char *name, void (*body)(void));

/* The same, for a child that is expected to die otherwise. */
int status_of(const char *name, void (*body)(void));

/* A folder of the test's own: lib/ with a file "code" and the plugin, data/, other/ with a file "secret". */
extern char folder[64];
const char *at(const char *name);

/* Limits, Landlock (newest ABI abi_limit) and filter as a worker would apply them; the listener, when asked
 * for, is left in *listener. */
extern int abi_limit;
void enter(unsigned notify, int *listener, int keep1, int keep2);
int enter_landlock(void);

void test_limits(void);
void test_landlock(void);
void test_filter(void);
void test_seccomp(void);
void test_notify(void);
void test_crash(void);
void measure(void);

#endif
