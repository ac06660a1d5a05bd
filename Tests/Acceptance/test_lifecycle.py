"""State handed from one generation to the next, and lifecycle steps that fail."""

import threading

import pytest

pytestmark = pytest.mark.isolation("worker", "inline")

EXCLUSIVE = {"handover": "exclusive"}


@pytest.fixture
def host(roost_host, compile_plugin):
    return roost_host(plugins={"probe": compile_plugin()})


@pytest.fixture
def counting(roost_host, compile_plugin):
    host = roost_host(plugins={"probe": compile_plugin(STATE=1, manifest=EXCLUSIVE)})
    for number in range(1, 4):
        assert host.get("/probe/count").text == f"{number}\n"
    return host


def test_state_is_handed_over(counting, compile_plugin):
    counting.install(compile_plugin(STATE=1, MARK="two", manifest=EXCLUSIVE))
    line = counting.serving(count=2)
    assert counting.get("/probe/count").text == "4\n"
    counting.logs.wait(message="step destroy", generation="^1$")
    assert counting.steps(1) == ["create", "configure", "start", "drain", "export_state", "stop", "destroy"]
    assert counting.steps(line["generation"]) == ["create", "configure", "import_state", "start"]


def test_no_count_is_lost_under_load(counting, compile_plugin):
    seen, stop = [], threading.Event()

    def ask():
        with counting.connect() as connection:
            while not stop.is_set():
                seen.append(int(connection.request("GET", "/probe/count").text))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(2, 7):
        mark = "two" if number % 2 == 0 else "one"
        counting.install(compile_plugin(STATE=1, MARK=mark, manifest=EXCLUSIVE))
        counting.serving(count=number)
    stop.set()
    for thread in threads:
        thread.join()
    assert sorted(seen) == list(range(min(seen), min(seen) + len(seen)))
    assert counting.get("/probe/count").text == f"{max(seen) + 1}\n"


def test_what_comes_during_the_hand_over_waits_and_is_answered_by_the_new(counting, compile_plugin):
    with counting.connect() as slow, counting.connect() as waiting:
        slow.send("GET /probe/slow?ms=400 HTTP/1.1\r\nHost: a\r\n\r\n")
        counting.logs.wait(message="slow begins")
        counting.install(compile_plugin(STATE=1, MARK="two", manifest=EXCLUSIVE))
        counting.logs.wait(message="step drain", generation="^1$")
        waiting.send("GET /probe/mark HTTP/1.1\r\nHost: a\r\n\r\n")
        assert slow.response().text == "slow one\n"
        assert waiting.response().text == "two\n"


LATER = ["create", "configure", "start"]


@pytest.mark.parametrize("how", [1, 2, 3])
@pytest.mark.parametrize("step", LATER)
def test_a_new_generation_that_fails_is_discarded_and_the_old_serves_on(host, compile_plugin, step, how):
    host.install(compile_plugin(MARK="bad", FAIL=step, HOW=how))
    line = host.refusal()
    assert "serves on" in line and f"{step} failed" in line and "hint" in line and len(line.split(" — ")) >= 4
    assert ("broken on purpose" in line) == (how > 1)
    assert len(host.refusals("probe")) == 1
    assert host.get("/probe/mark").text == "one\n"
    failed = host.logs.wait(message="step destroy")["generation"]
    assert not host.logs.all(message="overlap")
    expected = LATER[: LATER.index(step) + 1]
    # What was not created is not stopped, only freed.
    assert host.steps(failed) == [*expected, *(["stop"] if step != "create" else []), "destroy"]
    # The old one was not disturbed, and a good one still gets in.
    assert host.steps(1) == LATER
    host.install(compile_plugin(MARK="two"))
    host.serving(count=2)
    assert host.get("/probe/mark").text == "two\n"


@pytest.mark.parametrize("how", [1, 2, 3])
def test_a_failing_import_resumes_the_old(counting, compile_plugin, how):
    counting.install(compile_plugin(STATE=1, MARK="bad", FAIL="import_state", HOW=how, manifest=EXCLUSIVE))
    line = counting.refusal()
    assert "import_state failed" in line and "serves on" in line
    assert counting.get("/probe/count").text == "4\n" and counting.get("/probe/mark").text == "one\n"
    assert counting.steps(1) == ["create", "configure", "start", "drain", "export_state", "resume"]
    counting.install(compile_plugin(STATE=1, MARK="two", manifest=EXCLUSIVE))
    counting.serving(count=2)
    assert counting.get("/probe/count").text == "5\n"


def test_a_failing_start_after_the_import_resumes_the_old(counting, compile_plugin):
    counting.install(compile_plugin(STATE=1, MARK="bad", FAIL="start", manifest=EXCLUSIVE))
    assert "start failed" in counting.refusal()
    assert counting.get("/probe/count").text == "4\n"
    assert counting.steps(1)[-1] == "resume"


@pytest.mark.parametrize("how", [1, 2, 3])
@pytest.mark.parametrize("step", ["drain", "export_state"])
def test_an_old_generation_that_does_not_hand_over_serves_on(roost_host, compile_plugin, step, how):
    host = roost_host(plugins={"probe": compile_plugin(STATE=1, FAIL=step, HOW=how, manifest=EXCLUSIVE)})
    assert host.get("/probe/count").text == "1\n"
    host.install(compile_plugin(STATE=1, MARK="two", manifest=EXCLUSIVE))
    line = host.refusal()
    assert "hand-over" in line and "serves on" in line
    assert host.get("/probe/count").text == "2\n" and host.get("/probe/mark").text == "one\n"


