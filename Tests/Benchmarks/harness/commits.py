"""Commits to a store without a host around it, by Tests/Tools/StateProbe."""

import re
import socket
import subprocess
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from . import build, redis, roost
from .errors import BenchError
from .figure import Figure, Party, Spread
from .probe import Probe
from .settings import Settings

DEPTH = 64
COMMIT = "a commit writes one value of 50 bytes, one of 1,000 keys"


def group(settings: Settings) -> Figure:
    """Commits to SQLite, 16 that wait at a time against one."""
    rates: dict[int, list[float]] = {16: [], 1: []}
    with tempfile.TemporaryDirectory(prefix="bench-commits-") as folder, ExitStack() as stack:
        probe = Probe(stack, [str(roost.state_probe()), "sqlite", f"{folder}/state.db"])
        counts = {depth: calibrated(probe, depth, settings.seconds / 2) for depth in rates}
        for number in range(settings.rounds):
            for depth in list(rates) if number % 2 else list(rates)[::-1]:
                rates[depth].append(rate(probe, counts[depth], depth))
    parties = [
        Party(f"{depth} waiting", roost.version(), f"SQLite, WAL, synchronous FULL; {COMMIT}", Spread.of(values))
        for depth, values in rates.items()
    ]
    ratios = Spread.of([many / one for many, one in zip(rates[16], rates[1])])
    return Figure("group_commit_16_vs_1", ratios, "commits/s", parties, goal=8, aim=12, more_is_better=True)


def depth(settings: Settings) -> Figure:
    """Commits to Redis, 64 under way at a time, by the host's driver and by redis-benchmark, which sends the same
    call of the same script."""
    ours, theirs = [], []
    with ExitStack() as stack:
        store, other = redis.Redis(stack), redis.Redis(stack)
        call = first_call(other)
        probe = Probe(stack, [str(roost.state_probe()), "redis", store.socket])
        count = calibrated(probe, DEPTH, settings.seconds)
        for number in range(settings.rounds + 1):
            pair = [lambda: rate(probe, count, DEPTH), lambda: benchmark(other, call, count)]
            results = [one() for one in pair] if number % 2 else [one() for one in pair[::-1]][::-1]
            if number:
                ours.append(results[0])
                theirs.append(results[1])
    settings_of_it = f"-c {DEPTH}, the same EVALSHA, one key, ids and values of random digits"
    parties = [
        Party("driver", roost.version(), f"one connection, {DEPTH} under way; {COMMIT}; {redis.SETTINGS}",
              Spread.of(ours)),
        Party("redis-benchmark", redis.version(), settings_of_it, Spread.of(theirs)),
    ]  # fmt: skip
    ratios = Spread.of([a / b for a, b in zip(ours, theirs)])
    return Figure(
        "redis_depth64_vs_redis_benchmark", ratios, "commits/s", parties, goal=0.65, aim=0.8, more_is_better=True)


def rate(probe: Probe, count: int, depth: int) -> float:
    return count / (probe.run(count, depth)[0] / 1e6)


def calibrated(probe: Probe, depth: int, seconds: float) -> int:
    """How many commits take about so long; warms up, too."""
    guess = 64 * depth
    while (micros := probe.run(guess, depth)[0]) < 2e5:
        guess *= 2
    return max(depth, int(guess * seconds * 1e6 / micros))


def first_call(store: redis.Redis) -> list[bytes]:
    """Makes the store, and returns the call by which the driver commits, as Redis' MONITOR shows it: with what is
    the store's own or the commit's put so that a command line can have it, which has no byte of zero."""
    with ExitStack() as stack:
        probe = Probe(stack, [str(roost.state_probe()), "redis", store.socket])
        watch = stack.enter_context(socket.socket(socket.AF_UNIX))
        watch.connect(store.socket)
        watch.sendall(b"MONITOR\r\n")
        watch.settimeout(5)
        seen = watch.recv(64)
        probe.run(1, 1)
        time.sleep(0.2)
        seen += watch.recv(1 << 20)
    lines = [line for line in seen.splitlines() if b'"EVALSHA"' in line and b"chat/" in line]
    if len(lines) != 1:
        raise BenchError(f"MONITOR shows {len(lines)} calls of the script of commits, not one")
    call = [unescaped(word) for word in re.findall(rb'"((?:[^"\\]|\\.)*)"', lines[0])]
    arguments = 3 + int(call[2])
    epoch, since, receipt = arguments, arguments + 1, arguments + 6
    if len(call[epoch]) != 16 or len(call[since]) != 8 or call[receipt][:1] != b"r" or len(call[receipt]) < 18:
        raise BenchError(f"the script of commits takes other arguments than it did: {call}")
    # The store's epoch, and a version that it had before.
    call[epoch], call[since] = b"e" * 16, b"0" * 8
    store.ask("HSET", call[3], "e", call[epoch], "v", call[since])
    call[receipt] = b"rid__" + b"__rand_int__" + call[receipt][17:]
    # Between a space and a key there is a zero, of which the script makes nothing.
    call = [word.replace(b"\0", b"/") if word[:1] == b"k" else word for word in call]
    call = [re.sub(rb'"last": .*', b'"last": 99__rand_int__}', word) for word in call]
    if any(b"\0" in word for word in call):
        raise BenchError(f"a command line cannot have this call: {call}")
    return call


def unescaped(word: bytes) -> bytes:
    plain = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"a": b"\a", b"b": b"\b"}

    def one(match: re.Match) -> bytes:
        return bytes([int(match[2], 16)]) if match[2] else plain.get(match[1], match[1])

    return re.sub(rb"\\(x([0-9a-f]{2})|.)", one, word)


def benchmark(store: redis.Redis, call: list[bytes], count: int) -> float:
    """redis-benchmark's rate. Numbers are of a range so large that hardly an id comes twice, which leaves one key to
    it: a key has to be there already, as the driver's are."""
    command = ["redis-benchmark", "-s", store.socket, "-n", str(count), "-c", str(DEPTH)]
    command += ["-r", "1000000000", "--csv", *call]
    out = subprocess.run(command, capture_output=True)
    errors = out.stderr + out.stdout
    match = re.search(rb'","([0-9.]+)"', out.stdout)
    if out.returncode or not match or b"rror" in errors:
        raise BenchError(f"redis-benchmark: exit {out.returncode}: {errors[-600:]!r}")
    return float(match[1])
