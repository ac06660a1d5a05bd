"""A host that is killed again and again under load, and must neither lose nor repeat what it answered. See README.md."""

import argparse
import itertools
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
ACCEPTANCE = REPOSITORY / "Tests/Acceptance"
sys.path[1:1] = [str(ACCEPTANCE)]

from harness.host import Host  # noqa: E402
from harness.plugins import Compiler  # noqa: E402
from harness.state import ADD, DONE, KEY, PUBLISH, RETRYABLE, SCHEDULE, UNKNOWN, Keeper, commit, item  # noqa: E402

PATH, SECRET = "/telegram/faults-0123456789", "s3cret-of_the-faults"
BOT = {"path": PATH, "secret": SECRET, "plugins": ["keeper"], "delivery": "durable"}
CONFIG = {
    "bots": {"faults": BOT}, "events": {"retry_ms": 5, "attempts": 8, "in_memory": 64}, "drain_seconds": 5,
    "workers": {"crashes": 1_000_000, "crash_window_seconds": 1},
}  # fmt: skip
FIELDS = [("Content-Type", "application/json"), ("X-Telegram-Bot-Api-Secret-Token", SECRET)]
SETTLE_SECONDS = 60
# What updates say, and how often: handled at the first attempt or at a later one, with an acknowledging commit.
TEXTS = ["count"] * 6 + ["once -1", "ack-fail"]


class Run:
    """One host, its load, and the book of what was answered."""

    def __init__(self, host: Host, seed: int, isolation: str):
        self.host, self.random, self.isolation = host, random.Random(seed), isolation
        self.stopping = threading.Event()
        self.numbers = itertools.count(1)
        self.lock = threading.Lock()
        self.answered: dict[int, str] = {}
        self.unanswered: dict[int, str] = {}
        self.published: set[str] = set()
        self.scheduled: set[str] = set()
        self.repeated = 0
        self.faults: list[str] = []

    # The load: each sender has one thing on its way and sends it again until it is answered, as Telegram does.

    def insist(self, send) -> bool:
        """Sends until there is an answer that settles it; False when the load ends first."""
        tries = 0
        while True:
            try:
                if send():
                    self.repeated += tries
                    return True
            except Exception:  # noqa: BLE001: the host is gone, or goes
                pass
            tries += 1
            if self.stopping.is_set() and tries > 3:
                return False
            time.sleep(0.01)

    def updates(self, chat: int) -> None:
        choose = random.Random(self.random.random())
        while not self.stopping.is_set():
            number, text = next(self.numbers), choose.choice(TEXTS)
            body = json.dumps({"update_id": number, "message": {
                "message_id": 1, "date": 1700000000, "text": text, "chat": {"id": chat, "type": "private"},
                "from": {"id": chat, "is_bot": False, "first_name": "A"}}}).encode()  # fmt: skip
            with self.lock:
                self.unanswered[number] = text
            if self.insist(lambda body=body: self.host.post(PATH, body, headers=FIELDS).status == 200):
                with self.lock:
                    self.answered[number] = self.unanswered.pop(number)

    def commits(self, lane: int) -> None:
        while not self.stopping.is_set():
            name = f"{lane}-{next(self.numbers)}"
            block = commit(
                item(ADD, f"direct/{name}".encode(), number=1),
                item(PUBLISH, b"keeper.tick", name.encode(), number=lane),
                # Two names only: the next job of a name takes the place of one that is not due yet.
                item(SCHEDULE, b"remind" if lane % 2 else b"late.job", name.encode(), expires=1),
                id=name.encode().ljust(16, b"\0"))  # fmt: skip
            if self.insist(lambda block=block: self.is_settled(self.host.request("POST", "/keeper/commit", body=block))):
                with self.lock:
                    self.published.add(name)

    @staticmethod
    def is_settled(answer) -> bool:
        code = int(answer["X-Code"] or answer["X-Refused"] or 0) if answer.status == 200 else RETRYABLE
        assert code in (DONE, RETRYABLE, UNKNOWN), f"a commit was answered {code}: {answer.body!r}"
        return code == DONE

    # The kills

    def kill(self) -> None:
        self.host.signal(signal.SIGKILL)
        self.host.process.wait()

    def rounds(self, count: int) -> None:
        for number in range(count):
            time.sleep(self.random.uniform(0.01, 0.25))
            self.kill()
            if number % 10 == 9:
                # Again while it recovers.
                self.host.start(wait=False)
                time.sleep(self.random.uniform(0, 0.06))
                self.kill()
            self.host.start()

    # The reckoning

    def settle(self) -> None:
        limit = time.monotonic() + SETTLE_SECONDS
        while time.monotonic() < limit:
            waiting = [
                self.host.metric("roost_inbox_waiting", source=source) or 0
                for source in ("bot:faults", "plugin:keeper")
            ]
            if not any(waiting):
                return
            time.sleep(0.05)
        self.faults.append(f"{waiting} events still wait after {SETTLE_SECONDS} s")

    def value(self, keys: list[str]) -> list[int]:
        found: list[int] = []
        for start in range(0, len(keys), 200):
            block = b"".join(item(KEY, key.encode()) for key in keys[start : start + 200])
            found += [int(value or b"0") for _, value, _ in Keeper(self.host).page("get", block)[0]]
        return found

    def expect(self, what: str, keys: list[str], fits) -> None:
        wrong = [(key, value) for key, value in zip(keys, self.value(keys)) if not fits(value)]
        self.faults += [f"{what}: {key} is {value}" for key, value in wrong[:10]]
        if len(wrong) > 10:
            self.faults.append(f"{what}: and {len(wrong) - 10} more")

    def reckon(self) -> None:
        self.settle()
        self.expect("answered, and not handled once", [f"once/{n}" for n in self.answered], lambda times: times == 1)
        self.expect("not answered, and handled twice", [f"once/{n}" for n in self.unanswered], lambda times: times <= 1)
        names = sorted(self.published)
        self.expect("committed, and not there once", [f"direct/{name}" for name in names], lambda times: times == 1)
        self.expect("published, and not heard once", [f"heard/keeper.tick/{name}" for name in names], lambda n: n == 1)
        jobs = [f"heard/{job}/{name}" for name in names for job in ("remind", "late.job")]
        self.expect("fell due twice", jobs, lambda times: times <= 1)
        handled = self.value(["handled"])[0]
        each = sum(self.value([f"once/{n}" for n in [*self.answered, *self.unanswered]]))
        if handled != each:
            self.faults.append(f"{handled} updates were handled by the sum, {each} one by one")
        dead = json.loads(self.host.roost("dead", "list", "--json").stdout)
        if dead:
            self.faults.append(f"{len(dead)} dead letters: {dead[0]}")


