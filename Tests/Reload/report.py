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
        text = f"{done}/{self.total} replaced, {book.answers.total()} requests, {book.bad} failed or wrong"
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


def memory(samples: list[Memory], warm: int, end: Memory) -> str:
    lines = [row("memory of the host, KiB", "resident", "anonymous")]
    for name, value in [("start", samples[0]), (f"after {warm} replacements", samples[warm]),
                        (f"after {len(samples) - 1}", samples[-1]), ("end, without load", end)]:
        lines.append(row(f"  {name}", value.resident, value.anonymous))
    each = (f"{slope(samples[warm:], of):.1f}" for of in ("resident", "anonymous"))
    lines.append(row("  per replacement after warm-up", *each))
    return "\n".join(lines)


def plugins(listed: list[dict], generations: int) -> str:
    lines = [f"generations alive at the end: {generations}, of {len(listed)} plugins"]
    for plugin in listed:
        lines.append(
            f"  {plugin['name']} {plugin['version']}: {plugin['state']}, generation {plugin['generation']}, "
            f"{plugin['in_hand']} in hand, {plugin['waiting']} waiting, late/twice/never "
            f"{plugin['late']}/{plugin['twice']}/{plugin['never']}")
    return "\n".join(lines)
