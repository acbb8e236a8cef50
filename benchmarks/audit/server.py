"""Serve a site as a plain static host does: compressed, below the path of its address."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.audit.sites import Site

__all__ = ["serve"]

_TEXT = ("text/", "application/javascript", "application/json", "application/manifest+json", "image/svg+xml")


@contextmanager
def serve(site: Site) -> Iterator[str]:
    """Serve while the context lasts; gives the address of the site's front page."""
    root = urlsplit(site.home).path or "/"

    class Handler(_Handler):
        folder, prefix = site.folder, root

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{root}"
    finally:
        server.shutdown()
        server.server_close()


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    folder: Path
    prefix: str
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript; charset=utf-8",
        ".html": "text/html; charset=utf-8",
        ".webmanifest": "application/manifest+json",
        ".svg": "image/svg+xml",
    }

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        file = self.folder / path.removeprefix(self.prefix) if path.startswith(self.prefix) else None
        if file is not None and file.is_dir():
            file /= "index.html"
        status = 200
        if file is None or not file.is_file():
            file, status = self.folder / "404.html", 404
        body, kind = file.read_bytes(), self.guess_type(str(file))
        self.send_response(status)
        if kind.startswith(_TEXT) and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "max-age=3600")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(ConnectionError):  # the browser has gone on to another page
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""
