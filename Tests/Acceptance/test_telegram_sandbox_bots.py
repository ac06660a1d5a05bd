"""Real bots of aiogram and python-telegram-bot in the sandbox, by polling and by webhook."""

import asyncio
import contextlib

import aiogram
import pytest
from aiogram.exceptions import (
    TelegramBadRequest, TelegramForbiddenError, TelegramMigrateToChat, TelegramNetworkError, TelegramRetryAfter,
    TelegramServerError, TelegramUnauthorizedError,
)  # fmt: skip
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web
from harness.telegram import PICTURE, Page, free_port, install
from harness.telegram_bots import aiogram_bot, aiogram_dispatcher, ptb_application, unknown_fields

pytestmark = pytest.mark.isolation("worker", "inline")
PORTS = [free_port() for _ in range(4)]


@pytest.fixture(scope="module")
def page(module_host):
    return Page(install(module_host, ports=PORTS))


@contextlib.asynccontextmanager
async def aiogram_polling(page, token, seen):
    bot, dispatcher = aiogram_bot(page.url, token), aiogram_dispatcher(seen)
    task = asyncio.create_task(
        dispatcher.start_polling(bot, handle_signals=False, polling_timeout=10, close_bot_session=True)
    )
    yield
    await dispatcher.stop_polling()
    await task


@contextlib.asynccontextmanager
async def aiogram_webhook(page, token, seen):
    bot, dispatcher = aiogram_bot(page.url, token), aiogram_dispatcher(seen)
    application = web.Application()
    SimpleRequestHandler(dispatcher, bot, secret_token="s3cret").register(application, path="/hook")
    runner = web.AppRunner(application)
    await runner.setup()
    port = PORTS[0]
    await web.TCPSite(runner, "127.0.0.1", port).start()
    kinds = dispatcher.resolve_used_update_types()
    await bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token="s3cret", allowed_updates=kinds)
    yield
    await bot.delete_webhook()
    await runner.cleanup()
    await bot.session.close()


@contextlib.asynccontextmanager
async def ptb_polling(page, token, seen):
    application = ptb_application(page.url, token, seen)
    async with application:
        await application.start()
        await application.updater.start_polling(timeout=5)
        yield
        await application.updater.stop()
        await application.stop()


@contextlib.asynccontextmanager
async def ptb_webhook(page, token, seen):
    application = ptb_application(page.url, token, seen)
    port = PORTS[1]
    async with application:
        await application.start()
        await application.updater.start_webhook(
            "127.0.0.1", port, "hook", webhook_url=f"http://127.0.0.1:{port}/hook", secret_token="s3cret"
        )
        yield
        await application.updater.stop()
        await application.bot.delete_webhook()
        await application.stop()


RUNNERS = [aiogram_polling, aiogram_webhook, ptb_polling, ptb_webhook]


@pytest.mark.parametrize("run", RUNNERS, ids=lambda run: run.__name__)
def test_a_bot_does_all_its_things(page, run, isolation):
    user = page.user()
    made = page.bot(user, f"{run.__name__}_{isolation}_bot")
    bot, token, seen = made["id"], made["token"], []

    def play():
        page.post("start", {"user": user, "bot": bot})
        hello = page.wait(user, bot, lambda m: m.get("text") == "Hello!")
        answer = page.press(user, bot, hello["message_id"], "pressed")
        assert answer == {"answer": {"text": "thank you", "show_alert": True}, "timed_out": False}
        assert page.wait(user, bot, lambda m: m.get("text") == "Pressed.")["edit_date"]
        page.post("start", {"user": user, "bot": bot, "payload": "a-1_B"})
        page.wait(user, bot, lambda m: m.get("text") == "link a-1_B")
        page.say(user, bot, "/name")
        page.wait(user, bot, lambda m: m.get("text") == "What is your name?")
        page.say(user, bot, "Ada")
        greeted = page.wait(user, bot, lambda m: m.get("text") == "Hello, Ada!")
        assert greeted["entities"] == [{"offset": 7, "length": 3, "type": "bold"}]
        page.say(user, bot, "/album")
        page.wait(user, bot, lambda m: m.get("caption") == "2")
        album = [m for m in page.messages(user, bot) if "media_group_id" in m]
        assert len(album) == 3 and len({m["media_group_id"] for m in album}) == 1
        page.send_files(user, bot, [("a.png", "image/png", PICTURE)], caption="look")
        page.wait(user, bot, lambda m: m.get("text") == f"photo of {len(PICTURE)} bytes")
        page.say(user, bot, "/buy")
        invoice = page.wait(user, bot, lambda m: "invoice" in m)
        paid = page.post("pay", {"chat": bot, "message_id": invoice["message_id"], "user": user, "action": "pay"})
        assert paid == {"state": "paid"}
        page.wait(user, bot, lambda m: m.get("text") == "paid 5")
        page.say(user, bot, "the echo")
        page.wait(user, bot, lambda m: m.get("text") == "the echo" and m["from"]["is_bot"])

    async def main():
        async with run(page, token, seen):
            await asyncio.to_thread(play)

    asyncio.run(asyncio.wait_for(main(), 90))
    assert seen
    assert [found for update in seen for found in unknown_fields(update)] == []


def test_errors_are_those_that_a_framework_knows(page, isolation):
    user = page.user()
    made = page.bot(user, f"errors_{isolation}_bot")
    group = page.post("chats", {"type": "group", "title": "Club", "owner": user})["id"]

    async def main():
        bot = aiogram_bot(page.url, made["token"])
        with pytest.raises(TelegramForbiddenError):
            await bot.send_message(user, "x")
        await asyncio.to_thread(page.say, user, made["id"], "/start")
        with pytest.raises(TelegramBadRequest, match="message text is empty"):
            await bot.send_message(user, " ")
        page.post(f"chats/{group}/members?user={user}", {"user": made["id"], "action": "add"})
        new = page.post(f"chats/{group}/migrate?user={user}")["id"]
        with pytest.raises(TelegramMigrateToChat) as moved:
            await bot.send_message(group, "x")
        assert moved.value.migrate_to_chat_id == new
        page.post("actions", {"do": "block_bot", "user": user, "bot": made["id"]})
        with pytest.raises(TelegramForbiddenError, match="blocked by the user"):
            await bot.send_message(user, "x")
        for kind, error in [("429", TelegramRetryAfter), ("500", TelegramServerError), ("502", TelegramServerError)]:
            page.post("faults", {"kind": kind, "bot": made["id"], "method": "getMe"})
            with pytest.raises(error):
                await bot.get_me()
        for kind in ["drop_before", "drop_after"]:
            page.post("faults", {"kind": kind, "bot": made["id"], "method": "getMe"})
            with pytest.raises((TelegramNetworkError, aiogram.exceptions.ClientDecodeError)):
                await bot.get_me()
        page.post("actions", {"do": "revoke_token", "bot": made["id"]})
        with pytest.raises(TelegramUnauthorizedError):
            await bot.get_me()
        await bot.session.close()

    asyncio.run(asyncio.wait_for(main(), 60))
