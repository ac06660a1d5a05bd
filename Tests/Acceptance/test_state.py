"""roost.state/1 as a plugin sees it, in a worker and inline, and after the host was killed; on each store."""

import itertools
import signal

import pytest

from harness.redis import Redis
from harness.state import (
    ADD,
    CONFLICT,
    DELETE,
    DENIED,
    EXPECT,
    INVALID,
    KEY,
    PUT,
    STALE,
    Keeper,
    commit,
    item,
    span,
)

prefixes = itertools.count(1)


@pytest.fixture(scope="module")
def redis(tmp_path_factory):
    server = Redis(tmp_path_factory.mktemp("redis") / "server")
    yield server
    server.end()


@pytest.fixture(params=["sqlite", "redis"])
def roost_host(request, roost_host):
    """Makes hosts that keep their state in a file of their own, or under a prefix of their own on a server."""
    if request.param == "sqlite":
        return roost_host
    url = f"unix:{request.getfixturevalue('redis').socket}"

    def make(config=None, **options):
        given = dict(config or {})
        redis = {"url": url, "prefix": f"t{next(prefixes)}:"}
        given["state"] = {**given.get("state", {}), "redis": redis}
        return roost_host(given, **options)

    return make


@pytest.fixture
def keeper(roost_host, compile_plugin):
    return Keeper(roost_host(plugins={"keeper": compile_plugin("keeper", source="keeper.c")}))


BOTH = pytest.mark.parametrize("isolation", ["worker", "inline"])


@pytest.fixture
def either(roost_host, compile_plugin, isolation):
    host = roost_host({"http": {"max_body_bytes": 8 << 20}}, start=False)
    host.install(compile_plugin("keeper", source="keeper.c"), "keeper", settings={"isolation": isolation})
    return Keeper(host.start())


@BOTH
def test_what_is_committed_is_read(either):
    first, _ = either.commit(item(PUT, b"b", b"two"), item(PUT, b"a", b"\0" * 1000), item(PUT, b"c", b""))
    assert either.get(b"a", b"none", b"c") == [(b"a", bytes(1000), first), (b"none", b"", 0), (b"c", b"", first)]
    assert either.page("scan", span()) == ([(b"a", bytes(1000), first), (b"b", b"two", first), (b"c", b"", first)], False)
    assert either.page("scan", span(b"b", b"c")) == ([(b"b", b"two", first)], False)
    assert either.page("scan", span(limit=1, flags=1)) == ([(b"c", b"", first)], True)
    second, sums = either.commit(item(ADD, b"n", number=5), item(ADD, b"n", number=-7), item(DELETE, b"a"))
    assert second > first and sums == [5, -2]
    assert either.get(b"n", b"a") == [(b"n", b"-2", second), (b"a", b"", 0)]


@BOTH
def test_an_expectation_that_does_not_hold_writes_nothing(either):
    version, _ = either.commit(item(EXPECT, b"k", version=0), item(PUT, b"k", b"v"))
    assert either.code("commit", commit(item(EXPECT, b"k", version=0), item(PUT, b"k", b"w"))) == CONFLICT
    assert either.get(b"k") == [(b"k", b"v", version)]
    again = dict(id=b"0123456789abcdef")
    once = either.commit(item(ADD, b"n", number=1), **again)
    assert either.commit(item(ADD, b"n", number=1), **again) == once
    assert either.get(b"n")[0][1] == b"1"


MALFORMED = {
    "get nothing": ("get", b""),
    "get too many": ("get", item(KEY, b"k") * 257),
    "get an empty key": ("get", item(KEY, b"")),
    "get a long key": ("get", item(KEY, b"k" * 513)),
    "get an entry": ("get", item(PUT, b"k")),
    "get with a value": ("get", item(KEY, b"k", b"v")),
    "get cut off": ("get", item(KEY, b"k" * 9)[:-1]),
    "get reserved": ("get", item(KEY, b"k", reserved=1)),
    "scan cut off": ("scan", span()[:-1]),
    "scan no limit": ("scan", span(limit=0)),
    "scan a large limit": ("scan", span(limit=1001)),
    "scan flags": ("scan", span(flags=2)),
    "scan size": ("scan", span(size=23)),
    "scan a long key": ("scan", span(b"k" * 514)),
    "scan and more": ("scan", span() + bytes(8)),
    "commit nothing": ("commit", commit()),
    "commit cut off": ("commit", commit(item(PUT, b"k", b"v"))[:-1]),
    "commit fewer": ("commit", commit(item(PUT, b"k", b"v"), count=2)),
    "commit more": ("commit", commit(item(PUT, b"k", b"v"), item(PUT, b"k", b"v"), count=1)),
    "commit too many": ("commit", commit(*[item(DELETE, b"k")] * 513)),
    "commit a key": ("commit", commit(item(KEY, b"k"))),
    "commit an unknown": ("commit", commit(item(77, b"k"))),
    "commit an old end": ("commit", commit(item(PUT, b"k", b"v", expires=-1))),
    "commit a large value": ("commit", commit(item(PUT, b"k", bytes((1 << 20) + 1)))),
    "delete a value": ("commit", commit(item(DELETE, b"k", b"v"))),
    "add to a text": ("commit", commit(item(PUT, b"t", b"x"), item(ADD, b"t", number=1))),
}


