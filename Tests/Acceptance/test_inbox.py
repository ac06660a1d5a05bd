"""Kept updates: answered when they are on disk, handled once, whatever crashes when."""

import itertools
import json
import signal
import threading
import time

import pytest
from harness.state import ADD, PUT, STALE, Keeper, commit, item

pytestmark = pytest.mark.isolation("worker", "inline")

SECRET = "s3cret-of_the-first-bot"
PATH = "/telegram/first-0123456789"
FIELD = "X-Telegram-Bot-Api-Secret-Token"
identifiers = itertools.count(1000)
BOT = {"path": PATH, "secret": SECRET, "plugins": ["keeper"], "delivery": "durable"}
EVENTS = {"retry_ms": 20, "attempts": 3}


class Bot(Keeper):
    """A host with one bot whose updates are kept, and the plugin that gets them."""

    def __init__(self, host):
        super().__init__(host)
        self.updates = itertools.count(1)

    def deliver(self, text, id=None, chat=1, **more):
        """Delivers an update; its id and the status of the answer."""
        id = next(identifiers) if id is None else id
        update = {"update_id": id, "message": {
            "message_id": 5, "date": 1700000000, "text": text, "chat": {"id": chat, "type": "private"},
            "from": {"id": 7, "is_bot": False, "first_name": "A"}, **more}}  # fmt: skip
        return id, self.post(json.dumps(update).encode()).status

    def post(self, body):
        return self.host.post(PATH, body, headers=[("Content-Type", "application/json"), (FIELD, SECRET)])

    def take(self, text, **options):
        id, status = self.deliver(text, **options)
        assert status == 200
        return id

    def number(self, key):
        return int(self.get(key.encode())[0][1] or b"0")

    def once(self, id):
        return self.number(f"once/{id}")

    def tries(self, id):
        return self.number(f"tries/{id}")

    def waiting(self):
        return self.host.metric("roost_inbox_waiting", source="bot:first")

    def settled(self):
        """Nothing waits any more."""
        self.host.until(lambda: self.waiting() == 0)

    def dies_until_given_up(self, count):
        """How often it ended, and was started again, until so many events were given up."""
        deaths = 0
        while True:
            if self.host.process.poll() is not None:
                deaths += 1
                self.host.start(wait=False)
            letters = self.host.roost("dead", "list", "--json")
            if letters.returncode == 0 and len(json.loads(letters.stdout)) == count:
                return deaths
            time.sleep(0.02)

    def events(self):
        return json.loads(self.host.roost("events", "list", "--json").stdout)

    def dead(self):
        return json.loads(self.host.roost("dead", "list", "--json").stdout)


@pytest.fixture
def bot(roost_host, compile_plugin):
    def make(**config):
        events = {**EVENTS, **config.pop("events", {})}
        host = roost_host({"bots": {"first": BOT}, "events": events, **config}, start=False)
        host.install(compile_plugin("keeper", source="keeper.c"), "keeper")
        return Bot(host.start())

    return make


def killed(bot):
    bot.host.process.send_signal(signal.SIGKILL)
    bot.host.process.wait()


def test_an_update_is_handled_once_and_its_repetitions_are_known(bot):
    bot = bot()
    ids = [bot.take("count") for _ in range(5)]
    bot.settled()
    for id in ids:
        assert bot.deliver("count", id=id)[1] == 200
    bot.settled()
    assert bot.number("handled") == 5 and all(bot.once(id) == 1 and bot.tries(id) == 1 for id in ids)
    assert bot.host.metric("roost_inbox_taken_total") == 5
    assert bot.host.metric("roost_inbox_known_total") == 5


def test_ids_that_jump_down_are_new(bot):
    bot = bot()
    ids = [10**12, 5, 10**15, 511, 512, 513, 1, 9007199254740993]
    for id in ids:
        bot.take("count", id=id)
    bot.settled()
    assert [bot.once(id) for id in ids] == [1] * len(ids)


def test_without_a_commit_of_its_own_a_handler_that_is_done_acknowledges(bot):
    bot = bot()
    id = bot.take("done")
    bot.settled()
    assert bot.tries(id) == 1
    killed(bot)
    bot.host.start()
    bot.settled()
    assert bot.tries(id) == 1


def test_what_was_answered_is_handled_after_the_host_was_killed(bot):
    bot = bot(events={"retry_ms": 1})
    ids = []
    for round in range(3):
        ids += [bot.take("count", chat=chat) for chat in range(20)]
        killed(bot)
        bot.host.start()
    bot.settled()
    assert [bot.once(id) for id in ids] == [1] * len(ids)
    assert bot.number("handled") == len(ids)


