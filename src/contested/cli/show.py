"""What reaches a terminal: tables, JSON, CSV, messages. Words of reports are made harmless first."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum

from rich.console import Console
from rich.markup import escape
from rich.table import Table

UNSAFE = re.compile(
    "\x1b\\[[0-?]*[ -/]*[@-~]|\x1b\\][^\x07\x1b]*(?:\x07|\x1b\\\\)|"
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int | float | None


class Format(StrEnum):
    """How records are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def out() -> Console:
    """Return the console of standard output as it is now."""
    return Console(highlight=False, soft_wrap=False)


def err() -> Console:
    """Return the console of standard error as it is now."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def safe(value: object) -> str:
    """Return text for a terminal: no control and escape characters, no change of direction, no markup."""
    return escape(UNSAFE.sub("", str(value)))


def say(message: object) -> None:
    """Print a line to standard output."""
    out().print(safe(message), soft_wrap=True)


def warn(message: object) -> None:
    """Print a warning to standard error."""
    err().print(f"[yellow]warning:[/] {safe(message)}")


def fail(message: object) -> None:
    """Print an error to standard error."""
    err().print(f"[red]error:[/] {safe(message)}")


def show(columns: Sequence[str], rows: Iterable[Sequence[Cell]], form: Format) -> None:
    """Print rows as a table, one JSON array of objects, or CSV."""
    if form is Format.JSON:
        values = [dict(zip(columns, row, strict=True)) for row in rows]
        sys.stdout.write(json.dumps(values, ensure_ascii=False, indent=1) + "\n")
    elif form is Format.CSV:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_plain(cell) for cell in row] for row in rows)
    else:
        _table(columns, rows)


def _table(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    table = Table(show_lines=False, header_style="bold")
    for column in columns:
        table.add_column(safe(column), overflow="fold")
    for row in rows:
        table.add_row(*("" if cell is None else safe(cell) for cell in row))
    out().print(table)


def _plain(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
