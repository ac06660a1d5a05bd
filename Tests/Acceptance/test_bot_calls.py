"""roost.telegram/1: plugins call the Bot API through the host, at once and as effects, without a token."""

import json
import signal
import subprocess
import threading
import time

import pytest
from harness.bot_api import TOKEN, TelegramServer, done, message, refused
from harness.calls import ACTIVE, GONE, MOVED, OK, REFUSED, SERVED, WAIT, answer, bots, call, download, effect
from harness.calls import message as to
from harness.host import binary
from harness.plugins import swift_probe
from harness.state import ADD, DENIED, DONE, INVALID, RETRYABLE, UNKNOWN, Keeper, commit, item

pytestmark = pytest.mark.isolation("worker", "inline")

KEY = "1:" + "a1" * 32
HIDDEN = TOKEN.split(":")[1]
OTHER = "5839574812:BBFD39kkdpWt3ywyRZergyOLMaJhac60qcK"


class Shop(Keeper):
    """A host with the bot "first", which its plugin serves, and a Bot API beside it."""

    def __init__(self, host, telegram):
        super().__init__(host)
        self.telegram = telegram

    def command(self, *arguments, input=None):
        done = subprocess.run(
            [binary(), *arguments], cwd=self.host.folder, input=input, text=True, capture_output=True, timeout=60)  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def call(self, block):
        """The answer to a call, or the code in its place."""
        got = self.ask("telegram/call", block)
        if refusal := got["X-Refused"]:
            return int(refusal)
        return int(got["X-Code"]) or answer(got.body)

    def said(self, tag, code, kind=0):
        return int(self.get(f"said/{tag}/{code}/{kind}".encode())[0][1] or b"0")

    def ends(self, tag, code, kind=0):
        self.host.until(lambda: self.said(tag, code, kind) == 1)

    def update(self, bot, number, text, chat=1):
        self.telegram.put(bot, message(number, text, chat))

    def kill(self):
        self.host.process.send_signal(signal.SIGKILL)
        self.host.process.wait()


@pytest.fixture
def telegram():
    server = TelegramServer()
    yield server
    server.close()


@pytest.fixture
def make(roost_host, compile_plugin, telegram):
    def build(grants=(), mode="sales", **more):
        telegram.bot()
        host = roost_host({"telegram": {"api_url": telegram.url, "key": KEY}, **more}, start=False)
        host.install(compile_plugin("keeper", source="keeper.c"), "keeper", settings={"grants": list(grants)})
        shop = Shop(host.start(), telegram)
        shop.command("bots", "add", "first", "--plugin", "keeper", "--mode", mode, input=TOKEN + "\n")
        return shop

    return build


@pytest.fixture
def shop(make):
    return make()


def test_a_call_is_made_and_answered(shop, telegram):
    kind, code, after, chat, rest = shop.call(to(5, "tea"))
    assert (kind, code, after, chat) == (OK, 0, 0, 0) and json.loads(rest)["text"] == "tea"
    assert telegram.sent() == [(5, "tea")]
    telegram.answers["sendMessage"] = lambda *_: refused(400, "Bad Request: chat not found")
    assert shop.call(to(5)) == (REFUSED, 400, 0, 0, b"Bad Request: chat not found")
    telegram.answers["sendMessage"] = lambda *_: refused(403, "Forbidden: bot was blocked by the user")
    assert shop.call(to(5)) == (GONE, 403, 0, 0, b"Forbidden: bot was blocked by the user")


def test_a_plugin_is_told_its_bots_and_the_mode_that_it_serves_them_in(shop):
    telegram = shop.telegram
    telegram.bot(OTHER, "second_bot")
    shop.command("bots", "add", "second", "--plugin", "other", input=OTHER + "\n")
    assert bots(shop.ask("telegram/bots", b"").body) == [("first", "first_bot", "sales", 4839574812, SERVED | ACTIVE)]
    # Not its own, and not granted.
    assert shop.call(to(5, bot="second")) == DENIED and telegram.sent() == []


