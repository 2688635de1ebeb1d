"""The fan: monthly deaths that are known, and the bands of those to come."""

from __future__ import annotations

from contested.model.outlook import Outlook
from contested.publish.doc import Cell, Chip, Figure, Grid
from contested.publish.figures.draw import INK, PAPER, STRONG, WEAK, Spec, to_svg
from contested.publish.figures.draw import layer as drawn
from contested.publish.words import MONTHS

KEY = (Chip("known", "", "plain"), Chip("even odds inside, and 9 in 10 inside", "", "strong"))
_TICKS = (0, 1, 10, 100, 1000, 10_000, 100_000)


def fan_figure(outlook: Outlook, name: str, ident: str) -> Figure:
    """Return the figure of an outlook; equal outlooks give equal bytes."""
    title = f"{name}: deaths by month, known and to come"
    low, _, middle, _, high = outlook.months[0].points
    description = (
        f"Bars are months that are known, up to {_label(outlook.known[-1][0])}. The line is the forecast's middle; "
        f"the inner band holds half of it, the outer nine tenths; next month {low:,.0f} to {high:,.0f}, middle "
        f"{middle:,.0f}. The scale is stretched near zero. The table below says the same."
    )
    charts = {size: _chart(outlook, width, shown) for size, width, shown in (("wide", 800, 36), ("narrow", 300, 12))}
    svg = {size: to_svg(chart, f"{ident}-{size}", title, description) for size, chart in charts.items()}
    return Figure(ident, title, description, svg["wide"], svg["narrow"], _grid(outlook, title), KEY)


def _label(day: object) -> str:
    year, month = str(day)[:4], int(str(day)[5:7])
    return f"{MONTHS[month - 1][:3]} {year}"


def _chart(outlook: Outlook, width: int, shown: int) -> Spec:
    past = [{"x": _label(day), "y": deaths} for day, deaths in outlook.known[-shown:] if deaths is not None]
    ahead = [
        {"x": _label(month.month), **dict(zip(("a", "b", "m", "c", "d"), month.points, strict=True))}
        for month in outlook.months
    ]
    labels = [_label(day) for day, _ in outlook.known[-shown:]] + [str(row["x"]) for row in ahead]
    most = max([1.0, *(float(str(row["y"])) for row in past), *(month.points[4] for month in outlook.months)])
    step = max(1, -(-len(labels) // (width // 78)))
    x = {"field": "x", "type": "ordinal", "title": None, "scale": {"domain": labels},
         "axis": {"values": labels[::step], "labelAngle": 0, "labelOverlap": False}}  # fmt: skip
    ticks = [tick for tick in _TICKS if tick <= most]
    scale = {"type": "symlog", "constant": 1, "domain": [0, most]}

    def y(field: str) -> Spec:
        axis = {"values": ticks, "format": ",d", "domain": False}
        return {"field": field, "type": "quantitative", "title": "deaths", "scale": scale, "axis": axis}

    band = {"type": "area", "color": STRONG}
    layers = [
        drawn(past, {"type": "bar", "fill": WEAK, "stroke": INK, "strokeWidth": 0.5}, {"x": x, "y": y("y")}),
        drawn(ahead, {**band, "opacity": 0.2}, {"x": x, "y": y("a"), "y2": {"field": "d"}}),
        drawn(ahead, {**band, "opacity": 0.4}, {"x": x, "y": y("b"), "y2": {"field": "c"}}),
        drawn(ahead, {"type": "line", "color": PAPER, "strokeWidth": 4}, {"x": x, "y": y("m")}),
        drawn(ahead, {"type": "line", "color": INK, "strokeWidth": 2}, {"x": x, "y": y("m")}),
    ]
    return {"width": width, "height": 200, "layer": layers}


def _grid(outlook: Outlook, title: str) -> Grid:
    rows = tuple(
        (Cell(_label(month.month)), *(Cell(f"{point:,.0f}") for point in month.points)) for month in outlook.months
    )
    return Grid(title, ("Month", "5 %", "25 %", "Middle", "75 %", "95 %"), rows)
