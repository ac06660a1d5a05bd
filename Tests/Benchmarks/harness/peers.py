import os
import re
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from . import build, paths, roost, verify
from .contestant import Contestant
from .server import Server, free_ports


def swift_route(name: str, package: str, settings: str, folder: Path) -> Contestant:
    """A Swift peer that answers GET /hello/bench; `package` names whose version it reports."""
    settings = f"release build, Swift runtime linked statically, {os.cpu_count()} event loops, {settings}"
    command = [str(folder / f"{name.lower()}-hello")]
    return Contestant(
        name, pinned_swift(package), settings, starter(name, command), "/hello/bench", verify.route
    )


def aiogram(python: Path) -> Contestant:
    """aiogram's webhook."""
    packages = ("aiogram", "aiohttp", "uvloop", "orjson", "pydantic")
    interpreter = build.run([str(python), "--version"], "asking Python for its version").strip()
    script = str(paths.BENCHMARKS / "peers/aiogram_webhook.py")
    command = [str(python), "-O", script, "--path", roost.UPDATE_PATH, "--secret", roost.SECRET]
    return Contestant(
        "aiogram",
        ", ".join([f"{name} {pinned_python(name)}" for name in packages] + [interpreter]),
        "one process, python -O, uvloop, orjson, disable_fsm (no storage), handle_in_background=False "
        "(answers in the reply), no access log, gc frozen after start and its threshold raised",
        starter("aiogram", command),
        roost.UPDATE_PATH,
        verify.updates,
    )


def starter(
    name: str, command: list[str], environment: dict[str, str] | None = None
) -> Callable[[ExitStack], Server]:
    """Starts a peer on a free port, and stops it with the stack."""

    def start(stack: ExitStack) -> Server:
        (port,) = free_ports(1)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-peer-")))
        server = stack.enter_context(Server(name, with_port(command, port), port, folder / "log", environment))
        server.wait_until_listening()
        return server

    return start


def with_port(command: list[str], port: int) -> list[str]:
    """gunicorn has its own way to say it."""
    return [*command, "--bind", f"127.0.0.1:{port}"] if "gunicorn" in command else [*command, "--port", str(port)]


def pinned_swift(package: str) -> str:
    text = (paths.BENCHMARKS / "Package.swift").read_text()
    return re.search(rf'/{package}", exact: "([^"]+)"', text)[1]


def pinned_python(package: str) -> str:
    text = (paths.BENCHMARKS / "requirements.txt").read_text()
    return re.search(rf"(?m)^{package}==(.+)$", text)[1]
