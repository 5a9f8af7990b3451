"""The page in the browser: served to this machine alone, and told of news as they come."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from renders.errors import BadInputError
from renders.products.watch.board import Board
from renders.web.templates import templates_in

__all__ = ["serving"]

_LOOPBACK = "127.0.0.1"
_SIGN_OF_LIFE = 5.0
"""Seconds after which a browser is written to even without news: one that has left is noticed by it."""


@contextmanager
def serving(board: Board, port: int, **words: str) -> Iterator[str]:
    """Serve ``board`` at the yielded address; ``words`` fill the page. Port 0 is any that is free.

    Raises ``BadInputError`` for a port that cannot be had.
    """
    page = templates_in(Path(__file__).parent).get_template("page.html.j2").render(**words).encode()

    def handler(*given: Any) -> _Handler:
        return _Handler(board, page, *given)

    try:
        server = _Server((_LOOPBACK, port), handler)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or "ports go up to 65535"
        raise BadInputError(f"--port {port}: {reason.lower()}; leave it out for one that is free") from error
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield f"http://{_LOOPBACK}:{server.server_port}/"
    finally:
        board.close()
        server.shutdown()
        server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, board: Board, page: bytes, *given: Any) -> None:
        self._board, self._page = board, page
        super().__init__(*given)

    def do_GET(self) -> None:
        port = self.connection.getsockname()[1]
        if self.headers.get("Host") not in {f"{name}:{port}" for name in (_LOOPBACK, "localhost")}:
            self.send_error(HTTPStatus.FORBIDDEN)  # a site elsewhere that has its name point here
            return
        place = self.path.partition("?")[0]
        with suppress(ConnectionError):
            if place == "/":
                self._send("text/html; charset=utf-8", self._page)
            elif place == "/picture.png" and (picture := self._board.news.picture):
                self._send("image/png", picture)
            elif place == "/news":
                self._tell()
            else:
                self.send_error(HTTPStatus.NOT_FOUND)

    def _send(self, kind: str, content: bytes) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def _tell(self) -> None:
        """Send server-sent events for as long as somebody listens."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        number = 0
        while not self._board.is_closed:
            news = self._board.after(number, _SIGN_OF_LIFE)
            if news is None:
                self.wfile.write(b":\n\n")
                continue
            number = news.number
            told = {"number": number, "fault": news.fault, "seconds": round(news.seconds, 2)}
            self.wfile.write(f"data: {json.dumps(told)}\n\n".encode())

    def log_message(self, *_: object) -> None:
        """Say nothing on the console."""
