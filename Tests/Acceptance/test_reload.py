"""Plugins come, change and go while the host serves."""

import os
import re
import shutil
import threading

import pytest

from harness.plugins import install

pytestmark = pytest.mark.isolation("worker", "inline")


@pytest.fixture
def host(roost_host, compile_plugin):
    return roost_host(plugins={"probe": compile_plugin()})


def test_a_renamed_file_replaces_the_old(host, compile_plugin):
    host.install(compile_plugin(MARK="two"))
    line = host.serving(count=2)
    assert line["replaces"] == "1" and host.get("/probe/mark").text == "two\n"
    host.logs.wait(message="step destroy", generation="^1$")
    assert host.steps(1) == ["create", "configure", "start", "drain", "stop", "destroy"]
    assert host.steps(line["generation"]) == ["create", "configure", "start"]


def test_a_file_rewritten_in_place_replaces_the_old(host, compile_plugin):
    with open(host.plugins / "probe.so", "r+b") as file:
        data = compile_plugin(MARK="two", flags=("-O3",)).read_bytes()
        file.write(data)
        file.truncate(len(data))
    host.serving(count=2)
    assert host.get("/probe/mark").text == "two\n"


def test_the_same_bytes_again_are_no_new_generation(host, compile_plugin):
    host.install(compile_plugin())
    host.install(compile_plugin("other"), "other")
    host.serving("other")
    assert len(host.logs.all(message="^serving$", plugin="^probe$")) == 1


def test_many_replacements_in_a_row(host, compile_plugin):
    for number in range(2, 22):
        mark = "two" if number % 2 == 0 else "one"
        host.install(compile_plugin(MARK=mark))
        host.serving(count=number)
        assert host.get("/probe/mark").text == mark + "\n"


def test_nothing_is_lost_while_it_changes(host, compile_plugin):
    marks, wrong, stop = [], [], threading.Event()

    def ask(path):
        with host.connect() as connection:
            while not stop.is_set():
                answer = connection.request("GET", path)
                (marks if answer.status == 200 else wrong).append(answer.text.split()[-1])
                if answer["Connection"] == "close":
                    wrong.append("closed")

    threads = [threading.Thread(target=ask, args=(path,)) for path in ("/probe/mark", "/probe/slow?ms=30")]
    for thread in threads:
        thread.start()
    for number in range(2, 10):
        host.install(compile_plugin(MARK="two" if number % 2 == 0 else "one"))
        host.serving(count=number)
    stop.set()
    for thread in threads:
        thread.join()
    assert not wrong and {"one", "two"} == set(marks)


def test_what_the_old_had_begun_it_ends(host, compile_plugin):
    with host.connect() as connection:
        connection.send("GET /probe/slow?ms=500 HTTP/1.1\r\nHost: a\r\n\r\n")
        host.logs.wait(message="slow begins")
        host.install(compile_plugin(MARK="two"))
        host.serving(count=2)
        assert host.get("/probe/mark").text == "two\n"
        assert connection.response().text == "slow one\n"
        # The connection goes on with the new one.
        assert connection.request("GET", "/probe/mark").text == "two\n"
    host.logs.wait(message="step destroy", generation="^1$")


def test_a_stream_is_ended_politely_when_its_generation_drains(host, compile_plugin):
    with host.connect() as connection:
        connection.send("GET /probe/sse HTTP/1.1\r\nHost: a\r\n\r\n")
        connection.head()
        assert connection.chunk() == b"data: one\n\n"
        host.install(compile_plugin(MARK="two"))
        assert connection.chunk() == b"event: bye\n\n"
        assert connection.chunk() == b""
        assert connection.request("GET", "/probe/mark").text == "two\n"
    host.logs.wait(message="^sse cancelled 3$")


# --- Two generations at once ---


def pass_through(host, connection):
    """Opens the gate; what the held request is answered."""
    (host.data() / "open").touch()
    return connection.response().text


def test_both_generations_serve_while_the_old_has_something_in_hand(host, compile_plugin):
    with host.connect() as held:
        held.send("GET /probe/gate HTTP/1.1\r\nHost: a\r\n\r\n")
        host.logs.wait(message="gate begins", generation="^1$")
        host.install(compile_plugin(MARK="two"))
        host.serving(count=2)
        host.logs.wait(message="step drain", generation="^1$")
        # Two processes, or two libraries in one: their variables are not shared, so neither counts on.
        places = host.workers() if host.isolation == "worker" else host.opened()
        assert len(places) == 2
        assert [host.get("/probe/count").text for _ in range(2)] == ["1\n", "2\n"]
        assert host.get("/probe/mark").text == "two\n"
        assert host.steps(1)[-1] == "drain"
        assert pass_through(host, held) == "through the gate one\n"
    host.logs.wait(message="step destroy", generation="^1$")
    assert host.get("/probe/mark").text == "two\n" and not host.logs.all(message="overlap")


