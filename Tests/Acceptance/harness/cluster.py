"""Several hosts on one Redis, and a load of updates whose handling is counted in the state."""

import itertools
import json
import random
import signal
import threading
import time

from .host import PATIENCE
from .http import Closed
from .state import Keeper

SECRET = "s3cret-of_the-first-bot"
PATH = "/telegram/first-0123456789"
FIELDS = [("Content-Type", "application/json"), ("X-Telegram-Bot-Api-Secret-Token", SECRET)]
BOT = {"path": PATH, "secret": SECRET, "plugins": ["keeper"], "delivery": "durable"}
PARTITIONS = 16


class Member(Keeper):
    """One of the hosts."""

    def held(self):
        return int(self.host.metric("roost_partitions_held"))

    def handled(self):
        """The updates whose commits went through here, in order."""
        lines = self.host.logs.all(message=r"^committed \d+: 0$")
        return [int(line["message"].split()[1][:-1]) for line in lines]

    def post(self, body, timeout=2):
        with self.host.connect(timeout=timeout) as connection:
            return connection.request("POST", PATH, body=body, headers=FIELDS).status

    def stop(self):
        self.host.signal(signal.SIGSTOP)

    def resume(self):
        self.host.signal(signal.SIGCONT)

    def kill(self):
        self.host.signal(signal.SIGKILL)
        self.host.process.wait()
        self.host.process = None


class Cluster:
    """Hosts on one server that are configured alike."""

    def __init__(self, make, plugin, redis, lease_ms, **config):
        self.make, self.plugin, self.lease = make, plugin, lease_ms / 1000
        self.config = {
            "bots": {"first": BOT}, "events": {"retry_ms": 20},
            "state": {"redis": {"url": f"unix:{redis.socket}", "lease_ms": lease_ms}}, **config}  # fmt: skip
        self.members = []
        self.numbers = itertools.count(1000)

    def add(self):
        host = self.make(self.config, plugins={"keeper": self.plugin})
        self.members.append(Member(host))
        return self.members[-1]

    def settle(self, *members):
        """Waits until these hold everything between them, evenly."""
        members = members or self.members
        share = PARTITIONS // len(members)
        most = share + (PARTITIONS % len(members) > 0)

        def even():
            held = [member.held() for member in members]
            return sum(held) == PARTITIONS and all(share <= count <= most for count in held)

        members[0].host.until(even)

    @staticmethod
    def update(number, chat, text):
        return json.dumps({"update_id": number, "message": {
            "message_id": 5, "date": 1700000000, "text": text, "chat": {"id": chat, "type": "private"},
            "from": {"id": 7, "is_bot": False, "first_name": "A"}}}).encode()  # fmt: skip

    def take(self, text, member=None, chat=1):
        """Has a host keep an update; its number."""
        number = next(self.numbers)
        assert (member or self.members[0]).post(self.update(number, chat, text)) == 200
        return number

    def chat_of(self, member):
        """A chat whose partition a host holds: the first of which it handles an update."""
        for chat in itertools.count(100):
            number = self.take("count", chat=chat)
            self.until(lambda: any(number in one.handled() for one in self.members))
            if number in member.handled():
                return chat

    @staticmethod
    def until(condition, patience=PATIENCE):
        limit = time.monotonic() + patience
        while not condition():
            assert time.monotonic() < limit, "it never came to that"
            time.sleep(0.02)


class Load:
    """Chats that write: each update is sent again, to any host, until one answers that it is kept."""

    def __init__(self, cluster, chats=12, seed=1):
        self.cluster, self.random = cluster, random.Random(seed)
        self.sent = {chat: [] for chat in range(1, chats + 1)}
        self.stopping = threading.Event()
        self.threads = [threading.Thread(target=self.write, args=(chat,), daemon=True) for chat in self.sent]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stopping.set()
        for thread in self.threads:
            thread.join()

    def write(self, chat):
        choose = random.Random(self.random.random())
        while not self.stopping.is_set():
            number = next(self.cluster.numbers)
            body = Cluster.update(number, chat, choose.choice(["count", "count", "count", "once -1", "ack-fail"]))
            while not self.post(choose.choice(self.cluster.members), body):
                time.sleep(0.02)
            self.sent[chat].append(number)
            time.sleep(0.005)

    @staticmethod
    def post(member, body):
        try:
            return member.host.process is not None and member.post(body, timeout=1) == 200
        except (OSError, Closed):
            return False

    def explain(self, wrong):
        """What the hosts say of updates that were not handled once."""
        said = [
            f"{index}: {line}"
            for index, one in enumerate(self.cluster.members) for line in one.host.logs.raw
            if any(f" {number}:" in line for number in wrong) or '"level":"warning"' in line or '"level":"error"' in line
        ]  # fmt: skip
        return f"handled so often: {wrong}\n" + "\n".join(said[-60:])

    def count(self):
        return sum(map(len, self.sent.values()))

    def reckon(self, member):
        """Each update was handled once, and those of a chat in the order in which they were kept."""
        numbers = [number for sent in self.sent.values() for number in sent]
        found = {}

        def read():
            for start in range(0, len(numbers), 200):
                part = numbers[start : start + 200]
                entries = member.get(*(f"once/{number}".encode() for number in part))
                found.update({n: (int(value or b"0"), version) for n, (_, value, version) in zip(part, entries)})
            return all(times for times, _ in found.values())

        limit = time.monotonic() + 2 * PATIENCE
        while not read() and time.monotonic() < limit:
            time.sleep(0.05)
        wrong = {number: found[number][0] for number in numbers if found[number][0] != 1}
        assert not wrong, self.explain(wrong)
        for sent in self.sent.values():
            versions = [found[number][1] for number in sent]
            assert versions == sorted(versions)
