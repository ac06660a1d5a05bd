"""Ten plugins under load, one of which dies in every way there is. See README.md."""

import argparse
import asyncio
import os
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(1, str(REPOSITORY / "Tests/Reload"))

import table  # noqa: E402
from client import Broken, Connection  # noqa: E402
from deaths import DEATHS, Death, matches  # noqa: E402
from host import Belongings, HostError  # noqa: E402
from lanes import Book, Load, Wrong, check, tokens  # noqa: E402
from nest import PLUGINS, VICTIM, Nest  # noqa: E402
from table import Outcome, Result  # noqa: E402

SERVING_SECONDS = 15
SETTLE_SECONDS = 20
# Crashes closer together than the host's window of a second are answered after a growing pause.
BETWEEN_CRASHES = 1.05
SLOW_GETS, SLOW_POSTS = 6, 2
# What the allocator may keep of the largest symbol table, and what a leak must stay below.
SPARE_KIB, SPARE_KIB_A_DEATH = 8192, 24


class Test:
    def __init__(self, options: argparse.Namespace, folder: Path):
        self.options = options
        self.nest = Nest(options.roost.resolve(), folder / "host")
        self.book = Book()
        self.load = Load(self.nest, self.book)
        self.results = {death.name: Result(death) for death in self.deaths()}
        self.faults: list[str] = []
        self.last_crash = 0.0
        self.count = 0

    def deaths(self) -> list[Death]:
        wanted = self.options.only.split(",") if self.options.only else None
        return [death for death in DEATHS if wanted is None or death.name in wanted]

    async def run(self) -> bool:
        self.nest.folder.mkdir()
        self.nest.prepare(dict(word.split("=", 1) for word in self.options.worker_setting))
        try:
            await self.nest.start()
            # The first time makes threads and buffers that stay.
            await self.rounds([self.deaths()[0]], 1)
            before = await self.nest.settled(None, SETTLE_SECONDS)
            before_open = self.nest.descriptors()
            for result in self.results.values():
                result.outcomes.clear()
            self.count = 0
            await self.rounds(self.deaths(), self.options.rounds)
            after = await self.nest.settled(before, SETTLE_SECONDS)
            self.compare(before, after, before_open)
            await self.check_plugins()
        finally:
            if self.nest.runs:
                code = await self.nest.stop()
                if code != 0:
                    self.faults.append(f"the host ended with {code}")
                self.faults += [f"left over: {stray}" for stray in self.nest.strays()]
        missing = [name for name, result in self.results.items() if not result.outcomes]
        if missing and not self.options.seconds:
            self.faults.append(f"never tried: {', '.join(missing)}")
        return not self.all_faults()

    def all_faults(self) -> list[str]:
        """What is to be told at the end; nothing when all was well."""
        of_kinds = [f"{name}: {fault}" for name, result in self.results.items() for fault in result.faults]
        return self.book.told + of_kinds + self.faults

    async def rounds(self, deaths: list[Death], rounds: int) -> None:
        self.load = Load(self.nest, self.book)
        self.load.start()
        begun = time.monotonic()
        try:
            await self.load.next_pid(0, SERVING_SECONDS)
            for _ in range(rounds):
                for death in random.sample(deaths, len(deaths)):
                    if self.options.seconds and time.monotonic() - begun > self.options.seconds:
                        return
                    await self.kill(death)
                    self.load.check_alive()
                    self.nest.check_alive()
        finally:
            await self.load.stop()

    # One death

    async def kill(self, death: Death) -> None:
        result = self.results[death.name]
        await asyncio.sleep(max(0.0, self.last_crash + BETWEEN_CRASHES - time.monotonic()))
        self.count += 1
        old, offset = self.load.pid, self.nest.log.stat().st_size
        slow = [asyncio.create_task(self.slow(method, old))
                for method in ["GET"] * SLOW_GETS + ["POST"] * SLOW_POSTS]
        await self.in_hand(len(slow))
        outage = [time.monotonic(), float("inf")]
        self.load.outages.append(outage)
        outcome = Outcome()
        try:
            answer = await self.die(death)
            outcome.survived = answer.status == 200 and answer.body.startswith(b"refused")
            # What broke the protocol lives on until the host ends it, and may answer before.
            expected = (200, 502) if death.breaks_protocol else (200,) if death.survives else (502,)
            if answer.status not in expected or death.survives and not outcome.survived:
                result.faults.append(f"the request that kills got {answer.status} {answer.body!r}")
            if answer.status != 200 or death.breaks_protocol:
                outcome.milliseconds = (await self.load.next_pid(old, SERVING_SECONDS) - self.died_at()) * 1000
                self.last_crash = time.monotonic()
        except TimeoutError:
            raise HostError(
                f"{VICTIM} did not serve again {SERVING_SECONDS} s after {death.name}:\n{self.nest.tail()}") from None
        except Broken as error:
            result.faults.append(f"the connection broke: {error}")
        outage[1] = time.monotonic()
        outcome.in_flight.update(await asyncio.gather(*slow))
        for fate in outcome.in_flight:
            if fate.startswith("!"):
                result.faults.append(f"in flight: {fate}")
        if death.said:
            await self.said(death, offset, result)
        result.outcomes.append(outcome)

    async def die(self, death: Death):
        connection = Connection(self.nest.port)
        try:
            return await connection.request("POST", f"/{VICTIM}/die/{death.name}", body=b"")
        finally:
            connection.close()

    def died_at(self) -> float:
        """When the victim says that it began to die, on this very clock."""
        return float((self.nest.folder / f"var/data/{VICTIM}/died").read_text())

    async def slow(self, method: str, old: int) -> str:
        """The fate of a request that the worker has in hand."""
        token, connection = next(tokens), Connection(self.nest.port)
        try:
            body = b"" if method == "POST" else None
            answer = await connection.request(method, f"/{VICTIM}/slow/{token}", body=body)
            if answer.status == 502:
                return f"{method} 502"
            reply = check(VICTIM, token, answer)
        except (Broken, Wrong) as error:
            return f"!{method} {error}"
        finally:
            connection.close()
        if reply.pid == old:
            return f"{method} before"
        return f"{method} repeated" if method == "GET" else "!POST was given to a second worker"

    async def in_hand(self, count: int) -> None:
        """Waits until the victim has them all; the oldest of them is answered after 400 ms."""
        connection = Connection(self.nest.port)
        try:
            async with asyncio.timeout(SERVING_SECONDS):
                while True:
                    token = next(tokens)
                    answer = await connection.request("GET", f"/{VICTIM}/sync/{token}")
                    if check(VICTIM, token, answer).waiting >= count:
                        return
        except (TimeoutError, Broken, Wrong) as error:
            raise HostError(f"{VICTIM} takes no requests: {error}:\n{self.nest.tail()}") from None
        finally:
            connection.close()

    async def said(self, death: Death, offset: int, result: Result) -> None:
        """The report comes when the process has been waited for, off the way to serving again."""
        for _ in range(500):
            if any(matches(death, line) for line in self.nest.lines(offset)):
                return
            await asyncio.sleep(0.01)
        lines = [line["message"] for line in self.nest.lines(offset)]
        result.faults.append(f"the log does not say {death.said!r}: {lines[-6:]}")

    # Before and after

    def compare(self, before: Belongings, after: Belongings, before_open: list[str]) -> None:
        self.before, self.after = before, after
        if after.descriptors > before.descriptors:
            more = self.nest.descriptors()
            for name in before_open:
                if name in more:
                    more.remove(name)
            self.faults.append(f"{after.descriptors - before.descriptors} more descriptors: {more}")
        if after.threads > before.threads:
            self.faults.append(f"{after.threads - before.threads} more threads")
        allowed = SPARE_KIB + SPARE_KIB_A_DEATH * self.count
        if after.anonymous - before.anonymous > allowed:
            self.faults.append(f"{after.anonymous - before.anonymous} KiB more memory, {allowed} are allowed")

    async def check_plugins(self) -> None:
        workers = self.nest.workers()
        if len(workers) != len(PLUGINS):
            self.faults.append(f"{len(workers)} processes, not {len(PLUGINS)}")
        self.faults += [f"stray: {stray}" for stray in self.nest.strays()]
        for plugin in await self.nest.idle(SETTLE_SECONDS):
            if plugin["state"] != "serving" or plugin["in_hand"] or plugin["waiting"]:
                self.faults.append(f"not as it should be at the end: {plugin}")
            generation = plugin["generation"]
            if plugin["name"] != VICTIM and generation > len(PLUGINS):
                self.faults.append(f"{plugin['name']} was started again: generation {generation}")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Ten plugins under load, one of which dies in every way.")
    parser.add_argument(
        "--roost", type=Path, default=REPOSITORY / ".build/debug/roost", help="the host's binary")
    parser.add_argument("--rounds", type=int, default=5, help="how often each way (default: %(default)s)")
    parser.add_argument(
        "--seconds", type=float, default=0, help="begin no death after so long; without it, all rounds are run")
    parser.add_argument("--only", default="", metavar="KIND,...", help="only these ways")
    parser.add_argument(
        "--worker-setting", action="append", default=[], metavar="KEY=VALUE",
        help="of roost.yaml's workers, to see the test fail: sandbox=off, hang_ms=60000")
    parser.add_argument("--seed", type=int, default=None, help="of the order of deaths")
    parser.add_argument("--keep", action="store_true", help="keep the folder with the host's log")
    options = parser.parse_args()
    if options.seed is None:
        options.seed = random.randrange(1 << 31)
    return options


