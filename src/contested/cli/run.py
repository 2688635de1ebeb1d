"""Counting what a run read, refused and left out, and the exit status that follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import typer

from contested.cli.show import fail, warn
from contested.flow.coded import Coded
from contested.ingest import Batch
from contested.model.errors import InputError
from contested.model.reports import Report

SHOWN = 5  # names of skipped files


class Tally:
    """Names each refusal on standard error when it happens, and counts."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.failed = 0
        self.read = 0
        self.skipped: list[str] = []

    def refused(self, error: InputError | str) -> None:
        """Name and count an input that failed."""
        self.failed += 1
        fail(error)

    def reports(self, batches: Iterable[Batch]) -> Iterator[Report]:
        """Yield the reports of batches; name their refusals and warnings."""
        for batch in batches:
            self.skipped += batch.skipped
            for error in batch.errors:
                self.refused(error)
            for report in batch.reports:
                self.read += 1
                for text in report.warnings:
                    warn(f"{report.doc_id}: {text}")
                yield report

    def rows(self, rows: Iterable[Coded]) -> Iterator[Coded]:
        """Yield the rows that were coded; name those that were not."""
        for row in rows:
            if row.error:
                self.refused(row.error)
            else:
                yield row


def finished(tally: Tally) -> None:
    """End the command: exit status 1 where an input failed."""
    if tally.skipped:
        names = ", ".join(tally.skipped[:SHOWN]) + (" ..." if len(tally.skipped) > SHOWN else "")
        warn(f"{len(tally.skipped)} files in the folders are no reports and were left out: {names}")
    if tally.failed:
        raise typer.Exit(1)
