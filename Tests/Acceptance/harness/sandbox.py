"""A host without rights, with a hostile plugin and one that is to be left alone."""

import re
import socket
import time
from pathlib import Path

from .plugins import ROOT
from .unprivileged import UnprivilegedHost

SECRET, TOKEN, WRITTEN = "s3cret-of-the-environment", "t0ken-of-the-environment", "s3cret-of-the-file"
BOTS = {
    "demo": {"path": "/telegram/one-path-nobody-guesses", "plugins": ["other"]},
    "second": {"path": "/telegram/two-path-nobody-guesses", "secret": WRITTEN, "plugins": ["other"]},
}
HEADERS = (f"-I{ROOT}/Host/Frames/Layout/include", f"-I{ROOT}/Host/Shims/CWorkerSystem/include")
PATIENCE = 10


class Scene:
    """A host with the hostile plugin and another one, which it is to leave alone."""

    def __init__(self, home, compile_plugin, name, workers, settings=None):
        hostile = compile_plugin("hostile", source="hostile.c", flags=HEADERS)
        # Each of many crashes is to be followed by another worker at once.
        config = {"workers": {"crashes": 1000, "crash_window_seconds": 1, **workers}, "bots": BOTS}
        env = {"ROOST_BOT_DEMO_SECRET": SECRET, "API_TOKEN": TOKEN, "AWS_SECRET_ACCESS_KEY": TOKEN}
        self.host = UnprivilegedHost(home, name, config, env=env)
        self.host.install(hostile, "hostile", settings=settings)
        self.host.install(compile_plugin("other", MARK="other"), "other")
        self.host.start()
        for plugin in ("hostile", "other"):
            folder = self.host.data(plugin)
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "file").write_text(f"the file of {plugin}")
        for name, target in (("link", "other/file"), ("folder-link", "other"), ("own-link", "other/file")):
            (self.host.data("hostile") / name).symlink_to(self.host.data("hostile").parent / target)
        self.host.give(self.host.folder / "var/data")
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.places = self._places()

    def _places(self):
        folder, pid = self.host.folder, self.host.process.pid
        other = self.host.worker("other") if self.host.data("other").exists() else pid
        stack = re.search(r"^(\w+)-\w+ .*\[stack\]", Path(f"/proc/{pid}/maps").read_text(), re.MULTILINE)
        copies = sorted(path for path in (folder / "var/generations").rglob("*") if path.is_file())
        return {
            "folder": folder, "own": self.host.data("hostile"), "other": self.host.data("other"), "host": pid,
            "worker": other, "port": self.listener.getsockname()[1], "stack": "0x" + stack[1],
            "control": next(path for path in (folder / "var").rglob("*") if path.is_socket()),
            "copy": next(path for path in copies if "other" in str(path)),
        }

    def attempt(self, name, words=""):
        """Makes an attempt, and returns what the plugin says of its outcome."""
        self.since = len(self.host.logs.raw)
        answer = self.host.post(f"/hostile/try/{name}", words.format(**self.places).encode())
        return answer.text if answer.status == 200 else f"status {answer.status}"

    def logged(self, pattern):
        """Waits for a line about the plugin since the last attempt."""
        limit = time.monotonic() + PATIENCE
        while True:
            for raw in self.host.logs.raw[self.since :]:
                entry = self.host.logs.parse(raw)
                if entry.get("plugin") == "hostile" and re.search(pattern, entry["message"]):
                    return entry["message"]
            lines = "\n".join(self.host.logs.raw[self.since :])
            assert time.monotonic() < limit, f"no line with {pattern} in\n{lines}"
            time.sleep(0.01)

    def serves(self):
        """Waits until the hostile plugin answers; a worker that was lost is replaced."""
        limit = time.monotonic() + PATIENCE
        while self.host.get("/hostile/mark").status != 200:
            assert time.monotonic() < limit, "it does not serve again"
            time.sleep(0.02)

    def end(self):
        self.listener.close()
        assert self.host.stop() == 0


def staged(name, workers, settings=None):
    """A fixture that sets a scene for the tests of this file."""

    def scene(unprivileged_home, compile_plugin, request):
        place = f"{name}{getattr(request, 'param', '')}"
        made = Scene(unprivileged_home, compile_plugin, place, workers(request), settings)
        yield made
        made.end()

    return scene


VERSIONS = {"scope": "module", "params": [100, 2], "ids": ["newest", "landlock2"]}


def kept_in(request):
    """With the newest Landlock of this kernel, and with the second."""
    return {"landlock": request.param}
