"""Messages between plugins and jobs that fall due: caused by commits, kept, and handled once."""

import signal
import time

import pytest
from harness.state import CANCEL, CONFLICT, DENIED, EXPECT, INVALID, PUBLISH, PUT, SCHEDULE, Keeper, commit, item

pytestmark = pytest.mark.isolation("worker", "inline")


def publish(topic, body, lane=0):
    return item(PUBLISH, topic.encode(), body.encode(), number=lane)


def schedule(name, body, after_ms):
    return item(SCHEDULE, name.encode(), body.encode(), expires=int(time.time() * 1000) + after_ms)


class Plugin(Keeper):
    def heard(self, name, body):
        return int(self.get(f"heard/{name}/{body}".encode())[0][1] or b"0")

    def hears(self, name, body, times=1):
        self.host.until(lambda: self.heard(name, body) == times)

    def settled(self):
        self.host.until(lambda: self.waiting() == 0)

    def waiting(self):
        return self.host.metric("roost_inbox_waiting", source=f"plugin:{self.name}") or 0


@pytest.fixture
def make(roost_host, compile_plugin):
    """A host with plugins by name, each with the topics it subscribes to."""

    def build(grants=None, **topics):
        host = roost_host({"events": {"retry_ms": 20, "attempts": 3}}, start=False)
        for name, pattern in topics.items():
            settings = {"grants": grants[name]} if grants and name in grants else None
            host.install(compile_plugin(name, source="keeper.c", TOPICS=pattern), name, settings=settings)
        host.start()
        return [Plugin(host, name) for name in topics]

    return build


def test_a_message_reaches_all_who_want_its_topic_once(make):
    shop, first, second, deaf = make(
        shop="", first="shop.sold", second="shop.**", deaf="shop.*.*",
        grants={"first": ["topic:shop.sold"], "second": ["topic:shop.**"], "deaf": ["topic:shop.*.*"]})  # fmt: skip
    version, _ = shop.commit(item(PUT, b"k", b"v"), publish("shop.sold", "tea"), publish("shop.sold.out", "milk"))
    first.hears("shop.sold", "tea")
    second.hears("shop.sold", "tea")
    second.hears("shop.sold.out", "milk")
    deaf.hears("shop.sold.out", "milk")
    assert first.heard("shop.sold.out", "milk") == deaf.heard("shop.sold", "tea") == 0
    line = first.host.logs.wait(message="heard shop.sold from shop: tea, attempt 1", plugin="first")
    assert line["level"] == "info"


def test_a_commit_that_fails_publishes_and_schedules_nothing(make):
    (shop,) = make(shop="shop.**")
    conflict = [item(EXPECT, b"k", version=9), publish("shop.a", "x"), schedule("remind", "y", 0)]
    assert shop.code("commit", commit(*conflict)) == CONFLICT
    shop.commit(publish("shop.a", "z"))
    shop.hears("shop.a", "z")
    assert shop.heard("shop.a", "x") == shop.heard("remind", "y") == 0


def test_the_same_commit_again_publishes_once(make):
    (shop,) = make(shop="shop.**")
    again = dict(id=b"0123456789abcdef")
    for _ in range(3):
        shop.commit(publish("shop.a", "x"), schedule("remind", "y", 0), **again)
    shop.hears("shop.a", "x")
    shop.hears("remind", "y")
    shop.settled()
    assert shop.heard("shop.a", "x") == shop.heard("remind", "y") == 1


def test_others_topics_are_neither_published_to_nor_heard_without_a_grant(make, compile_plugin):
    (shop,) = make(shop="shop.**")
    assert shop.code("commit", commit(publish("bank.paid", "x"))) == DENIED
    assert shop.code("commit", commit(publish("shopping.a", "x"))) == DENIED
    for name in ("shop", "shop..a", "shop.*", "shop.a b", "shop." + "a" * 130):
        assert shop.code("commit", commit(publish(name, "x"))) in (INVALID, DENIED), name
    assert shop.code("commit", commit(item(PUBLISH, b"shop.a", bytes(262_145)))) == INVALID
    assert shop.code("commit", commit(item(CANCEL, b"remind", b"x"))) == INVALID
    assert shop.code("commit", commit(item(SCHEDULE, b"remind", b"x"))) == INVALID
    shop.host.install(compile_plugin("thief", source="keeper.c", TOPICS="shop.**"), "thief")
    shop.host.logs.wait(message=r"topic shop\.\*\* refused.*topic:shop", level="error")


