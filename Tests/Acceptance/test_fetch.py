"""roost.fetch/1: requests to servers elsewhere, at once, in a worker and inline."""

import struct

import pytest
from harness.certificates import certificate
from harness.fetch import CUT, REPEATABLE, answer, request
from harness.plugins import swift_probe
from harness.state import DENIED, DONE, INVALID, RETRYABLE, STALE, UNKNOWN, Keeper

BUSY = -4
pytestmark = pytest.mark.isolation("worker", "inline")


@pytest.fixture
def keeper(roost_host, compile_plugin, web):
    host = roost_host({"http": {"max_body_bytes": 8 << 20}}, start=False)
    grants = [f"fetch-private:http://127.0.0.1:{web.port}", f"fetch:http://localhost:{web.port}"]
    host.install(compile_plugin("keeper", source="keeper.c"), "keeper", settings={"grants": grants})
    return Keeper(host.start())


def send(keeper, block, how="send"):
    """The answer, or the code that was in its place."""
    got = keeper.ask(f"fetch/{how}", block)
    if refused := got["X-Refused"]:
        return int(refused)
    return int(got["X-Code"]) or answer(got.body)


def test_a_request_and_its_answer(keeper, web):
    asked = request(web.url + "/ok?a=b", "POST", b"\0body", [("X-One", "1"), ("Content-Type", "a/b")])
    status, fields, body, flags, stream = send(keeper, asked)
    assert (status, body, flags, stream) == (200, b"\0body", 0, 0)
    assert ("Content-Length", "5") in fields
    method, path, head, body = web.requests[0]
    assert (method, path, body) == ("POST", "/ok?a=b", b"\0body")
    assert head["X-One"] == "1" and head["Content-Type"] == "a/b" and head["Host"] == f"127.0.0.1:{web.port}"


def test_every_status_is_an_answer(keeper, web):
    for status in (200, 204, 404, 500, 503):
        assert send(keeper, request(f"{web.url}/status/{status}"))[0] == status


def test_where_it_may_not_go(keeper, web):
    for url in ("https://example.org", f"http://127.0.0.1:{web.port + 1}/", f"https://127.0.0.1:{web.port}/",
                f"http://127.0.0.2:{web.port}/", f"http://[::1]:{web.port}/"):  # fmt: skip
        got = keeper.ask("fetch/send", request(url))
        assert int(got["X-Code"]) == DENIED and b"hint: ask for fetch:" in got.body, url
    # Granted, but not at an address of this machine.
    got = keeper.ask("fetch/send", request(f"http://localhost:{web.port}/ok"))
    assert int(got["X-Code"]) == DENIED and b"fetch-private" in got.body
    assert not web.counts


def test_grants_that_are_taken_away_are_out_of_force(keeper, web):
    assert send(keeper, request(web.url + "/ok"))[0] == 200
    keeper.host.configure("keeper", {"grants": []})
    keeper.host.serving("keeper", count=2)
    assert send(keeper, request(web.url + "/ok")) == DENIED


def test_what_went_wrong_says_whether_it_was_sent(keeper, web):
    assert send(keeper, request(web.url + "/drop", "POST")) == UNKNOWN
    assert send(keeper, request(web.url + "/half", "POST")) == UNKNOWN
    assert send(keeper, request(web.url + "/slow/3", "POST", timeout=200)) == UNKNOWN
    # What may be sent twice may be tried again.
    assert send(keeper, request(web.url + "/half")) == RETRYABLE
    assert send(keeper, request(web.url + "/half", "POST", flags=REPEATABLE)) == RETRYABLE
    assert web.counts["/drop"] == 1 and web.counts["/half"] == 3
    web.close()
    assert send(keeper, request(web.url + "/ok", "POST")) == RETRYABLE


def test_a_body_that_is_too_large_is_cut_off(keeper, web):
    status, _, body, flags, _ = send(keeper, request(web.url + "/large/3000000"))
    assert (status, len(body), flags) == (200, 1 << 20, CUT)
    status, _, body, flags, _ = send(keeper, request(web.url + "/large/3000000", limit=3_000_000))
    assert (status, len(body), flags) == (200, 3_000_000, 0)


def test_redirects_are_followed_as_far_as_is_asked_for(keeper, web):
    assert send(keeper, request(web.url + "/to?/ok"))[0] == 302
    assert send(keeper, request(web.url + "/to?/ok", redirects=1))[0] == 200
    assert send(keeper, request(web.url + "/to?http://169.254.169.254/", redirects=1)) == DENIED


