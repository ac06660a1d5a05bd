import os
import signal
import socket
import subprocess
import time
from pathlib import Path

from .client import Client
from .errors import BenchError

TICKS = os.sysconf("SC_CLK_TCK")


def free_ports(count: int) -> list[int]:
    """Different loopback ports that nothing listens on now."""
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


class Server:
    """A contestant's process, its output in a log file, measured through /proc with all children."""

    def __init__(
        self, name: str, command: list[str], port: int, log: Path, environment: dict[str, str] | None = None
    ):
        self.name = name
        self.port = port
        self.admin: int | None = None
        # What is loaded, where that is not known before it has started.
        self.url: str | None = None
        # What it keeps its state with, measured apart; it is stopped by whoever started it.
        self.store: "Server | None" = None
        self.log = log
        self.spawned = time.monotonic()
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                command, stdout=output, stderr=output, stdin=subprocess.DEVNULL,
                env=os.environ | (environment or {}))

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def wait_until_answered(self, path: str, seconds: float = 30, every: float = 0.0005) -> float:
        """Polls until `path` is answered with 200; returns the milliseconds since the spawn."""
        with Client(self.port) as client:
            while time.monotonic() < self.spawned + seconds:
                self._demand_alive()
                try:
                    if client.get(path).status == 200:
                        return (time.monotonic() - self.spawned) * 1000
                except OSError:
                    pass
                time.sleep(every)
        raise BenchError(f"{self.name}: no 200 for {path} within {seconds} s: {self._last_words()}")

    def wait_until_listening(self, seconds: float = 120) -> None:
        while time.monotonic() < self.spawned + seconds:
            self._demand_alive()
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.01)
        raise BenchError(f"{self.name}: did not listen within {seconds} s: {self._last_words()}")

    def _demand_alive(self) -> None:
        if (code := self.process.poll()) is not None:
            raise BenchError(f"{self.name}: exited with {code}: {self._last_words()}")

    def _last_words(self) -> str:
        return self.log.read_text(errors="replace")[-800:].strip() or "it printed nothing"

    def cpu_seconds(self) -> float:
        """User and system time so far, of all threads, living children and reaped children."""
        ticks = 0
        for pid in self._family():
            try:
                stat = Path(f"/proc/{pid}/stat").read_text()
            except OSError:
                continue
            # The name, in parentheses, may hold spaces; fields 14 to 17 of proc(5) follow it.
            ticks += sum(int(field) for field in stat.rsplit(")", 1)[1].split()[11:15])
        return ticks / TICKS

    def memory_kb(self) -> tuple[int, int]:
        """Resident and proportional set size in KiB, children included."""
        rss = pss = 0
        for pid in self._family():
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Rss:"):
                    rss += int(line.split()[1])
                elif line.startswith("Pss:"):
                    pss += int(line.split()[1])
        return rss, pss

    def _family(self) -> list[int]:
        family, queue = [], [self.process.pid]
        while queue:
            pid = queue.pop()
            family.append(pid)
            for children in Path(f"/proc/{pid}/task").glob("*/children"):
                try:
                    queue += [int(child) for child in children.read_text().split()]
                except OSError:
                    continue
        return family

    def stop(self) -> None:
        if self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(3)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
