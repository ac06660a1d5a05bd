"""The sandbox as its page sees it, and a host that serves it."""

import json
import socket
import urllib.error
import urllib.request
from pathlib import Path

from .plugins import ROOT, built

PACKAGE = ROOT / "Plugins/Sandbox"
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100"
    "18dd8db00000000049454e44ae426082"
)


def library():
    return built("sandbox", "telegram-sandbox")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def install(make, config=None, ports=(), limits=False):
    """A host with the sandbox, which may call those ports of the machine."""
    host = make({"http": {"max_body_bytes": 60 << 20}}, start=False)
    grants = [f"fetch-private:http://127.0.0.1:{port}" for port in ports]
    host.install(library(), "sandbox", {"config": {"limits": limits, **(config or {})}, "grants": grants})
    return host.start()


class Page:
    """Does what people do on the page."""

    def __init__(self, host):
        self.host = host

    @property
    def url(self):
        return "http://{}:{}".format(*self.host.address)

    def ask(self, method, path, body=None, *, kind="application/json", headers=None):
        data = body if isinstance(body, (bytes, type(None))) else json.dumps(body).encode()
        head = {"Content-Type": kind, **(headers or {})} if data is not None else headers or {}
        request = urllib.request.Request(f"{self.url}/sandbox/api/{path}", data, head, method=method)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, body=None):
        return self.ask("POST", path, body if body is not None else {})

    def bot_api(self, token, method, **values):
        """One call as a bot, whatever its status."""
        request = urllib.request.Request(
            f"{self.url}/sandbox/bot{token}/{method}", json.dumps(values).encode(), {"Content-Type": "application/json"}
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            return json.load(error)

    # People

    def user(self, name="Ada"):
        return self.post("users", {"first_name": name, "language_code": "en"})["id"]

    def bot(self, owner, username="echo_bot"):
        return self.post("bots", {"name": "Echo", "username": username, "owner": owner})

    def say(self, user, chat, text, **more):
        return self.post(f"chats/{chat}/messages?user={user}", {"text": text, **more})["messages"][0]

    def send_files(self, user, chat, files, **fields):
        boundary = "sandbox-page"
        parts = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in fields.items()
        ]
        for name, kind, content in files:
            head = f'--{boundary}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
            parts.append(head.encode() + f"Content-Type: {kind}\r\n\r\n".encode() + content + b"\r\n")
        body = b"".join(parts) + f"--{boundary}--\r\n".encode()
        kind = f"multipart/form-data; boundary={boundary}"
        return self.ask("POST", f"chats/{chat}/messages?user={user}", body, kind=kind)["messages"]

    def messages(self, user, chat):
        return self.get(f"chats/{chat}/messages?user={user}")["messages"]

    def wait(self, user, chat, wanted):
        """The newest message once it is as wanted."""
        found = []

        def seen():
            found[:] = [message for message in self.messages(user, chat) if wanted(message)]
            return found

        self.host.until(seen)
        return found[-1]

    def press(self, user, chat, message, data):
        return self.post(f"chats/{chat}/press?user={user}", {"message_id": message, "data": data})
