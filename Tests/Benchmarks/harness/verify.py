import itertools
import json
import time

from .client import Client, Response
from .errors import BenchError
from .roost import SECRET, UPDATE_PATH
from .server import Server

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
JSON = {"Content-Type": "application/json"}
# Below those of the load, and never used twice.
ids = itertools.count(1_000_000)


def route(server: Server) -> int:
    """GET /hello/bench is answered with the one right body; its size on the wire."""
    with Client(server.port) as client:
        answers = [client.get("/hello/bench") for _ in range(5)]
        missing = client.get("/no/such/route").status
    for answer in answers:
        if answer.status != 200 or answer.body != b"Hello, bench!\n":
            wrong(server, "GET /hello/bench", answer)
        if not answer.headers.get("content-type", "").startswith("text/plain"):
            wrong(server, "GET /hello/bench is not text/plain:", answer)
    if missing != 404:
        raise BenchError(f"run void: {server.name}: an unknown path gets {missing}, not 404")
    return answers[-1].size


def updates(server: Server) -> int:
    """/start is answered in the reply with sendMessage to its chat, and a wrong secret is refused."""
    with Client(server.port) as client:
        for number in range(5):
            chat = 300_000_000 + number
            answer = client.post(UPDATE_PATH, {SECRET_HEADER: SECRET, **JSON}, update(chat))
            right = b"sendMessage" in answer.body and str(chat).encode() in answer.body
            if answer.status != 200 or not right:
                wrong(server, "/start", answer)
        refused = client.post(UPDATE_PATH, {SECRET_HEADER: "wrong", **JSON}, update(1)).status
    if refused not in (401, 403, 404):
        raise BenchError(f"run void: {server.name}: an update with a wrong secret gets {refused}")
    return answer.size


def kept(server: Server) -> int:
    """Each update of a chat counts one more, for as long as it may take, and a wrong secret is refused."""
    chat = 300_000_000 + next(ids)
    with Client(server.port) as client:
        for _ in range(5):
            answer = client.post(UPDATE_PATH, {SECRET_HEADER: SECRET, **JSON}, update(chat))
            if answer.status != 200:
                wrong(server, "an update", answer)
        limit = time.monotonic() + 30
        while (count := client.get(f"/bench-state/count/{chat}")).body != b"5":
            if count.status != 200 or time.monotonic() > limit:
                wrong(server, "how many of five updates count", count)
            time.sleep(0.01)
        refused = client.post(UPDATE_PATH, {SECRET_HEADER: "wrong", **JSON}, update(1)).status
    if refused not in (401, 403, 404):
        raise BenchError(f"run void: {server.name}: an update with a wrong secret gets {refused}")
    return answer.size


def dealt(server: Server) -> int:
    """How many updates plugins/state.c has dealt with."""
    with Client(server.port) as client:
        answer = client.get("/bench-state/handled")
    if answer.status != 200:
        wrong(server, "how many updates it has dealt with", answer)
    return int(answer.body)


def update(chat: int) -> bytes:
    person = {"id": chat, "is_bot": False, "first_name": "Katharina"}
    message = {
        "message_id": 1,
        "from": person,
        "chat": {"id": chat, "type": "private", "first_name": "Katharina"},
        "date": int(time.time()),
        "text": "/start ref_summer",
        "entities": [{"offset": 0, "length": 6, "type": "bot_command"}],
    }
    return json.dumps({"update_id": next(ids), "message": message}).encode()


def wrong(server: Server, what: str, answer: Response) -> None:
    shown = f"{answer.status} {answer.body[:200]!r}"
    raise BenchError(f"run void: {server.name}: wrong answer to {what}: {shown}")
