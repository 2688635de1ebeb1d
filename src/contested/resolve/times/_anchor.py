"""Anchor one expression: from what the words say, the story told so far and the day of the report."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from contested.model.times import Direction, TimeExpression, TimeForm
from contested.resolve.times._holidays import holiday_days
from contested.resolve.times._points import Grain, Interval, Point, moved, of_date
from contested.resolve.times._regime import Regime
from contested.resolve.times._story import Story

UNIT_GRAINS = {
    "day": Grain.DAY, "week": Grain.WEEK, "weekend": Grain.WEEKEND, "fortnight": Grain.WEEK, "month": Grain.MONTH,
    "quarter": Grain.QUARTER, "half": Grain.HALF, "year": Grain.YEAR, "decade": Grain.DECADE, "century": Grain.CENTURY,
}  # fmt: skip
CLOCK_UNITS = {"hour": 3600, "minute": 60, "second": 1}
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


def anchor(one: TimeExpression, context: Context) -> Anchored:
    """Return the place of ``one`` in the calendar, as far as it has one."""
    if one.form in (TimeForm.DURATION, TimeForm.SET, TimeForm.REFERENCE):
        return _fixed(one, context)
    if one.form is TimeForm.CALENDAR:
        return _calendar(one, context)
    return _pointing(one, context) if one.form is TimeForm.POINTING else _counting(one, context)


def _fixed(one: TimeExpression, context: Context) -> Anchored:
    day = context.story.report_day
    if one.value == "PRESENT_REF" and day and context.regime is Regime.NEWS:
        return Anchored(one.value, None, day.interval(), "the day of the report", tells=False)
    return Anchored(one.value or "", tells=False)


def _at(point: Point, origin: str = "", explicit: bool = False, tells: bool = True) -> Anchored:
    return Anchored(point.value(), point, point.interval(), origin, explicit, tells)


def _calendar(one: TimeExpression, context: Context) -> Anchored:
    if one.value is not None and one.amount is not None:
        return _short_year(one, context)
    if one.decade is not None:
        return _at(Point(Grain.DECADE, one.decade), explicit=True, tells=False)
    if one.century is not None:
        return _at(Point(Grain.CENTURY, one.century), explicit=True, tells=False)
    if one.month is None and one.day is not None:
        return _with_part(one, _ordinal_day(one, context), context)
    if one.month is None and one.weekday is not None:
        return _with_part(one, _weekday(one, context), context)
    if one.month is None and one.part is not None and one.holiday is None:
        return _with_part(one, _day_of_clock(context), context)
    year, origin = _year(one, context)
    if year is None:
        return _yearless(one)
    return _in_year(one, year, origin, context)


def _in_year(one: TimeExpression, year: int, origin: str, context: Context) -> Anchored:
    explicit = one.year is not None
    if one.holiday is not None:
        return _holiday(one, year, origin, context)
    if one.season is not None:
        return _season(one, year, origin, context)
    if one.quarter is not None:
        return _at(Point(Grain.QUARTER, year, one.quarter), origin, explicit)
    if one.half is not None:
        return _at(Point(Grain.HALF, year, one.half), origin, explicit)
    if one.month is None:
        return _at(Point(Grain.YEAR, year), origin, explicit, tells=_year_tells(one, year, context))
    if one.day is None:
        return _at(Point(Grain.MONTH, year, one.month), origin, explicit)
    point = Point(Grain.DAY, year, one.month, one.day)
    if year > 0 and not _exists(year, one.month, one.day):
        return Anchored(f"{year:04d}-{one.month:02d}", tells=False)
    return _with_part(one, _at(point, origin, explicit or one.day is not None), context)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def _year_tells(one: TimeExpression, year: int, context: Context) -> bool:
    """Return whether a bare year moves the story: not a glance far back or ahead of it ("the 1975 accord")."""
    del one
    point = context.story.point
    return point is None or abs(point.calendar_year - year) <= 200


def _short_year(one: TimeExpression, context: Context) -> Anchored:
    told = context.story.told(context.passage, context.regime)
    around = told.calendar_year if told else 1950
    latest = context.story.published.year if context.story.published else 2100
    digits = int(one.amount or 0)
    years = [century * 100 + digits for century in range(10, 22)]
    year = min((year for year in years if year <= latest), key=lambda y: abs(y - around))
    return _at(Point(Grain.YEAR, year), "the century told of", tells=False)


def _yearless(one: TimeExpression) -> Anchored:
    month = f"{one.month:02d}" if one.month else one.season or "XX"
    day = f"-{one.day:02d}" if one.day else ""
    part = f"T{one.part}" if one.part else ""
    return Anchored(f"XXXX-{month}{day}{part}", tells=False)


def _year(one: TimeExpression, context: Context) -> tuple[int | None, str]:
    """Return the year of a calendar expression and where it was taken from."""
    story = context.story
    if one.year is not None:
        return one.year, "the words"
    if one.year_direction is not None:
        base = _base(one.year_direction, context)
        step = STEPS.get(one.year_direction, 0)
        return (base.calendar_year + step, "the year told") if base else (None, "")
    month = one.month or (SEASON_ORDER[one.season] % 12 if one.season else None)
    if one.holiday is not None:
        days = holiday_days(one.holiday, (story.published or dt.date(2000, 1, 1)).year)
        month = days[0].month if days else None
    if context.regime is Regime.NEWS and story.published and month is not None:
        if one.season == "WI":
            return story.published.year - (1 if story.published.month < 9 and not one.future else 0), "the report"
        return story.report_year_of(month, one.future, one.day), "the report"
    year = story.year_of(month if one.season is None else None, one.day)
    if year is None and story.published and month is not None:
        return story.report_year_of(month, one.future, one.day), "the report"
    return year, "the story"


def _base(direction: Direction, context: Context, fine: bool = False) -> Point | None:
    """Return the point that a direction counts from. ``fine``: no history says "last week" of its own time."""
    story = context.story
    told = story.told(context.passage, context.regime)
    if direction not in FROM_REPORT:
        return told
    if context.regime is Regime.NEWS or told is None or story.published is None:
        return story.report_day or told
    near = abs(told.calendar_year - story.published.year) <= 1
    return story.report_day if near or fine else told


def _season(one: TimeExpression, year: int, origin: str, context: Context) -> Anchored:
    season = one.season or "SP"
    point = Point(Grain.SEASON, year, season=season)
    told = context.story.point
    bare = one.year is None and one.year_direction is None and context.regime is Regime.STORY
    if not bare or told is None or season != "WI":
        return _at(point, origin, one.year is not None)
    if (told.month or 1) >= 3 and told.grain is not Grain.YEAR:
        return Anchored(replace(point, year=year + 1).value(), point, point.interval(), origin)
    return _at(point, origin)


def _holiday(one: TimeExpression, year: int, origin: str, context: Context) -> Anchored:
    days = holiday_days(one.holiday or "", year)
    if days is None:
        return Anchored(
            f"{year:04d}-XX-XX" if year > 0 else f"BC{-year:04d}", None, Point(Grain.YEAR, year).interval(), origin
        )
    if days[0] != days[1]:
        return Anchored(f"{days[0]}/{days[1]}", of_date(days[0]), days, origin)
    first = moved(days[0], -1) if one.part == "NI" and one.holiday == "christmas" else days[0]
    return _with_part(one, _at(of_date(first), origin), context)


def _ordinal_day(one: TimeExpression, context: Context) -> Anchored:
    told = context.story.told(context.passage, context.regime)
    month = told.month if told else None
    if told is None or month is None or not _exists(max(told.calendar_year, 4), month, one.day or 0):
        return Anchored(f"XXXX-XX-{one.day:02d}", tells=False)
    return _at(Point(Grain.DAY, told.calendar_year, month, one.day or 1), "the month told")


def _weekday(one: TimeExpression, context: Context) -> Anchored:
    story, weekday = context.story, one.weekday or 1
    told = story.point.date if story.point else None
    far = (
        context.regime is Regime.STORY and told and (story.published is None or abs((story.published - told).days) > 60)
    )
    if far and told:
        return _at(of_date(moved(told, (weekday - told.isoweekday()) % 7)), "the event just told")
    if story.published is None:
        return Anchored(f"XXXX-WXX-{weekday}", tells=False)
    if one.future:
        ahead = (weekday - story.published.isoweekday() - 1) % 7 + 1
        return _at(of_date(moved(story.published, ahead)), "the report, looking ahead")
    back = (story.published.isoweekday() - weekday) % 7
    return _at(of_date(moved(story.published, -back)), "the report")


def _day_of_clock(context: Context) -> Anchored:
    """Return the day that a bare clock time is of: the day just told, else that of the report."""
    story = context.story
    told = story.near_day() if context.regime is Regime.NEWS else story.told_day(context.passage, context.regime)
    if told is None:
        return Anchored("XXXX-XX-XX", tells=False)
    return _at(told.shift(0, Grain.DAY), "the day told")


def _with_part(one: TimeExpression, day: Anchored, context: Context) -> Anchored:
    """Return ``day`` with the part of the day or clock time of ``one``."""
    del context
    if one.part is None or day.value == "":
        return day
    return replace(day, value=f"{day.value}T{one.part}{one.zone or ''}")


def _pointing(one: TimeExpression, context: Context) -> Anchored:
    direction = one.direction or Direction.SAME
    fine = one.weekday is not None or (direction is Direction.LAST and one.unit in ("day", "week", "weekend", "month"))
    base = _base(direction, context, fine)
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
        return _with_part(one, _pointed_weekday(one, base, step, origin, tells), context)
    if one.holiday is not None:
        return _pointed_holiday(one, base, step, origin, context)
    if one.month is not None:
        return _at(Point(Grain.MONTH, _pointed_year(one.month, base, step), one.month), origin, tells=tells)
    if one.season is not None:
        return _pointed_season(one.season, base, step, origin, tells)
    if one.part is not None:
        return _pointed_part(one, base, step, origin, context)
    grain = UNIT_GRAINS.get(one.unit or "day", Grain.DAY)
    if grain is Grain.DAY:
        base = context.story.told_day(context.passage, context.regime) or base
    return _edge_of_report(one, _at(base.shift(step, grain), origin, tells=tells), context)


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
    return _with_part(one, _at(of_date(moved(base.date, int(one.amount or 0))), "the report"), context)


def _pointed_weekday(one: TimeExpression, base: Point, step: int, origin: str, tells: bool) -> Anchored:
    date, weekday = base.date, one.weekday or 1
    if date is None:
        return Anchored(f"XXXX-WXX-{weekday}", tells=False)
    ahead = (weekday - date.isoweekday()) % 7
    if step == 0:
        days = weekday - date.isoweekday() if one.direction is Direction.THIS else ahead
    else:
        days = (ahead or 7) if step > 0 else ahead - 7
    return _at(of_date(moved(date, days)), origin, tells=tells)


def _pointed_holiday(one: TimeExpression, base: Point, step: int, origin: str, context: Context) -> Anchored:
    days = holiday_days(one.holiday or "", base.calendar_year)
    here = base.date
    year = base.calendar_year
    if days and here and step:
        year += step if (days[0] >= here if step < 0 else days[0] <= here) else 0
    return _holiday(one, year, origin, context)


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
    return _at(Point(Grain.SEASON, year, season=season), origin, tells=tells)


def _pointed_part(one: TimeExpression, base: Point, step: int, origin: str, context: Context) -> Anchored:
    day = base if base.date else context.story.told_day(context.passage, context.regime) or base
    if one.direction in FROM_REPORT and context.story.report_day and base == context.story.report_day:
        day = base
    if one.part == "24:00" and one.direction is Direction.LAST:
        step = -1
    tells = one.direction in (Direction.SAME, Direction.FOLLOWING)
    return _with_part(one, _at(day.shift(step, Grain.DAY), origin, tells=tells), context)


def _counting(one: TimeExpression, context: Context) -> Anchored:
    direction = one.direction or Direction.LATER
    sign = STEPS[direction]
    if one.unit in CLOCK_UNITS:
        return _counted_hours(one, sign, context)
    grain = UNIT_GRAINS.get(one.unit or "day", Grain.DAY)
    base = _base(direction, context)
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
    found = _at(point, origin, tells=tells)
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
    day = clock[0] if clock else _base(one.direction or Direction.LATER, context)
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