def test_another_plugins_bot_is_called_where_that_is_granted(make, telegram):
    shop = make(grants=["bot:second"])
    telegram.bot(OTHER, "second_bot")
    shop.command("bots", "add", "second", "--plugin", "other", "--mode", "theirs", input=OTHER + "\n")
    assert shop.call(to(5, "a", bot="second"))[0] == OK
    found = bots(shop.ask("telegram/bots", b"").body)
    assert [(name, mode, flags) for name, _, mode, _, flags in found] == [
        ("first", "sales", SERVED | ACTIVE), ("second", "", ACTIVE)]  # fmt: skip
    shop.host.configure("keeper", {"grants": []})
    shop.host.serving("keeper", count=2)
    assert shop.call(to(5, "b", bot="second")) == DENIED and telegram.sent() == [(5, "a")]


def test_a_call_that_waits_is_not_made_once_its_bot_is_taken_away(make, telegram):
    shop = make(grants=["bot:second"])
    telegram.bot(OTHER, "second_bot")
    shop.command("bots", "add", "second", "--plugin", "other", input=OTHER + "\n")
    telegram.answers["sendMessage"] = lambda *_: refused(429, "Too Many Requests", retry_after=2)
    got = []
    waiting = threading.Thread(target=lambda: got.append(shop.call(to(5, bot="second"))))
    waiting.start()
    telegram.wait("sendMessage")
    shop.host.configure("keeper", {"grants": []})
    waiting.join()
    # Told that it was not sent, which is not what Telegram said.
    assert got == [RETRYABLE] or got[0][0] not in (OK, WAIT), got
    assert telegram.count("sendMessage") == 1


def test_a_method_is_the_same_in_any_letters(shop, telegram):
    """What Telegram takes as sendMessage is sent once, as that is."""
    telegram.answers["SendMessage"] = lambda *_: (None, None)
    assert shop.call(call("SendMessage", {"chat_id": 5, "text": "tea"})) == UNKNOWN
    assert telegram.count("SendMessage") == 1


def test_what_a_plugin_may_not_call(shop, telegram):
    for method in ("getUpdates", "SETWEBHOOK", "deleteWebhook", "getWebhookInfo", "logOut", "close",
                   "getManagedBotToken", "replaceManagedBotToken"):  # fmt: skip
        before = len(telegram.calls)
        assert shop.call(call(method)) == DENIED, method
        assert all(name != method for name, _ in telegram.calls[before:])
    for wrong in (to(5)[:20], call("../x"), call("sendMessage", b"[]"), call("sendMessage", b"{"), to(5, size=40),
                  call(count=3), call(timeout=3_600_001), call(count=99)):  # fmt: skip
        assert shop.call(wrong) == INVALID
    assert shop.call(to(5, bot="nobody")) == DENIED and telegram.sent() == []


def test_files_go_along_from_the_plugins_folder_and_from_memory(shop, telegram):
    (shop.host.folder / "var/data/keeper/photo.bin").write_bytes(bytes(range(256)) * 4000)
    telegram.answers["sendDocument"] = lambda *_: done({"message_id": 1})
    files = [("document", "a.bin", "photo.bin", b""), ("thumbnail", "t.jpg", "", b"small")]
    assert shop.call(call("sendDocument", {"chat_id": 5}, files=files))[0] == OK
    sent = telegram.wait("sendDocument")[0]
    assert sent["document"] == ("a.bin", bytes(range(256)) * 4000) and sent["thumbnail"] == ("t.jpg", b"small")
    assert sent["chat_id"] == "5"
    for missing in ("none.bin", "../state.db", "/etc/passwd"):
        assert shop.call(call("sendDocument", {"chat_id": 5}, files=[("document", "a", missing, b"")])) == INVALID
    assert telegram.count("sendDocument") == 1


def load(shop, *arguments, **options):
    got = shop.ask("telegram/download", download(*arguments, **options))
    return int(got["X-Code"]) or answer(got.body)


