"""A host that runs as a user with no rights, in a folder of that user."""

import os
import shutil
import tempfile
from pathlib import Path

from .host import Host, binary

USER = 65534


def prefix():
    """What puts a command under that user; nothing when the tests themselves have no rights."""
    if os.geteuid() != 0:
        return []
    return ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups", "--"]


class Home:
    """A folder below the temporary one that the user may enter, with the host's programs."""

    def __init__(self):
        programs = Path(binary()).parent
        self.folder = Path(tempfile.mkdtemp(prefix="roost-nobody-"))
        self.folder.chmod(0o755)
        self.programs = self.folder / "programs"
        self.programs.mkdir(mode=0o755)
        for name in ("roost", "roost-worker"):
            shutil.copy(programs / name, self.programs / name)

    def end(self):
        shutil.rmtree(self.folder)


class UnprivilegedHost(Host):
    """A host of that user. The folder belongs to it, and so do the plugins' files."""

    def __init__(self, home, name, config=None, **options):
        super().__init__(
            home.folder / name, config, prefix=prefix(), program=home.programs / "roost",
            env={"ROOST_WORKERS_ALLOW_ROOT": "false", **options.pop("env", {})}, **options)  # fmt: skip
        self.give(self.folder)

    def start(self, *command, wait=True):
        self.give(self.folder)
        return super().start(*command, wait=wait)

    def give(self, folder):
        """Hands over what the tests have made as root."""
        if os.geteuid() != 0:
            return
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, USER, USER, follow_symlinks=False)

    def data(self, plugin):
        """A plugin's folder."""
        return self.folder / "var/data" / plugin

    def worker(self, plugin):
        """The process that runs a plugin."""
        for task in Path(f"/proc/{self.process.pid}/task").iterdir():
            try:
                children = (task / "children").read_text().split()
                found = {pid: Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0") for pid in children}
            except OSError:
                continue  # a thread, or a worker that is being replaced, has ended meanwhile
            for pid, words in found.items():
                if plugin.encode() in words[1:]:
                    return int(pid)
        raise AssertionError(f"{plugin} has no worker")
