"""roost.services/1: calls between plugins, with either of them in a worker or inline."""

import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from harness.plugins import swift_probe

DONE, RETRYABLE, PERMANENT, DENIED, BUSY, UNKNOWN, STALE, INVALID = 0, -1, -2, -3, -4, -5, -6, -7
EXCLUSIVE = {"handover": "exclusive"}
MIB = 1 << 20


class Pair:
    """A host with a plugin that calls and one that provides."""

    def __init__(self, host, compile_plugin, caller, provider):
        self.host, self.compile = host, compile_plugin
        self.isolation = {"asker": caller, "giver": provider}
        if caller == provider:
            host.isolation = caller
        else:
            host.check_isolation = lambda: None
        self.put("asker", grants=["service:giver.**"])
        self.put("giver", grants=["service:asker.*"])

    def put(self, name, grants=None, settings=None, **options):
        """Installs a plugin; with settings if there are any."""
        if grants is not None or settings is not None:
            self.configure(name, grants or [], settings)
        self.host.install(self.compile(name, source="caller.c", **options), name)
        return self

    def configure(self, name, grants, settings=None):
        given = {"isolation": self.isolation[name], "grants": grants, **(settings or {})}
        self.host.configure(name, given)

    def replace(self, name="giver", **options):
        """Puts another version in its place and waits until it serves."""
        before = len(self.host.logs.all(message="^serving$", plugin=f"^{name}$"))
        self.put(name, **options)
        self.host.serving(name, count=before + 1)

    def answer(self, name, body=b"", query="", plugin="asker"):
        return self.host.post(f"/{plugin}/call?{query}", name.encode() + b"\n" + body)

    def call(self, name, body=b"", query="", plugin="asker"):
        """The code of the call's answer, or of the call, and the bytes."""
        return result(self.answer(name, body if isinstance(body, bytes) else body.encode(), query, plugin))

    def code(self, *arguments, **options):
        return self.call(*arguments, **options)[0]


def result(answer):
    assert answer.status == 200, answer
    return int(answer["X-Refused"] or answer["X-Code"]), answer.body


MODES = [(caller, provider) for caller in ("worker", "inline") for provider in ("worker", "inline")]


@pytest.fixture(params=MODES, ids=["-to-".join(mode) for mode in MODES])
def modes(request):
    return request.param


@pytest.fixture
def make(roost_host, compile_plugin, modes):
    """A host that has not started yet."""
    return lambda config=None: Pair(roost_host(config, start=False), compile_plugin, *modes)


@pytest.fixture
def pair(make):
    pair = make()
    pair.host.start()
    return pair


def test_a_call_is_answered_with_what_the_provider_says(pair):
    assert pair.call("giver.echo", b"hello") == (DONE, b"hello")
    assert pair.call("giver.echo") == (DONE, b"")
    assert pair.call("giver.who") == (DONE, b"one asker giver.who 1")
    # The other way, and to oneself, which needs no grant.
    assert pair.call("asker.who", plugin="giver") == (DONE, b"one giver asker.who 1")
    assert pair.call("asker.who") == (DONE, b"one asker asker.who 1")
    assert pair.call("giver.echo", b"there", "alone=1") == (DONE, b"there")
    assert pair.call("giver.who", query="loop=2") == (DONE, b"one asker giver.who 1")


def test_questions_and_answers_may_be_large_and_no_larger(pair):
    assert pair.call("giver.echo", query=f"size={MIB}") == (DONE, bytes(MIB))
    assert pair.code("giver.echo", query=f"size={MIB + 1}") == INVALID
    assert pair.call("giver.big", str(MIB)) == (DONE, bytes(MIB))
    code, why = pair.call("giver.big", str(MIB + 1))
    assert code == INVALID and b"giver.big answered 1048577 bytes" in why
    # Many at once, of which no socket takes all: whoever reads them is not taken for somebody who does not.
    assert pair.answer("giver.big", b"1048576", "times=200").text == "0"
    assert pair.host.listed()["asker"]["crashes"] == 0 and pair.code("giver.echo") == DONE


