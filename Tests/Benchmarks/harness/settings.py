from dataclasses import dataclass

MINIMUM_ROUNDS = 5
# Past it, the ids of the updates would leave their nine digits.
MAXIMUM_ROUNDS = 80


@dataclass(frozen=True)
class Settings:
    """How long is measured: rounds of load for each contestant, seconds of load a round, and events for the memory
    that they take."""

    rounds: int
    seconds: int
    events: int
