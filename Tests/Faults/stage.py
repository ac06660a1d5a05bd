"""A host with two plugins, one in a worker and one inline, and what it keeps state in; started, killed, started again."""

import signal
import subprocess
import time
from pathlib import Path

from harness.host import Host
from effects import SUBJECT
from harness.redis import Redis
from harness.web import WebServer
from load import FIELDS, PLUGINS, SECRET, Book, Load, path
from power import Power

PATIENCE = 20
CONFIG = {
    "bots": {name: {"path": path(name), "secret": SECRET, "plugins": [name], "delivery": "durable"} for name in PLUGINS},
    # Many attempts: an attempt fails too while the store is away.
    "events": {"retry_ms": 5, "attempts": 12, "in_memory": 64},
    "drain_seconds": 5,
    "workers": {"crashes": 1_000_000, "crash_window_seconds": 1},
}  # fmt: skip
RUNS = 4  # schedules of each plugin, of every minute
TOPICS = {"keeper": "keeper.**", "inner": "keeper.**"}


class Stage:
    """One host and its store, with the book of what it has answered."""

    def __init__(self, folder, store, plugins, preload):
        self.folder, self.server = Path(folder), None
        self.folder.mkdir(parents=True)
        config, environment = dict(CONFIG), {}
        if store == "redis":
            self.power = Power(preload, self.folder / "redis", "appendonlydir/*.aof")
            self.server = Redis(self.folder / "redis", env=self.power.environment)
            config["state"] = {"redis": {"url": f"unix:{self.server.socket}"}}
        else:
            self.power = Power(preload, self.folder / "host/var/state", "state.db", "state.db-wal")
            environment = self.power.environment
        self.web = WebServer()
        self.host = Host(self.folder / "host", config, env=environment)
        for name, isolation in PLUGINS.items():
            grants = [f"fetch-private:{self.web.url}"] + ["topic:keeper.**"] * (name != "keeper")
            self.host.install(plugins[name], name, settings={"isolation": isolation, "grants": grants})
        self.book = Book()
        self.load = Load(self.host, self.web, self.book)
        self.lives = []  # the logs of each
        self.since = None  # when it first served

    # Life

    def start(self, crash=None):
        """Starts the host, to die at a point if one is given; whether it serves."""
        self.host.env.pop("CRASH_AT", None)
        if crash:
            self.host.env["CRASH_AT"] = crash
        self.begin()
        # What commands run is not to die.
        self.host.env.pop("CRASH_AT", None)
        try:
            self.host.listening(self.host.logs.wait(message=r"roost .* serves ")["message"])
            for plugin in PLUGINS:
                self.host.serving(plugin)
            self.since = self.since or time.time()
            return True
        except AssertionError:
            if crash and self.host.logs.ended and self.dies(PATIENCE):
                return False
            raise

    def begin(self):
        """Starts the host, and waits for nothing."""
        self.host.start(wait=False)
        self.lives.append(self.host.logs)

    def dies(self, within):
        """Waits for the host to reach its point; whether it did."""
        try:
            code = self.host.wait(within)
        except subprocess.TimeoutExpired:
            return False
        assert code == -signal.SIGKILL, f"the host ended with {code}:\n" + "\n".join(self.host.logs.raw[-20:])
        return True

    def kill(self):
        self.host.signal(signal.SIGKILL)
        self.host.wait()

    def after_death(self, *, power=False, server=False):
        """What happens between two lives of the host: the power goes, or the server dies too."""
        if self.server and not power and not server:
            return
        if self.server:
            self.server.end()
        if power:
            self.power.cut()
        self.power.renew()
        if self.server:
            self.server.start()

    def restart_server(self):
        """The server dies alone, and comes back."""
        self.server.end()
        self.power.renew()
        self.server.start()

    def end(self):
        """The host's exit code; nothing runs afterwards."""
        try:
            return self.host.stop()
        finally:
            self.host.kill()
            if self.server:
                self.server.end()
            self.web.close()

    def noticed(self, plugin):
        """The notices that the operator saw, in any life."""
        lines = [line for logs in self.lives for line in logs.all(message=f"^{SUBJECT.decode()}: ", plugin=f"^{plugin}$")]
        return {line["message"].split(": ")[1] for line in lines}

    # What is sent by hand

    def take(self, plugin, body):
        """An update that is answered 200."""
        limit = time.monotonic() + PATIENCE
        while self.host.post(path(plugin), body, headers=FIELDS).status != 200:
            assert time.monotonic() < limit, "an update was not taken"
            time.sleep(0.01)