def test_a_failure_that_may_pass_is_tried_again_and_one_that_may_not_is_a_dead_letter(bot):
    bot = bot()
    retried = [bot.take(f"once {code}", chat=-code) for code in (-1, -4, -5, -8)]
    lost = [bot.take(f"fail {code}", chat=-code) for code in (-2, -3, -7)]
    hopeless = bot.take("fail -1", chat=9)
    behind = bot.take("count", chat=9)
    bot.settled()
    assert [(bot.once(id), bot.tries(id)) for id in retried] == [(1, 2)] * 4
    assert [(bot.once(id), bot.tries(id)) for id in lost] == [(0, 1)] * 3
    assert (bot.once(hopeless), bot.tries(hopeless)) == (0, 3)
    assert (bot.once(behind), bot.tries(behind)) == (1, 1)
    assert bot.host.metric("roost_inbox_dead_total") == 4


def test_once_acknowledged_it_is_done_whatever_its_handler_says(bot):
    bot = bot()
    id = bot.take("ack-fail")
    twice = bot.take("twice", chat=2)
    bot.settled()
    assert (bot.once(id), bot.tries(id)) == (1, 1)
    assert (bot.once(twice), bot.tries(twice)) == (1, 1)
    bot.host.logs.wait(message=f"committed {twice}: {STALE}")
    assert bot.host.metric("roost_inbox_dead_total") == 0


def test_a_commit_that_comes_after_the_deadline_writes_nothing(bot):
    bot = bot(dispatch={"deadline_ms": 300})
    id = bot.take("late")
    bot.settled()
    bot.host.logs.wait(message=f"committed {id}: {STALE}")
    assert (bot.once(id), bot.tries(id)) == (1, 2)


def test_a_ticket_that_is_not_open_acknowledges_nothing(bot):
    bot = bot()
    for ticket in (1, 2**64 - 1, 0x1234567890):
        assert bot.code("commit", commit(item(ADD, b"n", number=1), ticket=ticket)) == STALE
    assert bot.number("n") == 0


def test_a_call_in_the_answer_has_no_webhook_to_go_in(bot):
    bot = bot()
    bot.take("reply")
    bot.settled()
    assert bot.host.metric("roost_inbox_dead_total") == 1
    assert bot.host.logs.all(level="error")[-1]["message"].count("delivery: direct")


def test_lanes_keep_their_order_also_over_a_retry(bot):
    bot = bot()
    order = [bot.take("once -1"), *(bot.take("count") for _ in range(4))]
    bot.settled()
    said = [line["message"] for line in bot.host.logs.all() if line["message"].startswith("committed ")]
    assert said == [f"committed {id}: 0" for id in order]


def test_more_than_memory_holds_waits_in_the_store_in_order(bot):
    bot = bot(events={"in_memory": 8})
    ids = [bot.take("count", chat=n % 3) for n in range(200)]
    bot.settled()
    assert bot.number("handled") == 200 and all(bot.once(id) == 1 for id in ids)
    said = [int(line["message"].split()[1][:-1]) for line in bot.host.logs.all() if line["message"].startswith("committed ")]
    for chat in range(3):
        mine = ids[chat::3]
        assert [id for id in said if id in set(mine)] == mine


def test_events_wait_for_a_plugin_that_is_not_there(bot, compile_plugin):
    bot = bot()
    bot.host.roost("plugins", "unload", "keeper")
    ids = [bot.take("count", chat=chat) for chat in range(5)]
    assert bot.waiting() == 5
    bot.host.roost("plugins", "reload", "keeper")
    bot.settled()
    assert [bot.once(id) for id in ids] == [1] * 5


def test_past_its_bounds_the_inbox_leaves_updates_with_telegram(bot):
    bot = bot(events={"inbox_events": 3})
    bot.host.roost("plugins", "unload", "keeper")
    taken = [bot.take("count") for _ in range(3)]
    refused = next(identifiers)
    answer = bot.deliver("count", id=refused)
    assert answer[1] == 503
    refusal = bot.host.logs.wait(level="warning", logger="http")
    assert "answered 503" in refusal["message"] and "3 are allowed" in refusal["message"]
    bot.host.roost("plugins", "reload", "keeper")
    bot.settled()
    # It was not marked: it is taken when it comes again.
    bot.take("count", id=refused)
    bot.settled()
    assert [bot.once(id) for id in [*taken, refused]] == [1] * 4


