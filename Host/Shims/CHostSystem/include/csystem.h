/* Linux calls that Swift's Glibc module does not show, and code that must run inside a signal handler.
 * Functions that can fail return -1 and set errno. */
#ifndef ROOST_CSYSTEM_H
#define ROOST_CSYSTEM_H

#include <stddef.h>
#include <stdint.h>

/* Files ------------------------------------------------------------------------------------------------- */

/* A folder to open files beneath, whatever its read permission (O_PATH). */
int csystem_open_folder(const char *path);

/* Opens a name beneath a folder, read-only and non-blocking, through no symbolic link and not out of it
 * (openat2 with RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS; before Linux 5.6 O_NOFOLLOW,
 * so the name must be a single path component). */
int csystem_open_beneath(int folder, const char *name);

/* The same without openat2, for kernels and seccomp profiles that lack it. */
int csystem_open_nofollow(int folder, const char *name);

/* Opens a path of one or more parts beneath a folder, with open(2)'s flags, likewise through no symbolic link on its way
 * or at its end and not out of the folder; non-blocking, close-on-exec. The path holds no "..". EAGAIN where somebody
 * holds a lease on the file, ENXIO for a FIFO that nobody reads. */
int csystem_open_in(int folder, const char *path, int flags, unsigned mode);

/* renameat(2) that fails with EEXIST rather than replace a file. */
int csystem_rename_new(int from_folder, const char *from, int to_folder, const char *to);

/* Takes a read lease: it fails with EAGAIN while anybody has the file open for writing, and holds off later
 * writers until it is released. The break is announced by SIGURG, which is ignored by default, and not by
 * SIGIO, which would end the process. */
int csystem_lease(int fd);

/* Whether the lease is still whole: 1, or 0 once a writer waits for its release. */
int csystem_lease_is_whole(int fd);

void csystem_release_lease(int fd);

/* Threads ----------------------------------------------------------------------------------------------- */

/* A descriptor that wakes a thread in poll: readable after 8 bytes of a number above 0 were written to it
 * (eventfd(2)), non-blocking. */
int csystem_wake_descriptor(void);

/* Fills a buffer from the system's generator (getrandom(2)); returns how much of it. */
long csystem_random(void *buffer, size_t size);

/* Names the calling thread; at most 15 bytes. */
void csystem_name_thread(const char *name);

/* Sockets ----------------------------------------------------------------------------------------------- */

/* A listening unix stream socket at path, created with at most the given mode. */
int csystem_listen_unix(const char *path, unsigned mode, int backlog);

/* A unix stream socket connected to path, close-on-exec. */
int csystem_connect_unix(const char *path);

/* The next connection of a listening socket, close-on-exec. */
int csystem_accept(int listener);

/* The peer of a unix socket, as the kernel recorded it at connect (SO_PEERCRED). */
int csystem_peer(int fd, int32_t *pid, uint32_t *uid, uint32_t *gid);

/* Whether the peer is a member of the group, also by its supplementary groups (SO_PEERGROUPS): 1 or 0. */
int csystem_peer_in_group(int fd, uint32_t gid);

/* Longest path that fits a unix socket's address. */
size_t csystem_unix_path_max(void);

/* Workers ----------------------------------------------------------------------------------------------- */

/* Two connected unix stream sockets, close-on-exec. */
int csystem_socket_pair(int pair[2]);

/* 1 when the bytes are somewhere among the others. */
int csystem_contains(const void *bytes, size_t size, const void *wanted, size_t wanted_size);

/* Standard output leaves with each line, whatever it is. */
void csystem_buffer_lines(void);

/* A pipe, reading end first, close-on-exec. */
int csystem_pipe(int pair[2]);

/* The same, never waiting at either end. */
int csystem_report_pipe(int pair[2]);

/* Starts a program in a folder, with one argument, no environment, signals as by default, in a process group of its own,
 * and with the given descriptors as 0, 1, 2 and so on, and no others. Returns a descriptor of the process
 * (pidfd_open(2)), which nobody else may wait for. */
int csystem_spawn(const char *path, const char *name, const char *folder, const int *descriptors, int count,
                  int32_t *pid);

/* Ends a process by SIGKILL. */
int csystem_kill(int pidfd);

/* Waits for a process to end: 1 with the signal that ended it or its status, 0 when the time is up first. */
int csystem_wait_exit(int pidfd, int milliseconds, int *signal, int *status);

/* The path, without links, of a library that this process has open; path has room for PATH_MAX bytes. */
int csystem_library_path(const char *library, char *path);

/* Signals ----------------------------------------------------------------------------------------------- */

/* Routes SIGTERM, SIGINT and SIGHUP into a pipe, one byte (the signal's number) each, and ignores SIGPIPE.
 * Returns the pipe's reading end; EBUSY when it is already in use. */
int csystem_signals_begin(void);

/* Restores the default handling, closes the writing end (so that the reader sees the end), gives the reading
 * end back to the caller to close. */
void csystem_signals_end(void);

/* Makes fatal signals wait, at most milliseconds, until csystem_log_pending(0) was called, then die as they
 * would have. */
void csystem_flush_at_crash(int milliseconds);

/* Names the inline plugin that this thread runs code of from now on, or NULL: csystem_flush_at_crash's handlers
 * say it on standard error. The text must stay. Returns what it was before. */
const char *csystem_enter_plugin(const char *name);

/* Says whether log lines wait to be written. */
void csystem_log_pending(int pending);

#endif
