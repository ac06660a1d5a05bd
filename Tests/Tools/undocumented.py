"""Lists public and package declarations without a doc comment, and exits 1 when there are any.

    undocumented.py FOLDER...

What has its access from elsewhere is not looked at: what a protocol demands, and the cases of an enum.
"""

import re
import sys
from pathlib import Path

WORDS = ("static final override indirect mutating nonisolated nonisolated(unsafe) consuming borrowing convenience "
         "required unsafe lazy weak private(set) internal(set) fileprivate(set) package(set)").split()
KINDS = ("actor associatedtype case class enum func init let macro operator protocol struct subscript typealias "
         "var").split()
DECLARATION = re.compile(
    r"\s*(?:@[\w.]+(?:\([^)]*\))?\s+)*(?:public|package)\s+"
    rf"(?:(?:{'|'.join(map(re.escape, WORDS))})\s+)*(?:{'|'.join(KINDS)})\b")
ATTRIBUTE = re.compile(r"^\s*@[\w.]+(?:\(.*\))?\s*$")


def undocumented(file: Path) -> list[tuple[int, str]]:
    found, lines = [], file.read_text().splitlines()
    in_text = False
    for number, line in enumerate(lines):
        was_in_text = in_text
        in_text ^= line.count('"""') % 2 == 1
        match = None if was_in_text else DECLARATION.match(line)
        if not match:
            continue
        above = number - 1
        while above >= 0 and ATTRIBUTE.match(lines[above]):
            above -= 1
        if above < 0 or not lines[above].lstrip().startswith("///"):
            found.append((number + 1, line.strip()))
    return found


def main() -> int:
    bad = 0
    for folder in sys.argv[1:]:
        for file in sorted(Path(folder).rglob("*.swift")):
            if ".build" in str(file):
                continue
            for number, line in undocumented(file):
                print(f"{file}:{number}: undocumented: {line}")
                bad += 1
    if bad:
        print(f"{bad} declarations without ///", file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
