"""The mixed load: lanes, each a connection that asks one thing after the other."""

import asyncio
import itertools
import json
from dataclasses import dataclass
from typing import Awaitable, Callable

from checks import Book, Wrong
from client import Answer, Broken, Connection
from host import BOTS, Host

PIECE = 32_768
tokens = itertools.count(1)


@dataclass(frozen=True)
class Kind:
    """A kind of request: to which plugin, over how many connections, how long after the last answer."""

    name: str
    plugin: str
    lanes: int
    pause: float
    ask: Callable[["Lane", int], Awaitable[None]]


class Lane:
    """One connection with one kind of requests."""

    def __init__(self, load: "Load", kind: Kind, index: int):
        self.load = load
        self.kind = kind
        self.chat = 1_000 + index
        self.connection = Connection(load.host.port, window=PIECE if kind.name in ("bulk", "gone") else None)
        self.label = f"{kind.name} {kind.plugin}"

    async def run(self) -> None:
        book = self.load.book
        while not self.load.ending:
            token = next(tokens)
            try:
                await self.kind.ask(self, token)
                book.answers[self.label] += 1
            except Broken as error:
                book.fail(self.label, f"request {token}: {error}")
            except Wrong as error:
                book.note_wrong(self.label, f"request {token}: {error}")
            await asyncio.sleep(self.kind.pause)
        self.connection.close()

    async def get(self, token: int, **how) -> Answer:
        return await self.call("GET", f"/{self.kind.plugin}/{self.kind.name}/{token}", **how)

    async def call(self, method: str, path: str, **how) -> Answer:
        answer = await self.connection.request(method, path, **how)
        if answer.status != 200:
            raise Broken(f"{method} {path} -> {answer.status} {answer.body[:200]!r}")
        return answer

    def check(self, floor: int, token: int, answer: Answer, rest: bytes) -> None:
        """The body is the line, a line feed and `rest`, and nothing else."""
        line = self.load.book.check(self.label, self.kind.plugin, floor, token, answer.body)
        if answer.body != line + b"\n" + rest:
            raise Wrong(f"{len(answer.body)} bytes where {len(line) + 1 + len(rest)} were due, or others")

    @property
    def floor(self) -> int:
        return self.load.book.floor(self.kind.plugin)


