"""The door of the room: the bytes of one document, in any format -> reports and refusals."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from contested.ingest.archive import documents
from contested.ingest.batch import Batch, Document, Draft, join
from contested.ingest.decode import decode
from contested.ingest.finish import finish, too_large
from contested.ingest.jsonl import read_line, read_object
from contested.ingest.options import Given, Options
from contested.ingest.plain import read_markdown, read_text
from contested.model.errors import InputError
from contested.model.reports import Report

TEXTS: dict[str, Callable[[Document], Draft]] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
}
PAGES = frozenset({".html", ".htm", ".xhtml"})
MAIL = ".eml"
FEEDS = frozenset({".rss", ".atom", ".xml", ".rdf"})
FEED_START = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
LINES = frozenset({".jsonl", ".ndjson"})
PACKED = frozenset({".pdf", ".docx", ".zip"})
SUFFIXES = frozenset(TEXTS) | PAGES | {MAIL} | FEEDS | LINES | PACKED


def read_document(document: Document, options: Options, *, depth: int = 0) -> Batch:
    """Return the reports of a document and what was refused. Never raises for anything that a document can hold."""
    try:
        _check_size(document, options)
        if _kind(document) == ".zip":
            return _read_zip(document, options, depth)
        if _kind(document) in LINES:
            return join(_read_lines(document, options))
        drafts = _drafts(document, options)
    except InputError as error:
        return Batch(errors=(error,))
    return join(finish_draft(document, draft, options) for draft in drafts)


def finish_draft(document: Document, draft: Draft, options: Options) -> Batch:
    """Return the batch of one draft: its report, or why it was refused."""
    try:
        return Batch(reports=(finish(document.name, draft, document.given, options),))
    except InputError as error:
        return Batch(errors=(error,))


def read_report(document: Document, options: Options) -> Report:
    """Return the one report of a document that holds one; InputError otherwise."""
    batch = read_document(document, options)
    if batch.errors:
        raise batch.errors[0]
    if len(batch.reports) != 1:
        raise InputError(document.name, f"holds {len(batch.reports)} reports, not one", "Give a file with one report")
    return batch.reports[0]


def _kind(document: Document) -> str:
    """Return the suffix that tells the reader, from the name or, where it has none of ours, from the first bytes."""
    if document.suffix in SUFFIXES:
        return document.suffix
    head = document.data[:1024].lstrip().lower()
    marks = ((b"%pdf", ".pdf"), (b"pk\x03\x04", ".zip"), (b"<!doctype html", ".html"), (b"<html", ".html"))
    found = next((kind for mark, kind in marks if head.startswith(mark)), None)
    if found:
        return found
    return ".xml" if is_feed(document.data) else ".txt"


def _check_size(document: Document, options: Options) -> None:
    limits, kind = options.limits, _kind(document)
    limit = max(limits.max_file, limits.max_size) if kind in PACKED | LINES else limits.max_size
    if len(document.data) > limit:
        raise too_large(document.name, len(document.data), limit)
    if not document.data.strip():
        raise InputError(document.name, "the file is empty", "Leave it out, or fetch it again")


def _drafts(document: Document, options: Options) -> tuple[Draft, ...]:
    """Return the drafts of a document. Readers that need a library load it on first use."""
    kind = _kind(document)
    if kind in TEXTS:
        return (TEXTS[kind](document),)
    if kind in FEEDS:
        return _read_xml(document)
    if kind in PAGES:
        from contested.ingest.html import read_html

        return (read_html(document),)
    if kind == MAIL:
        from contested.ingest.mail import read_mail

        return (read_mail(document),)
    return (_read_packed(document, kind, options),)


def _read_packed(document: Document, kind: str, options: Options) -> Draft:
    if kind == ".pdf":
        from contested.ingest.pdf import read_pdf

        return read_pdf(document, options.limits)
    from contested.ingest.word import read_docx

    return read_docx(document, options.limits)


def _read_xml(document: Document) -> tuple[Draft, ...]:
    if not is_feed(document.data):
        raise InputError(document.name, "the XML is no RSS or Atom feed", "Save the report as HTML or text")
    from contested.ingest.feed import read_feed

    return read_feed(document)


def is_feed(data: bytes) -> bool:
    """Return whether the bytes start like a feed."""
    return FEED_START.search(data[:4096]) is not None


def _read_lines(document: Document, options: Options) -> Iterator[Batch]:
    text, warnings = decode(document.name, document.data)
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield read_record(f"{document.name}, line {number}", line, document.given, options, warnings)


def read_record(where: str, line: str, given: Given, options: Options, warnings: tuple[str, ...] = ()) -> Batch:
    """Return the batch of one line of JSONL; ``where`` names the line in messages."""
    try:
        draft = read_line(where, line)
        return Batch(reports=(finish(where, replace(draft, warnings=warnings + draft.warnings), given, options),))
    except InputError as error:
        return Batch(errors=(error,))


def read_row(where: str, values: dict[str, object], given: Given, options: Options) -> Batch:
    """Return the batch of one record that was read already (a row of Parquet)."""
    try:
        return Batch(reports=(finish(where, read_object(where, values), given, options),))
    except InputError as error:
        return Batch(errors=(error,))


def _read_zip(document: Document, options: Options, depth: int) -> Batch:
    if depth >= options.limits.max_depth:
        what = f"zip files nest deeper than {options.limits.max_depth}"
        raise InputError(document.name, what, "Unpack it yourself if you trust it, and give the files")
    return join(_read_members(document, options, depth))


def _read_members(document: Document, options: Options, depth: int) -> Iterator[Batch]:
    for member in documents(document.name, document.data, options.limits):
        if isinstance(member, InputError):
            yield Batch(errors=(member,))
        elif member.suffix not in SUFFIXES:
            yield Batch(skipped=(member.name,))
        else:
            yield read_document(member, options, depth=depth + 1)
