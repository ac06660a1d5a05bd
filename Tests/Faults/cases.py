"""The cases: a store, a point, the how many-th time it is reached, and what else happens."""

import dataclasses
import fnmatch
import re

from points import STORES, points

# Where a host dies again that starts after a crash, in turn.
AGAIN = ["inboxOpening", "attemptRecorded", "inboxOpened", "dispatching", "outcomeStored", "inboxAppended"]


@dataclasses.dataclass(frozen=True)
class Case:
    store: str
    point: str
    nth: int
    power: bool = False  # what was not synced is lost at every death
    server: bool = False  # redis-server dies with the host
    again: str | None = None  # the point at which the next host dies

    def __str__(self):
        return (
            f"{self.store}:{self.point}:{self.nth}" + "+power" * self.power + "+server" * self.server
            + (f"+again={self.again}" if self.again else "")
        )  # fmt: skip

    @staticmethod
    def parse(text):
        found = re.fullmatch(r"(\w+):(\w+):(\d+)((?:\+power|\+server|\+again=\w+)*)", text)
        names = {point.name for point in points()}
        assert found and found[1] in STORES and found[2] in names, f"{text} is no case"
        more = dict(part.partition("=")[::2] for part in found[4].split("+")[1:])
        assert more.get("again") is None or more["again"] in names, f"{text} is no case"
        return Case(found[1], found[2], int(found[3]), "power" in more, "server" in more, more.get("again"))


def every_case():
    """Each point in each store, each time; a tenth dies again as it recovers."""
    found = []
    for point in points():
        for store in point.stores:
            for nth in point.hits:
                power = (nth - point.hits[0]) % 2 == 0
                server = store == "redis" and not power and nth % 4 == 0
                again = AGAIN[len(found) // 10 % len(AGAIN)] if len(found) % 10 == 9 else None
                found.append(Case(store, point.name, nth, power, server, again))
    return found


def each_point_once():
    """A slice: the stores in turn."""
    found = {}
    for number, case in enumerate(every_case()):
        found.setdefault(case.point, []).append(case)
    return [some[number * 5 % len(some)] for number, some in enumerate(found.values())]


def chosen(patterns):
    """The cases that fit patterns; one that is written out need not be among them."""
    found = []
    for pattern in patterns:
        found += [case for case in every_case() if fnmatch.fnmatch(str(case), pattern)] or [Case.parse(pattern)]
    return found
