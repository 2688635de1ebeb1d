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


class TimeForm(StrEnum):
    """How a time expression says its time: by calendar, by pointing, by counting, or as a length."""

    CALENDAR = "calendar"  # parts of a date, some of which the text may leave out
    POINTING = "pointing"  # "last week", "that autumn", "the next day"
    COUNTING = "counting"  # "two days later", "a year ago"
    DURATION = "duration"
    SET = "set"
    REFERENCE = "reference"  # "now", "recently"


class Direction(StrEnum):
    """Where a pointing or counting expression points, and from what it counts."""

    THIS = "this"  # from the report: this week, today
    LAST = "last"  # from the report
    NEXT = "next"  # from the report
    AGO = "ago"  # from the report
    SAME = "same"  # from the event just told: that day, the same month
    FOLLOWING = "following"  # from the event just told
    PREVIOUS = "previous"  # from the event just told
    LATER = "later"  # from the event just told
    EARLIER = "earlier"  # from the event just told


class OpenEnd(StrEnum):
    """The open end that the words before an expression give it."""

    SINCE = "since"
    FROM = "from"
    UNTIL = "until"
    BY = "by"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression as tagged, before it has a place in the calendar. What the words leave out is None.

    ``year`` is negative before Christ. ``weekday`` is 1 (Monday) to 7. ``decade`` is the year without its last digit,
    ``century`` the year without its last two. ``value`` is set where the words alone fix the TIMEX3 value.
    ``alternative`` is the other (month, day) of a numeric date that may be day-first or month-first.
    ``joined`` says that this expression and the next one are the two ends of one range.
    """

    start: int
    end: int
    type: TimexType
    form: TimeForm
    rule: str
    value: str | None = None
    mod: str | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    decade: int | None = None
    century: int | None = None
    holiday: str | None = None
    part: str | None = None  # MO, MI, AF, EV, NI, DT, or a clock time "HH:MM"
    zone: str | None = None  # "Z" or "+HH:MM"
    unit: str | None = None
    amount: float | None = None  # None with a unit of counting = vague
    direction: Direction | None = None
    year_direction: Direction | None = None  # "August of that year"
    open_end: OpenEnd | None = None
    alternative: tuple[int, int] | None = None
    joined: bool = False
    future: bool = False  # the clause speaks of what is still to come
    untensed: bool = False  # a yearless date whose sentence holds no past form
    weak: bool = False  # a reference that only histories use as a time ("former")


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
    joined: str | None = None  # id of the mention that closes the range which this one opens
    reason: str = ""  # from what it was anchored, and in which regime the passage was read
