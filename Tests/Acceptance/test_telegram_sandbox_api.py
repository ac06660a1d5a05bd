"""The sandbox's Bot API over HTTP: parameters as aiogram has them, polls, webhooks, and what a killed host keeps."""

import json
import re
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from aiogram import methods
from harness.telegram import PACKAGE, PICTURE, Page, free_port, install

pytestmark = pytest.mark.isolation("worker", "inline")
PORT = free_port()


@pytest.fixture
def page(roost_host):
    return Page(install(roost_host, ports=[PORT]))


@pytest.fixture
def started(page):
    user = page.user()
    bot = page.bot(user)
    page.say(user, bot["id"], "/start")
    return page, user, bot["id"], bot["token"]


class Hook:
    """A webhook that answers as it is told, and remembers what came."""

    def __init__(self, *answers):
        self.answers, self.got, self.condition = list(answers), [], threading.Condition()
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                with hook.condition:
                    hook.got.append((time.monotonic(), body, dict(self.headers)))
                    status, reply = hook.answers.pop(0) if hook.answers else (200, b"")
                    hook.condition.notify_all()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(reply)))
                self.end_headers()
                self.wfile.write(reply)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", PORT), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def wait(self, count, timeout=20):
        with self.condition:
            assert self.condition.wait_for(lambda: len(self.got) >= count, timeout), self.got
            return self.got[:count]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


def kind(annotation):
    text = str(annotation)
    if "InputFile" in text and "InputMedia" not in text:
        return "file"
    if "int | str" in text or "Union[int, str]" in text:
        return "chat"
    if "list[" in text.lower():
        return "array"
    for name, found in {"timedelta": "int", "bool": "bool", "float": "float"}.items():
        if name in text:
            return found
    if "int" in text and "aiogram" not in text:
        return "int"
    if "aiogram.types" in text:
        return "object"
    return "string"


def test_parameters_are_those_that_aiogram_has(page):
    table = page.get("methods")
    known = {name[0].lower() + name[1:]: getattr(methods, name) for name in methods.__all__}
    ours = {method["name"] for method in table["methods"]}
    assert ours | set(table["refused"]) == set(known) - {"telegramMethod", "request", "response"}
    assert not ours & set(table["refused"])
    wrong = []
    for method in table["methods"]:
        theirs = known[method["name"]].model_fields
        for parameter in method["parameters"]:
            field = theirs.get(parameter["name"])
            if field is None:
                wrong.append(f"{method['name']} has no {parameter['name']}")
                continue
            if field.is_required() != parameter["required"]:
                wrong.append(f"{method['name']}.{parameter['name']} required: {field.is_required()}")
            if kind(field.annotation) != parameter["kind"]:
                wrong.append(f"{method['name']}.{parameter['name']} is {kind(field.annotation)}")
        missing = set(theirs) - {parameter["name"] for parameter in method["parameters"]}
        if missing:
            wrong.append(f"{method['name']} lacks {sorted(missing)}")
    assert wrong == []


def test_methods_are_listed_in_the_readme(page):
    part = re.search(r"<!-- methods:.*?<!-- end of methods -->", (PACKAGE / "README.md").read_text(), re.S)[0]
    behaving, refused = (block.split() for block in re.findall(r"```\n(.*?)\n```", part, re.S))
    table = page.get("methods")
    assert behaving == sorted(method["name"] for method in table["methods"])
    assert refused == sorted(table["refused"])


def test_a_poll_waits_and_is_ended_by_the_next(started):
    page, user, bot, token = started
    assert len(page.bot_api(token, "getUpdates")["result"]) == 1
    offset = page.bot_api(token, "getUpdates")["result"][-1]["update_id"] + 1
    answers = []
    first = threading.Thread(
        target=lambda: answers.append(page.bot_api(token, "getUpdates", offset=offset, timeout=20))
    )
    first.start()
    page.host.until(lambda: page.get("world")["bots"][-1]["polling"] or page.get("world")["bots"][0]["polling"])
    second = threading.Thread(
        target=lambda: answers.append(page.bot_api(token, "getUpdates", offset=offset, timeout=20))
    )
    second.start()
    first.join()
    assert answers[0]["error_code"] == 409
    assert answers[0]["description"].startswith("Conflict: terminated by other getUpdates request")
    began = time.monotonic()
    page.say(user, bot, "wake")
    second.join()
    assert answers[1]["result"][0]["message"]["text"] == "wake" and time.monotonic() - began < 10


