"""A running host in a folder of its own."""

import json
import os
import re
import signal
import subprocess
import threading
import time
from pathlib import Path

from .http import Connection
from .plugins import install

PATIENCE = 20  # seconds for anything that must happen; only failures wait that long


def binary():
    path = os.environ.get("ROOST_BIN")
    assert path and Path(path).exists(), "ROOST_BIN must name the roost executable"
    return path


class Logs:
    """The host's log lines as they come, with waiting for one."""

    def __init__(self, stream):
        self.raw = []
        self.ended = False
        self.condition = threading.Condition()
        self.thread = threading.Thread(target=self._read, args=(stream,), daemon=True)
        self.thread.start()

    def _read(self, stream):
        for line in stream:
            with self.condition:
                self.raw.append(line.decode("utf-8", "replace").rstrip("\n"))
                self.condition.notify_all()
        with self.condition:
            self.ended = True
            self.condition.notify_all()

    @staticmethod
    def parse(line):
        try:
            return json.loads(line)
        except ValueError:
            return {"message": line}

    def all(self, **wanted):
        """The lines whose fields match: strings as patterns, anything else as equals."""
        with self.condition:
            lines = list(self.raw)
        return [entry for entry in map(self.parse, lines) if matches(entry, wanted)]

    def wait(self, count=1, timeout=PATIENCE, **wanted):
        """Waits until `count` lines match, and returns the last of these."""
        limit = time.monotonic() + timeout
        with self.condition:
            while True:
                found = [entry for entry in map(self.parse, self.raw) if matches(entry, wanted)]
                if len(found) >= count:
                    return found[count - 1]
                left = limit - time.monotonic()
                if self.ended or left <= 0:
                    why = "the host ended" if self.ended else f"{timeout} s passed"
                    raise AssertionError(
                        f"{why}: {len(found)} of {count} lines with {wanted} in\n" + "\n".join(self.raw[-60:])
                    )
                self.condition.wait(left)


def matches(entry, wanted):
    for key, value in wanted.items():
        have = entry.get(key)
        if isinstance(value, str):
            if have is None or not re.search(value, str(have)):
                return False
        elif have != value:
            return False
    return True


