"""The door of the room: the bytes of one document, in any format -> reports and refusals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from contested.ingest.archive import documents
from contested.ingest.batch import Batch, Document, Draft, join
from contested.ingest.decode import decode
from contested.ingest.feed import is_feed, read_feed
from contested.ingest.finish import finish, too_large
from contested.ingest.html import read_html
from contested.ingest.jsonl import read_line
from contested.ingest.mail import read_mail
from contested.ingest.options import Options
from contested.ingest.pdf import read_pdf
from contested.ingest.plain import read_markdown, read_text
from contested.ingest.word import read_docx
from contested.model.errors import InputError
from contested.model.reports import Report

TEXTS: dict[str, Callable[[Document], Draft]] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".eml": read_mail,
}
FEEDS = frozenset({".rss", ".atom", ".xml", ".rdf"})
LINES = frozenset({".jsonl", ".ndjson"})
PACKED = frozenset({".pdf", ".docx", ".zip"})
SUFFIXES = frozenset(TEXTS) | FEEDS | LINES | PACKED


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
    kind = _kind(document)
    if kind == ".pdf":
        return (read_pdf(document, options.limits),)
    if kind == ".docx":
        return (read_docx(document, options.limits),)
    if kind in FEEDS:
        return _read_xml(document)
    return (TEXTS[kind](document),)


def _read_xml(document: Document) -> tuple[Draft, ...]:
    if is_feed(document.data):
        return read_feed(document)
    raise InputError(document.name, "the XML is no RSS or Atom feed", "Save the report as HTML or text")


def _read_lines(document: Document, options: Options) -> Iterator[Batch]:
    text, warnings = decode(document.name, document.data)
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield read_record(document, number, line, options, warnings)


def read_record(document: Document, number: int, line: str, options: Options, warnings: tuple[str, ...] = ()) -> Batch:
    """Return the batch of one line of JSONL."""
    try:
        draft = read_line(document.name, number, line)
    except InputError as error:
        return Batch(errors=(error,))
    named = replace(document, name=f"{document.name}, line {number}")
    return finish_draft(named, replace(draft, warnings=warnings + draft.warnings), options)


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
