"""A web server on 127.0.0.1 that answers as a test tells it to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Site:
    """Pages by path; a page is its answer, or what makes one of the request's headers."""

    pages: dict[str, Answer | Callable[[dict[str, str]], Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    host: str = ""

    def url(self, path: str) -> str:
        return f"http://{self.host}{path}"


@contextmanager
def serving() -> Iterator[Site]:
    """The site, while it is up."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            page = site.pages.get(self.path, (404, {}, b""))
            headers = {k.lower(): v for k, v in self.headers.items()}
            status, told, body = page(headers) if callable(page) else page
            self.send_response(status)
            for key, value in told.items():
                self.send_header(key, value)
            if "Content-Length" not in told:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the base class
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.host = f"127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
