"""Copies of a Redis server while hosts serve, and what a restored server has: everything as of one commit."""

import json
import os
import re
import shutil
import signal
import subprocess
import threading
import time

import pytest
from harness.certificates import certificate
from harness.cluster import Cluster, Load
from harness.fetch import effect
from harness.host import binary, environment
from harness.redis import Redis, Sentinel, free_port
from harness.state import PUT, Keeper, item

BOT = {"path": "/telegram/first-0123456789", "secret": "s3cret-of_the-first-bot", "plugins": ["keeper"],
       "delivery": "durable"}  # fmt: skip
FIELDS = [("Content-Type", "application/json"), ("X-Telegram-Bot-Api-Secret-Token", BOT["secret"])]
BOTH = pytest.mark.isolation("worker", "inline")
RIGHTS = (
    "+@hash +@sortedset +@list +@set +evalsha +script|load +info +time +publish +subscribe +ping +exists +select "
    "+config|get"
).split()


@pytest.fixture
def server(tmp_path):
    """Makes servers for one test."""
    made = []

    def make(*arguments, kind=Redis, **options):
        made.append(kind(tmp_path / f"r{len(made)}", *arguments, **options))
        return made[-1]

    yield make
    for one in made:
        one.end()


@pytest.fixture
def keeper(roost_host, compile_plugin, web):
    """A host on a server, whose plugin may send requests."""

    def make(redis, **more):
        settings = {"url": f"unix:{redis.socket}", **more}
        config = {"state": {"redis": settings}, "bots": {"first": BOT}, "events": {"retry_ms": 20, "attempts": 2}}
        host = roost_host(config, start=False)
        grants = [f"fetch-private:http://127.0.0.1:{web.port}"]
        host.install(compile_plugin("keeper", source="keeper.c"), "keeper", settings={"grants": grants})
        return Keeper(host.start())

    return make


def run(kept, *command, **options):
    done = kept.host.roost(*command, **options)
    assert done.returncode == 0, done.stderr
    return done.stdout


def refused(kept, *command, **options):
    done = kept.host.roost(*command, **options)
    assert done.returncode == 1 and "hint" in done.stderr, done
    return done.stderr


def killed(kept):
    kept.host.signal(signal.SIGKILL)
    kept.host.process.wait()
    kept.host.process = None


def settled(kept):
    for source in ("bot:first", "plugin:keeper"):
        kept.host.until(lambda: kept.host.metric("roost_inbox_waiting", source=source) == 0)


def numbers(kept, keys):
    """The numbers of keys, by them."""
    found = {}
    for start in range(0, len(keys), 100):
        part = keys[start : start + 100]
        found.update(zip(part, (int(value or b"0") for _, value, _ in kept.get(*(key.encode() for key in part)))))
    return found


def opened(copy, server):
    """What a copy holds, read by a server: values by space and key."""
    redis = server("--appendonly", "no", start=False)
    shutil.copy(copy / "dump.rdb", redis.folder / "dump.rdb")
    redis.start()
    fields = {name: value for name, value in redis.hash("roost:entries").items() if name.startswith(b"k")}
    parts = {tuple(name[1:].split(b"\0", 1)): value for name, value in fields.items()}
    return {(space.decode(), key): value[16:] for (space, key), value in parts.items()}


