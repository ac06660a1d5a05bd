"""Durable routes: answered 202 when the request is on disk, handled once, whatever crashes when."""

import itertools
import json
import signal

import pytest
from harness.state import Keeper

pytestmark = pytest.mark.isolation("worker", "inline")

EVENTS = {"retry_ms": 20, "attempts": 3}
keys = itertools.count(1)


class Shop(Keeper):
    """A host and a plugin with durable routes."""

    def order(self, name, words, key=None, query="", headers=()):
        key = key or f"key-{next(keys)}"
        path = f"/keeper/orders/{name}{query}"
        return self.host.post(path, words.encode(), headers=[("Idempotency-Key", key), *headers])

    def take(self, name, words, **options):
        answer = self.order(name, words, **options)
        assert (answer.status, answer.body) == (202, b""), answer
        return answer

    def hook(self, body, query=""):
        return self.host.request("PUT", f"/keeper/hook{query}", body=body.encode()).status

    def number(self, key):
        return int(self.get(key.encode())[0][1] or b"0")

    def ordered(self, name, words):
        return self.number(f"ordered/{name}/{words}")

    def tried(self, name, words):
        return self.number(f"tried/{name}/{words}")

    def waiting(self):
        return self.host.metric("roost_inbox_waiting", source="plugin:keeper") or 0

    def settled(self):
        self.host.until(lambda: self.waiting() == 0)

    def dead(self):
        return json.loads(self.host.roost("dead", "list", "--json").stdout)

    def killed(self):
        self.host.process.send_signal(signal.SIGKILL)
        self.host.process.wait()


@pytest.fixture
def shop(roost_host, compile_plugin):
    def make(orders="orders", **config):
        events = {**EVENTS, **config.pop("events", {})}
        host = roost_host({"events": events, **config}, start=False)
        host.install(compile_plugin("keeper", source="keeper.c", ORDERS=orders), "keeper")
        return Shop(host.start())

    return make


def test_a_request_is_handled_once_and_known_by_its_key_and_path(shop):
    shop = shop()
    for _ in range(3):
        shop.take("tea", "one", key="a")
    shop.take("tea", "two", key="a")
    shop.take("tea", "one", key="b")
    shop.take("milk", "one", key="a")
    shop.settled()
    assert (shop.ordered("tea", "one"), shop.ordered("tea", "two"), shop.ordered("milk", "one")) == (2, 0, 1)
    assert shop.host.metric("roost_inbox_taken_total") == 3
    assert shop.host.metric("roost_inbox_known_total") == 3


def test_the_handler_has_the_request_as_it_was_sent(shop):
    shop = shop()
    answer = shop.take("a%20b", "words", query="?n=1&m=%20", headers=[("X-Custom", "what I say")])
    line = shop.host.logs.wait(message="order a b of words, query n=1&m=%20, custom what I say, kept 1")
    assert line["level"] == "info" and answer["Content-Length"] == "0"
    shop.settled()


def test_without_its_key_a_request_is_refused_before_anything_is_kept(shop):
    shop = shop()
    path = "/keeper/orders/tea"
    for headers, reason in [
        ((), b"send exactly one Idempotency-Key field"),
        ([("Idempotency-Key", "")], b"send exactly one Idempotency-Key field"),
        ([("Idempotency-Key", "a"), ("idempotency-key", "b")], b"send exactly one Idempotency-Key field"),
        ([("Idempotency-Key", "k" * 257)], b"longer than 256 bytes"),
    ]:
        answer = shop.host.post(path, b"one", headers=list(headers))
        assert answer.status == 400 and reason in answer.body, answer
    shop.take("tea", "one", key="k" * 256)
    shop.settled()
    assert shop.tried("tea", "one") == 1


def test_a_body_can_be_the_key(shop):
    shop = shop()
    sent = [shop.hook("a"), shop.hook("a"), shop.hook("b"), shop.hook("a", "?n=1"), shop.hook("a", "?n=1")]
    assert sent == [202] * 5
    shop.settled()
    assert (shop.ordered("hook", "a"), shop.ordered("hook", "b")) == (2, 1)


def test_what_cannot_be_durable_is_refused_with_a_reason(shop):
    shop = shop()
    said = [line["message"] for line in shop.host.logs.all(level="error") if line["message"].startswith("route ")]
    for words in ("keeps whole requests", "a GET changes nothing", "is no name of a field", "both a field and the body",
                  "declares no key"):  # fmt: skip
        assert any(words in message for message in said), words


