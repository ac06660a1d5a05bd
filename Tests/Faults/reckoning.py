"""Compares what a host has in the end with the book of what it has answered."""

import json
import time

from effects import EffectReckoning
from harness.state import KEY, Keeper, item
from load import PLUGINS
from stage import RUNS

SETTLE_SECONDS = 30


class Reckoning:
    """The faults of one host, one line each."""

    def __init__(self, stage):
        self.stage, self.host, self.book = stage, stage.host, stage.book
        # What runs were due since schedules have been kept, which is a moment after the plugins serve.
        minutes = range(int(self.stage.since + 2) // 60 + 1, int(time.time()) // 60 + 1) if self.stage.since else []
        self.runs = [f"runs/run.{number}/{minute}" for minute in minutes for number in range(RUNS)]
        self.faults = []

    def run(self):
        self.settle()
        for plugin in PLUGINS:
            self.updates(plugin)
            self.commits(plugin)
        self.dead_letters()
        return self.faults + EffectReckoning(self.stage).run()

    def settle(self):
        """Waits until nothing waits, and no job or run is left."""
        limit = time.monotonic() + SETTLE_SECONDS
        sources = [f"{kind}:{plugin}" for kind in ("bot", "plugin", "effects") for plugin in PLUGINS]
        while True:
            waiting = {source: self.host.metric("roost_inbox_waiting", source=source) for source in sources}
            left = [source for source, count in waiting.items() if count] + [
                f"jobs or runs of {plugin}" for plugin in PLUGINS
                if 0 in self.values(plugin, self.jobs(plugin) + self.runs)
            ]  # fmt: skip
            if not left:
                return
            if time.monotonic() > limit:
                return self.faults.append(f"after {SETTLE_SECONDS} s there still wait {', '.join(left)}")
            time.sleep(0.02)

    def jobs(self, plugin):
        """Those whose place no other has taken."""
        last = {job: name for name, job in self.book.committed[plugin].items()}
        return [f"heard/{job}/{name}" for job, name in last.items()]

    def values(self, plugin, keys):
        found = []
        for start in range(0, len(keys), 200):
            block = b"".join(item(KEY, key.encode()) for key in keys[start : start + 200])
            found += [int(value or b"0") for _, value, _ in Keeper(self.host, plugin).page("get", block)[0]]
        return found

    def expect(self, plugin, what, keys, times):
        """Every key has been added to so often."""
        wrong = [f"{key} is {value}" for key, value in zip(keys, self.values(plugin, keys)) if not times(value)]
        if wrong:
            self.faults.append(f"{plugin}: {what}: {', '.join(wrong[:5])}, {len(wrong)} in all")

    def updates(self, plugin):
        answered = self.book.answered[plugin]

        def keys(prefix, *texts):
            return [f"{prefix}/{number}" for number, text in answered.items() if text in texts]

        ordered = [text for text in set(answered.values()) if " http" in text]
        counted = keys("once", "count", "once -1", "ack-fail", "twice", *ordered)
        self.expect(plugin, "answered, and not handled once", counted, lambda times: times == 1)
        self.expect(plugin, "answered, and never tried", keys("tries", "done", "fail -2"), lambda times: times >= 1)
        self.expect(plugin, "handled without need", keys("once", "done", "fail -2"), lambda times: times == 0)
        late = [f"tries/{number}" for number in self.book.expired[plugin]]
        self.expect(plugin, "expired, and handled", late, lambda times: times == 0)
        (handled,), each = self.values(plugin, ["handled"]), sum(self.values(plugin, counted))
        if handled != each:
            self.faults.append(f"{plugin}: {handled} updates were handled by the sum, {each} one by one")

    def commits(self, plugin):
        names = self.book.committed[plugin]
        self.expect(plugin, "committed, and not there once", [f"direct/{n}" for n in names], lambda times: times == 1)
        self.expect(plugin, "scheduled, and not due once", self.jobs(plugin), lambda times: times == 1)
        each = [f"heard/{job}/{name}" for name, job in names.items()]
        self.expect(plugin, "scheduled, and due twice", each, lambda times: times <= 1)
        self.expect(plugin, "due each minute, and not run once", self.runs, lambda times: times == 1)
        # Both hear what keeper publishes; nobody hears the other.
        heard = [f"heard/keeper.tick/{name}" for name in self.book.committed["keeper"]]
        self.expect(plugin, "published, and not heard once", heard, lambda times: times == 1)

    def dead_letters(self):
        """An update that cannot be handled is given up once; nothing else is."""
        found, last = [], 0
        while page := json.loads(self.host.roost("dead", "list", "--json", "--after", str(last)).stdout):
            found += [(letter["source"], letter["attempts"][-1]["reason"]) for letter in page]
            last = page[-1]["number"]
        for plugin in PLUGINS:
            given_up = list(self.book.answered[plugin].values()).count("fail -2")
            letters = sum(source == f"bot:{plugin}" for source, _ in found)
            if letters != given_up:
                self.faults.append(f"{plugin}: {given_up} updates were to be given up, {letters} dead letters are there")
        strange = [letter for letter in found if "as it was told to" not in letter[1]]
        if strange:
            self.faults.append(f"{len(strange)} dead letters for another reason: {strange[0]}")
