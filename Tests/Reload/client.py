"""A kept-alive HTTP/1.1 connection that believes nothing: what is not a whole answer is an error."""

import asyncio
import socket
from dataclasses import dataclass

PATIENCE = 25.0


class Broken(Exception):
    """The connection or its answer broke off or made no sense."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


class Connection:
    """One request at a time. `window`: bytes the kernel may buffer for a reader that reads slowly."""

    def __init__(self, port: int, window: int | None = None):
        self.port = port
        self.window = window
        self.writer: asyncio.StreamWriter | None = None

    async def request(self, method: str, path: str, fields: dict[str, str] | None = None,
                      body: bytes | None = None, pieces: list[bytes] | None = None, chunked: bool = False,
                      slowly: bool = False) -> Answer:
        """Sends a request and reads its answer. `pieces` are sent one by one with pauses."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._open()
                return await self._exchange(method, path, dict(fields or {}), body, pieces, chunked, slowly)
        except TimeoutError:
            self.close()
            raise Broken(f"no answer within {PATIENCE:.0f} s") from None
        except (OSError, EOFError, ValueError) as error:
            self.close()
            raise Broken(f"{type(error).__name__}: {error}") from None

    async def break_off(self, head: bytes, after: float) -> None:
        """Sends bytes and goes away without an answer."""
        try:
            await self._open()
        except OSError as error:
            raise Broken(f"{type(error).__name__}: {error}") from None
        self.writer.write(head)
        await asyncio.sleep(after)
        self.writer.transport.abort()
        self.writer = None

    def close(self) -> None:
        if self.writer:
            self.writer.close()
        self.writer = None

    async def _open(self) -> None:
        if self.writer:
            return
        end = socket.socket()
        end.setblocking(False)
        end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self.window:
            end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, self.window)
        await asyncio.get_running_loop().sock_connect(end, ("127.0.0.1", self.port))
        self.reader, self.writer = await asyncio.open_connection(sock=end, limit=self.window or 1 << 16)

    async def _exchange(self, method, path, fields, body, pieces, chunked, slowly) -> Answer:
        fields.setdefault("Host", "127.0.0.1")
        if chunked:
            fields["Transfer-Encoding"] = "chunked"
        elif pieces is not None or body is not None:
            fields["Content-Length"] = str(sum(map(len, pieces)) if pieces is not None else len(body))
        head = f"{method} {path} HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in fields.items()) + "\r\n"
        self.writer.write(head.encode() + (body or b""))
        for piece in pieces or []:
            await asyncio.sleep(0.01)
            self.writer.write(b"%x\r\n%b\r\n" % (len(piece), piece) if chunked else piece)
            await self.writer.drain()
        if chunked:
            self.writer.write(b"0\r\n\r\n")
        status, headers = await self._head()
        answer = Answer(status, headers, await self._body(headers, slowly))
        if headers.get("connection", "").lower() == "close":
            self.close()
        return answer

    async def _head(self) -> tuple[int, dict[str, str]]:
        first, *lines = (await self.reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")[:-2]
        version, status, _ = first.split(" ", 2)
        if version != "HTTP/1.1":
            raise ValueError(f"status line {first!r}")
        return int(status), {k.lower(): v.strip() for k, v in (line.split(":", 1) for line in lines)}

    async def _body(self, headers: dict[str, str], slowly: bool) -> bytes:
        if headers.get("transfer-encoding", "").lower() != "chunked":
            return await self.reader.readexactly(int(headers["content-length"]))
        parts = []
        while size := int(await self.reader.readuntil(b"\r\n"), 16):
            parts.append(await self.reader.readexactly(size))
            await self._crlf()
            if slowly:
                await asyncio.sleep(0.005)
        await self._crlf()
        return b"".join(parts)

    async def _crlf(self) -> None:
        if await self.reader.readexactly(2) != b"\r\n":
            raise ValueError("a chunk does not end where it says")
