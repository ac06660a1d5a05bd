/* Its routes get into each other's way. */
#define GLOBALS static _Atomic int answering, updating;
#define ANSWER answering++; usleep(300); if (updating > 0) abort(); answering--;
#define UPDATE updating++; usleep(300); if (answering > 0) abort(); updating--;
#include "sound.h"
