"""Where events are told to have happened: dots for towns, hollow circles for anything coarser."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from contested.lexicon.places import distance_km, load_world_outline
from contested.model.places import Place
from contested.publish import gate
from contested.publish.doc import Cell, Chip, Figure, Grid
from contested.publish.figures.draw import CONTESTED, INK, LAND, LINE, PAPER, Spec, layer, pixels, to_svg
from contested.publish.view import View
from contested.publish.words import count

_Point = tuple[float, float]
_Ring = tuple[_Point, ...]
_LEAST_DEGREES, _MARGIN = 4.0, 0.22
_MOST_LABELS = 24
_NEAR_KM, _MOST_EVENTS = 600.0, 0.8  # always within the window, and the share of events that widens it
_UNITS = {"city": "town", "town": "town", "village": "town", "admin1": "province", "admin2": "district"}
KEY = (Chip("town, as a dot", "", "strong"), Chip("coarser than a town: somewhere in the circle", "", "weak"))
CREDIT = "Land and borders: Natural Earth, public domain; coarse, as held de facto, and no view on any claim to land."


@dataclass(frozen=True, slots=True)
class _Frame:
    """A Mercator window: degrees to pixels."""

    west: float
    north: float
    scale: float
    width: int
    height: int

    def point(self, longitude: float, latitude: float) -> _Point:
        """Return the pixel of a place."""
        return ((longitude - self.west) * self.scale, (self.north - _mercator(latitude)) * self.scale)

    def touches(self, ring: _Ring) -> bool:
        """Return whether the ring's bounding box reaches into the window."""
        longitudes, latitudes = [point[0] for point in ring], [point[1] for point in ring]
        x, y = self.point(min(longitudes), max(latitudes))
        xx, yy = self.point(max(longitudes), min(latitudes))
        return x < self.width and y < self.height and xx > 0 and yy > 0


def map_figure(view: View) -> Figure | None:
    """Return the map of the places of events; None where no place has coordinates."""
    counts = _counts(view)
    placed = _window(
        [place for place in sorted(counts, key=lambda p: (-counts[p], p.name, p.id)) if _is_drawn(place)], counts
    )
    if not placed:
        return None
    title = "Where events are told to have happened"
    rest = count(len(counts) - len(placed), "place")
    description = (
        f"{count(len(placed), 'place')} of events. Dots are towns; a circle is an area, and the event lies anywhere "
        f"in it. {rest} without a position, as wide as a country or far from the others: only in the table."
    )
    svg = {
        size: to_svg(_chart(view, placed, width, height), f"map-{size}", title, description)
        for size, width, height in (("wide", 840, 460), ("narrow", 340, 340))
    }
    return Figure("map", title, description, svg["wide"], svg["narrow"], _grid(view, title, counts), KEY, CREDIT)


def _window(places: list[Place], counts: Counter[Place]) -> list[Place]:
    """Return the places around the middle of most events; a few far ones would shrink the others to a point."""
    if not places:
        return []
    middle = min(places, key=lambda p: (sum(_distance(p, other) * counts[other] for other in places), p.id))
    reach, told = _NEAR_KM, 0
    for place in sorted(places, key=lambda p: (_distance(middle, p), p.id)):
        told += counts[place]
        if told <= _MOST_EVENTS * sum(counts[p] for p in places):
            reach = max(reach, _distance(middle, place))
    return [place for place in places if _distance(middle, place) <= reach]


def _distance(one: Place, other: Place) -> float:
    return distance_km((one.latitude or 0.0, one.longitude or 0.0), (other.latitude or 0.0, other.longitude or 0.0))


def _counts(view: View) -> Counter[Place]:
    return Counter(place for event in view.record.events for place in dict.fromkeys(event.places))


def _is_drawn(place: Place) -> bool:
    placed = place.latitude is not None and place.longitude is not None and abs(place.latitude) < 80
    return placed and place.kind != "country"


def _mercator(latitude: float) -> float:
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(max(-84.0, min(84.0, latitude))) / 2)))


def _frame(places: Iterable[Place], width: int, height: int) -> _Frame:
    """Return a window around the places with a margin, never so narrow that it feigns a survey map."""
    boxes = [_box(place) for place in places]
    west, east = min(b[0] for b in boxes), max(b[1] for b in boxes)
    south, north = min(b[2] for b in boxes), max(b[3] for b in boxes)
    wide = max((east - west) * (1 + 2 * _MARGIN), _LEAST_DEGREES)
    tall = max((north - south) * (1 + 2 * _MARGIN), _LEAST_DEGREES * height / width)
    scale = min(width / wide, height / tall)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    return _Frame(middle_x - width / scale / 2, middle_y + height / scale / 2, scale, width, height)


def _box(place: Place) -> tuple[float, float, float, float]:
    latitude, longitude = place.latitude or 0.0, place.longitude or 0.0
    degrees = min(gate.map_radius_km(place) or 0.0, 300.0) / 111.0
    across, y = degrees / math.cos(math.radians(latitude)), _mercator(latitude)
    return (longitude - across, longitude + across, y - across, y + across)