@pytest.mark.parametrize("how", [1, 2, 3])
@pytest.mark.parametrize("step", ["drain", "stop"])
def test_an_old_generation_that_ends_badly_does_not_hold_up_the_new(roost_host, compile_plugin, step, how):
    host = roost_host(plugins={"probe": compile_plugin(FAIL=step, HOW=how)})
    host.install(compile_plugin(MARK="two"))
    host.serving(count=2)
    host.logs.wait(message=f"{step} failed", plugin="^probe$")
    host.logs.wait(message="step destroy", generation="^1$")
    assert host.get("/probe/mark").text == "two\n"


@pytest.mark.parametrize("how", [1, 2, 3])
def test_an_old_generation_that_fails_to_resume_serves_on_all_the_same(roost_host, compile_plugin, how):
    host = roost_host(plugins={"probe": compile_plugin(STATE=1, FAIL="resume", HOW=how, manifest=EXCLUSIVE)})
    assert host.get("/probe/count").text == "1\n"
    host.install(compile_plugin(STATE=1, MARK="bad", FAIL="import_state", manifest=EXCLUSIVE))
    line = host.refusal()
    assert "import_state failed" in line and "generation 1 serves on" in line
    failed = host.logs.wait(message="^resume failed — ", plugin="^probe$", level="error")
    assert failed["generation"] == "1" and ("broken on purpose" in failed["message"]) == (how > 1)
    # Nobody else is there to serve, so what it says of itself does not count.
    assert host.get("/probe/count").text == "2\n" and host.get("/probe/mark").text == "one\n"
    assert host.steps(1) == ["create", "configure", "start", "drain", "export_state", "resume"]
    host.install(compile_plugin(STATE=1, MARK="two", manifest=EXCLUSIVE))
    host.serving(count=2)
    assert host.get("/probe/count").text == "3\n" and host.get("/probe/mark").text == "two\n"


@pytest.mark.slow
def test_a_step_that_never_completes_is_given_up(roost_host, compile_plugin):
    """All steps that can hang, at once: each costs the step's limit of ten seconds."""
    host = roost_host(start=False)
    names = {step: step.replace("_", "-") for step in ("create", "configure", "start", "import_state")}
    for step, name in names.items():
        host.install(compile_plugin(name, STATE=1, manifest=EXCLUSIVE), name)
    host.install(compile_plugin("stop", FAIL="stop", HOW=4), "stop")
    host.install(compile_plugin("export", STATE=1, FAIL="export_state", HOW=4, manifest=EXCLUSIVE), "export")
    host.install(compile_plugin("drain", FAIL="drain", HOW=4), "drain")
    host.install(compile_plugin("draining", STATE=1, FAIL="drain", HOW=4, manifest=EXCLUSIVE), "draining")
    host.install(compile_plugin("resume", STATE=1, FAIL="resume", HOW=4, manifest=EXCLUSIVE), "resume")
    host.start()
    for step, name in names.items():
        host.install(compile_plugin(name, STATE=1, MARK="bad", FAIL=step, HOW=4, manifest=EXCLUSIVE), name)
    host.install(compile_plugin("stop", MARK="two"), "stop")
    host.install(compile_plugin("export", STATE=1, MARK="two", manifest=EXCLUSIVE), "export")
    host.install(compile_plugin("drain", MARK="two"), "drain")
    host.install(compile_plugin("draining", STATE=1, MARK="two", manifest=EXCLUSIVE), "draining")
    host.install(compile_plugin("resume", STATE=1, MARK="bad", FAIL="start", manifest=EXCLUSIVE), "resume")
    # The old one does not finish its `drain`; that holds nobody up.
    host.serving("drain", count=2)
    assert host.get("/drain/mark").text == "two\n"
    for step, name in names.items():
        line = host.refusal(name)
        assert step in line and "did not finish within 10" in line
        assert host.get(f"/{name}/mark").text == "one\n"
    assert "did not finish within 10" in host.refusal("export")
    assert host.get("/export/mark").text == "one\n"
    host.logs.wait(message="stop failed.*did not finish", plugin="^stop$")
    assert host.get("/stop/mark").text == "two\n"
    host.logs.wait(message="drain failed.*did not finish", plugin="^drain$")
    # After a step that has not returned there is no other, and its memory may still be in use.
    host.logs.wait(message="stop failed.*an earlier step has not returned", plugin="^drain$")
    assert host.get("/drain/mark").text == "two\n"
    line = host.refusal("draining")
    assert "hand-over from generation" in line and "drain did not finish within 10" in line and "serves on" in line
    assert host.get("/draining/count").text == "1\n" and host.get("/draining/mark").text == "one\n"
    assert "start failed" in host.refusal("resume")
    host.logs.wait(message="resume failed.*did not finish", plugin="^resume$")
    assert host.get("/resume/count").text == "1\n" and host.get("/resume/mark").text == "one\n"
    for name, steps in (("drain", ["drain"]), ("draining", ["drain"]), ("resume", ["drain", "export_state", "resume"])):
        old = host.serving(name)["generation"]
        assert host.steps(old) == [*LATER, *steps], name
