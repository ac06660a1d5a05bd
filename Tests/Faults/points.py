"""The host's crash points, from its source, and how each of them is reached."""

import re
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "Host/Operations/CrashPoints/CrashPoint.swift"
STORES = ["sqlite", "redis"]
# Reached under load as the host runs, so often at least.
USUAL = ("load", range(1, 5))
# By another way, or more often: some are passed as a host starts, before there is anything to lose.
OTHERS = {
    "subscriptionSaving": ("load", range(1, 3)),
    "subscriptionSaved": ("load", range(1, 3)),
    "routesSwapped": ("reload", range(2, 6)),
    "inboxOpening": ("left", range(1, 2)),
    "inboxOpened": ("left", range(1, 2)),
    "inboxLoaded": ("left", range(1, 3)),
    "parkedWoken": ("left", range(1, 5)),
    "expiring": ("expired", range(1, 3)),
    "runDue": ("minute", (1, 4)),
    "runStored": ("minute", (1, 4)),
    "leaseRenewing": ("load", range(2, 5)),
    "leaseRenewed": ("load", range(2, 5)),
    "leaseTaking": ("left", range(1, 2)),
    "leaseTaken": ("left", range(1, 2)),
    "leaseGiving": ("ending", range(1, 2)),
    "leaseGiven": ("ending", range(1, 2)),
    "sqliteCommitting": ("load", (5, 9, 17, 33)),
    "sqliteCommitted": ("load", (5, 9, 17, 33)),
    "redisWritten": ("load", (20, 31, 43, 64)),
    "redisAnswered": ("load", (5, 9, 17, 33)),
}


class Point:
    """A point by its name."""

    def __init__(self, name):
        self.name = name
        # "load": under load. "reload": while plugins are replaced too. "left": as a host starts to which another left
        # events. "expired": the same, when they have become too old. "minute": under load as a minute begins. "ending": as
        # the host is told to end under load.
        self.way, self.hits = OTHERS.get(name, USUAL)
        self.stores = [store for store in STORES if name.startswith(store)] or STORES
        if name.startswith("lease"):
            self.stores = ["redis"]
        # With a store that hosts share, events come when the plugins are there: none waits for its handler.
        if name == "parkedWoken":
            self.stores = ["sqlite"]


def points():
    """All that the host has, in the order of its source."""
    found = re.findall(r"^  case (\w+)$", SOURCE.read_text(), re.MULTILINE)
    unknown = set(OTHERS) - set(found)
    assert found and not unknown, f"{SOURCE} has no points {unknown}"
    return [Point(name) for name in found]
