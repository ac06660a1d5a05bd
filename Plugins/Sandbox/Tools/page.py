"""Writes Sources/CPage/page.c, which embeds the files of the folder Page.

    page.py          writes it
    page.py --check  says whether it is as it would be written, and exits 1 when it is not
"""

import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
TARGET = HERE / "Sources/CPage/page.c"
ENDINGS = {".html", ".css", ".js", ".svg"}


def text() -> str:
    files = sorted(p for p in (HERE / "Page").rglob("*") if p.is_file() and p.suffix in ENDINGS)
    lines = ["/* Written by Tools/page.py. */", '#include "page.h"', ""]
    table = []
    for file in files:
        name = file.relative_to(HERE / "Page").as_posix()
        symbol = "file_" + re.sub(r"\W", "_", name)
        lines += [f"static const unsigned char {symbol}[] = {{", f'#embed "../../Page/{name}"', "};", ""]
        table.append(f'    {{"{name}", {symbol}, sizeof {symbol}}},')
    lines += ["static const sandbox_page_file files[] = {", *table, "    {0, 0, 0},", "};"]
    lines += ["const sandbox_page_file* const sandbox_page_files = files;"]
    return "\n".join(lines + [f"const uint64_t sandbox_page_count = {len(table)};", ""])


def main() -> int:
    if "--check" not in sys.argv:
        TARGET.write_text(text())
        return 0
    if TARGET.read_text() == text():
        return 0
    print(f"{TARGET} does not embed the files of Page as they are — hint: run Plugins/Sandbox/Tools/page.py")
    return 1


if __name__ == "__main__":
    sys.exit(main())
