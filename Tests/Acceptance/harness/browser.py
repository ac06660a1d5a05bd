"""A visitor of a page in Debian's Chromium, who notices errors of the console and barriers."""

import os
import signal
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
PATIENCE = 20_000  # milliseconds for anything that must appear; only failures wait that long
RULES = {"light": None, "dark": {"runOnly": ["color-contrast"]}}
HEIGHT = 780


@contextmanager
def limited(seconds):
    """Ends a story that takes longer: what a page evaluates has no limit of its own."""

    def late(*_):
        raise AssertionError(f"the story takes longer than {seconds} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


class Browser:
    """Chromium, once for many visitors."""

    def __init__(self):
        assert Path(CHROMIUM).exists(), f"{CHROMIUM} is missing: make installs Debian's chromium"
        self.playwright = sync_playwright().start()
        # Tests may run as root, where Chromium's own sandbox cannot be had.
        options = ["--no-sandbox"] if os.geteuid() == 0 else []
        self.chromium = self.playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        expect.set_options(timeout=PATIENCE)

    def visit(self, address, width, **options):
        return Visitor(self.chromium, address, width, **options)

    def end(self):
        self.chromium.close()
        self.playwright.stop()


class Visitor:
    """Somebody at the page. `look` is to be called at every sight worth checking."""

    def __init__(self, chromium, address, width, locale="en-GB"):
        self.narrow = width < 760
        self.width = width
        self.context = chromium.new_context(viewport={"width": width, "height": HEIGHT}, locale=locale)
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.errors = []
        self.page.on("console", lambda line: line.type in ("error", "warning") and self.errors.append(line.text))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.goto(address)

    def look(self, name):
        """No barrier that axe knows, in light and in dark, and nothing wider than the screen. With ROOST_PICTURES set
        to a folder, a picture of each is left there."""
        self.page.mouse.move(0, 0)
        for scheme in RULES:
            self.page.emulate_media(color_scheme=scheme)
            # Nothing but the colours differs between the schemes.
            found = Axe().run(self.page, options=RULES[scheme]).response["violations"]
            lines = [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]
            assert not lines, f"{name}, {self.width} px, {scheme}:\n" + "\n".join(lines)
            wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, f"{name} is {wide} px wider than {self.width} px"
            folder = os.environ.get("ROOST_PICTURES")
            if folder:
                self.page.screenshot(path=str(Path(folder) / f"{name}-{self.width}-{scheme}.png"))

    def until(self, happened):
        """Waits for something that tests see beside the page."""
        for _ in range(PATIENCE // 20):
            if happened():
                return
            self.page.wait_for_timeout(20)
        raise AssertionError("it did not happen")

    def forgive(self, pattern):
        """Forgets console errors that a test has provoked."""
        self.errors = [line for line in self.errors if pattern not in line]

    def end(self):
        self.context.close()
        assert not self.errors, "the console says:\n" + "\n".join(self.errors)
