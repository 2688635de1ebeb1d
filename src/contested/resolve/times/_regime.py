"""Which clock a passage goes by: that of the report (news) or that of the story it tells (histories)."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from contested.model.times import Direction, TimeExpression, TimeForm

SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])|\n")
REPORT_DIRECTIONS = frozenset({Direction.THIS, Direction.LAST, Direction.NEXT, Direction.AGO})
FAR_YEARS = 2
OPENING = 12  # characters


class Regime(StrEnum):
    """What yearless dates are counted from."""

    NEWS = "news"
    STORY = "story"


@dataclass(frozen=True, slots=True)
class Reading:
    """The regime of one expression and the evidence for it."""

    regime: Regime
    reason: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Where passages and sentences begin."""

    passages: tuple[int, ...]
    sentences: tuple[int, ...]

    def passage(self, at: int) -> int:
        """Return the number of the passage at an offset."""
        return bisect_right(self.passages, at)

    def opens_sentence(self, at: int) -> bool:
        """Return whether at most a word or two stand before the offset in its sentence."""
        number = self.sentence(at)
        return at - (self.sentences[number - 1] if number else 0) <= OPENING

    def sentence(self, at: int) -> int:
        """Return the number of the sentence at an offset."""
        return bisect_right(self.sentences, at)


def layout(text: str) -> Layout:
    """Return the passages (lines) and sentences of ``text``."""
    return Layout(
        tuple(match.end() for match in re.finditer(r"\n", text)),
        tuple(match.end() for match in SENTENCE_END.finditer(text)),
    )


def is_deictic(one: TimeExpression) -> bool:
    """Return whether the expression points from the day of the report."""
    bare_weekday = one.weekday is not None and one.day is None and one.direction is None
    pointed = one.direction in REPORT_DIRECTIONS and one.form in (TimeForm.POINTING, TimeForm.COUNTING)
    return bare_weekday or pointed


def _is_dated(one: TimeExpression) -> bool:
    return one.form is TimeForm.CALENDAR and one.year is not None


def report_regime(expressions: Sequence[TimeExpression], published: dt.date | None) -> Reading:
    """Return the regime of the report as a whole."""
    if published is None:
        return Reading(Regime.STORY, "the report has no date")
    old = sum(
        1 for one in expressions if _is_dated(one) and one.year is not None and published.year - one.year >= FAR_YEARS
    )
    near = sum(1 for one in expressions if is_deictic(one))
    dated = [one for one in expressions if one.form is TimeForm.CALENDAR and one.year != published.year]
    opens = bool(dated) and dated[0].year is not None and published.year - dated[0].year >= FAR_YEARS
    story = (old >= 3 and old > 2 * near) or (opens and near == 0)
    words = f"{old} dates of other years against {near} counted from the report"
    return Reading(Regime.STORY if story else Regime.NEWS, words)


def regimes(expressions: Sequence[TimeExpression], places: Layout, published: dt.date | None) -> list[Reading]:
    """Return the regime of every expression, from the report and from what its passage has said before it."""
    whole = report_regime(expressions, published)
    found: list[Reading] = []
    told: TimeExpression | None = None  # the last dated expression of another year in this passage
    near = False
    passage = sentence = -1
    for one in expressions:
        if (here := places.passage(one.start)) != passage:
            passage, told, near = here, None, False
        if whole.regime is Regime.NEWS and (now := places.sentence(one.start)) != sentence:
            sentence, told = now, None
        found.append(_regime(whole, told, near, published))
        if _is_dated(one) and published and one.year is not None:
            told, near = (one, False) if published.year - one.year >= FAR_YEARS else (None, near)
        near = near or is_deictic(one)
    return found


def _regime(whole: Reading, told: TimeExpression | None, near: bool, published: dt.date | None) -> Reading:
    if published is None:
        return whole
    if near:
        return Reading(Regime.NEWS, "the passage counts from the report")
    if told is not None:
        return Reading(Regime.STORY, f"the passage tells of {told.year}")
    return whole
