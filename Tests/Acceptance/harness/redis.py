"""Redis servers of the tests' own, on unix sockets and free ports."""

import ctypes
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

from .host import PATIENCE

USUAL = ["--save", "", "--appendonly", "yes", "--appendfsync", "always", "--repl-diskless-sync-delay", "0"]


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _end_with_parent():
    """Whatever becomes of the tests, the server ends with them (prctl(2), PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


class Redis:
    """A server in a folder, which is made."""

    def __init__(self, folder, *arguments, port=0, start=True, env=None):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True)
        self.arguments = [*USUAL, *arguments, "--port", str(port)]
        self.port = port
        self.environment = {**os.environ, **(env or {})}
        self.socket = str(self.folder / "s")
        self.process = None
        if start:
            self.start()

    def start(self):
        Path(self.socket).unlink(missing_ok=True)
        self.process = subprocess.Popen(
            ["redis-server", *self.arguments, "--dir", str(self.folder), "--unixsocket", self.socket,
             "--bind", "127.0.0.1", "--logfile", str(self.folder / "log")],
            env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            preexec_fn=_end_with_parent,
        )  # fmt: skip
        self.until(lambda: self.ask("PING") in ("PONG", "NOAUTH Authentication required."))
        return self

    def ask(self, *words):
        """What it answers, as redis-cli shows it."""
        done = subprocess.run(["redis-cli", "-s", self.socket, "--raw", *words], capture_output=True, text=True)
        return done.stdout.strip()

    def hash(self, key):
        """The fields of a hash and their values, as bytes."""
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(PATIENCE)
            connection.connect(self.socket)
            connection.sendall(f"*2\r\n$7\r\nHGETALL\r\n${len(key)}\r\n{key}\r\n".encode())
            answer = connection.makefile("rb")
            count = int(answer.readline()[1:])
            parts = [answer.read(int(answer.readline()[1:]) + 2)[:-2] for _ in range(count)]
        return dict(zip(parts[::2], parts[1::2]))

    def until(self, condition):
        limit = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < limit, f"it never came to that; {self.folder / 'log'}"
            time.sleep(0.02)

    def end(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()


class Sentinel(Redis):
    """A Sentinel that watches a primary alone, and decides alone."""

    def __init__(self, folder, name, primary):
        super().__init__(folder, port=free_port(), start=False)
        file = self.folder / "sentinel.conf"
        file.write_text(
            f"port {self.port}\nbind 127.0.0.1\nunixsocket {self.socket}\ndir {self.folder}\n"
            f"sentinel monitor {name} 127.0.0.1 {primary} 1\nsentinel down-after-milliseconds {name} 300\n"
            f"sentinel failover-timeout {name} 3000\n"
        )
        self.process = subprocess.Popen(
            ["redis-server", str(file), "--sentinel"], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=_end_with_parent,
        )  # fmt: skip
        self.until(lambda: self.ask("PING") == "PONG")
