"""Monthly deaths from files: tables of country-months, and UCDP's event files as a user downloads them."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pv
import pyarrow.parquet as pq

from contested.model.errors import InputError
from contested.outlook.events import Attribution, monthly_cells
from contested.outlook.months import month_number, month_of, month_text, read_month
from contested.outlook.panel import Panel, Unit, from_cells

STATE_BASED = 1
UNIT_COLUMNS = ("unique_id", "country_id", "gwno", "country_iso3", "iso3", "isoab", "country")
VALUE_COLUMNS = ("best", "outcome", "y", "ged_sb", "ged_sb_best_sum_nokgi", "ucdp_fatalities_best", "deaths")
MONTH_COLUMNS = ("month_id", "ds", "year_month", "month_start", "date")
EVENT_COLUMNS = ("date_start", "date_end", "best", "type_of_violence", "country_id", "country")
HINT = "Give a table of country-months (unit, month, deaths) or a UCDP GED file; docs/outlook.md lists the columns."


class Violence(StrEnum):
    """Which deaths of an event file are counted (UCDP's type_of_violence)."""

    STATE_BASED = "state_based"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read: how deaths of long events are put into months, and which deaths count."""

    attribution: Attribution = Attribution.SPREAD
    violence: Violence = Violence.STATE_BASED


@dataclass(frozen=True, slots=True)
class _Part:
    """What one file says: its units, other ids that they go by, and its cells.

    ``covered``: for a file of events, its first and last month; months between without an event are 0. It begins with
    the month in which its first event ended: what a summary event spreads over earlier months counts in that one, for
    an earlier file has these months and would be overwritten.
    """

    units: dict[str, Unit]
    other_ids: dict[str, str]  # Gleditsch and Ward number -> unit id
    cells: list[tuple[str, int, float]]
    covered: tuple[int, int] | None
    vintage: str


def read_panel(paths: Sequence[Path], reading: Reading = Reading()) -> Panel:
    """Return the panel of one or more files; where two speak of one month, the later file holds.

    In an event file, a month without events is a month without deaths, for every unit that is known by then. Where a
    table named the units by their Gleditsch and Ward numbers, events in other countries are left out.
    InputError where a file is missing, has no such columns, or holds no month.
    """
    parts = [_read(path, reading) for path in paths]
    units: dict[str, Unit] = {}
    ids: dict[str, str] = {}
    cells: dict[tuple[str, int], float] = {}
    for read in parts:
        part = _joined(read, ids) if read.covered and ids else read
        ids |= part.other_ids
        units = part.units | units
        if part.covered:
            cells |= _silence(part.covered, units, cells)
        cells |= {(name, month): value for name, month, value in part.cells}
    source = "; ".join(part.vintage for part in parts)
    return from_cells(units.values(), ((name, month, value) for (name, month), value in cells.items()), source)


def _joined(part: _Part, ids: dict[str, str]) -> _Part:
    """Return the events of the countries that a table named, under the table's ids."""
    units = {ids[name]: replace(unit, id=ids[name]) for name, unit in part.units.items() if name in ids}
    return replace(part, units=units, cells=[(ids[n], month, value) for n, month, value in part.cells if n in ids])


def _silence(
    covered: tuple[int, int], units: dict[str, Unit], before: dict[tuple[str, int], float]
) -> dict[tuple[str, int], float]:
    """Return zeros for the months that an event file covers, from a unit's first known month on."""
    start: dict[str, int] = {}
    for name, month in before:
        start[name] = min(month, start.get(name, month))
    first, last = covered
    return {(name, month): 0.0 for name in units for month in range(max(first, start.get(name, 0)), last + 1)}


def _read(path: Path, reading: Reading) -> _Part:
    try:
        body = path.read_bytes()
    except OSError as error:
        raise InputError(
            str(path), error.strerror or "cannot be read", "Check the path and its permissions."
        ) from error
    try:
        table = _table(path, body)
    except (pa.ArrowInvalid, zipfile.BadZipFile, UnicodeDecodeError) as error:
        raise InputError(str(path), "is neither CSV nor Parquet that can be read", HINT) from error
    part = (_events if set(EVENT_COLUMNS) <= set(table.column_names) else _months)(path, table, reading)
    if not part.cells:
        raise InputError(str(path), "holds no month with a value", HINT)
    months = part.covered or [month for _, month, _ in part.cells]
    kind = (
        f"events, {reading.violence.value}, months by {reading.attribution.value}" if part.covered else "country-months"
    )
    vintage = (
        f"{path.name} (sha256 {hashlib.sha256(body).hexdigest()[:12]}, {kind}, "
        f"{month_text(min(months))} to {month_text(max(months))})"
    )
    return replace(part, vintage=vintage)


def _table(path: Path, body: bytes) -> pa.Table:
    if path.suffix == ".parquet":
        return pq.read_table(io.BytesIO(body))
    if path.suffix == ".zip":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            names = sorted(name for name in archive.namelist() if name.lower().endswith(".csv"))
            if not names:
                raise InputError(str(path), "holds no CSV file", HINT)
            body = archive.read(names[0])
    wanted = {*EVENT_COLUMNS, *UNIT_COLUMNS, *VALUE_COLUMNS, *MONTH_COLUMNS, "year", "month", "source", "version"}
    header = body.split(b"\n", 1)[0].decode("utf-8-sig").replace('"', "").strip().split(",")
    options = pv.ConvertOptions(
        include_columns=[name for name in header if name in wanted],
        column_types={name: pa.string() for name in ("date_start", "date_end", "type_of_violence")},
    )
    return pv.read_csv(
        io.BytesIO(body), parse_options=pv.ParseOptions(newlines_in_values=True), convert_options=options
    )


def _events(path: Path, table: pa.Table, reading: Reading) -> _Part:
    column = {name: table.column(name).to_pylist() for name in EVENT_COLUMNS}
    keep = [
        row
        for row, violence in enumerate(column["type_of_violence"])
        if reading.violence is Violence.ALL or str(violence) == str(STATE_BASED)
    ]
    units = {str(i): Unit(str(i), str(n)) for i, n in zip(column["country_id"], column["country"], strict=True)}
    ends = [_month_of_end(path, row, end) for row, end in enumerate(column["date_end"])]
    covered = (min(ends), max(ends)) if ends else None
    cells: dict[tuple[str, int], float] = {}
    for row in keep:
        unit, deaths = str(column["country_id"][row]), float(column["best"][row] or 0)
        try:
            spread = monthly_cells(column["date_start"][row], column["date_end"][row], deaths, reading.attribution)
        except ValueError as error:
            raise InputError(str(path), f"row {row + 2} has a date that cannot be read", HINT) from error
        for month, share in spread:
            place = unit, max(month, min(ends))
            cells[place] = cells.get(place, 0.0) + share
    return _Part(units, {}, [(unit, month, value) for (unit, month), value in cells.items()], covered, "")


def _month_of_end(path: Path, row: int, end: str | None) -> int:
    try:
        return month_of(dt.date.fromisoformat((end or "")[:10]))
    except ValueError as error:
        raise InputError(str(path), f"row {row + 2} has a date that cannot be read", HINT) from error


def _months(path: Path, table: pa.Table, reading: Reading) -> _Part:
    del reading
    columns = table.column_names
    unit_column = next((name for name in UNIT_COLUMNS if name in columns), None)
    value_column = next((name for name in VALUE_COLUMNS if name in columns), None)
    if unit_column is None or value_column is None:
        what = "unit" if unit_column is None else "deaths"
        raise InputError(str(path), f"has no column for the {what}", HINT)
    ids = [str(value) for value in table.column(unit_column).to_pylist()]
    values = table.column(value_column).to_pylist()
    names = _texts(table, "country", "name")
    codes = _texts(table, "iso3", "country_iso3", "isoab")
    numbers = _texts(table, "gwno")
    units: dict[str, Unit] = {}
    other: dict[str, str] = {}
    for row, name in enumerate(ids):
        units.setdefault(name, Unit(name, names[row] or name, codes[row]))
        if numbers[row]:
            other[numbers[row]] = name
    cells = [
        (name, month, float(value))
        for name, month, value in zip(ids, _month_numbers(path, table), values, strict=True)
        if value is not None and not np.isnan(value)
    ]
    return _Part(units, other, cells, None, "")


def _texts(table: pa.Table, *names: str) -> list[str]:
    """Return the first of the columns as text, empty where there is none."""
    name = next((name for name in names if name in table.column_names), None)
    if name is None:
        return [""] * table.num_rows
    return ["" if value is None else str(value) for value in table.column(name).to_pylist()]


def _month_numbers(path: Path, table: pa.Table) -> Iterator[int]:
    columns = table.column_names
    name = next((name for name in MONTH_COLUMNS if name in columns), None)
    if name is None and {"year", "month"} <= set(columns):
        years, months = table.column("year").to_pylist(), table.column("month").to_pylist()
        yield from (month_number(int(year), int(month)) for year, month in zip(years, months, strict=True))
        return
    if name is None:
        raise InputError(str(path), "has no column for the month", HINT)
    for value in table.column(name).to_pylist():
        if isinstance(value, int):
            yield value
        else:
            yield read_month(value[:10]) if isinstance(value, str) else month_of(value)
