"""State that a new version turns to its own form, and back: whatever is killed in between."""

import json
import signal
import threading
import time

import pytest

from harness.plugins import swift_probe

COUNT = 1500


@pytest.fixture(params=["worker", "inline"])
def mover(request, roost_host):
    """A host whose plugin has kept 1,500 entries of version 1."""
    host = roost_host({"workers": {"probation_seconds": 60}}, start=False)
    host.isolation = request.param
    host.install(swift_probe("MoverOne"), "mover", settings={"replace_inline": True}).start()
    assert host.post("/mover/fill").text == "filled\n"
    return host


def turned(host, prefix, turns, others=()):
    """All entries are of one form, and were turned so often."""
    items = json.loads(host.get("/mover/all").body)
    for other in others:
        items.pop(other)
    assert len(items) == COUNT
    for key, item in items.items():
        kind, number = key.split("/")
        assert kind == prefix and int(number) == item["number"] + 10_000 and item["turns"] == turns, (key, item)
        assert ("isThing" in item) == (prefix == "thing")


def put(host, version, count):
    host.install(swift_probe(f"Mover{version}"), "mover")
    host.logs.wait(count, message="^serving$", plugin="^mover$", timeout=60)


def halfway(host):
    """Waits until a migration has begun and is not done."""
    host.logs.wait(message="turning the state from version 1 to 2", plugin="^mover$")
    time.sleep(0.4)


def test_it_is_turned_before_the_new_one_serves_and_back_before_the_old_one_does(mover):
    put(mover, "Two", 2)
    assert mover.get("/mover/form").text == "2\n"
    turned(mover, "thing", 1)
    assert mover.post("/mover/one").text == "written\n"
    put(mover, "One", 3)
    assert mover.get("/mover/form").text == "1\n"
    turned(mover, "item", 2, others=["item/1"])
    # It may write again, which it could not while the state was newer.
    assert mover.post("/mover/one").text == "written\n"
    put(mover, "Two", 4)
    turned(mover, "thing", 3, others=["thing/1"])


def test_what_comes_meanwhile_waits(mover):
    answers = []

    def ask():
        answers.append(mover.get("/mover/form").text)

    mover.install(swift_probe("MoverTwo"), "mover")
    halfway(mover)
    asking = threading.Thread(target=ask)
    asking.start()
    mover.serving("mover", count=2)
    asking.join(30)
    assert answers == ["2\n"]


def test_a_host_that_is_killed_goes_on_where_it_was(mover):
    mover.install(swift_probe("MoverTwo"), "mover")
    halfway(mover)
    mover.process.send_signal(signal.SIGKILL)
    mover.wait()
    mover.start()
    turned(mover, "thing", 1)
    # And in the middle of the way back.
    mover.install(swift_probe("MoverOne"), "mover")
    mover.logs.wait(message="turning the state from version 2 to 1", plugin="^mover$")
    time.sleep(0.4)
    mover.process.send_signal(signal.SIGKILL)
    mover.wait()
    # Only the version that began it can finish it.
    mover.start()
    assert "version 2" in mover.refusal("mover")
    put(mover, "Two", 1)
    turned(mover, "thing", 3)
    put(mover, "One", 2)
    turned(mover, "item", 4)


def test_a_worker_that_is_killed_goes_on_and_the_old_one_is_kept_from_writing(roost_host):
    host = roost_host(start=False)
    host.install(swift_probe("MoverOne"), "mover").start()
    host.post("/mover/fill")
    (host.data("mover") / "crash").touch()
    host.install(swift_probe("MoverTwo"), "mover")
    assert "serves on" in host.refusal("mover")
    # A fresh worker of the new one has finished what was begun, and turned it back.
    assert host.get("/mover/form").text == "1\n"
    turned(host, "item", 2)
    assert host.post("/mover/one").text == "written\n"
    assert host.roost("plugins", "reload", "mover").returncode == 0
    assert host.get("/mover/form").text == "2\n"


def test_one_that_does_not_start_after_it_has_turned_the_state_turns_it_back(mover):
    (mover.data("mover") / "refuse").touch()
    mover.install(swift_probe("MoverTwo"), "mover")
    assert "told not to start" in mover.refusal("mover")
    assert mover.get("/mover/form").text == "1\n"
    turned(mover, "item", 2)
    assert mover.post("/mover/one").text == "written\n"


def test_one_that_crashes_soon_after_is_taken_back_with_its_state(roost_host):
    host = roost_host({"workers": {"probation_seconds": 60}}, start=False)
    host.install(swift_probe("MoverOne"), "mover").start()
    host.post("/mover/fill")
    put(host, "Two", 2)
    assert host.post("/mover/die").status == 502
    host.logs.wait(message="1.0.0 serves again as before", timeout=60)
    assert host.get("/mover/form").text == "1\n"
    turned(host, "item", 2)
    assert host.post("/mover/one").text == "written\n"


def test_an_older_one_is_refused_where_nobody_can_turn_the_state_back(mover):
    put(mover, "Two", 2)
    mover.stop()
    mover.install(swift_probe("MoverOne"), "mover")
    mover.start()
    line = mover.refusal("mover")
    assert "its state is of version 2" in line and "reads [1]" in line and "purge" in line
