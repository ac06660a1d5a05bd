#define _GNU_SOURCE
#include "csystem.h"

#include <pthread.h>
#include <sys/random.h>
#include <sys/eventfd.h>

int csystem_wake_descriptor(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

void csystem_name_thread(const char *name) { (void)pthread_setname_np(pthread_self(), name); }

ssize_t csystem_random(void *buffer, size_t size) { return getrandom(buffer, size, 0); }
