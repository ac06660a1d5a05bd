"""Puts variants in place: by rename, by rewriting, alone or with new settings."""

import os
import random
import time
from dataclasses import dataclass, field
from pathlib import Path

from variants import Variant

SETTINGS_EVERY = 7
LONG_PAUSE = 0.15
LEDGER_PLACES = 6


@dataclass
class Placed:
    """What it took until each replacement served, in milliseconds from its last byte, by kind."""

    times: dict[str, list[float]] = field(default_factory=dict)

    def note(self, kind: str, milliseconds: float) -> None:
        self.times.setdefault(kind, []).append(milliseconds)


@dataclass(frozen=True)
class Replacement:
    """`revision`: the number of the settings that come with the variant; None when they stay.
    `isolation`: where it runs, said in the settings."""

    variant: Variant
    in_place: bool
    revision: int | None
    isolation: str

    @property
    def kind(self) -> str:
        how = "in place" if self.in_place else "rename"
        return how if self.revision is None else f"{how}, with settings"


def place(change: Replacement, folder: Path, chance: random.Random) -> float:
    """Does it and says when it was complete. Blocks: a host that is reading may hold a writer up."""
    library = folder / f"{change.variant.plugin}.so"
    settings_first = chance.random() < 0.5
    if change.in_place:
        rewrite(library, change.variant.library.read_bytes(), chance)
        if change.revision is not None:
            put_settings(change, folder)
        return time.monotonic()
    ready = folder / f".{change.variant.plugin}.so.new"
    ready.write_bytes(change.variant.library.read_bytes())
    ready.chmod(0o755)
    if change.revision is not None and settings_first:
        put_settings(change, folder)
    os.rename(ready, library)
    if change.revision is not None and not settings_first:
        put_settings(change, folder)
    return time.monotonic()


def put_settings(change: Replacement, folder: Path) -> None:
    ready = folder / f".{change.variant.plugin}.yaml.new"
    # Few places, so that events wait in line when a hand-over begins.
    limits = f"limits: {{concurrency: {LEDGER_PLACES}}}\n" if change.variant.plugin == "ledger" else ""
    ready.write_text(f"isolation: {change.isolation}\nconfig: {{revision: {change.revision}}}\n{limits}")
    ready.chmod(0o644)
    os.rename(ready, folder / f"{change.variant.plugin}.yaml")


def rewrite(library: Path, data: bytes, chance: random.Random) -> None:
    """Truncates and writes in chunks with pauses, now and then longer than the host's quiet time."""
    pieces = chance.randrange(3, 9)
    long_one = chance.randrange(pieces) if chance.random() < 0.25 else -1
    step = len(data) // pieces + 1
    with open(library, "wb", buffering=0) as file:
        for index in range(pieces):
            file.write(data[index * step : (index + 1) * step])
            if index < pieces - 1:
                time.sleep(LONG_PAUSE if index == long_one else chance.uniform(0.001, 0.025))
