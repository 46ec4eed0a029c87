"""A web server on this machine and a clock that never waits, for tests that fetch."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOST = "vale.example"
Reply = tuple[int, dict[str, str], bytes]
Page = Reply | Callable[[dict[str, str]], Reply]


@dataclass
class Site:
    """The pages of a made-up host, and what was asked of it."""

    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    port: int = 0

    def url(self, path: str) -> str:
        return f"http://{HOST}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def put(self, path: str, text: str | bytes, kind: str = "text/html; charset=utf-8", **fields: str) -> None:
        body = text.encode() if isinstance(text, str) else text
        self.pages[path] = (200, {"Content-Type": kind, **{k.replace("_", "-"): v for k, v in fields.items()}}, body)


@contextmanager
def serving() -> Iterator[Site]:
    """A site on a free port of the loopback address."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            fields = {name.lower(): value for name, value in self.headers.items()}
            site.asked.append((self.path, fields))
            page = site.pages.get(self.path, (404, {}, b""))
            status, answer, body = page(fields) if callable(page) else page
            self.send_response(status)
            for name, value in answer.items():
                self.send_header(name, value)
            if "Content-Length" not in answer:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            site.asked.append((self.path, {"body": body.decode()}))
            status, _, text = site.pages.get(self.path, (404, {}, b""))  # type: ignore[misc]
            self.send_response(status)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class StillClock:
    """Time passes only by waiting; `waits` are the seconds waited for."""

    moment: datetime = datetime(2025, 3, 4, 8, 0, tzinfo=UTC)
    waits: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return self.moment

    def elapsed(self) -> float:
        return (self.moment - datetime(2025, 1, 1, tzinfo=UTC)).total_seconds()

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.moment += timedelta(seconds=seconds)


def to_loopback(host: str, port: int) -> tuple[str, ...]:
    """Every name leads to this machine."""
    return ("127.0.0.1",)
