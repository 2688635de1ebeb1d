from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from contested.flow.fetch import fetch, is_address
from contested.ingest import Limits
from contested.model.errors import InputError

LIMITS = Limits(max_size=1000)
PAGES: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/news/border.html": (200, {"Content-Type": "text/html; charset=windows-1252"}, "<p>José</p>".encode("cp1252")),
    "/feed": (200, {"Content-Type": "application/rss+xml"}, b"<rss/>"),
    "/photo": (200, {"Content-Type": "image/png"}, b"\x89PNG"),
    "/large": (200, {"Content-Type": "text/plain"}, b"x" * 5000),
    "/moved": (302, {"Location": "/news/border.html"}, b""),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/inside": (302, {"Location": "file:///etc/passwd"}, b""),
}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, headers, body = PAGES.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_is_fetched_named_and_turned_to_utf_8(site: str) -> None:
    document = fetch(f"{site}/news/border.html", LIMITS)
    assert document.name == "127-0-0-1-news-border.html"
    assert document.data.decode("utf-8") == "<p>José</p>"
    assert document.given.url == f"{site}/news/border.html"


def test_redirects_are_followed_and_the_last_address_is_kept(site: str) -> None:
    assert fetch(f"{site}/moved", LIMITS).given.url == f"{site}/news/border.html"


def test_a_feed_keeps_its_kind(site: str) -> None:
    assert fetch(f"{site}/feed", LIMITS).suffix == ".rss"


@pytest.mark.parametrize(
    ("path", "told"),
    [("/photo", "image/png"), ("/large", "more than"), ("/loop", "302"), ("/inside", "not allowed"), ("/none", "404")],
)
def test_refusals(site: str, path: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        fetch(f"{site}{path}", LIMITS)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://127.0.0.1/x", "data://text/plain,abc"])
def test_other_schemes_are_refused(url: str) -> None:
    assert is_address(url)
    with pytest.raises(InputError, match="no http"):
        fetch(url, LIMITS)


def test_a_server_that_is_not_there_is_named() -> None:
    with pytest.raises(InputError, match=r"127\.0\.0\.1:9"):
        fetch("http://127.0.0.1:9/", LIMITS, timeout=2)


def test_windows_paths_and_names_are_no_addresses() -> None:
    assert not is_address("C:\\reports")
    assert not is_address("reports/story.txt")
