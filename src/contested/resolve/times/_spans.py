"""From an anchored expression to an EDTF interval: edges of periods, open ends, basis."""

from __future__ import annotations

import calendar
import datetime as dt

from contested.model.times import Basis, Direction, OpenEnd, Precision, TimeExpression, TimeForm, TimeSpan
from contested.resolve.times._context import Anchored
from contested.resolve.times._points import PRECISIONS, Grain, Interval, Point, moved

Ends = tuple[dt.date | None, dt.date | None]


def span_of(one: TimeExpression, found: Anchored, published: dt.date | None) -> TimeSpan | None:
    """Return the calendar interval of an anchored expression, None if it has none."""
    if found.interval is None:
        return None
    if one.alternative and one.year:
        return _doubtful(one, found.interval)
    narrowed = edge(found.interval, found.point, one.mod, one)
    ends = opened(narrowed, one.open_end, published)
    precision = _precision(one, found, narrowed, ends)
    return TimeSpan(
        edtf(ends, found.point if ends == found.interval else None), ends[0], ends[1], precision, _basis(one, found)
    )


def _doubtful(one: TimeExpression, interval: Interval) -> TimeSpan:
    """Return both readings of a numeric date that may be day-first or month-first."""
    month, day = one.alternative or (1, 1)
    other = dt.date(one.year or 1, month, day)
    first, last = sorted((interval[0], other))
    return TimeSpan(f"[{first},{last}]", first, last, Precision.APPROX, Basis.EXPLICIT)


def edge(interval: Interval, point: Point | None, mod: str | None, one: TimeExpression | None = None) -> Interval:
    """Return the early, middle or late part. Early month = days 1-10, late = 21 to the end."""
    if mod not in ("START", "MID", "END") or point is None or point.interval() != interval:
        return interval
    first, last = interval
    if point.grain is Grain.MONTH:
        return _month_edge(first, last, mod, one)
    if point.grain is Grain.YEAR:
        begin, end = {"START": (1, 3), "MID": (5, 8), "END": (10, 12)}[mod]
        return (dt.date(first.year, begin, 1), dt.date(first.year, end, calendar.monthrange(first.year, end)[1]))
    days = (last - first).days
    begin_day, end_day = {"START": (0, days // 3), "MID": (days // 3, 2 * days // 3), "END": (2 * days // 3, days)}[mod]
    return (moved(first, begin_day), moved(first, end_day))


def _month_edge(first: dt.date, last: dt.date, mod: str, one: TimeExpression | None) -> Interval:
    if mod == "START":
        return (first, first.replace(day=10))
    return (first.replace(day=11), first.replace(day=20)) if mod == "MID" else (first.replace(day=21), last)


def opened(interval: Interval, end: OpenEnd | None, published: dt.date | None) -> Ends:
    """Return the ends with the open one open; "since" ends at the day of the report."""
    first, last = interval
    if end is OpenEnd.SINCE:
        return (first, published if published is None or published >= first else last)
    if end in (OpenEnd.UNTIL, OpenEnd.BY):
        return (None, last)
    if end is OpenEnd.BEFORE:
        return (None, moved(first, -1))
    return (moved(last, 1), None) if end is OpenEnd.AFTER else (first, last)


def _precision(one: TimeExpression, found: Anchored, narrowed: Interval, ends: Ends) -> Precision:
    if one.mod == "APPROX":
        return Precision.APPROX
    if ends != found.interval or found.point is None:
        return Precision.DAY if ends[0] is not None and ends[0] == ends[1] else Precision.INTERVAL
    return PRECISIONS[found.point.grain] if found.point.interval() == found.interval else Precision.INTERVAL


def _basis(one: TimeExpression, found: Anchored) -> Basis:
    if one.form is TimeForm.REFERENCE:
        return Basis.DOCUMENT
    if one.direction in tuple(Direction) or one.form is not TimeForm.CALENDAR:
        return Basis.RELATIVE
    return Basis.EXPLICIT if found.explicit else Basis.RELATIVE


def edtf(ends: Ends, point: Point | None = None) -> str:
    """Return the EDTF string of two ends, of a point where they are just that."""
    if (
        point is not None
        and point.grain in (Grain.DAY, Grain.MONTH, Grain.YEAR)
        and (point.day or point.grain is not Grain.DAY)
    ):
        return point.value()
    if point is not None and point.grain is Grain.DECADE:
        return f"{point.value()}X"
    first, last = ends
    if first is not None and first == last:
        return first.isoformat()
    return f"{_end(first)}/{_end(last)}"


def _end(date: dt.date | None) -> str:
    return ".." if date is None else date.isoformat()
