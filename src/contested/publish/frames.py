"""The ledgers as Arrow tables with types: days are dates, counts are numbers, lists of ids are lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pyarrow as pa

from contested.publish.release import Release
from contested.publish.tables import Cell, ledger_table

_DAYS = frozenset({"start", "end", "published", "as_of", "day", "since", "at", "ended"})
_COUNTS = frozenset({"origins", "mentions", "reports", "incidents", "observations", "confirmed", "days"})
_NUMBERS = frozenset({"low", "best", "high", "confidence", "share_percent"})
_LISTS = frozenset({"claims", "answers"})
_YES = frozenset({"known", "reliable", "spillover", "civilian_targeting", "civilian_harm"})
_COUNTED_CLAIMS = frozenset({"timeline", "reports", "sources"})  # where `claims` is how many there are

_Read = Callable[[Cell], object]


def arrow_table(release: Release, name: str) -> pa.Table:
    """Return a ledger of a release as an Arrow table; its columns are those of `contested NAME --format csv`.

    UnknownIdError where there is no such ledger.
    """
    table = ledger_table(release, name)
    arrays = {}
    for place, column in enumerate(table.columns):
        kind, read = _kind(name, column, [row[place] for row in table.rows])
        arrays[column] = pa.array([None if row[place] is None else read(row[place]) for row in table.rows], type=kind)
    return pa.table(arrays)


def _kind(name: str, column: str, cells: list[Cell]) -> tuple[pa.DataType, _Read]:
    if column in _LISTS and not (column == "claims" and name in _COUNTED_CLAIMS):
        return pa.list_(pa.string()), lambda cell: str(cell).split()
    if column in _COUNTS or column in _LISTS:
        return (pa.int64(), _number) if _all_whole(cells) else (pa.string(), str)
    if column in _NUMBERS:
        return pa.float64(), _number
    if column in _YES:
        return pa.bool_(), lambda cell: cell == "yes"
    if column in _DAYS and all(_day(cell) for cell in cells if cell is not None):
        return pa.date32(), lambda cell: dt.date.fromisoformat(str(cell))
    return pa.string(), str


def _number(cell: Cell) -> object:
    return cell


def _all_whole(cells: list[Cell]) -> bool:
    return all(isinstance(cell, int) for cell in cells if cell is not None)


def _day(cell: Cell) -> bool:
    try:
        return bool(dt.date.fromisoformat(str(cell)))
    except ValueError:
        return False
