"""Places in the calendar: a point has a grain and a TIMEX3 value, and covers an interval of days."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum

from contested.model.times import Precision


class Grain(StrEnum):
    """How fine a point is."""

    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


PRECISIONS = {
    Grain.DAY: Precision.DAY, Grain.WEEK: Precision.WEEK, Grain.WEEKEND: Precision.WEEK, Grain.MONTH: Precision.MONTH,
    Grain.SEASON: Precision.SEASON, Grain.QUARTER: Precision.SEASON, Grain.HALF: Precision.SEASON,
    Grain.YEAR: Precision.YEAR, Grain.DECADE: Precision.DECADE, Grain.CENTURY: Precision.CENTURY,
}  # fmt: skip
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
MONTHS_OF = {Grain.SEASON: 3, Grain.QUARTER: 3, Grain.HALF: 6, Grain.MONTH: 1, Grain.YEAR: 12}
Interval = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class Point:
    """A day, week, month ... of the calendar. ``year`` is negative before Christ.

    ``number`` is the month, ISO week, quarter or half. ``day`` 0 with the grain DAY is an unknown day of the month,
    ``number`` 0 an unknown month. For DECADE and CENTURY ``year`` has lost its last one or two digits.
    """

    grain: Grain
    year: int
    number: int = 0
    day: int = 0
    season: str = ""

    @property
    def month(self) -> int | None:
        """Return the month, the middle month of a season or quarter, None if the point is coarser."""
        if self.grain in (Grain.DAY, Grain.MONTH):
            return self.number or None
        if self.grain in (Grain.WEEK, Grain.WEEKEND):
            span = self.interval()
            return span[0].month if span else None
        if self.grain is Grain.SEASON:
            return (SEASON_MONTHS[self.season] % 12) + 1
        return self.number * 3 - 1 if self.grain is Grain.QUARTER else None

    @property
    def calendar_year(self) -> int:
        """Return the (first) year that the point lies in."""
        return self.year * {Grain.DECADE: 10, Grain.CENTURY: 100}.get(self.grain, 1)

    @property
    def date(self) -> dt.date | None:
        """Return the day of a point that is one."""
        known = self.grain is Grain.DAY and self.number and self.day and 1 <= self.year <= 9999
        return dt.date(self.year, self.number, self.day) if known else None

    def value(self) -> str:
        """Return the TIMEX3 value."""
        if self.grain is Grain.DECADE:
            return f"BC{-self.year:03d}" if self.year < 0 else f"{self.year:03d}"
        if self.grain is Grain.CENTURY:
            return f"BC{-self.year - 1:02d}" if self.year < 0 else f"{self.year:02d}"
        return self._year_value() + self._within_year()

    def _year_value(self) -> str:
        return f"BC{-self.year:04d}" if self.year < 0 else f"{self.year:04d}"

    def _within_year(self) -> str:
        month = f"-{self.number:02d}" if self.number else "-XX"
        return {
            Grain.DAY: f"{month}-{self.day:02d}" if self.day else f"{month}-XX",
            Grain.WEEK: f"-W{self.number:02d}",
            Grain.WEEKEND: f"-W{self.number:02d}-WE",
            Grain.MONTH: month,
            Grain.SEASON: f"-{self.season}",
            Grain.QUARTER: f"-Q{self.number}",
            Grain.HALF: f"-H{self.number}",
        }.get(self.grain, "")

    def interval(self) -> Interval | None:
        """Return the first and last day; None before Christ and for unknown months."""
        if not 1 <= self.calendar_year <= 9990:
            return None
        if self.grain in (Grain.WEEK, Grain.WEEKEND):
            monday = dt.date.fromisocalendar(self.year, self.number, 1)
            return (monday + dt.timedelta(5 if self.grain is Grain.WEEKEND else 0), monday + dt.timedelta(6))
        if self.grain is Grain.DAY:
            return self._day_interval()
        if self.grain in (Grain.DECADE, Grain.CENTURY):
            length = 10 if self.grain is Grain.DECADE else 100
            return (dt.date(self.calendar_year, 1, 1), dt.date(self.calendar_year + length - 1, 12, 31))
        if self.grain is Grain.MONTH and not self.number:
            return months(self.year, 1, 12)
        return months(self.year, self._first_month(), MONTHS_OF[self.grain])

    def _first_month(self) -> int:
        if self.grain is Grain.SEASON:
            return SEASON_MONTHS[self.season]
        return {Grain.MONTH: self.number, Grain.QUARTER: self.number * 3 - 2, Grain.HALF: self.number * 6 - 5}.get(
            self.grain, 1
        )

    def _day_interval(self) -> Interval | None:
        if self.date:
            return (self.date, self.date)
        return months(self.year, self.number, 1) if self.number else months(self.year, 1, 12)

    def shift(self, amount: int, grain: Grain) -> Point:
        """Return the point ``amount`` units of ``grain`` away, at that grain; unknown parts stay unknown."""
        if grain in (Grain.DAY, Grain.WEEK, Grain.WEEKEND):
            return self._shift_days(amount, grain)
        if grain in (Grain.MONTH, Grain.QUARTER, Grain.HALF):
            size = MONTHS_OF[grain]
            month = self.month
            if month is None:
                return Point(Grain.MONTH, self.calendar_year, 0)
            index = (self.calendar_year * 12 + month - 1) // size + amount
            return Point(grain, index * size // 12, index * size % 12 // size + 1)
        if grain in (Grain.DECADE, Grain.CENTURY):
            size = 10 if grain is Grain.DECADE else 100
            return Point(grain, _cut(self.calendar_year, size) + amount)
        return Point(Grain.YEAR, self.calendar_year + amount)

    def _shift_days(self, amount: int, grain: Grain) -> Point:
        date = self.date
        if date is None and grain is not Grain.DAY and self.grain is grain:
            span = self.interval()
            date = span[0] if span else None
        if date is None:
            same = amount == 0 and self.number and self.grain in (Grain.DAY, Grain.MONTH)
            return Point(Grain.DAY, self.calendar_year, self.number if same else 0)
        return of_date(moved(date, amount * (1 if grain is Grain.DAY else 7)), grain)


def _cut(year: int, size: int) -> int:
    return year // size if year > 0 else -(-year // size)


def moved(date: dt.date, days: int) -> dt.date:
    """Return the day ``days`` later, held inside the calendar."""
    return dt.date.fromordinal(min(max(date.toordinal() + days, 1), dt.date.max.toordinal()))


def months(year: int, first: int, count: int) -> Interval:
    """Return the interval of ``count`` months from ``first``."""
    last = first + count - 1
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return (dt.date(year, first, 1), dt.date(end_year, end_month, calendar.monthrange(end_year, end_month)[1]))


def of_date(date: dt.date, grain: Grain = Grain.DAY) -> Point:
    """Return the point of ``grain`` that ``date`` lies in."""
    if grain in (Grain.WEEK, Grain.WEEKEND):
        iso = date.isocalendar()
        return Point(grain, iso.year, iso.week)
    if grain is Grain.SEASON:
        season = next(
            name for name, first in (("WI", 12), ("FA", 9), ("SU", 6), ("SP", 3), ("WI", 1)) if date.month >= first
        )
        return Point(grain, date.year - (1 if date.month < 3 else 0), season=season)
    if grain is Grain.DAY:
        return Point(grain, date.year, date.month, date.day)
    return Point(Grain.DAY, date.year, date.month, date.day).shift(0, grain)


def coarser(point: Point, grain: Grain) -> Point:
    """Return ``point`` seen at ``grain``."""
    return replace(point.shift(0, grain))
