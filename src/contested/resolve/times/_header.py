"""What the head of a report says of its own time: the dateline, and the period that a digest covers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from contested.model.times import Basis, Precision, TimeMention, TimeSpan
from contested.resolve.times._spans import edtf

HEAD = 600  # characters
DATELINE_AFTER = re.compile(r"\s*(?:[-–—:)]|\.\s|\(|\n|$)")


@dataclass(frozen=True, slots=True)
class Header:
    """Ids of the mentions that are no times of events, and the period of a digest."""

    datelines: frozenset[str]
    period: TimeSpan | None


def read_header(text: str, mentions: Sequence[TimeMention], published: dt.date | None) -> Header:
    """Return the datelines of a report, and the span of days or month that its heading names."""
    datelines: set[str] = set()
    period: TimeSpan | None = None
    by_id = {mention.id: mention for mention in mentions}
    for mention in mentions:
        if mention.passage.start > HEAD:
            break
        heading = _in_heading(text, mention)
        if heading or _is_dateline(text, mention, published):
            datelines.add(mention.id)
            period = period or (_period(mention, by_id, published) if heading else None)
    return Header(frozenset(datelines), period)


def _in_heading(text: str, mention: TimeMention) -> bool:
    """Return whether the mention stands in a line that is no sentence."""
    start = text.rfind("\n", 0, mention.passage.start) + 1
    end = text.find("\n", mention.passage.end)
    line = text[start : end if end >= 0 else len(text)].strip()
    return len(line) < 220 and not line.endswith((".", "!", "?", '"', "”"))


def _is_dateline(text: str, mention: TimeMention, published: dt.date | None) -> bool:
    span = mention.span
    is_day = span is not None and span.start is not None and span.start == span.end == published
    explicit = any(char.isdigit() for char in mention.passage.quote)
    return is_day and explicit and DATELINE_AFTER.match(text, mention.passage.end) is not None


def _period(mention: TimeMention, by_id: dict[str, TimeMention], published: dt.date | None) -> TimeSpan | None:
    span = mention.span
    if span is None or span.start is None or span.end is None or published is None:
        return None
    last = by_id.get(mention.joined or "")
    end = last.span.end if last is not None and last.span is not None and last.span.end is not None else span.end
    near = span.start <= published and (published - span.start).days <= 400 and (end - span.start).days <= 100
    if not near or (end - span.start).days < 1:
        return None
    return TimeSpan(edtf((span.start, end)), span.start, end, Precision.INTERVAL, Basis.INFERRED)
