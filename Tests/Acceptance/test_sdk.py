"""The Swift SDK from outside: a plugin that uses every part of it, in a worker and inline."""

import json
import re
import signal
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest

from harness.http import Closed
from harness.plugins import swift_probe
from test_updates import callback, deliver, message

MEBIBYTE = 1 << 20
JSON = [("Content-Type", "application/json")]
FIRST, SECOND = "/telegram/first-0123456789", "/telegram/second-0123456789"
KEEPING = "/telegram/keeping-0123456789"
SECRET = "s3cret-of_the-first-bot"
BOTS = {
    "first": {"path": FIRST, "secret": SECRET, "plugins": ["sdk"]},
    "second": {"path": SECOND, "secret": SECRET, "plugins": ["sdk"]},
    "keeping": {"path": KEEPING, "secret": SECRET, "plugins": ["sdk"], "delivery": "durable"},
}
CONFIG = {"bots": BOTS, "http": {"max_body_bytes": 64 * MEBIBYTE}, "drain_seconds": 10}
MODES = ["worker", "inline"]


def probe_host(make, isolation, **settings):
    """A host with the probe, and how it runs there."""
    host = make(CONFIG, start=False)
    host.isolation = isolation
    public = host.plugins / "sdk.public"
    public.mkdir(mode=0o755)
    (public / "page.txt").write_text("a page\n")
    return host.install(swift_probe("SDKProbe"), "sdk", settings={"isolation": isolation, **settings}).start()


@pytest.fixture(scope="module", params=MODES)
def host(request, module_host):
    """The host that the tests share which leave the plugin as it is."""
    return probe_host(module_host, request.param)


@pytest.fixture(params=MODES)
def fresh(request, roost_host):
    """A host of a test's own, to replace the plugin in or to lose it."""
    return probe_host(roost_host, request.param)


def open_gate(host):
    """Lets handlers go on that wait for the file."""
    (host.data("sdk") if host.isolation == "worker" else host.folder).joinpath("open").touch()


# --- Bodies ---

ORDER = {"lines": [{"item": "tea", "count": 2}]}


@pytest.mark.parametrize("kind", ["application/json", "application/json; charset=utf-8", "application/x+JSON", None])
def test_a_json_body_is_decoded(host, kind):
    answer = host.post("/sdk/orders", json.dumps(ORDER).encode(), headers=[("Content-Type", kind)] if kind else [])
    assert answer.status == 201 and answer["Content-Type"] == "application/json" and json.loads(answer.body) == ORDER


@pytest.mark.parametrize("body, told", [
    (b"", "malformed JSON"),
    (b"{", "malformed JSON"),
    (b"\xff{}", "malformed JSON"),
    (b'{"lines":[]} more', "malformed JSON"),
    (b"{}", "lines"),
    (b'{"lines":[{"item":"tea","count":"two"}]}', r"lines\[0\]\.count"),
    (b'{"lines":[{"item":"tea","count":1.5}]}', r"lines\[0\]\.count"),
    (b'{"lines":[{"count":1}]}', r"lines\[0\]: .*item"),
    (b'{"lines":null}', "lines"),
], ids=str)  # fmt: skip
def test_a_malformed_json_body_is_answered_400_with_its_place(host, body, told):
    answer = host.post("/sdk/orders", body, headers=JSON)
    assert answer.status == 400 and answer["Content-Type"].startswith("text/plain"), answer
    assert re.search(told, answer.text), answer


def test_a_body_of_another_type_is_answered_415(host):
    answer = host.post("/sdk/orders", json.dumps(ORDER).encode(), headers=[("Content-Type", "text/plain")])
    assert answer.status == 415 and answer.text == "send application/json\n"


def test_a_body_past_the_routes_limit_is_answered_413(host):
    assert host.post("/sdk/orders", b" " * 257, headers=JSON).status == 413


def test_a_forms_fields_are_decoded(host):
    kind = [("Content-Type", "application/x-www-form-urlencoded")]
    form = json.loads(host.post("/sdk/form", b"a=1&b+c=%C3%A4+%26&a=2&&d&e=x=y&f=%4", headers=kind).body)
    assert form["names"] == ["a", "b c", "a", "d", "e", "f"]
    assert form["values"] == ["1", "ä &", "2", "", "x=y", "%4"]
    assert form["first"] == "1" and form["all"] == ["1", "2"]
    assert host.get("/sdk/query?p=1&q=caf%C3%A9+noir&q=2").text == "café noir\n"
    assert host.get("/sdk/query").text == "none\n"


