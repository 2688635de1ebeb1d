"""What has been told so far: the point that the next relative expression counts from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from contested.resolve.times._points import Grain, Point, of_date
from contested.resolve.times._regime import Regime

NEWS_DAYS = 7
AHEAD_MONTHS = 2
RECENT = 5  # how many points back a yearless date may hang on
BACK = 1.6  # a month back costs this much against a month on
AGE = 1.0  # months that each point in between costs
YEAR_ALONE = 4.0  # months that it costs to hang on a year without a month
YEAR_OPENING = 1.0  # the same where the year opens its sentence


@dataclass(frozen=True, slots=True)
class Told:
    """A point that was told, and whether it opened its sentence."""

    point: Point
    opening: bool


@dataclass(slots=True)
class Story:
    """The state of the narrative tracker. The only mutable record of this room; it lives within one report."""

    published: dt.date | None
    point: Point | None = None  # the event just told
    day: Point | None = None  # the last whole day told
    day_passage: int = -1
    passage: int = -1  # passage of the event just told
    clock: tuple[Point, str] | None = None  # the last clock time told
    recent: list[Told] = field(default_factory=list)  # the last points told, newest first
    days: list[Point] = field(default_factory=list)  # the last whole days told, oldest first

    @property
    def report_day(self) -> Point | None:
        """Return the day of the report."""
        return of_date(self.published) if self.published else None

    def told(self, passage: int, regime: Regime) -> Point | None:
        """Return what "two days later" counts from: the event just told, in news only within the passage."""
        if self.point is None or (regime is Regime.NEWS and self.passage != passage):
            return self.report_day if regime is Regime.NEWS or self.point is None else self.point
        return self.point

    def told_day(self, passage: int, regime: Regime) -> Point | None:
        """Return the same as ``told`` for counting days: the last whole day, where a flashback stands between."""
        told = self.told(passage, regime)
        if told is None or told.grain is Grain.DAY or self.day is None or self.day_passage != passage:
            return told
        span, day = told.interval(), self.day.interval()
        return self.day if span and day and span[0] < day[0] else told

    def near_day(self) -> Point | None:
        """Return the last day told that the report is news of, else the report's own day."""
        return next((day for day in reversed(self.days) if self._is_near(day)), self.report_day)

    def _is_near(self, day: Point) -> bool:
        date = day.date
        return date is not None and self.published is not None and 0 <= (self.published - date).days <= NEWS_DAYS

    def tell(self, point: Point, passage: int, opening: bool = False) -> None:
        """Take ``point`` as the event just told."""
        self.point, self.passage = point, passage
        self.recent = [Told(point, opening), *self.recent[: RECENT - 1]]
        if point.grain is Grain.DAY and point.day:
            self.day, self.day_passage = point, passage
            self.days = [*self.days[-3:], point]

    def year_of(self, month: int | None, day: int | None = None) -> int | None:
        """Return the year of a yearless month in the story: soon after one of the last points told."""
        if self.point is None:
            return None
        if month is None:
            return self.point.calendar_year
        costs = [
            (self._cost(told, age, (year, month, day)), age, abs(year - told.point.calendar_year), year)
            for age, told in enumerate(self.recent)
            for year in _years(told.point)
        ]
        return min(costs)[3]

    def _cost(self, told: Told, age: int, candidate: tuple[int, int, int | None]) -> float:
        year, month, day = candidate
        point = told.point
        if point.month is None:
            alone = YEAR_OPENING if told.opening else YEAR_ALONE
            return alone + AGE * age + (0 if year == point.calendar_year else 12)
        days = ((day or 15) - (point.day or 15)) / 31 if day or point.day else 0.0
        gap = (year - point.calendar_year) * 12 + month - point.month + days
        return AGE * age + (gap if gap >= 0 else -gap * BACK)

    def report_year_of(self, month: int, future: bool, day: int | None = None, untensed: bool = False) -> int | None:
        """Return the year of the nearest such month before the report's day, after it if it is still to come.

        ``untensed``: no verb says that it is past, so that a day or month right ahead is the one meant.
        """
        if self.published is None:
            return None
        here = (self.published.month, self.published.day if day else 0)
        there = (month, day or 0)
        if future:
            return self.published.year + (1 if there < here else 0)
        if untensed and 0 <= (month - self.published.month) % 12 <= AHEAD_MONTHS:
            return self.published.year + (1 if month < self.published.month else 0)
        return self.published.year - (1 if there > here else 0)


def _years(point: Point) -> tuple[int, ...]:
    year = point.calendar_year
    return (year, year + 1, year - 1)
