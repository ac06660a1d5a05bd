"""The one line in which the host refuses a plugin's file."""

import re


class NoHint(AssertionError):
    """A refusal does not say what to do."""


def parts(line):
    """What follows "NAME.so is refused": (what, where, why, hint).

    For settings the place in the file comes first, as a compiler's messages have it: (where, why, hint), for each
    problem. A line that lacks a part fails.
    """
    name, said = re.fullmatch(r"(\S+)\.so is refused(?:; generation \d+ serves on)?: (.+)", line).groups()
    *told, hint = re.split(" — (?=hint: )", said, maxsplit=1)
    if not told or len(hint) <= len("hint: "):
        raise NoHint(line)
    place = re.match(r"(\S+\.yaml:\d+:\d+): (.+)", told[0])
    found = [*(place.groups() if place else told[0].split(" — ")), hint]
    assert len(found) >= 3 and all(found), f"not what — where — why — hint: {line}"
    assert any(name in part for part in found[:2]), f"neither the file nor the plugin is named: {line}"
    return found