@pytest.mark.parametrize("size", [0, 1, 65536, 65537, 5 * MEBIBYTE + 3])
def test_a_body_arrives_in_pieces_whole_and_in_order(host, size):
    body = bytes(range(251)) * (size // 251 + 1)
    assert host.post("/sdk/upload", body[:size]).text == f"{size} {zlib.adler32(body[:size])}\n"


def test_pieces_of_a_chunked_body_arrive_as_they_come(host):
    with host.connect() as connection:
        connection.send("POST /sdk/upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(200):
            connection.send(b"3e8\r\n" + b"x" * 1000 + b"\r\n")
        connection.send("0\r\n\r\n")
        assert connection.response().text == f"200000 {zlib.adler32(b'x' * 200000)}\n"


def test_a_piece_is_no_larger_than_64_kib(host):
    assert 0 < int(host.post("/sdk/first-piece", bytes(MEBIBYTE)).text) <= 65536


def test_a_client_sends_no_faster_than_pieces_are_taken(fresh):
    body = bytes(range(256)) * (48 * MEBIBYTE // 256)
    with fresh.connect(timeout=0.5) as connection:
        connection.send(f"POST /sdk/upload-later HTTP/1.1\r\nHost: a\r\nContent-Length: {len(body)}\r\n\r\n")
        rest = memoryview(body)
        with pytest.raises(TimeoutError):
            while rest:
                rest = rest[connection.socket.send(rest) :]
        open_gate(fresh)
        connection.socket.settimeout(15)
        connection.send(bytes(rest))
        assert connection.response().text == f"{len(body)} {zlib.adler32(body)}\n"


def test_a_body_that_breaks_off_is_an_error(host):
    ended = len(host.logs.all(message="^upload ended"))
    with host.connect() as connection:
        connection.send("POST /sdk/upload HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc")
    line = host.logs.wait(ended + 1, message="^upload ended")["message"]
    assert line == "upload ended after 3: the client broke off its body"


# --- Failures ---

STATUS = {
    "http": 409, "retryable": 503, "permanent": 500, "denied": 403, "busy": 503, "unknown": 502, "cancelled": 503,
    "own": 500,
}  # fmt: skip


def fails_as_documented(host, how, path="fail"):
    answer = host.get(f"/sdk/{path}/{how}")
    assert answer.status == STATUS[how], answer
    if how == "http":
        assert answer.text == "taken by another\n"
    for secret in ("not just now", "never", "not for you", "it may have happened", "OwnError"):
        assert secret not in answer.text
    assert (answer["Retry-After"] is not None) == (answer.status == 503)


@pytest.mark.parametrize("path", ["fail", "fail-later"])
@pytest.mark.parametrize("how", STATUS)
def test_what_a_handler_throws_is_the_answer_it_names(host, how, path):
    fails_as_documented(host, how, path)


def test_what_a_handler_throws_is_for_the_log(host):
    host.get("/sdk/fail/permanent")
    host.logs.wait(message="never", plugin="^sdk$")
    host.get("/sdk/fail/own")
    host.logs.wait(message="OwnError", plugin="^sdk$")


# --- Numbers, files, settings ---


def test_numbers_are_the_operators(host):
    before = host.metric("roost_plugin_orders_total", plugin="sdk")
    assert host.post("/sdk/numbers").text == "told\n"
    host.until(lambda: host.metric("roost_plugin_orders_total", plugin="sdk") == before + 5)
    host.until(lambda: host.metric("roost_plugin_work_seconds_count", plugin="sdk") == before / 5 + 1)
    assert host.metric("roost_plugin_level", plugin="sdk") == 2.5
    assert host.metric("roost_plugin_work_seconds_sum", plugin="sdk") == 1.5 * (before / 5 + 1)
    assert "No Name" not in host.ask_admin("/metrics").text


def test_the_public_folder_is_served(host):
    answer = host.get("/sdk/files/page.txt")
    assert answer.text == "a page\n" and answer["ETag"]
    assert host.get("/sdk/files/page.txt", headers=[("If-None-Match", answer["ETag"])]).status == 304
    part = host.get("/sdk/files/page.txt", headers=[("Range", "bytes=2-5")])
    assert part.status == 206 and part.text == "page"
    assert host.get("/sdk/files/other.txt").status == 404


def test_settings_the_type_does_not_take_are_refused_with_their_name(fresh):
    settings = {"isolation": fresh.isolation, "config": {"mode": "dreadful", "mark": "two"}}
    fresh.configure("sdk", settings)
    line = fresh.refusal("sdk")
    assert "mode" in line and "dreadful" in line and "serves on" in line, line
    assert fresh.get("/sdk/mark").text == "one\n"
    settings["config"]["mode"] = "loud"
    fresh.configure("sdk", settings)
    fresh.serving("sdk", count=2)
    assert fresh.get("/sdk/mark").text == "two\n"


# --- Streams ---


def test_a_writer_waits_for_a_slow_reader_and_loses_nothing(host):
    with host.connect(receive_buffer=65536) as connection:
        connection.send("GET /sdk/pour/1024 HTTP/1.1\r\nHost: a\r\n\r\n")
        connection.head()
        first = connection.chunk()
        for _ in range(20):
            assert host.get("/sdk/mark").text == "one\n"
        # 64 MiB are to be written; the host's window and the sockets' buffers hold a part of it.
        assert int(host.get("/sdk/poured").text) < 32 * MEBIBYTE
        body = bytearray(first)
        while piece := connection.chunk():
            body += piece
        assert body == b"".join(bytes([number % 256]) * 65536 for number in range(1024))


def test_two_tasks_may_write_to_one_answer(host):
    with host.connect(receive_buffer=65536) as connection:
        connection.send("GET /sdk/duet/64 HTTP/1.1\r\nHost: a\r\n\r\n")
        connection.head()
        for _ in range(10):
            assert host.get("/sdk/mark").text == "one\n"
        count = {}
        while piece := connection.chunk():
            for letter in b"ab":
                count[letter] = count.get(letter, 0) + piece.count(letter)
        assert set(count.values()) == {64 * 65536}


def test_a_stream_that_throws_breaks_off(host):
    with host.connect() as connection:
        connection.send("GET /sdk/breaks HTTP/1.1\r\nHost: a\r\n\r\n")
        # Not an end as if all had been said.
        with pytest.raises(Closed):
            connection.response()
    host.logs.wait(message="the other half is lost", plugin="^sdk$")


# --- The requester goes, or the time is over ---


def gone(host, path, begun, ended):
    """Leaves while a handler is at work, and waits for what it says of its end."""
    before, told = len(host.logs.all(message=begun)) if begun else 0, len(host.logs.all(message=ended))
    with host.connect(receive_buffer=65536) as connection:
        connection.send(f"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n")
        if begun:
            host.logs.wait(before + 1, message=begun)
        else:
            connection.head()
            connection.chunk()
    assert "CancellationError" in host.logs.wait(told + 1, message=ended)["message"]
    assert host.metric("roost_plugin_misconduct_total", plugin="sdk") == 0


def test_a_handler_is_cancelled_when_its_client_goes(host):
    gone(host, "/sdk/sleep", "^sleep begins", "^sleep ended")


def test_a_stream_is_cancelled_when_its_client_goes(host):
    gone(host, "/sdk/ticks", None, "^ticks ended")


def test_a_writer_that_waits_is_cancelled_when_its_client_goes(host):
    gone(host, "/sdk/pour/16384", None, "^pour ended")


def test_a_handler_is_cancelled_at_its_deadline(host):
    ended = len(host.logs.all(message="^sleep ended"))
    assert host.get("/sdk/deadline").status == 504
    host.logs.wait(ended + 1, message="^sleep ended: CancellationError")


def test_many_handlers_wait_at_a_time_and_each_answers_its_own(host):
    connections = [host.connect() for _ in range(40)]
    for number, connection in enumerate(connections):
        connection.send(f"GET /sdk/wait/n{number} HTTP/1.1\r\nHost: a\r\n\r\n")
    host.until(lambda: host.get("/sdk/waiting").text == "40\n")
    assert host.post("/sdk/wake/morning").text == "40\n"
    for number, connection in enumerate(connections):
        assert connection.response().text == f"n{number} morning\n"
        connection.close()


# --- Drain, and two generations at once ---


def replace(host, count=2):
    """Puts another generation in place, which is marked."""
    host.configure("sdk", {"isolation": host.isolation, "config": {"mark": str(count)}})
    host.serving("sdk", count=count)
    assert host.get("/sdk/mark").text == f"{count}\n"


def test_streams_end_by_themselves_when_their_generation_drains(fresh):
    with fresh.connect() as ticks, fresh.connect() as song:
        ticks.send("GET /sdk/ticks HTTP/1.1\r\nHost: a\r\n\r\n").head()
        assert ticks.chunk() == b"event: tick\nid: 1\ndata: one\n\n"
        song.send("GET /sdk/song HTTP/1.1\r\nHost: a\r\n\r\n").head()
        assert song.chunk() == b"verse\n"
        replace(fresh)
        # Events end, and the client comes again; the song is told and ends as it likes.
        assert ticks.chunk() == b""
        assert song.chunk() == b"the end\n" and song.chunk() == b""
    fresh.logs.wait(message="^ticks ended: CancellationError")


def test_events_that_begin_during_a_drain_end_at_once(fresh):
    with fresh.connect() as ticks:
        ticks.send("GET /sdk/ticks-later HTTP/1.1\r\nHost: a\r\n\r\n")
        fresh.logs.wait(message="^ticks wait")
        replace(fresh)
        open_gate(fresh)
        answer = ticks.response()
        assert answer.status == 200 and answer["Content-Type"] == "text/event-stream"
    fresh.logs.wait(message="^ticks ended: CancellationError")


def test_streams_end_when_the_host_ends(fresh):
    with fresh.connect() as ticks, fresh.connect() as song:
        ticks.send("GET /sdk/ticks HTTP/1.1\r\nHost: a\r\n\r\n").head()
        song.send("GET /sdk/song HTTP/1.1\r\nHost: a\r\n\r\n").head()
        ticks.chunk(), song.chunk()
        assert fresh.stop() == 0
        assert ticks.chunk() == b""
        assert song.chunk() == b"the end\n" and song.chunk() == b""


def test_two_generations_at_once_keep_apart(fresh):
    """Inline both are in one process, each with its own copy of the SDK's types."""
    with fresh.connect() as old:
        old.send("GET /sdk/sleep HTTP/1.1\r\nHost: a\r\n\r\n")
        fresh.logs.wait(message="^sleep begins")
        for count in (2, 3):
            replace(fresh, count)
            for how in STATUS:
                fails_as_documented(fresh, how)
                fails_as_documented(fresh, how, "fail-later")
            wrong = fresh.post("/sdk/orders", b'{"lines":[{"item":1,"count":2}]}', headers=JSON)
            assert wrong.status == 400 and "lines[0].item" in wrong.text, wrong
            assert fresh.post("/sdk/orders", json.dumps(ORDER).encode(), headers=JSON).status == 201
            assert fresh.post("/sdk/upload", b"abc").text == f"3 {zlib.adler32(b'abc')}\n"
            assert json.loads(tell(fresh, message("/start you")).body)["text"] == "Hello, you!"
    fresh.logs.wait(message="^sleep ended: CancellationError", generation="^1$")


# --- Updates ---


def tell(host, update, path=FIRST):
    return deliver(host, update, path=path, secret=SECRET)


def checkout():
    update = message("")
    payer = update.pop("message")["from"]
    update["pre_checkout_query"] = {
        "id": "815", "from": payer, "currency": "EUR", "total_amount": 5, "invoice_payload": "p",
    }  # fmt: skip
    return update


def edited(text):
    update = message(text)
    update["edited_message"] = update.pop("message")
    return update


SENT = {"method": "sendMessage", "chat_id": 1}


@pytest.mark.parametrize("update, reply", [
    (message("/start now please"), {**SENT, "text": "Hello, now please!"}),
    (message("/later"), {**SENT, "text": "later /later"}),
    (message("/whole thing"), {**SENT, "text": "whole /whole thing"}),
    (message("/facts", chat=-100123), {**SENT, "chat_id": -100123, "text": "first -100123 7 5 1700000000 de"}),
    (message("/photo"), {"method": "sendPhoto", "chat_id": "@elsewhere", "photo": "p"}),
    (message("\"h\u00e9\" \u2764\n"), {**SENT, "text": "private \"h\u00e9\" \u2764\n"}),
    (message("hello", chat=-5, kind="supergroup"), {**SENT, "chat_id": -5, "text": "group hello"}),
    (callback("buy:tea"), {
        "method": "answerCallbackQuery", "callback_query_id": "4711", "text": "Bought tea", "show_alert": True}),
    (callback("buy:nothing at all"), {"method": "answerCallbackQuery", "callback_query_id": "4711"}),
    (checkout(), {"method": "answerPreCheckoutQuery", "pre_checkout_query_id": "815", "ok": True}),
], ids=lambda value: value.get("method", "") if "method" in value else "")  # fmt: skip
def test_an_update_is_answered_with_a_call(host, update, reply):
    answer = tell(host, update)
    assert answer.status == 200 and json.loads(answer.body) == reply


def test_a_handler_of_one_bot_gets_the_updates_of_that_bot(host):
    assert json.loads(tell(host, edited("x"), SECOND).body)["text"] == "second x"
    assert tell(host, edited("x")).body == b""


@pytest.mark.parametrize("text, status", [("/quiet", 200), ("/retryable", 503), ("/permanent", 200)])
def test_an_update_without_a_call(host, text, status):
    answer = tell(host, message(text))
    assert answer.status == status and b"method" not in answer.body
    if text == "/permanent":
        host.logs.wait(message="an update too many", plugin="^sdk$")


# --- Traps ---

LATE = "was used after its handler had finished"
TRAPS = {
    "fatal": ("burnDown", "the till is on fire"),
    "index": ("takePastTheEnd", "Index out of range"),
    "nil": ("unwrapNothing", "Unexpectedly found nil while unwrapping an Optional value"),
    "parameter": ("Traps.handlers", "the route's pattern has no {nobody}"),
    "late": ("useLate", LATE),
}
# What the standard library says only where nothing was optimised.
SILENT = {"index", "nil"}


@pytest.mark.parametrize("path", ["trap", "trap-later"])
@pytest.mark.parametrize("how", TRAPS)
@pytest.mark.parametrize("library", ["SDKProbe", "SDKTraps"], ids=["optimised", "debug"])
def test_a_trap_is_reported_with_signal_function_and_message(roost_host, library, how, path):
    name = "sdk" if library == "SDKProbe" else "traps"
    host = roost_host(plugins={name: swift_probe(library)})
    assert host.post(f"/{name}/say").status == 200
    host.logs.wait(message="^printed: the till is open$", plugin=f"^{name}$")
    answer = host.post(f"/{name}/{path}/{how}")
    # What is used too late is used after the answer.
    assert answer.status == (200 if how == "late" else 502)
    host.logs.wait(message="its worker was lost: ended by SIG(ILL|TRAP)", plugin=f"^{name}$")
    assert host.get(f"/{name}/mark").text == "one\n"
    shown = host.roost("plugins", "crashes", name).stdout
    function, words = TRAPS[how]
    assert re.search(r"^  ended by SIG(ILL|TRAP)", shown, re.MULTILINE), shown
    assert re.search(rf"^  #\d+ .*{function}.* in {name}-\S+\.so$", shown, re.MULTILINE), shown
    assert re.search(r"^  printed: the till is open$", shown, re.MULTILINE), shown
    if library == "SDKTraps" or how not in SILENT:
        # The report is sometimes made before the very last line has come.
        host.logs.wait(message=f"^printed: .*{re.escape(words)}", plugin=f"^{name}$")


def test_a_trap_inline_takes_the_host_which_names_the_plugin(roost_host):
    # Swift's own backtrace of a debug build takes a minute on a busy machine.
    host = roost_host(start=False, env={"SWIFT_BACKTRACE": "enable=no"})
    host.install(swift_probe("SDKProbe"), "sdk", settings={"isolation": "inline"}).start()
    with pytest.raises(Closed):
        host.post("/sdk/trap/fatal")
    assert host.wait() in (-signal.SIGILL, -signal.SIGTRAP)
    roost_host.made.remove(host)  # or its end would be taken for an accident
    said = "\n".join(host.logs.raw)
    assert "crashed in the inline plugin" in said and "sdk 1.0.0, generation 1" in said, said
    assert "Fatal error: the till is on fire" in said


# --- The sample of the README ---


def test_the_readmes_plugin_does_what_it_says(roost_host):
    bots = {"demo": {"path": FIRST, "secret": SECRET, "plugins": ["shop"]}}
    host = roost_host({"bots": bots}, start=False)
    public = host.plugins / "shop.public"
    public.mkdir(mode=0o755)
    (public / "logo.svg").write_text("<svg/>")
    host.install(swift_probe("Shop"), "shop").start()
    assert host.get("/shop/tea").text == "tea costs 5 EUR\n"
    order = {"item": "tea", "count": 2}
    made = host.post("/shop/orders", json.dumps(order).encode(), headers=JSON)
    assert made.status == 201 and json.loads(made.body) == order
    assert host.post("/shop/orders", b'{"item": "tea", "count": 0}', headers=JSON).status == 422
    assert host.post("/shop/orders", b"{", headers=JSON).status == 400
    assert host.post("/shop/orders", b"{}", headers=[("Content-Type", "text/plain")]).status == 415
    assert host.post("/shop/orders", b" " * 4097, headers=JSON).status == 413
    host.until(lambda: host.metric("roost_plugin_orders_total", plugin="shop") == 1)
    with host.connect() as ticks:
        ticks.send("GET /shop/ticks HTTP/1.1\r\nHost: a\r\n\r\n").head()
        assert ticks.chunk() == b"data: 1\n\n" and ticks.chunk() == b"data: 2\n\n"
    assert host.get("/shop/assets/logo.svg")["ETag"]
    for update, text in [
        (message("/start you"), "Welcome, you!"), (message("hello"), "You said: hello"),
        (callback("buy:tea"), "Bought tea"),
    ]:  # fmt: skip
        assert json.loads(tell(host, update).body)["text"] == text
    host.configure("shop", {"config": {"currency": "SEK"}})
    host.serving("shop", count=2)
    assert host.get("/shop/tea").text == "tea costs 5 SEK\n"


# --- State ---


def test_state_is_kept_and_changed_by_many_at_once(host):
    assert host.get("/sdk/kept/ann").status == 404
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _: host.request("POST", "/sdk/kept/ann/visit"), range(64)))
    assert sorted(int(answer.text) for answer in answers) == list(range(1, 65))
    assert host.get("/sdk/kept/ann").text == "nobody 64\n"
    assert host.request("DELETE", "/sdk/kept/ann").text == "gone\n"
    assert host.get("/sdk/kept/ann").status == 404
    sums = [int(host.request("POST", "/sdk/kept/sum/add").text) for _ in range(3)]
    assert sums == [1, 2, 3]


def test_what_another_has_taken_is_a_conflict(host):
    assert host.request("POST", "/sdk/kept/door/claim").status == 200
    again = host.request("POST", "/sdk/kept/door/claim")
    assert again.status == 409 and "version" not in again.text
    assert host.logs.wait(message='conflict: .*the key "door" has version')


def test_state_ends_in_time_comes_in_pages_and_has_bounds(host):
    assert host.request("POST", "/sdk/kept/soon/brief").text == "true\n"
    assert host.request("POST", "/sdk/kept/all/many").text == "800 many/1799 801 true\n"
    assert host.request("POST", "/sdk/kept/k/long").status == 500
    assert host.logs.wait(message="the block is malformed: an item is cut off or out of bounds")


def test_durable_routes_reach_swift_handlers_once(host):
    for key in ("a", "a", "b"):
        answer = host.post("/sdk/orders/tea", b"", headers=[("Idempotency-Key", key)])
        assert (answer.status, answer.body) == (202, b"")
    assert host.post("/sdk/orders/bad", b"bad", headers=[("Idempotency-Key", "c")]).status == 202
    assert host.post("/sdk/orders/tea", b"").status == 400
    assert [host.request("PUT", "/sdk/orders", body=body).status for body in (b"x", b"x", b"y")] == [202] * 3
    host.until(lambda: host.get("/sdk/orders/tea").text == "2\n")
    host.until(lambda: host.get("/sdk/orders/hook").text == "2\n")
    host.until(lambda: host.metric("roost_inbox_waiting", source="plugin:sdk") == 0)


def test_messages_and_jobs_reach_swift_handlers_once(host):
    for item, attempts in (("tea", 1), ("shy", 2)):
        assert host.request("POST", f"/sdk/messages/{item}/sell").text == "sold\n"
        host.until(lambda: host.get(f"/sdk/messages/{item}").text == "[5, 1]\n")
        host.logs.wait(message=f"sold {item}: sdk.sold from sdk, attempt {attempts}")


def test_a_kept_update_that_a_commit_acknowledges_is_handled_once(host):
    # The second one fails after its commit, which counts all the same.
    for word in ("fine", "fail"):
        update = message(f"/tally {word}")
        for _ in range(2):
            answer = tell(host, update, KEEPING)
            assert answer.status == 200 and answer.body == b""
        host.until(lambda: host.get(f"/sdk/tally/{word}").text == "1\n")
    host.until(lambda: host.metric("roost_inbox_waiting", source="bot:keeping") == 0)
    assert host.get("/sdk/tally/fine").text == host.get("/sdk/tally/fail").text == "1\n"
    assert host.roost("dead", "list").stdout == "no dead letters\n"
