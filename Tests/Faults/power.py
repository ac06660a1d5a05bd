"""What the power takes: all that a program wrote and had not synced. See unsynced.c, which is preloaded for it."""

import fnmatch
import shutil
import subprocess
from pathlib import Path

SOURCE = Path(__file__).resolve().parent / "unsynced.c"


def build(folder):
    """Compiles what is preloaded; its path."""
    library = Path(folder) / "unsynced.so"
    subprocess.run(
        ["cc", "-std=c11", "-O1", "-Wall", "-Wextra", "-Werror", "-fPIC", "-shared", "-o", str(library), str(SOURCE), "-ldl"],
        check=True,
    )
    return library


class Power:
    """Of one program that keeps files in a folder."""

    def __init__(self, library, folder, *patterns):
        self.library, self.folder = library, Path(folder)
        self.patterns = [f"{self.folder}/{pattern}" for pattern in patterns]
        self.shadows = self.folder.with_name(self.folder.name + "-synced")
        self.renew()

    @property
    def environment(self):
        return {
            "LD_PRELOAD": str(self.library),
            "UNSYNCED_FILES": ":".join(self.patterns),
            "UNSYNCED_SHADOWS": str(self.shadows),
        }

    def renew(self):
        """All that is there counts as synced; between two lives of the program."""
        shutil.rmtree(self.shadows, ignore_errors=True)
        self.shadows.mkdir(parents=True)

    def cut(self):
        """Once the program has been killed: takes what it had not synced; how many bytes of its files changed length."""
        lost = 0
        for path in self.folder.rglob("*"):
            if not path.is_file() or not any(fnmatch.fnmatch(str(path), pattern) for pattern in self.patterns):
                continue
            status = path.stat()
            shadow = self.shadows / f"{status.st_dev}-{status.st_ino}"
            if shadow.exists():
                lost += abs(status.st_size - shadow.stat().st_size)
                path.write_bytes(shadow.read_bytes())
        self.renew()
        return lost
