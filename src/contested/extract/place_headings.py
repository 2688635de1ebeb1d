"""Places in the head of a report and of its paragraphs: datelines, names of publications, the area that is treated."""

from __future__ import annotations

import re

from contested.extract.context import Context, SentenceView
from contested.lexicon.places import PlaceHit, PlaceKind
from contested.model.places import PlaceRole

_HEAD_LINES = 10
_BODY = 60  # a longer line that ends like a sentence belongs to the body
_TITLE_WORDS = 4
_SEGMENT = re.compile(r"\s[-–—|]\s|[,:;()]")
_DASH = re.compile(r"\s[-–—|]\s")
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?\s+[A-Za-z]{3,9}\.?|[A-Z][A-Za-z]{2,8}\.?\s+\d{1,2})"
_DATE = rf"(?:[A-Za-z]{{3,9}}day,?\s+)?{_DAY}(?:,?\s+\d{{4}})?"
_WEEKDAY = r"[A-Za-z]{3,9}day"
_AGENCY = r"(?:\s*\([^()\n]{2,30}\))?"
_AFTER = re.compile(rf"{_AGENCY}(?:,?\s+(?:{_DATE}|{_WEEKDAY}))?{_AGENCY}\s*(?:\s[-–—]{{1,2}}\s|[—–]|--)")
_AFTER_DATED = re.compile(rf"{_AGENCY},?\s+{_DATE}\s*(?:[.:]|$|[-–—]{{1,2}}\s)", re.MULTILINE)
_BETWEEN = re.compile(r"(?:[/,&\s]|\band\b|\bAND\b)*")
_TOPIC = re.compile(r"\s*(?::\s|\.\s+\S)")


def heading_role(context: Context, view: SentenceView, hit: PlaceHit) -> tuple[PlaceRole, str] | None:
    """Return the role of a place in a heading, None where it stands in running text."""
    start, end = _line(context.text, hit.start)
    opens = _only_places(context, view, start, hit.start)
    if _in_head(context.text, start):
        if opens and _closes_dateline(context, view, hit, end):
            return PlaceRole.DATELINE, "opens the report"
        if _is_heading(context.text[start:end]):
            return _in_heading(context, view, hit, start, end)
    if opens and _TOPIC.match(context.text, _group_end(context, view, hit, end)):
        return _topic(hit)
    return None


def _line(text: str, at: int) -> tuple[int, int]:
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


def _in_head(text: str, start: int) -> bool:
    """Return whether a line stands before the body of the report, or opens it."""
    before = [line for line in text[:start].split("\n") if line.strip()]
    return len(before) < _HEAD_LINES and all(_is_heading(line) for line in before)


def _is_heading(line: str) -> bool:
    """Return whether a line is no running text: it does not end like a sentence."""
    bare = line.strip()
    return len(bare) < _BODY or not bare.endswith((".", "!", "?", '"', "”"))


def _only_places(context: Context, view: SentenceView, start: int, end: int) -> bool:
    """Return whether nothing but places and what joins them stands between two points."""
    at = start
    for _, _, hit in view.place_hits:
        if start <= hit.start < end and not hit.weak:
            if not _BETWEEN.fullmatch(context.text, at, hit.start):
                return False
            at = hit.end
    return bool(_BETWEEN.fullmatch(context.text, at, end))


def _group_end(context: Context, view: SentenceView, hit: PlaceHit, line_end: int) -> int:
    """Return where the group of places ends that a hit belongs to: "YEREVAN/BAKU", "GOMA, Congo"."""
    at = hit.end
    for _, _, later in view.place_hits:
        if at <= later.start < line_end and not later.weak and _BETWEEN.fullmatch(context.text, at, later.start):
            at = later.end
    return at


def _closes_dateline(context: Context, view: SentenceView, hit: PlaceHit, line_end: int) -> bool:
    """Return whether a date, an agency or a dash behind the places closes a dateline."""
    if hit.candidates[0].kind is PlaceKind.CONTINENT:
        return False
    at = _group_end(context, view, hit, line_end)
    if hit.candidates[0].kind.is_settlement and _AFTER_DATED.match(context.text, at):
        return True
    return _AFTER.match(context.text, at) is not None and not _is_heading(context.text[hit.start : line_end])


def _in_heading(
    context: Context, view: SentenceView, hit: PlaceHit, start: int, end: int
) -> tuple[PlaceRole, str] | None:
    """Return the role in a line above the body: seat of the issuer, name of a publication, area treated."""
    left, right = _segment(context.text, hit, start, end)
    if _only_places(context, view, left, hit.start) and _only_places(context, view, hit.end, right):
        if hit.candidates[0].kind.is_settlement and left > start:
            dated = _AFTER_DATED.match(context.text, hit.end) is not None
            return (PlaceRole.DATELINE, "closes a heading") if dated else (PlaceRole.OTHER, "seat of the issuer")
        return _topic(hit)
    inside = [t for t in view.graph.tokens if left <= t.start < right]
    if any(token.upos in {"VERB", "AUX"} for token in inside):
        return None  # a headline
    words = context.text[left:right].split()
    titled = all(word[:1].isupper() or len(word) <= 3 for word in words)
    parted = _DASH.search(context.text[start:end]) is not None or len(words) <= _TITLE_WORDS
    return (PlaceRole.PART_OF_NAME, "in the name of a publication or body") if titled and parted else None


def _segment(text: str, hit: PlaceHit, start: int, end: int) -> tuple[int, int]:
    """Return the part of a heading between dashes and commas around a hit."""
    cuts = list(_SEGMENT.finditer(text, start, end))
    left = max((m.end() for m in cuts if m.end() <= hit.start), default=start)
    right = next((m.start() for m in cuts if m.start() >= hit.end), end)
    return left, right


def _topic(hit: PlaceHit) -> tuple[PlaceRole, str]:
    """Return the role of a place that heads what follows: a country is the subject, anything smaller the scene."""
    if hit.candidates[0].kind is PlaceKind.COUNTRY:
        return PlaceRole.OTHER, "country that heads a text"
    return PlaceRole.EVENT_PLACE, "heads what happens there"