def load(run: Run, senders: int, committers: int) -> list[threading.Thread]:
    threads = [threading.Thread(target=run.updates, args=(chat,)) for chat in range(1, senders + 1)]
    threads += [threading.Thread(target=run.commits, args=(lane,)) for lane in range(1, committers + 1)]
    for thread in threads:
        thread.start()
    return threads


def run(isolation: str, options: argparse.Namespace, folder: Path) -> bool:
    host = Host(folder / isolation, CONFIG, isolation=isolation)
    host.install(Compiler(folder / f"{isolation}-compiled")("keeper", source="keeper.c"), "keeper").start()
    began = time.monotonic()
    test = Run(host, options.seed, isolation)
    threads = load(test, senders=16, committers=4)
    try:
        test.rounds(options.rounds)
    finally:
        test.stopping.set()
        for thread in threads:
            thread.join()
    test.reckon()
    if host.stop() != 0:
        test.faults.append(f"the host ended with {host.process.returncode}")
    print(
        f"{isolation}: {options.rounds} kills in {time.monotonic() - began:.0f} s, {len(test.answered)} updates answered, "
        f"{len(test.unanswered)} not, {len(test.published)} commits with a message and a job; "
        f"{test.repeated} sent again; {len(test.faults)} faults"
    )
    for fault in test.faults:
        print(f"  {fault}")
    return not test.faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--roost", type=Path, default=REPOSITORY / ".build/debug/roost")
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--isolation", choices=["worker", "inline"])
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    parser.add_argument("--keep", action="store_true", help="keep the folder")
    options = parser.parse_args()
    os.environ["ROOST_BIN"] = str(options.roost.resolve())
    print(f"seed {options.seed}", flush=True)
    folder = Path(tempfile.mkdtemp(prefix="faults-"))
    fine = all([run(isolation, options, folder) for isolation in ([options.isolation] if options.isolation else ["worker", "inline"])])
    if fine and not options.keep:
        shutil.rmtree(folder)
    else:
        print(f"the folder is kept: {folder}")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
