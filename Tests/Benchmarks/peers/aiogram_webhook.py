"""An aiogram webhook on aiohttp, with the settings that make it fastest.

Answers /start in the webhook's reply, checks the secret token, parses updates in full as aiogram
always does. uvloop is the loop, orjson reads the bodies, FSM and its storage are off, there is no
access log, what is alive after the start is kept from the garbage collector, and that runs seldom.
One process: that is how a bot without outside storage runs.
"""

import argparse
import gc

import orjson
import uvloop
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.filters import CommandStart
from aiogram.methods import SendMessage
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web


async def start(message: Message) -> SendMessage:
    return SendMessage(chat_id=message.chat.id, text="Hello!")


def application(path: str, secret: str) -> web.Application:
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.message.register(start, CommandStart())
    bot = Bot("42:benchmark", session=AiohttpSession(json_loads=orjson.loads))
    app = web.Application()
    handler = SimpleRequestHandler(
        dispatcher, bot, handle_in_background=False, secret_token=secret
    )
    handler.register(app, path)
    return app


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--path", required=True)
    parser.add_argument("--secret", required=True)
    options = parser.parse_args()
    app = application(options.path, options.secret)
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 50)
    web.run_app(
        app, host="127.0.0.1", port=options.port, access_log=None, print=None,
        loop=uvloop.new_event_loop(), backlog=1024,
    )


main()
