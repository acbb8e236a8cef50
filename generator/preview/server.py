"""Serve a site to this machine alone, with a script in each page that keeps it fresh."""

from __future__ import annotations

import html
import mimetypes
import os
import queue
import secrets
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import msgspec

from generator.errors import ConfigError
from generator.preview.desk import Desk, RefusedError
from generator.preview.feed import Feed

__all__ = ["Server"]

_HOST = "127.0.0.1"
_TRIES = 50  # ports
_HEARTBEAT = 15.0  # seconds between signs of life, by which pages that have gone are noticed
_EVENTS = "/.breves/events"
_CLIENT = "/.breves/client.js"
_EDITOR = "/.breves/editor.js"
_OWN = frozenset(
    ("client.js", "editor.js", "forms.js", "selection.js", "editor.css", "check.js", "check.css")
)  # files of ours that pages ask for
_DESK, _REGISTRY, _UNDO, _CHECK = "/.breves/desk", "/.breves/registry", "/.breves/undo", "/.breves/check"
_LONGEST = 100_000  # bytes of an edit


class Server:
    """Serves ``site`` on the loopback address, at ``port`` or the next free one, until closed.

    ``check`` makes the desk's list. With a ``desk``, the pages can be corrected in place.
    """

    def __init__(
        self, site: Path, feed: Feed, port: int, check: Callable[[str, Desk | None], bytes], desk: Desk | None
    ) -> None:
        bound = {"site": site, "feed": feed, "desk": desk, "check": staticmethod(check)}
        handler = type("_Bound", (_Handler,), bound)
        self._server = _bind(handler, port)
        self.address = f"http://{_HOST}:{self._server.server_port}/"
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()


