"""Plugins come, change and go while the host serves."""

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


def test_when_the_first_goes_the_second_can_have_the_id(host, compile_plugin):
    host.install(compile_plugin(MARK="two"), "second")
    host.refusal("second")
    (host.plugins / "probe.so").unlink()
    host.logs.wait(message="^unloaded$")
    assert host.roost("plugins", "reload", "second").returncode == 0
    assert host.get("/probe/mark").text == "two\n"


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
    host.install(compile_plugin("asker", manifest={"http": ["/asker", "/more"]}), "asker")
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
