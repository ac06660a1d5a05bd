"""The host with ten plugins, and what the machine knows of it."""

import asyncio
import json
import os
import re
import subprocess
from pathlib import Path

from host import ENVIRONMENT, Host, HostError  # of ../Reload

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
HEADERS = [REPOSITORY / "PluginAPI/Sources/CRoost/include", REPOSITORY / "Host/Frames/Layout/include"]
PLUGINS = [f"p{index}" for index in range(10)]
VICTIM, *OTHERS = PLUGINS
START_SECONDS = 30


def build_traps(folder: Path) -> list[str]:
    """Compiles what a Swift plugin dies of, and returns the compiler's words for it, its runtime and its toolchain."""
    folder.mkdir(parents=True)
    made, exports = folder / "traps.o", folder / "exports"
    exports.write_text("{global: roost_plugin_entry; local: *;};\n")
    subprocess.run(["swiftc", "-O", "-parse-as-library", "-c", str(HERE / "traps.swift"), "-o", str(made)], check=True)
    about = subprocess.run(["swiftc", "-print-target-info"], check=True, stdout=subprocess.PIPE).stdout
    target = json.loads(about)
    tag = re.search(r"swift-[\w.]+-RELEASE", target["compilerVersion"])[0]
    return [str(made), *(f"-L{path}" for path in target["paths"]["runtimeLibraryPaths"]), "-lswiftCore",
            f'-DTOOLCHAIN="{tag}"', f"-Wl,--version-script={exports}"]


def build(folder: Path, plugin: str, traps: list[str]) -> Path:
    """Compiles a plugin and returns its library."""
    room = folder / plugin
    room.mkdir(parents=True)
    (room / "plugin.json").write_text(json.dumps({"id": plugin, "version": "1.0.0"}))
    library = room / f"{plugin}.so"
    subprocess.run(
        [os.environ.get("CC", "cc"), "-std=c11", "-O1", "-Wall", "-Wextra", "-Werror", "-fPIC", "-fvisibility=hidden",
         "-pthread", "-shared", *(f"-I{path}" for path in HEADERS), f"-Wa,-I,{room}", f'-DPLUGIN="{plugin}"',
         str(HERE / "plugin.c"), *traps, "-Wl,-z,defs", "-o", str(library)], check=True)
    return library


class Nest(Host):
    """The host of the reload test, with other plugins and settings."""

    def prepare(self, more: dict[str, str]) -> None:
        """Makes the folder the host runs in; `more` of the settings of workers."""
        self.folder.chmod(0o755)
        self.plugins.mkdir(mode=0o755)
        # A crash a second is what the table is about, not how long the host waits before it tries again.
        workers = {"crashes": "1000", "crash_window_seconds": "1", "hang_ms": "2000", "memory_mb": "128",
                   "allow_root": "true"} | more
        lines = ["listen: [{address: 127.0.0.1:0}]", 'admin: "off"', "log: {level: info, format: json}", "workers:"]
        lines += [f"  {key}: {json.dumps(value) if value == 'off' else value}" for key, value in workers.items()]
        path = self.folder / "roost.yaml"
        path.write_text("\n".join(lines) + "\n")
        path.chmod(0o600)
        traps = build_traps(self.folder.parent / "build")
        for plugin in PLUGINS:
            target = self.plugins / f"{plugin}.so"
            target.write_bytes(build(self.folder.parent / "build", plugin, traps).read_bytes())
            target.chmod(0o755)

    async def start(self) -> None:
        with self.log.open("wb") as log:
            self.process = await asyncio.create_subprocess_exec(
                self.binary, "run", cwd=self.folder, env=ENVIRONMENT, stdout=log, stderr=log)
        for _ in range(START_SECONDS * 100):
            text = self.log.read_text()
            found = re.search(r"serves http://127\.0\.0\.1:(\d+)", text)
            if found and text.count('"message":"serving"') >= len(PLUGINS):
                self.port = int(found.group(1))
                return
            self.check_alive()
            await asyncio.sleep(0.01)
        raise HostError(f"not serving after {START_SECONDS} s:\n{self.tail()}")

    def lines(self, offset: int = 0) -> list[dict]:
        """The log's lines behind an offset, those of the victim."""
        found = []
        with self.log.open("rb") as log:
            log.seek(offset)
            for line in log:
                try:
                    entry = json.loads(line)
                except ValueError:
                    entry = {"message": line.decode(errors="replace")}
                if entry.get("plugin", VICTIM) == VICTIM:
                    found.append(entry)
        return found

    def strays(self) -> list[str]:
        """Processes that run in the test's folder, or that the host has not waited for, and are no serving worker."""
        known = {entry.get("pid") for entry in self.expected_workers()}
        found = []
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit() or int(entry.name) in known or int(entry.name) == self.process.pid:
                continue
            try:
                stat = (entry / "stat").read_text().rpartition(")")[2].split()
                where = "" if stat[0] == "Z" else os.readlink(entry / "cwd")
            except OSError:
                continue
            if int(stat[1]) == self.process.pid or where.startswith(str(self.folder)):
                found.append(f"process {entry.name}, state {stat[0]}, parent {stat[1]}, in {where or '-'}")
        return found

    def expected_workers(self) -> list[dict]:
        """One child for each plugin, alive."""
        expected = []
        for pid in self.workers() if self.runs else []:
            try:
                stat = Path(f"/proc/{pid}/stat").read_text()
                name = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            except OSError:
                continue  # it has ended meanwhile
            if stat.rpartition(")")[2].split()[0] != "Z" and len(name) > 1:
                expected.append({"pid": pid, "plugin": name[1].decode()})
        # Two of one plugin: one of them is a stray.
        first = {}
        for entry in expected:
            first[entry["plugin"]] = entry
        return list(first.values())
