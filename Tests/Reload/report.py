"""Progress and the table at the end."""

import statistics
import sys
from dataclasses import dataclass

from checks import Book
from host import QUIET_MS, Belongings
from replacing import Placed


class Progress:
    """One line that changes on a terminal; elsewhere a line now and then."""

    def __init__(self, total: int):
        self.total = total
        self.live = sys.stdout.isatty()

    def show(self, done: int, book: Book) -> None:
        text = f"{done}/{self.total} replaced, {book.answers.total()} requests, {book.bad} failed or wrong"
        if self.live:
            print(f"\r{text}\033[K", end="" if done < self.total else "\n", flush=True)
        elif done % max(1, self.total // 5) == 0:
            print(text, flush=True)


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


@dataclass(frozen=True)
class Growth:
    """How much more memory of a kind the host may have than before, in KiB: a spare, and so much a replacement."""

    of: str
    spare: int
    each: int

    def faults(self, before: Belongings, after: Belongings, count: int) -> list[str]:
        grown, allowed = getattr(after, self.of) - getattr(before, self.of), self.spare + self.each * count
        return [f"{grown} KiB more {self.of} memory, {allowed} are allowed"] if grown > allowed else []


def slope(samples: list[Belongings], of: str) -> float:
    """KiB a replacement, by least squares over samples taken after each."""
    values = [getattr(sample, of) for sample in samples]
    return statistics.linear_regression(range(len(values)), values).slope


def row(name: str, *columns: object) -> str:
    return f"{name:<34}" + "".join(f"{column:>12}" for column in columns)


def replacements(placed: Placed) -> str:
    lines = [row("replacements", "count", "median ms", "p95 ms")]
    every = [value for values in placed.times.values() for value in values]
    for kind, values in [*sorted(placed.times.items()), ("all", every)]:
        median, late = statistics.median(values), percentile(values, 0.95)
        lines.append(row(f"  {kind}", len(values), f"{median:.0f}", f"{late:.0f}"))
    lines.append(f"  from the last byte to the first answer; the host waits for {QUIET_MS} ms of quiet")
    return "\n".join(lines)


def requests(book: Book) -> str:
    lines = [row("requests", "done", "by older", "failed", "wrong")]
    for kind in sorted({*book.answers, *book.failed, *book.wrong}):
        counts = (counter[kind] for counter in (book.answers, book.across, book.failed, book.wrong))
        lines.append(row(f"  {kind}", *counts))
    totals = (counter.total() for counter in (book.answers, book.across, book.failed, book.wrong))
    lines.append(row("  all", *totals))
    lines.append("  done: answered right, or broken off as meant (gone)")
    lines.append("  by older: begun before the newest variant first answered, and answered by the one before")
    return "\n".join(lines)


def belongings(
        before: Belongings, after: Belongings, samples: list[Belongings], warm: int, growth: Growth) -> str:
    count = len(samples) - warm
    lines = [row("the host, without load", "descr.", "threads", "resident", "anonymous")]
    for name, value in [(f"after {warm} replacements", before), (f"after {warm + count}", after)]:
        lines.append(row(f"  {name}", value.descriptors, value.threads, value.resident, value.anonymous))
    more = (f"{(getattr(after, of) - getattr(before, of)) / count:.1f}" for of in ("resident", "anonymous"))
    lines.append(row("  KiB more for each", "", "", *more))
    slopes = (f"{slope(samples[warm:], of):.1f}" for of in ("resident", "anonymous"))
    lines.append(row("  under load, by least squares", "", "", *slopes))
    kept = after.nothing_opened_since(before) and not growth.faults(before, after, count)
    lines.append(f"  bound: {growth.spare} KiB and {growth.each} KiB a replacement more {growth.of}, no more descriptors "
                 f"or threads: {'kept' if kept else 'EXCEEDED'}")
    return "\n".join(lines)


def plugins(listed: list[dict], workers: int) -> str:
    lines = [f"workers alive at the end: {workers}, of {len(listed)} plugins"]
    for plugin in listed:
        lines.append(
            f"  {plugin['name']} {plugin['version']}: {plugin['state']}, generation {plugin['generation']}, "
            f"{plugin['in_hand']} in hand, {plugin['waiting']} waiting, late/twice/never "
            f"{plugin['late']}/{plugin['twice']}/{plugin['never']}")
    return "\n".join(lines)
