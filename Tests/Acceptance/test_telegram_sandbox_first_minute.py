"""What `make run` starts: a host with the sandbox and a bot, which answers as soon as the page is open."""

import json
import os
import re
import stat
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect

from harness.browser import Browser, limited
from harness.host import Logs, binary
from harness.plugins import built, install
from harness.sandbox_page import SandboxVisitor
from harness.telegram import PACKAGE, free_port, library


@pytest.fixture(scope="module")
def browser():
    made = Browser()
    yield made
    made.end()


class Trial:
    """try.py in a folder of its own, as `make run` calls it."""

    def __init__(self, folder):
        self.folder = Path(folder)
        (self.folder / "plugins.d").mkdir(mode=0o755)
        install(library(), self.folder / "plugins.d/sandbox.so")
        install(built("echo"), self.folder / "plugins.d/echo.so")
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}/sandbox/"
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [sys.executable, "-u", str(PACKAGE / "Tools/try.py"), binary(), "--port", str(self.port)],
            cwd=self.folder, env={**os.environ, "ROOST_ADMIN": "off"}, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)  # fmt: skip
        self.lines = Logs(self.process.stdout)

    def serves(self, count=1):
        """Waits until both plugins serve, and the host listens."""
        for what in ("serving.*echo", "serving.*sandbox", f"serves http://127.0.0.1:{self.port}"):
            self.lines.wait(count, message=what)

    def host(self):
        """The host's process id."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return int(children[0])

    def end(self):
        self.process.terminate()
        return self.process.wait(20)


@pytest.fixture
def trial(tmp_path):
    made = Trial(tmp_path)
    yield made
    if made.process.poll() is None:
        made.end()


@pytest.mark.parametrize("width", [1280, 360])
def test_the_first_message_is_answered(trial, browser, width):
    trial.lines.wait(message=rf"http://127\.0\.0\.1:{trial.port}/sandbox/")
    trial.serves()
    with limited(120):
        visitor = SandboxVisitor(browser.chromium, trial.base, width)
        visitor.begin("Ann")
        visitor.look("first-minute")
        visitor.talk_to("Echo")
        hello = visitor.sees("Whatever you write to me")
        visitor.button("I am well", hello).click()
        expect(visitor.page.get_by_text("You are well. So am I.")).to_be_visible()
        visitor.write("good day")
        expect(visitor.message("good day")).to_have_count(2)
        visitor.attach(("large.txt", "text/plain", b"0123456789abcdef" * (2 << 16)))  # 2 MiB, past the host's default
        visitor.button("Send", visitor.chat).click()
        expect(visitor.chat.get_by_role("link", name="Download large.txt")).to_have_count(2)
        visitor.write("/roll")
        expect(visitor.chat.locator("li.message", has_text=re.compile("[🎲⚀-⚅]"))).to_have_count(1)
        visitor.look("echo")

        before = trial.host()
        visitor.to_list()
        visitor.button("Faults").click()
        visitor.button("Kill the host").click()
        visitor.button("Kill the host", visitor.dialog).click()
        trial.lines.wait(message="the host was killed; it is started again")
        expect(visitor.page.get_by_text("The host is back.")).to_be_visible(timeout=30_000)
        assert trial.host() != before
        visitor.close_panel()
        visitor.open("Echo")
        expect(visitor.message("good day")).to_have_count(2)
        visitor.write("and again")
        expect(visitor.message("and again")).to_have_count(2)
        visitor.forgive("Failed to load resource")
        visitor.forgive("net::ERR_")
        visitor.end()
    assert trial.end() == 0


def test_what_is_secret_stays_in_files_that_are_closed(trial):
    trial.serves()
    config = (trial.folder / "roost.yaml").read_text()
    secret = re.search(r"^    secret: (\w{48})$", config, re.M)[1]
    path = re.search(r"^    path: (/telegram/\w{24})$", config, re.M)[1]
    for name in ("roost.yaml", "plugins.d/sandbox.yaml"):
        assert stat.S_IMODE((trial.folder / name).stat().st_mode) == 0o600
    assert secret not in (trial.folder / "plugins.d/sandbox.yaml").read_text()
    arguments = Path(f"/proc/{trial.host()}/cmdline").read_bytes().decode()
    # Whoever does not know the secret is no Telegram.
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"http://127.0.0.1:{trial.port}{path}", data=b'{"update_id": 1}', timeout=10)
    assert refused.value.code == 401
    assert trial.end() == 0
    said = "\n".join(trial.lines.raw)
    assert secret not in said + arguments and path not in arguments


def test_a_second_start_keeps_what_the_first_wrote(trial):
    trial.serves()
    files = [trial.folder / "roost.yaml", trial.folder / "plugins.d/sandbox.yaml"]
    before = [file.read_bytes() for file in files]
    assert trial.end() == 0
    trial.start()
    trial.serves()
    assert [file.read_bytes() for file in files] == before
    with urllib.request.urlopen(f"{trial.base}api/world", timeout=10) as answer:
        bots = [bot["username"] for bot in json.load(answer)["bots"]]
    assert sorted(bots) == ["BotFather", "echo_bot"]