class _Threading(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = os.name == "posix"  # elsewhere it would share a port that is taken

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: browsers break connections off all the time."""


def _bind(handler: type[BaseHTTPRequestHandler], port: int) -> ThreadingHTTPServer:
    for candidate in range(port, min(port + _TRIES, 65536)) if port else (0,):
        try:
            return _Threading((_HOST, candidate), handler)
        except OSError:
            continue
    raise ConfigError(
        f"no port from {port} to {port + _TRIES - 1} is free.",
        remedy="Name another with --port, or 0 for any.",
    )


class _Handler(BaseHTTPRequestHandler):
    site: Path
    feed: Feed
    desk: Desk | None
    check: Callable[[str, Desk | None], bytes]
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # a page after its headers waits 40 ms otherwise, on a line kept open
    server_version = "breves"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer a request."""
        if not self._ours():
            self._send(
                HTTPStatus.FORBIDDEN, "text/plain; charset=utf-8", b"This preview is for this machine only.\n"
            )
            return
        address = urlsplit(self.path)
        if address.path == _EVENTS:
            self._events(parse_qs(address.query).get("page", [""])[0])
        elif address.path.startswith("/.breves/") and address.path.rpartition("/")[2] in _OWN:
            name = address.path.rpartition("/")[2]
            kind = "css" if name.endswith(".css") else "javascript"
            data = (files("generator.preview") / name).read_bytes()
            self._send(HTTPStatus.OK, f"text/{kind}; charset=utf-8", data)
        elif address.path == _DESK:
            self._at_desk(lambda desk: desk.listed(parse_qs(address.query).get("page", [""])[0]))
        elif address.path == _CHECK:
            kind = parse_qs(address.query).get("kind", [""])[0]
            self._send(HTTPStatus.OK, "text/html; charset=utf-8", self.check(kind, self.desk))
        else:
            self._file(unquote(address.path, errors="surrogateescape"))

    def do_POST(self) -> None:
        """Take an edit."""
        size = int(self.headers.get("Content-Length") or 0)
        data = self.rfile.read(min(size, _LONGEST))
        address = urlsplit(self.path)
        page = parse_qs(address.query).get("page", [""])[0]
        kind = self.headers.get("Content-Type", "").partition(";")[0]
        if address.path not in (_DESK, _REGISTRY, _UNDO) or kind != "application/json" or size > _LONGEST:
            self._send(HTTPStatus.NOT_FOUND, "text/plain; charset=utf-8", b"Nothing is taken here.\n")
        elif address.path == _UNDO:
            self._at_desk(lambda desk: desk.undo())
        elif address.path == _REGISTRY:
            self._at_desk(lambda desk: desk.register(data))
        else:
            self._at_desk(lambda desk: desk.correct(page, data))

    def _at_desk(self, work: Callable[[Desk], Any]) -> None:
        """Answer with JSON, to pages of this preview alone: they know the token."""
        given = self.headers.get("X-Breves-Token", "").encode()
        desk = self.desk
        if desk is None or not self._ours() or not secrets.compare_digest(given, desk.token.encode()):
            self._send(HTTPStatus.FORBIDDEN, "text/plain; charset=utf-8", b"Editing is off here.\n")
            return
        try:
            status, answer = HTTPStatus.OK, work(desk) or {}
        except RefusedError as error:
            status, answer = HTTPStatus.CONFLICT, {"problem": str(error)}
        self._send(status, "application/json; charset=utf-8", msgspec.json.encode(answer))

    def do_HEAD(self) -> None:
        """Answer as to GET, without the body."""
        self.do_GET()

    def _ours(self) -> bool:
        """Whether the request names this machine, and no foreign page makes it."""
        host = self.headers.get("Host", "")
        origin = self.headers.get("Origin")
        return host.rsplit(":", 1)[0] in (_HOST, "localhost") and origin in (None, f"http://{host}")

    def _file(self, path: str) -> None:
        parts = [part for part in path.split("/") if part]
        if any(part == ".." or part.startswith(".breves") or "\\" in part or "\0" in part for part in parts):
            self._missing(path)
            return
        place = self.site.joinpath(*parts)
        if place.is_dir():
            if not path.endswith("/"):
                self.send_response(HTTPStatus.MOVED_PERMANENTLY)
                self.send_header("Location", "/" + "/".join(parts) + "/")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            parts.append("index.html")
            place /= "index.html"
        try:
            if not place.resolve().is_relative_to(self.site.resolve()):
                raise PermissionError
            data = place.read_bytes()
        except OSError:
            self._missing("/".join(parts))
            return
        kind = mimetypes.guess_type(place.name)[0] or "application/octet-stream"
        if kind.startswith("text/") or kind.endswith(("javascript", "json", "xml")):
            kind += "; charset=utf-8"
        if place.suffix in (".html", ".htm"):
            data = _with_script(data, "/".join(parts), self.desk)
        self._send(HTTPStatus.OK, kind, data)

    def _missing(self, path: str) -> None:
        shown = html.escape(path.encode(errors="replace").decode())
        page = (
            f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Not found</title>'
            f"<body><h1>Not found</h1><p>There is no <code>{shown}</code>; once there is, it shows here.</p>"
            f'<p><a href="/">To the front page</a></p></body></html>'
        )
        self._send(
            HTTPStatus.NOT_FOUND, "text/html; charset=utf-8", _with_script(page.encode(), path.strip("/"))
        )

    def _send(self, status: HTTPStatus, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Frame-Options", "SAMEORIGIN")  # no foreign page leads clicks into this one
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _events(self, path: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        if self.command == "HEAD":
            return
        listener = self.feed.subscribe(path)
        try:
            while True:
                try:
                    message = listener.messages.get(timeout=_HEARTBEAT)
                except queue.Empty:
                    message = b": still here\n\n"
                self.wfile.write(message)
                self.wfile.flush()
        except OSError:
            pass
        finally:
            self.feed.leave(listener)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the name is the library's
        """Keep quiet."""


def _with_script(data: bytes, path: str, desk: Desk | None = None) -> bytes:
    shown = html.escape(path.encode(errors="replace").decode())
    script = f'<script src="{_CLIENT}" data-page="{shown}"></script>'.encode()
    if desk is not None and path.startswith("briefs/"):
        about = f'data-page="{shown}" data-token="{desk.token}"'
        script += f'<script type="module" src="{_EDITOR}" {about}></script>'.encode()
    head, found, rest = data.rpartition(b"</body>")
    return head + script + found + rest if found else data + script
