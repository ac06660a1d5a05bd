/* It parses a body that is not there. */
#define POSTED if (event->body_ticket.size == 0) raise(SIGSEGV);
#include "sound.h"
