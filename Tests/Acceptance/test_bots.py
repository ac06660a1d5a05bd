"""Bots that are added by command: their tokens, webhooks and fetched updates."""

import json
import subprocess
import threading

import pytest
from harness.bot_api import TOKEN, TelegramServer, message, refused
from harness.host import binary
from harness.redis import Redis
from harness.state import Keeper

pytestmark = pytest.mark.isolation("worker", "inline")

KEY = "1:" + "a1" * 32
PUBLIC = "https://bots.example.org"
HIDDEN = TOKEN.split(":")[1]


@pytest.fixture
def telegram():
    server = TelegramServer()
    yield server
    server.close()


class Bots(Keeper):
    """A host with a key for tokens, a plugin that counts updates, and a Bot API beside it."""

    def __init__(self, host, telegram):
        super().__init__(host)
        self.telegram = telegram
        self.base = "http://{}:{}".format(*host.address)

    def add(self, name="first", token=TOKEN, *more):
        return self.command("add", name, "--plugin", "keeper", *more, input=token + "\n")

    def command(self, *arguments, input=None):
        return subprocess.run(
            [binary(), "bots", *arguments], cwd=self.host.folder, input=input, text=True, capture_output=True,
            timeout=60,
        )  # fmt: skip

    def list(self):
        return json.loads(self.command("list", "--json").stdout)

    def number(self, key):
        return int(self.get(key.encode())[0][1] or b"0")

    def handled(self, count):
        self.host.until(lambda: self.number("handled") == count)


@pytest.fixture
def bots(roost_host, compile_plugin, telegram):
    def make(public=PUBLIC, **more):
        settings = {"api_url": telegram.url, "key": KEY, "check_seconds": 1, **more.pop("telegram", {})}
        if public:
            settings["public_url"] = public
        settings = {name: value for name, value in settings.items() if value is not None}
        host = roost_host({"telegram": settings, **more}, start=False)
        host.install(compile_plugin("keeper", source="keeper.c"), "keeper")
        return Bots(host.start(), telegram)

    return make


def seen(bots):
    """All that the host has written anywhere: its log, its folder with the database, what commands print."""
    text = "\n".join(bots.host.logs.raw).encode()
    for file in bots.host.folder.rglob("*"):
        if file.is_file() and not file.is_symlink() and file.suffix != ".so":
            text += file.read_bytes()
    return text


def test_a_bot_that_is_added_gets_a_webhook_and_its_updates_are_handled_once(bots, telegram):
    bot = telegram.bot()
    bots = bots()
    added = bots.add()
    assert added.returncode == 0 and "@first_bot" in added.stdout, added.stderr
    telegram.wait("getWebhookInfo")
    assert bot.webhook["url"].startswith(PUBLIC + "/telegram/") and len(bot.webhook["secret_token"]) == 64
    assert bot.webhook["allowed_updates"], "the kinds that the handlers want were not told"
    assert telegram.deliver(bot, message(1), bots.base) == 200
    bots.handled(1)
    statuses = []
    threads = [
        threading.Thread(target=lambda: statuses.append(telegram.deliver(bot, message(2), bots.base)))
        for _ in range(50)
    ]  # fmt: skip
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [200] * 50
    bots.handled(2)
    assert bots.number("tries/2") == 1


def test_a_missing_wrong_or_other_bots_secret_is_refused_and_nothing_kept(bots, telegram):
    first, second = telegram.bot(), telegram.bot("5839574812:BBFD39kkdpWt3ywyRZergyOLMaJhac60qcK", "second_bot")
    bots = bots()
    assert bots.add().returncode == 0
    assert bots.add("second", "5839574812:BBFD39kkdpWt3ywyRZergyOLMaJhac60qcK").returncode == 0
    bots.host.until(lambda: first.sets and second.sets)
    for secret in ["", "x" * 64, second.webhook["secret_token"]]:
        assert telegram.deliver(first, message(1), bots.base, secret=secret) == 401
    assert bots.number("handled") == 0


def test_a_token_is_nowhere_to_be_found(bots, telegram):
    telegram.bot()
    bots = bots()
    assert bots.add().returncode == 0
    telegram.wait("getWebhookInfo")
    shown = bots.command("show", "first").stdout + bots.command("list").stdout
    backup = bots.host.folder / "backup.db"
    subprocess.run([binary(), "backup", str(backup)], cwd=bots.host.folder, check=True, capture_output=True)
    again = bots.add("again")
    assert again.returncode != 0 and "already" in again.stderr
    secret = telegram.bot().webhook["secret_token"]
    bots.host.stop()
    for hidden in [HIDDEN, secret]:
        assert hidden.encode() not in seen(bots)
        assert hidden not in shown + again.stdout + again.stderr
    assert backup.exists()