def test_a_file_comes_into_the_plugins_folder_and_goes_on_where_it_broke_off(shop, telegram):
    folder, content = shop.host.folder / "var/data/keeper", bytes(range(256)) * 12_000
    telegram.files = {"documents/one": content, "documents/two": content, "documents/small": b"abc"}
    telegram.broken = {"documents/two"}
    for name in ("one", "two"):
        assert load(shop, name, f"in/{name}.bin") == (OK, 0, 0, 0, str(len(content)).encode())
        assert (folder / f"in/{name}.bin").read_bytes() == content
    assert [offset > 0 for _, offset in telegram.reads] == [False, False, True]
    assert load(shop, "small", "in/one.bin")[0] == OK and (folder / "in/one.bin").read_bytes() == b"abc"
    assert load(shop, "none", "x")[:2] == (REFUSED, 400)
    assert load(shop, "one", "x", limit=1000) == DENIED
    for path in ("../x", "/x", ""):
        assert load(shop, "small", path) == INVALID
    assert load(shop, "small", "x", bot="nobody") == DENIED
    assert sorted(file.name for file in folder.rglob("*") if file.is_file()) == ["one.bin", "two.bin"]


def test_an_unanswered_send_is_unknown_and_a_read_may_be_repeated(shop, telegram):
    telegram.answers["sendMessage"] = telegram.answers["getChat"] = lambda *_: (None, None)
    assert shop.call(to(5)) == UNKNOWN and telegram.count("sendMessage") == 1
    assert shop.call(call("getChat", {"chat_id": 5})) == RETRYABLE


def test_a_429_holds_one_chat_while_others_go_on(shop, telegram):
    telegram.answers["sendMessage"] = lambda _, said: (
        refused(429, "Too Many Requests: retry after 35", retry_after=35) if said["chat_id"] == 5 else None)  # fmt: skip
    kind, code, after, _, words = shop.call(to(5, timeout=3000))
    assert (kind, code, after) == (WAIT, 429, 35) and b"retry after 35" in words
    for number in range(5):
        assert shop.call(to(10 + number))[0] == OK
    # The chat is held: nothing is sent there in vain.
    assert shop.call(to(5, timeout=500)) == RETRYABLE
    assert [chat for chat, _ in telegram.sent()].count(5) == 1


def test_a_revoked_token_stops_the_bot(shop, telegram):
    telegram.bots.clear()
    assert shop.call(to(5)) == DENIED
    shop.host.until(lambda: json.loads(shop.command("bots", "list", "--json"))[0]["status"] == "revoked")
    count = telegram.count("sendMessage")
    assert shop.call(to(5)) == DENIED and telegram.count("sendMessage") == count == 1
    assert shop.code("commit", commit(effect(to(5)))) == DENIED


def test_an_effect_is_sent_with_its_commit_and_its_outcome_comes_back(shop, telegram):
    shop.commit(item(ADD, b"n", number=1), effect(to(5, "tea", tag=b"one")))
    shop.ends("one", DONE, OK)
    assert telegram.sent() == [(5, "tea")]
    for number, (reply, kind) in enumerate(
        [(refused(400, "no"), REFUSED), (refused(403, "blocked"), GONE)], start=1):  # fmt: skip
        telegram.answers["sendMessage"] = lambda *_, reply=reply: reply
        shop.commit(effect(to(5, tag=f"no{number}".encode())))
        shop.ends(f"no{number}", DONE, kind)
    telegram.answers["sendMessage"] = lambda *_: (None, None)
    shop.commit(effect(to(6, tag=b"lost")))
    shop.ends("lost", UNKNOWN)
    assert [chat for chat, _ in telegram.sent()] == [5, 5, 5, 6]
    assert json.loads(shop.command("outbox", "list", "--json")) == []


def test_an_effect_that_may_be_repeated_is_until_it_is_answered(shop, telegram):
    replies = [(None, None), (None, None), done(True)]
    telegram.answers["editMessageText"] = lambda *_: replies.pop(0)
    shop.commit(effect(call("editMessageText", {"chat_id": 5, "message_id": 1, "text": "b"}, tag=b"edit")))
    shop.ends("edit", DONE, OK)
    assert telegram.count("editMessageText") >= 3 and replies == []


