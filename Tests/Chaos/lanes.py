"""The load: lanes, each a connection that asks one thing after the other, and what is right."""

import asyncio
import itertools
import re
import time
from collections import Counter
from dataclasses import dataclass, field

from client import Answer, Broken, Connection  # of ../Reload
from nest import OTHERS, VICTIM, Nest

LINE = re.compile(rb"(\w+) pid=(\d+) token=(\d+) waiting=(\d+)\n")
PAUSE = 0.004
tokens = itertools.count(1)


class Wrong(Exception):
    """An answer that is not what it should be."""


@dataclass(frozen=True)
class Reply:
    """What a plugin said of itself."""

    pid: int
    waiting: int


def check(plugin: str, token: int, answer: Answer) -> Reply:
    """- Raises Wrong: another plugin's answer, another request's, or one that is not whole."""
    found = LINE.match(answer.body)
    if answer.status != 200 or not found:
        raise Wrong(f"{answer.status} {answer.body[:120]!r}")
    if found[1].decode() != plugin or int(found[3]) != token:
        raise Wrong(f"{found[0]!r} to request {token} of {plugin}")
    size = token % 2000
    if answer.body[found.end():] != (b"abcdefghijklmnopqrstuvwxyz" * 80)[:size]:
        raise Wrong(f"{len(answer.body) - found.end()} bytes of filler where {size} were due, or others")
    return Reply(int(found[2]), int(found[4]))


@dataclass
class Book:
    """Counts answers by plugin, and remembers the first that were not right."""

    MOST_TOLD = 20
    right: Counter = field(default_factory=Counter)
    bad: Counter = field(default_factory=Counter)
    lost: Counter = field(default_factory=Counter)
    told: list = field(default_factory=list)

    def note_bad(self, plugin: str, why: str) -> None:
        self.bad[plugin] += 1
        if len(self.told) < self.MOST_TOLD:
            self.told.append(f"{time.strftime('%H:%M:%S')} {plugin}: {why}")


class Load:
    """All lanes together."""

    def __init__(self, nest: Nest, book: Book):
        self.nest = nest
        self.book = book
        self.ending = False
        # When the victim was dying, by the clock: (from, until it served again).
        self.outages: list[list[float]] = []
        self.pid = 0
        self.changed = asyncio.Event()
        self.serving_since = 0.0

    def start(self) -> None:
        lanes = [self.lane(plugin, kind) for plugin in OTHERS for kind in ("sync", "pending")]
        self.tasks = [asyncio.create_task(lane) for lane in [*lanes, self.watch(), self.lane(VICTIM, "pending")]]

    async def stop(self) -> None:
        self.ending = True
        await asyncio.gather(*self.tasks)

    def check_alive(self) -> None:
        """A lane that ended by an error of this driver must not pass for one without failures."""
        for task in self.tasks:
            if task.done():
                task.result()
                raise RuntimeError("a lane ended by itself")

    async def lane(self, plugin: str, kind: str) -> None:
        connection = Connection(self.nest.port)
        while not self.ending:
            await self.ask(connection, plugin, kind)
            await asyncio.sleep(PAUSE)
        connection.close()

    async def watch(self) -> None:
        """Asks the victim without pause who it is: the first answer of another process ends an outage."""
        connection = Connection(self.nest.port)
        while not self.ending:
            reply = await self.ask(connection, VICTIM, "sync")
            if reply and reply.pid != self.pid:
                self.pid = reply.pid
                self.serving_since = time.monotonic()
                self.changed.set()
            await asyncio.sleep(0.0005)
        connection.close()

    async def ask(self, connection: Connection, plugin: str, kind: str) -> Reply | None:
        token, begun = next(tokens), time.monotonic()
        try:
            answer = await connection.request("GET", f"/{plugin}/{kind}/{token}")
            if plugin == VICTIM and answer.status == 502 and self.was_dying(begun):
                # Asked twice already: both workers were lost.
                self.book.lost[plugin] += 1
                return None
            reply = check(plugin, token, answer)
        except (Broken, Wrong) as error:
            self.book.note_bad(plugin, f"GET {kind}, request {token}: {error}")
            return None
        self.book.right[plugin] += 1
        return reply

    def was_dying(self, begun: float) -> bool:
        """Whether a request that began then, and ends now, may have been in a dying worker's hands."""
        return any(begun < until and start < time.monotonic() for start, until in self.outages)

    async def next_pid(self, old: int, seconds: float) -> float:
        """Waits for an answer of another process, and says when it came."""
        async with asyncio.timeout(seconds):
            while self.pid == old:
                self.changed.clear()
                await self.changed.wait()
        return self.serving_since
