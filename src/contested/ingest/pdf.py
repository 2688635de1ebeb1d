"""PDF files: their text layer, title and creation date. Authors and other metadata are not kept."""

from __future__ import annotations

import datetime as dt
import io
import logging
import zlib

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from contested.ingest.batch import Document, Draft, FoundDate
from contested.ingest.decode import clean
from contested.ingest.options import Limits
from contested.ingest.wrapping import dehyphenate, is_wrapped, unwrap
from contested.model.errors import InputError
from contested.model.reports import DateOrigin

TAIL = 2048
BROKEN = (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, zlib.error)
# what pypdf lets through on damaged files


def read_pdf(document: Document, limits: Limits) -> Draft:
    """Return the text of a PDF. InputError for truncated, encrypted, scanned and too long ones."""
    where = document.name
    if b"%%EOF" not in document.data[-TAIL:]:
        raise InputError(where, "the PDF is cut off: its end is missing", "Fetch the file again")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(document.data))
        _check(where, reader, limits)
        text, warnings = _pages_text(reader, limits)
        title, day = _title(reader), _created(reader)
    except BROKEN as error:
        raise InputError(where, f"the PDF is damaged ({error})", "Fetch the file again, or save its text") from error
    if not text.strip():
        raise InputError(where, "the PDF holds no text (only pictures of pages?)", "Run text recognition on it first")
    dates = (FoundDate(day, DateOrigin.METADATA),) if day else ()
    return Draft(document.stem, text, "application/pdf", title=title, dates=dates, warnings=warnings)


def _check(where: str, reader: PdfReader, limits: Limits) -> None:
    if reader.is_encrypted and not reader.decrypt(""):
        raise InputError(where, "the PDF is locked with a password", "Save it without password")
    if len(reader.pages) > limits.max_pages:
        what = f"the PDF has {len(reader.pages)} pages, more than {limits.max_pages}"
        raise InputError(where, what, "Split it into its reports")


def _pages_text(reader: PdfReader, limits: Limits) -> tuple[str, tuple[str, ...]]:
    pages: list[str] = []
    for page in reader.pages:
        pages.append(clean(page.extract_text()))
        if sum(map(len, pages)) > limits.max_size:
            break  # refused by the size check that follows
    text = dehyphenate("\n\n".join(pages))
    wrapped = is_wrapped(text) or text.count("\n") > 0
    return (unwrap(text) if wrapped else text), ()


def _title(reader: PdfReader) -> str:
    title = reader.metadata.title if reader.metadata else None
    return clean(str(title)).strip() if title else ""


def _created(reader: PdfReader) -> dt.date | None:
    try:
        created = reader.metadata.creation_date if reader.metadata else None
    except ValueError:
        return None
    return created.date() if created else None
