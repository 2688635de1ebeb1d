"""Tables of coded events, read strictly: ACLED CSV and UCDP GED CSV. A row that is wrong is named with its column."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from contested.model.coded import CodedEvent, Family, Scheme
from contested.model.errors import InputError

MOST_CELL = 100_000  # characters; longer ones are no cell of these datasets
MOST_BYTES = 500_000_000
_ACLED_COLUMNS = (
    "event_id_cnty", "event_date", "event_type", "sub_event_type", "actor1", "actor2", "country", "location",
    "latitude", "longitude", "geo_precision", "time_precision", "fatalities",
)  # fmt: skip
_UCDP_COLUMNS = (
    "id", "date_start", "date_end", "type_of_violence", "side_a", "side_b", "country", "where_coordinates", "latitude",
    "longitude", "where_prec", "best", "high", "low",
)  # fmt: skip
_FAMILIES = {
    "battles": Family.VIOLENCE, "explosions/remote violence": Family.VIOLENCE,
    "violence against civilians": Family.VIOLENCE, "riots": Family.DEMONSTRATION, "protests": Family.DEMONSTRATION,
    "strategic developments": Family.DEVELOPMENT,
}  # fmt: skip
_VIOLENCE = {"1": "state-based", "2": "non-state", "3": "one-sided"}
_FORMULA = ("=", "+", "-", "@")
_MONTHS = ("%Y-%m-%d", "%d %B %Y", "%d-%B-%Y", "%d %b %Y", "%m/%d/%Y")
_SPREAD = {1: 0, 2: 3, 3: 15}  # days around ACLED's day, by its time precision


@dataclass(frozen=True, slots=True)
class CodedTable:
    """What a file gave: the events, and what was wrong with rows that were left out."""

    events: tuple[CodedEvent, ...]
    errors: tuple[InputError, ...]


def read_coded(data: bytes, scheme: Scheme, where: str) -> CodedTable:
    """Return the events of a file in the columns of a scheme, sorted by day and id.

    InputError where it is no such table at all; a wrong row is left out and named in ``errors``. Of two rows with one
    id the first is kept.
    """
    columns, read = _READERS[scheme]
    head, rows = _rows(data, where)
    missing = [column for column in columns if column not in head]
    if missing:
        found = ", ".join(column[:30] for column in head[:4])
        advice = f"A {scheme.value} file has the columns {', '.join(columns[:4])}, ...; this one begins {found}"
        raise InputError(where, f"has no column {missing[0]!r}, so it is no {scheme.value} table", advice)
    events: dict[str, CodedEvent] = {}
    errors: list[InputError] = []
    for number, row in rows:
        try:
            event = read(_Row(where, number, head, row))
        except InputError as error:
            errors.append(error)
        else:
            if event.id in events:
                errors.append(
                    InputError(f"{where}, row {number}", f"id {event.id!r} stands twice", "The first row is kept")
                )
            events.setdefault(event.id, event)
    return CodedTable(tuple(sorted(events.values(), key=lambda e: (e.start, e.end, e.id))), tuple(errors))


class _Row:
    """One row, by column; what is wrong with a cell is said with row and column."""

    def __init__(self, where: str, number: int, head: list[str], cells: list[str]) -> None:
        self.where, self.place = f"{where}, row {number}", number
        if len(cells) != len(head):
            raise self.fault("", f"has {len(cells)} cells where the head has {len(head)}")
        self.cells: Mapping[str, str] = dict(zip(head, cells, strict=True))

    def fault(self, column: str, what: str) -> InputError:
        at = f"{self.where}, column {column}" if column else self.where
        return InputError(at, what, "The row is left out; correct it and import again")

    def text(self, column: str, *, needed: bool = False) -> str:
        """Return a cell as plain text: no control characters, no formula."""
        cell = self.cells.get(column, "")
        if len(cell) > MOST_CELL:
            raise self.fault(column, f"holds {len(cell):,} characters")
        line = " ".join("".join(char if char.isprintable() else " " for char in cell).split())
        line = line[1:] if line.startswith("'") and line[1:].startswith(_FORMULA) else line
        if line.startswith(("=", "@")):
            raise self.fault(column, f"begins like a formula: {line[:40]!r}")
        if needed and not line:
            raise self.fault(column, "is empty")
        return line

    def day(self, column: str) -> dt.date:
        """Return a day, in ISO form or in those that ACLED writes; a time of day is left away."""
        cell = self.text(column, needed=True)
        plain = cell.partition(" ")[0] if cell[:4].isdigit() else cell
        for form in _MONTHS:
            try:
                return dt.datetime.strptime(plain, form).date()
            except ValueError:
                continue
        raise self.fault(column, f"is no date: {cell[:40]!r}. Write it like 2022-09-14")

    def number(self, column: str, least: float, most: float) -> float | None:
        """Return a number within bounds, None where the cell is empty."""
        cell = self.text(column)
        if not cell:
            return None
        try:
            found = float(cell)
        except ValueError:
            raise self.fault(column, f"is no number: {cell[:40]!r}") from None
        if not least <= found <= most:
            raise self.fault(column, f"{cell[:40]} lies outside of {least:g} to {most:g}")
        return found

    def count(self, column: str) -> int | None:
        """Return a whole number that is not negative, None where the cell is empty."""
        found = self.number(column, 0, 1e8)
        if found is not None and not found.is_integer():
            raise self.fault(column, f"is no whole number: {found}")
        return None if found is None else int(found)

    def point(self) -> tuple[float | None, float | None]:
        """Return latitude and longitude."""
        return self.number("latitude", -90, 90), self.number("longitude", -180, 180)


def _acled(row: _Row) -> CodedEvent:
    kind = row.text("event_type", needed=True)
    family = _FAMILIES.get(kind.casefold())
    if family is None:
        raise row.fault("event_type", f"{kind[:40]!r} is no event type of ACLED's")
    day, latitude_longitude = row.day("event_date"), row.point()
    spread = dt.timedelta(days=_SPREAD.get(row.count("time_precision") or 1, 15))
    deaths = row.count("fatalities")
    return CodedEvent(
        id=row.text("event_id_cnty", needed=True), scheme=Scheme.ACLED, start=day - spread, end=day + spread,
        family=family, what=row.text("sub_event_type") or kind, side_a=row.text("actor1"), side_b=row.text("actor2"),
        place=row.text("location"), country=row.text("country"), latitude=latitude_longitude[0],
        longitude=latitude_longitude[1], fine=(row.count("geo_precision") or 3) <= 1, low=None, best=deaths, high=None,
        row=row.place,
    )  # fmt: skip


def _ucdp(row: _Row) -> CodedEvent:
    violence = row.text("type_of_violence", needed=True)
    if violence not in _VIOLENCE:
        raise row.fault("type_of_violence", f"{violence[:40]!r} is none of 1, 2, 3")
    start, end, (latitude, longitude) = row.day("date_start"), row.day("date_end"), row.point()
    if end < start:
        raise row.fault("date_end", f"{end} lies before date_start {start}")
    low, best, high = row.count("low"), row.count("best"), row.count("high")
    return CodedEvent(
        id=row.text("id", needed=True), scheme=Scheme.UCDP, start=start, end=end, family=Family.VIOLENCE,
        what=_VIOLENCE[violence], side_a=row.text("side_a"), side_b=row.text("side_b"),
        place=row.text("where_coordinates"), country=row.text("country"), latitude=latitude, longitude=longitude,
        fine=(row.count("where_prec") or 7) <= 2, low=low, best=best, high=high, row=row.place,
    )  # fmt: skip


_READERS: Mapping[Scheme, tuple[tuple[str, ...], Callable[[_Row], CodedEvent]]] = {
    Scheme.ACLED: (_ACLED_COLUMNS, _acled),
    Scheme.UCDP: (_UCDP_COLUMNS, _ucdp),
}


def _rows(data: bytes, where: str) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """Return the head of a CSV file, and its rows with their numbers as a spreadsheet shows them."""
    if len(data) > MOST_BYTES:
        raise InputError(where, f"is larger than {MOST_BYTES // 1_000_000} MB", "Split it by country or year")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(where, f"is not UTF-8 (byte {error.start})", "Save it as CSV UTF-8") from error
    if "\0" in text:
        raise InputError(where, "holds null bytes, so it is no text", "Save it as CSV UTF-8")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    head = [cell.strip().casefold() for cell in next(reader, [])]
    if not any(head):
        raise InputError(where, "is empty", "Name a file with a head of column names")

    def rows() -> Iterator[tuple[int, list[str]]]:
        for number, cells in enumerate(reader, start=2):
            if any(cell.strip() for cell in cells):
                yield number, cells

    return head, rows()
