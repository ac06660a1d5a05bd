"""The blocks of roost/state.h, as far as this test writes and reads them."""

import struct

DONE, RETRYABLE, UNKNOWN = 0, -1, -5
KEY, ADD, PUBLISH, SCHEDULE = 1, 6, 7, 8
ITEM, PAGE, COMMIT = "<IIIIQqq", "<IIII", "<II16sQ"


def item(kind: int, key: bytes, value: bytes = b"", number: int = 0, expires: int = 0) -> bytes:
    raw = struct.pack(ITEM, kind, len(key), len(value), 0, 0, number, expires) + key + value
    return raw + bytes(-len(raw) % 8)


def commit(*items: bytes, id: bytes) -> bytes:
    return struct.pack(COMMIT, struct.calcsize(COMMIT), len(items), id, 0) + b"".join(items)


def entries(raw: bytes) -> list[tuple[bytes, bytes]]:
    """Keys and values of a page."""
    raw, found = raw[struct.calcsize(PAGE) :], []
    while raw:
        _, key, value, *_ = struct.unpack_from(ITEM, raw)
        start = struct.calcsize(ITEM)
        found.append((raw[start : start + key], raw[start + key : start + key + value]))
        size = start + key + value
        raw = raw[size + -size % 8 :]
    return found