def test_what_was_answered_is_handled_after_the_host_was_killed(shop):
    shop = shop(events={"retry_ms": 1})
    names = []
    for round in range(3):
        for n in range(20):
            names.append(f"{round}-{n}")
            shop.take(names[-1], "one", key=f"k{n % 5}")
        shop.killed()
        shop.host.start()
    for name in names:
        n = int(name.split("-")[1])
        shop.take(name, "one", key=f"k{n % 5}")
    shop.settled()
    assert [shop.ordered(name, "one") for name in names] == [1] * len(names)
    assert shop.host.metric("roost_inbox_known_total") == len(names)


def test_a_status_from_500_on_is_tried_again_and_one_below_is_success(shop):
    shop = shop()
    for name, words in [("a", "once 500"), ("b", "once 503"), ("c", "answer 204"), ("d", "answer 404"), ("e", "stream 200")]:
        shop.take(name, words)
    shop.settled()
    assert [(shop.ordered(n, w), shop.tried(n, w)) for n, w in [("a", "once 500"), ("b", "once 503")]] == [(1, 2)] * 2
    assert [shop.tried(n, w) for n, w in [("c", "answer 204"), ("d", "answer 404"), ("e", "stream 200")]] == [1] * 3
    assert shop.dead() == []


def test_what_never_succeeds_is_a_dead_letter_that_can_be_replayed(shop):
    shop = shop()
    shop.take("a", "answer 500")
    shop.take("b", "fail -2")
    shop.take("c", "stream 502")
    shop.settled()
    letters = shop.dead()
    assert {letter["source"] for letter in letters} == {"plugin:keeper"}
    reasons = sorted((len(letter["attempts"]), letter["attempts"][-1]["reason"]) for letter in letters)
    assert reasons == [
        (1, "permanent: as it was told to"), (3, "retryable: it answered 500: as it was told to"),
        (3, "retryable: it answered 502")]  # fmt: skip
    permanent = next(letter for letter in letters if len(letter["attempts"]) == 1)
    shown = shop.host.roost("dead", "show", permanent["event"]).stdout
    assert "fail -2" in shown and "for       POST /keeper/orders/{name}" in shown
    shop.host.roost("dead", "replay", permanent["event"])
    shop.settled()
    assert shop.tried("b", "fail -2") == 2 and len(shop.dead()) == 3


def test_past_the_bounds_it_is_answered_503_and_not_marked(shop):
    shop = shop(events={"inbox_events": 3, "retry_ms": 1500, "attempts": 2})
    for n in range(3):
        shop.take("x", "answer 500", key=f"k{n}")
    answer = shop.order("y", "one", key="again")
    assert answer.status == 503 and answer["Retry-After"]
    refusal = shop.host.logs.wait(level="warning", logger="http")
    assert "durable route is answered 503" in refusal["message"] and refusal["plugin"] == "keeper"
    shop.host.until(lambda: shop.order("y", "one", key="again").status == 202)
    shop.host.until(lambda: shop.ordered("y", "one") == 1)


def test_it_waits_for_its_plugin_over_a_reload_with_another_pattern(shop, compile_plugin):
    shop = shop(events={"retry_ms": 1500, "attempts": 9})
    shop.take("tea", "once 503")
    shop.host.until(lambda: shop.tried("tea", "once 503") == 1)
    shop.host.install(compile_plugin("keeper", source="keeper.c", ORDERS="{shop}", VERSION="2"), "keeper")
    shop.host.roost("plugins", "reload", "keeper")
    # The first parameter is the folder now: the handler has those of the pattern that serves.
    shop.host.until(lambda: shop.tried("orders", "once 503") == 1)
    shop.settled()
    assert shop.ordered("orders", "once 503") == 1


def test_what_nobody_serves_any_more_is_a_dead_letter(shop, compile_plugin):
    shop = shop(events={"retry_ms": 1500, "attempts": 9})
    shop.take("tea", "once 503")
    shop.host.until(lambda: shop.tried("tea", "once 503") == 1)
    shop.host.install(compile_plugin("keeper", source="keeper.c", ORDERS="elsewhere", VERSION="2"), "keeper")
    shop.host.roost("plugins", "reload", "keeper")
    shop.settled()
    assert "does not serve POST /keeper/orders/{name} any more" in shop.dead()[0]["attempts"][-1]["reason"]


@pytest.mark.isolation("worker", because="the end of an inline plugin's process is the host's")
def test_a_crash_of_the_worker_is_an_attempt(shop):
    shop = shop(workers={"crashes": 100})
    shop.take("tea", "crash")
    shop.settled()
    assert (shop.ordered("tea", "crash"), shop.tried("tea", "crash")) == (1, 2)
