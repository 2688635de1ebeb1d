"""Anchor expressions that point ("last week", "that autumn") or count ("two days later")."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from contested.model.times import Direction, TimeExpression
from contested.resolve.times._context import (
    FROM_REPORT,
    SEASON_ORDER,
    STEPS,
    UNIT_GRAINS,
    Anchored,
    Context,
    anchor_holiday,
    at_point,
    base_of,
    with_part,
)
from contested.resolve.times._holidays import holiday_days
from contested.resolve.times._points import Grain, Point, moved, of_date

SATURDAY = 6
CLOCK_UNITS = {"hour": 3600, "minute": 60, "second": 1}


def anchor_pointing(one: TimeExpression, context: Context) -> Anchored:
    direction = one.direction or Direction.SAME
    fine = one.weekday is not None or (direction is Direction.LAST and one.unit in ("day", "week", "weekend", "month"))
    base = base_of(direction, context, fine)
    if one.unit == "day" and direction is Direction.THIS:
        return _report_day(one, base, context)
    if base is None:
        return Anchored({-1: "PAST_REF", 1: "FUTURE_REF"}.get(STEPS.get(direction, 0), "XXXX"), tells=False)
    if one.unit == "since":
        return _since_told(base, context)
    step = STEPS.get(direction, 0)
    tells = direction in (Direction.SAME, Direction.FOLLOWING)
    origin = "the report" if base is context.story.report_day or direction in FROM_REPORT else "the event just told"
    if one.weekday is not None:
        return with_part(one, _pointed_weekday(one, base, step, origin, tells))
    if one.holiday is not None:
        return _pointed_holiday(one, base, step, origin, context)
    if one.month is not None:
        return at_point(Point(Grain.MONTH, _pointed_year(one.month, base, step), one.month), origin, tells=tells)
    if one.season is not None:
        return _pointed_season(one.season, base, step, origin, tells)
    if one.part is not None:
        return _pointed_part(one, base, step, origin, context)
    grain = UNIT_GRAINS.get(one.unit or "day", Grain.DAY)
    if one.rule == "weekend" and base == context.story.report_day and base.date and not one.future:
        step = 0 if base.date.isoweekday() >= SATURDAY else -1
    if grain is Grain.DAY:
        base = context.story.told_day(context.passage, context.regime) or base
    return _edge_of_report(one, at_point(base.shift(step, grain), origin, tells=tells), context)


def _since_told(base: Point, context: Context) -> Anchored:
    """Anchor "ever since": from the event just told to the day of the report."""
    day, span = context.story.published, base.interval()
    if day is None or span is None or span[0] > day:
        return Anchored(f"{base.value()}/..", tells=False)
    return Anchored(f"{base.value()}/{day}", None, (span[0], day), "the event just told", tells=False)


def _edge_of_report(one: TimeExpression, found: Anchored, context: Context) -> Anchored:
    """Narrow "earlier this week" to what lies before the report, "later this week" to what lies after it."""
    day = context.story.published
    if one.direction is not Direction.THIS or one.mod not in ("START", "END") or found.interval is None or day is None:
        return found
    first, last = found.interval
    if not first < day < last:
        return found
    return replace(found, interval=(first, moved(day, -1)) if one.mod == "START" else (moved(day, 1), last))


def _report_day(one: TimeExpression, base: Point | None, context: Context) -> Anchored:
    """Anchor today, yesterday, tonight, overnight."""
    if base is None or base.date is None or base != context.story.report_day:
        return Anchored("PRESENT_REF" if not one.amount else "XXXX-XX-XX", tells=False)
    if one.part in ("overnight", "tonight"):
        first = moved(base.date, -1 if one.part == "overnight" else 0)
        point = of_date(first)
        return Anchored(f"{point.value()}TNI", point, (first, base.date), "the report")
    return with_part(one, at_point(of_date(moved(base.date, int(one.amount or 0))), "the report"))


def _pointed_weekday(one: TimeExpression, base: Point, step: int, origin: str, tells: bool) -> Anchored:
    date, weekday = base.date, one.weekday or 1
    if date is None:
        return Anchored(f"XXXX-WXX-{weekday}", tells=False)
    ahead = (weekday - date.isoweekday()) % 7
    if step == 0:
        days = weekday - date.isoweekday() if one.direction is Direction.THIS else ahead
    else:
        days = (ahead or 7) if step > 0 else ahead - 7
    return at_point(of_date(moved(date, days)), origin, tells=tells)


def _pointed_holiday(one: TimeExpression, base: Point, step: int, origin: str, context: Context) -> Anchored:
    days = holiday_days(one.holiday or "", base.calendar_year)
    here = base.date
    year = base.calendar_year
    if days and here and step:
        year += step if (days[0] >= here if step < 0 else days[0] <= here) else 0
    return anchor_holiday(one, year, origin, context)


def _pointed_year(month: int, base: Point, step: int) -> int:
    """Return the year of "last November", "the following January", "that June" seen from ``base``."""
    here = base.month or (6 if step == 0 else 12 if step > 0 else 1)
    if step == 0:
        return base.calendar_year
    if step > 0:
        return base.calendar_year + (1 if month <= here else 0)
    return base.calendar_year - (1 if month >= here else 0)


def _pointed_season(season: str, base: Point, step: int, origin: str, tells: bool) -> Anchored:
    here, there = base.month, SEASON_ORDER[season]
    year = base.calendar_year
    if step > 0:
        year += 1 if here is None or here >= there else 0
    elif step < 0:
        year -= 1 if here is None or here < there + (3 if season != "WI" else 0) else 0
    elif season == "WI" and here is not None and here < 3:
        year -= 1
    return at_point(Point(Grain.SEASON, year, season=season), origin, tells=tells)


def _pointed_part(one: TimeExpression, base: Point, step: int, origin: str, context: Context) -> Anchored:
    day = base if base.date else context.story.told_day(context.passage, context.regime) or base
    if one.direction in FROM_REPORT and context.story.report_day and base == context.story.report_day:
        day = base
    if one.part == "24:00" and one.direction is Direction.LAST:
        step = -1
    tells = one.direction in (Direction.SAME, Direction.FOLLOWING)
    return with_part(one, at_point(day.shift(step, Grain.DAY), origin, tells=tells))


def anchor_counting(one: TimeExpression, context: Context) -> Anchored:
    direction = one.direction or Direction.LATER
    sign = STEPS[direction]
    if one.unit in CLOCK_UNITS:
        return _counted_hours(one, sign, context)
    grain = UNIT_GRAINS.get(one.unit or "day", Grain.DAY)
    base = base_of(direction, context)
    if direction not in FROM_REPORT and grain in (Grain.DAY, Grain.WEEK):
        base = context.story.told_day(context.passage, context.regime) or base
    if base is None or one.amount is None:
        return _vague(one, sign, base)
    if one.amount > 9000:
        return Anchored("PAST_REF" if sign < 0 else "FUTURE_REF", tells=False)
    tells = direction is Direction.LATER
    origin = "the report" if direction in FROM_REPORT else "the event just told"
    count = round(one.amount * (2 if one.unit == "fortnight" else 1))
    return _counted(base, sign * count, grain, origin, tells)


def _counted(base: Point, count: int, grain: Grain, origin: str, tells: bool) -> Anchored:
    """Count at the grain of the unit; the interval is finer for weeks from a day and "a year later"."""
    point = base.shift(count, grain)
    if point.calendar_year < 1 <= base.calendar_year:
        return Anchored("PAST_REF", tells=False)
    found = at_point(point, origin, tells=tells)
    if grain is Grain.WEEK and base.date:
        day = of_date(moved(base.date, 7 * count))
        return replace(found, point=day, interval=day.interval())
    if grain is Grain.YEAR and abs(count) == 1 and base.grain is Grain.MONTH:
        month = replace(base, year=base.year + count)
        return replace(found, point=month, interval=month.interval())
    return found


VAGUE_DAYS = {Grain.DAY: (1, 10), Grain.WEEK: (7, 60), Grain.MONTH: (30, 330), Grain.YEAR: (366, 3650)}


def _vague(one: TimeExpression, sign: int, base: Point | None) -> Anchored:
    """Return PAST_REF or FUTURE_REF, with a rough interval after (before) the event told."""
    value = "PAST_REF" if sign < 0 else "FUTURE_REF"
    reach = VAGUE_DAYS.get(UNIT_GRAINS.get(one.unit or "", Grain.CENTURY))
    span = base.interval() if base and reach else None
    if span is None or reach is None:
        return Anchored(value, tells=False)
    interval = (
        (moved(span[0], reach[0]), moved(span[1], reach[1]))
        if sign > 0
        else (moved(span[0], -reach[1]), moved(span[1], -reach[0]))
    )
    return Anchored(value, None, interval, "the event just told", tells=False)


def _counted_hours(one: TimeExpression, sign: int, context: Context) -> Anchored:
    story = context.story
    clock = story.clock if story.clock and one.direction is not Direction.AGO else None
    day = clock[0] if clock else base_of(one.direction or Direction.LATER, context)
    if one.amount is None or day is None or day.date is None or clock is None:
        found = day.shift(0, Grain.DAY) if day else None
        return (
            Anchored(f"{found.value()}TXX", found, found.interval(), "the event just told")
            if found
            else _vague(one, sign, None)
        )
    hour, minute = (int(part) for part in clock[1].split(":")[:2])
    begin = dt.datetime.combine(day.date, dt.time()) + dt.timedelta(hours=hour, minutes=minute)
    then = begin + sign * dt.timedelta(seconds=one.amount * CLOCK_UNITS[one.unit or "hour"])
    point = of_date(then.date())
    return Anchored(f"{point.value()}T{then:%H:%M}", point, point.interval(), "the clock time told")
