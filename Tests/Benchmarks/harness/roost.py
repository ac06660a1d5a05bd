import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

from . import build, paths
from .errors import BenchError
from .server import Server, free_ports

UPDATE_PATH = "/telegram/benchmark_0123456789"
SECRET = "benchmark-secret"
QUIET_MS = 100
SETTINGS = "release build; plugins inline, one loop a core, admin listener on, log level warning, no TLS"
WORKER_SETTINGS = SETTINGS.replace("plugins inline", "each plugin in a worker, sandboxed")


def version() -> str:
    return build.run([str(binary()), "version"], "asking the host for its version").splitlines()[0]


def binary() -> Path:
    return needed(paths.host_binary(), "the host", "make build, or set ROOST_BIN")


def hello() -> Path:
    return needed(paths.hello_plugin(), "the hello example", "make install-plugins, or set ROOST_HELLO")


def state_probe() -> Path:
    return needed(paths.state_probe(), "the state probe", "make bench, or set ROOST_STATE_PROBE")


def needed(file: Path, what: str, hint: str) -> Path:
    if not file.is_file():
        raise BenchError(f"{what} is not at {file}: it is built apart from the benchmarks; {hint}")
    return file.resolve()


class Host:
    """A host's folder, made for one measurement and removed with it. State is in a file there, or on the Redis
    server at a socket."""

    def __init__(
        self, stack: ExitStack, isolation: str = "inline", delivery: str = "direct", redis: str | None = None
    ):
        self.isolation = isolation
        self.delivery = delivery
        self.redis = redis
        # Under /tmp for a path short enough for the control socket.
        self.folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="roost-bench-")))
        self.stack = stack
        self.port, self.admin = free_ports(2)
        (self.folder / "plugins.d").mkdir(mode=0o755)
        (self.folder / "var").mkdir(mode=0o755)

    def install(self, plugin: Path, name: str, grants: tuple[str, ...] = ()) -> None:
        """Puts a plugin into plugins.d in one step, as `mv` does."""
        target = self.folder / "plugins.d" / f"{name}.so"
        settings = target.with_suffix(".yaml")
        if not settings.exists():
            settings.write_text(f"isolation: {self.isolation}\ngrants: [{', '.join(grants)}]\n")
            settings.chmod(0o644)
        self.stage(plugin).rename(target)

    def stage(self, plugin: Path) -> Path:
        """Copies a plugin beside plugins.d, to be renamed into it."""
        staged = self.folder / "staged.so"
        shutil.copyfile(plugin, staged)
        staged.chmod(0o644)
        return staged

    def start(self, bound_to: str | None = None) -> Server:
        """Starts the host; `bound_to` names the plugin that gets the updates of the one bot."""
        config = self.folder / "roost.yaml"
        config.write_text(self._yaml(bound_to))
        config.chmod(0o600)
        command = [str(binary()), "run", "--config", str(config)]
        server = self.stack.enter_context(Server("roost", command, self.port, self.folder / "log"))
        server.admin = self.admin
        return server

    def _yaml(self, bound_to: str | None) -> str:
        lines = [
            "listen:",
            f"  - address: 127.0.0.1:{self.port}",
            f"admin: 127.0.0.1:{self.admin}",
            f"plugins: {{quiet_ms: {QUIET_MS}}}",
            f"loops: {os.cpu_count()}",
            "log: {level: warning}",
            "workers: {allow_root: true, crash_window_seconds: 1}",
        ]
        if self.redis:
            lines += ["state:", f"  redis: {{url: 'unix:{self.redis}'}}"]
        if bound_to:
            lines += [
                "bots:",
                "  bench:",
                f"    path: {UPDATE_PATH}",
                f"    secret: {SECRET}",
                f"    plugins: [{bound_to}]",
                f"    delivery: {self.delivery}",
            ]
        return "\n".join(lines) + "\n"