def test_an_effect_waits_out_a_429_and_others_pass_it(shop, telegram):
    start, replies = time.monotonic(), [refused(429, "later", retry_after=2)]
    telegram.answers["sendMessage"] = lambda _, said: replies.pop() if said["chat_id"] == 5 and replies else None
    shop.commit(effect(to(5, "a", tag=b"held"), lane=1), effect(to(6, "b", tag=b"free"), lane=2))
    shop.ends("free", DONE, OK)
    assert shop.said("held", DONE) == 0
    shop.ends("held", DONE, OK)
    assert time.monotonic() - start >= 2 and sorted(telegram.sent()) == [(5, "a"), (5, "a"), (6, "b")]


def test_a_group_that_migrates_gets_the_message_once(shop, telegram):
    telegram.answers["sendMessage"] = lambda _, said: (
        refused(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=-100777)
        if said["chat_id"] == -5 else None)  # fmt: skip
    assert shop.call(to(-5, "now"))[::3] == (OK, -100777)
    shop.commit(effect(to(-5, "kept", tag=b"moved")))
    shop.ends("moved", DONE, OK)
    assert telegram.sent() == [(-5, "now"), (-100777, "now"), (-5, "kept"), (-100777, "kept")]
    assert shop.host.logs.all(plugin="keeper", message="chat -100777")
    assert MOVED not in [shop.call(to(-5, "again"))[0]]


def test_an_update_and_its_answer_are_one(shop, telegram):
    bot = telegram.bot()
    shop.update(bot, 1, "say 7", chat=7)
    shop.ends("1", DONE, OK)
    assert telegram.sent() == [(7, "1")]


def test_no_message_is_lost_silently_or_doubled_by_kill_9(shop, telegram):
    bot, count = telegram.bot(), 60
    telegram.answers["sendMessage"] = lambda *_: time.sleep(0.05)
    for number in range(1, count + 1):
        shop.update(bot, number, f"say {100 + number}", chat=100 + number)

    tags, codes = [str(number) for number in range(1, count + 1)], (DONE, UNKNOWN)

    def ended():
        """The outcomes of each."""
        keys = [f"said/{tag}/{code}/0" for tag in tags for code in codes]
        found = dict(zip(keys, shop.get(*(key.encode() for key in keys))))
        return {tag: [code for code in codes if found[f"said/{tag}/{code}/0"][1]] for tag in tags}

    for least in (8, 24, 40):
        telegram.wait("sendMessage", least, timeout=60)
        shop.kill()
        shop.host.start()
    shop.host.until(lambda: all(ended().values()))
    sent, unknown = telegram.sent(), 0
    assert len(sent) == len(set(sent)), "a message was sent twice"
    for tag, outcomes in ended().items():
        assert len(outcomes) == 1, (tag, outcomes)
        unknown += outcomes == [UNKNOWN]
        # What is called done was sent; what was not sent is never called so.
        assert outcomes == [UNKNOWN] or (100 + int(tag), tag) in sent
    assert len(sent) >= count - unknown


def test_a_bot_that_is_switched_off_sends_nothing(shop, telegram):
    shop.command("bots", "disable", "first")
    assert shop.call(to(5)) == DENIED and shop.code("commit", commit(effect(to(5)))) == DENIED
    shop.command("bots", "enable", "first")
    assert shop.call(to(5))[0] == OK


def test_no_token_is_seen_by_a_plugin_or_left_anywhere(shop, telegram):
    path = f"/var/lib/telegram-bot-api/{TOKEN}/documents/file_0.bin"
    telegram.answers["getFile"] = lambda *_: done({"file_id": "a", "file_path": path})
    rest = shop.call(call("getFile", {"file_id": "a"}))[-1]
    assert HIDDEN.encode() not in rest and b"[token]" in rest
    telegram.answers["sendMessage"] = lambda *_: refused(400, f"no {TOKEN}")
    assert HIDDEN.encode() not in shop.call(to(5))[-1]
    shop.commit(effect(to(5, tag=b"a")))
    shop.ends("a", DONE, REFUSED)
    shop.command("backup", str(shop.host.folder / "backup.db"))
    shop.host.stop()
    text = "\n".join(shop.host.logs.raw).encode()
    for file in shop.host.folder.rglob("*"):
        if file.is_file() and not file.is_symlink() and file.suffix != ".so":
            text += file.read_bytes()
    assert HIDDEN.encode() not in text


