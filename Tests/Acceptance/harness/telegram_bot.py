"""A small bot of the Bot API, by long polling, that tests give its behaviour."""

import json
import threading
import urllib.error
import urllib.request
import uuid

PATIENCE = 20


class Refused(Exception):
    """A call that was refused, as the Bot API says it."""

    def __init__(self, answer):
        super().__init__(f"{answer['error_code']} {answer['description']}")
        self.code, self.description = answer["error_code"], answer["description"]


class TelegramBot:
    """Calls methods of one bot; `serve` hands each update to a function until `end`."""

    def __init__(self, base, token):
        self.base, self.token = base, token
        self.ended, self.thread, self.trouble = threading.Event(), None, None

    def call(self, method, files=None, **fields):
        """Calls a method, with files as {name: (filename, type, bytes)}; returns the result."""
        body, kind = multipart(fields, files) if files else (json.dumps(fields).encode(), "application/json")
        request = urllib.request.Request(f"{self.base}/bot{self.token}/{method}", body, {"Content-Type": kind})
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as response:
                answer = json.load(response)
        except urllib.error.HTTPError as error:
            answer = json.load(error)
        if not answer["ok"]:
            raise Refused(answer)
        return answer["result"]

    def say(self, chat, text, **more):
        return self.call("sendMessage", chat_id=chat, text=text, **more)

    def serve(self, handle):
        """Begins to poll; `handle(bot, update)` is called for each update, one at a time."""
        self.thread = threading.Thread(target=self._poll, args=(handle,), daemon=True)
        self.thread.start()
        return self

    def _poll(self, handle):
        offset = 0
        while not self.ended.is_set():
            try:
                updates = self.call("getUpdates", offset=offset, timeout=1, allowed_updates=ALL)
            except (OSError, ValueError):
                self.ended.wait(0.1)  # the host was killed or restarts
                continue
            for update in updates:
                offset = update["update_id"] + 1
                try:
                    handle(self, update)
                except Exception as error:  # noqa: BLE001 - the test is told of whatever its bot died of
                    self.trouble = error
                    return

    def end(self):
        """Ends the polling; fails if the bot's own code did."""
        self.ended.set()
        if self.thread:
            self.thread.join(PATIENCE)
        if self.trouble:
            raise self.trouble


ALL = [
    "message", "edited_message", "channel_post", "edited_channel_post", "callback_query", "pre_checkout_query",
    "my_chat_member", "chat_member", "chat_join_request", "message_reaction",
]  # fmt: skip


def multipart(fields, files):
    """A multipart body and its content type."""
    edge = uuid.uuid4().hex
    parts = []
    for name, value in fields.items():
        text = value if isinstance(value, str) else json.dumps(value)
        parts.append(f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'.encode())
    for name, (filename, kind, data) in files.items():
        head = f'form-data; name="{name}"; filename="{filename}"'
        parts.append(f"--{edge}\r\nContent-Disposition: {head}\r\nContent-Type: {kind}\r\n\r\n".encode() + data + b"\r\n")
    return b"".join([*parts, f"--{edge}--\r\n".encode()]), f"multipart/form-data; boundary={edge}"
