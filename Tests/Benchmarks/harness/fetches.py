"""Requests to a server elsewhere: roost.fetch/1 against async-http-client."""

import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from . import build, peers, roost
from .client import Client
from .errors import BenchError
from .figure import Figure, Party, Spread
from .probe import Probe
from .server import Server
from .settings import Settings

DEPTH = 64
IDENTIFIER = "bench-fetch"


def figures(settings: Settings, swift: Path) -> list[Figure]:
    """CPU a request with 64 under way to one server, over plain connections that are kept."""
    values: dict[str, list[float]] = {"roost": [], "worker": [], "AHC": []}
    with ExitStack() as stack:
        target = start_target(stack, swift)
        hosts = {"roost": host(stack, target, "inline"), "worker": host(stack, target, "worker")}
        peer = Probe(stack, [str(swift / "ahc-fetch")])
        url = f"http://127.0.0.1:{target.port}/hello/bench"
        count = DEPTH * 125 * settings.seconds
        runs = {name: lambda server=server: fetches(server, count) for name, server in hosts.items()}
        runs["AHC"] = lambda: peer.run(count, DEPTH, url)[0]
        names = list(runs)
        for number in range(settings.rounds + 1):
            turn = number % len(names)
            for name in names[turn:] + names[:turn]:
                value = runs[name]()
                print(f"fetch, round {number}: {name}: {value:.1f} µs CPU a request", file=sys.stderr)
                if number:
                    values[name].append(value)
    what = f"{DEPTH} GETs under way to one server over plain HTTP, answers of 14 bytes"
    parties = {
        "roost": Party("roost", roost.version(), f"{roost.SETTINGS}; {what}", Spread.of(values["roost"])),
        "worker": Party("worker", roost.version(), f"{roost.WORKER_SETTINGS}; {what}", Spread.of(values["worker"])),
        "AHC": Party(
            "AHC", peers.pinned_swift("async-http-client"),
            f"release build, Swift runtime linked statically, connections enough for all; {what}",
            Spread.of(values["AHC"])),
    }  # fmt: skip

    def ratio(metric: str, name: str, **bounds) -> Figure:
        ratios = Spread.of([a / b for a, b in zip(values[name], values["AHC"])])
        return Figure(metric, ratios, "µs CPU a request", [parties[name], parties["AHC"]], **bounds)

    return [ratio("fetch_cpu_vs_ahc", "roost", goal=0.35, aim=0.2), ratio("worker_fetch_cpu_vs_ahc", "worker")]


def start_target(stack: ExitStack, swift: Path) -> Server:
    """The raw NIO server, which all ask."""
    return peers.starter("NIO", [str(swift / "nio-hello")])(stack)


def host(stack: ExitStack, target: Server, isolation: str) -> Server:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-fetch-")))
    grant = f"fetch-private:http://127.0.0.1:{target.port}"
    url = f'-DBENCH_URL="http://127.0.0.1:{target.port}/hello/bench"'
    plugin = build.compiled(folder / "plugin", "fetch", IDENTIFIER, url, capabilities=(grant,))
    one = roost.Host(stack, isolation)
    one.install(plugin, IDENTIFIER, grants=(grant,))
    server = one.start()
    server.wait_until_answered(f"/{IDENTIFIER}/1/1")
    return server


def fetches(server: Server, count: int) -> float:
    """Microseconds of CPU a request, of the host and its worker together."""
    before = server.cpu_seconds()
    with Client(server.port, timeout=60) as client:
        answer = client.get(f"/{IDENTIFIER}/{count}/{DEPTH}")
    if answer.status != 200 or int(answer.body) != count:
        raise BenchError(f"run void: {count} requests: {answer.status} {answer.body[:100]!r} were answered right")
    return (server.cpu_seconds() - before) * 1e6 / count
