"""Small PNG pictures made here, so that none is kept in the tree."""

import struct
import zlib


def png(width, height, colour):
    """A picture that shades from a colour (red, green, blue) to a lighter one."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    def pixel(x, y):
        return bytes(min(255, part + 60 * (x + y) // (width + height)) for part in colour)

    rows = b"".join(b"\0" + b"".join(pixel(x, y) for x in range(width)) for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
