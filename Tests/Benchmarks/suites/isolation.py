"""A plugin in a worker against the same plugin inline: CPU, latency, start, crash, memory."""

import os
import re
import signal
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from harness import roost, verify
from harness.client import Client
from harness.contestant import Contestant
from harness.errors import BenchError
from harness.figure import Figure, ratio, single
from harness.load import Load
from harness.rounds import alternate
from harness.server import Server
from harness.settings import Settings

STARTS = 21
CRASHES = 21
ALONE = 2000
MEMORY_RUNS = 5


def run(settings: Settings) -> list[Figure]:
    host = ("worker", roost.version(), roost.WORKER_SETTINGS)
    return [
        cpu(host, settings),
        alone(host, settings),
        *starts(host),
        own_memory(host),
    ]


def start(isolation: str, stack: ExitStack) -> Server:
    """A host with the hello example, answering."""
    folder = roost.Host(stack, isolation)
    folder.install(roost.hello(), "hello")
    server = folder.start()
    server.wait_until_answered("/hello/bench")
    return server


def cpu(host: tuple[str, str, str], settings: Settings) -> Figure:
    worker = Contestant(*host, lambda stack: start("worker", stack), "/hello/bench", verify.route)
    inline = Contestant(
        "inline", host[1], roost.SETTINGS, lambda stack: start("inline", stack), "/hello/bench", verify.route)
    series = alternate([worker, inline], Load(settings.seconds), settings.rounds)
    return ratio("worker_cpu_vs_inline_64", series["worker"], series["inline"], "cpu_us", goal=1.8, aim=1.4)


def alone(host: tuple[str, str, str], settings: Settings) -> Figure:
    """One request at a time: by how much a worker's answer comes later, round by round."""
    added = []
    with ExitStack() as stack:
        servers = [start(isolation, stack) for isolation in ("worker", "inline")]
        clients = [stack.enter_context(Client(server.port)) for server in servers]
        for number in range(settings.rounds + 1):
            order = clients if number % 2 == 0 else clients[::-1]
            times = {client: latency(client) for client in order}
            if number:
                added.append(times[clients[0]] - times[clients[1]])
    return single("worker_added_us_1", added, "µs, of the median request", host, goal=40, aim=15)


def latency(client: Client) -> float:
    times = []
    for _ in range(ALONE):
        began = time.perf_counter()
        if client.get("/hello/bench").status != 200:
            raise BenchError("run void: a request was not answered with 200")
        times.append((time.perf_counter() - began) * 1e6)
    return median(times)


def starts(host: tuple[str, str, str]) -> list[Figure]:
    """From the spawn to serving, as the host counts it; and from a SIGKILL to the answer of a request
    that comes right after it."""
    spawned, crashed = [], []
    with ExitStack() as stack:
        server = start("worker", stack)
        with Client(server.port) as client:
            for _ in range(CRASHES):
                # Past the window in which crashes count, so that none is answered with delay.
                time.sleep(1.2)
                before = started(server)
                began = time.perf_counter()
                os.kill(worker(server), signal.SIGKILL)
                answer = client.get("/hello/bench")
                if answer.status != 200:
                    raise BenchError(f"run void: after a crash {answer.status} {answer.body[:100]!r}")
                crashed.append((time.perf_counter() - began) * 1000)
                after = started(server)
                spawned.append((after[0] - before[0]) / (after[1] - before[1]) * 1000)
    return [
        single("spawn_to_serving_ms", spawned, "ms", host, goal=30, aim=12),
        single("crash_to_serving_ms", crashed, "ms", host, goal=50, aim=20),
    ]


def started(server: Server) -> tuple[float, int]:
    """Seconds that starts of workers have taken so far, and how many there were."""
    with Client(server.admin) as client:
        text = client.get("/metrics").body.decode()
    total, count = (
        re.search(rf'^roost_worker_start_seconds_{what}{{plugin="hello"}} (\S+)$', text, re.M) for what in ("sum", "count")
    )
    if not total or not count:
        raise BenchError("the host does not count the starts of workers")
    return float(total[1]), int(float(count[1]))


def worker(server: Server) -> int:
    """The process of the one worker."""
    children = []
    for task in Path(f"/proc/{server.process.pid}/task").iterdir():
        try:
            children += (task / "children").read_text().split()
        except OSError:
            continue  # the thread has ended meanwhile
    if len(children) != 1:
        raise BenchError(f"run void: {len(children)} workers, not one")
    return int(children[0])


def own_memory(host: tuple[str, str, str]) -> Figure:
    """What an idle worker with hello has to itself: pages no other process shares, so nothing of the
    libraries but what the loader had to write to."""
    values = []
    for _ in range(MEMORY_RUNS):
        with ExitStack() as stack:
            server = start("worker", stack)
            text = Path(f"/proc/{worker(server)}/smaps_rollup").read_text()
            values.append(int(re.search(r"^Private_Dirty:\s+(\d+) kB", text, re.M)[1]) / 1024)
    return single("worker_own_mb", values, "MB", host, goal=10, aim=6)
