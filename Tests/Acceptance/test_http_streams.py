"""Streams in both directions, clients that are slow or go away, and the memory they cost."""

import time

import pytest

pytestmark = pytest.mark.isolation("worker", "inline")
# What a connection does without any plugin.
before_any_plugin = pytest.mark.isolation("worker", because="it ends in the HTTP server, before any plugin")

MEBIBYTE = 1 << 20
# A stream learns that its client is gone by its next write or by being cancelled, whichever is first.
UNFINISHED = "^pour ends [1-9][0-9]* left"


@pytest.fixture(scope="module")
def host(module_host, compile_plugin):
    http = {
        "header_timeout_ms": 500, "body_timeout_ms": 500, "idle_timeout_ms": 1000, "write_timeout_ms": 1500,
        "max_body_bytes": 64 * MEBIBYTE,
    }  # fmt: skip
    return module_host({"http": http}, plugins={"probe": compile_plugin()})


def test_a_streaming_answer_arrives_whole(host):
    with host.connect() as connection:
        answer = connection.request("GET", f"/probe/stream?n={20 * MEBIBYTE + 7}")
        assert answer.chunked and len(answer.body) == 20 * MEBIBYTE + 7
        assert connection.request("GET", "/probe/mark").text == "one\n"
    host.logs.wait(message="pour ends 0 left")


def test_many_slow_readers_cost_bounded_memory_each(host):
    host.get(f"/probe/stream?n={4 * MEBIBYTE}")
    before = host.resident_kib()
    readers = [host.connect(receive_buffer=65536) for _ in range(20)]
    for reader in readers:
        reader.send(f"GET /probe/stream?n={1 << 30} HTTP/1.1\r\nHost: a\r\n\r\n")
        assert reader.head()[0] == 200
    # All streams have filled what the host lets be on its way; other requests go on.
    for _ in range(20):
        assert host.get("/probe/mark").text == "one\n"
    # 20 times 1 GiB is asked for; the window is 256 KiB each.
    assert host.resident_kib() - before < 20 * 2048
    for reader in readers:
        reader.close()
    host.logs.wait(20, message=UNFINISHED)


def test_a_client_that_does_not_read_is_cut_off(host):
    ended = len(host.logs.all(message=UNFINISHED))
    with host.connect(receive_buffer=65536) as connection:
        connection.send(f"GET /probe/stream?n={1 << 30} HTTP/1.1\r\nHost: a\r\n\r\n")
        host.logs.wait(ended + 1, message=UNFINISHED)


def test_a_slow_reader_gets_everything_if_it_reads_on(host):
    with host.connect(receive_buffer=65536) as connection:
        connection.send(f"GET /probe/stream?n={8 * MEBIBYTE} HTTP/1.1\r\nHost: a\r\n\r\n")
        connection.head()
        total = 0
        for _ in range(10):
            total += len(connection.chunk())
            time.sleep(0.02)  # being slow is what is tested
        while piece := connection.chunk():
            total += len(piece)
        assert total == 8 * MEBIBYTE


def test_the_plugin_is_told_when_the_client_leaves_a_stream(host):
    told = len(host.logs.all(message="sse cancelled"))
    connection = host.connect()
    connection.send("GET /probe/sse HTTP/1.1\r\nHost: a\r\n\r\n")
    connection.head()
    assert connection.chunk() == b"data: one\n\n"
    connection.close()
    host.logs.wait(told + 1, message="^sse cancelled 1$")


def test_the_plugin_is_told_when_the_client_leaves_before_the_answer(host):
    connection = host.connect()
    begun = len(host.logs.all(message="slow begins"))
    connection.send("GET /probe/slow?ms=400 HTTP/1.1\r\nHost: a\r\n\r\n")
    host.logs.wait(begun + 1, message="slow begins")
    connection.close()
    host.logs.wait(message="^slow cancelled 1$")
    # Completing is still owed, and harmless.
    assert host.metric("roost_plugin_misconduct_total", plugin="probe") == 0


def test_an_upload_is_streamed_with_credit(host):
    body = bytes(10 * MEBIBYTE)
    assert host.post("/probe/upload", body).text == f"upload ended after {len(body)}\n"


