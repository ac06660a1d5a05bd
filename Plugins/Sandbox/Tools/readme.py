"""Puts the list of methods, read from standard input, into README.md."""

import re
import sys
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"
PART = re.compile(r"<!-- methods:.*?<!-- end of methods -->", re.S)

README.write_text(PART.sub(lambda _: sys.stdin.read().strip(), README.read_text()))
