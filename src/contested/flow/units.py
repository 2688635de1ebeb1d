"""Pieces of work that engines hand out: a file, a stretch of a JSONL file, a row group of a Parquet file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import pyarrow.parquet as pq

from contested.flow.coded import Coded, code_row, refused_row
from contested.flow.fetch import is_address
from contested.flow.lines import LINES, PARQUET, read_rows, read_stretch
from contested.flow.sources import files_of, read_inputs
from contested.ingest import NOTHING, Batch, Given, Options
from contested.model.errors import InputError

STRETCH = 4_000_000  # bytes of JSONL in one piece of work


class UnitKind(StrEnum):
    """What a piece of work is."""

    INPUT = "input"  # a file of any format, or an address
    LINES = "lines"  # the JSONL lines that start at ``start`` or later and before ``end`` (bytes)
    ROWS = "rows"  # the Parquet row group ``start``


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of work; plain values only, so that it can be sent anywhere that sees the same files."""

    kind: UnitKind
    path: str
    start: int = 0
    end: int = 0
    given: Given = field(default=NOTHING)


def plan(inputs: Sequence[str]) -> Iterator[Unit]:
    """Yield the pieces of work that the inputs make, in order."""
    for name in inputs:
        path = Path(name)
        if is_address(name) or not path.is_dir():
            yield from _pieces(name, path)
        else:
            for file in files_of(path):
                yield from _pieces(str(file), file)


def code_unit(unit: Unit, options: Options) -> list[Coded]:
    """Return the rows of a piece of work: one a report, one a refusal."""
    try:
        batches = list(_batches(unit, options))
    except (InputError, OSError) as error:
        return [refused_row(_named(unit, error))]
    rows = [refused_row(error) for batch in batches for error in batch.errors]
    return rows + [code_row(report) for batch in batches for report in batch.reports]


def _batches(unit: Unit, options: Options) -> Iterator[Batch]:
    if unit.kind is UnitKind.LINES:
        yield from read_stretch(Path(unit.path), unit.start, unit.end, options)
    elif unit.kind is UnitKind.ROWS:
        yield from read_rows(Path(unit.path), unit.start, options)
    else:
        yield from read_inputs([unit.path], options)


def _pieces(name: str, path: Path) -> Iterator[Unit]:
    suffix = path.suffix.lower()
    if suffix in LINES and path.is_file():
        size = path.stat().st_size
        for start in range(0, max(size, 1), STRETCH):
            yield Unit(UnitKind.LINES, name, start, min(start + STRETCH, size))
    elif suffix == PARQUET and path.is_file():
        yield from (Unit(UnitKind.ROWS, name, i) for i in range(_row_groups(path)))
    else:
        yield Unit(UnitKind.INPUT, name)
