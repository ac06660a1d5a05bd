"""What is right: which variants exist, what each must answer, and what has been seen of them."""

import asyncio
import re
import time
from collections import Counter
from dataclasses import dataclass, field

from variants import Variant

LINE = re.compile(rb"variant=(\d+) revision=(\d+) token=(\d+) sum=(\d+)")


class Wrong(Exception):
    """An answer that is not what it should be."""


@dataclass
class Plugin:
    """The variants of one plugin that were put in place, and the newest one that answered."""

    revisions: dict[int, int] = field(default_factory=dict)
    sums: dict[int, int] = field(default_factory=dict)
    newest: int = -1
    seen: dict[int, float] = field(default_factory=dict)
    changed: asyncio.Event = field(default_factory=asyncio.Event)


class Book:
    """Counts answers by kind and remembers what was wrong with the first few that were."""

    MOST_TOLD = 20

    def __init__(self, plugins: list[str]):
        self.plugins = {plugin: Plugin() for plugin in plugins}
        self.answers: Counter[str] = Counter()
        self.failed: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()
        self.across: Counter[str] = Counter()
        self.told: list[str] = []
        self.counted: set[int] = set()

    def expect(self, variant: Variant, revision: int) -> None:
        """A variant is about to be put in place, together with a revision of its settings."""
        plugin = self.plugins[variant.plugin]
        plugin.sums[variant.number] = variant.sum
        plugin.revisions[variant.number] = revision

    def floor(self, plugin: str) -> int:
        """No request that begins now may be answered by an older variant than this."""
        return self.plugins[plugin].newest

    def fail(self, kind: str, why: str) -> None:
        self.failed[kind] += 1
        self._tell(f"failed  {kind}: {why}")

    def note_wrong(self, kind: str, why: str) -> None:
        self.wrong[kind] += 1
        self._tell(f"wrong   {kind}: {why}")

    def check(self, kind: str, name: str, floor: int, token: int, text: bytes) -> bytes:
        """Checks an answer's line, wherever it stands in the text, and returns the line.

        - Raises Wrong: by a variant that never was, or with other settings than it was put in place
          with, or to another request, or by an older variant than one that had answered before.
        """
        found = LINE.search(text)
        if not found:
            raise Wrong(f"no line in {text[:120]!r}")
        number, revision, told, checksum = map(int, found.groups())
        plugin = self.plugins[name]
        if told != token:
            raise Wrong(f"answers request {told} instead of {token}")
        if plugin.sums.get(number) != checksum:
            raise Wrong(f"variant {number} says sum {checksum}, not {plugin.sums.get(number)}")
        if plugin.revisions[number] != revision:
            raise Wrong(f"variant {number} serves with settings {revision}, not {plugin.revisions[number]}")
        if number < floor:
            raise Wrong(f"went back to variant {number} in a request that began after {floor} had answered")
        self.across[kind] += number < plugin.newest
        if number > plugin.newest:
            plugin.newest = number
            plugin.seen[number] = time.monotonic()
            plugin.changed.set()
        return found.group(0)

    async def serving(self, name: str, number: int) -> float:
        """Waits until a variant has answered, and says when that was."""
        plugin = self.plugins[name]
        while number not in plugin.seen:
            plugin.changed.clear()
            await plugin.changed.wait()
        return plugin.seen[number]

    def _tell(self, line: str) -> None:
        if len(self.told) < self.MOST_TOLD:
            self.told.append(f"{time.strftime('%H:%M:%S')} {line}")

    @property
    def bad(self) -> int:
        return self.failed.total() + self.wrong.total()