@BOTH
def test_what_is_malformed_is_answered_so_and_writes_nothing(either):
    for name, (method, block) in MALFORMED.items():
        assert either.code(method, block) == INVALID, name
    assert either.page("scan", span()) == ([], False)
    assert either.code("get", bytes((4 << 20) + 1)) == INVALID
    assert either.code("get", item(KEY, b"k"), "?null=1") == INVALID
    assert either.code("get", item(KEY, b"k"), "?loop=1000") == STALE
    # As long as a key may be, and what comes next behind it.
    longest = b"k" * 512
    version, _ = either.commit(item(PUT, longest, bytes(1 << 20)))
    assert either.page("scan", span(longest)) == ([(longest, bytes(1 << 20), version)], False)
    assert either.page("scan", span(longest + b"\0")) == ([], False)


@BOTH
def test_no_more_wait_than_may(either):
    answer = either.ask("get", item(KEY, b"k") * 64, "?times=5000")
    assert int(answer.body) <= 5000 - 4096
    assert either.get(b"k") == [(b"k", b"", 0)]


@BOTH
def test_many_large_pages_at_once_are_taken_one_after_the_other(either):
    for part in range(4):
        either.commit(item(PUT, b"large/%d" % part, bytes(1 << 20)))
    # 200 pages of 4 MiB: more than may wait for a worker, or should lie in the host.
    answer = either.ask("scan", span(limit=4), "?times=200")
    assert answer.body == b"0" and answer["X-Code"] == "0"
    listed = either.host.listed()["keeper"]
    assert listed["crashes"] == 0 and listed["state"] == "serving"


def test_a_plugin_sees_no_other_ones_state(roost_host, compile_plugin):
    host = roost_host(plugins={
        name: compile_plugin(name, source="keeper.c") for name in ("one", "two")})  # fmt: skip
    Keeper(host, "one").commit(item(PUT, b"k", b"mine"))
    assert Keeper(host, "two").page("scan", span()) == ([], False)


def test_what_was_answered_is_there_after_the_host_was_killed(keeper):
    version, _ = keeper.commit(item(PUT, b"k", b"v"))
    keeper.host.process.send_signal(signal.SIGKILL)
    keeper.host.process.wait()
    keeper.host.start()
    assert keeper.get(b"k") == [(b"k", b"v", version)]
    assert keeper.commit(item(PUT, b"k", b"w"))[0] > version


def test_a_full_quota_is_denied(roost_host, compile_plugin):
    host = roost_host({"state": {"quota_mb": 1}}, plugins={"keeper": compile_plugin("keeper", source="keeper.c")})
    keeper = Keeper(host)
    keeper.commit(item(PUT, b"a", bytes(600_000)))
    assert keeper.code("commit", commit(item(PUT, b"b", bytes(600_000)))) == DENIED
    keeper.commit(item(PUT, b"a", b""), item(PUT, b"b", bytes(600_000)))


def test_newer_state_is_not_written_by_an_older_version(roost_host, compile_plugin):
    newer = compile_plugin("keeper", source="keeper.c", manifest={"state": {"writes": 2, "reads": [1, 2]}})
    host = roost_host(plugins={"keeper": newer})
    keeper = Keeper(host)
    version, _ = keeper.commit(item(PUT, b"k", b"v"))
    older = compile_plugin("keeper", source="keeper.c", manifest={"state": {"writes": 1, "reads": [1, 2]}})
    host.install(older, "keeper")
    host.serving("keeper", count=2)
    assert keeper.code("commit", commit(item(PUT, b"k", b"w"))) == DENIED
    assert keeper.get(b"k") == [(b"k", b"v", version)]
