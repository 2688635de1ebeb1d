"""Fetching web addresses: http and https only, with limits on size, time, redirects and content types."""

from __future__ import annotations

import re
from dataclasses import replace
from email.message import Message
from http.client import HTTPException, HTTPResponse
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    Request,
)

from contested.ingest import NOTHING, Document, Limits
from contested.model.errors import InputError

SCHEMES = frozenset({"http", "https"})
SUFFIX_OF = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/pdf": ".pdf",
}
TIMEOUT = 20.0  # seconds
AGENT = "contested (reads reports that its user names)"


def is_address(path: str) -> bool:
    """Return whether an input names something with a scheme, and not a file."""
    return re.match(r"[a-zA-Z][a-zA-Z0-9+.-]+://", path) is not None


def fetch(url: str, limits: Limits, timeout: float = TIMEOUT) -> Document:
    """Return the document at an address; InputError says why it cannot be had."""
    _check_scheme(url, url)
    request = Request(url, headers={"User-Agent": AGENT})  # noqa: S310 (the scheme was checked)
    try:
        with _opener().open(request, timeout=timeout) as response:
            return _document(url, response, limits)
    except HTTPError as error:
        raise InputError(url, f"the server answered {error.code} {error.reason}", "Check the address") from error
    except (URLError, HTTPException, TimeoutError, OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise InputError(url, f"cannot be fetched ({reason})", "Check the address and the network") from error


class _Redirects(HTTPRedirectHandler):
    """Follows only http(s) redirects, and only some."""

    max_redirections = 5
    max_repeats = 2

    def redirect_request(  # noqa: PLR0913 (the signature of the standard library)
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> Request | None:
        """Return the request of the next address, refused where its scheme is not http(s)."""
        _check_scheme(req.full_url, newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def _opener() -> OpenerDirector:
    """Return an opener that knows http and https alone (no files, no ftp, no data addresses)."""
    opener = OpenerDirector()
    handlers = (
        HTTPHandler(),
        HTTPSHandler(),
        HTTPDefaultErrorHandler(),
        HTTPErrorProcessor(),
        _Redirects(),
    )
    for handler in handlers:
        opener.add_handler(handler)
    return opener


def _check_scheme(where: str, url: str) -> None:
    if urlsplit(url).scheme.lower() not in SCHEMES:
        raise InputError(where, f"leads to {url!r}, which is no http or https address", "Fetch it yourself")


def _document(url: str, response: HTTPResponse, limits: Limits) -> Document:
    kind = response.headers.get_content_type()
    suffix = SUFFIX_OF.get(kind)
    if suffix is None:
        raise InputError(url, f"holds {kind}, not text", "Give the address of a page, a feed or a PDF")
    limit = limits.max_file if suffix == ".pdf" else limits.max_size
    data = response.read(limit + 1)
    if len(data) > limit:
        raise InputError(url, f"holds more than {limit / 1e6:g} MB", "Save the part that you need")
    charset = response.headers.get_content_charset()
    if charset and suffix != ".pdf":
        data = _as_utf8(data, charset)
    return Document(_name(url) + suffix, data, replace(NOTHING, url=response.geturl()))


def _as_utf8(data: bytes, charset: str) -> bytes:
    try:
        return data.decode(charset).encode("utf-8")
    except (LookupError, UnicodeError):
        return data


def _name(url: str) -> str:
    """Return a document name from host and path, with plain characters only."""
    parts = urlsplit(url)
    path = re.sub(r"\.(?:html?|xml|rss|atom|pdf|txt|md)$", "", parts.path.rstrip("/"))
    return re.sub(r"[^\w]+", "-", f"{parts.hostname}{path}{'-' + parts.query if parts.query else ''}").strip("-")[:120]
