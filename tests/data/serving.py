"""A small web server with all that an address can answer."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Page:
    content: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: Callable[[], object] = lambda: None


@dataclass
class Site:
    """Pages by path; `asked` keeps the paths that were asked for."""

    address: str
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def put(self, path: str, content: str | bytes = b"", status: int = 200, **headers: str) -> str:
        """Put a page there; its address."""
        body = content.encode() if isinstance(content, str) else content
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = Page(body, status, {"Content-Type": "text/html", **named})
        return self.address + path


@contextmanager
def serving() -> Iterator[Site]:
    """A site on a free port of this machine."""
    site = Site("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            site.asked.append(self.path)
            page = site.pages.get(self.path, Page(b"gone", 404))
            page.wait()
            tag = page.headers.get("ETag")
            unchanged = tag is not None and self.headers.get("If-None-Match") == tag
            self.send_response(304 if unchanged else page.status)
            for name, value in page.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if not unchanged:
                self.wfile.write(page.content)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
