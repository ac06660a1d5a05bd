"""An HTTP/1.1 client that sends exactly the bytes it is given and reads answers strictly."""

import socket
import ssl as ssl_module


class Response:
    """An answer: status, header fields in order, and the body without its framing."""

    def __init__(self, status, reason, fields, body, chunked):
        self.status = status
        self.reason = reason
        self.fields = fields
        self.body = body
        self.chunked = chunked

    def __getitem__(self, name):
        return self.get(name)

    def get(self, name, default=None):
        values = self.all(name)
        assert len(values) <= 1, f"{name} occurs {len(values)} times"
        return values[0] if values else default

    def all(self, name):
        return [value for field, value in self.fields if field.lower() == name.lower()]

    @property
    def text(self):
        return self.body.decode()

    def lines(self):
        """The lines `key=value` of the probe's /request, as a list of pairs."""
        return [tuple(line.split("=", 1)) for line in self.text.splitlines()]

    def __repr__(self):
        return f"<{self.status} {self.fields} {self.body[:200]!r}>"


class Closed(Exception):
    """The other side closed the connection before the answer was whole."""


class Connection:
    """A connection; answers are read one by one from it."""

    def __init__(self, address, *, timeout=15, tls=None, receive_buffer=None):
        if isinstance(address, str):
            self.socket = socket.socket(socket.AF_UNIX)
        else:
            family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
            self.socket = socket.socket(family)
        self.socket.settimeout(timeout)
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.connect(address)
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_hostname="localhost")
        self.buffer = bytearray()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.socket.close()

    def send(self, data):
        self.socket.sendall(data if isinstance(data, bytes) else data.encode())
        return self

    def fill(self):
        """Reads some more bytes; Closed at the end."""
        try:
            data = self.socket.recv(65536)
        except (ConnectionResetError, ssl_module.SSLEOFError):
            data = b""
        if not data:
            raise Closed(bytes(self.buffer))
        self.buffer += data

    def until(self, mark):
        while mark not in self.buffer:
            self.fill()
        end = self.buffer.index(mark)
        found = bytes(self.buffer[:end])
        del self.buffer[: end + len(mark)]
        return found

    def exactly(self, count):
        while len(self.buffer) < count:
            self.fill()
        found = bytes(self.buffer[:count])
        del self.buffer[:count]
        return found

    def head(self):
        """Reads a head: (status, reason, fields)."""
        lines = self.until(b"\r\n\r\n").split(b"\r\n")
        version, status, reason = lines[0].decode("latin-1").split(" ", 2)
        assert version == "HTTP/1.1", lines[0]
        fields = []
        for line in lines[1:]:
            assert b"\n" not in line and b"\r" not in line, line
            name, _, value = line.decode("latin-1").partition(":")
            assert name and name.strip() == name, line
            fields.append((name, value.strip()))
        return int(status), reason, fields

    def chunk(self):
        """Reads one chunk's bytes; empty at the end of the body."""
        data = self.exactly(int(self.until(b"\r\n"), 16))
        assert self.exactly(2) == b"\r\n"
        return data

    def response(self, method="GET"):
        """Reads one whole final answer."""
        status, reason, fields = self.head()
        answer = Response(status, reason, fields, b"", False)
        if method == "HEAD" or status in (204, 304) or status < 200:
            return answer
        if answer["Transfer-Encoding"] is not None:
            assert answer["Transfer-Encoding"] == "chunked" and answer["Content-Length"] is None
            answer.chunked = True
            pieces = []
            while piece := self.chunk():
                pieces.append(piece)
            answer.body = b"".join(pieces)
        elif answer["Content-Length"] is not None:
            answer.body = self.exactly(int(answer["Content-Length"]))
        else:
            assert answer["Connection"] == "close", "an answer without a length does not say that it closes"
            answer.body = self.rest()
        return answer

    def rest(self):
        """Everything until the other side closes."""
        try:
            while True:
                self.fill()
        except Closed:
            return self.exactly(len(self.buffer))

    def is_closed(self):
        """Waits for the other side to close without another byte."""
        try:
            self.fill()
        except Closed:
            return not self.buffer
        return False

    def request(self, method, path, *, headers=(), body=b"", host="test"):
        """Sends a well-formed request and reads the answer."""
        lines = [f"{method} {path} HTTP/1.1", f"Host: {host}"]
        lines += [f"{name}: {value}" for name, value in headers]
        if body or method in ("POST", "PUT"):
            lines.append(f"Content-Length: {len(body)}")
        self.send("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        return self.response(method)
