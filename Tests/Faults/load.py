"""The load: updates of two bots and commits of two plugins, each sent again until it is answered, as Telegram does."""

import itertools
import json
import threading
import time

from effects import Burst, Sent, orders
from harness.state import ADD, DONE, PUBLISH, RETRYABLE, SCHEDULE, UNKNOWN, commit, item

SECRET = "s3cret-of_the-faults"
FIELDS = [("Content-Type", "application/json"), ("X-Telegram-Bot-Api-Secret-Token", SECRET)]
# A bot each, by the plugin that serves it: one in a worker, one inline.
PLUGINS = {"keeper": "worker", "inner": "inline"}
# What updates say, and how often: handled at the first attempt or at a later one, with an acknowledging commit, with two
# of which one is too many, without one, or given up; beside those that have something sent, see effects.py.
TEXTS = ["count"] * 5 + ["once -1", "ack-fail", "twice", "done", "fail -2"]
SENDERS, COMMITTERS = 8, 2  # of each plugin
BURSTS = 3  # every how many-th commit of a committer sends something
JOBS = 64  # names of jobs that a committer uses in turn: a job takes the place of one that is not due yet


def path(plugin):
    return f"/telegram/{plugin}-0123456789"


def update(number, chat, text):
    return json.dumps({"update_id": number, "message": {
        "message_id": 1, "date": 1700000000, "text": text, "chat": {"id": chat, "type": "private"},
        "from": {"id": chat, "is_bot": False, "first_name": "A"}}}).encode()  # fmt: skip


class Strange(Exception):
    """An answer that no fault explains."""


class Book:
    """What was answered, by plugin."""

    def __init__(self):
        self.lock = threading.Lock()
        self.numbers = itertools.count(1)
        self.answered = {plugin: {} for plugin in PLUGINS}  # the text by the update's number
        self.committed = {plugin: {} for plugin in PLUGINS}  # the job by the commit's name, in order
        self.sent = {plugin: Sent() for plugin in PLUGINS}
        self.expired = {plugin: set() for plugin in PLUGINS}
        self.repeated = 0


class Load:
    """Senders, each with one thing on its way."""

    def __init__(self, host, web, book):
        self.host, self.web, self.book = host, web, book
        self.stopping = threading.Event()
        self.faults = []
        self.threads = []

    def start(self):
        for plugin in PLUGINS:
            for lane in range(1, SENDERS + 1):
                self.threads.append(threading.Thread(target=self.updates, args=(plugin, lane)))
            for lane in range(1, COMMITTERS + 1):
                self.threads.append(threading.Thread(target=self.commits, args=(plugin, lane)))
        for thread in self.threads:
            thread.start()

    def stop(self, patience=30):
        """Begins nothing more, and waits until all that is on its way was answered."""
        self.stopping.set()
        limit = time.monotonic() + patience
        for thread in self.threads:
            thread.join(max(0, limit - time.monotonic()))
        left = sum(thread.is_alive() for thread in self.threads)
        if left:
            self.faults.append(f"{left} senders got no answer within {patience} s")
        self.abandoned = True

    def has_sent(self):
        """Whether each plugin has had something of each class sent."""
        return all(sent.once and sent.often for sent in self.book.sent.values())

    abandoned = False

    def insist(self, send):
        """Sends until there is an answer that settles it; False when nobody waits for it any more."""
        for tries in itertools.count():
            try:
                if send():
                    with self.book.lock:
                        self.book.repeated += tries
                    return True
            except Strange as error:
                self.faults.append(str(error))
                return False
            except Exception:  # noqa: BLE001: the host is gone, or goes
                pass
            if self.abandoned:
                return False
            time.sleep(0.01)

    def updates(self, plugin, chat):
        texts = TEXTS[:3] + orders(self.web, plugin) + TEXTS[3:]
        # From another one each, so that all are on their way at once.
        for text in itertools.islice(itertools.cycle(texts), chat + SENDERS * list(PLUGINS).index(plugin), None):
            if self.stopping.is_set():
                return
            number = next(self.book.numbers)
            if self.insist(lambda: self.host.post(path(plugin), update(number, chat, text), headers=FIELDS).status == 200):
                with self.book.lock:
                    self.book.answered[plugin][number] = text
                    if " http" in text:
                        self.book.sent[plugin].ordered(number, text)

    def commits(self, plugin, lane):
        for turn in itertools.count():
            if self.stopping.is_set():
                return
            name, job = f"{lane}-{next(self.book.numbers)}", f"job.{(lane - 1) * JOBS + turn % JOBS}"
            burst = Burst(self.web, plugin, name, turn // BURSTS) if turn % BURSTS == 0 else None
            block = commit(
                item(ADD, f"direct/{name}".encode(), number=1),
                item(PUBLISH, f"{plugin}.tick".encode(), name.encode(), number=lane),
                item(SCHEDULE, job.encode(), name.encode(), expires=1),
                *(burst.items if burst else []),
                id=name.encode().ljust(16, b"\0"))  # fmt: skip
            if self.insist(lambda: settled(self.host.request("POST", f"/{plugin}/commit", body=block))):
                with self.book.lock:
                    self.book.committed[plugin][name] = job
                    if burst:
                        burst.keep(self.book.sent[plugin])


def settled(answer):
    """Whether a commit is there; else it is sent again."""
    code = int(answer["X-Code"] or answer["X-Refused"] or 0) if answer.status == 200 else RETRYABLE
    if code not in (DONE, RETRYABLE, UNKNOWN):
        raise Strange(f"a commit was answered {code}: {answer.body!r}")
    return code == DONE
