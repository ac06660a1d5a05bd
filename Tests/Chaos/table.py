"""The tables at the end."""

import statistics
from collections import Counter
from dataclasses import dataclass, field
from typing import Iterable

from deaths import Death
from host import Belongings  # of ../Reload
from lanes import Book
from nest import OTHERS, VICTIM


@dataclass
class Outcome:
    """One attempt: how long until another worker answered, and what became of what was in flight."""

    survived: bool = False
    milliseconds: float = 0
    in_flight: Counter = field(default_factory=Counter)


@dataclass
class Result:
    """All attempts of a kind."""

    death: Death
    outcomes: list[Outcome] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def row(name: str, *columns: object) -> str:
    return f"{name:<18}" + "".join(f"{column:>11}" for column in columns)


def deaths(results: Iterable[Result]) -> str:
    lines = ["crash to serving again, in ms, and what became of requests in flight",
             row("", "times", "median", "max", "GET before", "repeated", "502", "POST bef.", "502")]
    times, total = [], Counter()
    for result in results:
        if not result.outcomes:
            lines.append(row(result.death.name, 0, "not tried"))
            continue
        counts = sum((outcome.in_flight for outcome in result.outcomes), Counter())
        total += counts
        took = [outcome.milliseconds for outcome in result.outcomes if not outcome.survived]
        if not result.death.survives and "did not move" not in result.death.said:
            times += took
        lines.append(row(result.death.name, len(result.outcomes), *spread(took), *fates(counts)))
    lines.append(row("crashes in all", len(times), *spread(times), *fates(total)))
    lines.append("hangs, which wait for hang_ms = 2000 first, are not in the last line's times")
    return "\n".join(lines)


def spread(took: list[float]) -> list[str]:
    return [f"{statistics.median(took):.0f}", f"{max(took):.0f}"] if took else ["refused", ""]


def fates(counts: Counter) -> list[int]:
    return [counts[fate] for fate in ("GET before", "GET repeated", "GET 502", "POST before", "POST 502")]


def requests(book: Book) -> str:
    right, bad = (sum(counter[plugin] for plugin in OTHERS) for counter in (book.right, book.bad))
    return "\n".join([
        row("requests", "right", "bad", "lost"),
        row("  the other nine", right, bad, 0),
        row("  the victim", book.right[VICTIM], book.bad[VICTIM], book.lost[VICTIM]),
    ])


def belongings(before: Belongings, after: Belongings, count: int) -> str:
    return "\n".join([
        row("the host", "descr.", "threads", "anon. KiB"),
        row("  before", before.descriptors, before.threads, before.anonymous),
        row(f"  after {count}", after.descriptors, after.threads, after.anonymous),
    ])
