/* Written by Tools/page.py. */
#include "page.h"

static const unsigned char file_index_html[] = {
#embed "../../Page/index.html"
};

static const sandbox_page_file files[] = {
    {"index.html", file_index_html, sizeof file_index_html},
    {0, 0, 0},
};
const sandbox_page_file* const sandbox_page_files = files;
const uint64_t sandbox_page_count = 1;
