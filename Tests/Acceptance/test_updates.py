"""Telegram updates: who may deliver them, which handler gets them, and in what order."""

import itertools
import json
import os
import signal
import time

import pytest

pytestmark = pytest.mark.isolation("worker", because="the host reads and routes an update before any plugin has it")
in_lanes = pytest.mark.isolation("worker", "inline")

SECRET = "s3cret-of_the-first-bot"
FIRST = "/telegram/first-0123456789"
SECOND = "/telegram/second-0123456789"
BOTS = {
    "first": {"path": FIRST, "secret": SECRET, "plugins": ["probe"]},
    "second": {"path": SECOND, "secret": "another", "plugins": ["nobody", "probe"]},
    "idle": {"path": "/telegram/idle-0123456789", "secret": SECRET, "plugins": ["nobody"]},
}
FIELD = "X-Telegram-Bot-Api-Secret-Token"
identifiers = itertools.count(1)


@pytest.fixture(scope="module")
def host(module_host, compile_plugin):
    config = {"bots": BOTS, "http": {"max_body_bytes": 65_536}}
    return module_host(config, plugins={"probe": compile_plugin(), "other": compile_plugin("other")})


def message(text, chat=1, kind="private", **more):
    return {
        "update_id": next(identifiers),
        "message": {
            "message_id": 5, "date": 1700000000, "text": text, "chat": {"id": chat, "type": kind},
            "from": {"id": 7, "is_bot": False, "first_name": "A", "language_code": "de"}, **more,
        },
    }  # fmt: skip


def callback(data, chat=1):
    return {
        "update_id": next(identifiers),
        "callback_query": {
            "id": "4711", "from": {"id": 7, "is_bot": False, "first_name": "A"}, "chat_instance": "1", "data": data,
            "message": {"message_id": 5, "date": 1700000000, "chat": {"id": chat, "type": "private"}},
        },
    }  # fmt: skip


def deliver(host, update, path=FIRST, secret=SECRET, headers=()):
    body = update if isinstance(update, bytes) else json.dumps(update).encode()
    fields = [("Content-Type", "application/json"), *headers]
    if secret is not None:
        fields.append((FIELD, secret))
    return host.post(path, body, headers=fields)


def label(answer):
    """Which handler of the probe replied, for which bot, with which arguments."""
    assert answer.status == 200 and answer["Content-Type"].startswith("application/json")
    reply = json.loads(answer.body)
    assert reply["method"] == "sendMessage"
    return reply["text"]


def test_the_right_secret_delivers_and_the_reply_is_a_call(host):
    answer = deliver(host, message("/start now please", chat=-100123))
    assert label(answer) == "start:first:now please"
    assert json.loads(answer.body)["chat_id"] == -100123


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET[:-1], SECRET + "x", SECRET.upper(), "another", "s3cret"])
def test_without_the_right_secret_nothing_is_delivered(host, secret):
    before = host.metric("roost_webhook_wrong_secret_total")
    quiet = len(host.logs.all(message="quiet update"))
    events = host.metric("roost_events_total", plugin="probe")
    answer = deliver(host, message("/quiet"), secret=secret)
    assert answer.status == 401
    assert host.metric("roost_webhook_wrong_secret_total") == before + 1
    assert host.metric("roost_events_total", plugin="probe") == events
    assert len(host.logs.all(message="quiet update")) == quiet
    line = host.logs.wait(int(before) + 1, message="without the right secret", bot="first")
    assert SECRET not in json.dumps(line)


def test_the_secret_twice_is_no_secret(host):
    assert deliver(host, message("/quiet"), headers=[(FIELD, SECRET)]).status == 401
    assert deliver(host, message("/quiet"), headers=[(FIELD, "wrong")]).status == 401


def test_the_secret_is_never_logged(host):
    deliver(host, message("/start"), secret="wrong")
    assert not [line for line in host.logs.raw if SECRET in line]


@pytest.mark.parametrize("path", ["/telegram/unknown-0123456789", "/telegram/", FIRST + "/", FIRST + "x", FIRST[:-1]])
def test_a_path_of_no_bot_is_not_found(host, path):
    assert deliver(host, message("/start"), path=path).status == 404


