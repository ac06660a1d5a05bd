"""Starting, ending, signals, logs and the admin pages."""

import json
import re
import shutil
import signal
import threading

import pytest

from harness.http import Connection
from harness.plugins import install

# --- Starting ---


def test_a_port_in_use_ends_with_1(roost_host):
    host = roost_host()
    second = roost_host({"listen": [{"address": f"127.0.0.1:{host.address[1]}"}]}, start=False)
    done = second.roost("run")
    assert done.returncode == 1 and str(host.address[1]) in done.stderr, done.stderr
    assert "Address already in use — hint: another program listens there" in done.stderr, done.stderr
    third = roost_host({"admin": f"127.0.0.1:{host.admin[1]}"}, start=False)
    assert third.roost("run").returncode == 1


def test_a_second_host_in_the_same_folder_is_refused(roost_host):
    host = roost_host()
    done = host.roost("run", "--control", "other.sock")
    assert done.returncode == 1 and "another host uses it" in done.stderr and "state.db" in done.stderr
    done = host.roost("run", "--control", "other.sock", env={"ROOST_STATE_FOLDER": "other"})
    assert done.returncode == 1 and "generations" in done.stderr
    assert host.ask_admin("/livez").status == 200


def test_a_host_that_was_killed_leaves_nothing_in_the_way(roost_host, compile_plugin):
    host = roost_host(plugins={"probe": compile_plugin()})
    host.process.kill()
    host.process.wait()
    host.process = None
    host.start()
    assert host.get("/probe/mark").text == "one\n" and host.roost("plugins", "list").returncode == 0


# --- Ending ---


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_host_and_its_plugins(roost_host, compile_plugin, number):
    host = roost_host(plugins={"probe": compile_plugin()})
    host.signal(number)
    assert host.wait() == 0
    steps = [line["message"] for line in host.logs.all(message="^step ")]
    assert steps[-3:] == ["step drain", "step stop", "step destroy"]
    assert not (host.folder / "var/control.sock").exists()


def test_a_request_in_hand_is_answered_while_the_host_ends(roost_host, compile_plugin):
    host = roost_host(plugins={"probe": compile_plugin()})
    idle = host.connect()
    assert idle.request("GET", "/probe/mark").status == 200
    with host.connect() as connection:
        connection.send("GET /probe/slow?ms=1000 HTTP/1.1\r\nHost: a\r\n\r\n")
        host.logs.wait(message="slow begins")
        host.signal(signal.SIGTERM)
        host.logs.wait(message="^draining")
        assert idle.is_closed()
        with pytest.raises(OSError):
            host.connect()
        # The admin pages tell a load balancer until the end.
        assert host.process.poll() is None
        answer = connection.response()
        assert answer.text == "slow one\n" and answer["Connection"] == "close"
    assert host.wait() == 0


def test_streams_are_ended_politely_while_the_host_ends(roost_host, compile_plugin):
    host = roost_host({"drain_seconds": 15}, plugins={"probe": compile_plugin()})
    with host.connect() as connection:
        connection.send("GET /probe/sse HTTP/1.1\r\nHost: a\r\n\r\n")
        connection.head()
        assert connection.chunk() == b"data: one\n\n"
        host.signal(signal.SIGTERM)
        assert connection.chunk() == b"event: bye\n\n" and connection.chunk() == b""
    assert host.wait(10) == 0


def test_not_ready_while_it_ends(roost_host, compile_plugin):
    host = roost_host(plugins={"probe": compile_plugin()})
    with host.connect() as connection:
        connection.send("GET /probe/slow?ms=1500 HTTP/1.1\r\nHost: a\r\n\r\n")
        host.logs.wait(message="slow begins")
        host.signal(signal.SIGTERM)
        host.logs.wait(message="^draining")
        host.until(lambda: host.ask_admin("/readyz").status == 503)
        assert "draining" in host.ask_admin("/readyz").text
        assert connection.response().status == 200
    assert host.wait() == 0


