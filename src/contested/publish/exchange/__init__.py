"""The exchange formats: a record in the columns of other schemes, each with a table of what it lost.

One door: everything goes through `export_as`, which takes a release, so that the gate stands before all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import pyarrow as pa
import pyarrow.parquet as pq

from contested.model.errors import UnknownIdError
from contested.publish.exchange import events, ftm, truces
from contested.publish.exchange.facets import Cell
from contested.publish.exchange.layout import layout
from contested.publish.exchange.loss import COLUMNS as LOSS_COLUMNS
from contested.publish.exchange.loss import Loss, counted, ledgers
from contested.publish.exchange.whole import whole_record
from contested.publish.exchange.writing import csv_bytes, feature_collection, json_lines, named
from contested.publish.frames import arrow_table
from contested.publish.release import Release
from contested.publish.tables import LEDGERS
from contested.publish.view import View, view_of


@dataclass(frozen=True, slots=True)
class Exported:
    """A finished export. ``files``: name and bytes; one for most formats. ``rows``: how many rows went out."""

    name: str
    title: str
    files: tuple[tuple[str, bytes], ...]
    rows: int
    losses: tuple[Loss, ...]

    def loss_table(self) -> bytes:
        """Return the loss table as CSV: id, kind, column, reason, value."""
        rows: Iterable[Sequence[Cell]] = ((x.id, x.kind, x.column, x.reason, x.value) for x in self.losses)
        return csv_bytes([LOSS_COLUMNS], rows)

    def summary(self) -> list[tuple[int, Loss]]:
        """Return how often each loss occurs, most first; without ids and values."""
        return counted(self.losses)


def export_as(release: Release, name: str) -> Exported:
    """Return a release in the format ``name`` of FORMATS; UnknownIdError names those that there are."""
    if name == "parquet":
        return _parquet(release)
    maker = _FORMATS.get(name)
    if maker is None:
        raise UnknownIdError(f"exchange: no format {name!r}; use one of {', '.join(FORMATS)}")
    return maker(view_of(release))


def _events(name: str, view: View) -> Exported:
    """Return events in the columns of a layout."""
    target, chosen = layout(name), events.choose(view, name)
    rows = list(events.rows(name, chosen.events))
    columns = (*target.columns, *target.extras)
    heads: list[Sequence[str]] = [[column.name for column in columns]]
    if target.form == "hxl":
        heads.append([column.tag for column in columns])
    if target.form == "jsonl":
        body = json_lines(named(columns, rows))
    elif target.form == "geojson":
        body = feature_collection(named(columns, rows), (told.point for told in chosen.events))
    else:
        body = csv_bytes(heads, rows, "\t" if target.form == "tsv" else ",")
    return Exported(name, target.title, ((target.file, body),), len(rows), chosen.losses)


def _ceasefires(view: View) -> Exported:
    target = layout("ceasefires")
    rows, losses = truces.table(view)
    body = csv_bytes([[column.name for column in target.columns]], rows)
    others = ledgers(view, frozenset({"ceasefires"}))
    return Exported(target.name, target.title, ((target.file, body),), len(rows), (*losses, *others))


def _ftm(view: View, *, as_statements: bool) -> Exported:
    target, chosen = layout("ftm"), events.choose(view, "ftm")
    found = list(ftm.entities(view, chosen.events))
    if not as_statements:
        return Exported("ftm", target.title, ((target.file, json_lines(found)),), len(found), chosen.losses)
    rows = list(ftm.statements(found))
    name = target.file.replace("entities", "statements")
    return Exported(
        "ftm-statements", "FollowTheMoney statements", ((name, json_lines(rows)),), len(rows), chosen.losses
    )


def _whole(view: View) -> Exported:
    files = (("record.whole.json", whole_record(view)),)
    return Exported("record", "The whole record", files, len(view.record.claims), ())


def _parquet(release: Release) -> Exported:
    """Return every ledger as a Parquet file."""
    files = tuple((f"{name}.parquet", _parquet_bytes(arrow_table(release, name))) for name in LEDGERS)
    return Exported("parquet", "Ledgers as Parquet", files, len(release.record.claims), ())


def _parquet_bytes(table: pa.Table) -> bytes:
    out = pa.BufferOutputStream()
    pq.write_table(table, out)
    written: bytes = out.getvalue().to_pybytes()
    return written


_FORMATS: Mapping[str, Callable[[View], Exported]] = {
    **{name: partial(_events, name) for name in ("acled", "ucdp", "plover", "gdelt")},
    "ceasefires": _ceasefires,
    "geojson": partial(_events, "geojson"),
    "hxl": partial(_events, "hxl"),
    "ftm": partial(_ftm, as_statements=False),
    "ftm-statements": partial(_ftm, as_statements=True),
    "record": _whole,
}
FORMATS = (*_FORMATS, "parquet")

__all__ = ["FORMATS", "Exported", "Loss", "export_as"]