def test_what_the_provider_fails_with_is_told_to_the_caller(pair):
    for code in (RETRYABLE, PERMANENT, DENIED, BUSY, UNKNOWN, INVALID, -8):
        assert pair.call("giver.fail", f"{code} for a reason") == (code, b"for a reason")
        assert pair.call("giver.fail", f"{code}") == (code, b"")
    assert not pair.host.logs.all(level="error")


def test_what_is_no_call_is_refused_at_once(pair):
    assert pair.code("") == pair.code("x" * 129) == INVALID
    assert pair.code("giver.echo", query="null=1") == INVALID
    assert pair.code("giver.echo", query="ms=-1") == INVALID
    assert pair.code("giver.echo", query="loop=200") == STALE
    code, why = pair.call("giver.echo", query="stale=1")
    assert code == STALE and b"ticket" in why


def test_a_service_of_anothers_needs_a_grant(pair):
    pair.configure("asker", ["service:giver.echo", "service:giver.*.deep"])
    pair.host.serving("asker", count=2)
    assert pair.code("giver.echo") == DONE
    code, why = pair.call("giver.who")
    assert code == DENIED and b"`grants: [service:giver.who]`" in why
    # Whether there is one is nobody's business who is not granted it.
    assert pair.code("nobody.who") == pair.code("giver.none") == pair.code("askers.echo") == DENIED
    assert pair.code("giver.a.deep") == PERMANENT


def test_a_grant_that_is_taken_away_is_out_of_force(pair):
    pair.configure("asker", [])
    pair.host.serving("asker", count=2)
    assert pair.code("giver.echo") == DENIED


def test_a_manifest_asks_for_services_and_waits_for_the_grant(make):
    pair = make()
    asks = {"capabilities": [{"name": "service:giver.echo", "reason": "repeats what was said"}]}
    pair.put("asker", manifest=asks)
    # As a text that the grant can be written into.
    pair.host.configure("asker", f"isolation: {pair.isolation['asker']}\n")
    pair.host.start()
    assert "service:giver.echo" in pair.host.refusal("asker")
    shown = pair.host.roost("plugins", "grant", "asker")
    assert "service:giver.echo — repeats what was said" in shown.stdout
    assert pair.host.roost("plugins", "grant", "asker", "--yes").returncode == 0
    pair.host.serving("asker")
    assert pair.call("giver.echo", "now") == (DONE, b"now")


def test_absence_is_said(pair):
    pair.configure("asker", ["service:giver.**", "service:nobody.**"])
    pair.host.serving("asker", count=2)
    code, why = pair.call("nobody.echo")
    assert code == PERMANENT and b"none of the id nobody is installed" in why
    code, why = pair.call("giver.none")
    assert code == PERMANENT and b"giver serves, and has no such method" in why
    assert pair.code("giver") == DENIED and pair.code("giver..echo") == PERMANENT
    pair.host.roost("plugins", "unload", "giver")
    code, why = pair.call("giver.echo")
    assert code == RETRYABLE and b"giver does not serve at the moment: unloaded" in why
    pair.host.roost("plugins", "reload", "giver")
    pair.host.serving("giver", count=2)
    assert pair.code("giver.echo") == DONE


def test_a_plugin_provides_its_own_names_only(pair):
    refused = pair.host.logs
    pair.put("giver", PROVIDES="asker.echo")
    assert "start failed" in pair.host.refusal("giver")
    refused.wait(message="the service asker.echo refused: it is another plugin's", level="error")
    for name, why in (("giver.echo", "provided already"), ("giver..a", "it is no name"), ("a b", "it is no name")):
        pair.put("giver", PROVIDES=name)
        refused.wait(message=f"refused: {why}|{why}", level="error")
    # Who served serves on.
    assert pair.code("giver.echo") == DONE


