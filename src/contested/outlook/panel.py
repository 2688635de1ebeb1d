"""The panel: one series of monthly deaths for each unit (a country, a dyad, a dossier)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from contested.model.errors import InputError
from contested.outlook.months import first_day, month_of, month_text, read_month

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Unit:
    """What a series is about. ``iso3`` finds its neighbours; it may be empty."""

    id: str
    name: str = ""
    iso3: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """Deaths by unit and month: ``y`` has shape (units, months), NaN where a month is not known.

    ``first`` is the number of the first month; ``source`` says in words where the values come from.
    """

    units: tuple[Unit, ...]
    first: int
    y: Floats
    source: str = ""

    @property
    def last(self) -> int:
        """Return the number of the last month."""
        return self.first + int(self.y.shape[1]) - 1

    def until(self, month: int) -> Panel:
        """Return what was known at the end of a month; InputError where the panel starts later or ends earlier."""
        if not self.first <= month <= self.last:
            raise InputError(
                month_text(month),
                f"the data run from {month_text(self.first)} to {month_text(self.last)}",
                "Choose a month within them, or give more data.",
            )
        return replace(self, y=self.y[:, : month - self.first + 1])

    def months(self, first: int, count: int) -> Floats:
        """Return the values of ``count`` months from ``first`` on, shape (units, count); NaN beyond the data."""
        out = np.full((len(self.units), count), np.nan)
        low, high = max(first, self.first), min(first + count, self.last + 1)
        if high > low:
            out[:, low - first : high - first] = self.y[:, low - self.first : high - self.first]
        return out

    def only(self, keep: Bools) -> Panel:
        """Return the panel of the units for which ``keep`` (one value a unit) is true."""
        units = tuple(unit for unit, kept in zip(self.units, keep, strict=True) if kept)
        return replace(self, units=units, y=self.y[keep])

    def known(self) -> Floats:
        """Return the values with 0 where a month is not known."""
        return np.nan_to_num(self.y)

    def digest(self) -> bytes:
        """Return a fingerprint of units, first month and values."""
        names = "\n".join(unit.id for unit in self.units)
        return hashlib.sha256(f"{names}\n{self.first}\n".encode() + self.y.tobytes()).digest()

    def to_frame(self) -> pa.Table:
        """Return the long form that forecasting libraries use: unique_id, ds (first day of the month), y."""
        rows, columns = np.nonzero(~np.isnan(self.y))
        return pa.table(
            {
                "unique_id": pa.array([self.units[row].id for row in rows], pa.string()),
                "ds": pa.array([first_day(self.first + int(column)) for column in columns], pa.date32()),
                "y": pa.array(self.y[rows, columns]),
            }
        )


def from_cells(units: Iterable[Unit], cells: Iterable[tuple[str, int, float]], source: str = "") -> Panel:
    """Return the panel of (unit id, month, value) cells; of two values for one cell the later is kept."""
    ordered = tuple(sorted(units, key=lambda unit: _order(unit.id)))
    rows = {unit.id: row for row, unit in enumerate(ordered)}
    kept = {(rows[unit], month): value for unit, month, value in cells if unit in rows}
    if not kept:
        raise InputError(source or "data", "holds no month of any unit", "Check the file and its columns.")
    first, last = min(month for _, month in kept), max(month for _, month in kept)
    y = np.full((len(ordered), last - first + 1), np.nan)
    for (row, month), value in kept.items():
        y[row, month - first] = value
    return Panel(ordered, first, y, source)


def from_frame(table: pa.Table, source: str = "") -> Panel:
    """Return the panel of a table with columns unique_id, ds (dates, or text like 2020-09), y."""
    missing = [name for name in ("unique_id", "ds", "y") if name not in table.column_names]
    if missing:
        raise InputError(source or "table", f"has no column {missing[0]}", "Give unique_id, ds and y.")
    ids = [str(value) for value in table.column("unique_id").to_pylist()]
    months = [read_month(ds) if isinstance(ds, str) else month_of(ds) for ds in table.column("ds").to_pylist()]
    values = [np.nan if value is None else float(value) for value in table.column("y").to_pylist()]
    return from_cells([Unit(name) for name in dict.fromkeys(ids)], zip(ids, months, values, strict=True), source)


def single(name: str, first: int, values: Sequence[float], source: str = "") -> Panel:
    """Return the panel of one series that starts in month ``first``."""
    return Panel((Unit(name, name),), first, np.array([values], dtype=np.float64), source)


def _order(name: str) -> tuple[int, str]:
    """Return a sort key that puts numeric ids in order of number."""
    return (int(name), "") if name.isdecimal() else (1 << 60, name)
