"""Memory over many events: of the host, of Redis, and what is on disk, while a bot with state takes updates, each of
which is kept, handled once and acknowledged. How many is --events; the loads have the settings' seconds."""

import tempfile
from contextlib import ExitStack
from pathlib import Path

from harness import bots, build, curves, roost, verify
from harness.contestant import Contestant
from harness.curves import Curve
from harness.errors import BenchError
from harness.figure import Figure, single
from harness.load import Load
from harness.rounds import measure
from harness.server import Server
from harness.settings import MAXIMUM_ROUNDS, Settings

MB = 1 << 20
HOST, REDIS, DISK = "host, MB resident", "Redis, MB resident", "on disk, MB"


def run(settings: Settings) -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="bench-plugins-") as folder:
        plugin = build.compiled(Path(folder) / "state", "state", "bench-state")
        stores = [("sqlite", bots.on_sqlite(plugin, "inline")), ("redis", bots.on_redis(plugin, "inline"))]
        return [figure for store, one in stores for figure in over(store, one, settings)]


def draw(facts: str, figures: list[Figure]) -> str:
    """The suite's own plot: how each grew."""
    panels: dict[str, list[Curve]] = {}
    for figure in figures:
        if figure.curve:
            panels.setdefault(figure.unit, []).append(figure.curve)
    return curves.svg("memory", facts, panels)


def over(store: str, bot: Contestant, settings: Settings) -> list[Figure]:
    """A line for the host, one for Redis, one for the disk: peaks as figures, courses as curves."""
    name = "SQLite" if store == "sqlite" else "Redis"
    found = {HOST: Curve(f"on {name}"), DISK: Curve(name)} | ({REDIS: Curve(name)} if store == "redis" else {})
    rates, handled = [], 0
    with ExitStack() as stack:
        server = bot.start(stack)
        size = bot.verify(server)
        began = verify.dealt(server)
        note(found, server, 0)
        for number in range(MAXIMUM_ROUNDS):
            rates.append(measure(bot, server, Load(settings.seconds, secret=roost.SECRET), number, size).rate)
            handled = verify.dealt(server) - began
            note(found, server, handled)
            if handled >= settings.events:
                break
        else:
            raise BenchError(f"run void: {handled} events in {MAXIMUM_ROUNDS} loads; let them last longer: --seconds")
        bot.verify(server)
    party = (bot.name, bot.version, f"{bot.settings}; {handled:,} events")
    metrics = {HOST: "host_peak_mb", REDIS: "server_peak_mb", DISK: "disk_mb"}
    figures = [
        single(f"{store}_{metrics[unit]}", [max(value for _, value in curve.points)], unit, party, curve=curve)
        for unit, curve in found.items()
    ]
    return [*figures, single(f"{store}_events_a_second", rates, "events/s", party)]


def note(found: dict[str, Curve], server: Server, events: int) -> None:
    values = {HOST: server.memory_kb()[0] / 1024}
    if server.store:
        values[REDIS] = server.store.memory_kb()[0] / 1024
        values[DISK] = size_of(server.store.log.parent / "appendonlydir") / MB
    else:
        values[DISK] = size_of(server.log.parent / "var/state") / MB
    for unit, curve in found.items():
        curve.points.append((events, values[unit]))


def size_of(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
