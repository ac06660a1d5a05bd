"""An aiogram webhook that keeps state in Redis, with the settings that make it fastest.

Each message reads what is kept for its chat and writes it anew, through aiogram's own RedisStorage, and is answered
once that is written. Redis is spoken to over a unix socket and parsed by hiredis; otherwise as aiogram_webhook.py.
"""

import argparse
import gc

import orjson
import uvloop
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.base import StorageKey
from aiogram.fsm.storage.redis import RedisStorage
from aiogram.types import Message, Update
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web
from redis.asyncio import ConnectionPool, Redis, UnixDomainSocketConnection


async def keep(message: Message, state: FSMContext, event_update: Update) -> None:
    data = await state.get_data()
    await state.set_data({"count": data.get("count", 0) + 1, "last": event_update.update_id})


def dumps(value: object) -> str:
    return orjson.dumps(value).decode()


def application(path: str, secret: str, redis: str) -> web.Application:
    pool = ConnectionPool(connection_class=UnixDomainSocketConnection, path=redis)
    storage = RedisStorage(Redis(connection_pool=pool), json_loads=orjson.loads, json_dumps=dumps)
    dispatcher = Dispatcher(storage=storage)
    dispatcher.message.register(keep)
    bot = Bot("42:benchmark", session=AiohttpSession(json_loads=orjson.loads))

    async def count(request: web.Request) -> web.Response:
        chat = int(request.match_info["chat"])
        data = await storage.get_data(StorageKey(bot_id=bot.id, chat_id=chat, user_id=chat))
        return web.Response(text=str(data.get("count", 0)))

    app = web.Application()
    app.router.add_get("/bench-state/count/{chat}", count)
    SimpleRequestHandler(
        dispatcher, bot, handle_in_background=False, secret_token=secret
    ).register(app, path)
    return app


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    for name in ("--path", "--secret", "--redis"):
        parser.add_argument(name, required=True)
    options = parser.parse_args()
    app = application(options.path, options.secret, options.redis)
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 50)
    web.run_app(
        app, host="127.0.0.1", port=options.port, access_log=None, print=None,
        loop=uvloop.new_event_loop(), backlog=1024,
    )


main()