def test_updates_are_posted(host):
    with host.connect() as connection:
        answer = connection.request("GET", FIRST, headers=[(FIELD, SECRET)])
        assert answer.status == 405 and "POST" in answer["Allow"]


@pytest.mark.parametrize("update, expected", [
    (message("/start"), "start:first:"),
    (message("/start@first_bot a b"), "start:first:a b"),
    (message("/START now"), "start:first:now"),
    (message("/started"), "private:first:"),
    (message(" /start"), "private:first:"),
    (message("/unknown x"), "private:first:x"),
    (message("hello"), "private:first:"),
    (message("hello", kind="group"), "group:first:"),
    (message("hello", kind="supergroup"), "group:first:"),
    (message("/start", kind="group"), "start:first:"),
    ({"update_id": 900, "edited_message": message("hello")["message"]}, "edited:first:"),
    (callback("ok:1"), "short:first:"),
    (callback("ok:more:1"), "long:first:"),
    (callback("ok:"), "short:first:"),
], ids=lambda value: value if isinstance(value, str) else "")  # fmt: skip
def test_the_most_specific_handler_gets_it(host, update, expected):
    answer = deliver(host, update)
    got = label(answer)
    # Whether an unhandled command's arguments are told to a general handler is the plugin's affair.
    assert got.split(":")[:2] == expected.split(":")[:2]
    if expected.startswith("start"):
        assert got == expected


INLINE = {"update_id": 901, "inline_query": {"id": "1", "from": {"id": 7, "is_bot": False, "first_name": "A"},
                                            "query": "x", "offset": ""}}  # fmt: skip


@pytest.mark.parametrize("update", [
    callback("other"), callback("OK:1"), INLINE, message("hello", kind="channel"),
    {"update_id": 902, "poll": {"id": "1"}}, {"update_id": 903, "some_kind_of_tomorrow": {"x": 1}}, {"update_id": 904},
], ids=["callback", "capitals", "inline", "channel", "poll", "unknown kind", "bare"])  # fmt: skip
def test_what_nobody_wants_is_acknowledged_and_counted(host, update):
    before = host.metric("roost_updates_unhandled_total")
    answer = deliver(host, update)
    assert answer.status == 200 and answer.body == b""
    assert host.metric("roost_updates_unhandled_total") == before + 1


def test_filters_by_bot(host):
    assert label(deliver(host, INLINE, path=SECOND, secret="another")) == "inline-of-second:second:"


def left_to_telegram(answer):
    """It is to be sent again."""
    return answer.status == 503 and int(answer["Retry-After"]) >= 1


def test_updates_of_a_bot_whose_plugin_does_not_exist_are_left_to_telegram(host):
    before, lines = host.metric("roost_updates_refused_total"), host.logs.all(message="nobody, a plugin of their bot")
    for _ in range(5):
        assert left_to_telegram(deliver(host, message("/start"), path=BOTS["idle"]["path"]))
    # What another plugin of the bot takes goes there.
    assert label(deliver(host, message("/start"), path=SECOND, secret="another")) == "start:second:"
    assert left_to_telegram(deliver(host, callback("other"), path=SECOND, secret="another"))
    assert host.metric("roost_updates_refused_total") == before + 6
    # Told once, not with each.
    assert len(host.logs.all(message="nobody, a plugin of their bot", bot="idle")) == 1 and not lines


def unloaded(host, compile_plugin):
    assert host.roost("plugins", "unload", "probe").returncode == 0
    return lambda: host.roost("plugins", "reload", "probe")


def disabled(host, compile_plugin):
    host.configure("probe", {"enabled": False})
    host.logs.wait(message="^unloaded$", plugin="^probe$")
    return lambda: host.configure("probe", {})


def refused(host, compile_plugin):
    (host.plugins / "probe.so").unlink()
    host.logs.wait(message="^unloaded$", plugin="^probe$")
    host.install(compile_plugin(FAIL="start", HOW=2))
    host.refusal()
    return lambda: host.install(compile_plugin())


def quarantined(host, compile_plugin):
    os.kill(host.listed()["probe"]["pid"], signal.SIGKILL)
    host.logs.wait(message="probe is quarantined")
    return lambda: host.roost("plugins", "reload", "probe")


