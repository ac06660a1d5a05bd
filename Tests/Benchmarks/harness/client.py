import socket
from dataclasses import dataclass


@dataclass(frozen=True)
class Response:
    status: int
    headers: dict[str, str]
    body: bytes
    size: int
    """Bytes on the wire, head included."""


class Client:
    """One keep-alive connection to 127.0.0.1, for answers with a Content-Length. Small and direct, so
    that polling every millisecond measures the server and not the client."""

    def __init__(self, port: int, timeout: float = 30):
        self.port = port
        self.timeout = timeout
        self.socket: socket.socket | None = None

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self.socket:
            self.socket.close()
            self.socket = None

    def get(self, path: str) -> Response:
        return self._exchange(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())

    def post(self, path: str, headers: dict[str, str], body: bytes) -> Response:
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{lines}Content-Length: {len(body)}\r\n\r\n"
        return self._exchange(head.encode() + body)

    def _exchange(self, request: bytes) -> Response:
        """Sends and reads; any fault closes the connection and is raised as OSError."""
        try:
            if not self.socket:
                self.socket = socket.create_connection(("127.0.0.1", self.port), self.timeout)
                self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.socket.sendall(request)
            response = self._read(self.socket)
        except OSError:
            self.close()
            raise
        if response.headers.get("connection", "").lower() == "close":
            self.close()
        return response

    @staticmethod
    def _read(connection: socket.socket) -> Response:
        data = b""
        while b"\r\n\r\n" not in data:
            data += Client._receive(connection)
        head, body = data.split(b"\r\n\r\n", 1)
        first, *lines = head.decode("latin-1").split("\r\n")
        pairs = (line.split(":", 1) for line in lines)
        headers = {name.strip().lower(): value.strip() for name, value in pairs}
        length = int(headers.get("content-length", "0"))
        while len(body) < length:
            body += Client._receive(connection)
        return Response(int(first.split(" ")[1]), headers, body, len(head) + 4 + len(body))

    @staticmethod
    def _receive(connection: socket.socket) -> bytes:
        piece = connection.recv(65536)
        if not piece:
            raise ConnectionResetError("closed before the answer was whole")
        return piece
