"""What commits send out, and what a counter elsewhere, which no death touches, must have seen of it in the end."""

from collections import Counter

from harness.fetch import REPEATABLE, effect
from harness.state import DONE, NOTICE, UNKNOWN, Keeper, item, span

# What must not be sent twice, and what may be: the method, what the server does, and what else is said of it.
# Some of the first are so long under way that a death finds them there.
ONCE = [("POST", "/ok"), ("POST", "/slow/0.3"), ("POST", "/drop")]
OFTEN = [("PUT", "/ok"), ("POST", "/busy/503/1", REPEATABLE), ("PUT", "/slow/0.02")]
SUBJECT = b"seen"


def orders(web, plugin):
    """What updates say that have their handler send something."""
    base = [f"{web.url}{what}/{plugin}/" for what in ("/ok", "/slow/0.3", "/busy/503/1")]
    return [f"buy {base[0]}", f"put {base[2]}", f"buy {base[1]}"]


class Sent:
    """What a plugin's commits that are there were to send: the counter's path by the tag."""

    def __init__(self):
        self.once, self.often, self.notices = {}, {}, set()

    def ordered(self, number, text):
        """By an update."""
        kind, url = text.split(" ")
        into = self.once if kind == "buy" else self.often
        into[f"{number}"] = "/" + url.split("/", 3)[3] + f"{number}"


class Burst:
    """What one commit of a committer sends: something of each class, and a notice."""

    def __init__(self, web, plugin, name, turn):
        self.name, self.requests = name, []
        for kind, choices in (("once", ONCE), ("often", OFTEN)):
            method, what, *flags = choices[turn % len(choices)]
            self.requests.append((kind, f"{name}/{kind}", method, f"{what}/{plugin}/{name}/{kind}", *flags))
        # A lane each, so that none waits for another.
        lanes = [int(name.split("-")[1]) * 2 + number for number in range(2)]
        self.items = [
            effect(f"{web.url}{path}", method=method, tag=tag.encode(), lane=lane, flags=flags[0] if flags else 0)
            for (_, tag, method, path, *flags), lane in zip(self.requests, lanes)
        ] + [item(NOTICE, SUBJECT, name.encode())]

    def keep(self, sent):
        for kind, tag, _, path, *_ in self.requests:
            getattr(sent, kind)[tag] = path
        sent.notices.add(self.name)


class EffectReckoning:
    """The faults of what was sent, one line each."""

    def __init__(self, stage):
        self.host, self.web, self.book, self.noticed = stage.host, stage.web, stage.book, stage.noticed
        self.faults = []

    def run(self):
        with self.web.lock:
            counts = Counter(self.web.counts)
        for plugin, sent in self.book.sent.items():
            outcomes = self.outcomes(plugin)
            once = [self.of_once(tag, counts[path], outcomes.pop(tag, {})) for tag, path in sent.once.items()]
            often = [self.of_often(tag, counts[path], outcomes.pop(tag, {})) for tag, path in sent.often.items()]
            self.tell(plugin, once + often)
            self.tell(plugin, [f"an outcome of what nobody sent: {tag}" for tag in outcomes])
            self.tell(plugin, [f"a notice that nobody saw: {name}" for name in sent.notices - self.noticed(plugin)])
        known = {path for sent in self.book.sent.values() for some in (sent.once, sent.often) for path in some.values()}
        self.tell("the counter", [f"sent without a commit: {path}" for path in counts if path not in known])
        return self.faults

    def tell(self, who, faults):
        faults = [fault for fault in faults if fault]
        if faults:
            self.faults.append(f"{who}: {', '.join(faults[:5])}, {len(faults)} in all")

    @staticmethod
    def of_once(tag, count, ends):
        """At most once; and where the counter or the plugin misses something, its outcome is unknown."""
        if count > 1:
            return f"must not be sent twice, and was {count} times: {tag}"
        if sum(ends.values()) != 1:
            return f"its outcome did not come once: {tag} {ends}"
        if ends.keys() - {f"{DONE}/200", f"{UNKNOWN}/0"}:
            return f"ended in a way that nothing explains: {tag} {ends}"
        return f"told to be done, and was never sent: {tag}" if count == 0 and f"{DONE}/200" in ends else None

    @staticmethod
    def of_often(tag, count, ends):
        """At least once, and its outcome once: nothing but the deaths stood in its way."""
        if count == 0:
            return f"never sent: {tag}"
        return None if ends == {f"{DONE}/200": 1} else f"its outcome did not come once: {tag} {ends}"

    def outcomes(self, plugin):
        """How often each outcome came, by the tag."""
        found, first, more = {}, b"outcome/", True
        while more:
            page, more = Keeper(self.host, plugin).page("scan", span(first, b"outcome0", limit=500))
            for key, value, _ in page:
                tag, code, status = key.decode().removeprefix("outcome/").rsplit("/", 2)
                found.setdefault(tag, {})[f"{code}/{status}"] = int(value)
            first = page[-1][0] + b"\0" if page else first
        return found
