/* It uses roost.files/1 without asking whether it is there. */
#include "roost/files.h"
#define START const roost_files *files = self->host->get_extension(self->plugin, ROOST_FILES_ID); files->remove(self->plugin, 0, text("key"), NULL, NULL);
#include "sound.h"