def test_a_second_signal_ends_it_at_once(roost_host, compile_plugin):
    host = roost_host({"drain_seconds": 60}, plugins={"probe": compile_plugin()})
    with host.connect() as connection:
        connection.send("GET /probe/slow?ms=50000 HTTP/1.1\r\nHost: a\r\n\r\n")
        host.logs.wait(message="slow begins")
        host.signal(signal.SIGTERM)
        host.logs.wait(message="^draining")
        host.signal(signal.SIGTERM)
        assert host.wait(10) == 1


def test_a_drain_takes_no_longer_than_it_may(roost_host, compile_plugin):
    host = roost_host({"drain_seconds": 1}, plugins={"probe": compile_plugin()})
    with host.connect() as connection:
        connection.send("GET /probe/never HTTP/1.1\r\nHost: a\r\n\r\n")
        host.logs.wait(message="never begins")
        host.signal(signal.SIGTERM)
        assert host.wait(10) == 0


def test_what_is_in_hand_when_the_host_ends_is_nobodys_fault(roost_host, compile_plugin):
    host = roost_host({"drain_seconds": 1}, plugins={"probe": compile_plugin()})
    with host.connect() as connection:
        connection.send("GET /probe/slow?ms=50000 HTTP/1.1\r\nHost: a\r\n\r\n")
        host.logs.wait(message="slow begins")
        host.signal(signal.SIGTERM)
        assert host.wait() == 0
    assert "after 1.0 seconds" in host.logs.wait(message="still has 1 events")["message"]
    assert not host.logs.all(level="error")


# --- Logs and pages ---


def test_every_line_of_json_logs_is_an_object_with_the_usual_members(roost_host, compile_plugin):
    host = roost_host({"log": {"level": "trace"}}, plugins={"probe": compile_plugin()})
    answer = host.get("/probe/fail?code=-2")
    host.get("/probe/late?ms=400")
    host.logs.wait(message="past its deadline")
    host.stop()
    for raw in host.logs.raw:
        line = json.loads(raw)
        assert {"time", "level", "logger", "message"} <= line.keys()
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line["time"])
    (line,) = host.logs.all(request_id=answer["X-Request-Id"], level="error")
    assert (line["plugin"], line["generation"]) == ("probe", "1")


def test_console_logs_are_lines_for_people(roost_host, compile_plugin):
    host = roost_host({"log": {"format": "console"}}, start=False)
    host.install(compile_plugin()).start(wait=False)
    line = host.logs.wait(message="NOTICE.*serving")["message"]
    assert not line.startswith("{") and "plugin=probe" in line and "generation=1" in line
    assert "\x1b" not in line, "colours in what is no terminal"


def test_a_log_line_cannot_be_forged_by_a_request(roost_host, compile_plugin):
    host = roost_host({"log": {"format": "console", "level": "trace"}}, start=False)
    host.install(compile_plugin()).start(wait=False)
    host.listening(host.logs.wait(message="serves ")["message"])
    host.logs.wait(message="serving")
    host.get("/probe/request?x=%0aFORGED", headers=[("X-A", "b"), ("User-Agent", "\x1b[31mFORGED")])
    host.stop()
    assert not [line for line in host.logs.raw if line.startswith("FORGED") or "\x1b" in line]


def test_sighup_changes_the_level(roost_host, compile_plugin):
    host = roost_host({"log": {"level": "notice"}}, plugins={"probe": compile_plugin()})
    assert not host.logs.all(message="^step ")
    config = json.loads((host.folder / "roost.yaml").read_text())
    config["log"]["level"] = "info"
    host.write_config(json.dumps(config))
    host.signal(signal.SIGHUP)
    host.logs.wait(message="read again")
    assert host.roost("plugins", "reload", "probe").returncode == 0
    host.logs.wait(message="^step start$")
    host.write_config("lisetn: []\n")
    host.signal(signal.SIGHUP)
    assert "roost.yaml" in host.logs.wait(message="not taken over", level="error")["message"]
    assert host.get("/probe/mark").text == "one\n"