def test_a_call_ends_at_its_deadline(pair):
    began = time.monotonic()
    code, why = pair.call("giver.never", query="ms=100")
    assert 0.1 <= time.monotonic() - began < 5
    assert code == UNKNOWN and b"giver had giver.never when its deadline passed" in why
    assert pair.host.logs.wait(message="^cancelled", plugin="giver")["message"] == "cancelled 2"
    # Which is no misconduct of the provider's, whose own deadline is later.
    assert pair.host.listed()["giver"]["late"] == 0


def test_a_call_has_no_longer_than_its_event_and_its_provider(make):
    pair = make()
    pair.put("asker", grants=["service:giver.*"], settings={"limits": {"deadline_ms": 2000}})
    pair.put("giver", grants=[], settings={"limits": {"deadline_ms": 20000}})
    pair.host.start()
    left = lambda query: int(pair.call("giver.left", query=query)[1])  # noqa: E731
    assert left("ms=500") <= 500
    assert 500 < left("ms=60000") <= 2000
    assert 2000 < left("ms=60000&alone=1") <= 20000


def test_calls_wait_for_their_provider_within_bounds(make):
    pair = make()
    pair.put("giver", grants=[], settings={"limits": {"concurrency": 1, "queue": 1}})
    pair.host.start()
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(pair.call, "giver.never", b"", "ms=3000")
        pair.host.logs.wait(message="^waiting$")
        waiting = pool.submit(pair.call, "giver.echo", b"next", "ms=500")
        pair.host.until(lambda: pair.host.listed()["giver"]["waiting"] == 1)
        code, why = pair.call("giver.echo")
        assert code == BUSY and b"too many events wait for giver" in why
        code, why = waiting.result()
        assert code == RETRYABLE and b"did not take giver.echo before its deadline passed" in why
        assert first.result()[0] == UNKNOWN
    pair.host.until(lambda: pair.call("giver.echo", b"free") == (DONE, b"free"))


def test_calls_that_wait_are_bounded_for_the_caller(pair):
    # On the loop itself nothing is answered before they are all made.
    assert int(pair.answer("giver.echo", b"x", "times=5000").text) == 5000 - 4096
    assert int(pair.answer("giver.echo", b"", f"times=100&size={MIB}").text) == 100 - 63
    assert pair.code("giver.echo") == DONE


def test_calls_for_each_other_have_an_end(pair):
    def chain(length, last):
        """A call by which `length` plugins call each other in turn."""
        names = [("giver.relay", "asker.relay")[at % 2] for at in range(length - 1)]
        return "\n".join([*names, last])

    name, _, rest = chain(8, "asker.who").partition("\n")
    assert pair.call(name, rest) == (DONE, b"one giver asker.who 8")
    name, _, rest = chain(9, "giver.who").partition("\n")
    code, why = pair.call(name, rest)
    assert code == PERMANENT and b"giver.who would be called for 8 others" in why and b"asker.relay" in why


def test_a_circle_of_busy_plugins_ends_and_blocks_nobody_else(make):
    pair = make()
    pair.put("asker", grants=["service:giver.*"], settings={"limits": {"concurrency": 1, "deadline_ms": 1500}})
    pair.host.start()
    with ThreadPoolExecutor(1) as pool:
        # Its only place is taken by the request that waits for it.
        circle = pool.submit(pair.answer, "giver.relay", b"asker.echo\nx")
        pair.host.until(lambda: pair.host.listed()["asker"]["waiting"] == 1)
        assert pair.call("giver.who", plugin="giver") == (DONE, b"one giver giver.who 1")
        # Whichever deadline is first told of.
        ended = circle.result()
    assert ended.status == 504 or result(ended)[0] in (RETRYABLE, UNKNOWN)
    pair.host.until(lambda: pair.host.post("/asker/call", b"giver.who").body == b"one asker giver.who 1")


class Load:
    """Threads that call without pause, until they are told to end."""

    def __init__(self, pair, *calls, threads=2):
        self.pair, self.stop, self.wrong, self.right = pair, threading.Event(), [], []
        self.threads = [threading.Thread(target=self.run, args=call) for call in calls for _ in range(threads)]
        for thread in self.threads:
            thread.start()

    def run(self, name, body):
        with self.pair.host.connect() as connection:
            while not self.stop.is_set():
                answer = connection.request("POST", "/asker/call", body=name.encode() + b"\n" + body)
                code = result(answer)[0] if answer.status == 200 else answer.status
                (self.right if code == DONE else self.wrong).append((code, answer.text))

    def end(self):
        self.stop.set()
        for thread in self.threads:
            thread.join()
        return self


