"""A host that is killed at every point and at random moments, and must neither lose nor repeat what it answered.

See README.md.
"""

import argparse
import concurrent.futures
import os
import random
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path[1:1] = [str(REPOSITORY / "Tests/Acceptance")]

import cases  # noqa: E402
import power  # noqa: E402
import release  # noqa: E402
from harness.plugins import Compiler  # noqa: E402
from interleavings import interleave  # noqa: E402
from points import STORES, Point  # noqa: E402
from load import COMMITTERS, JOBS  # noqa: E402
from stage import RUNS, TOPICS  # noqa: E402
from trial import Trial  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--roost", type=Path, default=REPOSITORY / ".build/debug/roost")
    parser.add_argument("--cases", choices=["all", "once", "none"], default="all", help="once: each point in one case")
    parser.add_argument("--case", action="append", help="only this one, as it is printed; a pattern fits several")
    parser.add_argument("--rounds", type=int, default=200, help="kills at random moments, for each store")
    parser.add_argument("--store", choices=STORES, help="only this one's")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="cases at the same time")
    parser.add_argument("--keep", action="store_true", help="keep the folders")
    options = parser.parse_args()
    os.environ["ROOST_BIN"] = str(options.roost.resolve())
    folder = Path(tempfile.mkdtemp(prefix="faults-"))
    print(f"seed {options.seed}, folder {folder}", flush=True)
    began = time.monotonic()
    run = Faults(options, folder)
    run.note("release", release.check(folder), began)
    some = {"all": cases.every_case, "once": cases.each_point_once, "none": list}[options.cases]()
    some = cases.chosen(options.case) if options.case else [one for one in some if options.store in (None, one.store)]
    stores = [store for store in STORES if options.store in (None, store)] if options.rounds and not options.case else []
    run.all(some, stores)
    print(f"{run.tried} tried, {len(run.red)} red, {time.monotonic() - began:.0f} s; seed {options.seed}")
    for name in run.red:
        print(f"red: {name}")
    if not run.red and not options.keep:
        shutil.rmtree(folder)
    return 1 if run.red else 0


class Faults:
    """All that is tried, one line each."""

    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.red, self.tried, self.telling = [], 0, threading.Lock()
        self.preload = power.build(folder)
        compiler = Compiler(folder / "compiled")
        self.plugins = {
            name: compiler(name, source="keeper.c", TOPICS=topics, JOBS=COMMITTERS * JOBS, RUNS=RUNS)
            for name, topics in TOPICS.items()
        }

    def note(self, name, faults, began, more=""):
        # Cases end at the same time, and mutants.py reads these lines.
        with self.telling:
            self.tried += 1
            if faults:
                self.red.append(name)
            print(f"{'RED' if faults else 'ok '} {name} {time.monotonic() - began:.1f} s{more}", flush=True)
            for fault in faults:
                print(f"    {fault}", flush=True)

    def all(self, some, stores):
        """Several at a time; beside them those that wait for a clock more than they work."""
        with (
            concurrent.futures.ThreadPoolExecutor(self.options.jobs) as pool,
            concurrent.futures.ThreadPoolExecutor(self.options.jobs) as waiting,
        ):
            begun = [pool.submit(self.interleavings, store) for store in stores]
            for number, case in enumerate(some):
                waits = Point(case.point).way in ("minute", "expired")
                begun.append((waiting if waits else pool).submit(self.case, number, case))
            for done in concurrent.futures.as_completed(begun):
                done.result()

    def case(self, number, case):
        began, folder = time.monotonic(), self.folder / f"case{number}"
        faults = Trial(case, folder, self.plugins, self.preload).run()
        self.note(str(case), faults, began)
        if not faults and not self.options.keep:
            shutil.rmtree(folder)

    def interleavings(self, store):
        began, folder = time.monotonic(), self.folder / store
        faults, book = interleave(store, self.options.rounds, folder, self.plugins, self.preload, self.options.seed)
        told = sum(len(some) for some in book.answered.values()), sum(len(some) for some in book.committed.values())
        effects = sum(len(sent.once) + len(sent.often) for sent in book.sent.values())
        more = f", {told[0]} updates and {told[1]} commits answered, {book.repeated} sent again, {effects} effects"
        self.note(f"{store}: {self.options.rounds} kills at random", faults, began, more)


if __name__ == "__main__":
    sys.exit(main())