def test_what_came_too_late_to_be_answered_is_not_handled(bot):
    bot = bot()
    bot.host.roost("plugins", "unload", "keeper")
    query = {"update_id": next(identifiers), "pre_checkout_query": {
        "id": "1", "from": {"id": 7, "is_bot": False, "first_name": "A"}, "currency": "XTR", "total_amount": 1,
        "invoice_payload": "p"}}  # fmt: skip
    assert bot.post(json.dumps(query).encode()).status == 200
    time.sleep(10.1)
    bot.host.roost("plugins", "reload", "keeper")
    bot.settled()
    assert bot.host.metric("roost_inbox_expired_total") == 1
    assert bot.tries(query["update_id"]) == 0


@pytest.mark.isolation("worker", because="the end of an inline plugin's process is the host's")
def test_a_poison_event_ends_as_a_dead_letter_and_its_lane_goes_on(bot):
    bot = bot(workers={"crashes": 100})
    crash, die, behind = bot.take("crash"), bot.take("die"), bot.take("count")
    bot.settled()
    assert (bot.once(crash), bot.tries(crash)) == (1, 2)
    assert (bot.once(die), bot.tries(die)) == (0, 3)
    assert bot.once(behind) == 1


@pytest.mark.isolation("inline", because="the end of a worker is not the host's")
def test_an_event_that_ends_the_host_again_and_again_is_found_out(bot):
    bot = bot()
    bot.host.roost("plugins", "unload", "keeper")
    die, behind, beside = bot.take("die"), bot.take("count"), bot.take("once -1", chat=2)
    bot.host.roost("plugins", "reload", "keeper")
    deaths = bot.dies_until_given_up(1)
    # The first time it was one of many; from then on each attempt was counted.
    assert deaths == 4
    assert bot.host.stop() == 0
    bot.host.start()
    bot.settled()
    assert (bot.tries(die), bot.once(behind), bot.once(beside)) == (4, 1, 1)
    assert [len(letter["attempts"]) for letter in bot.dead()] == [3]
    # That an attempt was counted before it began is not told of what came through it.
    (told,) = [event for event in bot.events() if event["lane"] == "2"]
    assert told["state"] == "handled" and not [one for one in told["attempts"] if "host ended" in one["reason"]]


@pytest.mark.isolation("inline", because="the end of a worker is not the host's")
def test_events_that_may_have_ended_the_host_are_tried_one_at_a_time(bot):
    bot = bot()
    bot.host.roost("plugins", "unload", "keeper")
    dies = [bot.take("die", chat=1), bot.take("die", chat=2)]
    bot.host.roost("plugins", "reload", "keeper")
    # Once for both or one of many, then three for each: an end is never put down to two of them.
    assert bot.dies_until_given_up(2) == 7
    assert bot.host.stop() == 0
    bot.host.start()
    bot.settled()
    assert sorted(len(letter["attempts"]) for letter in bot.dead()) == [3, 3]
    assert sum(bot.tries(die) for die in dies) in (7, 8)


def test_a_handler_that_never_completes_is_tried_again_and_then_given_up(bot):
    bot = bot(dispatch={"deadline_ms": 100}, events={"attempts": 2})
    id = bot.take("never")
    bot.settled()
    assert bot.tries(id) == 2
    assert bot.host.metric("roost_inbox_dead_total") == 1


def test_dead_letters_are_listed_shown_replayed_and_dropped(bot):
    bot = bot()
    assert bot.host.roost("dead", "list").stdout == "no dead letters\n"
    first, second = bot.take("fail -2"), bot.take("once -2")
    bot.settled()
    listed = bot.dead()
    assert [(letter["source"], len(letter["attempts"])) for letter in listed] == [("bot:first", 1)] * 2
    assert listed[0]["attempts"][0]["reason"] == "permanent: as it was told to"
    table = bot.host.roost("dead", "list").stdout.splitlines()
    assert table[0].split() == ["NUMBER", "GIVEN", "UP", "SOURCE", "EVENT", "ATTEMPTS", "WHY"]
    assert str(listed[1]["number"]) in table[2] and "as it was told to" in table[2]
    shown = bot.host.roost("dead", "show", str(listed[0]["number"])).stdout
    assert f'"update_id": {first}' in shown and "generation" in shown and "as it was told to" in shown
    # The second one fails at its first attempt only: again, it is handled.
    assert bot.host.roost("dead", "replay", listed[1]["event"]).returncode == 0
    bot.settled()
    assert (bot.once(second), bot.tries(second)) == (1, 2)
    assert [letter["number"] for letter in bot.dead()] == [listed[0]["number"]]
    assert bot.host.roost("dead", "drop", str(listed[0]["number"])).returncode == 0
    assert bot.dead() == []
    for command in ("show", "replay", "drop"):
        done = bot.host.roost("dead", command, "4711")
        assert done.returncode == 1 and "roost dead list" in done.stderr