@pytest.mark.parametrize("handover", ["none", "exclusive"])
def test_no_call_notices_that_its_provider_is_replaced(make, handover):
    pair = make()
    pair.put("giver", grants=["service:asker.*"], manifest={"handover": handover})
    pair.host.start()
    load = Load(pair, ("giver.who", b""), ("giver.slow", b"20"), ("giver.relay", b"asker.echo\nx"))
    for number in range(2, 8):
        pair.host.install(
            pair.compile("giver", source="caller.c", MARK=f"mark{number}", manifest={"handover": handover}), "giver"
        )
        pair.host.serving("giver", count=number)
        seen = len(load.right)
        pair.host.until(lambda seen=seen: len(load.right) > seen + 20)
    load.end()
    assert not load.wrong, load.wrong[:5]
    marks = {text.split()[0] for _, text in load.right if "giver.who" in text}
    assert {f"mark{number}" for number in range(2, 8)} <= marks


def test_a_plugin_that_calls_itself_does_not_hold_up_its_hand_over(make):
    pair = make()
    pair.put("giver", grants=["service:asker.*"], manifest=EXCLUSIVE)
    pair.host.start()
    load = Load(pair, ("giver.relay", b"asker.relay\ngiver.who"))
    pair.host.until(lambda: len(load.right) > 20)
    pair.replace(MARK="two", manifest=EXCLUSIVE)
    pair.host.until(lambda: load.right[-1][1].startswith("two"))
    load.end()
    # What it called while it was being replaced was told so at once, and nothing had happened.
    assert all(code == RETRYABLE and "it is being replaced" in why for code, why in load.wrong), load.wrong[:5]


def test_calls_in_hand_end_where_they_began(pair):
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(pair.call, "giver.slow", b"4000")
        pair.host.until(lambda: pair.host.listed()["giver"]["in_hand"] == 1)
        pair.replace(MARK="two")
        assert pair.call("giver.who") == (DONE, b"two asker giver.who 1")
        assert not slow.done()
        assert slow.result() == (DONE, b"4000")


def test_a_caller_that_is_replaced_keeps_its_calls(pair):
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(pair.call, "giver.slow", b"4000")
        pair.host.until(lambda: pair.host.listed()["giver"]["in_hand"] == 1)
        pair.replace("asker", MARK="two")
        assert slow.result() == (DONE, b"4000")


def test_what_a_caller_that_goes_has_asked_for_is_cancelled(make, modes):
    pair = make({"drain_seconds": 1})
    pair.host.start()
    with ThreadPoolExecutor(1) as pool:
        gone = pool.submit(pair.answer, "giver.never", b"", "alone=1&ms=20000")
        pair.host.logs.wait(message="^waiting$")
        if modes[0] == "worker":
            os.kill(pair.host.listed()["asker"]["pid"], signal.SIGKILL)
        else:
            pair.host.roost("plugins", "unload", "asker")
        assert pair.host.logs.wait(message="^cancelled", plugin="giver")["message"] == "cancelled 1"
        assert gone.result().status in (502, 503)


@pytest.mark.parametrize("caller", ["worker", "inline"])
def test_whether_it_happened_is_unknown_when_the_provider_dies(roost_host, compile_plugin, caller):
    pair = Pair(roost_host(start=False), compile_plugin, caller, "worker")
    pair.host.start()
    with ThreadPoolExecutor(1) as pool:
        never = pool.submit(pair.call, "giver.never")
        pair.host.logs.wait(message="^waiting$")
        code, why = pair.call("giver.die")
        assert code == UNKNOWN and b"giver had giver.die when its worker ended" in why
        assert never.result()[0] == UNKNOWN
    # What comes meanwhile waits for the next one.
    assert pair.call("giver.who") == (DONE, b"one asker giver.who 1")
    assert pair.host.logs.all(message="^dying$", plugin="giver") and not pair.host.logs.all(message="^dying$", count=2)


