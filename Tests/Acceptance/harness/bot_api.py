"""A Bot API server that answers as a test says, counts what it is asked, and delivers updates."""

import email
import json
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TOKEN = "4839574812:AAFD39kkdpWt3ywyRZergyOLMaJhac60qcK"


class Bot:
    """One bot of the server: its webhook and the updates that wait."""

    def __init__(self, token, username):
        self.id, self.username = int(token.split(":")[0]), username
        self.webhook = {"url": "", "secret_token": "", "allowed_updates": []}
        self.updates, self.sets, self.allowed = [], 0, None
        self.error = None


class TelegramServer:
    """`answers` maps a method to a function of (bot, parameters) that gives a status and an answer, or None."""

    def __init__(self, port=0):
        self.bots, self.calls, self.answers = {}, [], {}
        # Files by their paths, reads of them as (path, offset), and those whose first read breaks off.
        self.files, self.reads, self.broken = {}, [], set()
        self.changed = threading.Condition()
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                _, bot, method = self.path.split("/")
                form = self.headers.get("Content-Type", "").startswith("multipart/")
                parameters = parts(self.headers["Content-Type"], body) if form else json.loads(body or b"{}")
                status, answer = server.answer(bot.removeprefix("bot"), method, parameters)
                if status is None:
                    self.close_connection = True
                    return
                text = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def do_GET(self):
                _, _, bot, path = self.path.split("/", 3)
                content = server.files.get(path) if bot.removeprefix("bot") in server.bots else None
                start = int((self.headers.get("Range") or "bytes=0-").removeprefix("bytes=").removesuffix("-"))
                with server.changed:
                    server.reads.append((path, start))
                rest = (content or b"")[start:]
                self.send_response(404 if content is None else 206 if start else 200)
                if start:
                    self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
                self.send_header("Content-Length", str(len(rest)))
                self.end_headers()
                # The first read of a file that is to break off ends in its middle.
                cut = path in server.broken and start == 0
                self.wfile.write(rest[: len(rest) // 2] if cut else rest)
                self.close_connection = cut

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.server.daemon_threads = True
        # Whoever asked may be gone: hosts are killed.
        self.server.handle_error = lambda *_: None
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def bot(self, token=TOKEN, username="first_bot"):
        return self.bots.setdefault(token, Bot(token, username))

    def count(self, method):
        with self.changed:
            return sum(name == method for name, _ in self.calls)

    def wait(self, method, count=1, timeout=20):
        """Waits until a method was called so often; the parameters of each call."""
        limit = time.monotonic() + timeout
        with self.changed:
            while True:
                found = [parameters for name, parameters in self.calls if name == method]
                if len(found) >= count:
                    return found
                left = limit - time.monotonic()
                assert left > 0, f"{method} was called {len(found)} times of {count}: {self.calls[-20:]}"
                self.changed.wait(left)

    # Answers

    def answer(self, token, method, parameters):
        bot = self.bots.get(token)
        with self.changed:
            self.calls.append((method, parameters))
            self.changed.notify_all()
        if bot is None:
            return refused(401, "Unauthorized")
        scripted = self.answers.get(method)
        said = scripted(bot, parameters) if scripted else None
        if said is not None:
            return said
        return getattr(self, "on_" + method.lower(), lambda *_: done(True))(bot, parameters)

    def on_getme(self, bot, _):
        return done({"id": bot.id, "is_bot": True, "first_name": "A", "username": bot.username})

    def on_setwebhook(self, bot, parameters):
        with self.changed:
            allowed = parameters.get("allowed_updates", bot.webhook["allowed_updates"])
            bot.webhook = {"url": parameters["url"], "secret_token": parameters.get("secret_token", ""),
                           "allowed_updates": allowed}  # fmt: skip
            bot.sets += 1
        return done(True)

    def on_deletewebhook(self, bot, _):
        with self.changed:
            bot.webhook = {"url": "", "secret_token": "", "allowed_updates": []}
        return done(True)

    def on_getwebhookinfo(self, bot, _):
        info = {"url": bot.webhook["url"], "has_custom_certificate": False, "pending_update_count": len(bot.updates)}
        if bot.webhook["allowed_updates"]:
            info["allowed_updates"] = bot.webhook["allowed_updates"]
        if bot.error:
            info["last_error_date"], info["last_error_message"] = bot.error
        return done(info)

    def on_getupdates(self, bot, parameters):
        if bot.webhook["url"]:
            return refused(409, "Conflict: can't use getUpdates method while webhook is active")
        limit = time.monotonic() + min(2, parameters.get("timeout", 0))
        with self.changed:
            bot.updates = [update for update in bot.updates if update["update_id"] >= parameters.get("offset", 0)]
            while not bot.updates and time.monotonic() < limit:
                self.changed.wait(limit - time.monotonic())
            return done(bot.updates[:100])

    def on_sendmessage(self, bot, parameters):
        return done({"message_id": len(self.calls), "date": 1, "text": parameters["text"],
                     "chat": {"id": parameters["chat_id"], "type": "private"}})  # fmt: skip

    def sent(self, method="sendMessage"):
        """The chat and the text of each call, in order."""
        with self.changed:
            return [(value.get("chat_id"), value.get("text")) for name, value in self.calls if name == method]

    def on_getfile(self, bot, parameters):
        path = f"documents/{parameters['file_id']}"
        if path not in self.files:
            return refused(400, "Bad Request: invalid file_id")
        return done({"file_id": parameters["file_id"], "file_path": path})

    # Updates

    def put(self, bot, *updates):
        """Has updates wait for getUpdates."""
        with self.changed:
            bot.updates += updates
            self.changed.notify_all()

    def deliver(self, bot, update, base, secret=None, fields=None):
        """Posts an update to the host in the place of the public URL, as Telegram would; the status."""
        path = "/telegram/" + bot.webhook["url"].split("/telegram/")[1]
        request = urllib.request.Request(base + path, json.dumps(update).encode(), method="POST")
        for name, value in {"Content-Type": "application/json", **(fields or {})}.items():
            request.add_header(name, value)
        secret = bot.webhook["secret_token"] if secret is None else secret
        if secret:
            request.add_header("X-Telegram-Bot-Api-Secret-Token", secret)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code


def parts(kind, body):
    """A form's parts: text, or a file's name and bytes."""
    found = {}
    for part in email.message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body).get_payload():
        content, file = part.get_payload(decode=True), part.get_filename()
        name = part.get_param("name", header="content-disposition")
        found[name] = (file, content) if file else content.decode()
    return found


def done(result):
    return 200, {"ok": True, "result": result}


def refused(code, description, **parameters):
    answer = {"ok": False, "error_code": code, "description": description}
    return code, {**answer, "parameters": parameters} if parameters else answer


def message(id, text="count", chat=1):
    return {"update_id": id, "message": {
        "message_id": id, "date": int(time.time()), "text": text, "chat": {"id": chat, "type": "private"},
        "from": {"id": 7, "is_bot": False, "first_name": "A"}}}  # fmt: skip