def test_sighup_looks_at_the_folder(roost_host, compile_plugin):
    host = roost_host({"plugins": {"folder": "nest/plugins.d", "rescan_seconds": 3600}}, start=False)
    nest = host.folder / "nest"
    host.plugins = nest / "plugins.d"
    host.plugins.mkdir(parents=True)
    host.plugins.chmod(0o755)
    for name in ("probe", "other"):
        host.install(compile_plugin(name), name)
    host.start()
    # The plugins' folder stays the same one for inotify when the one above it gets another name.
    old, fresh = host.folder / "old", host.folder / "fresh"
    shutil.copytree(nest, fresh)
    for name in ("probe", "other"):
        install(compile_plugin(name, MARK="two"), fresh / f"plugins.d/{name}.so")
    nest.rename(old)
    fresh.rename(nest)
    # A notice from the old folder about one of the two: the host looks that one up, and has no reason to look further.
    (old / "plugins.d/other.so").chmod(0o744)
    host.serving("other", count=2)
    assert host.get("/other/mark").text == "two\n" and host.get("/probe/mark").text == "one\n"
    host.signal(signal.SIGHUP)
    host.serving(count=2)
    assert host.get("/probe/mark").text == "two\n"
    # From here on the folder that bears the name now is watched.
    host.install(compile_plugin(MARK="three"))
    host.serving(count=3)
    assert host.get("/probe/mark").text == "three\n"


def test_the_admin_pages(roost_host, compile_plugin):
    host = roost_host(plugins={"probe": compile_plugin()})
    assert host.ask_admin("/livez").text == "alive\n"
    host.until(lambda: host.ask_admin("/readyz").status == 200)
    assert host.get("/probe/mark").status == 200
    ready = json.loads(host.ask_admin("/readyz", headers=[("Accept", "application/json")]).text)
    assert ready["status"] == "ready" and ready["conditions"]["plugins"]["ready"] is True
    page = host.ask_admin("/metrics")
    assert page["Content-Type"].startswith("text/plain; version=0.0.4")
    names = set()
    for line in page.text.splitlines():
        if line.startswith("#"):
            assert re.fullmatch(r"# (HELP|TYPE) [a-z_][a-z0-9_]* .+", line), line
        else:
            label = r'[a-z_]+="[^"]*"'
            found = re.fullmatch(rf"([a-z_][a-z0-9_]*)(\{{{label}(,{label})*\}})? ([0-9.e+-]+|\+Inf|NaN)", line)
            assert found, line
            names.add(found[1])
    assert {"roost_connections", "roost_events_total", "process_resident_memory_bytes"} <= names


@pytest.mark.parametrize("path", ["/", "/probe/mark", "/livez/", "/metrics/x"])
def test_the_admin_listener_serves_nothing_else(roost_host, compile_plugin, path):
    host = roost_host(plugins={"probe": compile_plugin()})
    assert host.ask_admin(path).status == 404
    with Connection(host.admin) as connection:
        assert connection.request("POST", "/livez").status == 405


def test_the_public_listener_serves_no_admin_page(roost_host):
    host = roost_host()
    for path in ("/livez", "/readyz", "/metrics"):
        assert host.get(path).status == 404


def test_the_admin_listener_can_be_off(roost_host):
    host = roost_host({"admin": "off"})
    assert host.admin is None and host.roost("health").returncode in (0, 1)


def test_many_clients_at_once_get_their_own_answers(roost_host, compile_plugin):
    host = roost_host(plugins={"probe": compile_plugin()})
    wrong = []

    def ask(who):
        with host.connect() as connection:
            for number in range(100):
                answer = connection.request("POST", "/probe/echo", body=f"{who}-{number}".encode())
                if answer.text != f"{who}-{number}":
                    wrong.append(answer)

    threads = [threading.Thread(target=ask, args=(who,)) for who in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