class Host:
    """A host: its folder, its process and ways to reach both."""

    def __init__(
        self, folder, config=None, *, text=None, env=None, arguments=(), prefix=(), program=None, isolation="worker"
    ):
        self.folder = Path(folder)
        self.isolation = isolation
        self.prefix = list(prefix)
        self.program = program
        self.plugins = self.folder / "plugins.d"
        self.plugins.mkdir(mode=0o755, parents=True)
        self.plugins.chmod(0o755)
        self.env = env or {}
        self.arguments = list(arguments)
        self.process = None
        self.address = None
        self.admin = None
        self.write_config(text if text is not None else json.dumps(merge(DEFAULTS, config or {}), indent=1))

    def write_config(self, text):
        path = self.folder / "roost.yaml"
        path.write_text(text)
        path.chmod(0o600)

    # Plugins

    def install(self, source, name="probe", settings=None):
        """Puts a plugin's files in place."""
        if settings is not None or (self.isolation == "inline" and not (self.plugins / f"{name}.yaml").exists()):
            self.configure(name, settings or {})
        install(source, self.plugins / f"{name}.so")
        return self

    def configure(self, name, settings):
        """Writes NAME.yaml; a mapping is to say where this host's plugins run, if it does not do so itself."""
        if isinstance(settings, dict) and self.isolation == "inline":
            settings = {"isolation": "inline", **settings}
        text = settings if isinstance(settings, str) else json.dumps(settings)
        fresh = self.plugins / f".{name}.yaml.new"
        fresh.write_text(text)
        fresh.chmod(0o644)
        fresh.rename(self.plugins / f"{name}.yaml")

    def unconfigure(self, name):
        """Takes NAME.yaml away, or all it says but where the plugin runs."""
        if self.isolation == "inline":
            self.configure(name, {})
        else:
            (self.plugins / f"{name}.yaml").unlink()

    def move(self, name, to):
        """Gives a plugin's files another name; the library never lies there without its settings."""
        if (self.plugins / f"{name}.yaml").exists():
            self.configure(to, (self.plugins / f"{name}.yaml").read_text())
        (self.plugins / f"{name}.so").rename(self.plugins / f"{to}.so")
        (self.plugins / f"{name}.yaml").unlink(missing_ok=True)

    def data(self, plugin="probe"):
        """The folder in which a plugin's code runs: its worker's own, which it may write to, or the host's."""
        return self.folder if self.isolation == "inline" else self.folder / "var/data" / plugin

    def opened(self):
        """The private copies of libraries whose code is in the host's own process."""
        lines = Path(f"/proc/{self.process.pid}/maps").read_text().splitlines()
        found = [re.search(r" r-xp .* (/\S*/var/generations/\S+\.so)", line) for line in lines]
        return {match[1] for match in found if match}

    def workers(self):
        """The processes of the plugins' workers."""

        def read(path):
            try:
                return path.read_bytes()
            except (FileNotFoundError, ProcessLookupError):
                return b""  # the thread or the process has ended meanwhile

        tasks = Path(f"/proc/{self.process.pid}/task").iterdir()
        pids = [int(pid) for task in tasks for pid in read(task / "children").split()]
        return [pid for pid in pids if b"roost-worker" in read(Path(f"/proc/{pid}/cmdline"))]

    def check_isolation(self):
        """The plugins run where the tests believe that they run."""
        if self.isolation == "inline":
            assert not self.workers(), "a plugin has a worker that was to be inline"
        else:
            assert not self.opened(), "a plugin is inline that was to have a worker"

    def executed(self):
        """What constructors of plugins have written: "ID MARK" a line."""
        files = [self.folder / "executed", *sorted(self.folder.glob("var/data/*/executed"))]
        return [line for path in files if path.exists() for line in path.read_text().splitlines()]

    def serving(self, plugin="probe", count=1):
        """Waits until the plugin's `count`th generation serves."""
        return self.logs.wait(count, message="^serving$", plugin=f"^{plugin}$")

    def steps(self, generation):
        """The lifecycle steps that a generation of the probe has logged, in order."""
        lines = self.logs.all(message="^step ", generation=f"^{generation}$")
        return [line["message"].removeprefix("step ") for line in lines]

    def refusal(self, name="probe", count=1):
        """Waits for the line that refuses a file and returns its text."""
        return self.logs.wait(count, message=rf"^{re.escape(name)}\.so is refused", level="error")["message"]

    def refusals(self, name):
        return self.logs.all(message=rf"^{re.escape(name)}\.so is refused")

    # The process

    def start(self, *command, wait=True):
        """Starts the host and waits until it listens and has looked at every plugin."""
        self.process = subprocess.Popen(
            [*self.prefix, self.program or binary(), *(command or ("run",)), *self.arguments], cwd=self.folder,
            env=environment(self.env), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )  # fmt: skip
        self.logs = Logs(self.process.stderr)
        if wait:
            self.listening(self.logs.wait(message=r"roost .* serves ")["message"])
            for file in sorted(self.plugins.glob("*.so")):
                name = re.escape(file.stem)
                self.logs.wait(message=rf"^serving$|^{name}\.so is refused", plugin=f"^{name}$")
        return self

    def listening(self, line):
        public = re.search(r"https?://(\S+):(\d+)", line.split("admin")[0])
        admin = re.search(r"admin http://(\S+):(\d+)", line)
        if public:
            self.address = (public[1].strip("[]"), int(public[2]))
        if admin:
            self.admin = (admin[1].strip("[]"), int(admin[2]))

    def signal(self, number):
        self.process.send_signal(number)

    def wait(self, timeout=PATIENCE):
        """Waits for the process to end; its exit code."""
        code = self.process.wait(timeout)
        self.logs.thread.join(timeout)
        return code

    def stop(self):
        """Ends the host as an operator does; its exit code."""
        if self.process is None:
            return None
        if self.process.poll() is None:
            self.signal(signal.SIGTERM)
            try:
                self.wait()
            except subprocess.TimeoutExpired:
                self.kill()
                raise AssertionError("the host did not end on SIGTERM:\n" + "\n".join(self.logs.raw[-40:])) from None
        return self.process.returncode

    def kill(self):
        """Ends what did not end otherwise."""
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.wait()

    # Requests

    def connect(self, **options):
        return Connection(self.address, **options)

    def get(self, path, **options):
        return self.request("GET", path, **options)

    def post(self, path, body=b"", **options):
        return self.request("POST", path, body=body, **options)

    def request(self, method, path, **options):
        with self.connect() as connection:
            return connection.request(method, path, **options)

    def raw(self, data):
        """Sends bytes on a connection of their own and reads one answer."""
        with self.connect() as connection:
            return connection.send(data).response()

    def ask_admin(self, path, **options):
        with Connection(self.admin) as connection:
            return connection.request("GET", path, **options)

    def metric(self, name, **labels):
        """A metric's value, 0 when it is not there."""
        for line in self.ask_admin("/metrics").text.splitlines():
            found = re.fullmatch(r"(\w+)(?:\{(.*)\})? (\S+)", line)
            if found and found[1] == name:
                have = dict(re.findall(r'(\w+)="([^"]*)"', found[2] or ""))
                if all(have.get(key) == value for key, value in labels.items()):
                    return float(found[3])
        return 0.0

    def resident_kib(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1])

    def listed(self):
        """How the plugins stand, by name, as `roost plugins list` tells."""
        done = self.roost("plugins", "list", "--json")
        assert done.returncode == 0, done.stderr
        return {entry["name"]: entry for entry in json.loads(done.stdout)}

    def until(self, condition):
        """Asks again until the host says so, for what it announces nowhere."""
        limit = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < limit, "it never came to that"
            time.sleep(0.02)

    def roost(self, *arguments, **options):
        """Runs a command in the host's folder."""
        return roost(*arguments, cwd=self.folder, **{"env": self.env, **options})


DEFAULTS = {
    "listen": [{"address": "127.0.0.1:0"}],
    "admin": "127.0.0.1:0",
    "plugins": {"quiet_ms": 20},
    "drain_seconds": 5,
    "log": {"level": "info", "format": "json"},
}


def merge(base, over):
    """`over` laid over `base`, mappings key by key."""
    result = dict(base)
    for key, value in over.items():
        both = isinstance(value, dict) and isinstance(result.get(key), dict)
        result[key] = merge(result[key], value) if both else value
    return result


def environment(extra=None):
    """The environment without settings of the host's own, so that a developer's do not disturb."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("ROOST_")}
    # Tests may run as root, as in a container; the host would not.
    clean["ROOST_WORKERS_ALLOW_ROOT"] = "true"
    return {**clean, **(extra or {})}


def roost(*arguments, cwd=None, env=None, timeout=60):
    """Runs a command to its end."""
    return subprocess.run(
        [binary(), *map(str, arguments)], cwd=cwd, env=environment(env), capture_output=True, text=True,
        timeout=timeout,
    )  # fmt: skip
