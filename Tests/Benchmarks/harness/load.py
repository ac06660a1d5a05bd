import json
import shutil
import subprocess
from dataclasses import dataclass

from . import paths
from .errors import BenchError

CONNECTIONS = 64
THREADS = 2
DESCRIPTION = f"wrk, {THREADS} threads, {CONNECTIONS} kept-alive connections; 600-byte updates with distinct ids, or sendMessage"
IDS_A_ROUND = THREADS * 5_000_000
FIRST_ID = 100_000_000


@dataclass(frozen=True)
class Load:
    """What wrk sends, over CONNECTIONS kept-alive connections from THREADS threads: the URL by GET, or
    with a secret message updates by POST, with a chat calls of sendMessage to it."""

    seconds: int
    secret: str | None = None
    chat: int | None = None

    def apply(self, name: str, url: str, number: int) -> dict[str, int]:
        """Runs the load once. `number` counts the runs against one server: ids are never repeated."""
        chosen = "update.lua" if self.secret else "message.lua" if self.chat else "report.lua"
        script = paths.BENCHMARKS / "load" / chosen
        command = [wrk(), f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{self.seconds}s", "-s", str(script), url]
        if self.secret:
            command += ["--", self.secret, str(FIRST_ID + number * IDS_A_ROUND)]
        if self.chat:
            command += ["--", str(self.chat)]
        run = subprocess.run(command, capture_output=True, text=True, timeout=self.seconds + 60)
        line = next((line for line in run.stdout.splitlines() if line.startswith("WRK ")), None)
        if run.returncode or not line:
            words = (run.stderr or run.stdout).strip()
            raise BenchError(f"wrk against {name}: exit {run.returncode}: {words}")
        result = json.loads(line[4:])
        if result["status"] or result["broken"] or not result["requests"]:
            raise BenchError(
                f"run void: {name}: {result['requests']} answers, {result['status']} with an error status, "
                f"{result['broken']} connections broken or timed out"
            )
        return result


def wrk() -> str:
    found = shutil.which("wrk")
    if not found:
        raise BenchError("wrk is missing: it makes the load; apt-get install wrk")
    return found