def filler(token: int) -> bytes:
    size = token % 3000
    return (b"abcdefghijklmnopqrstuvwxyz" * (size // 26 + 1))[:size]


async def ask_filled(lane: Lane, token: int) -> None:
    floor = lane.floor
    lane.check(floor, token, await lane.get(token), filler(token))


async def ask_stream(lane: Lane, token: int) -> None:
    floor, size = lane.floor, 500 + token % 8000
    lane.check(floor, token, await lane.get(token), b"".join(bytes([97 + i]) * size for i in range(6)))


async def ask_bulk(lane: Lane, token: int) -> None:
    floor = lane.floor
    answer = await lane.get(token, slowly=True)
    lane.check(floor, token, answer, b"".join(bytes([97 + i]) * PIECE for i in range(24)))


def fnv(data: bytes) -> int:
    value = 14695981039346656037
    for byte in data:
        value = (value ^ byte) * 1099511628211 & 0xFFFFFFFFFFFFFFFF
    return value


def upload_bodies() -> list[tuple[list[bytes], int, int]]:
    """Some bodies in pieces, with size and hash, which take a while to compute."""
    bodies = []
    for count in range(2, 8):
        size = 3_001 * count
        pieces = [bytes((at * 7 + count * piece) % 251 for at in range(size)) for piece in range(count)]
        whole = b"".join(pieces)
        bodies.append((pieces, len(whole), fnv(whole)))
    return bodies


UPLOADS = upload_bodies()


async def ask_upload(lane: Lane, token: int) -> None:
    floor = lane.floor
    pieces, size, checksum = UPLOADS[token % len(UPLOADS)]
    path = f"/{lane.kind.plugin}/upload/{token}"
    answer = await lane.call("POST", path, pieces=pieces, chunked=token % 2 == 1)
    lane.check(floor, token, answer, b"received=%d hash=%d\n" % (size, checksum))


def count_in(answer: Answer) -> int:
    digits = answer.body.rpartition(b"count=")[2].strip()
    if not digits.isdigit():
        raise Wrong(f"no count in {answer.body[:200]!r}")
    return int(digits)


async def ask_count(lane: Lane, token: int) -> None:
    floor = lane.floor
    answer = await lane.call("POST", f"/{lane.kind.plugin}/count/{token}", body=b"")
    count = count_in(answer)
    lane.check(floor, token, answer, b"count=%d\n" % count)
    if count in lane.load.book.counted:
        raise Wrong(f"count {count} was given twice")
    lane.load.book.counted.add(count)


async def ask_webhook(lane: Lane, token: int) -> None:
    floor, bot = lane.floor, BOTS[lane.kind.plugin]
    chat = {"id": lane.chat, "type": "private"}
    sender = {"id": lane.chat, "is_bot": False, "first_name": "Ada"}
    update = {"update_id": token, "message": {
        "message_id": token, "date": 1_700_000_000, "chat": chat, "from": sender, "text": f"number {token}"}}
    fields = {"X-Telegram-Bot-Api-Secret-Token": bot.secret, "Content-Type": "application/json"}
    answer = await lane.call("POST", bot.path, fields=fields, body=json.dumps(update).encode())
    line = lane.load.book.check(lane.label, lane.kind.plugin, floor, token, answer.body)
    try:
        call = json.loads(answer.body)
    except ValueError:
        call = None
    if call != {"method": "sendMessage", "chat_id": lane.chat, "text": line.decode()}:
        raise Wrong(f"the Bot API call is {answer.body[:200]!r}")


async def ask_and_go(lane: Lane, token: int) -> None:
    """Nothing comes back to check: what is left of such requests shows in the host's counts at the end."""
    kind = ["slow", "stream", "bulk", "pending", "upload"][token % 5]
    method, more = ("POST", "Content-Length: 1000\r\n\r\nbroken off") if kind == "upload" else ("GET", "\r\n")
    head = f"{method} /{lane.kind.plugin}/{kind}/{token} HTTP/1.1\r\nHost: 127.0.0.1\r\n{more}"
    await lane.connection.break_off(head.encode(), token % 70 / 1000)


KINDS = [
    Kind("sync", "steady", 4, 0.002, ask_filled),
    Kind("pending", "steady", 6, 0.001, ask_filled),
    Kind("stream", "steady", 6, 0.01, ask_stream),
    Kind("bulk", "steady", 2, 0.1, ask_bulk),
    Kind("slow", "steady", 12, 0.01, ask_filled),
    Kind("upload", "steady", 2, 0.02, ask_upload),
    Kind("webhook", "steady", 4, 0.003, ask_webhook),
    Kind("gone", "steady", 2, 0.02, ask_and_go),
    Kind("sync", "ledger", 6, 0, ask_filled),
    Kind("pending", "ledger", 2, 0.001, ask_filled),
    Kind("stream", "ledger", 1, 0.05, ask_stream),
    Kind("slow", "ledger", 1, 0.3, ask_filled),
    Kind("upload", "ledger", 1, 0.02, ask_upload),
    Kind("gone", "ledger", 1, 0.1, ask_and_go),
    Kind("count", "ledger", 6, 0.002, ask_count),
    Kind("webhook", "ledger", 2, 0.01, ask_webhook),
]


class Load:
    """All lanes together."""

    def __init__(self, host: Host, book: Book):
        self.host = host
        self.book = book
        self.ending = False

    def start(self) -> None:
        lanes = [Lane(self, kind, index) for kind in KINDS for index in range(kind.lanes)]
        self.tasks = [asyncio.create_task(lane.run()) for lane in lanes]

    async def stop(self) -> None:
        """Lets every lane get its last answer."""
        self.ending = True
        await asyncio.gather(*self.tasks)

    def check_alive(self) -> None:
        """A lane that ended by an error of this driver must not pass for one without failures."""
        for task in self.tasks:
            if task.done():
                task.result()
                raise RuntimeError("a lane ended by itself")

    async def check_total(self) -> int:
        """Every count given once, none left out, and the plugin agrees."""
        token, connection = next(tokens), Connection(self.host.port)
        answer = await connection.request("GET", f"/ledger/total/{token}")
        connection.close()
        total = count_in(answer)
        counted = self.book.counted
        if total != len(counted) or counted != set(range(1, total + 1)):
            self.book.note_wrong("total", f"the plugin counted {total}, {len(counted)} were answered")
        return total