@pytest.mark.parametrize("caller", ["worker", "inline"])
def test_a_provider_in_quarantine_is_said_to_be(roost_host, compile_plugin, caller):
    host = roost_host({"workers": {"crashes": 1}}, start=False)
    pair = Pair(host, compile_plugin, caller, "worker")
    pair.host.start()
    assert pair.code("giver.die") == UNKNOWN
    pair.host.until(lambda: pair.host.listed()["giver"]["state"] == "quarantined")
    code, why = pair.call("giver.echo")
    assert code == RETRYABLE and b"quarantined" in why


def test_a_required_service_that_nobody_provides_is_said_and_refuses_nobody(make):
    pair = make()
    requires = {"services": {"requires": ["giver.echo", "payments", "giver.none"]}}
    pair.put("asker", manifest=requires)
    pair.put("giver", manifest={"services": {"provides": ["giver.echo", "giver.lost"]}})
    checked = pair.host.roost("check")
    assert checked.returncode != 0 and "requires payments, giver.none, which no plugin" in checked.stderr
    pair.host.start()
    line = pair.host.logs.wait(message="^asker requires services that no plugin provides", level="warning")
    assert "payments, giver.none" in line["message"] and "giver.echo" not in line["message"]
    pair.host.logs.wait(message="^giver says that it provides giver.lost, and does not", level="warning")
    assert pair.host.listed()["asker"]["missing"] == ["payments", "giver.none"]
    assert "asker: no plugin provides payments, giver.none" in pair.host.roost("plugins", "list").stdout
    assert pair.code("giver.echo") == DONE
    # It is said anew when it changes.
    pair.host.roost("plugins", "unload", "giver")
    pair.host.logs.wait(message="^asker requires .*: giver.echo, payments, giver.none")


@pytest.mark.parametrize("isolation", ["worker", "inline"])
def test_a_swift_plugin_provides_and_calls(roost_host, compile_plugin, isolation):
    host = roost_host(start=False)
    host.isolation = isolation
    host.install(swift_probe("SDKProbe"), "sdk", settings={"grants": ["service:giver.*", "service:nobody.*"]})
    host.install(compile_plugin("giver", source="caller.c"), "giver", settings={"grants": ["service:sdk.*"]})
    host.start()
    asked = lambda path, body=b"": host.post(f"/sdk/services/{path}", body)  # noqa: E731
    # It is called from the other plugin, and by itself.
    assert host.post("/giver/call", b'sdk.lookup\n{"number": 3}').body == (
        b'{"number":3,"caller":"giver","method":"sdk.lookup","depth":1}'
    )
    assert asked("lookup", b'{"number": 4}').text == "4 sdk sdk.lookup 1\n"
    assert asked("lookup", b'{"number": 0}').status == 409
    assert asked("reverse", b"abc").text == "cba"
    # Depth is counted without a plugin's doing anything for it.
    assert asked("deeper").body.startswith(b'["depth 8","sdk.deeper \xe2\x80\x94 sdk.deeper would be called for 8 others')
    asked("later")
    host.logs.wait(message="^later 7$")
    assert asked("call/giver.echo", b"hi").text == "done hi\n"
    for method, body, beginning in [
        ("giver.fail", b"-8 taken", "conflict giver.fail \u2014 taken"),
        ("giver.never", b"", "unknown giver.never \u2014 giver had giver.never when its deadline passed"),
        ("giver.none", b"", "permanent giver.none \u2014 no plugin provides"),
        ("nobody.none", b"", "permanent nobody.none \u2014 no plugin provides"),
        ("other.none", b"", "denied other.none \u2014 the service other.none is not granted"),
        ("x" * 129, b"", "another " + "x" * 129 + " \u2014 a name has 1 to 128 bytes"),
    ]:
        assert asked(f"call/{method}", body).text.startswith(beginning), method
