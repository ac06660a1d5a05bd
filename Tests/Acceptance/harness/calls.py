"""roost.telegram/1 as bytes."""

import json
import struct

from .state import TELEGRAM, item

CALL, FILE, ANSWER, BOTS, BOT = "<IIQIIII", "<IIII", "<IIiIq", "<II", "<qIIII"
OK, REFUSED, WAIT, GONE, MOVED = range(5)
SERVED, ACTIVE = 1, 2


def call(method="sendMessage", parameters=None, bot="first", files=(), tag=b"", timeout=10_000, ticket=0, size=32,
         count=None):  # fmt: skip
    """`files` are (parameter, shown name, path, bytes)."""
    parts = [tuple(part if isinstance(part, bytes) else part.encode() for part in file) for file in files]
    raw = parameters if isinstance(parameters, bytes) else json.dumps(parameters or {}).encode()
    head = struct.pack(
        CALL, size, timeout, ticket, len(files) if count is None else count, len(bot.encode()), len(method), len(tag))
    sizes = b"".join(struct.pack(FILE, *map(len, file)) for file in parts)
    return head + sizes + bot.encode() + method.encode() + tag + b"".join(b"".join(file) for file in parts) + raw


def message(chat, text="a", **options):
    return call("sendMessage", {"chat_id": chat, "text": text}, **options)


def effect(block, outcome="said", lane=0):
    """A commit's item that makes a call."""
    return item(TELEGRAM, outcome.encode(), block, number=lane)


def answer(raw):
    """Kind, error code, seconds to wait, chat, and the rest."""
    size, kind, code, after, chat = struct.unpack_from(ANSWER, raw)
    return kind, code, after, chat, raw[size:]


def bots(raw):
    """Name, username, mode, id and flags of each."""
    size, count = struct.unpack_from(BOTS, raw)
    found, at = [], size
    for _ in range(count):
        id, flags, *sizes = struct.unpack_from(BOT, raw, at)
        at += struct.calcsize(BOT)
        texts = []
        for length in sizes:
            texts.append(raw[at : at + length].decode())
            at += length
        at = (at + 7) & ~7
        found.append((*texts, id, flags))
    assert at == len(raw)
    return found


def download(file, path, bot="first", limit=0, size=24):
    texts = [text.encode() for text in (bot, file, path)]
    return struct.pack("<IIQII", size, len(texts[0]), limit, len(texts[1]), len(texts[2])) + b"".join(texts)
