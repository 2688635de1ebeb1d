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
PIPE_WIDTH = 200
FORMULA = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int | float | None


class Format(StrEnum):
    """How records are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def out() -> Console:
    """Return the console of standard output as it is now; wide where it is no terminal."""
    console = Console(highlight=False, soft_wrap=False)
    return console if console.is_terminal else Console(highlight=False, soft_wrap=False, width=PIPE_WIDTH)


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


def show(columns: Sequence[str], rows: Iterable[Sequence[Cell]], form: Format, shown: Sequence[str] = ()) -> None:
    """Print rows as a table (of the columns ``shown``, if given), one JSON array of objects, or CSV."""
    if form is Format.JSON:
        values = [dict(zip(columns, row, strict=True)) for row in rows]
        sys.stdout.write(json.dumps(values, ensure_ascii=False, indent=1) + "\n")
    elif form is Format.CSV:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_plain(cell) for cell in row] for row in rows)
    else:
        _table(columns, rows, shown or columns)


def _table(columns: Sequence[str], rows: Iterable[Sequence[Cell]], shown: Sequence[str]) -> None:
    places = [columns.index(column) for column in shown if column in columns]
    table = Table(show_lines=True, header_style="bold")
    for place in places:
        table.add_column(safe(columns[place].replace("_", " ")), overflow="fold")
    for row in rows:
        table.add_row(*("" if row[place] is None else safe(row[place]) for place in places))
    out().print(table)


def _plain(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
