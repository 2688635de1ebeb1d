"""The engine seam: an engine maps `code_row` over reports and writes the rows; it knows no stage."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from contested.flow.coded import Coded, code_row
from contested.flow.parquet import write_rows
from contested.flow.units import Unit, code_unit, plan
from contested.ingest import Options
from contested.language import EMBEDDED
from contested.model.reports import Report

AHEAD = 4  # reports handed to each worker at a time


class Engine(Protocol):
    """Codes inputs in bulk."""

    def write(self, inputs: Sequence[str], options: Options, folder: Path) -> None:
        """Write a row a report, and a row a refusal, as Parquet files into ``folder``, in no particular order."""
        ...


class LocalEngine:
    """One machine: one process, or ``workers`` of them."""

    def __init__(self, workers: int = 1, language: str = EMBEDDED) -> None:
        """Keep how many processes to use (1 starts none) and the name of the language core."""
        self.workers, self.language = workers, language

    def code(self, reports: Iterable[Report]) -> Iterator[Coded]:
        """Yield the row of each report, in order."""
        code = partial(code_row, language=self.language)
        if self.workers <= 1:
            yield from map(code, reports)
            return
        with multiprocessing.get_context("spawn").Pool(self.workers) as pool:
            yield from pool.imap(code, reports, chunksize=AHEAD)

    def write(self, inputs: Sequence[str], options: Options, folder: Path) -> None:
        """Write a row a report, and a row a refusal, as one Parquet file into ``folder``."""
        write_rows(self._rows(plan(inputs), options), folder)

    def _rows(self, units: Iterator[Unit], options: Options) -> Iterator[Coded]:
        if self.workers <= 1:
            for unit in units:
                yield from code_unit(unit, options, self.language)
            return
        with multiprocessing.get_context("spawn").Pool(self.workers) as pool:
            code = partial(_unit_rows, options=options, language=self.language)
            for rows in pool.imap(code, units):
                yield from rows


def _unit_rows(unit: Unit, options: Options, language: str) -> list[Coded]:
    return list(code_unit(unit, options, language))
