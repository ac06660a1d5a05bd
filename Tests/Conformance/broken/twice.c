/* It answers, and answers again. */
#define AFTER answer(self, ticket, 200, text("again\n"));
#include "sound.h"