def test_a_webhook_gets_each_update_in_order_with_its_secret(started):
    page, user, bot, token = started
    page.bot_api(token, "getUpdates", offset=-1)
    reply = json.dumps({"method": "sendMessage", "chat_id": user, "text": "in reply"}).encode()
    with Hook((500, b""), (503, b""), (200, reply)) as hook:
        set_to = f"http://127.0.0.1:{PORT}/hook"
        assert page.bot_api(token, "setWebhook", url=set_to, secret_token="a_b-1", drop_pending_updates=True) == {
            "ok": True, "result": True, "description": "Webhook was set",
        }  # fmt: skip
        assert page.bot_api(token, "getUpdates")["error_code"] == 409
        page.say(user, bot, "one")
        page.say(user, bot, "two")
        got = hook.wait(4)
        assert [body["message"]["text"] for _, body, _ in got] == ["one", "one", "one", "two"]
        assert all(head["X-Telegram-Bot-Api-Secret-Token"] == "a_b-1" for _, _, head in got)
        # At once, and then after two seconds.
        assert got[1][0] - got[0][0] < 1.5 and got[2][0] - got[1][0] >= 1.5
        page.wait(user, bot, lambda m: m.get("text") == "in reply")
        info = page.bot_api(token, "getWebhookInfo")["result"]
        assert info["last_error_message"] == "Wrong response from the webhook: 503 Service Unavailable"
        assert "secret_token" not in info


def test_what_a_killed_host_had_is_there_again(started):
    page, user, bot, token = started
    group = page.post("chats", {"type": "supergroup", "title": "Club", "owner": user})["id"]
    page.post(f"chats/{group}/members?user={user}", {"user": bot, "action": "add"})
    page.send_files(user, bot, [("a.png", "image/png", PICTURE)])
    page.bot_api(token, "sendMessage", chat_id=user, text="kept")
    before = page.get(f"chats?user={user}")
    updates = page.bot_api(token, "getUpdates")["result"]
    page.host.kill()
    page.host.start()
    assert page.get(f"chats?user={user}") == before
    assert page.bot_api(token, "getUpdates")["result"] == updates
    photo = next(m for m in page.messages(user, bot) if "photo" in m)["photo"][-1]["file_id"]
    path = page.bot_api(token, "getFile", file_id=photo)["result"]["file_path"]
    with urllib.request.urlopen(f"{page.url}/sandbox/file/bot{token}/{path}") as answer:
        assert answer.read() == PICTURE


def test_another_site_changes_nothing(page):
    for headers in [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}]:
        with pytest.raises(urllib.error.HTTPError) as refused:
            page.ask("POST", "users", {"first_name": "Eve"}, headers=headers)
        assert refused.value.code == 403
    assert page.get("world")["users"] == []


def test_events_come_as_they_happen_and_go_on_where_they_broke_off(page):
    def listen(last=None):
        head = {"Last-Event-ID": last} if last else {}
        return urllib.request.urlopen(urllib.request.Request(f"{page.url}/sandbox/api/events", headers=head), timeout=20)

    def read(stream):
        event = {}
        for line in stream:
            line = line.decode().rstrip("\n")
            if line.startswith("id: "):
                event["id"] = line[4:]
            elif line.startswith("data: "):
                event |= json.loads(line[6:])
            elif not line and "type" in event:
                return event

    with listen() as stream:
        hello = read(stream)
        assert hello["type"] == "hello" and not hello["resumed"]
        page.user("Ada")
        assert read(stream)["user"]["first_name"] == "Ada"
    page.user("Bob")
    with listen(hello["id"]) as stream:
        assert read(stream)["resumed"]
        assert [read(stream)["user"]["first_name"] for _ in range(2)] == ["Ada", "Bob"]


def test_the_page_is_served_with_its_policy(page):
    with urllib.request.urlopen(f"{page.url}/sandbox") as answer:
        assert answer.url.endswith("/sandbox/") and answer.headers["Content-Type"].startswith("text/html")
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        tag = answer.headers["ETag"]
    request = urllib.request.Request(f"{page.url}/sandbox/", headers={"If-None-Match": tag})
    with pytest.raises(urllib.error.HTTPError) as same:
        urllib.request.urlopen(request)
    assert same.value.code == 304
