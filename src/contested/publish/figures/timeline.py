"""Events over time, by how far they are accepted."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from contested.model.events import Event, StandingLevel
from contested.publish.doc import Cell, Chip, Figure, Grid
from contested.publish.figures.draw import CONTESTED, INK, PAPER, STRONG, WEAK, Spec, layer, to_svg
from contested.publish.stories import latest_day, told_events
from contested.publish.view import View
from contested.publish.words import MONTHS, count

ACCEPTED, SINGLE, DISPUTED = "accepted or corroborated", "single origin", "contested or withdrawn"
_GROUPS = {
    StandingLevel.ACKNOWLEDGED: ACCEPTED,
    StandingLevel.FOUND: ACCEPTED,
    StandingLevel.CORROBORATED: ACCEPTED,
    StandingLevel.SINGLE_ORIGIN: SINGLE,
    StandingLevel.CONTESTED: DISPUTED,
    StandingLevel.WITHDRAWN: DISPUTED,
}
_ORDER = (ACCEPTED, SINGLE, DISPUTED)
_DAYS, _LONGEST_BY_DAY, _LONGEST_BY_MONTH, _LONGEST_BY_YEAR = 45, 62, 60, 120
KEY = (Chip(ACCEPTED, "", "strong"), Chip(SINGLE, "", "weak"), Chip(DISPUTED, "", "contested"))
_STEPS = [digit * 10**power for power in range(9) for digit in (1, 2, 5)]
_Bucket = tuple[int, ...]


def timeline_figures(view: View) -> tuple[Figure, ...]:
    """Return the whole time by day, month, year or decade, and the last weeks by day where the first is coarser."""
    dated = [(event, day) for event in told_events(view) if (day := _day(event))]
    if not dated:
        return ()
    days = [day for _, day in dated]
    unit = _unit(min(days), max(days))
    figures = [_figure("timeline", "all dated events", dated, unit)]
    newest = latest_day(view) or max(days)
    since = newest - dt.timedelta(days=_DAYS)
    last = [(event, day) for event, day in dated if since <= day <= newest and _is_fine(event)]
    if unit != "day" and len(last) > 1:
        figures.append(_figure("timeline-days", "the last weeks", last, "day"))
    return tuple(figures)


def _day(event: Event) -> dt.date | None:
    return (event.time.start or event.time.end) if event.time else None


def _is_fine(event: Event) -> bool:
    return event.time is not None and event.time.ucdp_date_prec <= 3


def _unit(first: dt.date, last: dt.date) -> str:
    if (last - first).days < _LONGEST_BY_DAY:
        return "day"
    if (last.year - first.year) * 12 + last.month - first.month < _LONGEST_BY_MONTH:
        return "month"
    return "year" if last.year - first.year < _LONGEST_BY_YEAR else "decade"


def _bucket(day: dt.date, unit: str) -> _Bucket:
    if unit == "day":
        return (day.year, day.month, day.day)
    if unit == "month":
        return (day.year, day.month)
    return (day.year,) if unit == "year" else (day.year // 10 * 10,)


def _label(bucket: _Bucket) -> str:
    if len(bucket) == 1:
        return str(bucket[0])
    month = MONTHS[bucket[1] - 1]
    return f"{bucket[2]} {month[:3]} {bucket[0]}" if len(bucket) == 3 else f"{month[:3]} {bucket[0]}"


def _all_buckets(first: dt.date, last: dt.date, unit: str) -> list[_Bucket]:
    days = (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
    return list(dict.fromkeys(_bucket(day, unit) for day in days))


def _figure(ident: str, what: str, dated: Sequence[tuple[Event, dt.date]], unit: str) -> Figure:
    counts = Counter((_bucket(day, unit), _GROUPS[event.standing.level]) for event, day in dated)
    days = [day for _, day in dated]
    buckets = _all_buckets(min(days), max(days), unit)
    title = f"Events by {unit}: {what}"
    description = (
        f"Bars count {count(len(dated), 'event')} by {unit}, from {_label(buckets[0])} to {_label(buckets[-1])}, "
        "by how far each is accepted. Reports, not happenings, decide what is counted. The table below says the same."
    )
    charts = {size: _chart(buckets, counts, width) for size, width in (("wide", 800), ("narrow", 300))}
    svg = {size: to_svg(chart, f"{ident}-{size}", title, description) for size, chart in charts.items()}
    return Figure(ident, title, description, svg["wide"], svg["narrow"], _grid(title, unit, counts), KEY)


def _chart(buckets: Sequence[_Bucket], counts: Counter[tuple[_Bucket, str]], width: int) -> Spec:
    rows = [
        {"x": _label(bucket), "n": number, "group": group, "order": _ORDER.index(group)}
        for (bucket, group), number in sorted(counts.items())
    ]
    labels = [_label(bucket) for bucket in buckets]
    step = max(1, -(-len(labels) // (width // 78)))
    most = max(sum(counts[(bucket, group)] for group in _ORDER) for bucket in buckets)
    every = next(step for step in _STEPS if step * 5 >= most)
    x_axis = {"values": labels[::step], "labelAngle": 0, "labelOverlap": False, "tickBand": "center"}
    y_axis = {"values": list(range(0, most + every, every)), "format": "d", "domain": False}
    encoding = {
        "x": {"field": "x", "type": "ordinal", "title": None, "axis": x_axis,
              "scale": {"domain": labels, "paddingInner": 0.15}},
        "y": {"field": "n", "type": "quantitative", "title": "events", "axis": y_axis,
              "scale": {"domain": [0, -(-most // every) * every]}},
        "order": {"field": "order", "type": "quantitative"},
        "fill": _colour([STRONG, PAPER, CONTESTED]),
        "stroke": _colour([STRONG, WEAK, INK]),
    }  # fmt: skip
    return {"width": width, "height": 170, **layer(rows, {"type": "bar", "strokeWidth": 1.2}, encoding)}


def _colour(colours: list[str]) -> Spec:
    return {"field": "group", "type": "nominal", "legend": None, "scale": {"domain": list(_ORDER), "range": colours}}


def _grid(title: str, unit: str, counts: Counter[tuple[_Bucket, str]]) -> Grid:
    rows = tuple(
        (Cell(_label(bucket)), *(Cell(str(counts[(bucket, group)])) for group in _ORDER))
        for bucket in sorted({bucket for bucket, _ in counts})
    )
    return Grid(title, (unit.capitalize(), *(group.capitalize() for group in _ORDER)), rows)
