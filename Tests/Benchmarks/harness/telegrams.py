"""Servers that speak the Bot API: the sandbox, and PyPI's lo-bot-api-emulator."""

import json
from contextlib import ExitStack
from pathlib import Path

from . import paths, peers, roost
from .client import Client
from .contestant import Contestant
from .server import Server
from .verify import JSON, wrong

TEXT = "Good morning to all of you"
# The first person of a sandbox; the emulator takes any.
CHAT = 1_000_001
EMULATOR = "lo-bot-api-emulator"


def sandbox(isolation: str) -> Contestant:
    """The sandbox, without limits on what a bot sends; each message is on disk when it is answered."""

    def start(stack: ExitStack) -> Server:
        host = roost.Host(stack, isolation)
        settings = f"isolation: {isolation}\nconfig: {{limits: false}}\n"
        (host.folder / "plugins.d/sandbox.yaml").write_text(settings)
        host.install(roost.needed(paths.sandbox_plugin(), "the sandbox", "make telegram-sandbox"), "sandbox")
        server = host.start()
        server.wait_until_answered("/sandbox/")
        server.url = f"/sandbox/bot{token(server)}/sendMessage"
        return server

    settings = roost.SETTINGS if isolation == "inline" else roost.WORKER_SETTINGS
    return Contestant(
        "roost" if isolation == "inline" else "worker", roost.version(),
        f"{settings}; 500 messages kept of a chat, in SQLite, WAL, synchronous FULL", start, "", sent)


def emulator(python: Path) -> Contestant:
    """The emulator, which keeps everything in memory and takes any token."""
    command = [str(python.parent / EMULATOR), "--host", "127.0.0.1"]
    start = peers.starter(EMULATOR, command)
    version = f"{EMULATOR} {peers.pinned_python(EMULATOR)}, aiohttp {peers.pinned_python('aiohttp')}"
    return Contestant(
        "emulator", version, "one process, everything in memory", start, "/bot123456:bench/sendMessage", sent)


def token(server: Server) -> str:
    """Makes a person and a bot that they have started; the bot's token."""

    def post(path: str, body: dict) -> dict:
        answer = client.post(f"/sandbox/api/{path}", JSON, json.dumps(body).encode())
        if answer.status != 200:
            wrong(server, path, answer)
        return json.loads(answer.body)

    with Client(server.port) as client:
        user = post("users", {"first_name": "Katharina"})["id"]
        bot = post("bots", {"name": "Bench", "username": "bench_bot", "owner": user})
        post("start", {"user": user, "bot": bot["id"]})
    assert user == CHAT
    return bot["token"]


def sent(server: Server) -> int:
    """sendMessage is answered with the message, and messages are numbered; the size of an answer."""
    url = server.url or "/bot123456:bench/sendMessage"
    body = json.dumps({"chat_id": CHAT, "text": TEXT}).encode()
    numbers = []
    with Client(server.port) as client:
        for _ in range(5):
            answer = client.post(url, JSON, body)
            message = json.loads(answer.body).get("result", {})
            if answer.status != 200 or message.get("text") != TEXT or message["chat"]["id"] != CHAT:
                wrong(server, "sendMessage", answer)
            numbers.append(message["message_id"])
    if numbers != list(range(numbers[0], numbers[0] + 5)):
        wrong(server, f"sendMessage, numbered {numbers}", answer)
    return answer.size
