import sys
import time
from contextlib import ExitStack

from .contestant import Contestant, Sample, Series
from .errors import BenchError
from .load import Load
from .server import Server

# Nothing has been dealt with for so long: the last is done.
STILL_SECONDS = 0.05
PATIENCE_SECONDS = 30


def alternate(contestants: list[Contestant], load: Load, rounds: int) -> dict[str, Series]:
    """Starts all, verifies each, and loads them in turn: A B C, B C A, C A B ..., so that none is always
    first or always after the same other. The first round warms up and is not counted; answers are
    verified again at the end."""
    series = {contestant.name: Series(contestant) for contestant in contestants}
    with ExitStack() as stack:
        servers = {contestant.name: contestant.start(stack) for contestant in contestants}
        sizes = {contestant.name: contestant.verify(servers[contestant.name]) for contestant in contestants}
        for number in range(rounds + 1):
            turn = number % len(contestants)
            for contestant in contestants[turn:] + contestants[:turn]:
                server = servers[contestant.name]
                sample = measure(contestant, server, load, number, sizes[contestant.name])
                note = "warm-up" if number == 0 else f"round {number} of {rounds}"
                print(
                    f"{note}: {contestant.name}: {sample.rate:,.0f}/s, {sample.cpu_us:.1f} µs CPU a request",
                    file=sys.stderr,
                )
                if number:
                    series[contestant.name].samples.append(sample)
        for contestant in contestants:
            contestant.verify(servers[contestant.name])
    return series


def measure(contestant: Contestant, server: Server, load: Load, number: int, size: int) -> Sample:
    """One contestant in one round. Voids the run when answers differ in size from the verified one."""
    before, stored = server.cpu_seconds(), server.store.cpu_seconds() if server.store else 0.0
    dealt = contestant.dealt(server) if contestant.dealt else 0
    result = load.apply(contestant.name, f"http://127.0.0.1:{server.port}{server.url or contestant.url}", number)
    seconds, requests = result["micros"] / 1e6, result["requests"]
    if contestant.dealt:
        more, requests = finish(contestant, server, dealt, requests)
        seconds += more
    cpu = server.cpu_seconds() - before
    mean = result["bytes"] / result["requests"]
    # Ids in answers vary in length, and answers under way at the end count as bytes only.
    if abs(mean - size) > 0.05 * size:
        raise BenchError(
            f"run void: {contestant.name}: answers under load are {mean:.0f} bytes, the right one is {size}"
        )
    return Sample(
        rate=requests / seconds,
        cpu_us=cpu * 1e6 / requests,
        p99_us=result["p99"],
        store_cpu_us=(server.store.cpu_seconds() - stored) * 1e6 / requests if server.store else 0.0,
    )


def finish(contestant: Contestant, server: Server, before: int, answered: int) -> tuple[float, int]:
    """Waits until everything that was answered is dealt with; for how many seconds, and how many they were: some
    were under way when the load ended, and have no answer that counts."""
    began = time.monotonic()
    seen, changed = contestant.dealt(server) - before, 0.0
    while time.monotonic() - began < changed + STILL_SECONDS or seen < answered:
        time.sleep(0.005)
        if (now := contestant.dealt(server) - before) > seen:
            seen, changed = now, time.monotonic() - began
        elif time.monotonic() - began > changed + PATIENCE_SECONDS:
            raise BenchError(f"run void: {contestant.name}: {answered} answered, only {seen} dealt with")
    return changed, seen
