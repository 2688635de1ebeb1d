"""Plain text and Markdown."""

from __future__ import annotations

import re

from contested.ingest.batch import Document, Draft, FoundDate
from contested.ingest.dates import parse_date
from contested.ingest.decode import clean, decode
from contested.ingest.wrapping import is_wrapped, unwrap
from contested.model.reports import DateOrigin

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*\n", re.DOTALL)
FIELD = re.compile(r"^(\w+)[ \t]*:[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.MULTILINE)
MARKDOWN = (
    (re.compile(r"^(?:```|~~~).*$", re.MULTILINE), ""),
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"!\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(.*?)[ \t#]*$", re.MULTILINE), r"\1"),
    (re.compile(r"^[ \t]{0,3}>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"(?<!\w)(\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
)


def read_text(document: Document) -> Draft:
    """Return a text as it stands; lines that were broken to fit a page are joined, one character for one."""
    text, warnings = decode(document.name, document.data)
    text = clean(text)
    return Draft(document.stem, unwrap(text) if is_wrapped(text) else text, "text/plain", warnings=warnings)


def read_markdown(document: Document) -> Draft:
    """Return the text of a Markdown file without its marks; date, title, source and address from its front matter."""
    text, warnings = decode(document.name, document.data)
    text = clean(text)
    front = FRONT_MATTER.match(text)
    fields = {key.lower(): value for key, value in FIELD.findall(front[1])} if front else {}
    body = text[front.end() :] if front else text
    body = unwrap(body) if is_wrapped(body) else body
    for pattern, replacement in MARKDOWN:
        body = pattern.sub(replacement, body)
    day = parse_date(fields.get("published") or fields.get("date") or "")
    return Draft(
        document.stem,
        body,
        "text/markdown",
        title=fields.get("title", ""),
        source=fields.get("source") or None,
        url=fields.get("url") or None,
        dates=(FoundDate(day, DateOrigin.METADATA),) if day else (),
        warnings=warnings,
    )
