"""A real web server on this machine with all the faults of the web, and what it was asked."""

from __future__ import annotations

import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HUGE = 64 * 1024 * 1024
SLOW_SECONDS = 0.5


class Request(NamedTuple):
    """One request: its method, path, and headers by their names in small letters."""

    method: str
    path: str
    headers: dict[str, str]


class Site:
    """A server at 127.0.0.1. `pages` gives an answer for a path: a status, or a function of the handler."""

    def __init__(self) -> None:
        self.asked: list[Request] = []
        self.pages: dict[str, int | tuple[int, dict[str, str]] | Callable[[Handler], None]] = {}
        self.most_at_once = self._at_once = 0
        self._lock = threading.Lock()
        self._server = Server(("127.0.0.1", 0), Handler)
        self._server.site = self
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )
        self._thread.start()

    @property
    def port(self) -> int:
        """The port that it listens at."""
        return self._server.server_address[1]

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of one of its pages."""
        return f"http://{host}:{self.port}{path}"

    def methods(self, path: str) -> list[str]:
        """The methods by which a page was asked for, in order."""
        return [one.method for one in self.asked if one.path == path]

    def entered(self, request: Request) -> None:
        """Note a request that begins."""
        with self._lock:
            self.asked.append(request)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)

    def left(self) -> None:
        """Note that a request has ended."""
        with self._lock:
            self._at_once -= 1

    def close(self) -> None:
        """Stop it."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class Server(ThreadingHTTPServer):
    """The server of a site."""

    daemon_threads = True
    block_on_close = False
    site: Site

    def handle_error(self, *_: Any) -> None:
        """A client that goes away is no fault."""


class Handler(BaseHTTPRequestHandler):
    """Answers as the site's pages say."""

    server: Server

    def do_HEAD(self) -> None:
        """Answer a question for the head of a page."""
        self._answer()

    def do_GET(self) -> None:
        """Answer a question for a page."""
        self._answer()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def _answer(self) -> None:
        site = self.server.site
        headers = {name.lower(): value for name, value in self.headers.items()}
        site.entered(Request(self.command, self.path, headers))
        try:
            page = site.pages.get(self.path, 404)
            if callable(page):
                page(self)
            elif isinstance(page, tuple):
                self.say(page[0], page[1])
            else:
                self.say(page)
        finally:
            site.left()

    def say(self, status: int, headers: dict[str, str] | None = None, body: bytes = b"") -> None:
        """Send an answer."""
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)


# Pages with faults


def slow(handler: Handler) -> None:
    """An answer that takes longer than anybody waits."""
    time.sleep(SLOW_SECONDS)
    handler.say(200)


def dripping(handler: Handler) -> None:
    """Headers that come a letter at a time, so that something always comes and nothing is ever whole."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    for _ in range(12):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(SLOW_SECONDS / 12)


def dropped(handler: Handler) -> None:
    """A connection that ends without an answer."""
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)


def bad_headers(handler: Handler) -> None:
    """Headers that are none."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nno colon here\x00\r\n\r\n")
    handler.close_connection = True


def no_http(handler: Handler) -> None:
    """An answer of some other kind of server."""
    handler.wfile.write(b"220 mail.example.org ESMTP\r\n\r\n")
    handler.close_connection = True


def huge(handler: Handler) -> None:
    """A page that nobody wants all of."""
    handler.say(200, {"Content-Length": str(HUGE)})
    if handler.command == "GET":
        for _ in range(HUGE // 65536):
            handler.wfile.write(bytes(65536))


def no_head(handler: Handler) -> None:
    """A page that answers nobody who asks for its head alone."""
    handler.say(405 if handler.command == "HEAD" else 200)


def wrong_head(handler: Handler) -> None:
    """A page that is not there for who asks for its head alone."""
    handler.say(404 if handler.command == "HEAD" else 200)


def head_dropped(handler: Handler) -> None:
    """A page that hangs up on who asks for its head alone."""
    if handler.command == "HEAD":
        dropped(handler)
    else:
        handler.say(200)


def to(location: str, status: int = 302) -> tuple[int, dict[str, str]]:
    """A redirect."""
    return status, {"Location": location}


def in_turn(*statuses: int, **headers: str) -> Callable[[Handler], None]:
    """A page that answers otherwise each time it is asked for as a whole; the last answer stays."""
    left = [*statuses]

    def page(handler: Handler) -> None:
        if handler.command == "HEAD":
            handler.say(left[0])
            return
        handler.say(left[0], headers if left[0] >= 400 else {})
        if left[1:]:
            left.pop(0)

    return page


def says(status: int, body: bytes, **headers: str) -> Callable[[Handler], None]:
    """A page with content."""
    return lambda handler: handler.say(status, headers, body)


def running() -> Iterator[Site]:
    """A site for a test."""
    site = Site()
    yield site
    site.close()
