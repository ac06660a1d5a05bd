"""Effects of commits: requests and notices that leave once the commit is there, and outcomes that come back as events."""

import json
import signal
import time

import pytest
from harness.fetch import REPEATABLE, effect
from harness.state import ADD, CONFLICT, DENIED, EXPECT, INVALID, NOTICE, Keeper, commit, item
from harness.web import WebServer

pytestmark = pytest.mark.isolation("worker", "inline")
DONE, RETRYABLE, PERMANENT, UNKNOWN = 0, -1, -2, -5


SECRET, PATH = "s3cret-of_the-first-bot", "/telegram/first-0123456789"
BOT = {"path": PATH, "secret": SECRET, "plugins": ["shop"], "delivery": "durable"}


@pytest.fixture
def make(roost_host, compile_plugin, web):
    """A host whose plugin may send requests to the server."""

    def build(**events):
        host = roost_host({"events": {"retry_ms": 20, "attempts": 3, **events}, "bots": {"demo": BOT}}, start=False)
        grants = [f"fetch-private:http://127.0.0.1:{web.port}"]
        host.install(compile_plugin("shop", source="keeper.c"), "shop", settings={"grants": grants})
        return Keeper(host.start(), "shop")

    return build


@pytest.fixture
def shop(make):
    return make()


def outcome(shop, tag, code, status=0):
    return int(shop.get(f"outcome/{tag}/{code}/{status}".encode())[0][1] or b"0")


def ends(shop, tag, code, status=0):
    shop.host.until(lambda: outcome(shop, tag, code, status) == 1)


def outbox(shop):
    return json.loads(run(shop, "outbox", "list", "--json"))


def run(shop, *command):
    done = shop.host.roost(*command)
    assert done.returncode == 0, done.stderr
    return done.stdout


def kill(shop):
    shop.host.process.send_signal(signal.SIGKILL)
    shop.host.process.wait()


def update(shop, number, text):
    body = {"update_id": number, "message": {"message_id": 1, "date": 1, "text": text,
            "chat": {"id": 7, "type": "private"}, "from": {"id": 7, "is_bot": False, "first_name": "A"}}}  # fmt: skip
    fields = [("Content-Type", "application/json"), ("X-Telegram-Bot-Api-Secret-Token", SECRET)]
    assert shop.host.post(PATH, json.dumps(body).encode(), headers=fields).status == 200


def test_a_request_leaves_with_its_commit_and_its_outcome_comes_back(shop, web):
    shop.commit(item(ADD, b"n", number=1), effect(web.url + "/ok/1", method="POST", tag=b"one", body=b"tea"))
    ends(shop, "one", DONE, 200)
    assert web.counts == {"/ok/1": 1} and web.requests[0][3] == b"tea"
    assert outbox(shop) == []


def test_a_commit_that_fails_sends_nothing(shop, web):
    assert shop.code("commit", commit(item(EXPECT, b"k", version=9), effect(web.url + "/ok"))) == CONFLICT
    assert shop.code("commit", commit(effect("https://example.org/"))) == DENIED
    assert shop.code("commit", commit(effect("nowhere"))) == INVALID
    assert shop.code("commit", commit(effect(web.url + "/ok", outcome="no name"))) == INVALID
    shop.commit(effect(web.url + "/ok/2", tag=b"two"))
    ends(shop, "two", DONE, 200)
    assert web.counts == {"/ok/2": 1}


def test_the_same_commit_again_sends_once(shop, web):
    for _ in range(3):
        shop.commit(effect(web.url + "/ok", method="POST", tag=b"a"), id=b"0123456789abcdef")
    ends(shop, "a", DONE, 200)
    time.sleep(0.3)
    assert web.counts["/ok"] == 1 and outcome(shop, "a", DONE, 200) == 1


def test_what_must_not_be_sent_twice_is_not(shop, web):
    shop.commit(
        effect(web.url + "/drop", method="POST", tag=b"drop", lane=1),
        effect(web.url + "/half", method="POST", tag=b"half", lane=2),
        effect(web.url + "/status/503", method="POST", tag=b"busy", lane=3))  # fmt: skip
    ends(shop, "drop", UNKNOWN)
    ends(shop, "half", UNKNOWN)
    # Answered is answered, whatever the answer.
    ends(shop, "busy", DONE, 503)
    assert set(web.counts.values()) == {1}


