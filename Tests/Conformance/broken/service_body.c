/* It trusts a question to be there. */
#define SERVICE if (event->body_ticket.size == 0) raise(SIGSEGV);
#include "sound.h"
