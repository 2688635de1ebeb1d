"""Web pages: text by trafilatura, date, title, publisher and address from the page's own metadata."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator

import trafilatura
from lxml import etree  # type: ignore[import-untyped]
from lxml import html as lxml_html

from contested.ingest.batch import Document, Draft, FoundDate
from contested.ingest.dates import parse_date
from contested.ingest.decode import clean, decode
from contested.model.errors import InputError
from contested.model.reports import DateOrigin

META_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)
DATE_NAMES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "parsely-pub-date",
    "pubdate",
    "publish-date",
    "publication_date",
    "sailthru.date",
    "citation_date",
)
SITE_NAMES = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "citation_publisher",
)
TITLE_NAMES = ("og:title", "dc.title", "dcterms.title", "twitter:title", "citation_title")
FAULTS = frozenset({76, 73, 68, 74, 77, 5, 4, 1})  # libxml2: tag mismatch, unfinished tags and documents


def read_html(document: Document) -> Draft:
    """Return the main text of a page. A broken page is read as far as it goes, with a warning."""
    text, warnings = decode(document.name, _declared(document.data))
    text = clean(text)
    parser = lxml_html.HTMLParser(recover=True)
    root = _parse(document.name, text, parser)
    body = html_text(text) or _plain_text(root)
    if not body.strip():
        raise InputError(document.name, "the page holds no text", "Save the page after its text has loaded")
    if _is_broken(text, parser):
        warnings += ("the HTML is broken; its text was read as far as it goes",)
    metas = _metas(root)
    day = _metadata_date(root, metas)
    return Draft(
        document.stem,
        body,
        "text/html",
        title=_first(metas, TITLE_NAMES) or (root.findtext(".//title") or "").strip(),
        source=_first(metas, SITE_NAMES) or None,
        url=_address(root, metas),
        dates=(FoundDate(day, DateOrigin.METADATA),) if day else (),
        warnings=warnings,
    )


def html_text(html: str) -> str:
    """Return the main text of a page or fragment, a line a paragraph; empty where trafilatura finds none."""
    found = trafilatura.extract(
        html, output_format="txt", include_comments=False, include_tables=True, deduplicate=False, with_metadata=False
    )
    return found or ""


def fragment_text(html: str) -> str:
    """Return all text of a fragment of HTML (a feed item), a line a block."""
    if not html.strip():
        return ""
    return _plain_text(lxml_html.fragment_fromstring(clean(html), create_parent="div"))


def _declared(data: bytes) -> bytes:
    """Return the page as UTF-8 where it declares another encoding that fits."""
    found = META_CHARSET.search(data[:4096])
    if not found:
        return data
    try:
        return data.decode(found[1].decode("ascii")).encode("utf-8")
    except (LookupError, UnicodeError):
        return data


def _parse(where: str, text: str, parser: lxml_html.HTMLParser) -> lxml_html.HtmlElement:
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        return lxml_html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise InputError(where, "the page cannot be parsed as HTML", "Save the page again, or save its text") from error


def _is_broken(text: str, parser: lxml_html.HTMLParser) -> bool:
    lower = text.lower()
    unclosed = any(f"<{tag}" in lower and f"</{tag}" not in lower for tag in ("html", "body", "article", "div"))
    return unclosed or any(entry.type in FAULTS for entry in parser.error_log)


BLOCKS = frozenset("p div li br tr h1 h2 h3 h4 h5 h6 blockquote section article table ul ol dd dt pre".split())  # noqa: SIM905


def _plain_text(root: lxml_html.HtmlElement) -> str:
    """Return the text of a tree, with line breaks where blocks end."""
    pieces: list[str] = []
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            hidden = not isinstance(node.tag, str) or node.tag in {"script", "style", "noscript", "template", "title"}
            pieces.append("\n" if node.tag in BLOCKS else "")
            pieces.append("" if hidden else node.text or "")
        else:
            pieces.append("\n" if node.tag in BLOCKS else "")
            pieces.append((node.tail or "") if node is not root else "")
    lines = (" ".join(line.split()) for line in re.sub(r"\s*\n\s*", "\n", "".join(pieces)).split("\n"))
    return "\n".join(line for line in lines if line)


def _metas(root: lxml_html.HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in root.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            name, content = node.get(attribute), node.get("content")
            if name and content and content.strip():
                found.setdefault(name.strip().lower(), content.strip())
    return found


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str:
    return next((metas[name] for name in names if name in metas), "")


def _address(root: lxml_html.HtmlElement, metas: dict[str, str]) -> str | None:
    canonical = (node.get("href") for node in root.iter("link") if (node.get("rel") or "").lower() == "canonical")
    found = next((href for href in canonical if href), None) or metas.get("og:url")
    return found if found and found.startswith(("http://", "https://")) else None


def _metadata_date(root: lxml_html.HtmlElement, metas: dict[str, str]) -> dt.date | None:
    stated = [metas[name] for name in DATE_NAMES if name in metas]
    marked = [node.get("datetime") or "" for node in root.iter("time") if _is_publication(node)]
    return next((day for value in [*stated, *_json_dates(root), *marked] if (day := parse_date(value))), None)


def _is_publication(node: lxml_html.HtmlElement) -> bool:
    marks = f"{node.get('itemprop') or ''} {node.get('class') or ''}".lower()
    return node.get("pubdate") is not None or "publish" in marks


def _json_dates(root: lxml_html.HtmlElement) -> Iterator[str]:
    for node in root.iter("script"):
        if (node.get("type") or "").lower() == "application/ld+json":
            try:
                yield from _published_in(json.loads(node.text or ""))
            except (ValueError, RecursionError):
                continue


def _published_in(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        found = value.get("datePublished")
        if isinstance(found, str):
            yield found
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        if isinstance(item, (dict, list)):
            yield from _published_in(item)
