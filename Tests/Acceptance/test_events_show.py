"""What became of an event: its way from the receipt to the outcomes of what it caused, told by roost events."""

import json
import re
import signal
from pathlib import Path

import pytest
from harness.fetch import effect
from harness.redis import Redis
from harness.shop import Shop, config

pytestmark = pytest.mark.isolation("worker", "inline")


@pytest.fixture(params=["sqlite", "redis"])
def make(request, roost_host, compile_plugin, web, tmp_path):
    servers = []

    def build(**events):
        if request.param == "redis":
            servers.append(Redis(tmp_path / "redis"))
        host = roost_host(config(*servers, **events), start=False)
        grants = [f"fetch-private:http://127.0.0.1:{web.port}"]
        host.install(compile_plugin("shop", source="keeper.c"), "shop", settings={"grants": grants})
        return Shop(host.start())

    yield build
    for server in servers:
        server.end()


@pytest.fixture
def shop(make):
    return make()


def kinds(steps):
    return [(step["kind"], step.get("key") or step.get("name")) for step in steps]


def test_a_message_is_found_from_its_cause_and_its_cause_from_it(shop):
    shop.take("tell the-secret-word")
    message = shop.event("handled", kind="message")
    update = shop.event("handled", kind="update")
    (told,) = shop.story(update["id"])["events"]
    assert (told["source"], told["plugin"], told["generation"], told["attempts"]) == ("bot:demo", "shop", 1, [])
    assert 0 < told["commit"] < told["ended"]["commit"] and told["received"] <= told["ended"]["time"]
    assert kinds(told["writes"]) == [
        ("add", '"handled"'), ("add", '"once/1"'), ("expect", '"told/1"'), ("put", '"told/1"')]  # fmt: skip
    assert told["writes"][3]["bytes"] == len("the-secret-word")
    (effect,) = told["effects"]
    assert (effect["kind"], effect["name"], effect["id"]) == ("message", "shop.told", message["id"])
    (heard,) = effect["events"]
    assert heard["source"] == "plugin:shop" and kinds(heard["writes"]) == [("add", '"heard/shop.told/the-secret-word"')]
    # It was kept by the very commit that acknowledged its cause.
    assert heard["commit"] == told["ended"]["commit"]
    back = shop.story(message["id"])
    assert [cause["id"] for cause in back["causes"]] == [update["id"]] and back["events"][0]["id"] == message["id"]
    # Keys are shown, contents never.
    assert "the-secret-word" not in re.sub(r'"heard/[^"]*"', "", shop.run("events", "show", update["id"]))


def test_a_request_with_its_outcome_is_told_both_ways(shop, web):
    shop.take(f"buy {web.url}/ok/")
    outcome = shop.event("handled", kind="outcome")
    update = shop.event("handled", kind="update")
    (told,) = shop.story(update["id"])["events"]
    (request,) = told["effects"]
    sent, came = request["events"]
    assert (sent["kind"], sent["state"], sent["code"], sent["why"]) == ("effect", "sent", 0, "200")
    assert sent["what"] == "POST http://127.0.0.1" and sent["ended"]["commit"] == came["commit"]
    assert (came["kind"], came["id"]) == ("outcome", outcome["id"]) and kinds(came["writes"]) == [
        ("add", '"outcome/1/0/200"')]  # fmt: skip
    back = shop.story(outcome["id"])
    assert [event["kind"] for event in back["events"]] == ["effect", "outcome"]
    assert [cause["id"] for cause in back["causes"]] == [update["id"]]


def test_retries_and_dead_letters_are_told_with_their_reasons(shop):
    shop.take("once -1")
    retried = shop.event("handled", kind="update")
    (told,) = shop.story(retried["id"])["events"]
    (attempt,) = told["attempts"]
    assert attempt["generation"] == 1 and "as it was told to" in attempt["reason"]
    shop.take("fail -2", chat=8)
    dead = shop.event("dead", kind="update")
    (letter,) = json.loads(shop.run("dead", "list", "--json"))
    (told,) = shop.story(dead["id"])["events"]
    assert told["dead_letter"] == letter["number"] and len(told["attempts"]) == 1
    assert f"roost dead show {letter['number']}" in shop.run("events", "show", dead["id"])
    shop.run("dead", "replay", dead["id"])
    shop.host.until(lambda: len(shop.story(dead["id"])["events"]) == 2)
    shop.run("dead", "drop", dead["id"])
    # Dropped letters are gone; what became of the event is still known.
    assert [told["state"] for told in shop.story(dead["id"])["events"]] == ["dead", "dead"]