@pytest.mark.parametrize("leave", [unloaded, disabled, refused, quarantined])
def test_what_comes_while_its_plugin_does_not_serve_is_left_to_telegram(roost_host, compile_plugin, leave):
    host = roost_host({"bots": BOTS, "workers": {"crashes": 1}}, plugins={"probe": compile_plugin()})
    back = leave(host, compile_plugin)
    for update in (message("/start"), callback("other")):
        assert left_to_telegram(deliver(host, update))
    back()
    host.serving(count=2)
    assert label(deliver(host, message("/start"))) == "start:first:"
    assert deliver(host, callback("other")).status == 200


def test_only_the_bots_own_plugins_get_its_updates(host):
    before = host.metric("roost_events_total", plugin="other")
    for _ in range(5):
        deliver(host, message("/start"))
    assert host.metric("roost_events_total", plugin="other") == before


def test_a_handler_may_reply_nothing(host):
    answer = deliver(host, message("/quiet"))
    assert answer.status == 200 and answer.body == b""
    host.logs.wait(message="quiet update")


def test_a_failed_update_is_not_sent_again_unless_that_may_help(host):
    # Anything but 2xx makes Telegram send it again for a day.
    assert deliver(host, message("/bad")).status == 200
    assert deliver(host, message("/busy")).status == 503


@pytest.mark.parametrize("body", [
    b"", b"{", b"[]", b"null", b"hello", b'{"message":{}}', b'{"update_id":"one"}', b'{"update_id":1.5}',
    b'{"update_id":99999999999999999999}', b"\xff\xfe", b'{"update_id":1}{"update_id":2}', b'{"update_id":1,}',
    b'{"update_id":1,"message":[]}', b'{"update_id":1,"message":{"chat":{"id":"x"}}}', b"[" * 60_000,
    b'{"update_id":1,"message":' + b'{"a":' * 5000 + b"1" + b"}" * 5001,
    b'{"update_id":1,"message":{"text":"\\ud800"}}', b'{"update_id":1,"message":{"text":"\xc3\x28"}}',
], ids=range(18))  # fmt: skip
def test_malformed_updates_are_refused(host, body):
    events = host.metric("roost_events_total", plugin="probe")
    answer = deliver(host, body)
    assert answer.status == 400, answer
    assert host.metric("roost_events_total", plugin="probe") == events
    assert label(deliver(host, message("/start"))) == "start:first:"


def test_an_oversized_update_is_refused(host):
    assert deliver(host, message("x" * 70_000)).status == 413
    with host.connect() as connection:
        connection.send(f"POST {FIRST} HTTP/1.1\r\nHost: a\r\n{FIELD}: {SECRET}\r\nTransfer-Encoding: chunked\r\n\r\n")
        connection.send((b"1000\r\n" + b" " * 4096 + b"\r\n") * 17)
        assert connection.response().status == 413


def test_text_is_unescaped(host):
    update = json.dumps(message("/start x")).replace("/start x", '\\u002fstart \\u00e9\\ud83d\\ude00').encode()
    # The probe writes the bytes as they are into its reply.
    assert label(deliver(host, update)) == "start:first:é😀"


def lanes(host, chat, updates):
    """The lane lines of a chat in order: (chat, "begins" or "ends", update), once so many updates have ended."""
    # The answer may arrive before the line that was logged with it.
    host.logs.wait(count=updates, message=f"^lane {chat} ends")
    lines = [line["message"].split() for line in host.logs.all(message="^lane ")]
    return [(int(of), what, int(update)) for _, of, what, update in lines if int(of) == chat]


def open_requests(host, updates, path=FIRST, secret=SECRET):
    """Sends each update on a connection of its own, in order, without waiting for answers."""
    connections = []
    for update in updates:
        body = json.dumps(update)
        connection = host.connect()
        connection.send(
            f"POST {path} HTTP/1.1\r\nHost: a\r\n{FIELD}: {secret}\r\nContent-Length: {len(body)}\r\n\r\n{body}"
        )
        connections.append(connection)
    return connections