def test_what_may_be_is_until_it_is_answered(shop, web):
    shop.commit(
        effect(web.url + "/busy/503/2", method="POST", flags=REPEATABLE, tag=b"busy", lane=1),
        effect(web.url + "/drop", method="PUT", tag=b"drop", lane=2),
        effect(web.url + "/status/404", method="PUT", tag=b"none", lane=3),
        effect(web.url + "/status/503/x", method="PUT", tag=b"never", lane=4))  # fmt: skip
    ends(shop, "busy", DONE, 200)
    ends(shop, "drop", UNKNOWN)
    ends(shop, "none", DONE, 404)
    ends(shop, "never", DONE, 503)
    # On a connection that is found closed libcurl asks once more by itself, which it may.
    assert 3 <= web.counts.pop("/drop") <= 9
    assert web.counts == {"/busy/503/2": 3, "/status/404": 1, "/status/503/x": 3}
    # Each time with the same key, and a PUT needs none.
    assert len(web.keys["/busy/503/2"]) == 1 and None not in web.keys["/busy/503/2"]
    assert web.keys["/drop"] == {None}


def test_where_nobody_listens_it_is_tried_again(make, web):
    shop, port = make(retry_ms=500), web.port
    web.close()
    shop.commit(effect(web.url + "/ok", method="POST", tag=b"a"))
    shop.host.until(lambda: outbox(shop) and outbox(shop)[0]["attempts"] >= 1)
    line = outbox(shop)[0]
    assert line["what"] == "POST http://127.0.0.1" and "connect" in line["reason"]
    again = WebServer(port)
    ends(shop, "a", DONE, 200)
    assert again.counts["/ok"] == 1
    again.close()
    shop.commit(effect(web.url + "/ok", method="POST", tag=b"b"))
    ends(shop, "b", RETRYABLE)


def test_one_lane_is_sent_in_order_each_when_the_one_before_has_ended(shop, web):
    shop.commit(
        effect(web.url + "/busy/503/2/a", method="PUT", lane=5, tag=b"a"),
        effect(web.url + "/drop/b", method="POST", lane=5, tag=b"b"),
        effect(web.url + "/slow/0.2/c", method="POST", lane=5, tag=b"c"),
        effect(web.url + "/ok/d", method="POST", lane=5, tag=b"d"))  # fmt: skip
    ends(shop, "d", DONE, 200)
    assert [path[-1] for _, path, *_ in web.requests] == list("aaabcd")
    said = [line["message"] for line in shop.host.logs.all(plugin="shop") if line["message"].startswith("outcome/")]
    assert [line.split("/")[1] for line in said] == list("abcd")


def test_an_outcome_comes_in_the_lane_of_the_update_that_caused_it(shop, web):
    update(shop, 1, f"buy {web.url}/ok/")
    ends(shop, "1", DONE, 200)
    assert int(shop.get(b"once/1")[0][1]) == 1 and web.counts["/ok/1"] == 1
    # It is an event of the bot's, whose lane is the chat.
    line = shop.host.logs.wait(message="outcome/1/0/200, 1 attempts", plugin="shop")
    assert line["level"] == "info"
    assert shop.host.metric("roost_inbox_waiting", source="bot:demo") == 0
    assert shop.host.metric("roost_outbox_outcomes_total", result="done") == 1


def test_an_outcome_is_handled_until_it_is_acknowledged(shop, web):
    shop.commit(effect(web.url + "/ok", method="POST", tag=b"again"))
    ends(shop, "again", DONE, 200)
    assert web.counts["/ok"] == 1


@pytest.mark.parametrize("path, method, code, status, count", [
    ("/slow/30/once", "POST", UNKNOWN, 0, 1), ("/busy/503/1/again", "PUT", DONE, 200, 2)])  # fmt: skip
def test_a_host_that_is_killed_while_it_sends(shop, web, path, method, code, status, count):
    update(shop, 1, f"{'buy' if method == 'POST' else 'put'} {web.url}{path}/")
    shop.host.until(lambda: web.counts[f"{path}/1"] >= 1)
    kill(shop)
    shop.host.start()
    ends(shop, "1", code, status)
    assert web.counts[f"{path}/1"] in (count, count + (method == "PUT"))
    assert int(shop.get(b"once/1")[0][1]) == 1


