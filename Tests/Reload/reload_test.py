"""Replaces a plugin many times under a mixed load; no answer may fail or be wrong. See README.md."""

import argparse
import asyncio
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

import report
from checks import Book
from host import Belongings, Host, HostError
from load import Load
from replacing import SETTINGS_EVERY, Placed, Replacement, place
from variants import Workshop

REPOSITORY = Path(__file__).resolve().parents[2]
HANDOVER = {"steady": "none", "ledger": "exclusive"}
LEDGER_EVERY = 10
SERVING_SECONDS = 30
DRAIN_SECONDS = 40
WARM_UP = 50
# What the allocator may keep of busier moments, and KiB a replacement that a leak must stay below. Inline every
# library stays mapped: its own pages that were touched, and what the loader writes to.
GROWTH = {
    "worker": report.Growth("anonymous", spare=4096, each=8),
    "inline": report.Growth("resident", spare=8192, each=256),
}


class Test:
    def __init__(self, options: argparse.Namespace, folder: Path):
        self.options = options
        self.folder = folder
        self.chance = random.Random(options.seed)
        self.host = Host(options.roost.resolve(), folder / "host")
        self.book = Book(list(HANDOVER))
        self.placed = Placed()
        self.faults: list[str] = []
        self.samples: list[Belongings] = []
        self.warm = min(WARM_UP, options.count // 3)
        self.settings = dict.fromkeys(HANDOVER, 0)
        self.times = dict.fromkeys(HANDOVER, 0)

    async def run(self) -> bool:
        (self.folder / "host").mkdir()
        (self.folder / "build").mkdir()
        self.workshop = Workshop(self.folder / "build", self.options.seed)
        await self.workshop.prepare(HANDOVER)
        first = dict(enumerate(HANDOVER))
        self.workshop.plan(first | {len(first) + i: self.plugin_of(i + 1) for i in range(self.options.count)})
        self.host.prepare()
        for number in first:
            await self.install(number)
        try:
            await self.host.start()
            await self.replace_all(len(first))
            await self.finish()
        finally:
            self.workshop.stop()
            if self.host.runs:
                await self.end_host()
        return not self.faults and self.book.bad == 0

    @staticmethod
    def plugin_of(replacement: int) -> str:
        return "ledger" if replacement % LEDGER_EVERY == 0 else "steady"

    async def install(self, number: int) -> None:
        """Puts a plugin's first variant in place, before the host starts."""
        variant = await self.workshop.get(number)
        self.book.expect(variant, 0)
        first = Replacement(variant, False, 0, self.options.isolation)
        place(first, self.host.plugins, self.chance)
        self.workshop.discard(variant)

    async def replace_all(self, first: int) -> None:
        """In two parts: the first ones make threads and buffers that stay."""
        self.progress = report.Progress(self.options.count)
        await self.replace_some(first, range(1, self.warm + 1))
        await self.all_answered()
        self.before = await self.host.settled(None, DRAIN_SECONDS)
        self.open_before = self.host.descriptors()
        load = await self.replace_some(first, range(self.warm + 1, self.options.count + 1))
        self.total = await load.check_total()

    async def replace_some(self, first: int, numbers: range) -> Load:
        load = Load(self.host, self.book)
        try:
            load.start()
            await asyncio.gather(*(self.await_serving(name, number) for number, name in enumerate(HANDOVER)))
            for done in numbers:
                await self.replace(done, first + done - 1)
                load.check_alive()
                self.samples.append(self.host.belongings())
                self.progress.show(done, self.book)
        finally:
            await load.stop()
        return load

    async def replace(self, done: int, number: int) -> None:
        variant = await self.workshop.get(number)
        plugin = variant.plugin
        self.times[plugin] += 1
        new_settings = self.times[plugin] % SETTINGS_EVERY == 0
        if new_settings:
            self.settings[plugin] += 1
        self.book.expect(variant, self.settings[plugin])
        in_place = self.times[plugin] % 2 == 0
        revision = self.settings[plugin] if new_settings else None
        change = Replacement(variant, in_place, revision, self.options.isolation)
        complete = await asyncio.to_thread(place, change, self.host.plugins, self.chance)
        served = await self.await_serving(plugin, number)
        self.placed.note(f"{plugin}: {change.kind}", (served - complete) * 1000)
        self.workshop.discard(variant)

    async def await_serving(self, plugin: str, number: int) -> float:
        serving = asyncio.create_task(self.book.serving(plugin, number))
        ended = asyncio.create_task(self.host.process.wait())
        await asyncio.wait({serving, ended}, timeout=SERVING_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        ended.cancel()
        if serving.done():
            return serving.result()
        serving.cancel()
        self.host.check_alive()
        raise HostError(
            f"variant {number} of {plugin} does not serve after {SERVING_SECONDS} s:\n{self.host.tail()}")

    async def all_answered(self) -> list[dict]:
        """Waits until replaced generations have ended and nothing is in a plugin's hands."""
        self.workers = await self.host.drained(self.workers_due, DRAIN_SECONDS)
        return await self.host.idle(DRAIN_SECONDS)

    @property
    def workers_due(self) -> int:
        return len(HANDOVER) if self.options.isolation == "worker" else 0

    async def finish(self) -> None:
        self.listed = await self.all_answered()
        self.after = await self.host.settled(self.before, DRAIN_SECONDS)
        self.compare()
        await self.end_host()
        if self.workers != self.workers_due:
            self.faults.append(f"{self.workers} workers are alive, not {self.workers_due}")
        for plugin in self.listed:
            if plugin["state"] != "serving" or plugin["isolation"] != self.options.isolation or any(
                    plugin[key] for key in ("in_hand", "waiting", "late", "twice", "never", "reason")):
                self.faults.append(f"not as it should be at the end: {plugin}")

    def compare(self) -> None:
        """A generation that goes on living shows here inline, by the thread of its own."""
        more = self.after.descriptors - self.before.descriptors
        if more > 0:
            names = self.host.descriptors()
            for name in self.open_before:
                if name in names:
                    names.remove(name)
            self.faults.append(f"{more} more descriptors: {names}")
        if self.after.threads > self.before.threads:
            self.faults.append(f"{self.after.threads - self.before.threads} more threads")
        count = self.options.count - self.warm
        self.faults += GROWTH[self.options.isolation].faults(self.before, self.after, count)

    async def end_host(self) -> None:
        code = await self.host.stop()
        if code != 0:
            self.faults.append(f"the host ended with {code}")
        self.faults += [f"the host says: {line}" for line in self.host.complaints()[:20]]

    def show(self, seconds: float) -> None:
        print()
        growth = GROWTH[self.options.isolation]
        for part in (report.replacements(self.placed), report.requests(self.book),
                     report.belongings(self.before, self.after, self.samples, self.warm, growth),
                     report.plugins(self.listed, self.workers)):
            print(part, end="\n\n")
        print(f"the ledger counted {self.total}, {len(self.book.counted)} were answered")
        print(f"{self.options.isolation}, seed {self.options.seed}, {seconds:.0f} s")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Replaces a plugin many times under load.")
    parser.add_argument(
        "--roost", type=Path, default=REPOSITORY / ".build/debug/roost", help="the host's binary")
    parser.add_argument(
        "--isolation", choices=["worker", "inline"], default="worker", help="where the plugins run (default: %(default)s)")
    parser.add_argument(
        "--count", type=int, default=1000, help="replacements, at least 10 (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=None, help="of sizes, names and pauses")
    parser.add_argument("--keep", action="store_true", help="keep the folder with the host's log")
    options = parser.parse_args()
    if options.count < LEDGER_EVERY:
        parser.error(f"--count is at least {LEDGER_EVERY}")
    if options.seed is None:
        options.seed = random.randrange(1 << 31)
    return options


def main() -> int:
    options = arguments()
    folder = Path(tempfile.mkdtemp(prefix="roost-reload-"))
    test, begun, good = Test(options, folder), time.monotonic(), False
    try:
        good = asyncio.run(test.run())
        test.show(time.monotonic() - begun)
    except (HostError, RuntimeError) as error:
        print(f"\n{error}", file=sys.stderr)
    for line in test.book.told + test.faults:
        print(line, file=sys.stderr)
    if good and not options.keep:
        shutil.rmtree(folder)
    else:
        print(f"kept: {folder} (seed {options.seed})", file=sys.stderr)
    print(f"reload test, {options.isolation}: {'passed' if good else 'FAILED'}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
