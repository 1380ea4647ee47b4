"""A web server on this machine that answers as it is told and remembers what it was asked."""

import http.server
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

Handler = http.server.BaseHTTPRequestHandler
Answering = Callable[[Handler], None]


@dataclass
class WebServer:
    """Where it is, and each request as `GET /path`, with the host that it was sent to."""

    port: int = 0
    asked: list[str] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)

    def address(self, path: str = "/", host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"


def status(code: int, **headers: str) -> Answering:
    """Answer with a status and nothing more."""

    def answer(handler: Handler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


@contextmanager
def web_server(
    paths: Mapping[str, Answering], tls: ssl.SSLContext | None = None
) -> Iterator[WebServer]:
    """Serve `paths` (`/path`, or `GET /path` for one way of asking) until the block ends."""
    found = WebServer()

    class Answers(Handler):
        def answer(self) -> None:
            asked = f"{self.command} {self.path}"
            found.asked.append(asked)
            found.headers.append(self.headers)
            found.bodies.append(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
            (paths.get(asked) or paths.get(self.path) or status(404))(self)

        do_GET = do_HEAD = do_POST = answer  # noqa: N815 - the library's names

        def log_message(self, *_: object) -> None: ...

    class Quiet(http.server.ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None: ...  # who was cut off

    server = Quiet(("127.0.0.1", 0), Answers)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    found.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