def test_blocks_that_are_malformed(keeper, web):
    good = request(web.url + "/ok")
    assert send(keeper, good)[0] == 200
    for end in range(len(good) - len(web.url) - 3):
        assert send(keeper, good[:end]) == INVALID, end
    for bad in (
        request(web.url, size=41), request(web.url, reserved=1), request(web.url, flags=2), request(web.url, count=9),
        request(web.url, fields=[("Host", "a")]), request(web.url, fields=[("A", "b\r\nC: d")]),
        request(web.url, fields=[("A", "b")] * 65), request(web.url, tag=b"x" * 1025), request(web.url, timeout=600_001),
        request(web.url, redirects=11), request(web.url, limit=(16 << 20) + 1), request("file:///etc/passwd"),
        request(web.url, method="G T"), request("http://u:p@127.0.0.1/"), b""):  # fmt: skip
        assert send(keeper, bad) == INVALID, bad
    assert send(keeper, bytes((4 << 20) + 8)) == INVALID
    assert int(keeper.ask("fetch/send", good, "?null=1")["X-Refused"]) == INVALID


def test_calls_that_wait_are_bounded(keeper, web):
    # The last of them is answered: too many wait.
    got = keeper.ask("fetch/send", request(web.url + "/slow/2", limit=1000), "?times=1200")
    assert got.text == "0" and web.counts["/slow/2"] <= 1024


def test_a_stream_is_read_piece_by_piece(keeper, web):
    status, _, body, _, stream = send(keeper, request(web.url + "/large/2000000"), "open")
    assert (status, body) == (200, b"") and stream
    name, total = struct.pack("<Q", stream), 0
    while True:
        got = keeper.ask("fetch/read", name)
        assert got["X-Code"] == "0" and len(got.body) <= 262_144
        if not got.body:
            break
        total += len(got.body)
    assert total == 2_000_000
    assert int(keeper.ask("fetch/read", name)["X-Code"]) == STALE


def test_streams_are_closed_and_bounded(keeper, web):
    streams = [send(keeper, request(web.url + "/large/5000000"), "open")[4] for _ in range(64)]
    assert len(set(streams)) == 64
    assert send(keeper, request(web.url + "/ok"), "open") == BUSY
    assert int(keeper.ask("fetch/close", struct.pack("<Q", streams[0]))["X-Code"]) == DONE
    assert int(keeper.ask("fetch/close", struct.pack("<Q", streams[0]))["X-Code"]) == STALE
    assert send(keeper, request(web.url + "/ok"), "open")[0] == 200
    assert int(keeper.ask("fetch/read", b"1234567")["X-Code"]) == INVALID
    assert send(keeper, request(web.url + "/ok", redirects=1), "open") == INVALID


def test_certificates_are_verified(roost_host, compile_plugin, web, tmp_path):
    """With the authority that is configured, and not without it."""
    import ssl

    certificate(tmp_path, "tls", "localhost")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "tls.pem", tmp_path / "tls.key")
    web.server.socket = context.wrap_socket(web.server.socket, server_side=True)
    for number, settings in enumerate(({}, {"fetch": {"ca": str(tmp_path / "tls.pem")}})):
        host = roost_host(settings, start=False)
        grants = [f"fetch-private:{name}:{web.port}" for name in ("localhost", "127.0.0.1")]
        host.install(compile_plugin("keeper", source="keeper.c"), "keeper", settings={"grants": grants})
        keeper = Keeper(host.start())
        got = send(keeper, request(f"https://localhost:{web.port}/ok", "POST"))
        assert got == RETRYABLE if number == 0 else got[0] == 200
        # The certificate is not for this name.
        assert send(keeper, request(f"https://127.0.0.1:{web.port}/ok", "POST")) == RETRYABLE


def test_the_swift_sdk(roost_host, web):
    host = roost_host(start=False)
    host.install(swift_probe("SDKProbe"), "sdk", settings={"grants": [f"fetch-private:http://127.0.0.1:{web.port}"]})
    host.start()
    got = host.post("/sdk/fetch", f"{web.url}/ok".encode())
    assert (got.status, got.text) == (200, '200 7 {"n":1}'), got
    assert host.post("/sdk/fetch/stream", f"{web.url}/large/1000000".encode()).text == "200 1000000"
    assert host.post("/sdk/fetch", b"https://example.org/").status == 403
    assert host.post("/sdk/fetch", f"{web.url}/drop".encode()).status == 502
    got = host.post("/sdk/fetch/effect", f"{web.url}/ok".encode())
    assert got.status == 200, got
    host.logs.wait(message="outcome sent tag-1: 200 after 1 sends", plugin="sdk")