def test_messages_wait_for_a_plugin_that_does_not_serve_also_over_a_restart(make):
    shop, listener = make(shop="", listener="shop.**", grants={"listener": ["topic:shop.**"]})
    shop.host.roost("plugins", "unload", "listener")
    shop.commit(publish("shop.a", "1"))
    assert listener.waiting() == 1
    shop.host.process.send_signal(signal.SIGKILL)
    shop.host.process.wait()
    shop.host.start()
    shop.commit(publish("shop.a", "2"))
    listener.hears("shop.a", "1")
    listener.hears("shop.a", "2")


def test_one_lane_keeps_its_order_also_over_a_retry(make):
    (shop,) = make(shop="shop.**")
    shop.commit(publish("shop.a", "first -1", lane=7), *(publish("shop.a", str(n), lane=7) for n in range(5)))
    shop.settled()
    heard = [line["message"] for line in shop.host.logs.all(plugin="shop") if line["message"].startswith("heard")]
    assert heard == [
        "heard shop.a from shop: first -1, attempt 1", "heard shop.a from shop: first -1, attempt 2",
        *(f"heard shop.a from shop: {n}, attempt 1" for n in range(5))]  # fmt: skip


def test_a_message_that_cannot_be_handled_is_a_dead_letter(make):
    (shop,) = make(shop="shop.**")
    shop.commit(publish("shop.a", "fail -2"))
    shop.settled()
    shown = shop.host.roost("dead", "list").stdout
    assert "plugin:shop" in shown and "as it was told to" in shown


def test_a_job_falls_due_once_and_one_of_its_name_takes_its_place(make):
    (shop,) = make(shop="")
    shop.commit(schedule("remind", "early", 60_000), schedule("late.job", "other", 200))
    began = time.time()
    shop.commit(schedule("remind", "new", 300))
    shop.hears("remind", "new")
    assert time.time() - began >= 0.3
    shop.hears("late.job", "other")
    shop.settled()
    assert shop.heard("remind", "new") == 1 and shop.heard("remind", "early") == 0
    # Due in the past is due at once.
    shop.commit(schedule("remind", "past", -3_600_000))
    shop.hears("remind", "past")


def test_a_cancelled_job_does_not_fall_due(make):
    (shop,) = make(shop="")
    shop.commit(schedule("remind", "never", 150), schedule("late.job", "after", 300))
    shop.commit(item(CANCEL, b"remind"))
    shop.hears("late.job", "after")
    shop.settled()
    assert shop.heard("remind", "never") == 0


def test_jobs_that_fell_due_while_the_host_was_down_fall_due_at_its_start(make):
    (shop,) = make(shop="")
    shop.commit(schedule("remind", "down", 500), schedule("late.job", "up", 1500))
    shop.host.process.send_signal(signal.SIGKILL)
    shop.host.process.wait()
    time.sleep(0.6)
    shop.host.start()
    shop.hears("remind", "down")
    shop.hears("late.job", "up")
    shop.settled()
    assert shop.heard("remind", "down") == shop.heard("late.job", "up") == 1


def test_many_jobs_at_once_fall_due_each_once(make):
    (shop,) = make(shop="")
    # More than one look takes; of one name the last counts, so bodies differ by time.
    for n in range(300):
        shop.commit(schedule("remind" if n % 2 else "late.job", str(n), n % 3))
    shop.settled()
    shop.host.until(lambda: shop.heard("remind", "299") == 1 and shop.heard("late.job", "298") == 1)
    assert all(shop.heard(name, str(n)) <= 1 for n in range(300) for name in ("remind", "late.job"))


def test_purge_takes_subscriptions_messages_and_jobs_along(make):
    shop, listener = make(shop="", listener="shop.**", grants={"listener": ["topic:shop.**"]})
    listener.commit(schedule("remind", "x", 60_000))
    shop.host.roost("plugins", "unload", "listener")
    shop.commit(publish("shop.a", "1"))
    done = shop.host.roost("plugins", "purge", "listener", "--yes")
    # The message, and the job with its time.
    assert done.stdout == "3 entries of listener were deleted\n"
    shop.commit(publish("shop.a", "2"))
    assert (shop.host.metric("roost_inbox_waiting", source="plugin:listener") or 0) <= 1
    shop.host.roost("plugins", "reload", "listener")
    shop.commit(publish("shop.a", "3"))
    listener.hears("shop.a", "3")
    assert listener.heard("shop.a", "1") == listener.heard("shop.a", "2") == 0
