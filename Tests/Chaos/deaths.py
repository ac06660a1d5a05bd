"""The ways to die, what each must end in, and what the host must say of it. The attempts are in deaths.h."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Death:
    """`said`: in the host's log. `survives`: the sandbox refuses the attempt and the worker lives on.
    `breaks_protocol`: the host ends a worker that would live on."""

    name: str
    said: str
    survives: bool = False
    breaks_protocol: bool = False


DEATHS = [
    Death("abort", r"SIGABRT"),
    Death("fatal-error", r"SIGILL|SIGTRAP"),
    Death("index-out-of-range", r"SIGILL|SIGTRAP"),
    Death("out-of-bounds", r"SIGSEGV|SIGBUS|SIGABRT|a frame|it named a ticket"),
    Death("segfault", r"SIGSEGV"),
    Death("exit", r"status 3|exit\(3\)"),
    Death("_exit", r"status 4"),
    Death("stack-overflow", r"SIGSEGV"),
    Death("endless-loop", r"did not move"),
    Death("silence", r"did not move"),
    Death("stopped", r"did not move"),
    Death("thread-bomb", r"the sandbox refused starting more than", survives=True),
    Death("fork-bomb", r"the sandbox refused (clone|fork|vfork)", survives=True),
    Death("descriptors", "", survives=True),
    Death("memory", r"SIGABRT"),
    Death("garbage-loop", r"was lost", breaks_protocol=True),
    Death("garbage-control", r"was lost", breaks_protocol=True),
    Death("garbage-calls", r"was lost", breaks_protocol=True),
    Death("garbage-report", r"SIGABRT"),
    Death("half-frame", r"did not move", breaks_protocol=True),
    Death("flood-calls", r"more than \d+ calls", breaks_protocol=True),
    Death("large-call", r"a frame of", breaks_protocol=True),
    Death("foreign-ticket", r"never its own", breaks_protocol=True),
    Death("closed-loop", r"was lost", breaks_protocol=True),
    Death("closed-control", r"was lost", breaks_protocol=True),
]


def matches(death: Death, line: dict) -> bool:
    """Whether a line of the host's log, about the victim, says that it died so, or was refused."""
    text = line.get("message", "")
    if "was lost" not in text and "the sandbox refused" not in text:
        return False
    return re.search(death.said, text) is not None
