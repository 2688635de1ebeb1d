"""Anchor one expression: from what the words say, the story told so far and the day of the report."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from contested.model.times import TimeExpression, TimeForm
from contested.resolve.times._context import (
    SEASON_ORDER,
    STEPS,
    Anchored,
    Context,
    anchor_holiday,
    at_point,
    base_of,
    exists,
    with_part,
)
from contested.resolve.times._holidays import holiday_days
from contested.resolve.times._points import Grain, Point, moved, of_date
from contested.resolve.times._regime import Regime
from contested.resolve.times._relative import anchor_counting, anchor_pointing


def anchor(one: TimeExpression, context: Context) -> Anchored:
    """Return the place of ``one`` in the calendar, as far as it has one."""
    if one.form in (TimeForm.DURATION, TimeForm.SET, TimeForm.REFERENCE):
        return _fixed(one, context)
    if one.form is TimeForm.CALENDAR:
        return _calendar(one, context)
    return anchor_pointing(one, context) if one.form is TimeForm.POINTING else anchor_counting(one, context)


def _fixed(one: TimeExpression, context: Context) -> Anchored:
    day = context.story.report_day
    if one.value == "PRESENT_REF" and day and context.regime is Regime.NEWS:
        return Anchored(one.value, None, day.interval(), "the day of the report", tells=False)
    return Anchored(one.value or "", tells=False)


def _calendar(one: TimeExpression, context: Context) -> Anchored:
    if one.value is not None and one.amount is not None:
        return _short_year(one, context)
    if one.decade is not None:
        return at_point(Point(Grain.DECADE, one.decade), explicit=True, tells=False)
    if one.century is not None:
        return at_point(Point(Grain.CENTURY, one.century), explicit=True, tells=False)
    if one.month is None and one.day is not None:
        return with_part(one, _ordinal_day(one, context))
    if one.month is None and one.weekday is not None:
        return with_part(one, _weekday(one, context))
    if one.month is None and one.part is not None and one.holiday is None:
        return with_part(one, _day_of_clock(context))
    year, origin = _year(one, context)
    if year is None:
        return _yearless(one)
    return _in_year(one, year, origin, context)


def _in_year(one: TimeExpression, year: int, origin: str, context: Context) -> Anchored:
    explicit = one.year is not None
    if one.holiday is not None:
        return anchor_holiday(one, year, origin, context)
    if one.season is not None:
        return _season(one, year, origin, context)
    if one.quarter is not None:
        return at_point(Point(Grain.QUARTER, year, one.quarter), origin, explicit)
    if one.half is not None:
        return at_point(Point(Grain.HALF, year, one.half), origin, explicit)
    if one.month is None:
        return at_point(Point(Grain.YEAR, year), origin, explicit, tells=_year_tells(year, context))
    if one.day is None:
        return at_point(Point(Grain.MONTH, year, one.month), origin, explicit)
    point = Point(Grain.DAY, year, one.month, one.day)
    if year > 0 and not exists(year, one.month, one.day):
        return Anchored(f"{year:04d}-{one.month:02d}", tells=False)
    return with_part(one, at_point(point, origin, explicit or one.day is not None))


def _year_tells(year: int, context: Context) -> bool:
    """Return whether a bare year moves the story: not a glance far back or ahead of it ("the 1975 accord")."""
    point = context.story.point
    return point is None or abs(point.calendar_year - year) <= 200


def _short_year(one: TimeExpression, context: Context) -> Anchored:
    told = context.story.told(context.passage, context.regime)
    around = told.calendar_year if told else 1950
    latest = context.story.published.year if context.story.published else 2100
    digits = int(one.amount or 0)
    years = [century * 100 + digits for century in range(10, 22)]
    year = min((year for year in years if year <= latest), key=lambda y: abs(y - around))
    return at_point(Point(Grain.YEAR, year), "the century told of", tells=False)


def _yearless(one: TimeExpression) -> Anchored:
    part = f"Q{one.quarter}" if one.quarter else f"H{one.half}" if one.half else None
    month = f"{one.month:02d}" if one.month else one.season or part or "XX"
    day = f"-{one.day:02d}" if one.day else ""
    part = f"T{one.part}" if one.part else ""
    return Anchored(f"XXXX-{month}{day}{part}", tells=False)


def _year(one: TimeExpression, context: Context) -> tuple[int | None, str]:
    """Return the year of a calendar expression and where it was taken from."""
    story = context.story
    if one.year is not None:
        return one.year, "the words"
    if one.year_direction is not None:
        base = base_of(one.year_direction, context)
        step = STEPS.get(one.year_direction, 0)
        return (base.calendar_year + step, "the year told") if base else (None, "")
    month = one.month or (SEASON_ORDER[one.season] % 12 if one.season else _first_month(one))
    if one.holiday is not None:
        days = holiday_days(one.holiday, (story.published or dt.date(2000, 1, 1)).year)
        month = days[0].month if days else None
    if context.regime is Regime.NEWS and story.published and month is not None:
        if one.season == "WI":
            return story.published.year - (1 if story.published.month < 9 and not one.future else 0), "the report"
        return story.report_year_of(month, one.future, one.day, one.untensed), "the report"
    year = story.year_of(None if one.season or one.quarter or one.half else month, one.day)
    if year is None and story.published and month is not None:
        return story.report_year_of(month, one.future, one.day, one.untensed), "the report"
    return year, "the story"


def _first_month(one: TimeExpression) -> int | None:
    """Return the month in which a quarter or half begins."""
    if one.quarter:
        return one.quarter * 3 - 2
    return one.half * 6 - 5 if one.half else None


def _season(one: TimeExpression, year: int, origin: str, context: Context) -> Anchored:
    season = one.season or "SP"
    point = Point(Grain.SEASON, year, season=season)
    told = context.story.point
    bare = one.year is None and one.year_direction is None and context.regime is Regime.STORY
    if not bare or told is None or season != "WI":
        return at_point(point, origin, one.year is not None)
    if (told.month or 1) >= 3 and told.grain is not Grain.YEAR:
        return Anchored(replace(point, year=year + 1).value(), point, point.interval(), origin)
    return at_point(point, origin)


def _ordinal_day(one: TimeExpression, context: Context) -> Anchored:
    told = context.story.told(context.passage, context.regime)
    month = told.month if told else None
    if told is None or month is None or not exists(max(told.calendar_year, 4), month, one.day or 0):
        return Anchored(f"XXXX-XX-{one.day:02d}", tells=False)
    return at_point(Point(Grain.DAY, told.calendar_year, month, one.day or 1), "the month told")


def _weekday(one: TimeExpression, context: Context) -> Anchored:
    story, weekday = context.story, one.weekday or 1
    told = story.point.date if story.point else None
    far = (
        context.regime is Regime.STORY and told and (story.published is None or abs((story.published - told).days) > 60)
    )
    if far and told:
        return at_point(of_date(moved(told, (weekday - told.isoweekday()) % 7)), "the event just told")
    if story.published is None:
        return Anchored(f"XXXX-WXX-{weekday}", tells=False)
    if one.future:
        ahead = (weekday - story.published.isoweekday()) % 7
        return at_point(of_date(moved(story.published, ahead)), "the report, looking ahead")
    back = (story.published.isoweekday() - weekday) % 7
    return at_point(of_date(moved(story.published, -back)), "the report")


def _day_of_clock(context: Context) -> Anchored:
    """Return the day that a bare clock time is of: the day just told, else that of the report."""
    story = context.story
    told = story.near_day() if context.regime is Regime.NEWS else story.told_day(context.passage, context.regime)
    if told is None:
        return Anchored("XXXX-XX-XX", tells=False)
    return at_point(told.shift(0, Grain.DAY), "the day told")
