"""Pieces of work that engines hand out: a file, a stretch of a JSONL file, a row group of a Parquet file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from contested.flow.coded import Coded, code_row, refused_row
from contested.flow.fetch import is_address
from contested.flow.lines import LINES, PARQUET, read_rows, read_stretch, row_groups
from contested.flow.sources import files_of, given_for, is_report_file, read_inputs
from contested.ingest import Batch, Options
from contested.language import EMBEDDED
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


def plan(inputs: Sequence[str]) -> Iterator[Unit]:
    """Yield the pieces of work that the inputs make, in order."""
    for name in inputs:
        path = Path(name)
        if is_address(name) or not path.is_dir():
            yield from _pieces(name)
        else:
            for file in files_of(path):
                if is_report_file(file):
                    yield from _pieces(str(file))


def code_unit(unit: Unit, options: Options, language: str = EMBEDDED) -> Iterator[Coded]:
    """Yield the rows of a piece of work: one a report, one a refusal."""
    try:
        for batch in _batches(unit, options):
            yield from map(refused_row, batch.errors)
            yield from (code_row(report, language) for report in batch.reports)
    except InputError as error:
        yield refused_row(error)
    except OSError as error:
        yield refused_row(InputError(unit.path, f"cannot be opened ({error.strerror})", "Check its permissions"))


def _batches(unit: Unit, options: Options) -> Iterator[Batch]:
    path = Path(unit.path)
    if unit.kind is UnitKind.LINES:
        yield from read_stretch(path, unit.start, unit.end, given_for(path), options)
    elif unit.kind is UnitKind.ROWS:
        yield from read_rows(path, unit.start, given_for(path), options)
    else:
        yield from read_inputs([unit.path], options)


def _pieces(name: str) -> Iterator[Unit]:
    path = Path(name)
    suffix, is_file = path.suffix.lower(), path.is_file()
    if suffix in LINES and is_file and path.stat().st_size:
        size = path.stat().st_size
        for start in range(0, size, STRETCH):
            yield Unit(UnitKind.LINES, name, start, min(start + STRETCH, size))
    elif suffix == PARQUET and is_file:
        yield from (Unit(UnitKind.ROWS, name, group) for group in range(row_groups(path)))
    else:
        yield Unit(UnitKind.INPUT, name)
