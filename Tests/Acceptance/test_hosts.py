"""Several hosts on one Redis: each update is handled once, by the host that holds its partition, whatever becomes of
the others."""

import json
import time

import pytest
from harness.cluster import PARTITIONS, Cluster, Load
from harness.redis import Redis
from harness.state import ADD, PUBLISH, SCHEDULE, STALE, item

pytestmark = pytest.mark.isolation("worker", "inline")
LEASE = 2000  # milliseconds


@pytest.fixture
def redis(tmp_path):
    server = Redis(tmp_path / "redis")
    yield server
    server.end()


@pytest.fixture
def cluster(roost_host, compile_plugin, redis):
    """Makes hosts on one server; all must hold their even shares before a test begins."""
    plugin = compile_plugin("keeper", source="keeper.c")

    def build(count, **config):
        made = Cluster(roost_host, plugin, redis, LEASE, **config)
        for _ in range(count):
            made.add()
        made.settle()
        return made

    yield build


def taken_over(member, began, capsys, what):
    """Waits until a host took partitions of one whose lease ran out: within twice the lease."""
    member.host.logs.wait(message="^took .* whose lease ran out")
    passed = time.monotonic() - began
    with capsys.disabled():
        print(f"\n{what}: taken over after {passed:.2f} s, with a lease of {LEASE / 1000} s", end="")
    assert passed <= 2 * LEASE / 1000
    return passed


def test_hosts_share_what_any_of_them_takes(cluster):
    one = cluster(1)
    first = one.members[0]
    assert first.held() == PARTITIONS
    second = one.add()
    one.settle()
    first.host.logs.wait(message="^gave partitions ")
    second.host.logs.wait(message="^took partitions ")
    ready = first.host.ask_admin("/readyz", headers=[("Accept", "application/json")])
    assert json.loads(ready.body)["conditions"]["partitions"] == {"ready": True, "reason": "8 of 16, 2 hosts"}
    # Some of each go to either host, whichever took them.
    numbers = [one.take("count", member, chat) for chat in range(1, 41) for member in one.members]
    one.until(lambda: first.get(b"handled")[0][1] == b"80")
    shares = [set(member.handled()) for member in one.members]
    assert shares[0] | shares[1] == set(numbers) and not shares[0] & shares[1]
    assert all(len(share) >= 10 for share in shares)
    assert all(member.host.metric("roost_inbox_waiting", source="bot:first") == 0 for member in one.members)


def test_a_host_that_is_killed_under_load_is_replaced_by_the_others(cluster, capsys):
    three = cluster(3)
    with Load(three) as load:
        three.until(lambda: load.count() > 100)
        lost = three.members.pop(0)
        began = time.monotonic()
        lost.kill()
        taken_over(three.members[0], began, capsys, "killed, one of three")
        three.settle()
        before = load.count()
        three.until(lambda: load.count() > before + 100)
    load.reckon(three.members[0])


def test_a_host_that_stands_still_under_load_drops_what_it_has_lost(cluster, capsys):
    two = cluster(2)
    still, other = two.members
    with Load(two) as load:
        two.until(lambda: load.count() > 100)
        began = time.monotonic()
        still.stop()
        try:
            taken_over(other, began, capsys, "stopped, one of two")
            two.until(lambda: other.held() == PARTITIONS)
            before = load.count()
            two.until(lambda: load.count() > before + 50)
        finally:
            still.resume()
        still.host.logs.wait(message=r"^lost partitions .* to .*, for this host did not renew")
        two.settle()
        before = load.count()
        two.until(lambda: load.count() > before + 100)
    load.reckon(other)
    assert still.host.metric("roost_partitions_lost_total") == 8


def test_a_late_commit_of_a_host_that_lost_its_lease_is_rejected(cluster):
    two = cluster(2)
    still, other = two.members
    chat = two.chat_of(still)
    # Who takes over leaves the update where it is: nothing but the fence stands against the commit.
    other.host.roost("plugins", "unload", "keeper")
    number = two.take("late", still, chat)
    two.until(lambda: still.get(f"tries/{number}".encode())[0][1] == b"1")
    still.stop()
    try:
        other.host.logs.wait(message="^took .* whose lease ran out")
    finally:
        still.resume()
    line = still.host.logs.wait(message=f"^committed {number}: ")
    assert line["message"].endswith(f": {STALE}"), "it committed though another host had its partition"
    other.host.roost("plugins", "reload", "keeper")
    two.until(lambda: still.get(f"once/{number}".encode())[0][1] == b"1")
    behind = two.take("count", other, chat)
    two.until(lambda: still.get(f"once/{behind}".encode())[0][1] == b"1")