def test_a_dead_letter_outlives_the_host(bot):
    bot = bot()
    bot.take("fail -2")
    bot.settled()
    killed(bot)
    bot.host.start()
    assert len(bot.dead()) == 1


def test_a_backup_made_under_load_is_of_one_commit(bot, tmp_path):
    bot = bot()
    ended = threading.Event()

    def load():
        # Two keys that are equal in every commit.
        for number in itertools.count():
            if ended.is_set():
                return
            bot.commit(item(PUT, b"a", b"%d" % number), item(PUT, b"b", b"%d" % number))

    thread = threading.Thread(target=load)
    thread.start()
    try:
        for round in range(3):
            done = bot.host.roost("backup", str(tmp_path / f"{round}.db"))
            assert done.returncode == 0, done.stderr
    finally:
        ended.set()
        thread.join()
    again = bot.host.roost("backup", str(tmp_path / "0.db"))
    assert again.returncode == 1 and "name a new file" in again.stderr
    assert (tmp_path / "0.db").stat().st_mode & 0o777 == 0o600
    told = bot.host.roost("backup", "--verify", str(tmp_path / "2.db"))
    assert told.returncode == 0 and "as of commit" in told.stdout and "keeper: 2 entries" in told.stdout


def test_a_restored_host_has_what_the_backup_had(bot, tmp_path):
    bot = bot()
    before = bot.take("count")
    dead = bot.take("fail -2")
    bot.settled()
    bot.host.roost("plugins", "unload", "keeper")
    waiting = bot.take("count", chat=7)
    assert bot.host.roost("backup", str(tmp_path / "copy.db")).returncode == 0
    bot.host.roost("plugins", "reload", "keeper")
    after = bot.take("count", chat=8)
    bot.settled()
    refused = bot.host.roost("restore", str(tmp_path / "copy.db"))
    assert refused.returncode == 1 and "another host uses it" in refused.stderr
    assert bot.host.stop() == 0
    restored = bot.host.roost("restore", str(tmp_path / "copy.db"))
    assert restored.returncode == 0 and "1 events wait, 1 dead letters" in restored.stdout, restored.stderr
    bot.host.start()
    bot.settled()
    assert [bot.once(id) for id in (before, waiting, after)] == [1, 1, 0]
    assert [bot.tries(id) for id in (before, dead)] == [1, 1] and len(bot.dead()) == 1
    # What came after the backup is unknown again, what came before is not.
    for id in (before, waiting):
        bot.take("count", id=id)
    bot.take("count", id=after)
    bot.settled()
    assert [bot.once(id) for id in (before, waiting, after)] == [1, 1, 1]


def test_a_damaged_backup_is_not_restored(bot, tmp_path):
    bot = bot()
    bot.take("count")
    bot.settled()
    copy = tmp_path / "copy.db"
    bot.host.roost("backup", str(copy))
    assert bot.host.stop() == 0
    whole = copy.read_bytes()
    copy.write_bytes(whole[: len(whole) // 2] + b"\xa5" * 4096 + whole[len(whole) // 2 + 4096 :])
    done = bot.host.roost("restore", str(copy))
    assert done.returncode == 1 and "hint" in done.stderr
    (tmp_path / "text.db").write_text("no database")
    assert bot.host.roost("restore", str(tmp_path / "text.db")).returncode == 1
    bot.host.start()
    assert bot.number("handled") == 1


def test_purge_deletes_what_a_plugin_kept_once_it_does_not_serve(bot):
    bot = bot()
    id = bot.take("count")
    bot.settled()
    serves = bot.host.roost("plugins", "purge", "keeper", "--yes")
    assert serves.returncode == 1 and "unload it first" in serves.stderr
    bot.host.roost("plugins", "unload", "keeper")
    asked = bot.host.roost("plugins", "purge", "keeper")
    assert asked.returncode == 1 and "--yes" in asked.stderr
    done = bot.host.roost("plugins", "purge", "keeper", "--yes")
    assert done.returncode == 0 and done.stdout == "3 entries of keeper were deleted\n"
    bot.host.roost("plugins", "reload", "keeper")
    assert bot.once(id) == 0 and bot.number("handled") == 0