def test_a_chunked_upload_is_streamed(host):
    with host.connect() as connection:
        connection.send("POST /probe/upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(100):
            connection.send(b"4000\r\n" + bytes(0x4000) + b"\r\n")
        connection.send("0\r\n\r\n")
        assert connection.response().text == f"upload ended after {100 * 0x4000}\n"


def test_a_streamed_upload_waits_for_continue(host):
    with host.connect() as connection:
        connection.send("POST /probe/upload HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n")
        assert connection.head()[0] == 100
        connection.send("abc")
        assert connection.response().text == "upload ended after 3\n"


def test_a_slow_handler_holds_the_upload_back(host):
    before = host.resident_kib()
    with host.connect(timeout=1) as connection:
        # Credit of 16 KiB every 10 ms: 32 MiB would take 20 s.
        connection.send(f"POST /probe/upload?us=10000 HTTP/1.1\r\nHost: a\r\nContent-Length: {32 * MEBIBYTE}\r\n\r\n")
        with pytest.raises(TimeoutError):
            connection.send(bytes(32 * MEBIBYTE))
        assert host.resident_kib() - before < 8192
    host.logs.wait(message="upload broken off")


def test_a_broken_off_upload_is_told(host):
    told = len(host.logs.all(message="upload broken off"))
    with host.connect() as connection:
        connection.send("POST /probe/upload HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc")
    host.logs.wait(told + 1, message="upload broken off after")


@before_any_plugin
def test_a_head_that_does_not_come_in_time_is_refused(host):
    with host.connect() as connection:
        connection.send("GET /probe/mark HTTP/1.1\r\nHost: a\r\nX-")
        assert connection.response().status == 408
        assert connection.is_closed()


@before_any_plugin
def test_a_head_that_drips_is_refused_all_the_same(host):
    with host.connect() as connection:
        connection.send("GET /probe/mark HTTP/1.1\r\n")
        assert drip(connection, b"X-A: b\r\n", 60).status == 408


@before_any_plugin
def test_a_second_head_on_the_connection_has_its_time_too(host):
    with host.connect() as connection:
        first = connection.request("HEAD", "/probe/mark")
        assert first.status == 200
        connection.send("GET /pro")
        late = connection.response()
        # Nothing of the request before it: neither HEAD's missing body nor its id.
        assert late.status == 408 and late.text and late["X-Request-Id"] not in (None, first["X-Request-Id"])


@before_any_plugin
def test_a_head_behind_another_request_has_its_time_too(host):
    with host.connect() as connection:
        connection.send("HEAD /probe/mark HTTP/1.1\r\nHost: a\r\n\r\nGET /pro")
        assert connection.response("HEAD").status == 200
        late = connection.response()
        assert late.status == 408 and late.text


@before_any_plugin
@pytest.mark.parametrize(
    "framing", ["Content-Length: 100\r\n\r\nabc", "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"]
)
def test_a_body_that_does_not_come_in_time_is_refused(host, framing):
    before = int(host.get("/probe/count").text)
    with host.connect() as connection:
        connection.send("POST /probe/echo HTTP/1.1\r\nHost: a\r\n" + framing)
        assert connection.response().status == 408
    assert int(host.get("/probe/count").text) == before + 1


def test_a_streamed_body_that_does_not_come_in_time_is_broken_off(host):
    told = len(host.logs.all(message="upload broken off after 3"))
    with host.connect() as connection:
        connection.send("POST /probe/upload HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc")
        host.logs.wait(told + 1, message="upload broken off after 3")


@before_any_plugin
def test_a_body_that_drips_is_refused_all_the_same(host):
    with host.connect() as connection:
        connection.send("POST /probe/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n")
        assert drip(connection, b"x", 60).status == 408


def drip(connection, piece, times):
    """Sends a piece every 0.1 s until an answer comes; the answer."""
    connection.socket.settimeout(0.1)
    for _ in range(times):
        try:
            connection.send(piece)
            connection.fill()
            break
        except TimeoutError:
            continue
    else:
        pytest.fail(f"no answer within {times / 10} s")
    connection.socket.settimeout(10)
    return connection.response()


@before_any_plugin
def test_an_idle_connection_is_closed_without_a_word(host):
    with host.connect() as connection:
        assert connection.request("GET", "/probe/mark").status == 200
        assert connection.is_closed()
    with host.connect() as connection:
        assert connection.is_closed()


def test_a_waiting_answer_is_not_idleness(host):
    with host.connect() as connection:
        assert connection.request("GET", "/probe/slow?ms=1500").text == "slow one\n"


@before_any_plugin
def test_many_slow_clients_do_not_disturb_others(host):
    before = host.resident_kib()
    slow = [host.connect() for _ in range(300)]
    for number, connection in enumerate(slow):
        connection.send("GET /probe/mark HTTP/1.1\r\nHost: a\r\n" if number % 2 else "POST /probe/echo HTTP/1.1\r\n")
    with host.connect() as connection:
        for number in range(200):
            assert connection.request("GET", "/probe/mark").text == "one\n"
    assert host.resident_kib() - before < 300 * 64
    for connection in slow:
        assert connection.response().status == 408
        connection.close()


def test_a_client_that_pipelines_without_end_costs_bounded_memory(host):
    before = host.resident_kib()
    with host.connect(timeout=1.0) as connection:
        with pytest.raises((TimeoutError, ConnectionError)):
            connection.send("GET /probe/slow?ms=3000 HTTP/1.1\r\nHost: a\r\n\r\n")
            while True:
                connection.send(b"GET /probe/mark HTTP/1.1\r\nHost: a\r\n\r\n" * 1000)
        assert host.resident_kib() - before < 8192
        assert host.get("/probe/mark").text == "one\n"


@before_any_plugin
def test_connections_past_the_limit_are_refused_and_counted(roost_host, compile_plugin):
    host = roost_host({"http": {"max_connections": 5}}, plugins={"probe": compile_plugin()})
    kept = [host.connect() for _ in range(5)]
    for connection in kept:
        assert connection.request("GET", "/probe/mark").status == 200
    with host.connect() as connection:
        assert connection.is_closed()
    assert host.metric("roost_http_connections_refused_total") + host.metric("roost_connections_refused_total") >= 1
    kept.pop().close()
    for connection in kept:
        assert connection.request("GET", "/probe/mark").status == 200
