"""Tries one case: brings a host to its point, starts it again, lets it finish, and compares."""

import json
import signal
import subprocess
import threading
import time

from load import PLUGINS, update
from points import Point
from reckoning import Reckoning
from stage import Stage

REACH_SECONDS = 20
EXPIRY_SECONDS = 10.2  # of a pre-checkout query, see ExpiryPolicy.swift


class Trial:
    """One case in a folder of its own."""

    def __init__(self, case, folder, plugins, preload):
        self.case = case
        self.stage = Stage(folder, case.store, plugins, preload)

    def run(self):
        """The faults, one line each."""
        stage, case = self.stage, self.case
        try:
            reached = getattr(self, Point(case.point).way)(f"{case.point}:{case.nth}")
            if reached:
                self.recover()
            stage.load.stop()
            faults = stage.load.faults + Reckoning(stage).run()
            if stage.end() != 0:
                faults.append(f"the host ended with {stage.host.process.returncode}")
            return faults if reached else ["point not reached", *faults]
        except AssertionError as error:
            return [f"{error}"]
        finally:
            stage.load.abandoned = True
            stage.load.stopping.set()
            stage.end()

    def recover(self):
        """What happens after the death, and the start of a host that serves to the end."""
        stage, case = self.stage, self.case
        stage.after_death(power=case.power, server=case.server)
        if case.again:
            if stage.start(f"{case.again}:1"):
                assert stage.dies(REACH_SECONDS), f"point not reached as it recovers: {case.again}"
            stage.after_death(power=case.power, server=case.server)
        stage.start()
        # What is on its way is answered by the host that recovers.
        time.sleep(0.1)
        limit = time.monotonic() + REACH_SECONDS
        while not stage.load.has_sent():
            assert time.monotonic() < limit, "nothing was sent to others"
            time.sleep(0.01)

    # The ways to points; each tells whether it was reached

    def load(self, crash):
        serves = self.stage.start(crash)
        self.stage.load.start()
        return not serves or self.stage.dies(REACH_SECONDS)

    def reload(self, crash):
        ended = threading.Event()

        def replace():
            while not ended.is_set():
                for plugin in PLUGINS:
                    try:
                        self.stage.host.roost("plugins", "reload", plugin, timeout=5)
                    except subprocess.TimeoutExpired:
                        pass  # the host has died in between

        replacing = threading.Thread(target=replace)
        replacing.start()
        try:
            return self.load(crash)
        finally:
            ended.set()
            replacing.join()

    def left(self, crash):
        """A first host keeps updates for which it has no plugins."""
        self.leave(lambda number, chat: update(number, chat, "count"))
        for plugin, numbers in self.taken.items():
            self.stage.book.answered[plugin] |= dict.fromkeys(numbers, "count")
        return self.load(crash)

    def expired(self, crash):
        """Such updates, when they have become too old to be handled."""
        self.leave(query)
        for plugin, numbers in self.taken.items():
            self.stage.book.expired[plugin] |= numbers
        time.sleep(EXPIRY_SECONDS)
        return self.load(crash)

    def minute(self, crash):
        """A minute begins, with runs of schedules."""
        # Not so close to one that it begins first.
        if time.time() % 60 > 45:
            time.sleep(60 - time.time() % 60)
        serves = self.stage.start(crash)
        time.sleep(max(0, 58 - time.time() % 60))
        self.stage.load.start()
        return not serves or self.stage.dies(REACH_SECONDS)

    def ending(self, crash):
        self.stage.start(crash)
        self.stage.load.start()
        time.sleep(0.5)
        self.stage.host.signal(signal.SIGTERM)
        return self.stage.dies(REACH_SECONDS)

    def leave(self, make):
        stage = self.stage
        stage.start()
        self.taken = {plugin: set() for plugin in PLUGINS}
        for plugin in PLUGINS:
            stage.host.roost("plugins", "unload", plugin)
            for chat in range(1, 9):
                number = next(stage.book.numbers)
                stage.take(plugin, make(number, chat))
                self.taken[plugin].add(number)
        stage.kill()
        stage.after_death(power=self.case.power, server=self.case.server)


def query(number, chat):
    """An update that can be answered for ten seconds."""
    return json.dumps({"update_id": number, "pre_checkout_query": {
        "id": "1", "from": {"id": chat, "is_bot": False, "first_name": "A"}, "currency": "XTR", "total_amount": 1,
        "invoice_payload": "p"}}).encode()  # fmt: skip
