"""Runs benchmark suites: python3 Tests/Benchmarks/bench.py [--out FOLDER] [suite ...]

Each suite is a file in suites/ with a function run(settings) that returns figures. For every suite
a table is printed, one JSON line a figure, and FOLDER/SUITE.jsonl and FOLDER/SUITE.svg are written.
Exits 1 when a run was void or a goal was missed.
"""

import argparse
import importlib
import sys
from pathlib import Path

from harness import machine, paths, plot, report
from harness.errors import BenchError
from harness.settings import MAXIMUM_ROUNDS, MINIMUM_ROUNDS, Settings


def suites() -> list[str]:
    return sorted(file.stem for file in (paths.BENCHMARKS / "suites").glob("*.py"))


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Benchmarks of the host against its peers.")
    parser.add_argument("suite", nargs="*", help=f"of {', '.join(suites())}; all when none is named")
    parser.add_argument("--out", type=Path, default=paths.BENCHMARKS / "results", help="folder of results")
    parser.add_argument("--rounds", type=int, default=MINIMUM_ROUNDS, help="at least %(default)s")
    parser.add_argument("--seconds", type=int, default=4, help="of load a round (default: %(default)s)")
    parser.add_argument(
        "--events", type=int, default=100_000, help="of the suite memory, at least (default: %(default)s)")
    given = parser.parse_args()
    if unknown := set(given.suite) - set(suites()):
        parser.error(f"no suite {', '.join(sorted(unknown))}; there are {', '.join(suites())}")
    if not MINIMUM_ROUNDS <= given.rounds <= MAXIMUM_ROUNDS or given.seconds < 1 or given.events < 1:
        parser.error(f"{MINIMUM_ROUNDS} to {MAXIMUM_ROUNDS} rounds of at least a second are measured")
    return given


def run_suite(name: str, settings: Settings, out: Path) -> bool:
    """Runs a suite and writes its results; False when a goal was missed."""
    facts = machine.facts()
    suite = importlib.import_module(f"suites.{name}")
    figures = suite.run(settings)
    lines = "".join(report.json_line(name, figure) + "\n" for figure in figures)
    print(report.table(name, facts, settings, figures), lines, sep="\n", flush=True)
    out.mkdir(parents=True, exist_ok=True)
    (out / f"{name}.jsonl").write_text(lines)
    drawn = suite.draw(facts, figures) if hasattr(suite, "draw") else plot.svg(name, facts, figures)
    (out / f"{name}.svg").write_text(drawn)
    return all(figure.met != "no" for figure in figures)


def main() -> int:
    given = options()
    settings = Settings(given.rounds, given.seconds, given.events)
    good = True
    for name in given.suite or suites():
        try:
            good = run_suite(name, settings, given.out) and good
        except BenchError as error:
            print(f"bench: {name}: {error}", file=sys.stderr)
            good = False
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
