"""What anchoring shares: the result, where an expression stands, and the point that it counts from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from contested.model.times import Direction, TimeExpression
from contested.resolve.times._holidays import holiday_days
from contested.resolve.times._points import Grain, Interval, Point, moved, of_date
from contested.resolve.times._regime import Regime
from contested.resolve.times._story import Story

UNIT_GRAINS = {
    "day": Grain.DAY, "week": Grain.WEEK, "weekend": Grain.WEEKEND, "fortnight": Grain.WEEK, "month": Grain.MONTH,
    "quarter": Grain.QUARTER, "half": Grain.HALF, "year": Grain.YEAR, "decade": Grain.DECADE, "century": Grain.CENTURY,
}  # fmt: skip


STEPS = {
    Direction.LAST: -1, Direction.PREVIOUS: -1, Direction.EARLIER: -1, Direction.AGO: -1, Direction.NEXT: 1,
    Direction.FOLLOWING: 1, Direction.LATER: 1,
}  # fmt: skip


FROM_REPORT = frozenset({Direction.THIS, Direction.LAST, Direction.NEXT, Direction.AGO})


SEASON_ORDER = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True, slots=True)
class Anchored:
    """The point, TIMEX3 value and interval of an expression, and what it was counted from."""

    value: str
    point: Point | None = None
    interval: Interval | None = None
    origin: str = ""
    explicit: bool = False
    tells: bool = True  # whether the story moves there


@dataclass(frozen=True, slots=True)
class Context:
    """Where an expression stands."""

    story: Story
    regime: Regime
    passage: int


def at_point(point: Point, origin: str = "", explicit: bool = False, tells: bool = True) -> Anchored:
    return Anchored(point.value(), point, point.interval(), origin, explicit, tells)


def base_of(direction: Direction, context: Context, fine: bool = False) -> Point | None:
    """Return the point that a direction counts from. ``fine``: no history says "last week" of its own time."""
    story = context.story
    told = story.told(context.passage, context.regime)
    if direction not in FROM_REPORT:
        return told
    if context.regime is Regime.NEWS or told is None or story.published is None:
        return story.report_day or told
    near = abs(told.calendar_year - story.published.year) <= 1
    return story.report_day if near or fine else told


def exists(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def with_part(one: TimeExpression, day: Anchored) -> Anchored:
    """Return ``day`` with the part of the day or clock time of ``one``."""
    if one.part is None or day.value == "":
        return day
    return replace(day, value=f"{day.value}T{one.part}{one.zone or ''}")


def anchor_holiday(one: TimeExpression, year: int, origin: str, context: Context) -> Anchored:
    days = holiday_days(one.holiday or "", year)
    if days is None:
        return Anchored(
            f"{year:04d}-XX-XX" if year > 0 else f"BC{-year:04d}", None, Point(Grain.YEAR, year).interval(), origin
        )
    if days[0] != days[1]:
        return Anchored(f"{days[0]}/{days[1]}", of_date(days[0]), days, origin)
    first = moved(days[0], -1) if one.part == "NI" and one.holiday == "christmas" else days[0]
    return with_part(one, at_point(of_date(first), origin))
