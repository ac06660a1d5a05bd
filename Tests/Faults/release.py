"""What a release build has of the crash points: nothing."""

import subprocess

from points import SOURCE


def check(folder):
    """Compiles them as a release build does, and as a debug build; the faults, one line each."""
    found = {}
    for kind, flags in (("release", []), ("debug", ["-DDEBUG"])):
        made = folder / f"{kind}.o"
        subprocess.run(
            ["swiftc", "-O", *flags, "-swift-version", "6", "-package-name", "roost", "-module-name", "CrashPoints",
             "-enable-upcoming-feature", "InternalImportsByDefault", "-wmo", "-parse-as-library", "-c",
             *map(str, sorted(SOURCE.parent.glob("*.swift"))), "-o", str(made)],
            check=True,
        )  # fmt: skip
        found[kind] = b"CRASH_AT" in made.read_bytes()
    faults = ["a release build reads CRASH_AT"] if found["release"] else []
    return faults if found["debug"] else [*faults, "a debug build does not read CRASH_AT"]
