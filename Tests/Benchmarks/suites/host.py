"""The host with an inline plugin, against raw NIO, Hummingbird and aiogram; start, memory, reload, these also
with plugins in workers: figures that begin with `worker_`, without goals."""

import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from harness import build, peers, roost, verify
from harness.client import Client
from harness.contestant import Contestant
from harness.errors import BenchError
from harness.figure import Figure, ratio, single
from harness.load import Load
from harness.rounds import alternate
from harness.server import Server
from harness.settings import Settings

STARTS = 11
REPLACEMENTS = 21
COPIES = 21
MEMORY_RUNS = 5


def run(settings: Settings) -> list[Figure]:
    host = ("roost", roost.version(), roost.SETTINGS)
    worker = ("worker", roost.version(), roost.WORKER_SETTINGS)
    swift, python = build.swift_peers(), build.python_peers()
    with tempfile.TemporaryDirectory(prefix="bench-plugins-") as folder:
        return [
            *routes(host, swift, settings),
            *updates(host, python, settings),
            single("first_answer_ms", first_answers("inline"), "ms", host, goal=100, aim=50),
            single("worker_first_answer_ms", first_answers("worker"), "ms", worker),
            *idle_memory(host, worker),
            *plugin_memory(host, worker, Path(folder)),
            *replacement(host, worker, Path(folder)),
        ]


def contestant(host: tuple[str, str, str], url: str, check: Callable[[Server], int]) -> Contestant:
    return Contestant(*host, start_hello, url, check)


def start_hello(stack: ExitStack, isolation: str = "inline") -> Server:
    """A host with the hello example, in a folder of its own, answering."""
    folder = roost.Host(stack, isolation)
    folder.install(roost.hello(), "hello")
    server = folder.start(bound_to="hello")
    server.wait_until_answered("/hello/bench")
    return server


def routes(host: tuple[str, str, str], swift: Path, settings: Settings) -> list[Figure]:
    contestants = [
        contestant(host, "/hello/bench", verify.route),
        peers.swift_route("NIO", "swift-nio", "configureHTTPServerPipeline's defaults, constant body", swift),
        peers.swift_route("Hummingbird", "hummingbird", "router, no logs, no traits", swift),
    ]
    series = alternate(contestants, Load(settings.seconds), settings.rounds)
    ours, nio, hummingbird = (series[one.name] for one in contestants)
    return [
        ratio("route_cpu_vs_nio", ours, nio, "cpu_us", goal=2.0, aim=1.4),
        ratio("route_cpu_vs_hummingbird", ours, hummingbird, "cpu_us", goal=0.6, aim=0.4),
        *(
            ratio(f"route_{short}_vs_{peer.contestant.name.lower()}", ours, peer, value)
            for peer in (nio, hummingbird)
            for short, value in (("rate", "rate"), ("p99", "p99_us"))
        ),
    ]


def updates(host: tuple[str, str, str], python: Path, settings: Settings) -> list[Figure]:
    contestants = [contestant(host, roost.UPDATE_PATH, verify.updates), peers.aiogram(python)]
    series = alternate(contestants, Load(settings.seconds, secret=roost.SECRET), settings.rounds)
    ours, aiogram = (series[one.name] for one in contestants)
    return [
        ratio("update_rate_vs_aiogram", ours, aiogram, "rate", goal=25, aim=40, more_is_better=True),
        ratio("update_cpu_vs_aiogram", ours, aiogram, "cpu_us"),
        ratio("update_p99_vs_aiogram", ours, aiogram, "p99_us"),
    ]


def first_answers(isolation: str) -> list[float]:
    """Milliseconds from the spawn to the first 200 on a plugin's route, in a folder never started from before. The
    plugin was installed before the time of quiet, as it is when a machine starts."""
    values = []
    for _ in range(STARTS):
        with ExitStack() as stack:
            folder = roost.Host(stack, isolation)
            folder.install(roost.hello(), "hello")
            time.sleep(2 * roost.QUIET_MS / 1000)
            values.append(folder.start().wait_until_answered("/hello/bench"))
    return values


