import subprocess
from contextlib import ExitStack

from .errors import BenchError


class Probe:
    """A process that does so much at once as a line tells it, and answers with a line of numbers."""

    def __init__(self, stack: ExitStack, command: list[str]):
        self.command = command
        self.process = stack.enter_context(
            subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))
        # Before the one that waits for it: it ends with its input.
        stack.callback(self.process.stdin.close)

    def run(self, *words: object) -> list[float]:
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise BenchError(f"{self.command[0]} ended: {self.process.stderr.read()[-800:].strip()}")
        return [float(word) for word in line.split()]
