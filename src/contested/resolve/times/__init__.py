"""Anchoring of time expressions in the calendar, and the time of each claim."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from contested.model.spans import Passage
from contested.model.times import TimeExpression, TimeForm, TimeMention
from contested.resolve.times._anchor import anchor
from contested.resolve.times._context import Anchored, Context
from contested.resolve.times._points import Grain
from contested.resolve.times._regime import Layout, Reading, Regime, layout, regimes
from contested.resolve.times._spans import span_of
from contested.resolve.times._story import Story

__all__ = ["anchor_times"]

CLOCK = re.compile(r"T(\d\d:\d\d)")
MODIFIER_AFTER = re.compile(r"\s+[A-Z]")


def anchor_times(
    expressions: Sequence[TimeExpression], *, published: dt.date | None, text: str
) -> tuple[TimeMention, ...]:
    """Return the expressions as mentions with values and intervals, in order. ``text`` is that of the report.

    References that only histories use as times ("former") are left out of passages that go by the report's clock.
    """
    places = layout(text)
    story = Story(published)
    mentions: list[TimeMention] = []
    for i, (one, reading) in enumerate(zip(expressions, regimes(expressions, places, published), strict=True)):
        if one.weak and reading.regime is Regime.NEWS:
            continue
        found = anchor(one, Context(story, reading.regime, places.passage(one.start)))
        _tell(story, one, found, places, text)
        mentions.append(_mention(i, one, found, reading, (text, published)))
    return tuple(mentions)


def _tell(story: Story, one: TimeExpression, found: Anchored, places: Layout, text: str) -> None:
    """Move the story to what was found, unless the expression only glances aside."""
    point = found.point
    if point is None or not found.tells or _glances(one, point.grain, story, text):
        return
    story.tell(point, places.passage(one.start), places.opens_sentence(one.start))
    clock = CLOCK.search(found.value)
    if clock and point.date:
        story.clock = (point, clock[1])


def _glances(one: TimeExpression, grain: Grain, story: Story, text: str) -> bool:
    """Return whether a year is part of a name ("the 1975 Algiers Agreement") and so does not move the story."""
    if one.form is not TimeForm.CALENDAR or grain is not Grain.YEAR or story.point is None or one.mod:
        return False
    named = MODIFIER_AFTER.match(text, one.end) is not None
    return named and text[max(0, one.start - 4) : one.start].lower() in ("the ", " the")


def _mention(
    at: int, one: TimeExpression, found: Anchored, reading: Reading, report: tuple[str, dt.date | None]
) -> TimeMention:
    text, published = report
    origin = found.origin or ("the words" if found.explicit else "")
    reason = f"{origin}; {reading.regime.value}: {reading.reason}" if origin else reading.reason
    return TimeMention(
        id=f"t{at + 1}",
        passage=Passage.cut(text, one.start, one.end),
        type=one.type,
        value=found.value,
        mod=one.mod,
        span=span_of(one, found, published),
        rule=one.rule,
        joined=f"t{at + 2}" if one.joined else None,
        reason=reason,
    )