def idle_memory(host: tuple[str, str, str], worker: tuple[str, str, str]) -> list[Figure]:
    """With hello loaded, after a few requests and updates. With a worker both processes count, each page as
    the share of it that they have."""
    rss, pss = idle("inline")
    _, of_both = idle("worker")
    return [
        single("idle_rss_mb", rss, "MB resident", host, goal=45, aim=30),
        single("idle_pss_mb", pss, "MB proportional", host),
        single("worker_idle_pss_mb", of_both, "MB proportional, host and worker", worker),
    ]


def idle(isolation: str) -> tuple[list[float], list[float]]:
    """Resident and proportional MB. 1 MB is 1,024 KiB."""
    rss, pss = [], []
    for _ in range(MEMORY_RUNS):
        with ExitStack() as stack:
            server = start_hello(stack, isolation)
            verify.route(server)
            verify.updates(server)
            kib = server.memory_kb()
            rss.append(kib[0] / 1024)
            pss.append(kib[1] / 1024)
    return rss, pss


def plugin_memory(host: tuple[str, str, str], worker: tuple[str, str, str], folder: Path) -> list[Figure]:
    """KiB that each of twenty more plugins adds to one; with a worker, its process included."""
    names = [f"bench-{number}" for number in range(COPIES)]
    files = {name: build.plugin(folder / name, name, name) for name in names}
    resident, proportional = [], []
    for _ in range(MEMORY_RUNS):
        one, many = (memory("inline", names[:count], files)[0] for count in (1, COPIES))
        resident.append((many - one) / (COPIES - 1))
        one, many = (memory("worker", names[:count], files)[1] for count in (1, COPIES))
        proportional.append((many - one) / (COPIES - 1))
    return [
        single("per_plugin_kb", resident, "KiB resident a small C plugin", host, goal=250, aim=100),
        single("worker_per_plugin_kb", proportional, "KiB proportional a small C plugin and its worker", worker),
    ]


def memory(isolation: str, names: list[str], files: dict[str, Path]) -> tuple[int, int]:
    """Resident and proportional KiB of a host with these plugins, all processes together."""
    with ExitStack() as stack:
        folder = roost.Host(stack, isolation)
        for name in names:
            folder.install(files[name], name)
        server = folder.start()
        for name in names:
            server.wait_until_answered(f"/{name}")
        return server.memory_kb()


def replacement(host: tuple[str, str, str], worker: tuple[str, str, str], folder: Path) -> list[Figure]:
    """From the end of quiet after a changed file was renamed into place to its first answer."""
    files = [build.plugin(folder / f"v{n}", "changing", f"answer {n}") for n in range(REPLACEMENTS + 1)]
    return [
        single("drop_to_serving_ms", replace_all("inline", files), "ms after quiet", host, goal=100, aim=40),
        single("worker_drop_to_serving_ms", replace_all("worker", files), "ms after quiet", worker),
    ]


def replace_all(isolation: str, files: list[Path]) -> list[float]:
    values = []
    with ExitStack() as stack:
        plugins = roost.Host(stack, isolation)
        plugins.install(files[0], "changing")
        server = plugins.start()
        server.wait_until_answered("/changing")
        with Client(server.port) as client:
            for number, file in enumerate(files[1:], start=1):
                values.append(replace(plugins, client, file, f"answer {number}".encode()))
    return values


def replace(plugins: roost.Host, client: Client, file: Path, wanted: bytes) -> float:
    staged = plugins.stage(file)
    began = time.monotonic()
    staged.rename(plugins.folder / "plugins.d/changing.so")
    while time.monotonic() < began + 10:
        answer = client.get("/changing")
        if answer.status != 200:
            raise BenchError(f"run void: a replacement was answered {answer.status} {answer.body[:200]!r}")
        if answer.body == wanted:
            return (time.monotonic() - began) * 1000 - roost.QUIET_MS
        time.sleep(0.001)
    raise BenchError(f"a replaced plugin did not answer {wanted!r} within 10 s")