def test_effects_wait_for_their_plugin_and_survive_a_restart(shop, web):
    run(shop, "outbox", "hold")
    shop.commit(effect(web.url + "/ok", method="POST", tag=b"a"))
    run(shop, "plugins", "unload", "shop")
    run(shop, "outbox", "release")
    time.sleep(0.3)
    assert not web.counts
    kill(shop)
    shop.host.start()
    ends(shop, "a", DONE, 200)
    assert web.counts["/ok"] == 1


def test_a_grant_that_is_gone_when_it_is_sent(shop, web):
    run(shop, "outbox", "hold")
    shop.commit(effect(web.url + "/ok", method="POST", tag=b"a"))
    shop.host.configure("shop", {"grants": []})
    shop.host.serving("shop", count=2)
    run(shop, "outbox", "release")
    ends(shop, "a", -3)
    assert not web.counts


def test_effects_are_held_released_and_dropped(shop, web):
    run(shop, "outbox", "hold")
    assert "held" in run(shop, "health")
    for number in range(3):
        shop.commit(effect(f"{web.url}/ok/{number}", method="POST", tag=str(number).encode(), lane=number + 1))
    shop.host.until(lambda: len(outbox(shop)) == 3)
    first, second, third = outbox(shop)
    assert [line["state"] for line in (first, second, third)] == ["held"] * 3
    table = run(shop, "outbox", "list")
    assert first["id"] in table and "POST http://127.0.0.1" in table and "bought" in table
    run(shop, "outbox", "release", second["id"])
    ends(shop, "1", DONE, 200)
    run(shop, "outbox", "drop", third["id"])
    ends(shop, "2", PERMANENT)
    # Held is held, whatever happens to the host.
    kill(shop)
    shop.host.start()
    time.sleep(0.3)
    assert web.counts == {"/ok/1": 1} and [line["id"] for line in outbox(shop)] == [first["id"]]
    refused = shop.host.roost("outbox", "drop", "nothing")
    assert refused.returncode != 0 and "no effect in this host's hands" in refused.stderr
    run(shop, "outbox", "release")
    ends(shop, "0", DONE, 200)
    assert "nothing waits" in run(shop, "outbox", "list")


def test_one_that_waits_for_another_try_is_dropped(make, web):
    shop = make(retry_ms=2000)
    web.close()
    shop.commit(effect(web.url + "/ok", method="POST", tag=b"a"))
    shop.host.until(lambda: outbox(shop) and outbox(shop)[0]["attempts"] >= 1)
    run(shop, "outbox", "drop", outbox(shop)[0]["id"])
    ends(shop, "a", PERMANENT)


def test_a_restored_host_holds_its_effects(shop, web, tmp_path):
    run(shop, "outbox", "hold")
    shop.commit(effect(web.url + "/ok", method="POST", tag=b"a"))
    run(shop, "backup", str(tmp_path / "copy.db"))
    run(shop, "outbox", "release")
    ends(shop, "a", DONE, 200)
    run(shop, "backup", str(tmp_path / "later.db"))
    shop.host.stop()
    said = run(shop, "restore", str(tmp_path / "later.db"))
    assert "effects are held" in said
    said = run(shop, "restore", str(tmp_path / "copy.db"))
    assert "1 event" in said or "effects are held" in said
    shop.host.start()
    shop.host.logs.wait(message="effects are held", level="warning")
    time.sleep(0.3)
    assert web.counts["/ok"] == 1
    assert [line["state"] for line in outbox(shop)] == ["held"]


def test_a_notice_reaches_the_log(shop):
    shop.commit(item(NOTICE, b"low stock", b"3 left\nof tea"))
    line = shop.host.logs.wait(message="low stock: 3 left", plugin="shop", level="notice")
    assert "event_id" in line
    assert shop.code("commit", commit(item(NOTICE, b"a", b""))) == INVALID
    assert shop.code("commit", commit(item(NOTICE, b"a" * 129, b"b"))) == INVALID
    assert shop.code("commit", commit(item(NOTICE, b"a", b"b" * 4097))) == INVALID


def test_a_stopped_host_waits_for_what_it_sends(shop, web):
    shop.commit(effect(web.url + "/slow/1", method="POST", tag=b"a"))
    shop.host.until(lambda: web.counts["/slow/1"] == 1)
    shop.host.stop()
    shop.host.start()
    ends(shop, "a", DONE, 200)
    assert web.counts["/slow/1"] == 1
