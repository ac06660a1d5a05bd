"""State and effects: a bot that keeps state, durable on Redis against aiogram, Flask and raw NIO, and on SQLite
against one that keeps it in memory; commits to the stores themselves; requests to others. The same with the plugin
in a worker begins with `worker_` and has no goal."""

import tempfile
from pathlib import Path

from harness import bots, build, commits, fetches
from harness.figure import Figure, ratio
from harness.load import Load
from harness.rounds import alternate
from harness.roost import SECRET
from harness.settings import Settings


def run(settings: Settings) -> list[Figure]:
    swift, python = build.swift_peers(), build.python_peers()
    with tempfile.TemporaryDirectory(prefix="bench-plugins-") as folder:
        stateful = build.compiled(Path(folder) / "state", "state", "bench-state")
        forgetful = build.compiled(Path(folder) / "memory", "state", "bench-state", "-DBENCH_MEMORY")
        return [
            *on_redis(stateful, swift, python, settings),
            *on_sqlite(stateful, forgetful, settings),
            commits.group(settings),
            commits.depth(settings),
            *fetches.figures(settings, swift),
        ]


def on_redis(plugin: Path, swift: Path, python: Path, settings: Settings) -> list[Figure]:
    contestants = [
        bots.on_redis(plugin, "inline"),
        bots.on_redis(plugin, "worker"),
        bots.aiogram(python),
        bots.flask(python),
        bots.nio(swift),
    ]
    series = alternate(contestants, Load(settings.seconds, secret=SECRET), settings.rounds)
    ours, worker, aiogram, flask, nio = (series[one.name] for one in contestants)
    return [
        ratio("redis_durable_rate_vs_aiogram", ours, aiogram, "rate", goal=20, aim=30, more_is_better=True),
        ratio("redis_durable_rate_vs_flask", ours, flask, "rate", goal=10, aim=17, more_is_better=True),
        ratio("redis_durable_cpu_vs_nio", ours, nio, "cpu_us", goal=3.5, aim=2.2),
        ratio("redis_durable_rate_vs_nio", ours, nio, "rate"),
        ratio("redis_durable_store_cpu_vs_nio", ours, nio, "store_cpu_us"),
        ratio("redis_durable_cpu_vs_aiogram", ours, aiogram, "cpu_us"),
        ratio("redis_durable_cpu_vs_flask", ours, flask, "cpu_us"),
        ratio("worker_redis_durable_rate_vs_aiogram", worker, aiogram, "rate"),
        ratio("worker_redis_durable_rate_vs_flask", worker, flask, "rate"),
        ratio("worker_redis_durable_cpu_vs_nio", worker, nio, "cpu_us"),
    ]


def on_sqlite(plugin: Path, forgetful: Path, settings: Settings) -> list[Figure]:
    contestants = [
        bots.on_sqlite(plugin, "inline"),
        bots.in_memory(forgetful),
        bots.on_sqlite(plugin, "worker"),
    ]
    series = alternate(contestants, Load(settings.seconds, secret=SECRET), settings.rounds)
    ours, direct, worker = (series[one.name] for one in contestants)
    return [
        ratio("sqlite_full_vs_direct_memory", ours, direct, "rate", goal=0.45, aim=0.6, more_is_better=True),
        ratio("sqlite_full_cpu_vs_direct_memory", ours, direct, "cpu_us"),
        ratio("worker_sqlite_full_vs_direct_memory", worker, direct, "rate"),
    ]
