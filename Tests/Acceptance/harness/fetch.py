"""roost.fetch/1 as bytes."""

import struct

from .state import FETCH, item

REQUEST, FIELD, ANSWER = "<IIIIIIIIII", "<II", "<IIIIQ"
REPEATABLE, CUT = 1, 1


def request(url, method="GET", body=b"", fields=(), tag=b"", flags=0, timeout=5000, limit=0, redirects=0, size=40,
            reserved=0, count=None):  # fmt: skip
    fields = [(name.encode(), value.encode()) for name, value in fields]
    head = struct.pack(
        REQUEST, size, flags, timeout, limit, redirects, len(fields) if count is None else count, len(method),
        len(url), len(tag), reserved)  # fmt: skip
    sizes = b"".join(struct.pack(FIELD, len(name), len(value)) for name, value in fields)
    return head + sizes + method.encode() + url.encode() + tag + b"".join(n + v for n, v in fields) + body


def answer(raw):
    """Status, fields, body, flags and stream."""
    size, flags, status, count, stream = struct.unpack_from(ANSWER, raw)
    at = size
    sizes = [struct.unpack_from(FIELD, raw, at + 8 * number) for number in range(count)]
    at += 8 * count
    fields = []
    for name, value in sizes:
        fields.append((raw[at : at + name].decode(), raw[at + name : at + name + value].decode()))
        at += name + value
    return status, fields, raw[at:], flags, stream


def effect(url, outcome="bought", lane=0, **options):
    """A commit's item that sends a request."""
    return item(FETCH, outcome.encode(), request(url, **options), number=lane)