def test_what_answers_an_update_goes_before_a_broadcast(shop, telegram):
    bot = telegram.bot()
    for first in range(0, 90, 30):
        shop.commit(*(effect(to(1000 + at), lane=1000 + at) for at in range(first, first + 30)))
    telegram.wait("sendMessage", 5)
    shop.update(bot, 1, "say 7", chat=7)
    shop.ends("1", DONE, OK)
    assert len(telegram.sent()) < 85, "the answer waited for the broadcast"


@pytest.fixture
def greeter(roost_host, telegram):
    telegram.bot()
    host = roost_host({"telegram": {"api_url": telegram.url, "key": KEY}}, start=False)
    host.install(swift_probe("TelegramProbe"), "greeter")
    shop = Shop(host.start(), telegram)
    shop.command("bots", "add", "first", "--plugin", "greeter", "--mode", "polite", input=TOKEN + "\n")
    return shop


def test_a_bot_in_swift_answers_at_once_and_by_effects(greeter, telegram):
    bot, said = telegram.bot(), greeter.host.logs
    greeter.update(bot, 1, "hi", chat=9)
    said.wait(message=r"sent \d+ to 9", plugin="greeter")
    sent = telegram.wait("sendMessage")[0]
    assert (sent["chat_id"], sent["text"]) == (9, "Hello, A")
    assert sent["entities"] == [{"type": "bold", "offset": 7, "length": 1}]
    greeter.update(bot, 2, "/order tea", chat=9)
    said.wait(message=r"order 2 told by \d+", plugin="greeter")
    assert telegram.sent()[-1] == (9, "Ordered: tea")
    telegram.answers["sendMessage"] = lambda *_: refused(403, "Forbidden: bot was blocked by the user")
    greeter.update(bot, 3, "/refused", chat=9)
    said.wait(message="refused: gone", plugin="greeter")
    greeter.update(bot, 4, "/order cake", chat=9)
    said.wait(message="order 4 not told: gone", plugin="greeter")
    assert greeter.host.request("GET", "/greeter/bots").body == b"first polite true true\n"


def test_a_button_in_swift_is_answered_and_its_message_edited(greeter, telegram):
    person = {"id": 7, "is_bot": False, "first_name": "A"}
    message = {"message_id": 3, "date": 1, "text": "like?", "chat": {"id": 9, "type": "private"}}
    telegram.put(telegram.bot(), {"update_id": 1, "callback_query": {
        "id": "q1", "from": person, "chat_instance": "1", "data": "like:1", "message": message}})  # fmt: skip
    assert telegram.wait("answerCallbackQuery") == [{"callback_query_id": "q1", "text": "Thanks"}]
    assert telegram.wait("editMessageText")[0] == {"text": "liked by A", "chat_id": 9, "message_id": 3}


def test_a_call_that_waits_for_its_turn_is_held_dropped_and_outlives_the_host(shop, telegram):
    replies = [refused(429, "later", retry_after=3)]
    telegram.answers["sendMessage"] = lambda *_: replies.pop() if replies else None
    shop.commit(effect(to(5, "a", tag=b"a"), lane=1))
    telegram.wait("sendMessage")
    shop.command("outbox", "hold")
    shop.commit(effect(to(6, "b", tag=b"b"), lane=2), effect(to(7, "c", tag=b"c"), lane=3))
    shop.host.until(lambda: len(json.loads(shop.command("outbox", "list", "--json"))) == 3)
    waiting = {line["name"]: line for line in json.loads(shop.command("outbox", "list", "--json"))}
    assert waiting["said"]["what"] == "sendMessage as first"
    time.sleep(3.5)
    assert telegram.sent() == [(5, "a")], "it went although effects are held"
    assert shop.host.stop() == 0
    shop.host.start()
    assert len(json.loads(shop.command("outbox", "list", "--json"))) == 3
    dropped = next(line["id"] for line in json.loads(shop.command("outbox", "list", "--json")) if line["state"] == "held")
    shop.command("outbox", "drop", dropped)
    shop.command("outbox", "release")
    shop.host.until(lambda: json.loads(shop.command("outbox", "list", "--json")) == [])
    assert len(telegram.sent()) == 3, telegram.sent()
