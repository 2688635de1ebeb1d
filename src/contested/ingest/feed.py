"""RSS and Atom files: one report an item."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

import feedparser
from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from contested.ingest.batch import Document, Draft, FoundDate
from contested.ingest.html import fragment_text
from contested.model.errors import InputError
from contested.model.ids import content_id
from contested.model.reports import DateOrigin

SLUG_LENGTH = 48


def read_feed(document: Document) -> tuple[Draft, ...]:
    """Return the items of a feed, in its order. InputError for XML that declares entities and for what is no feed."""
    warnings = _check_xml(document)
    parsed = feedparser.parse(io.BytesIO(document.data))
    if not parsed.entries:
        raise InputError(document.name, "the feed holds no items", "Check that the file is an RSS or Atom feed")
    source = str(parsed.feed.get("title") or "").strip() or None
    drafts: list[Draft] = []
    taken: set[str] = set()
    for entry in parsed.entries:
        doc_id = _unused(f"{document.stem}-{_slug(entry)}", taken)
        drafts.append(_draft(doc_id, entry, source, warnings))
    return tuple(drafts)


def _check_xml(document: Document) -> tuple[str, ...]:
    try:
        ElementTree.fromstring(document.data)
    except DefusedXmlException as error:
        what = "the feed's XML declares entities (an entity bomb?)"
        raise InputError(document.name, what, "Leave it out, or ask its publisher for a plain feed") from error
    except ElementTree.ParseError:
        if b"<!ENTITY" in document.data:
            raise InputError(document.name, "the feed's XML is broken and declares entities", "Leave it out") from None
        return ("the feed's XML is broken; its items were read as far as they go",)
    return ()


def _draft(doc_id: str, entry: Any, source: str | None, warnings: tuple[str, ...]) -> Draft:  # feedparser is untyped
    contents = [item.get("value") or "" for item in entry.get("content") or ()]
    bodies = [fragment_text(body) for body in [*contents, entry.get("summary") or ""]]
    title = fragment_text(entry.get("title") or "").replace("\n", " ")
    text = max(bodies, key=len) or title
    day = _entry_day(entry)
    named = (entry.get("source") or {}).get("title")
    return Draft(
        doc_id,
        text,
        "application/feed+xml",
        title=title,
        source=named or source,
        url=entry.get("link") or None,
        dates=(FoundDate(day, DateOrigin.FEED),) if day else (),
        warnings=warnings,
    )


def _entry_day(entry: Any) -> dt.date | None:
    stamp = entry.get("published_parsed") or entry.get("updated_parsed")
    return dt.date(stamp.tm_year, stamp.tm_mon, stamp.tm_mday) if stamp else None


def _slug(entry: Any) -> str:
    words = re.findall(r"[a-z0-9]+", str(entry.get("title") or "").lower())
    slug = "-".join(words)[:SLUG_LENGTH].strip("-")
    return slug or content_id("item", str(entry.get("id") or entry.get("link") or entry.get("summary") or ""), length=8)


def _unused(doc_id: str, taken: set[str]) -> str:
    number = 1
    name = doc_id
    while name in taken:
        number += 1
        name = f"{doc_id}-{number}"
    taken.add(name)
    return name
