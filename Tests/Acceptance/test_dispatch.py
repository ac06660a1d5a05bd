"""Deadlines, misbehaving handlers, limits and queues, and plugins that keep the host busy."""

import pytest

pytestmark = pytest.mark.isolation("worker", "inline")


@pytest.fixture
def host(roost_host, compile_plugin):
    """One handler at a time, two waiting."""
    host = roost_host({"drain_seconds": 1}, start=False)
    host.install(compile_plugin(), settings={"limits": {"concurrency": 1, "queue": 2}})
    host.install(compile_plugin("other"), "other")
    return host.start()


def blames(host, line):
    """The line names the plugin and its generation."""
    assert (line["plugin"], line["generation"]) == ("probe", host.serving()["generation"])


def begin(host, path):
    connection = host.connect()
    connection.send(f"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n")
    return connection


def misconduct(host, how):
    return host.metric("roost_plugin_misconduct_total", plugin="probe", how=how)


def test_the_client_is_answered_at_the_deadline_and_the_late_completion_counted(host):
    answer = host.get("/probe/late?ms=600")
    assert answer.status == 504
    told = host.logs.wait(message="no answer within 200 ms", request_id=answer["X-Request-Id"])
    blames(host, told)
    host.logs.wait(message="slow cancelled 2")
    late = host.logs.wait(message="past its deadline", request_id=answer["X-Request-Id"])
    blames(host, late)
    assert misconduct(host, "late") == 1 and host.metric("roost_event_deadlines_total", plugin="probe") == 1


def test_the_connection_goes_on_after_a_deadline(host):
    with host.connect() as connection:
        assert connection.request("GET", "/probe/late?ms=400").status == 504
        assert connection.request("GET", "/probe/mark").text == "one\n"
        host.logs.wait(message="past its deadline")
        assert connection.request("GET", "/probe/mark").text == "one\n"


def test_an_answer_in_time_is_no_misconduct(host):
    assert host.get("/probe/late?ms=10").status == 200
    assert misconduct(host, "late") == 0 and not host.logs.all(message="no answer within")


def test_the_second_completion_is_counted_and_ignored(host):
    with host.connect() as connection:
        assert connection.request("GET", "/probe/twice").text == "first\n"
        assert connection.request("GET", "/probe/mark").text == "one\n"
    line = host.logs.wait(message="completed twice")
    blames(host, line)
    assert misconduct(host, "twice") == 1


def test_a_handler_that_never_completes_costs_its_client_the_deadline_and_is_counted(host):
    for _ in range(3):
        assert host.get("/probe/never").status == 504
    # It does not keep its place: there is only one.
    assert host.get("/probe/mark").text == "one\n"
    host.plugins.joinpath("probe.so").unlink()
    line = host.logs.wait(message="were never completed")
    blames(host, line)
    assert line["message"].startswith("3 ")
    assert misconduct(host, "never") == 3
    assert host.get("/other/mark").text == "one\n"


def test_past_the_limit_events_wait_and_past_the_queue_they_are_refused(host):
    running = begin(host, "/probe/gate")
    host.logs.wait(message="gate begins")
    waiting = [begin(host, "/probe/mark") for _ in range(2)]
    until_waiting(host, 2)
    refused = host.get("/probe/mark")
    assert refused.status == 503 and int(refused["Retry-After"]) >= 1
    assert host.metric("roost_event_refusals_total", plugin="probe") == 1
    assert len(host.logs.all(message="gate begins")) == 1
    # Another plugin has limits of its own.
    assert host.get("/other/mark").text == "one\n"
    (host.data() / "open").touch()
    assert running.response().text == "through the gate one\n"
    assert [connection.response().text for connection in waiting] == ["one\n"] * 2
    assert host.get("/probe/mark").status == 200


def until_waiting(host, count):
    """Waits until the plugin's queue has that many events, told by the host itself."""
    host.until(lambda: host.listed()["probe"]["waiting"] == count)


def test_waiting_counts_towards_the_deadline(host):
    running = begin(host, "/probe/gate")
    host.logs.wait(message="gate begins")
    assert host.get("/probe/never").status == 504
    assert not host.logs.all(message="never begins")
    (host.data() / "open").touch()
    assert running.response().status == 200
    # What expired in the queue is never delivered.
    assert host.get("/probe/mark").status == 200
    assert not host.logs.all(message="never begins")


def test_a_client_that_leaves_the_queue_is_not_served(host):
    running = begin(host, "/probe/gate")
    host.logs.wait(message="gate begins")
    begin(host, "/probe/never").close()
    waiting = begin(host, "/probe/mark")
    until_waiting(host, 2)
    (host.data() / "open").touch()
    assert running.response().status == 200 and waiting.response().status == 200
    assert not host.logs.all(message="never begins")


def test_the_plugins_own_limits_hold_without_settings(roost_host, compile_plugin):
    limits = {"limits": {"concurrency": 1, "queue": 1, "deadline_ms": 1500}}
    host = roost_host({"drain_seconds": 1}, plugins={"probe": compile_plugin(manifest=limits)})
    running = begin(host, "/probe/gate")
    host.logs.wait(message="gate begins")
    waiting = begin(host, "/probe/mark")
    until_waiting(host, 1)
    assert host.get("/probe/mark").status == 503
    assert running.response().status == 504 and waiting.response().status in (200, 504)


def test_the_hosts_deadline_is_an_upper_bound(roost_host, compile_plugin):
    host = roost_host({"dispatch": {"deadline_ms": 200}}, start=False)
    host.install(compile_plugin(), settings={"limits": {"deadline_ms": 60_000}}).start()
    assert host.get("/probe/slow?ms=2000").status == 504


def test_a_stream_goes_on_past_the_deadline(roost_host, compile_plugin):
    # The deadline is for the answer's beginning.
    host = roost_host({"dispatch": {"deadline_ms": 200}}, plugins={"probe": compile_plugin()})
    with host.connect(receive_buffer=65536) as connection:
        connection.send("GET /probe/stream?n=30000000 HTTP/1.1\r\nHost: a\r\n\r\n")
        connection.head()
        assert host.get("/probe/slow?ms=2000").status == 504
        total = 0
        while piece := connection.chunk():
            total += len(piece)
        assert total == 30_000_000
    assert misconduct(host, "late") == 0


@pytest.mark.isolation("inline", because="a worker keeps its own loops busy, and is ended: test_workers")
def test_the_watchdog_names_a_plugin_that_keeps_the_loop(roost_host, compile_plugin):
    host = roost_host({"loops": 2}, plugins={"probe": compile_plugin()})
    blocked = begin(host, "/probe/block?ms=2500")
    line = host.logs.wait(message="keeps event loop . busy")
    blames(host, line)
    assert line["level"] == "error"
    # The control socket does not depend on the loops.
    health = host.roost("health")
    assert health.returncode == 1 and "probe" in health.stdout
    assert blocked.response().text == "blocked\n"
    host.logs.wait(message="is free again")
    host.until(lambda: host.ask_admin("/readyz").status == 200)


def test_a_plugins_numbers_are_on_the_metrics_page(host):
    for _ in range(3):
        host.get("/probe/count")
    assert host.metric("roost_plugin_calls", plugin="probe") == 3
    assert host.metric("roost_events_total", plugin="probe") == 3
    assert host.metric("roost_event_seconds_count", plugin="probe") == 3
