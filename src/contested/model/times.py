"""When: time expressions as written, and the intervals that they stand for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from contested.model.errors import InvalidRecordError
from contested.model.spans import Passage


class TimexType(StrEnum):
    """TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Basis(StrEnum):
    """Where a date came from."""

    EXPLICIT = "explicit"
    RELATIVE = "relative"
    INFERRED = "inferred"
    DOCUMENT = "document_date"


class Precision(StrEnum):
    """How fine a time span is stated."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    INTERVAL = "interval"
    APPROX = "approx"


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """An EDTF interval. ``start`` or ``end`` None = open or unknown at that end; both are inclusive days."""

    edtf: str
    start: dt.date | None
    end: dt.date | None
    precision: Precision
    basis: Basis

    def __post_init__(self) -> None:
        """Check that the ends are ordered or open, and not both open."""
        if self.start is None and self.end is None:
            raise InvalidRecordError(f"time span {self.edtf!r}: both ends are open; use None for an unknown time")
        if self.start and self.end and self.start > self.end:
            raise InvalidRecordError(f"time span {self.edtf!r}: {self.start} is after {self.end}; swap the ends")

    @property
    def ucdp_date_prec(self) -> int:
        """UCDP ``date_prec``: 1 day, 2 up to six days, 3 week, 4 month, 5 longer or open."""
        if self.start is None or self.end is None:
            return 5
        days = (self.end - self.start).days + 1
        return next((code for code, most in ((1, 1), (2, 6), (3, 7), (4, 31)) if days <= most), 5)

    @property
    def acled_time_precision(self) -> int:
        """ACLED ``time_precision``: 1 day, 2 week, 3 month or coarser."""
        return {1: 1, 2: 2, 3: 2}.get(self.ucdp_date_prec, 3)

    def overlaps(self, other: TimeSpan) -> bool:
        """Return whether the two intervals share a day (open ends reach everywhere)."""
        starts_before = self.start is None or other.end is None or self.start <= other.end
        ends_after = self.end is None or other.start is None or self.end >= other.start
        return starts_before and ends_after


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression in a report. ``value`` is its TIMEX3 value, ``span`` its calendar interval if it has one."""

    id: str
    passage: Passage
    type: TimexType
    value: str
    mod: str | None = None
    span: TimeSpan | None = None
    rule: str = ""