def test_a_late_answer_of_the_old_is_its_own_misconduct(host, compile_plugin):
    with host.connect() as connection:
        connection.send("GET /probe/late?ms=1000 HTTP/1.1\r\nHost: a\r\n\r\n")
        host.logs.wait(message="slow begins")
        host.install(compile_plugin(MARK="two"))
        new = host.serving(count=2)["generation"]
        assert connection.response().status == 504
        # The connection goes on with the new generation, while the old one still owes its answer.
        assert connection.request("GET", "/probe/mark").text == "two\n"
        assert connection.request("GET", "/probe/twice").text == "first\n"
    assert host.logs.wait(message="past its deadline")["generation"] == "1"
    assert host.logs.wait(message="completed twice")["generation"] == new
    host.logs.wait(message="step destroy", generation="^1$")
    for how in ("late", "twice"):
        assert host.metric("roost_plugin_misconduct_total", plugin="probe", how=how) == 1
    assert host.metric("roost_plugin_misconduct_total", plugin="probe", how="never") == 0


def test_what_the_old_never_completes_is_counted_and_the_new_serves_on(roost_host, compile_plugin):
    host = roost_host({"drain_seconds": 1}, plugins={"probe": compile_plugin()})
    assert host.get("/probe/never").status == 504
    host.install(compile_plugin(MARK="two"))
    host.serving(count=2)
    line = host.logs.wait(message="^1 events were never completed")
    assert (line["plugin"], line["generation"]) == ("probe", "1")
    assert host.metric("roost_plugin_misconduct_total", plugin="probe", how="never") == 1
    assert host.steps(1) == ["create", "configure", "start", "drain", "stop"]
    assert host.get("/probe/mark").text == "two\n"


def test_a_stream_of_the_old_arrives_whole_while_the_new_serves(host, compile_plugin):
    size = 30_000_000
    with host.connect(receive_buffer=65536) as connection:
        connection.send(f"GET /probe/stream?n={size} HTTP/1.1\r\nHost: a\r\n\r\n")
        connection.head()
        total = len(connection.chunk())
        host.install(compile_plugin(MARK="two"))
        host.serving(count=2)
        host.logs.wait(message="^pour cancelled 3$", generation="^1$")
        assert host.get(f"/probe/stream?n={1 << 20}").body == bytes(1 << 20)
        while piece := connection.chunk():
            total += len(piece)
        assert total == size
        assert connection.request("GET", "/probe/mark").text == "two\n"
    host.logs.wait(message="^pour ends 0 left$", generation="^1$")
    host.logs.wait(message="step destroy", generation="^1$")


def test_an_upload_to_the_old_goes_on_while_the_new_serves(host, compile_plugin):
    with host.connect() as connection:
        connection.send("POST /probe/upload HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n" + "x" * 500_000)
        host.until(lambda: host.listed()["probe"]["in_hand"] == 1)
        host.install(compile_plugin(MARK="two"))
        host.serving(count=2)
        host.logs.wait(message="step drain", generation="^1$")
        connection.send("x" * 500_000)
        assert connection.response().text == "upload ended after 1000000\n"
        assert connection.request("GET", "/probe/mark").text == "two\n"
    assert host.logs.wait(message="upload ended after 1000000")["generation"] == "1"


# --- Settings ---

SCHEMA = {"configuration": {"type": "object", "properties": {
    "word": {"type": "string", "default": "hello"}, "size": {"type": "integer", "maximum": 9},
}, "additionalProperties": False}}  # fmt: skip


def test_changed_settings_are_a_new_generation(roost_host, compile_plugin):
    host = roost_host(plugins={"probe": compile_plugin(manifest=SCHEMA)})
    host.logs.wait(message='^configuration .*"word":"hello"')
    host.configure("probe", {"config": {"word": "bye"}})
    host.serving(count=2)
    host.logs.wait(message='^configuration .*"word":"bye"')
    host.unconfigure("probe")
    host.logs.wait(2, message='^configuration .*"word":"hello"')


ASKS = [{"name": f"http:/{path}", "reason": "for the test"} for path in ("a", "b", "c")]


