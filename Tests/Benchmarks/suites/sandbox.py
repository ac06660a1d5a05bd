"""sendMessage of the sandbox, which has every message on disk before it answers, beside PyPI's lo-bot-api-emulator,
which keeps all in memory. The same with the plugin in a worker begins with `worker_`; nothing has a goal."""

from harness import build, telegrams
from harness.figure import Figure, ratio
from harness.load import Load
from harness.rounds import alternate
from harness.settings import Settings


def run(settings: Settings) -> list[Figure]:
    contestants = [
        telegrams.sandbox("inline"),
        telegrams.sandbox("worker"),
        telegrams.emulator(build.python_peers()),
    ]
    load = Load(settings.seconds, chat=telegrams.CHAT)
    series = alternate(contestants, load, settings.rounds)
    ours, worker, emulator = (series[one.name] for one in contestants)
    return [
        ratio("send_rate_vs_emulator", ours, emulator, "rate"),
        ratio("send_cpu_vs_emulator", ours, emulator, "cpu_us"),
        ratio("worker_send_rate_vs_emulator", worker, emulator, "rate"),
        ratio("worker_send_cpu_vs_emulator", worker, emulator, "cpu_us"),
    ]
