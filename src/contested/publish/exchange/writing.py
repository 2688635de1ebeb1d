"""Rows to bytes: CSV and TSV that no spreadsheet runs, JSON lines, HXL, GeoJSON. The same rows give the same bytes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence

from contested.publish import gate
from contested.publish.exchange.facets import Cell
from contested.publish.exchange.layout import Column

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: Cell) -> Cell:
    """Return a cell on one line that no spreadsheet takes for a formula."""
    if not isinstance(cell, str):
        return cell
    line = gate.clean(cell)
    return f"'{line}" if line.startswith(FORMULA) else line


def plain(cell: str) -> str:
    """Return a cell as it was before `harmless`."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def csv_bytes(heads: Sequence[Sequence[str]], rows: Iterable[Sequence[Cell]], delimiter: str = ",") -> bytes:
    """Return a table as UTF-8 with its heads; cells are made harmless, empty where there is no value."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerows(heads)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def json_lines(values: Iterable[Mapping[str, object]]) -> bytes:
    """Return one JSON object a line."""
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values).encode()


def named(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> Iterable[Mapping[str, Cell]]:
    """Yield rows as objects; an empty cell is null, words are on one line."""
    for row in rows:
        cells = (gate.clean(cell) or None if isinstance(cell, str) else cell for cell in row)
        yield {column.name: cell for column, cell in zip(columns, cells, strict=True)}


def feature_collection(objects: Iterable[Mapping[str, Cell]], points: Iterable[tuple[float, float] | None]) -> bytes:
    """Return GeoJSON: a point (longitude before latitude) or null geometry for each object."""
    features = [
        {"type": "Feature", "id": value["id"], "geometry": _point(point), "properties": dict(value)}
        for value, point in zip(objects, points, strict=True)
    ]
    value = {"type": "FeatureCollection", "features": features}
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _point(point: tuple[float, float] | None) -> dict[str, object] | None:
    if point is None:
        return None
    return {"type": "Point", "coordinates": [round(point[1], 4), round(point[0], 4)]}
