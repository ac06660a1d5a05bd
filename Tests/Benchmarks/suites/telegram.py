"""The SDK's Telegram part: reads of every field of an update, through its typed views and through Foundation's
JSONDecoder."""

from contextlib import ExitStack

from harness import paths, reads, roost
from harness.figure import Figure
from harness.settings import Settings


def run(settings: Settings) -> list[Figure]:
    with ExitStack() as stack:
        return [reads.typed(stack, paths.telegram_probe(), roost.version(), settings)]