def _chart(view: View, places: Sequence[Place], width: int, height: int) -> Spec:
    frame = _frame(places, width, height)
    marks = [_mark(view, place, frame) for place in places]
    at: Spec = {"x": pixels("x", width), "y": pixels("y", height, upside_down=True)}
    size = {"size": {"field": "area", "type": "quantitative", "scale": None}}
    area = {"type": "point", "shape": "circle", "fill": CONTESTED, "fillOpacity": 0.16, "stroke": INK,
            "strokeOpacity": 0.75, "strokeWidth": 1.2, "strokeDash": [4, 3], "clip": True}  # fmt: skip
    dot = {"type": "circle", "size": 70, "color": INK, "opacity": 1, "stroke": PAPER, "strokeWidth": 1.5}
    words = {"type": "text", "align": "left", "baseline": "middle", "fontSize": 12, "color": INK}
    text = {**at, "text": {"field": "label"}}
    labels = _labels(marks, width, height)
    layers = [
        _land(frame),
        layer([mark for mark in marks if mark["r"]], area, {**at, **size}),
        layer([mark for mark in marks if not mark["r"]], dot, at),
        layer(labels, {**words, "color": PAPER, "stroke": PAPER, "strokeWidth": 3.5}, text),
        layer(labels, words, text),
    ]
    return {"width": width, "height": height, "layer": layers}


def _land(frame: _Frame) -> Spec:
    window = (-20.0, -20.0, frame.width + 20.0, frame.height + 20.0)
    shapes = []
    for _code, rings in load_world_outline():
        for ring in filter(frame.touches, rings):
            cut = _clipped([frame.point(longitude, latitude) for longitude, latitude in ring], window)
            if len(cut) > 2:
                points = [[round(x, 1), round(y, 1)] for x, y in (*cut, cut[0])]
                shapes.append({"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [points]}})
    mark = {"type": "geoshape", "fill": LAND, "stroke": LINE, "strokeWidth": 1.2, "clip": True}
    return {**layer(shapes, mark, {}), "projection": {"type": "identity", "scale": 1, "translate": [0, 0]}}


def _clipped(points: list[_Point], window: tuple[float, float, float, float]) -> list[_Point]:
    """Return a polygon cut to a rectangle (Sutherland and Hodgman, 1974)."""
    left, top, right, bottom = window
    for axis, bound, keep_above in ((0, left, True), (0, right, False), (1, top, True), (1, bottom, False)):
        points = _half(points, axis, bound, keep_above)
    return points


def _half(points: list[_Point], axis: int, bound: float, keep_above: bool) -> list[_Point]:
    kept: list[_Point] = []
    for before, point in zip([*points[-1:], *points[:-1]], points, strict=True):
        inside, was_inside = ((p[axis] >= bound) == keep_above for p in (point, before))
        if inside != was_inside:
            part = (bound - before[axis]) / (point[axis] - before[axis])
            kept.append((before[0] + part * (point[0] - before[0]), before[1] + part * (point[1] - before[1])))
        if inside:
            kept.append(point)
    return kept


_Mark = dict[str, float | str]


def _mark(view: View, place: Place, frame: _Frame) -> _Mark:
    x, y = frame.point(place.longitude or 0.0, place.latitude or 0.0)
    radius_km = gate.map_radius_km(place) or 0.0
    radius = radius_km / 111.0 / math.cos(math.radians(place.latitude or 0.0)) * frame.scale
    return {"x": round(x, 1), "y": round(y, 1), "r": round(radius, 1), "area": round(math.pi * radius**2, 1),
            "label": view.place(place)}  # fmt: skip


def _labels(marks: Sequence[_Mark], width: int, height: int) -> list[_Mark]:
    """Return the labels that fit without lying on one another, the most told places first."""
    taken: list[tuple[float, float, float, float]] = []
    shown: list[_Mark] = []
    for mark in marks[:_MOST_LABELS]:
        label = gate.clean(str(mark["label"]), 26)
        x, y, long = float(mark["x"]), float(mark["y"]), 6.6 * len(label)
        for dx, dy in ((8.0, 0.0), (-8.0 - long, 0.0), (-long / 2, -13.0), (-long / 2, 13.0)):
            box = (x + dx, y + dy - 8, x + dx + long, y + dy + 8)
            inside = box[0] >= 0 and box[2] <= width and box[1] >= 0 and box[3] <= height
            if inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                shown.append({"x": round(x + dx, 1), "y": round(y + dy, 1), "label": label})
                break
    return shown


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _grid(view: View, title: str, counts: Counter[Place]) -> Grid:
    rows = tuple(
        (Cell(view.place(place)), Cell(_kind_words(place)), Cell(_precision(place)), Cell(str(number)))
        for place, number in sorted(counts.items(), key=lambda item: (-item[1], item[0].name, item[0].id))
    )
    return Grid(title, ("Place", "Kind", "Known to within", "Events"), rows)


def _kind_words(place: Place) -> str:
    return _UNITS.get(place.kind, gate.clean(place.kind, 40))


def _precision(place: Place) -> str:
    if place.latitude is None:
        return "no position known"
    radius = gate.map_radius_km(place)
    return "the town" if radius is None else f"about {round(radius):,} km"