class Writers:
    """Updates, some of which are given up and some of which have effects; those that were answered are remembered."""

    def __init__(self, kept, web):
        self.kept, self.buy = kept, f"buy {web.url}/ok/"
        self.taken = {"count": [], "fail -2": [], self.buy: []}
        self.stopping = threading.Event()
        self.threads = [
            threading.Thread(target=self.loop, args=(text, first))
            for text, first in [
                ("count", 1_000_000), ("count", 2_000_000), ("fail -2", 3_000_000), (self.buy, 7_300_000)]
        ]  # fmt: skip

    def loop(self, text, first):
        number = first
        while not self.stopping.is_set():
            number += 1
            self.update(text, number)

    def update(self, text, number):
        body = {"update_id": number, "message": {"message_id": 5, "date": 1700000000, "text": text,
                "chat": {"id": number % 7 + 1, "type": "private"}, "from": {"id": 7, "is_bot": False, "first_name": "A"}}}  # fmt: skip
        if self.kept.host.post(BOT["path"], json.dumps(body).encode(), headers=FIELDS).status == 200:
            self.taken[text].append(number)

    def so_far(self):
        return [list(self.taken[text]) for text in ("count", "fail -2", self.buy)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stopping.set()
        for thread in self.threads:
            thread.join()


def holding(entries, space, text):
    """How many entries of spaces with such a name have a text."""
    return sum(name.startswith(space) and text in value for (name, _), value in entries.items())


def check_agreement(entries, counted, failed, sent):
    """Every event is in one place: it waits, or it was handled, or given up."""
    def state(key):
        return int(entries.get(("keeper", key.encode()), b"0"))

    for number in counted + sent:
        waits, once = holding(entries, "inbox/bot:", b'"update_id": %d,' % number), state(f"once/{number}")
        assert (waits, once) in [(1, 0), (0, 1)], number
        if number in sent:
            effects = holding(entries, "inbox/effects:", b"/ok/%d" % number)
            # An outcome comes back where its cause came in.
            outcomes = holding(entries, "inbox/bot:", b"%d" % number) - waits
            assert effects + outcomes + state(f"outcome/{number}/0/200") == once, number
    for number in failed:
        text = b'"update_id": %d,' % number
        assert (holding(entries, "inbox/bot:", text), holding(entries, "host/dead", text)) in [(1, 0), (0, 1)], number
    # And of what came later: all of a commit or nothing.
    found = {int(key.split(b"/")[1]) for space, key in entries if space == "keeper" and key.startswith(b"once/")}
    outcomes = sum(space == "keeper" and key.startswith(b"outcome/") for space, key in entries)
    assert sum(state(f"once/{number}") for number in found) == len(found) == state("handled")
    assert outcomes <= len(found)
    for number in found:
        assert holding(entries, "inbox/bot:", b'"update_id": %d,' % number) == 0


def purchases(entries):
    """The updates with effects of a copy, those that wait and those that were handled."""
    once = {int(key[5:]) for space, key in entries if space == "keeper" and key.startswith(b"once/")}
    texts = [value for (space, _), value in entries.items() if space.startswith("inbox/bot:")]
    waiting = {int(found) for text in texts for found in re.findall(rb'"update_id": (\d+),', text)}
    return {number for number in once | waiting if number > 7_000_000}


@BOTH
@pytest.mark.parametrize("diskless", ["yes", "no"])
def test_a_copy_made_under_load_is_of_one_commit_and_so_is_what_it_restores(server, keeper, web, tmp_path, diskless):
    redis = server("--repl-diskless-sync", diskless)
    kept = keeper(redis)
    copies = []
    with Writers(kept, web) as writers:
        kept.host.until(lambda: all(len(part) > 15 for part in writers.so_far()))
        for number in range(2):
            before = writers.so_far()
            said = run(kept, "backup", tmp_path / f"copy{number}")
            assert "whole, as of commit" in said
            copies.append((tmp_path / f"copy{number}", before))
    killed(kept)
    redis.end()
    for copy, before in copies:
        said = run(kept, "backup", "--verify", copy)
        assert "which has the same" in said
        check_agreement(opened(copy, server), *before)

    # Into a server that is empty, with another host's memory of what was there.
    copy, (counted, failed, sent) = copies[-1]
    there = opened(copy, server)
    new = server()
    requests = dict(web.counts)
    config = kept.host.folder / "roost.yaml"
    config.write_text(config.read_text().replace(redis.socket, new.socket))
    said = run(kept, "restore", copy)
    manifest = json.loads((copy / "manifest.json").read_text())
    assert f"as of commit {manifest['commit']}\n" in said and "effects are held" in said
    assert new.hash("roost:entries").keys() >= {b"k" + space.encode() + b"\0" + key for space, key in there}
    kept.host.start()
    kept.host.logs.wait(message="effects are held", level="warning")
    kept.host.until(lambda: set(numbers(kept, [f"once/{number}" for number in counted + sent]).values()) == {1})
    settled(kept)
    dead = {letter["event"]: letter for letter in json.loads(run(kept, "dead", "list", "--json"))}
    assert len(dead) >= min(len(failed), 100)
    # Each effect is held, or its outcome was known, or it was on its way and is unknown now.
    assert dict(web.counts) == requests
    bought = purchases(there)
    ends = [f"outcome/{number}/{end}" for number in bought for end in ("0/200", "-5/0")]
    held = []

    def accounted():
        # What was on its way is told of once the host has looked through its outbox, and the plugin was given it.
        held[:] = json.loads(run(kept, "outbox", "list", "--json"))
        return sum(numbers(kept, ends).values()) + len(held) == len(bought)

    kept.host.until(accounted)
    assert {line["state"] for line in held} <= {"held"} and bought >= set(sent)
    run(kept, "outbox", "release")
    kept.host.until(lambda: sum(numbers(kept, ends).values()) == len(bought))
    unknown = sum(numbers(kept, [end for end in ends if end.endswith("/-5/0")]).values())
    assert sum(dict(web.counts).values()) == sum(requests.values()) + len(held) and unknown + len(held) < len(bought)


@BOTH
def test_hosts_that_share_a_restored_server_handle_what_waited_once(roost_host, compile_plugin, server, tmp_path):
    plugin = compile_plugin("keeper", source="keeper.c")
    two = Cluster(roost_host, plugin, server(), 2000)
    two.add()
    two.add()
    two.settle()
    with Load(two) as load:
        two.until(lambda: load.count() > 150)
        sent = {chat: list(numbers) for chat, numbers in load.sent.items()}
        run(two.members[0], "backup", tmp_path / "copy")
    for member in two.members:
        member.kill()
    new = server()
    again = Cluster(roost_host, plugin, new, 2000)
    first = roost_host({"state": {"redis": {"url": f"unix:{new.socket}"}}}, start=False)
    done = first.roost("restore", tmp_path / "copy")
    assert done.returncode == 0, done.stderr
    again.add()
    again.add()
    again.settle()
    load.sent, load.cluster = sent, again
    load.reckon(again.members[1])


@BOTH
def test_a_restored_host_holds_its_effects(server, keeper, web, tmp_path):
    redis = server()
    kept = keeper(redis)
    run(kept, "outbox", "hold")
    kept.commit(effect(web.url + "/ok", method="POST", tag=b"a"))
    run(kept, "backup", tmp_path / "copy")
    run(kept, "outbox", "release")
    kept.host.until(lambda: numbers(kept, ["outcome/a/0/200"])["outcome/a/0/200"] == 1)
    assert "stop them all first" in refused(kept, "restore", tmp_path / "copy")
    assert kept.host.stop() == 0
    said = run(kept, "restore", tmp_path / "copy")
    assert "1 events wait" in said and "roost:before-restore:*" in said
    kept.host.start()
    kept.host.logs.wait(message="effects are held", level="warning")
    time.sleep(0.3)
    assert web.counts["/ok"] == 1
    assert [line["state"] for line in json.loads(run(kept, "outbox", "list", "--json"))] == ["held"]


def test_a_host_that_saw_other_data_last_waits_for_an_operator(server, keeper, tmp_path):
    redis = server()
    kept = keeper(redis)
    kept.commit(item(PUT, b"k", b"old"))
    run(kept, "backup", tmp_path / "copy")
    kept.commit(item(PUT, b"k", b"new"))
    assert kept.host.stop() == 0
    seen = kept.host.folder / "var/state/redis-seen"
    elsewhere = seen.read_text()
    run(kept, "restore", tmp_path / "copy")
    ours = seen.read_text()
    assert ours != elsewhere
    # As on another machine.
    seen.write_text(elsewhere)
    assert "flushed or restored" in refused(kept, "run")
    seen.write_text(ours)
    kept.host.start()
    assert kept.get(b"k")[0][1] == b"old"


def test_what_is_not_whole_is_found(server, keeper, tmp_path):
    kept = keeper(server())
    kept.commit(item(PUT, b"k", bytes(100_000)))
    copy = tmp_path / "copy"
    assert "keeper: 1 entries" in run(kept, "backup", copy)
    assert "opened by /" in run(kept, "backup", "--verify", copy)
    assert "there is no redis-server" in run(kept, "backup", "--verify", copy, env={"PATH": "/nowhere"})
    assert {file.name: file.stat().st_mode & 0o777 for file in copy.iterdir()} == {
        "dump.rdb": 0o600, "manifest.json": 0o600}  # fmt: skip
    manifest = json.loads((copy / "manifest.json").read_text())
    assert manifest["dump_bytes"] == (copy / "dump.rdb").stat().st_size and len(manifest["epoch"]) == 32
    assert "is there already" in refused(kept, "backup", copy)
    whole = (copy / "dump.rdb").read_bytes()
    assert kept.host.stop() == 0
    for wrong in [whole[:-1], whole[:50] + b"\xa5" + whole[51:], whole + b"x", b"no dump"]:
        (copy / "dump.rdb").write_bytes(wrong)
        refused(kept, "backup", "--verify", copy)
        refused(kept, "restore", copy)
    (copy / "dump.rdb").write_bytes(whole)
    text = tmp_path / "text"
    text.write_text("no copy")
    assert "no copy of a Redis server" in refused(kept, "restore", text)
    (kept.host.folder / "plain.yaml").write_text('admin: "off"\n')
    assert "it is a folder" in refused(kept, "restore", copy, "--config", "plain.yaml")
    run(kept, "restore", copy)


def test_a_server_that_others_use_is_copied_only_when_that_is_said(server, keeper, tmp_path):
    redis = server()
    kept = keeper(redis)
    kept.commit(item(PUT, b"k", b"v"))
    redis.ask("XADD", "theirs", "*", "a", "b")
    redis.ask("-n", "3", "ZADD", "theirs too", "1.5", "x")
    assert "2 keys that are not Roost's" in refused(kept, "backup", tmp_path / "copy")
    assert list(tmp_path.glob("*copy*")) == []
    said = run(kept, "backup", "--with-others", tmp_path / "copy")
    assert "2 keys of others" in said
    assert "which has the same" in run(kept, "backup", "--verify", tmp_path / "copy")
    # What is theirs stays as it is.
    redis.ask("XADD", "theirs", "*", "c", "d")
    assert kept.host.stop() == 0
    run(kept, "restore", tmp_path / "copy")
    assert redis.ask("XLEN", "theirs") == "2"


def test_what_is_missing_is_said(server, keeper, tmp_path):
    redis = server()
    redis.ask("ACL", "SETUSER", "roost", "on", ">opensesame", "~roost:*", "&roost:*", *RIGHTS)
    kept = keeper(redis, user="roost", password="opensesame")
    kept.commit(item(PUT, b"k", b"v"))
    copy = tmp_path / "copy"
    assert "+psync +replconf" in refused(kept, "backup", copy)
    redis.ask("ACL", "SETUSER", "roost", "+psync", "+replconf")
    run(kept, "backup", copy)
    for file in copy.iterdir():
        assert b"opensesame" not in file.read_bytes()
    assert "no replica that is connected" in refused(kept, "backup", "--from-replica", tmp_path / "other")
    redis.end()
    done = kept.host.roost("backup", tmp_path / "other")
    assert done.returncode == 1 and "cannot connect" in done.stderr
    assert list(tmp_path.glob("*other*")) == []


@pytest.mark.parametrize("how", ["server", "SIGINT", "SIGTERM"])
def test_nothing_is_left_of_a_copy_that_is_broken_off(server, keeper, tmp_path, how):
    # It waits for other replicas, and so do we.
    redis = server("--repl-diskless-sync", "yes", "--repl-diskless-sync-delay", "60")
    kept = keeper(redis)
    kept.commit(item(PUT, b"k", b"v"))
    command = subprocess.Popen(
        [binary(), "backup", tmp_path / "copy"], cwd=kept.host.folder, env=environment(kept.host.env),
        stderr=subprocess.PIPE, text=True)  # fmt: skip
    unfinished = tmp_path / ".copy.unfinished/dump.rdb"
    kept.host.until(lambda: unfinished.exists() and "wait_bgsave" in redis.ask("INFO", "replication"))
    redis.end() if how == "server" else command.send_signal(getattr(signal, how))
    said = command.communicate(timeout=20)[1]
    assert command.returncode == {"server": 1, "SIGINT": 130, "SIGTERM": 143}[how]
    assert ("it closed the connection" if how == "server" else "nothing of it is left") in said
    assert list(tmp_path.glob("*copy*")) == []


@pytest.mark.slow
def test_a_replica_gives_the_copy_and_sentinels_tell_which(server, keeper, tmp_path):
    primary, replica = server(port=free_port()), server(port=free_port())
    replica.ask("REPLICAOF", "127.0.0.1", str(primary.port))
    replica.until(lambda: "master_link_status:up" in replica.ask("INFO", "replication"))
    sentinel = server("mymaster", primary.port, kind=Sentinel)
    sentinel.until(lambda: "slaves=1" in sentinel.ask("INFO", "sentinel"))
    kept = keeper(primary, url=f"redis://127.0.0.1:{sentinel.port}", sentinel="mymaster")
    kept.commit(item(PUT, b"k", b"v"))
    primary.until(lambda: "state=online" in primary.ask("INFO", "replication"))
    # Long enough for a Sentinel to look, every ten seconds.
    primary.ask("CONFIG", "SET", "repl-diskless-sync-delay", "12")
    for number, (options, asked) in enumerate([([], primary), (["--from-replica"], replica)]):
        before = int(syncs(asked))
        run(kept, "backup", *options, tmp_path / f"copy{number}")
        assert int(syncs(asked)) == before + 1
        assert "keeper: 1 entries" in run(kept, "backup", "--verify", tmp_path / f"copy{number}")
    # What asked for a copy is no replica to fail over to.
    assert "slaves=1" in sentinel.ask("INFO", "sentinel")


def syncs(redis):
    return next(line for line in redis.ask("INFO", "stats").splitlines() if line.startswith("sync_full")).split(":")[1]


def test_a_copy_is_taken_over_tls(server, keeper, tmp_path):
    certificate(tmp_path, "redis", "redis")
    port = free_port()
    redis = server(
        "--tls-port", str(port), "--tls-cert-file", str(tmp_path / "redis.pem"), "--tls-key-file",
        str(tmp_path / "redis.key"), "--tls-ca-cert-file", str(tmp_path / "redis.pem"), "--tls-auth-clients", "no")
    kept = keeper(redis, url=f"rediss://localhost:{port}", ca=str(tmp_path / "redis.pem"))
    kept.commit(item(PUT, b"k", os.urandom(500_000)))
    run(kept, "backup", tmp_path / "copy")
    assert "which has the same" in run(kept, "backup", "--verify", tmp_path / "copy")
