"""Workers that end before they are to: what their plugins' requests get, and what the host does next."""

import os
import signal
import threading
import time
from contextlib import ExitStack

import pytest

from harness.http import Closed
from harness.refusals import parts

NEXT = {"version": "2.0.0"}
HELD = "GET /probe/gate HTTP/1.1\r\nHost: a\r\n\r\n"
HELD_POST = "POST /probe/gate HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"
MARK = "GET /probe/mark HTTP/1.1\r\nHost: a\r\n\r\n"


@pytest.fixture
def host(roost_host, compile_plugin):
    return roost_host(plugins={"probe": compile_plugin(), "other": compile_plugin("other")})


def pid(host, plugin="probe"):
    return host.listed()[plugin]["pid"]


def open_gate(host):
    (host.folder / "var/data/probe/open").touch()


def crash(host, how=2, count=1):
    """Lets the worker die, and waits until another one serves."""
    assert host.post(f"/probe/die?how={how}").status == 502
    host.logs.wait(count, message="its worker was lost", plugin="^probe$")
    assert host.get("/probe/mark").status == 200


ENDS = [
    (1, "ended by SIGABRT"), (2, "ended by SIGSEGV at address 0x8"), (3, r"called exit\(3\)"),
    (4, "exited with status 4"), (6, "ended by SIG(ILL|TRAP)"), (7, "ended by SIGSEGV"),
]  # fmt: skip


@pytest.mark.parametrize("how, reason", ENDS)
def test_a_worker_that_ends_is_replaced_and_serves(host, how, reason):
    before, other = pid(host), pid(host, "other")
    answer = host.post(f"/probe/die?how={how}")
    assert answer.status == 502
    assert host.get("/probe/mark").text == "one\n"
    line = host.logs.wait(message=f"its worker was lost: .*{reason}", plugin="^probe$", level="error")
    assert line["pid"] == str(before) and line["generation"]
    listed = host.listed()["probe"]
    assert listed["pid"] != before and listed["crashes"] == 1 and listed["state"] == "serving"
    # The other plugin's worker is the same as ever.
    assert pid(host, "other") == other and host.get("/other/mark").text == "one\n"
    assert not os.path.exists(f"/proc/{before}")


def test_a_worker_killed_from_outside_is_replaced(host):
    before = pid(host)
    os.kill(before, signal.SIGKILL)
    host.logs.wait(message="its worker was lost: ended by SIGKILL")
    assert host.get("/probe/mark").text == "one\n" and pid(host) != before


# --- Requests in flight ---


def test_gets_in_hand_on_every_loop_are_given_to_the_next_worker(roost_host, compile_plugin):
    """The sockets close on all loops at once: whichever tells first, no event may go to the lost worker after that."""
    host = roost_host(
        {"loops": 8, "workers": {"crashes": 1000, "crash_window_seconds": 1}}, plugins={"probe": compile_plugin()}
    )
    with ExitStack() as stack:
        connections = [stack.enter_context(host.connect()) for _ in range(32)]
        for loss in range(1, 6):
            for connection in connections:
                connection.send("GET /probe/slow?ms=1200 HTTP/1.1\r\nHost: a\r\n\r\n")
            host.until(lambda: host.listed()["probe"]["in_hand"] == 32)
            os.kill(pid(host), signal.SIGKILL)
            assert [connection.response().status for connection in connections] == [200] * 32
            host.logs.wait(loss, message="its worker was lost")
            # A second loss within the window is answered with a pause.
            time.sleep(0.7)


def test_a_get_in_flight_is_answered_by_the_next_worker(host):
    with host.connect() as connection:
        connection.send(HELD)
        host.logs.wait(message="gate begins")
        crash(host)
        host.logs.wait(2, message="gate begins")
        open_gate(host)
        answer = connection.response()
        assert answer.status == 200 and answer.text == "through the gate one\n"


def test_a_get_that_ends_workers_is_given_to_two_and_no_more(host):
    assert host.get("/probe/die?how=2").status == 502
    host.logs.wait(2, message="its worker was lost", plugin="^probe$")
    assert host.get("/probe/mark").status == 200
    assert host.listed()["probe"]["crashes"] == 2 and len(host.logs.all(message="^dies$")) == 2


def test_a_post_in_flight_gets_502_and_is_not_repeated(host):
    with host.connect() as connection:
        connection.send(HELD_POST)
        host.logs.wait(message="gate begins")
        crash(host)
        answer = connection.response()
        assert answer.status == 502
        # The connection goes on, with the next worker.
        assert connection.request("GET", "/probe/mark").text == "one\n"
    assert len(host.logs.all(message="gate begins")) == 1


