"""Reads of an update in one process, by Tests/Tools/TelegramProbe."""

from contextlib import ExitStack
from pathlib import Path
from statistics import median

from .errors import BenchError
from .figure import Figure, Party, Spread
from .probe import Probe
from .settings import Settings

SLICES = 20
"""Slices of a round: short ones in turn, so that what else the machine does meets both alike."""
WAYS = ("views", "decoder")


def typed(stack: ExitStack, binary: Path, version: str, settings: Settings) -> Figure:
    """How often a full update can be read in a second of CPU, by views against JSONDecoder."""
    if not binary.exists():
        raise BenchError(f"{binary} is missing: swift build -c release --product telegram-probe")
    probe = Probe(stack, [str(binary)])
    check(probe)
    counts = {way: calibrated(probe, way, settings.seconds / 2 / SLICES) for way in WAYS}
    rates: dict[str, list[float]] = {way: [] for way in WAYS}
    ratios = []
    for _ in range(settings.rounds):
        slices = [{way: counts[way] / probe.run(way, counts[way])[0] * 1e6 for way in WAYS} for _ in range(SLICES)]
        for way in WAYS:
            rates[way].append(median(one[way] for one in slices))
        ratios.append(median(one["views"] / one["decoder"] for one in slices))
    parties = [
        Party("views", version, "parsed and every field read through RoostTelegram", Spread.of(rates["views"])),
        Party("JSONDecoder", "Foundation", "structs of just the update's fields", Spread.of(rates["decoder"])),
    ]
    return Figure(
        "typed_read_vs_jsondecoder", Spread.of(ratios), "updates/s of CPU", parties, goal=12, aim=25,
        more_is_better=True)


def check(probe: Probe):
    """Both must have read the same fields."""
    views, decoder = (probe.run(way, 1)[1:] for way in WAYS)
    if views != decoder or views[1] < 70:
        raise BenchError(f"views read {views[1]:.0f} fields, sum {views[0]:.0f}; JSONDecoder {decoder}")


def calibrated(probe: Probe, way: str, seconds: float) -> int:
    """How many reads take about so long; warms up, too."""
    guess = 100
    while (micros := probe.run(way, guess)[0]) < 1e5:
        guess *= 2
    return max(1, int(guess * seconds * 1e6 / micros))
