"""Writes the Bot API's types and methods as Swift, from what PyPI aiogram declares: names, types and what is optional.

    telegram_types.py [--check] [FOLDER]

Without a folder, PluginAPI/Sources/RoostTelegram/Generated. With --check nothing is written, and what differs is named.
"""

import argparse
import sys
from pathlib import Path

from telegram_model import Model
from telegram_swift import files

FOLDER = Path(__file__).resolve().parents[1] / "Sources/RoostTelegram/Generated"


def main() -> int:
    parser = argparse.ArgumentParser(description="Writes the Bot API's types and methods as Swift.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when something would change")
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    given = parser.parse_args()
    wanted = files(Model())
    there = {path.name: path.read_text() for path in given.folder.glob("*.swift")}
    changed = sorted(name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name))
    if given.check:
        for name in changed:
            print(f"{given.folder / name}: is not what the generator writes: make telegram-types", file=sys.stderr)
        return 1 if changed else 0
    given.folder.mkdir(parents=True, exist_ok=True)
    for name in changed:
        if name in wanted:
            (given.folder / name).write_text(wanted[name])
        else:
            (given.folder / name).unlink()
    print(f"{len(wanted)} files, {len(changed)} changed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