def test_what_waits_is_answered_by_the_next_worker(roost_host, compile_plugin):
    host = roost_host(start=False)
    host.install(compile_plugin(), settings={"limits": {"concurrency": 1}}).start()
    with host.connect() as held, host.connect() as waiting, host.connect() as posted:
        held.send(HELD_POST)
        host.logs.wait(message="gate begins")
        waiting.send(MARK)
        posted.send("POST /probe/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello")
        host.until(lambda: host.listed()["probe"]["waiting"] == 2)
        os.kill(pid(host), signal.SIGKILL)
        assert held.response().status == 502
        assert waiting.response().text == "one\n"
        # A POST that no worker has seen is as good as new.
        assert posted.response().text == "hello"


def test_a_stream_breaks_off(host):
    with host.connect() as connection:
        connection.send("GET /probe/sse HTTP/1.1\r\nHost: a\r\n\r\n")
        connection.head()
        assert connection.chunk() == b"data: one\n\n"
        crash(host)
        # Not an end as if all had been said.
        with pytest.raises(Closed):
            while connection.chunk():
                pass


def test_nothing_of_the_others_is_lost_while_it_crashes(roost_host, compile_plugin):
    host = roost_host(
        {"workers": {"crashes": 100, "crash_window_seconds": 1}},
        plugins={"probe": compile_plugin(), "other": compile_plugin("other")},
    )
    wrong, done, stop = [], [], threading.Event()

    def ask(path):
        with host.connect() as connection:
            while not stop.is_set():
                answer = connection.request("GET", path)
                (done if answer.status == 200 else wrong).append(answer.status)

    threads = [threading.Thread(target=ask, args=(path,)) for path in ("/other/mark", "/other/slow?ms=20")]
    for thread in threads:
        thread.start()
    for count, how in enumerate([1, 2, 3, 4, 6, 7], 1):
        crash(host, how, count)
    stop.set()
    for thread in threads:
        thread.join()
    assert done and not wrong


# --- Many loops ---


@pytest.mark.parametrize("loops", [64, 256])
def test_a_worker_serves_on_as_many_loops_as_the_host_has(roost_host, compile_plugin, loops):
    little = {"memory_mb": 64, "descriptors": 32}
    host = roost_host({"loops": loops, "workers": little}, plugins={"probe": compile_plugin()})
    with ExitStack() as stack:
        # Connections go round the loops.
        connections = [stack.enter_context(host.connect()) for _ in range(loops)]
        for connection in connections:
            connection.send("GET /probe/slow?ms=1200 HTTP/1.1\r\nHost: a\r\n\r\n")
        assert [connection.response().status for connection in connections] == [200] * loops
    assert not host.logs.all(message="the sandbox refused")


def test_more_loops_than_a_worker_can_have_are_a_problem(roost_host):
    host = roost_host({"loops": 257}, start=False).start(wait=False)
    assert host.wait() != 0
    assert "loops: must be at most 256, is 257" in "\n".join(host.logs.raw)


# --- Hanging ---


def test_a_worker_that_hangs_is_ended(roost_host, compile_plugin):
    host = roost_host({"workers": {"hang_ms": 300}}, plugins={"probe": compile_plugin()})
    before = pid(host)
    assert host.post("/probe/die?how=5").status == 502
    host.logs.wait(message="its worker was lost: its event loop did not move for 300 ms")
    assert host.get("/probe/mark").text == "one\n" and pid(host) != before


def test_a_worker_that_hangs_after_it_has_shown_life_is_ended(roost_host, compile_plugin):
    host = roost_host({"workers": {"hang_ms": 1000}}, plugins={"probe": compile_plugin()})
    with host.connect() as connection:
        # One connection is one loop of the worker, which is asked whether it moves while this is in hand.
        assert connection.request("GET", "/probe/slow?ms=700").text == "slow one\n"
        assert connection.request("POST", "/probe/die?how=5").status == 502
    host.logs.wait(message="its event loop did not move for 1000 ms")
    assert host.get("/probe/mark").text == "one\n"


def test_a_handler_that_is_only_slow_is_left_alone(roost_host, compile_plugin):
    host = roost_host({"workers": {"hang_ms": 2000}}, plugins={"probe": compile_plugin()})
    before = pid(host)
    assert host.get("/probe/block?ms=600").text == "blocked\n"
    assert host.get("/probe/slow?ms=600").status == 200
    assert pid(host) == before and host.listed()["probe"]["crashes"] == 0


