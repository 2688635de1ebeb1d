"""The one exception to "append, never edit": a store written anew without what law or safety requires removed.

The new file never held what is left out, so that no byte of it remains; it takes the old one's place in one step.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from contested.model.errors import StoreError
from contested.model.events import Judgement
from contested.model.readings import Reading
from contested.record.store import Copy, Run, Store

OF_REPORTS = ("reports", "readings", "mentions", "claims", "tolls", "links", "claim_links")


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What a store holds instead: ``gone`` reports leave with all their revisions, ``readings`` come in their place.

    ``judgements`` and ``copies`` replace all that there are.
    """

    gone: frozenset[str]
    readings: tuple[Reading, ...]
    judgements: tuple[Judgement, ...]
    copies: tuple[Copy, ...]


def rewrite(path: Path, what: Rewritten, run: Run, step: Callable[[str], None] = lambda name: None) -> None:
    """Write the store at ``path`` anew; after a kill at any moment the old file is there whole, or the new one."""
    Store.open(path).close()  # what a run before left in the write-ahead log goes into the file
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    _remove(draft)
    Store.open(draft).close()
    step("store begun")
    _take_over(path, draft, what.gone)
    with Store.open(draft) as store:
        store.append_readings(what.readings, run)
        store.append_judgements(what.judgements)
        for copy in what.copies:
            store.add_copy(copy)
    step("store built")
    draft.replace(path)
    step("store replaced")
    _remove(Path(f"{path}.wal"))
    sweep(path)


def sweep(path: Path) -> None:
    """Remove drafts of the store that a killed rewriting left beside it, and their logs."""
    for draft in sorted(path.parent.glob(f".{path.name}.*")):
        _remove(draft)


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    Path(f"{path}.wal").unlink(missing_ok=True)


def _take_over(old: Path, draft: Path, gone: frozenset[str]) -> None:
    """Copy all rows of the reports that stay, table by table."""
    with duckdb.connect(str(draft)) as connection:
        try:
            connection.execute(f"ATTACH '{str(old).replace(chr(39), chr(39) * 2)}' AS old (READ_ONLY)")
            connection.execute("INSERT INTO runs BY NAME SELECT * FROM old.runs")
            for table in OF_REPORTS:
                connection.execute(
                    f"INSERT INTO {table} BY NAME SELECT * FROM old.{table} "  # noqa: S608 (names of our own)
                    "WHERE NOT list_contains(?::VARCHAR[], report_id)",
                    [sorted(gone)],
                )
            connection.execute("DETACH old")
        except duckdb.Error as error:
            raise StoreError(f"{old}: could not be written anew ({error}); it is as it was") from error