def test_what_has_not_ended_is_told_with_what_it_waits_for(make, web):
    shop = make(retry_ms=60_000)
    shop.take("once -1", chat=1)
    paused = shop.event("paused", kind="update")
    (told,) = shop.story(paused["id"])["events"]
    assert told["due"] > told["received"] and len(told["attempts"]) == 1 and "ended" not in told
    shop.take("count", chat=1)
    behind = shop.event("waiting", kind="update")
    assert "lane" in shop.story(behind["id"])["events"][0]["why"]
    shop.take("never", chat=2)
    in_hand = shop.event("in hand", kind="update")
    assert "in hand" in shop.run("events", "show", in_hand["id"])
    shop.run("outbox", "hold")
    shop.take(f"buy {web.url}/ok/", chat=3)
    held = shop.event("held", kind="effect")
    assert shop.story(held["id"])["causes"][0]["source"] == "bot:demo"
    assert not web.requests


def test_an_event_without_its_plugin_is_parked(shop):
    shop.run("plugins", "unload", "shop")
    shop.take("count")
    shop.event("parked", kind="update")


def test_it_is_there_after_the_host_was_killed(shop):
    shop.take("tell x")
    update = shop.event("handled", kind="update")
    shop.event("handled", kind="message")
    before = shop.story(update["id"])
    shop.host.process.send_signal(signal.SIGKILL)
    shop.host.process.wait()
    shop.host.start()
    assert shop.story(update["id"]) == before


def test_the_list_is_of_a_bot_or_a_plugin_and_of_the_last(shop):
    for _ in range(3):
        shop.take("tell x")
    shop.host.until(lambda: [event["state"] for event in shop.events()] == ["handled"] * 6)
    assert {event["kind"] for event in shop.events("--bot", "demo")} == {"update"}
    assert len(shop.events("--plugin", "shop")) == 6 and shop.events("--plugin", "other") == []
    assert len(shop.events("--since", "1h")) == 6
    last = shop.events("--limit", "2")
    assert last == shop.events()[-2:] and last[0]["received"] <= last[1]["received"]
    assert "--since 15" in shop.run("events", "list", "--since", "15", code=64)


def test_without_a_trail_only_what_has_not_ended_is_known(make):
    shop = make(trail_hours=0, retry_ms=60_000)
    shop.take("count", chat=1)
    shop.take("once -1", chat=2)
    shop.event("paused", kind="update")
    shop.host.until(lambda: len(shop.events()) == 1)
    refused = shop.run("events", "show", "nobody", code=1)
    assert "nobody is no event that has not ended" in refused and "events.trail_hours" in refused


def test_a_trail_that_is_switched_off_is_forgotten(make):
    shop = make()
    shop.take("count")
    shop.event("handled", kind="update")
    shop.host.stop()
    file = shop.host.folder / "roost.yaml"
    settings = json.loads(file.read_text())
    settings["events"]["trail_hours"] = 0
    shop.host.write_config(json.dumps(settings))
    shop.host.start()
    shop.host.until(lambda: shop.events() == [])


def test_purging_a_plugin_forgets_what_it_did(shop):
    shop.take("tell x")
    shop.event("handled", kind="message")
    shop.run("plugins", "unload", "shop")
    shop.run("plugins", "purge", "shop", "--yes")
    assert shop.events() == []


def test_a_direct_request_is_not_kept(shop, web):
    shop.commit(effect(web.url + "/ok", method="POST", tag=b"a"))
    sent = shop.event("sent", kind="effect")
    assert shop.story(sent["id"])["causes"] == []


DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "operations.md"


def plain(text):
    """Without what is another at each time, and on each store."""
    text = re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+Z", "TIME", text)
    text = re.sub(r"\b[0-9a-z]{15}\b", "ID", text)
    return [re.sub(r"commit \d+|lane -?\d+|  partition \d+|\d+ bytes", "N", line).rstrip().replace("NN", "N")
            for line in text.strip().splitlines()]  # fmt: skip


def test_the_story_is_told_as_the_documentation_shows_it(shop, web):
    shop.take(f"buy {web.url}/ok/")
    shop.event("handled", kind="outcome")
    said = shop.run("events", "show", shop.event("handled", kind="update")["id"])
    (example,) = re.findall(r"\$ roost events show \S+\n(.*?)```", DOCUMENT.read_text(), re.DOTALL)
    assert plain(said) == plain(example)