def test_a_handler_that_hangs_beside_the_loop_is_ended_after_a_grace(roost_host, compile_plugin):
    host = roost_host({"workers": {"grace_ms": 300}}, plugins={"probe": compile_plugin()})
    before = pid(host)
    assert host.get("/probe/never").status == 504
    host.logs.wait(message="its worker was lost: an event was not completed 300 ms after its deadline")
    assert host.get("/probe/mark").text == "one\n" and pid(host) != before


# --- Large bodies ---


def test_a_large_body_lies_in_memory_of_its_own(roost_host, compile_plugin):
    host = roost_host({"http": {"max_body_bytes": 8 << 20}}, plugins={"probe": compile_plugin()})
    with host.connect() as connection:
        connection.send(f"POST /probe/gate HTTP/1.1\r\nHost: a\r\nContent-Length: {3 << 20}\r\n\r\n")
        connection.send(bytes(3 << 20))
        host.logs.wait(message="gate begins")
        assert "memfd:roost-body" in open(f"/proc/{pid(host)}/maps").read()
        open_gate(host)
        assert connection.response().status == 200
    host.until(lambda: "memfd:roost-body" not in open(f"/proc/{pid(host)}/maps").read())


@pytest.mark.parametrize("isolation", ["worker", "inline"])
@pytest.mark.parametrize("size", [(1 << 20) - 1, 1 << 20, 20 << 20])
def test_bodies_of_every_size_come_whole_and_to_their_own_event(roost_host, compile_plugin, size, isolation):
    host = roost_host({"http": {"max_body_bytes": 32 << 20}}, start=False)
    host.install(compile_plugin(), settings={"isolation": isolation}).start()
    bodies = [bytes([number]) * (size - number) for number in range(6)]
    answers = [None] * len(bodies)

    def send(number):
        answers[number] = host.post("/probe/echo", body=bodies[number]).body

    threads = [threading.Thread(target=send, args=(number,)) for number in range(len(bodies))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == bodies


# --- Too many ---


def quarantined(host):
    for count in (1, 2):
        crash(host, count=count)
    assert host.post("/probe/die?how=2").status in (502, 503)
    host.logs.wait(message="^probe is quarantined", level="error")
    # The report comes by another way, and may come later.
    host.logs.wait(3, message="its worker was lost", plugin="^probe$")
    return host


def test_a_second_crash_is_followed_by_a_pause_that_requests_sit_out(host):
    crash(host)
    assert host.post("/probe/die?how=2").status == 502
    assert host.get("/probe/mark").text == "one\n"
    host.logs.wait(message="^probe: another worker in ", level="warning")
    assert host.listed()["probe"]["state"] == "serving"


def test_three_crashes_quarantine(host):
    quarantined(host)
    answer = host.get("/probe/mark")
    assert answer.status == 503 and int(answer["Retry-After"]) > 0 and "not available" in answer.text
    listed = host.listed()["probe"]
    assert listed["state"] == "quarantined" and "3 crashes" in listed["reason"] and "hint" in listed["reason"]
    assert listed["crashes"] == 3 and listed["pid"] is None
    done = host.roost("plugins", "list")
    assert done.returncode == 0 and "quarantined" in done.stdout
    assert host.get("/other/mark").text == "one\n"


def test_what_waits_when_it_is_quarantined_is_refused(roost_host, compile_plugin):
    host = roost_host({"workers": {"crashes": 1}}, start=False)
    host.install(compile_plugin(), settings={"limits": {"concurrency": 1}}).start()
    with host.connect() as held, host.connect() as waiting:
        held.send(HELD_POST)
        host.logs.wait(message="gate begins")
        waiting.send(MARK)
        host.until(lambda: host.listed()["probe"]["waiting"] == 1)
        os.kill(pid(host), signal.SIGKILL)
        assert held.response().status == 502 and waiting.response().status == 503


def test_a_reload_lifts_the_quarantine(host):
    quarantined(host)
    done = host.roost("plugins", "reload", "probe")
    assert done.returncode == 0, done.stderr
    host.until(lambda: host.get("/probe/mark").status == 200)
    listed = host.listed()["probe"]
    assert listed["state"] == "serving" and not listed["reason"]
    # The count begins anew.
    crash(host, count=4)


def test_another_file_lifts_the_quarantine(host, compile_plugin):
    quarantined(host)
    host.install(compile_plugin(MARK="two", manifest=NEXT))
    host.until(lambda: host.get("/probe/mark").status == 200)
    assert host.get("/probe/mark").text == "two\n" and host.listed()["probe"]["state"] == "serving"


# --- A replacement that crashes ---


def replace(host, plugin):
    host.install(plugin)
    host.serving(count=2)
    assert host.get("/probe/mark").text == "two\n"


def test_a_crash_soon_after_a_replacement_brings_the_old_back(host, compile_plugin):
    replace(host, compile_plugin(MARK="two", manifest=NEXT))
    assert host.post("/probe/die?how=1").status == 502
    line = host.logs.wait(message="^probe: 2.0.0 crashed after it was installed; 1.0.0 serves again")
    assert "hint" in line["message"] and host.get("/probe/mark").text == "one\n"
    listed = host.listed()["probe"]
    assert listed["version"] == "1.0.0" and "2.0.0 crashed" in listed["reason"]


def test_a_third_crash_later_brings_the_old_back_too(roost_host, compile_plugin):
    host = roost_host({"workers": {"probation_seconds": 0}}, plugins={"probe": compile_plugin()})
    replace(host, compile_plugin(MARK="two", manifest=NEXT))
    for count in (1, 2):
        crash(host, count=count)
        assert host.get("/probe/mark").text == "two\n"
    assert host.post("/probe/die?how=1").status in (502, 503)
    host.logs.wait(message="^probe: 2.0.0 crashed after it was installed; 1.0.0 serves again")
    assert host.get("/probe/mark").text == "one\n" and host.listed()["probe"]["state"] == "serving"


def test_settings_that_make_it_crash_are_taken_back(roost_host, compile_plugin):
    host = roost_host(start=False)
    host.install(compile_plugin(), settings={"limits": {"concurrency": 7}}).start()
    host.configure("probe", {"limits": {"concurrency": 1}})
    host.serving(count=2)
    assert host.post("/probe/die?how=1").status == 502
    host.logs.wait(message="^probe: 1.0.0 crashed after it was installed; 1.0.0 serves again as before")


def test_no_way_back_where_the_old_cannot_read_the_state(roost_host, compile_plugin):
    old = {"state": {"writes": 1, "reads": [1]}}
    host = roost_host(plugins={"probe": compile_plugin(manifest=old)})
    replace(host, compile_plugin(MARK="two", manifest={**NEXT, "state": {"writes": 2, "reads": [1, 2]}}))
    crash(host)
    assert host.get("/probe/mark").text == "two\n" and host.listed()["probe"]["version"] == "2.0.0"
    assert not host.logs.all(message="serves again")


@pytest.mark.parametrize("step", ["create", "configure", "start"])
def test_a_replacement_that_ends_while_it_starts_is_refused_and_the_old_serves_on(host, compile_plugin, step):
    before = pid(host)
    host.install(compile_plugin(MARK="two", FAIL=step, HOW=5, manifest=NEXT))
    line = host.refusal()
    assert "serves on" in line and step in " — ".join(parts(line))
    assert host.get("/probe/mark").text == "one\n" and pid(host) == before


@pytest.mark.parametrize("step", ["drain", "stop"])
def test_an_old_one_that_ends_while_it_leaves_holds_nobody_up(roost_host, compile_plugin, step):
    host = roost_host(plugins={"probe": compile_plugin(FAIL=step, HOW=5)})
    replace(host, compile_plugin(MARK="two", manifest=NEXT))
    host.logs.wait(message="its worker was lost: .*SIGABRT")
    assert host.get("/probe/mark").text == "two\n" and host.listed()["probe"]["state"] == "serving"


# --- What people see ---


def test_what_it_prints_is_in_the_log(host):
    crash(host, 6)
    host.logs.wait(message="^printed: its very last words$", plugin="^probe$", level="info")
    host.logs.wait(message="^printed: mortal.swift:6: Fatal error: an array without the element$", plugin="^probe$")


def test_a_crash_is_reported_with_signal_place_and_last_words(host):
    before = pid(host)
    crash(host, 6)
    line = host.logs.wait(message="its worker was lost: ended by SIG(ILL|TRAP) .*handling POST /probe/die, request ")
    assert any("die" in frame and "probe" in frame for frame in line["backtrace"]), line
    shown = host.roost("plugins", "crashes", "probe")
    assert shown.returncode == 0, shown.stderr
    for words in (str(before), "SIG", "its very last words", "1.0.0", "die"):
        assert words in shown.stdout, shown.stdout


def test_a_segmentation_fault_is_reported_with_function_and_address(host):
    crash(host, 2)
    line = host.logs.wait(message="its worker was lost: ended by SIGSEGV at address 0x8 ")
    assert "write_to_nowhere" in line["backtrace"][0], line


def test_workers_end_with_a_host_that_was_killed(host):
    pids = [pid(host), pid(host, "other")]
    host.process.kill()
    host.process.wait()
    host.process = None
    host.until(lambda: not any(os.path.exists(f"/proc/{number}") for number in pids))
