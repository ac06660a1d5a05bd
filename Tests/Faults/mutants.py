"""Removes a guard at a time from a copy of the host, and demands that the cases go red which are there for it.

A mutant is a patch in mutants/, whose first lines say what it is about:

    Removes: what is gone, in a sentence.
    Red: the cases that must fail with it, as faults.py names them, with blanks between; what takes several hosts is an
        acceptance test by its pytest id.
    Says: what a fault of each of them says.

Without a patch, all these cases must be green.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

FAULTS = Path(__file__).resolve().parent
REPOSITORY = FAULTS.parents[1]


class Mutant:
    """A patch and what it must lead to."""

    def __init__(self, file):
        self.file, self.name = file, file.stem
        head = dict(line.split(": ", 1) for line in file.read_text().split("\n--- ", 1)[0].splitlines() if ": " in line)
        self.removes, self.red, self.says = head["Removes"], head["Red"].split(), head["Says"]

    def fits(self, tree, *flags):
        """Applies it, or with --dry-run only looks."""
        done = subprocess.run(
            ["patch", "-p1", "--quiet", "--force", "--fuzz=0", "--no-backup-if-mismatch", *flags, "--input", str(self.file)],
            cwd=tree, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        return done.returncode == 0


class Tree:
    """A copy of the files of the repository, with a build folder of its own: only what a patch touches is built again."""

    def __init__(self, folder):
        self.root, self.scratch = folder / "tree", folder / "build"
        self.host = self.scratch / "debug/roost"

    def renew(self):
        """As the repository is now, changes that are not committed included."""
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=REPOSITORY, check=True,
            capture_output=True,
        ).stdout.decode().split("\0")  # fmt: skip
        wanted = {name for name in [*listed, "Package.resolved"] if name and (REPOSITORY / name).is_file()}
        self.root.mkdir(parents=True, exist_ok=True)
        for path in self.root.rglob("*"):
            if path.is_file() and str(path.relative_to(self.root)) not in wanted:
                path.unlink()
        for name in wanted:
            source, copy = REPOSITORY / name, self.root / name
            if not copy.exists() or copy.read_bytes() != source.read_bytes():
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(source, copy)
                copy.touch()
        self.take_packages()

    def take_packages(self):
        """What was fetched for the repository is not fetched again."""
        known = REPOSITORY / ".build"
        if self.scratch.exists() or not (known / "workspace-state.json").exists():
            return
        self.scratch.mkdir()
        for name in ("checkouts", "repositories"):
            shutil.copytree(known / name, self.scratch / name, symlinks=True)
        shutil.copy2(known / "workspace-state.json", self.scratch)

    def build(self):
        """The output of the compiler when it fails; else nothing."""
        for product in ("roost-worker", "roost"):
            done = subprocess.run(
                ["swift", "build", "--scratch-path", str(self.scratch), "--product", product], cwd=self.root,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            )  # fmt: skip
            if done.returncode != 0:
                return done.stdout
        return ""

    def run(self, red):
        """What is said of each case and test: its fault lines, none when it is green; and the whole output."""
        tests = [name for name in red if "::" in name]
        found, output = self.cases([name for name in red if name not in tests])
        for test in tests:
            done = subprocess.run(
                [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", test], cwd=self.root,
                env={**os.environ, "ROOST_BIN": str(self.host)}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            )  # fmt: skip
            output += done.stdout
            # Otherwise it was not found, or could not begin.
            if done.returncode in (0, 1):
                lines = [line[2:].strip() for line in done.stdout.splitlines() if line.startswith("E ")]
                found[test] = lines if done.returncode else []
        return found, output

    def cases(self, names):
        """The same of cases of faults.py, by the copy's."""
        if not names:
            return {}, ""
        done = subprocess.run(
            [sys.executable, "Tests/Faults/faults.py", "--roost", str(self.host),
             *(word for name in names for word in ("--case", name))],
            cwd=self.root, capture_output=True, text=True,
        )  # fmt: skip
        found, case = {}, None
        for line in done.stdout.splitlines():
            if line.startswith(("RED ", "ok  ")):
                case = line[4:].split()[0]
                found[case] = []
            elif line.startswith("    ") and case:
                found[case].append(line.strip())
        return found, done.stdout + done.stderr


def check(mutant, tree):
    """Why it does not go red as it must; nothing when it does."""
    if not mutant.fits(tree.root, "--dry-run"):
        return "the patch does not apply any more: make it anew for what the host is now"
    mutant.fits(tree.root)
    try:
        if failure := tree.build():
            return f"it does not build:\n{failure[-3000:]}"
        found, output = tree.run(mutant.red)
    finally:
        mutant.fits(tree.root, "--reverse")
    for case in mutant.red:
        if case not in found:
            return f"{case} was not tried:\n{output[-3000:]}"
        if not any(mutant.says in fault for fault in found[case]):
            return f"{case} says nothing of '{mutant.says}', but {found[case] or 'is green'}"
    return ""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("name", nargs="*", help="only these mutants")
    parser.add_argument("--folder", type=Path, default=REPOSITORY / ".build-mutants")
    parser.add_argument("--check", action="store_true", help="only look whether the patches apply")
    options = parser.parse_args()
    mutants = [Mutant(file) for file in sorted((FAULTS / "mutants").glob("*.patch"))]
    mutants = [one for one in mutants if not options.name or one.name in options.name]
    if options.check:
        lost = [one.name for one in mutants if not one.fits(REPOSITORY, "--dry-run")]
        for name in lost:
            print(f"{name}: the patch does not apply any more")
        return 1 if lost else 0
    tree, bad = Tree(options.folder), []

    def told(name, began, why):
        print(f"{'BAD' if why else 'ok '} {name} {time.monotonic() - began:.0f} s", *([why] if why else []), flush=True)
        if why:
            bad.append(name)

    began = time.monotonic()
    tree.renew()
    if failure := tree.build():
        told("the host as it is", began, f"it does not build:\n{failure[-3000:]}")
        return 1
    told("the host as it is is built", began, "")
    began = time.monotonic()
    wanted = sorted({case for one in mutants for case in one.red})
    found, output = tree.run(wanted)
    told("all cases are green without a mutant", began, output if not found.keys() >= set(wanted) or any(found.values()) else "")
    for mutant in mutants:
        began = time.monotonic()
        told(f"{mutant.name} ({mutant.removes})", began, check(mutant, tree))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