def test_what_a_version_may_do_more_or_less_is_in_the_log(roost_host, compile_plugin):
    host = roost_host(start=False)
    grants = {"grants": [asked["name"] for asked in ASKS]}
    host.install(compile_plugin(manifest={"capabilities": ASKS[:2]}), settings=grants).start()
    assert not {"capabilities_added", "capabilities_removed"} & host.serving().keys()
    host.install(compile_plugin(MARK="two", manifest={"capabilities": ASKS[1:]}))
    line = host.serving(count=2)
    assert (line["capabilities_added"], line["capabilities_removed"]) == ("http:/c", "http:/a")
    # No change, no word.
    host.install(compile_plugin(MARK="three", manifest={"capabilities": ASKS[1:]}))
    assert not {"capabilities_added", "capabilities_removed"} & host.serving(count=3).keys()
    host.install(compile_plugin(MARK="four", manifest={"capabilities": ASKS}))
    line = host.serving(count=4)
    assert (line["capabilities_added"], line["capabilities_removed"]) == ("http:/a", "")


@pytest.mark.parametrize("settings, pattern", [
    ({"config": {"size": 10}}, "size"), ({"config": {"wrod": "x"}}, "wrod"), ({"config": {"word": 5}}, "word"),
    ({"enabeld": True}, "enabled"), ({"isolation": "elsewhere"}, "isolation"), ("enabled: [", "probe.yaml"),
    ({"limits": {"concurrency": 0}}, "concurrency"), ("\x00", "probe.yaml"), ("a: 1\na: 2\n", "probe.yaml"),
])  # fmt: skip
def test_bad_settings_are_refused_with_file_and_line_and_the_old_serves_on(
    roost_host, compile_plugin, settings, pattern
):
    host = roost_host(plugins={"probe": compile_plugin(manifest=SCHEMA)})
    host.configure("probe", settings)
    line = host.refusal()
    assert "serves on" in line and re.search(pattern, line)
    assert re.search(r"probe\.yaml:\d+", line), line
    assert host.get("/probe/mark").text == "one\n" and len(host.refusals("probe")) == 1
    host.configure("probe", {"config": {"word": "good"}})
    host.serving(count=2)


def test_library_and_settings_together_are_one_reload(roost_host, compile_plugin):
    host = roost_host({"plugins": {"quiet_ms": 300}}, plugins={"probe": compile_plugin(manifest=SCHEMA)})
    two = compile_plugin(manifest=SCHEMA, MARK="two")
    host.configure("probe", {"config": {"word": "both"}})
    host.install(two)
    host.serving(count=2)
    host.logs.wait(message='^configuration .*"word":"both"')
    host.install(compile_plugin("other"), "other")
    host.serving("other")
    assert host.get("/probe/mark").text == "two\n"
    assert len(host.logs.all(message="^serving$", plugin="^probe$")) == 2


def test_a_disabled_plugin_is_not_executed(roost_host, compile_plugin):
    host = roost_host(start=False)
    host.install(compile_plugin("other"), "other")
    host.install(compile_plugin(), settings={"enabled": False}).start(wait=False)
    host.listening(host.logs.wait(message="serves")["message"])
    host.until(lambda: host.listed().get("probe", {}).get("state") == "disabled")
    assert host.get("/probe/mark").status == 404 and "probe one" not in host.executed()
    host.configure("probe", {"enabled": True})
    host.serving()
    assert host.get("/probe/mark").text == "one\n"
    host.configure("probe", {"enabled": False})
    host.logs.wait(message="^unloaded$", plugin="^probe$")
    assert host.get("/probe/mark").status == 404


# --- Coming and going ---


def test_a_removed_file_unloads_and_an_added_one_loads(host, compile_plugin):
    host.install(compile_plugin("other"), "other")
    host.serving("other")
    (host.plugins / "probe.so").unlink()
    host.logs.wait(message="^unloaded$", plugin="^probe$")
    assert host.get("/probe/mark").status == 404 and host.get("/other/mark").status == 200
    host.logs.wait(message="step destroy", plugin="^probe$")
    host.install(compile_plugin(MARK="back"))
    host.serving(count=2)
    assert host.get("/probe/mark").text == "back\n"


def test_a_plugin_moved_to_another_name_goes_on(host):
    host.move("probe", "moved")
    host.until(lambda: host.listed().get("moved", {}).get("state") == "serving")
    assert host.get("/probe/mark").text == "one\n"


def test_private_copies_do_not_pile_up(host, compile_plugin):
    for number in range(2, 6):
        host.install(compile_plugin(MARK="two" if number % 2 == 0 else "one"))
        host.serving(count=number)
    host.logs.wait(4, message="step destroy")
    # The one that serves, and the one before it to go back to.
    host.until(lambda: len(list((host.folder / "var/generations").glob("*.so"))) <= 2)


# --- Two that claim one thing ---


