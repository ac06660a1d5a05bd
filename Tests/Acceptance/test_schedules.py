"""Schedules that plugins declare, from outside; their rules are in test_schedule.py, and what happens when hosts end
in the unit tests, whose clock can be set."""

import signal
import time

import pytest
from harness.plugins import swift_probe

pytestmark = pytest.mark.isolation("worker", "inline")

WRONG = [
    ("every|61 * * * *||0|1|0", "cron rule"),
    ("every|* * * * *|Mars/Olympus|0|1|0", "Mars/Olympus"),
    ("every|* * * * *||3601|1|0", "its jitter is 3601 s"),
    ("every|* * * * *||0|2|0", "says nothing of missed runs"),
    ("every|* * * * *||0|2|1001", "says nothing of missed runs"),
    ("every|* * * * *||0|3|0", "says nothing of missed runs"),
    ("every|* * * * *||0|1|5", "says nothing of missed runs"),
    ("no name|* * * * *||0|1|0", "it is no name"),
    ("nightly|* * * * *||0|1|0", "there is one of that name already"),
    (f"every|* * * * {'*' * 250}||0|1|0", "cron rule"),
]


@pytest.fixture
def ticker(roost_host, compile_plugin):
    """A host with the plugin; `rules` as its source says."""

    def make(rules, wrong=""):
        host = roost_host(start=False)
        host.install(compile_plugin("ticker", source="ticker.c", RULES=rules, WRONG=wrong), "ticker")
        return host.start()

    return make


def runs(host):
    """How often each run was handled, by the schedule's name and the minute in which it was due."""
    answer = host.get("/ticker/runs")
    assert answer.status == 200
    found = {}
    for line in answer.body.decode().splitlines():
        key, count = line.split()
        _, name, minute = key.split("/")
        found.setdefault(name, {})[int(minute)] = int(count)
    return found


def test_a_malformed_schedule_is_refused_with_a_reason(ticker):
    host = ticker("nightly|0 3 * * *|Europe/Berlin|30|1|0", ";".join(rule for rule, _ in WRONG))
    said = [line["message"] for line in host.logs.all(level="error", plugin="ticker") if "refused" in line["message"]]
    assert len(said) == len(WRONG)
    for message, (rule, words) in zip(said, WRONG):
        assert words in message and "hint" in message, message
    assert runs(host) == {}


def test_a_start_that_fails_for_its_rule_leaves_the_plugin_before_it(ticker, compile_plugin):
    host = ticker("nightly|0 3 * * *||0|1|0")
    host.install(compile_plugin("ticker", source="ticker.c", RULES="nightly|0 25 * * *||0|1|0"), "ticker")
    host.logs.wait(level="error", message="the schedule nightly refused: the cron rule .*0 25")
    # The one before goes on.
    assert host.get("/ticker/runs").status == 200


@pytest.mark.slow
def test_a_minute_runs_once_though_the_host_is_killed_before_and_after_it(ticker):
    """Waits for a full minute of the real clock, at which the host is down."""
    host = ticker("tick|* * * * *||0|2|100;later|* * * * *|Europe/Berlin|5|0|0;never|0 0 30 1 *||0|1|0")
    host.install(swift_probe("SDKProbe"), "sdk", settings={"config": {"mark": "minutes"}})
    host.until(lambda: host.get("/sdk/mark").status == 200)

    def kill():
        host.process.send_signal(signal.SIGKILL)
        host.process.wait()

    minute = int(time.time() // 60) + 1
    time.sleep(max(0, minute * 60 - 0.5 - time.time()))
    kill()
    time.sleep(max(0, minute * 60 - time.time()))
    host.start()
    for name in ("tick", "later"):
        host.until(lambda: runs(host).get(name, {}).get(minute) == 1)
    host.logs.wait(message=f"sdk.minutes of {minute} from sdk", level="info")
    kill()
    host.start()
    for plugin in ("ticker", "sdk"):
        host.until(lambda: (host.metric("roost_inbox_waiting", source=f"plugin:{plugin}") or 0) == 0)
    found = runs(host)
    assert (found["tick"][minute], found["later"][minute]) == (1, 1) and "never" not in found