def memory() -> str | None:
    """A folder in memory that programs can be loaded from: a victim that waits for a slow disk when it notes its
    death looks as if it hung."""
    try:
        shared = os.statvfs("/dev/shm")
    except FileNotFoundError:
        return None
    is_fit = not shared.f_flag & os.ST_NOEXEC and shared.f_bavail * shared.f_frsize > 256 << 20
    return "/dev/shm" if is_fit else None


def main() -> int:
    options = arguments()
    random.seed(options.seed)
    folder = Path(tempfile.mkdtemp(prefix="roost-chaos-", dir=memory()))
    folder.chmod(0o755)
    test, begun, good = Test(options, folder), time.monotonic(), False
    try:
        good = asyncio.run(test.run())
    except (HostError, RuntimeError) as error:
        print(f"\n{error}", file=sys.stderr)
    print(table.deaths(test.results.values()), end="\n\n")
    print(table.requests(test.book), end="\n\n")
    if good or hasattr(test, "after"):
        print(table.belongings(test.before, test.after, test.count))
    print(f"seed {options.seed}, {time.monotonic() - begun:.0f} s")
    for line in test.all_faults():
        print(line, file=sys.stderr)
    if good and not options.keep:
        shutil.rmtree(folder)
    else:
        print(f"kept: {folder}", file=sys.stderr)
    print("chaos: passed" if good else "chaos: FAILED")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
