"""Recorded events through another build of their plugin: what it decides is compared, and nothing of it happens."""

import json

import pytest
from harness.redis import Redis
from harness.shop import Shop, config
from harness.state import ADD, item

pytestmark = pytest.mark.isolation("worker", "inline")


@pytest.fixture(params=["sqlite", "redis"])
def shop(request, roost_host, build, web, tmp_path):
    servers = [Redis(tmp_path / "redis")] if request.param == "redis" else []
    host = roost_host(config(*servers), start=False)
    grants = [f"fetch-private:http://127.0.0.1:{web.port}"]
    host.install(build(), "shop", settings={"grants": grants})
    yield Shop(host.start())
    for server in servers:
        server.end()


@pytest.fixture
def build(compile_plugin):
    """Another build of the plugin, which does what its macros say in another way."""
    return lambda **macros: str(compile_plugin("shop", source="keeper.c", **macros))


def replay(shop, build, *options, code=0):
    return shop.run("replay", "--against", build, *options, code=code)


def told(shop, text="tell the-secret-word"):
    shop.take(text)
    shop.event("handled", kind="message")
    return shop.event("handled", kind="update")["id"]


def test_the_same_build_decides_the_same_and_nothing_is_written(shop, build, web):
    ids = [told(shop)]
    shop.take(f"buy {web.url}/ok/")
    ids.append(shop.event("handled", kind="outcome")["id"])
    shop.take("fail -2", chat=8)
    ids.append(shop.event("dead", kind="update")["id"])
    sent = len(web.requests)

    def commits():
        """How many commits there are between one before a replay and one after it."""
        before, _ = shop.commit(item(ADD, b"n", number=1))
        said = replay(shop, build(), "--last", "50")
        assert said.splitlines()[-1] == "5 the same, 0 different" and all(id in said for id in ids)
        return shop.commit(item(ADD, b"n", number=1))[0] - before - 1

    # The host may have something of its own to write meanwhile, such as that it is still there; not each time.
    assert 0 in (commits() for _ in range(5)) and len(web.requests) == sent
    assert replay(shop, build(), *ids[:1], "--contents").startswith(f"same      {ids[0]}")


def test_what_another_build_decides_differently_is_shown_without_contents(shop, build):
    id = told(shop)
    said = replay(shop, build(COUNTED="served", SILENT=True), id, code=1)
    assert said.splitlines()[:9] == [
        f"different {id}  update of bot:demo",
        '  - add "handled" +1',
        '  + add "served" +1',
        '    add "once/1" +1',
        '    expect "told/1" not there',
        '    put "told/1"',
        "  - message shop.told  15 bytes",
        "    handled",
        "0 the same, 1 different"]  # fmt: skip
    assert "the-secret-word" not in said
    (found,) = json.loads(replay(shop, build(SILENT=True), id, "--json", code=1))
    assert not found["same"] and found["now"] == [line for line in found["before"] if "shop.told" not in line]
    assert shop.get(b"served")[0][1] == b""


def test_events_are_chosen_by_source_time_and_number(shop, build):
    told(shop)
    told(shop)
    count = lambda *options: len(json.loads(replay(shop, build(), "--json", *options)))  # noqa: E731
    assert (count("--last", "100"), count("--last", "1"), count("--since", "1h")) == (4, 1, 4)
    assert count("--bot", "demo", "--last", "100") == 2


def test_what_cannot_be_compared_is_said(shop, build, compile_plugin, tmp_path):
    id = told(shop)
    assert "nobody cannot be replayed" in replay(shop, build(), id, "nobody", code=2)
    other = str(compile_plugin("other", source="keeper.c"))
    assert "cannot be replayed" in replay(shop, other, id, code=2)
    assert "nothing was replayed" in replay(shop, other, "--last", "5", code=2)
    assert "none.so" in replay(shop, str(tmp_path / "none.so"), id, code=2)
    newer = str(compile_plugin("shop", source="keeper.c", manifest={"state": {"writes": 3, "reads": [3]}}))
    assert "cannot read the state" in replay(shop, newer, id, code=2)
    assert "which events?" in replay(shop, build(), code=64)


def test_a_build_that_dies_is_told_and_the_next_event_is_replayed(shop, build):
    first, second = told(shop, "tell 1"), told(shop, "tell 2")
    said = replay(shop, build(COUNTED="served", DYING="tell 1"), first, second, code=1)
    assert "its worker ended with it in hand" in said and said.splitlines()[-1] == "0 the same, 2 different"
    assert shop.host.serving("shop")
