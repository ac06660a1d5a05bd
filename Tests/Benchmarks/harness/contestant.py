from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field

from .server import Server


@dataclass(frozen=True)
class Contestant:
    """Who takes part in an alternated run.

    `verify` exchanges a few requests and raises BenchError unless every answer is right; it returns
    the size on the wire of one right answer, which the answers under load are compared with.

    `dealt` is for one that answers before it has done the work: how many requests it has dealt with so far. Then a
    round lasts until all of them are, and rate and CPU are of those.
    """

    name: str
    version: str
    settings: str
    start: Callable[[ExitStack], Server]
    url: str
    verify: Callable[[Server], int]
    dealt: Callable[[Server], int] | None = None


@dataclass
class Sample:
    """One contestant in one round."""

    rate: float
    cpu_us: float
    p99_us: float
    store_cpu_us: float
    """CPU a request of the server that state is kept on; 0 without one."""


@dataclass
class Series:
    """One contestant in all rounds."""

    contestant: Contestant
    samples: list[Sample] = field(default_factory=list)

    def values(self, name: str) -> list[float]:
        return [getattr(sample, name) for sample in self.samples]
