"""roost.state/1 as bytes, and a plugin that passes them on."""

import itertools
import struct

DONE, RETRYABLE, DENIED, UNKNOWN, STALE, INVALID, CONFLICT = 0, -1, -3, -5, -6, -7, -8
KEY, ENTRY, EXPECT, PUT, DELETE, ADD, PUBLISH, SCHEDULE, CANCEL, FETCH, NOTICE = range(1, 12)
TELEGRAM = 13
ITEM, PAGE, RANGE, COMMIT, RECEIPT = "<IIIIQqq", "<IIII", "<IIIIII", "<II16sQ", "<IIQ"
ids = itertools.count(1)


def item(kind, key, value=b"", version=0, number=0, expires=0, reserved=0):
    raw = struct.pack(ITEM, kind, len(key), len(value), reserved, version, number, expires) + key + value
    return raw + bytes(-len(raw) % 8)


def commit(*items, id=None, count=None, size=32, ticket=0):
    name = id or next(ids).to_bytes(16, "big")
    return struct.pack(COMMIT, size, len(items) if count is None else count, name, ticket) + b"".join(items)


def span(first=b"", end=b"", limit=100, flags=0, size=24, reserved=0):
    return struct.pack(RANGE, size, flags, limit, len(first), len(end), reserved) + first + end


def items(raw):
    found = []
    while raw:
        kind, key, value, reserved, version, number, expires = struct.unpack_from(ITEM, raw)
        assert reserved == 0
        whole = struct.calcsize(ITEM) + key + value
        content = raw[struct.calcsize(ITEM) : whole]
        found.append((kind, content[:key], content[key:], version, number, expires))
        assert not any(raw[whole : whole + -whole % 8])
        raw = raw[whole + -whole % 8 :]
    return found


class Keeper:
    """A plugin's state, through its plugin."""

    def __init__(self, host, name="keeper"):
        self.host, self.name = host, name

    def ask(self, method, block, query=""):
        answer = self.host.request("POST", f"/{self.name}/{method}{query}", body=block)
        assert answer.status == 200, answer
        return answer

    def code(self, method, block, query=""):
        answer = self.ask(method, block, query)
        if refused := answer["X-Refused"]:
            return int(refused)
        code = int(answer["X-Code"])
        assert code == DONE or (answer.body and len(answer.body) <= 1024)
        return code

    def commit(self, *parts, **options):
        answer = self.ask("commit", commit(*parts, **options))
        assert answer["X-Code"] == "0", answer.body
        size, count, version = struct.unpack_from(RECEIPT, answer.body)
        sums = items(answer.body[size:])
        assert len(sums) == count and all(kind == ADD for kind, *_ in sums)
        return version, [number for *_, number, _ in sums]

    def page(self, method, block):
        answer = self.ask(method, block)
        assert answer["X-Code"] == "0", answer.body
        size, count, more, _ = struct.unpack_from(PAGE, answer.body)
        found = items(answer.body[size:])
        assert len(found) == count and all(kind == ENTRY for kind, *_ in found)
        return [(key, value, version) for _, key, value, version, *_ in found], bool(more)

    def get(self, *keys):
        return self.page("get", b"".join(item(KEY, key) for key in keys))[0]