def test_the_second_with_an_id_is_refused(host, compile_plugin):
    host.install(compile_plugin(MARK="two"), "second")
    line = host.refusal("second")
    assert "probe" in line and "second.so" in line and "already" in line and "hint" in line
    assert len(host.refusals("second")) == 1 and host.executed() == ["probe one"]
    assert host.get("/probe/mark").text == "one\n"


def test_the_host_serves_when_what_was_there_has_come_to_rest(roost_host, compile_plugin):
    host = roost_host({"plugins": {"quiet_ms": 3000}}, start=False)
    host.install(compile_plugin()).start(wait=False)
    host.until((host.folder / "var/control.sock").exists)
    host.until(lambda: host.listed().get("probe", {}).get("state") == "loading")
    assert host.roost("health").returncode == 1 and not host.logs.all(message="roost .* serves ")
    host.listening(host.logs.wait(message="roost .* serves ")["message"])
    assert host.get("/probe/mark").text == "one\n" and host.ask_admin("/readyz").status == 200


def test_a_file_that_never_comes_to_rest_does_not_keep_the_host_from_serving(roost_host, compile_plugin):
    host = roost_host({"plugins": {"quiet_ms": 500}}, start=False)
    host.install(compile_plugin()).install(compile_plugin("other"), "other")
    done = threading.Event()

    def change():
        while not done.wait(0.05):
            os.utime(host.plugins / "other.so")

    changing = threading.Thread(target=change)
    changing.start()
    try:
        host.start(wait=False)
        assert "other.so" in host.logs.wait(message="does not come to rest")["message"]
        host.listening(host.logs.wait(message="roost .* serves ")["message"])
        assert host.get("/probe/mark").text == "one\n" and host.ask_admin("/readyz").status == 200
        assert host.listed()["other"]["state"] == "loading"
    finally:
        done.set()
        changing.join()
    host.serving("other")
    assert host.get("/other/mark").text == "one\n"


def no_longer_there(host, compile_plugin):
    (host.plugins / "probe.so").unlink()


def disabled(host, compile_plugin):
    host.configure("probe", {"enabled": False})


def unloaded(host, compile_plugin):
    assert host.roost("plugins", "unload", "probe").returncode == 0


@pytest.mark.parametrize("leave", [no_longer_there, disabled, unloaded])
def test_when_the_first_goes_the_second_takes_the_id_by_itself(roost_host, compile_plugin, leave):
    # The folder is not looked at in between: that would find the second too.
    host = roost_host({"plugins": {"rescan_seconds": 3600}}, plugins={"probe": compile_plugin()})
    host.install(compile_plugin(MARK="two"), "second")
    host.refusal("second")
    leave(host, compile_plugin)
    host.serving(count=2)
    assert host.get("/probe/mark").text == "two\n"
    listed = host.listed()["second"]
    assert listed["state"] == "serving" and not listed["reason"]
    assert len(host.refusals("second")) == 1


def test_a_route_that_is_taken_is_refused_and_both_are_named(host, compile_plugin):
    host.install(compile_plugin("thief", SHARED="/probe/mark"), "thief", settings={"grants": ["http:/probe"]})
    line = host.refusal("thief")
    assert "GET" in line and "/probe/mark" in line and "thief" in line and "probe" in line
    assert len(host.refusals("thief")) == 1
    assert host.get("/probe/mark").text == "one\n" and host.get("/thief/mark").status == 404
    assert host.steps(host.logs.all(message="^step", plugin="thief")[0]["generation"])[-1] == "destroy"


def test_a_route_outside_of_what_is_granted_is_refused(host, compile_plugin):
    host.install(compile_plugin("thief", SHARED="/elsewhere"), "thief")
    host.refusal("thief")
    assert host.logs.wait(message="/elsewhere", plugin="^thief$")
    host.configure("thief", {"grants": ["http:/elsewhere"]})
    host.serving("thief")
    assert host.get("/elsewhere").text == "one\n"


def test_a_prefix_asked_for_waits_for_its_grant_and_nothing_is_executed(host, compile_plugin):
    host.install(compile_plugin("asker", manifest={"capabilities": [{"name": "http:/more", "reason": "prices"}]}), "asker")
    line = host.refusal("asker")
    assert "roost plugins grant asker" in line and "asker.yaml" in line
    assert host.executed() == ["probe one"]
    host.configure("asker", {"grants": ["http:/more"]})
    host.serving("asker")


def test_the_whole_folder_can_be_replaced(host, compile_plugin):
    fresh = host.folder / "fresh.d"
    shutil.copytree(host.plugins, fresh)
    install(compile_plugin(MARK="two"), fresh / "probe.so")
    host.plugins.rename(host.folder / "old.d")
    fresh.rename(host.plugins)
    host.serving(count=2)
    assert host.get("/probe/mark").text == "two\n"
