"""The one gate: whatever a page, table or export shows of a record passes through here.

It cleans hostile text, lets only web addresses through as links, decides how much of a report's words may be shown,
and names nobody who is not a public person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from contested.model.actors import ActorKind
from contested.model.events import RecordedActor
from contested.model.places import Place
from contested.model.reports import Report, Rights
from contested.model.spans import Passage
from contested.publish.masking import COVER
from contested.publish.names import is_clearly_public
from contested.publish.neutral import in_quotes
from contested.publish.passages import sentence_around, without_dateline

# C0 and C1 controls but tab and line feed; soft hyphen; zero-width and bidirectional marks, embeddings, overrides,
# isolates; line and paragraph separators; interlinear annotation; byte order mark; tags; lone surrogates.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPACE = re.compile(r"\s+")
_COVERED = re.compile(rf"{COVER}(?:[{COVER}\s]*{COVER})?")
WITHHELD = "[withheld]"
UNNAMED_PERSON = "a person not named here"
QUOTE_LIMIT = 320
EXCERPT_LIMIT = 900
TOWN_KM, AREA_KM, SENSITIVE_KM = 25.0, 25.0, 40.0
NAME_LIMIT = 120


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What may be shown of a passage: the quote, and the rest of its sentence around it; the three join as they are."""

    before: str
    quote: str
    after: str


def clean(text: str, limit: int | None = None) -> str:
    """Return ``text`` on one line without control and direction characters, cut at a word with "…" past ``limit``."""
    line = _SPACE.sub(" ", _UNSAFE.sub("", _SPACE.sub(" ", _COVERED.sub(WITHHELD, text)))).strip()
    if limit is None or len(line) <= limit:
        return line
    head = line[: limit - 1]
    return (head.rsplit(" ", 1)[0] if " " in head[limit // 2 :] else head).rstrip(" ,;:") + "…"


def uncovered(text: str) -> str:
    """Return ``text`` with what is covered in it told so, in its own spaces and lines."""
    return _COVERED.sub(WITHHELD, text)


def sweep(whole: str) -> str:
    """Return a finished page or file without a control or direction character that slipped past `clean`."""
    return _UNSAFE.sub("", whole)


def web_url(url: str | None) -> str | None:
    """Return ``url`` if it is a plain http(s) address with a host and no credentials, else None."""
    if url is None or url != _SPACE.sub("", _UNSAFE.sub("", url)) or len(url) > 2000:
        return None
    try:
        parts = urlsplit(url)
        plain = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
    except ValueError:
        return None
    return url if plain else None


def shown_name(actor: RecordedActor) -> str:
    """Return the name under which an actor is shown; a person who is not clearly public is not named."""
    private = actor.kind is ActorKind.PERSON and not is_public(actor) and not actor.known
    return UNNAMED_PERSON if private else clean(actor.name if actor.known else in_quotes(actor.name), NAME_LIMIT)


def is_public(actor: RecordedActor) -> bool:
    """Return whether the actor is a person of one of the classes that may be named."""
    return is_clearly_public(actor)


def shown_title(report: Report) -> str:
    """Return the report's title; its name in the dossier where it has none or its rights allow nothing."""
    title = "" if report.rights is Rights.NONE else clean(report.title, 140)
    return title or clean(report.doc_id, 140)


def may_quote(report: Report) -> bool:
    """Return whether words of the report may be shown at all."""
    return report.rights in (Rights.FULL, Rights.QUOTE)


def quote_words(report: Report | None, passage: Passage, limit: int = QUOTE_LIMIT) -> str | None:
    """Return the passage's own words, at most one sentence and ``limit`` characters; None where rights forbid it."""
    if report is None or not may_quote(report):
        return None
    return clean(_within_one_sentence(report.text, without_dateline(report.text, passage)), limit) or None


def excerpt(report: Report | None, passage: Passage, full_text: bool = False) -> Excerpt | None:
    """Return the passage with the rest of its sentence; None where rights forbid it and ``full_text`` is off."""
    if report is None or not (may_quote(report) or full_text) or not clean(passage.quote):
        return None
    passage = without_dateline(report.text, passage)
    start, end = sentence_around(report.text, passage)
    quote = _within_one_sentence(report.text, passage)
    stop = passage.start + len(quote)
    room = max(0, EXCERPT_LIMIT - len(quote)) // 2
    before, after = report.text[start : passage.start], report.text[stop : max(end, stop)]
    head, tail = _tail(clean(before), room), clean(after, max(room, 2))
    return Excerpt(
        head + (" " if head and before[-1:].isspace() else ""),
        clean(quote, EXCERPT_LIMIT),
        (" " if tail and after[:1].isspace() else "") + tail,
    )


def _within_one_sentence(text: str, passage: Passage) -> str:
    """Return the passage cut at the end of its first sentence."""
    first = Passage.cut(text, passage.start, min(passage.start + 1, passage.end))
    return text[passage.start : min(passage.end, max(sentence_around(text, first)[1], passage.start))]


def _tail(text: str, room: int) -> str:
    if len(text) <= room:
        return text
    return "…" + text[len(text) - room :].partition(" ")[2]


def map_radius_km(place: Place) -> float | None:
    """Return None for a place that may be drawn as a dot, else the radius of its area in km.

    Coarser than a town is an area; a camp is never drawn finer than the district that it lies in.
    """
    if place.kind == "camp":
        return max(place.precision_km or 0.0, SENSITIVE_KM)
    if place.ucdp_where_prec == 1 and (place.precision_km or 0.0) <= TOWN_KM:
        return None
    return max(place.precision_km or 0.0, AREA_KM)
