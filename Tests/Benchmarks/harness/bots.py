"""Bots that keep state: for each update they look at the token, parse it, read what is kept for its chat and write it
anew."""

import os
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from . import build, paths, peers, redis, roost, verify
from .contestant import Contestant
from .server import Server

MODES = {"inline": roost.SETTINGS, "worker": roost.WORKER_SETTINGS}


def on_redis(plugin: Path, isolation: str) -> Contestant:
    """The host: updates are kept in Redis, then handled, and acknowledged by the commit that writes."""

    def start(stack: ExitStack) -> Server:
        store = redis.Redis(stack)
        server = host(stack, plugin, isolation, "durable", store.socket)
        server.store = store.server
        return server

    settings = f"{MODES[isolation]}; delivery durable; {redis.SETTINGS}"
    return contestant("roost" if isolation == "inline" else "worker", settings, start)


def on_sqlite(plugin: Path, isolation: str) -> Contestant:
    """The host: updates and state in one file, each commit synced."""
    settings = f"{MODES[isolation]}; delivery durable; SQLite, WAL, synchronous FULL"
    return contestant(
        "roost" if isolation == "inline" else "worker",
        settings,
        lambda stack: host(stack, plugin, isolation, "durable", None),
    )


def in_memory(plugin: Path, isolation: str = "inline") -> Contestant:
    """The host: updates are handed over at once, and the plugin keeps what it knows in its memory."""
    settings = f"{MODES[isolation]}; delivery direct; state in the plugin's memory"
    return contestant("direct", settings, lambda stack: host(stack, plugin, isolation, "direct", None))


def contestant(name: str, settings: str, start) -> Contestant:
    return Contestant(
        name, roost.version(), settings, start, roost.UPDATE_PATH, verify.kept, dealt=verify.dealt)


def host(
    stack: ExitStack, plugin: Path, isolation: str, delivery: str, socket: str | None
) -> Server:
    folder = roost.Host(stack, isolation, delivery, socket)
    folder.install(plugin, "bench-state")
    server = folder.start(bound_to="bench-state")
    server.wait_until_answered("/bench-state/handled")
    return server


def aiogram(python: Path) -> Contestant:
    one = peers.aiogram(python)
    script = str(paths.BENCHMARKS / "peers/aiogram_state.py")
    settings = (
        "one process, python -O, uvloop, orjson, RedisStorage through FSMContext, hiredis, "
        "handle_in_background=False (answered when it is written), no access log, gc frozen after start and its "
        "threshold raised"
    )
    command = [str(python), "-O", script, "--path", roost.UPDATE_PATH, "--secret", roost.SECRET]
    return with_redis(
        replace(one, version=f"{one.version}, {versions('redis', 'hiredis')}", settings=settings,
            verify=verify.kept),
        lambda socket: ([*command, "--redis", socket], {}))


def flask(python: Path) -> Contestant:
    workers, threads = os.cpu_count(), 32
    settings = f"gunicorn gthread, {workers} workers of {threads} threads, python -O, orjson, redis-py with hiredis"
    command = [str(python), "-O", "-m", "gunicorn", "-k", "gthread", "-w", str(workers), "--threads", str(threads)]
    command += ["--chdir", str(paths.BENCHMARKS / "peers"), "--keep-alive", "30", "--log-level", "warning"]
    return with_redis(
        Contestant(
            "Flask", versions("Flask", "gunicorn", "redis", "hiredis", "orjson"), settings, None,
            roost.UPDATE_PATH, verify.kept),
        lambda socket: (
            [*command, "flask_state:app"],
            {"BENCH_PATH": roost.UPDATE_PATH, "BENCH_SECRET": roost.SECRET, "BENCH_REDIS": socket}))


def nio(folder: Path) -> Contestant:
    settings = (
        f"release build, Swift runtime linked statically, {os.cpu_count()} event loops, each with a connection to "
        "Redis whose commands leave once a turn; simdjson"
    )
    command = [str(folder / "nio-state"), "--path", roost.UPDATE_PATH, "--secret", roost.SECRET]
    return with_redis(
        Contestant(
            "NIO", peers.pinned_swift("swift-nio"), settings, None, roost.UPDATE_PATH, verify.kept),
        lambda socket: ([*command, "--redis", socket], {}))


def with_redis(peer: Contestant, command) -> Contestant:
    """The peer beside a Redis; `command` makes its command and environment of a socket."""

    def start(stack: ExitStack) -> Server:
        store = redis.Redis(stack)
        words, environment = command(store.socket)
        server = peers.starter(peer.name, words, environment)(stack)
        server.wait_until_answered("/bench-state/count/1", seconds=120)
        server.store = store.server
        return server

    return replace(peer, settings=f"{peer.settings}; {redis.SETTINGS}", start=start)


def versions(*packages: str) -> str:
    return ", ".join(f"{name} {peers.pinned_python(name)}" for name in packages)
