"""What the reader is given beside the bytes: limits, what is known already, and the day it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from contested.model.reports import DateOrigin, Rights, Tlp

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What is refused. Sizes are in bytes."""

    max_size: int = 5 * MEGABYTE  # of one text
    max_file: int = 50 * MEGABYTE  # of one PDF, DOCX or zip file as stored
    max_entries: int = 2_000  # files in one zip
    max_unpacked: int = 200 * MEGABYTE  # of one zip, all entries together
    max_ratio: float = 100.0  # unpacked to packed size of a zip entry above 1 MB
    max_depth: int = 2  # zip files in zip files
    max_pages: int = 500  # of one PDF


@dataclass(frozen=True, slots=True)
class Given:
    """What the user or a sidecar says of a document; None = not said."""

    published: dt.date | None = None
    source: str | None = None
    url: str | None = None
    title: str | None = None
    rights: Rights | None = None
    tlp: Tlp | None = None
    sensitivity: str | None = None
    date_origin: DateOrigin = DateOrigin.SIDECAR

    def over(self, other: Given) -> Given:
        """Return ``other`` with everything replaced that is said here."""
        names = ("published", "source", "url", "title", "rights", "tlp", "sensitivity")
        said = {name: getattr(self, name) for name in names if getattr(self, name) is not None}
        origin = self.date_origin if self.published else other.date_origin
        return replace(other, **said, date_origin=origin)


NOTHING = Given()


@dataclass(frozen=True, slots=True)
class Options:
    """How to read documents. ``today`` is handed in, so that future dates can be told; None asks no question."""

    today: dt.date | None = None
    given: Given = NOTHING  # holds for every document and wins over its sidecar
    limits: Limits = field(default_factory=Limits)