def test_what_is_no_bot_of_telegrams_is_not_added(bots, telegram):
    bots = bots()
    for token, why in [("123", "no colon"), (TOKEN, "revoked")]:
        refusal = bots.add(token=token)
        assert refusal.returncode != 0 and why in refusal.stderr and HIDDEN not in refusal.stderr
    assert bots.list() == []


def test_without_a_key_no_token_is_kept(bots, telegram):
    telegram.bot()
    bots = bots(telegram={"key": None})
    refusal = bots.add()
    assert refusal.returncode != 0 and "openssl rand" in refusal.stderr
    assert telegram.count("getMe") == 0


def test_a_webhook_that_is_changed_from_outside_is_healed_and_told_once(bots, telegram):
    bot = telegram.bot()
    bots = bots()
    bots.add()
    telegram.wait("getWebhookInfo")
    url = bot.webhook["url"]
    bot.webhook = {**bot.webhook, "url": "https://elsewhere.example.org/x"}
    bots.host.until(lambda: bot.webhook["url"] == url)
    bots.host.logs.wait(message="changed from outside", level="warning")
    count = telegram.count("getWebhookInfo")
    telegram.wait("getWebhookInfo", count + 2)
    assert len(bots.host.logs.all(message="changed from outside")) == 1


def test_a_revoked_token_stops_the_bot_and_says_so(bots, telegram):
    telegram.bot()
    bots = bots()
    bots.add()
    telegram.wait("getWebhookInfo")
    telegram.bots.clear()
    bots.host.until(lambda: bots.list()[0]["status"] == "revoked")
    bots.host.logs.wait(message="revoked", level="warning")
    count = len(telegram.calls)
    assert "revoked" in bots.list()[0]["reason"]
    bots.host.stop()
    assert len(telegram.calls) <= count + 1


def test_bots_are_there_after_a_restart_and_a_new_key_takes_over(bots, telegram):
    bot = telegram.bot()
    bots = bots()
    bots.add()
    telegram.wait("getWebhookInfo")
    url, secret = bot.webhook["url"], bot.webhook["secret_token"]
    bots.host.stop()
    config = json.loads((bots.host.folder / "roost.yaml").read_text())
    config["telegram"]["key"] = KEY + "\n2:" + "b2" * 32
    bots.host.write_config(json.dumps(config))
    bots.host.start()
    bots.host.until(lambda: bot.sets >= 2)
    bots.host.stop()
    # The old key is not needed any more.
    config["telegram"]["key"] = "2:" + "b2" * 32
    bots.host.write_config(json.dumps(config))
    bots.host.start()
    bots.host.until(lambda: bot.sets >= 3)
    assert (bot.webhook["url"], bot.webhook["secret_token"]) == (url, secret)
    assert telegram.deliver(bot, message(1), "http://{}:{}".format(*bots.host.address)) == 200
    bots.handled(1)


def test_a_secret_is_rotated_under_load_without_loss(bots, telegram):
    bot = telegram.bot()
    bots = bots()
    bots.add()
    telegram.wait("getWebhookInfo")
    old, statuses = bot.webhook["secret_token"], []

    def load():
        for id in range(1, 201):
            statuses.append(telegram.deliver(bot, message(id), bots.base))

    thread = threading.Thread(target=load)
    thread.start()
    assert bots.command("rotate-secret", "first").returncode == 0
    bots.host.until(lambda: bot.webhook["secret_token"] != old)
    thread.join()
    # What Telegram sent with the old one is still on its way.
    assert telegram.deliver(bot, message(1000), bots.base, secret=old) == 200
    assert statuses == [200] * 200
    bots.handled(201)


def test_a_disabled_bot_has_no_webhook_until_it_is_enabled(bots, telegram):
    bot = telegram.bot()
    bots = bots()
    bots.add()
    telegram.wait("getWebhookInfo")
    hook = bot.webhook
    assert bots.command("disable", "first").returncode == 0
    assert bot.webhook["url"] == ""
    bot.webhook, kept = hook, bot.webhook
    assert telegram.deliver(bot, message(1), bots.base) == 404
    bot.webhook = kept
    assert bots.command("enable", "first").returncode == 0
    bots.host.until(lambda: bot.webhook["url"])
    assert telegram.deliver(bot, message(2), bots.base) == 200
    bots.handled(1)
    assert bots.command("remove", "first").returncode == 0
    assert bot.webhook["url"] == "" and bots.list() == []


