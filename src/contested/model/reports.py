"""Who publishes, and one document as received."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from contested.model.ids import content_id


class DateOrigin(StrEnum):
    """Where a report's publication date came from."""

    GIVEN = "given"  # by the user on the command line
    SIDECAR = "sidecar"
    METADATA = "metadata"
    FEED = "feed"
    HEADER = "header"  # mail
    URL = "url"
    DATELINE = "dateline"
    UNKNOWN = "unknown"


class Rights(StrEnum):
    """What may be shown of a report's words."""

    FULL = "full"
    QUOTE = "quote"
    METADATA_ONLY = "metadata_only"
    NONE = "none"


class Tlp(StrEnum):
    """Traffic Light Protocol 2.0 labels."""

    CLEAR = "TLP:CLEAR"
    GREEN = "TLP:GREEN"
    AMBER = "TLP:AMBER"
    AMBER_STRICT = "TLP:AMBER+STRICT"
    RED = "TLP:RED"


class ReadState(StrEnum):
    """What became of a report."""

    READ = "read"
    NOT_READ = "received, not read"  # a language that the program does not read
    WITHDRAWN = "withdrawn"  # by a person's judgement; the store keeps it as it was read


@dataclass(frozen=True, slots=True)
class Source:
    """Who publishes. Ships ungraded (F, 6); grades are judgements of a dossier's people."""

    name: str
    kind: str = "unknown"  # agency, newspaper, ministry, ngo, igo, mission, think_tank, blog, unknown
    country: str | None = None  # ISO 3166-1 alpha-3
    party: str | None = None  # actor id of the side that it belongs to
    reliability: str = "F"  # Admiralty scale A-F
    credibility: str = "6"  # Admiralty scale 1-6


@dataclass(frozen=True, slots=True)
class Report:
    """One document as received. ``id`` is the hash of its normalised text; offsets everywhere point into ``text``."""

    id: str
    doc_id: str
    text: str
    title: str = ""
    source: Source | None = None
    url: str | None = None
    published: dt.date | None = None
    date_origin: DateOrigin = DateOrigin.UNKNOWN
    language: str = "en"
    media_type: str = "text/plain"
    rights: Rights = Rights.QUOTE
    tlp: Tlp | None = None
    sensitivity: str | None = None
    state: ReadState = ReadState.READ
    warnings: tuple[str, ...] = ()

    @property
    def source_name(self) -> str:
        """Return the publisher's name, or the document's name where the publisher is unknown."""
        return self.source.name if self.source else self.doc_id


def report_id(text: str) -> str:
    """Return the id of a text: its hash after white space is normalised, so that exact copies share it."""
    return content_id("r", " ".join(text.split()))


@dataclass(frozen=True, slots=True)
class Origin:
    """Reports that go back to one text: exact copies, near copies, syndicated wire text."""

    id: str
    reports: tuple[str, ...]  # report ids, first the earliest
    reason: str
