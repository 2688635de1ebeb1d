"""What goes through the room: documents in, drafts between, reports and refusals out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from contested.ingest.options import NOTHING, Given
from contested.model.errors import InputError
from contested.model.reports import DateOrigin, Report


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes of one file. ``name`` is its path as messages show it."""

    name: str
    data: bytes
    given: Given = NOTHING

    @property
    def suffix(self) -> str:
        """Return the last suffix of the name, in lower case, with its dot."""
        return PurePosixPath(self.name).suffix.lower()

    @property
    def stem(self) -> str:
        """Return the file's stem, which becomes the ``doc_id``."""
        return PurePosixPath(self.name).stem or self.name


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A publication date that a document states, and where."""

    date: dt.date
    origin: DateOrigin


@dataclass(frozen=True, slots=True)
class Draft:
    """What a format's reader found; not yet cleaned, dated or hashed."""

    doc_id: str
    text: str
    media_type: str
    title: str = ""
    source: str | None = None
    url: str | None = None
    dates: tuple[FoundDate, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """Reports that were read, inputs that were refused, and files that no reader is for."""

    reports: tuple[Report, ...] = ()
    errors: tuple[InputError, ...] = ()
    skipped: tuple[str, ...] = ()


def join(batches: Iterable[Batch]) -> Batch:
    """Return all batches as one, in order."""
    parts = tuple(batches)
    return Batch(
        tuple(report for part in parts for report in part.reports),
        tuple(error for part in parts for error in part.errors),
        tuple(name for part in parts for name in part.skipped),
    )