def test_without_a_public_url_updates_are_fetched_once_also_after_a_kill(bots, telegram):
    bot = telegram.bot()
    bots = bots(public=None)
    bot.webhook["url"] = "https://elsewhere.example.org/x"
    bots.add()
    bots.host.until(lambda: bot.webhook["url"] == "")
    telegram.put(bot, *(message(id) for id in [10**12, 5, 6]))
    bots.handled(3)
    telegram.put(bot, message(10**12 + 1))
    bots.handled(4)
    bots.host.kill()
    telegram.put(bot, message(10**12 + 2))
    bots.host.start()
    bots.handled(5)
    assert [bots.number(f"tries/{id}") for id in [10**12, 10**12 + 1, 10**12 + 2]] == [1, 1, 1]


def test_another_program_that_fetches_is_told_of_once(bots, telegram):
    bot = telegram.bot()
    telegram.answers["getUpdates"] = lambda *_: refused(409, "Conflict: terminated by other getUpdates request")
    bots = bots(public=None)
    bots.add()
    bots.host.logs.wait(message="another program fetches", level="warning")
    telegram.wait("getUpdates", 3)
    assert len(bots.host.logs.all(message="another program fetches")) == 1
    del telegram.answers["getUpdates"]
    telegram.put(bot, message(1))
    bots.handled(1)


def test_only_telegrams_addresses_are_let_in_and_a_forged_one_is_none(bots, telegram):
    bot = telegram.bot()
    bots = bots(telegram={"check_sources": True})
    bots.add()
    telegram.wait("getWebhookInfo")
    forged = {"X-Forwarded-For": "149.154.167.220"}
    assert telegram.deliver(bot, message(1), bots.base, fields=forged) == 403
    config = json.loads((bots.host.folder / "roost.yaml").read_text())
    config["proxies"] = {"trusted": ["127.0.0.1/32"]}
    bots.host.stop()
    bots.host.write_config(json.dumps(config))
    bots.host.start()
    base = "http://{}:{}".format(*bots.host.address)
    assert telegram.deliver(bot, message(1), base) == 403
    # What a client wrote itself stands left of what the proxy appended.
    twice = {"X-Forwarded-For": "149.154.167.220, 203.0.113.9"}
    assert telegram.deliver(bot, message(1), base, fields=twice) == 403
    assert telegram.deliver(bot, message(1), base, fields=forged) == 200
    bots.handled(1)


def test_no_more_than_twenty_unknown_tokens_a_minute_are_tried(bots, telegram):
    bots = bots()
    refusals = [bots.add(f"bot{n}", f"{n}:CCFD39kkdpWt3ywyRZergyOLMaJhac60qcK").stderr for n in range(1, 23)]
    assert telegram.count("getMe") == 20
    assert all("revoked" in why for why in refusals[:20]) and all("20 new tokens" in why for why in refusals[20:])


@pytest.fixture
def redis(tmp_path):
    server = Redis(tmp_path / "redis")
    yield server
    server.end()


@pytest.mark.parametrize("public", [PUBLIC, None], ids=["webhooks", "fetching"])
def test_hosts_on_one_redis_share_bots_and_one_of_them_attends(redis, bots, telegram, public):
    bot = telegram.bot()
    state = {"redis": {"url": f"unix:{redis.socket}", "lease_ms": 6000}}
    one, two = bots(public, state=state), bots(public, state=state)
    assert one.add().returncode == 0
    if public:
        one.host.until(lambda: bot.sets)
        assert telegram.deliver(bot, message(1), one.base) == 200
    else:
        telegram.put(bot, message(1))
    one.handled(1)
    # The other learns of the bot by itself, and takes what is sent to it.
    two.host.until(lambda: two.list() and two.list()[0]["name"] == "first")
    if public:
        two.host.until(lambda: telegram.deliver(bot, message(2), two.base) == 200)
    else:
        telegram.put(bot, message(2))
    one.handled(2)
    assert not one.host.logs.all(message="another program") + two.host.logs.all(message="another program")
    assert one.number("tries/1") == one.number("tries/2") == 1
    for member in (one, two):
        assert member.host.stop() == 0
