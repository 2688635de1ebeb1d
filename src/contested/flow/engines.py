"""The engine seam: an engine maps `code_row` over the reports of inputs and writes the rows; it knows no stage."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from contested.flow.coded import Coded, code_row, refused_row
from contested.flow.parquet import write_rows
from contested.flow.sources import read_inputs
from contested.ingest import Batch, Options
from contested.model.reports import Report

AHEAD = 4  # reports handed to each worker at a time


class Engine(Protocol):
    """Codes inputs in bulk."""

    def write(self, inputs: Sequence[str], options: Options, folder: Path) -> None:
        """Write a row a report, and a row a refusal, as Parquet files into ``folder``, in no particular order."""
        ...


class LocalEngine:
    """One machine: one process, or ``workers`` of them."""

    def __init__(self, workers: int = 1) -> None:
        """Keep how many processes to use; 1 starts none."""
        self.workers = workers

    def code(self, reports: Iterable[Report]) -> Iterator[Coded]:
        """Yield the row of each report, in order."""
        if self.workers <= 1:
            yield from map(code_row, reports)
            return
        context = multiprocessing.get_context("spawn")
        with context.Pool(self.workers) as pool:
            yield from pool.imap(code_row, reports, chunksize=AHEAD)

    def write(self, inputs: Sequence[str], options: Options, folder: Path) -> None:
        """Write a row a report, and a row a refusal, as one Parquet file into ``folder``."""
        refused: list[Coded] = []
        rows = self.code(_reports(read_inputs(inputs, options), refused))
        write_rows(_and_then(rows, refused), folder)


def _reports(batches: Iterable[Batch], refused: list[Coded]) -> Iterator[Report]:
    for batch in batches:
        refused += [refused_row(error) for error in batch.errors]
        yield from batch.reports


def _and_then(rows: Iterable[Coded], refused: list[Coded]) -> Iterator[Coded]:
    """Yield the rows, and then the refusals that were met meanwhile."""
    yield from rows
    yield from refused
