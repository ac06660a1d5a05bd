"""What the host does when an older version takes over state that a newer one has written."""

import pytest

DENIED = "-3"
ONE = {"state": {"writes": 1, "reads": [1]}}
TWO = {"version": "2.0.0", "state": {"writes": 2, "reads": [1, 2], "returns": [1]}}
STAYS = {"version": "2.0.0", "state": {"writes": 2, "reads": [1, 2]}}


@pytest.fixture(params=["worker", "inline"])
def host(request, roost_host, compile_plugin):
    host = roost_host(start=False)
    host.isolation = request.param
    host.install(one(compile_plugin), "turner").start()
    return host


def one(compile_plugin):
    return compile_plugin("turner", source="turner.c", manifest=ONE, WRITES=1)


def two(compile_plugin, manifest=TWO, **defines):
    return compile_plugin("turner", source="turner.c", manifest=manifest, WRITES=2, **defines)


def put(host):
    return host.post("/turner/put").text


def turns(host):
    return [line["message"] for line in host.logs.all(message="^of ", plugin="^turner$")]


def test_the_newer_turns_the_state_before_the_older_starts(host, compile_plugin):
    host.install(two(compile_plugin), "turner")
    host.serving("turner", count=2)
    assert put(host) == "0"
    host.install(one(compile_plugin), "turner")
    host.serving("turner", count=3)
    assert host.get("/turner/form").text == "1" and put(host) == "0"
    assert turns(host) == ["of 1 to 1", "of 2 to 2", "of 2 to 1", "of 1 to 1"]


def test_without_a_way_back_the_older_is_refused_also_after_a_restart(host, compile_plugin):
    host.install(two(compile_plugin, STAYS), "turner")
    host.serving("turner", count=2)
    host.install(one(compile_plugin), "turner")
    assert "writes state version 2, this one reads [1]" in host.refusal("turner")
    assert host.get("/turner/form").text == "2"
    host.stop()
    host.start()
    assert "its state is of version 2, this one reads [1]" in host.refusal("turner")
    # What the operator gives up is no longer in the way.
    assert host.roost("plugins", "purge", "turner", "--yes").returncode == 0
    assert host.roost("plugins", "reload", "turner").returncode == 0
    assert put(host) == "0"


def test_one_that_fails_after_it_has_turned_the_state_turns_it_back(host, compile_plugin):
    host.install(two(compile_plugin, REFUSES=1), "turner")
    assert "told to" in host.refusal("turner")
    assert turns(host) == ["of 1 to 1", "of 2 to 2", "of 2 to 1", "of 1 to 1"]
    assert host.get("/turner/form").text == "1" and put(host) == "0"


def test_where_it_cannot_be_turned_back_the_older_writes_no_more(host, compile_plugin):
    host.install(two(compile_plugin, STAYS, REFUSES=1), "turner")
    assert "told to" in host.refusal("turner")
    host.logs.wait(message="resume failed")
    assert host.get("/turner/form").text == "1" and put(host) == DENIED


def test_one_that_crashes_soon_after_is_taken_back_with_its_state(roost_host, compile_plugin):
    host = roost_host({"workers": {"probation_seconds": 60}}, plugins={"turner": one(compile_plugin)})
    host.install(two(compile_plugin), "turner")
    host.serving("turner", count=2)
    assert host.post("/turner/die").status == 502
    host.logs.wait(message="1.0.0 serves again as before")
    assert host.get("/turner/form").text == "1" and put(host) == "0"
    assert turns(host) == ["of 1 to 1", "of 2 to 2", "of 2 to 1", "of 1 to 1"]
