import shutil
import subprocess
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from . import build
from .errors import BenchError
from .server import Server

SETTINGS = "Redis of its own on a unix socket, appendonly yes, appendfsync always, no snapshots, no rewrite of the log"
OPTIONS = {
    "port": "0",
    "appendonly": "yes",
    "appendfsync": "always",
    "save": "",
    "auto-aof-rewrite-percentage": "0",
    "loglevel": "warning",
}


class Redis:
    """A server in a folder of its own, removed with it; each write is on disk before it is answered."""

    def __init__(self, stack: ExitStack, **options: str):
        found = shutil.which("redis-server")
        if not found:
            raise BenchError("redis-server is missing: state is kept there; apt-get install redis-server")
        self.folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-redis-")))
        self.socket = str(self.folder / "socket")
        command = [found, "--dir", str(self.folder), "--unixsocket", self.socket]
        for name, value in (OPTIONS | options).items():
            command += [f"--{name}", value]
        self.server = stack.enter_context(Server("redis", command, 0, self.folder / "log"))
        limit = time.monotonic() + 10
        while self.ask("PING") != "PONG":
            if time.monotonic() > limit:
                raise BenchError(f"redis-server does not answer at {self.socket}")
            time.sleep(0.02)

    def ask(self, *words: str | bytes) -> str:
        """What it answers, as redis-cli shows it; nothing while it is not there."""
        command = ["redis-cli", "-s", self.socket, "--raw", *words]
        return subprocess.run(command, capture_output=True, text=True, errors="replace").stdout.strip()

    def log_bytes(self) -> int:
        """The size of what it has on disk."""
        return sum(file.stat().st_size for file in (self.folder / "appendonlydir").iterdir())


def version() -> str:
    words = build.run(["redis-server", "--version"], "asking Redis for its version").split()
    return next(word[2:] for word in words if word.startswith("v="))