def test_a_host_that_ends_gives_what_it_has_at_once(cluster):
    two = cluster(2)
    leaving, staying = two.members
    with Load(two, chats=6) as load:
        two.until(lambda: load.count() > 50)
        began = time.monotonic()
        assert leaving.host.stop() == 0
        leaving.host.process = None
        two.until(lambda: staying.held() == PARTITIONS)
        assert time.monotonic() - began < LEASE / 1000
        before = load.count()
        two.until(lambda: load.count() > before + 50)
    load.reckon(staying)
    assert not staying.host.logs.all(message="whose lease ran out")


def test_a_host_that_was_killed_has_its_partitions_again_as_soon_as_it_is_back(cluster):
    one = cluster(1)
    member = one.members[0]
    member.kill()
    began = time.monotonic()
    member.host.start()
    one.settle()
    assert time.monotonic() - began < LEASE / 1000
    number = one.take("count")
    one.until(lambda: member.get(f"once/{number}".encode())[0][1] == b"1")


def test_jobs_and_messages_come_once_whichever_host_they_are_of(cluster):
    two = cluster(2)
    first, second = two.members
    names = [f"{member.host.folder.name}-{number}" for number in range(20) for member in two.members]

    def heard(topic, name):
        return int(first.get(f"heard/{topic}/{name}".encode())[0][1] or b"0")

    for member in two.members:
        for number in range(20):
            name = f"{member.host.folder.name}-{number}".encode()
            member.commit(item(ADD, b"n", number=1), item(PUBLISH, b"keeper.tick", name, number=number + 1))
        soon = int(time.time() * 1000) + 200
        job = b"remind" if member is first else b"late.job"
        member.commit(item(SCHEDULE, job, b"once", expires=soon))
    two.until(lambda: all(heard("keeper.tick", name) for name in names))
    two.until(lambda: heard("remind", "once") and heard("late.job", "once"))
    # One that falls due while the host that planned it is gone.
    due = int(time.time() * 1000) + 500
    first.commit(item(SCHEDULE, b"remind", b"orphan", expires=due))
    two.members.remove(first)
    first.kill()
    first = second
    two.until(lambda: heard("remind", "orphan") == 1)
    time.sleep(LEASE / 1000)
    assert [heard("keeper.tick", name) for name in names] == [1] * 40
    assert [heard(job, "once") for job in ("remind", "late.job")] == [1, 1] and heard("remind", "orphan") == 1


def test_while_redis_is_away_nothing_begins_and_nothing_is_lost_afterwards(cluster, redis):
    two = cluster(2)
    with Load(two, chats=6) as load:
        two.until(lambda: load.count() > 50)
        redis.end()
        time.sleep(2 * LEASE / 1000)
        redis.start()
        for member in two.members:
            member.host.logs.wait(message="the state in Redis can be used again")
        before = load.count()
        two.until(lambda: load.count() > before + 50)
    two.settle()
    load.reckon(two.members[0])


def test_what_another_host_serves_is_not_purged(cluster):
    two = cluster(2)
    first, second = two.members
    first.commit(item(ADD, b"n", number=1))
    for member in two.members:
        other = second if member is first else first
        member.host.roost("plugins", "unload", "keeper")
        done = member.host.roost("plugins", "purge", "keeper", "--yes")
        assert done.returncode == 1 and str(other.host.folder) in done.stderr and "unload it there first" in done.stderr
        member.host.roost("plugins", "reload", "keeper")
    for member in two.members:
        member.host.roost("plugins", "unload", "keeper")
    done = first.host.roost("plugins", "purge", "keeper", "--yes")
    assert done.returncode == 0 and "1 entries of keeper were deleted" in done.stdout, done.stderr
    # A host that was killed serves nothing, once that is noticed.
    second.host.roost("plugins", "reload", "keeper")
    two.members.remove(second)
    second.kill()
    first.host.until(lambda: first.host.roost("plugins", "purge", "keeper", "--yes").returncode == 0)
