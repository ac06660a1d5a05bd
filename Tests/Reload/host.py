"""The host under test: the real binary in a folder of its own."""

import asyncio
import json
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

QUIET_MS = 100
START_SECONDS = 15
STOP_SECONDS = 45
# A host of the tests is set up by its file alone, whatever the shell they are run from has set.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("ROOST_")}


class HostError(Exception):
    """The host did not start, or did not stay."""


@dataclass(frozen=True)
class Bot:
    path: str
    secret: str


# One for each plugin.
BOTS = {
    plugin: Bot(path=f"/telegram/{secrets.token_hex(12)}", secret=secrets.token_hex(16))
    for plugin in ("steady", "ledger")
}


@dataclass(frozen=True)
class Belongings:
    """What the host's process holds; memory in KiB: what is resident, and what of it no file backs."""

    descriptors: int
    threads: int
    resident: int
    anonymous: int

    def nothing_opened_since(self, before: "Belongings") -> bool:
        return self.descriptors <= before.descriptors and self.threads <= before.threads


class Host:
    def __init__(self, binary: Path, folder: Path):
        self.binary = binary
        self.folder = folder
        self.plugins = folder / "plugins.d"
        self.cache = folder / "var/generations"
        self.log = folder / "roost.log"
        self.port = 0
        self.process: asyncio.subprocess.Process | None = None

    def prepare(self) -> None:
        """Makes the folder the host runs in."""
        self.folder.chmod(0o755)
        self.plugins.mkdir(mode=0o755)
        lines = ["listen: [{address: 127.0.0.1:0}]", 'admin: "off"', f"plugins: {{quiet_ms: {QUIET_MS}}}",
                 "log: {level: info, format: json}", "bots:"]
        for plugin, bot in BOTS.items():
            lines.append(f"  {plugin}: {{path: {bot.path}, secret: {bot.secret}, plugins: [{plugin}]}}")
        lines.append("workers: {allow_root: true}")
        settings = self.folder / "roost.yaml"
        settings.write_text("\n".join(lines) + "\n")
        settings.chmod(0o600)

    async def start(self) -> None:
        """Starts it and waits until its plugins serve."""
        with self.log.open("wb") as log:
            self.process = await asyncio.create_subprocess_exec(
                self.binary, "run", cwd=self.folder, env=ENVIRONMENT, stdout=log, stderr=log)
        for _ in range(START_SECONDS * 100):
            text = self.log.read_text()
            found = re.search(r"serves http://127\.0\.0\.1:(\d+)", text)
            if found and text.count('"message":"serving"') == len(BOTS):
                self.port = int(found.group(1))
                return
            self.check_alive()
            await asyncio.sleep(0.01)
        raise HostError(f"not serving after {START_SECONDS} s:\n{self.tail()}")

    @property
    def runs(self) -> bool:
        return self.process is not None and self.process.returncode is None

    def check_alive(self) -> None:
        if not self.runs:
            raise HostError(f"the host ended with {self.process.returncode}:\n{self.tail()}")

    async def stop(self) -> int:
        """Ends the host as an operator would, and returns its exit code."""
        if self.runs:
            self.process.terminate()
            try:
                await asyncio.wait_for(self.process.wait(), STOP_SECONDS)
            except TimeoutError:
                self.process.kill()
                await self.process.wait()
                raise HostError(f"did not end within {STOP_SECONDS} s:\n{self.tail()}") from None
        return self.process.returncode

    def belongings(self) -> Belongings:
        folder = Path(f"/proc/{self.process.pid}")
        status = (folder / "status").read_text()
        value = {key: int(number) for key, number in re.findall(r"(\w+):\s+(\d+)", status)}
        return Belongings(len(os.listdir(folder / "fd")), value["Threads"], value["VmRSS"], value["RssAnon"])

    def descriptors(self) -> list[str]:
        """What the host's descriptors are, for a report of those too many."""
        folder = Path(f"/proc/{self.process.pid}/fd")
        names = []
        for number in os.listdir(folder):
            try:
                names.append(re.sub(r"\d+", "N", os.readlink(folder / number)))
            except OSError:
                continue
        return sorted(names)

    async def settled(self, wanted: Belongings | None, seconds: float) -> Belongings:
        """What the host holds once nobody asks for anything: as soon as it is as wanted, or does not change."""
        last, same = None, 0
        for _ in range(int(seconds * 5)):
            await asyncio.sleep(0.2)
            now = self.belongings()
            if wanted and now.nothing_opened_since(wanted):
                return now
            same = same + 1 if last and (last.descriptors, last.threads) == (now.descriptors, now.threads) else 0
            last = now
            if not wanted and same >= 10:
                return now
        return last

    async def state(self) -> list[dict]:
        """What `roost plugins list` says."""
        process = await asyncio.create_subprocess_exec(
            self.binary, "plugins", "list", "--json", cwd=self.folder, stdout=asyncio.subprocess.PIPE)
        out, _ = await process.communicate()
        if process.returncode != 0:
            raise HostError("`roost plugins list` failed")
        return json.loads(out)

    async def idle(self, seconds: float) -> list[dict]:
        """Waits until nothing is in a plugin's hands, and returns how the plugins stand."""
        end = asyncio.get_running_loop().time() + seconds
        while True:
            plugins = await self.state()
            if not any(plugin["in_hand"] or plugin["waiting"] for plugin in plugins):
                return plugins
            if asyncio.get_running_loop().time() > end:
                return plugins
            await asyncio.sleep(0.2)

    async def drained(self, alive: int, seconds: float) -> int:
        """Waits until so many workers are left, and returns how many there are."""
        for _ in range(int(seconds * 20)):
            if len(self.workers()) <= alive:
                break
            await asyncio.sleep(0.05)
        return len(self.workers())

    def workers(self) -> list[int]:
        """The processes that the host has started, ended ones that nobody waited for included."""
        pids = set()
        for task in Path(f"/proc/{self.process.pid}/task").iterdir():
            try:
                pids.update(map(int, (task / "children").read_text().split()))
            except OSError:
                continue  # the thread has ended meanwhile
        return sorted(pids)

    def complaints(self) -> list[str]:
        """The log's lines above notice."""
        bad = []
        for line in self.log.read_text().splitlines():
            try:
                level = json.loads(line)["level"]
            except (ValueError, KeyError):
                level = "not a log line"
            if level not in ("trace", "debug", "info", "notice"):
                bad.append(line)
        return bad

    def tail(self) -> str:
        return "\n".join(self.log.read_text().splitlines()[-20:])
