"""Malformed, ambiguous and oversized HTTP: the right answer, and nobody else disturbed."""

import pytest

LINE, HEADER, COUNT, BODY = 2048, 8192, 20, 65536


@pytest.fixture(scope="module")
def host(module_host, compile_plugin):
    limits = {
        "max_line_bytes": LINE, "max_header_bytes": HEADER, "max_header_count": COUNT, "max_body_bytes": BODY,
    }  # fmt: skip
    return module_host({"http": limits}, plugins={"probe": compile_plugin()})


HEAD = "GET /probe/mark HTTP/1.1\r\nHost: test\r\n"
POST = "POST /probe/echo HTTP/1.1\r\nHost: test\r\n"
CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n"

# (what, bytes, status): each is answered so, and the connection is then closed.
MALFORMED = [
    ("no request line", b"\x00\x01\x02\x03\r\n\r\n", (400, 501)),
    ("words only", b"hello world\r\n\r\n", (400, 501)),
    ("no version", b"GET /probe/mark\r\nHost: test\r\n\r\n", 400),
    ("three spaces", b"GET /probe/mark HTTP/1.1 x\r\nHost: test\r\n\r\n", 400),
    ("bare LFs", b"GET /probe/mark HTTP/1.1\nHost: test\n\n", 400),
    ("a bare LF in the fields", b"GET /probe/mark HTTP/1.1\r\nHost: test\n\n", 400),
    ("a space in the target", b"GET /probe/ma rk HTTP/1.1\r\nHost: test\r\n\r\n", 400),
    ("a NUL in the target", b"GET /probe/\x00mark HTTP/1.1\r\nHost: test\r\n\r\n", 400),
    ("a lower-case method", b"get /probe/mark HTTP/1.1\r\nHost: test\r\n\r\n", (400, 405, 501)),
    ("another protocol", b"GET /probe/mark HTCPCP/1.0\r\nHost: test\r\n\r\n", 400),
    ("a TLS client hello", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(64), (400, 501)),
    ("version 2.0", b"GET /probe/mark HTTP/2.0\r\nHost: test\r\n\r\n", 505),
    ("version 9.9", b"GET /probe/mark HTTP/9.9\r\nHost: test\r\n\r\n", 505),
    ("the preface of HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
    ("a Host that is none", b"GET /probe/mark HTTP/1.1\r\nHost: a b/c@d\r\n\r\n", 400),
    ("a user in the target", b"GET http://u@test/probe/mark HTTP/1.1\r\nHost: test\r\n\r\n", 400),
    ("no Host", b"GET /probe/mark HTTP/1.1\r\n\r\n", 400),
    ("two Hosts", HEAD + "Host: other\r\n\r\n", 400),
    ("two equal Hosts", HEAD + "Host: test\r\n\r\n", 400),
    ("a folded field", HEAD + "X-Long: one\r\n two\r\n\r\n", 400),
    ("a field without colon", HEAD + "X-None\r\n\r\n", 400),
    ("a space before the colon", HEAD + "X-Space : 1\r\n\r\n", 400),
    ("an empty name", HEAD + ": 1\r\n\r\n", 400),
    ("a NUL in a value", HEAD + "X-Nul: a\x00b\r\n\r\n", 400),
    ("a control character in a value", HEAD + "X-Control: a\x01b\r\n\r\n", 400),
    ("a bare CR in a value", HEAD + "X-Return: a\rb\r\n\r\n", 400),
    ("a field name with a bracket", HEAD + "X(1): 1\r\n\r\n", 400),
    ("a length that is no number", POST + "Content-Length: ten\r\n\r\n", 400),
    ("a negative length", POST + "Content-Length: -1\r\n\r\n", 400),
    ("a signed length", POST + "Content-Length: +3\r\n\r\nabc", 400),
    ("a hexadecimal length", POST + "Content-Length: 0x3\r\n\r\nabc", 400),
    ("a length past 64 bits", POST + "Content-Length: 99999999999999999999\r\n\r\n", 400),
    ("two lengths", POST + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc", 400),
    ("a list of lengths", POST + "Content-Length: 3, 3\r\n\r\nabc", 400),
    ("a length and chunks", POST + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    ("chunks and a length", POST + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", 400),
    ("a coding that is not chunked", POST + "Transfer-Encoding: gzip\r\n\r\n", (400, 501)),
    ("chunked not last", POST + "Transfer-Encoding: chunked, gzip\r\n\r\n", (400, 501)),
    ("a coding before chunked", POST + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501),
    ("chunked with a prefix", POST + "Transfer-Encoding: xchunked\r\n\r\n", (400, 501)),
    ("a chunk size that is no number", CHUNKED + "zz\r\nabc\r\n0\r\n\r\n", 400),
    ("a negative chunk size", CHUNKED + "-1\r\nabc\r\n0\r\n\r\n", 400),
    ("a chunk size past 64 bits", CHUNKED + "fffffffffffffffff\r\nabc\r\n0\r\n\r\n", 400),
    ("an empty chunk size", CHUNKED + "\r\nabc\r\n0\r\n\r\n", 400),
    ("a chunk longer than it says", CHUNKED + "2\r\nabc\r\n0\r\n\r\n", 400),
    ("a chunk size with 0x", CHUNKED + "0x3\r\nabc\r\n0\r\n\r\n", 400),
]


@pytest.mark.parametrize("data, status", [row[1:] for row in MALFORMED], ids=[row[0] for row in MALFORMED])
def test_malformed_requests_are_refused_and_the_connection_closed(host, data, status):
    with host.connect() as connection:
        # What follows must never be taken for a second request.
        data = data if isinstance(data, bytes) else data.encode("latin-1")
        connection.send(data + b"GET /probe/count HTTP/1.1\r\nHost: smuggled\r\n\r\n")
        answer = connection.response()
        assert answer.status in (status if isinstance(status, tuple) else (status,))
        assert answer["Connection"] == "close"
        assert connection.is_closed()
    assert host.get("/probe/mark").text == "one\n"


def test_no_refused_request_reached_the_plugin(host):
    before = host.metric("roost_events_total", plugin="probe")
    for _, data, _ in MALFORMED:
        with host.connect() as connection:
            connection.send(data if isinstance(data, bytes) else data.encode("latin-1"))
            connection.response()
    assert host.metric("roost_events_total", plugin="probe") == before


@pytest.mark.parametrize("over, status", [(0, 404), (1, 414), (1000, 414), (20000, 414)])
def test_the_target_is_bounded(host, over, status):
    path = "/probe/" + "x" * (LINE - len("/probe/") + over)
    assert host.get(path).status == status


def test_a_target_without_end_is_cut_off(host):
    with host.connect() as connection:
        connection.send(b"GET /" + b"x" * 300_000)
        assert connection.response().status in (414, 431)


@pytest.mark.parametrize("size, status", [(HEADER // 2, 200), (HEADER + 1, 431), (3 * HEADER, 431)])
def test_one_field_is_bounded(host, size, status):
    assert host.get("/probe/mark", headers=[("X-Long", "x" * size)]).status == status


def test_all_fields_together_are_bounded(host):
    fields = [(f"X-{number}", "x" * (HEADER // 8)) for number in range(10)]
    assert host.get("/probe/mark", headers=fields[:4]).status == 200
    assert host.get("/probe/mark", headers=fields).status == 431


def test_fields_are_counted(host):
    fields = [(f"X-{number}", "1") for number in range(COUNT)]
    assert host.get("/probe/mark", headers=fields[: COUNT - 1]).status == 200
    assert host.get("/probe/mark", headers=fields).status == 431


def test_an_announced_body_is_bounded_before_it_comes(host):
    with host.connect() as connection:
        connection.send(POST + f"Content-Length: {BODY + 1}\r\n\r\n")
        assert connection.response().status == 413


def test_a_body_at_the_bound_is_taken(host):
    assert host.post("/probe/echo", b"x" * BODY).body == b"x" * BODY


def test_a_chunked_body_is_bounded_while_it_comes(host):
    with host.connect() as connection:
        connection.send(CHUNKED)
        piece = b"1000\r\n" + b"x" * 4096 + b"\r\n"
        connection.send(piece * (BODY // 4096 + 1))
        assert connection.response().status == 413


def test_a_routes_own_bound_is_kept(host):
    assert host.post("/probe/small", b"x" * 100).status == 200
    assert host.post("/probe/small", b"x" * 101).status == 413


def test_a_streamed_body_is_bounded(host):
    with host.connect() as connection:
        connection.send(f"POST /probe/upload HTTP/1.1\r\nHost: test\r\nContent-Length: {BODY + 1}\r\n\r\n")
        assert connection.response().status == 413
    with host.connect() as connection:
        connection.send("POST /probe/upload HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n")
        connection.send((b"1000\r\n" + b"x" * 4096 + b"\r\n") * (BODY // 4096 + 1))
        assert connection.response().status == 413
    host.logs.wait(message="upload broken off")


DOTS = ["/probe/../probe/mark", "/../etc/passwd", "/probe/./mark", "/probe/%2e%2e/mark", "/probe/%2E/mark",
        "/probe/.%2e/x", "/probe/files/../../roost.yaml", "/probe/files/%2e%2e/roost.yaml"]  # fmt: skip
ESCAPES = ["/probe/parameter/%", "/probe/parameter/%z1", "/probe/parameter/%1", "/probe/parameter/%00",
           "/probe/parameter/%ff", "/probe/parameter/%c3%28"]  # fmt: skip


@pytest.mark.parametrize("path", DOTS + ESCAPES)
def test_dot_segments_and_bad_escapes_are_refused(host, path):
    assert host.get(path).status == 400


@pytest.mark.parametrize("path", ["/", "/probe", "/probe/", "/probe/mark/", "/probe/mark/more", "/Probe/mark",
                                  "/probe//mark", "/probe/MARK", "/other"])  # fmt: skip
def test_paths_of_nobody_are_not_found(host, path):
    answer = host.get(path)
    assert answer.status == 404 and answer["Connection"] is None


@pytest.mark.parametrize("target", ["mark", "probe/mark", "?x", "#x", "*"])
def test_targets_that_are_no_path_are_refused(host, target):
    assert host.get(target).status in (400, 404)


def test_a_websocket_is_not_implemented(host):
    handshake = [
        ("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"),
        ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
    ]  # fmt: skip
    assert host.get("/probe/mark", headers=handshake).status == 501
    assert host.get("/probe/mark", headers=handshake[:2]).status == 501


def test_a_request_for_another_protocol_is_answered_and_ends_the_connection(host):
    with host.connect() as connection:
        answer = connection.request("GET", "/probe/mark", headers=[("Connection", "Upgrade"), ("Upgrade", "h2c")])
        assert answer.text == "one\n" and answer["Connection"] == "close"
        assert connection.is_closed()


def test_connect_is_not_implemented(host):
    assert host.raw(b"CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n").status == 501


def test_an_unknown_method_is_refused(host):
    answer = host.request("BREW", "/probe/mark")
    assert answer.status in (405, 501)


def test_an_unknown_expectation_fails(host):
    with host.connect() as connection:
        connection.send(POST + "Expect: tea\r\nContent-Length: 3\r\n\r\nabc")
        assert connection.response().status == 417


def test_the_client_learns_nothing_of_the_host_in_an_error(host):
    for path in ("/nowhere", "/probe/fail?code=-2", "/probe/error?code=-2"):
        text = host.get(path).text
        assert "secret" not in text and "swift" not in text.lower() and str(host.folder) not in text
