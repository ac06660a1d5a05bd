from dataclasses import dataclass
from statistics import median

from .contestant import Series
from .curves import Curve


@dataclass(frozen=True)
class Spread:
    """A median with the lowest and highest value behind it."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: list[float]) -> "Spread":
        return cls(median(values), min(values), max(values))


@dataclass(frozen=True)
class Party:
    """A contestant in a figure: what it is, and what was measured of it in the figure's unit."""

    name: str
    version: str
    settings: str
    measured: Spread


@dataclass(frozen=True)
class Figure:
    """One metric. The first party is the host. A ratio's `value` is the host's part over the second
    party's, round by round; `unit` is that of the parties."""

    metric: str
    value: Spread
    unit: str
    parties: list[Party]
    goal: float | None = None
    aim: float | None = None
    more_is_better: bool = False
    """Whether goal and aim are lower bounds; else they are upper bounds."""
    curve: Curve | None = None
    """How it came to its value, for a plot."""

    @property
    def is_ratio(self) -> bool:
        return len(self.parties) > 1

    @property
    def met(self) -> str | None:
        """"aim", "goal", "no"; None for a figure without a goal."""
        if self.goal is None:
            return None
        for name, bound in (("aim", self.aim), ("goal", self.goal)):
            if bound is not None and (
                self.value.median >= bound if self.more_is_better else self.value.median <= bound
            ):
                return name
        return "no"


UNITS = {
    "cpu_us": "µs CPU a request",
    "rate": "requests/s",
    "p99_us": "µs at the 99th percentile",
    "store_cpu_us": "µs CPU of the store a request",
}


def ratio(metric: str, ours: Series, theirs: Series, value: str, **bounds) -> Figure:
    """A figure from two contestants of one alternated run: ratios of `value`, a field of Sample."""
    pairs = zip(ours.values(value), theirs.values(value), strict=True)
    parties = [
        Party(
            series.contestant.name,
            series.contestant.version,
            series.contestant.settings,
            Spread.of(series.values(value)),
        )
        for series in (ours, theirs)
    ]
    return Figure(metric, Spread.of([a / b for a, b in pairs]), UNITS[value], parties, **bounds)


def single(metric: str, values: list[float], unit: str, party: tuple[str, str, str], **bounds) -> Figure:
    """A figure of the host alone; `party` is its name, version and settings."""
    spread = Spread.of(values)
    return Figure(metric, spread, unit, [Party(*party, spread)], **bounds)
