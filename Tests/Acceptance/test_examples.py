"""The examples that come with the SDK, as they were built."""

import json
import struct
import threading

import pytest

from harness.plugins import CHUNK_HEADER, built, chunks, example

pytestmark = pytest.mark.isolation("worker", "inline")

DEMO = {"path": "/telegram/demo-0123456789", "secret": "s3cret-of_the-demo", "plugins": ["hello"]}
# As the Bot API delivers it, with the fields that nobody asked for.
START = {
    "update_id": 10000,
    "message": {
        "message_id": 1365, "date": 1441645532, "text": "/start Ada",
        "entities": [{"offset": 0, "length": 6, "type": "bot_command"}],
        "from": {"id": 1111111, "is_bot": False, "first_name": "Test", "last_name": "Lastname",
                 "username": "Testusername", "language_code": "en", "is_premium": True},
        "chat": {"id": 1111111, "type": "private", "first_name": "Test", "last_name": "Lastname",
                 "username": "Testusername"},
    },
}  # fmt: skip


def counter(host, path="/counter"):
    return host.post(path).text


def test_the_counter_keeps_its_count_over_its_versions(roost_host):
    one, two = built("counter"), built("counter-v2")
    host = roost_host(plugins={"counter": one})
    assert [counter(host) for _ in range(3)] == ["1\n", "2\n", "3\n"]
    assert host.roost("plugins", "reload", "counter").returncode == 0
    assert counter(host) == "4\n"
    host.install(two, "counter")
    host.serving("counter", count=3)
    assert counter(host) == "5\n" and counter(host, "/counter/other") == "1\n"
    host.install(one, "counter")
    line = host.refusal("counter")
    assert "state version 2" in line and "reads [1]" in line and "serves on" in line
    assert counter(host) == "6\n" and counter(host, "/counter/other") == "2\n"


def test_hello_greets_as_configured(roost_host):
    host = roost_host(start=False)
    host.install(built("hello"), "hello").start()
    assert host.get("/hello/you").text == "Hello, you!\n"
    host.configure("hello", {"config": {"greeting": "Hej"}})
    host.serving("hello", count=2)
    assert host.get("/hello/you").text == "Hej, you!\n"
    host.configure("hello", {"config": {"greeting": ""}})
    assert "greeting" in host.refusal("hello") and host.get("/hello/you").text == "Hej, you!\n"


def test_hello_answers_telegram(roost_host):
    host = roost_host({"bots": {"demo": DEMO}}, start=False)
    host.install(built("hello"), "hello").start()

    def deliver(update, secret=DEMO["secret"]):
        fields = [("Content-Type", "application/json"), ("X-Telegram-Bot-Api-Secret-Token", secret)]
        return host.post(DEMO["path"], json.dumps(update).encode(), headers=fields)

    assert deliver(START, secret="wrong").status == 401
    answer = deliver(START)
    assert answer.status == 200 and answer["Content-Type"].startswith("application/json")
    assert json.loads(answer.text) == {"method": "sendMessage", "chat_id": 1111111, "text": "Hello, Ada!"}
    text = {**START["message"], "text": "Привет & <b>", "entities": []}
    assert json.loads(deliver({"update_id": 10001, "message": text}).text) == {
        "method": "sendMessage", "chat_id": 1111111, "text": "You said: Привет & <b>",
    }  # fmt: skip
    pressed = {"id": "4382bfdwdsb323b2d9", "from": START["message"]["from"], "message": START["message"],
               "chat_instance": "42a", "data": "hello:again"}  # fmt: skip
    assert json.loads(deliver({"update_id": 10002, "callback_query": pressed}).text) == {
        "method": "answerCallbackQuery", "callback_query_id": "4382bfdwdsb323b2d9", "text": "Hello again!",
    }  # fmt: skip


def another_build(library):
    """The bytes that a build would give after the default greeting in plugin.json has become another of that length."""
    raw = library.read_bytes()
    start = raw.index(b"ROOSTMF1")
    index, count, length, total = struct.unpack_from("<IIII", raw, start + 8)
    assert (index, count) == (0, 1) and length == total
    whole = raw[start + CHUNK_HEADER : start + CHUNK_HEADER + length]
    assert whole.count(b'"default": "Hello"') == 1
    whole = whole.replace(b'"default": "Hello"', b'"default": "Salut"')
    (fresh,) = chunks(whole)
    return raw[:start] + fresh[: CHUNK_HEADER + length] + raw[start + CHUNK_HEADER + length :]


def test_another_build_of_hello_takes_over_at_once_under_load(roost_host):
    library = built("hello")
    host = roost_host(start=False)
    host.install(library, "hello").start()
    seen, stop = [[] for _ in range(4)], threading.Event()

    def ask(answers):
        while not stop.is_set():
            # As curl does it: a connection for each request.
            answer = host.get("/hello/you", headers=[("User-Agent", "curl/8.5.0"), ("Accept", "*/*")])
            answers.append((answer.status, answer.text))

    threads = [threading.Thread(target=ask, args=(answers,)) for answers in seen]
    for thread in threads:
        thread.start()
    host.until(lambda: all(len(answers) >= 20 for answers in seen))
    host.install(another_build(library), "hello")
    host.serving("hello", count=2)
    # Whoever asks from now on has the new one.
    assert host.get("/hello/you").text == "Salut, you!\n"
    known = [len(answers) + 1 for answers in seen]
    host.until(lambda: all(len(answers) >= count + 20 for answers, count in zip(seen, known)))
    stop.set()
    for thread in threads:
        thread.join()
    old, new = (200, "Hello, you!\n"), (200, "Salut, you!\n")
    for answers, count in zip(seen, known):
        change = answers.index(new)
        assert change <= count and set(answers[:change]) == {old} and set(answers[change:]) == {new}


def test_the_c_example_greets(roost_host):
    host = roost_host(plugins={"hello-c": example("hello-c", "hello-c.so")})
    assert host.get("/hello-c/you").text == "Hello, you!\n"
