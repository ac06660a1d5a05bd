"""Progress and the table at the end."""

import statistics
import sys

from checks import Book
from host import QUIET_MS, Memory
from replacing import Placed


class Progress:
    """One line that changes on a terminal; elsewhere a line now and then."""

    def __init__(self, total: int):
        self.total = total
        self.live = sys.stdout.isatty()

    def show(self, done: int, book: Book) -> None:
        text = f"{done}/{self.total} replaced, {book.answers.total()} answers, {book.bad} failed or wrong"
        if self.live:
            print(f"\r{text}\033[K", end="" if done < self.total else "\n", flush=True)
        elif done % max(1, self.total // 5) == 0:
            print(text, flush=True)


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def slope(samples: list[Memory], of: str) -> float:
    """KiB a replacement, by least squares over samples taken after each."""
    values = [getattr(sample, of) for sample in samples]
    return statistics.linear_regression(range(len(values)), values).slope


def replacements(placed: Placed) -> str:
    lines = [f"{'replacements':<34}{'count':>8}{'median ms':>12}{'p95 ms':>10}"]
    every = [value for values in placed.times.values() for value in values]
    for kind, values in [*sorted(placed.times.items()), ("all", every)]:
        lines.append(f"  {kind:<32}{len(values):>8}{statistics.median(values):>12.0f}{percentile(values, 0.95):>10.0f}")
    lines.append(f"  (from the last byte to the first answer; {QUIET_MS} ms of it is the time of quiet that is waited for)")
    return "\n".join(lines)


def requests(book: Book) -> str:
    lines = [f"{'requests':<34}{'answered':>8}{'by an older one':>17}{'failed':>8}{'wrong':>8}"]
    kinds = sorted({*book.answers, *book.failed, *book.wrong})
    for kind in kinds:
        lines.append(f"  {kind:<32}{book.answers[kind]:>8}{book.across[kind]:>17}{book.failed[kind]:>8}{book.wrong[kind]:>8}")
    lines.append(f"  {'all':<32}{book.answers.total():>8}{book.across.total():>17}{book.failed.total():>8}{book.wrong.total():>8}")
    lines.append("  (by an older one: begun before, answered after the newest variant first answered)")
    return "\n".join(lines)


def memory(samples: list[Memory], warm: int, end: Memory) -> str:
    lines = [f"{'memory of the host, KiB':<34}{'resident':>10}{'anonymous':>12}"]
    for name, value in [("start", samples[0]), (f"after {warm} replacements", samples[warm]),
                        (f"after {len(samples) - 1}", samples[-1]), ("end, without load", end)]:
        lines.append(f"  {name:<32}{value.resident:>10}{value.anonymous:>12}")
    later = samples[warm:]
    lines.append(f"  {'per replacement after warm-up':<32}{slope(later, 'resident'):>10.1f}{slope(later, 'anonymous'):>12.1f}")
    return "\n".join(lines)


def plugins(listed: list[dict], generations: int) -> str:
    lines = [f"generations alive at the end: {generations}, of {len(listed)} plugins"]
    for plugin in listed:
        lines.append(
            f"  {plugin['name']} {plugin['version']}: {plugin['state']}, generation {plugin['generation']}, "
            f"{plugin['in_hand']} in hand, {plugin['waiting']} waiting, late/twice/never "
            f"{plugin['late']}/{plugin['twice']}/{plugin['never']}")
    return "\n".join(lines)