@in_lanes
def test_one_chat_is_handled_one_update_after_the_other(host):
    # The first takes longest: without a lane the last would end first.
    updates = [message(f"/lane {60 - 6 * number}", chat=50) for number in range(10)]
    connections = []
    for number, update in enumerate(updates):
        connections += open_requests(host, [update])
        if number == 0:
            host.logs.wait(message="^lane 50 begins")
    for connection in connections:
        assert connection.response().status == 200
        connection.close()
    seen = lanes(host, 50, 10)
    assert [what for _, what, _ in seen] == ["begins", "ends"] * 10
    assert [update for _, what, update in seen if what == "begins"] == [
        update for _, what, update in seen if what == "ends"
    ]
    assert {update for _, _, update in seen} == {update["update_id"] for update in updates}


@in_lanes
def test_pipelined_updates_of_one_chat_keep_their_order(host):
    updates = [message(f"/lane {20 - number}", chat=51) for number in range(20)]
    with host.connect() as connection:
        for update in updates:
            body = json.dumps(update)
            connection.send(
                f"POST {FIRST} HTTP/1.1\r\nHost: a\r\n{FIELD}: {SECRET}\r\nContent-Length: {len(body)}\r\n\r\n{body}"
            )
        for _ in updates:
            assert connection.response().status == 200
    assert [update for _, what, update in lanes(host, 51, len(updates)) if what == "ends"] == [u["update_id"] for u in updates]


@in_lanes
def test_chats_and_bots_do_not_wait_for_each_other(roost_host, compile_plugin):
    host = roost_host({"bots": BOTS}, plugins={"probe": compile_plugin()})
    waiting = open_requests(host, [message("/lane 0", chat=chat) for chat in range(60, 68)])
    waiting += open_requests(host, [message("/lane 0", chat=60)], path=SECOND, secret="another")
    # All begin although none has ended: the gate is closed.
    host.logs.wait(9, message="^lane 6. begins")
    assert not host.logs.all(message="^lane 6. ends")
    assert label(deliver(host, message("/start", chat=99))) == "start:first:"
    (host.data() / "open").touch()
    for connection in waiting:
        assert label(connection.response()).startswith("lane:")
        connection.close()


@in_lanes
def test_a_lane_keeps_its_order_over_a_replacement(roost_host, compile_plugin):
    host = roost_host({"bots": BOTS}, plugins={"probe": compile_plugin()})
    first, second, third = message("/lane 0", chat=80), message("/lane 1", chat=80), message("/lane 1", chat=81)
    waiting = open_requests(host, [first])
    host.logs.wait(message="^lane 80 begins", generation="^1$")
    host.install(compile_plugin(MARK="two"))
    new = host.serving(count=2)["generation"]
    waiting += open_requests(host, [second])
    # Another chat does not wait, and has the new generation.
    assert label(deliver(host, third)).startswith("lane:")
    assert host.logs.wait(message="^lane 81 ends")["generation"] == new
    assert not host.logs.all(message=f"^lane 80 begins {second['update_id']}")
    (host.data() / "open").touch()
    for connection in waiting:
        assert label(connection.response()).startswith("lane:")
        connection.close()
    one, two = first["update_id"], second["update_id"]
    assert [line[1:] for line in lanes(host, 80, 2)] == [("begins", one), ("ends", one), ("begins", two), ("ends", two)]
    lines = host.logs.all(message="^lane 80 ")
    assert [line["generation"] for line in lines] == ["1", "1", new, new]


@in_lanes
def test_a_lane_goes_on_after_a_failure_and_a_deadline(roost_host, compile_plugin):
    host = roost_host({"bots": BOTS, "dispatch": {"deadline_ms": 300}}, plugins={"probe": compile_plugin()})
    assert deliver(host, message("/bad", chat=70)).status == 200
    (stuck,) = open_requests(host, [message("/lane 0", chat=70)])
    host.logs.wait(message="^lane 70 begins")
    time.sleep(0.15)  # so that the next one's own deadline is later
    assert label(deliver(host, message("/start", chat=70))) == "start:first:"
    # At most once: a handler that had the update is not given it again.
    assert stuck.response().status == 200
    stuck.close()
    (host.data() / "open").touch()
    host.logs.wait(message="past its deadline")
    assert host.metric("roost_plugin_misconduct_total", plugin="probe", how="late") == 1
