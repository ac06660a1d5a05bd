"""A server elsewhere: it counts what it is sent, and answers as the path says."""

import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class WebServer:
    """Paths: /ok answers 200 and says what came; /status/N answers N; /busy/N/K answers N to the first K requests of
    that path; /drop closes without a word; /half breaks off within the answer; /slow/SECONDS waits; /large/N answers N
    bytes; /to?URL redirects; whatever follows another part is counted on its own."""

    def __init__(self, port=0):
        self.counts, self.keys, self.lock = Counter(), {}, threading.Lock()
        self.requests = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_one(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                with server.lock:
                    server.counts[self.path] += 1
                    count = server.counts[self.path]
                    server.keys.setdefault(self.path, set()).add(self.headers.get("Idempotency-Key"))
                    server.requests.append((self.command, self.path, dict(self.headers), body))
                what, *rest = self.path.lstrip("/").split("/")
                if what == "drop":
                    self.close_connection = True
                elif what == "half":
                    self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")
                    self.close_connection = True
                elif what.startswith("to?"):
                    self.say(302, b"", Location=what[3:] + "/".join(["", *rest]))
                elif what == "slow":
                    time.sleep(float(rest[0]))
                    self.say(200, b"at last")
                elif what == "large":
                    self.say(200, b"x" * int(rest[0]))
                elif what == "busy":
                    self.say(int(rest[0]) if count <= int(rest[1]) else 200, b"")
                else:
                    self.say(int(rest[0]) if what == "status" else 200, body or b"nothing came")

            def say(self, status, body, **fields):
                body = b"" if status == 204 else body
                self.send_response(status)
                for name, value in fields.items():
                    self.send_header(name, value)
                if status != 204:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)

            do_GET = do_POST = do_PUT = do_HEAD = do_PATCH = do_DELETE = handle_one

            def log_message(self, *_):
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 256

            def handle_error(self, *_):
                """A host that was killed leaves connections behind."""

        self.server = Server(("127.0.0.1", port), Handler)
        self.port = self.server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
