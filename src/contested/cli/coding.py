"""`contested code`: reports in, neutral JSON or Parquet out; no dossier."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from contested.cli.options import MAX_SIZE, As, Inputs, Language, MaxSize, Published, reading_options
from contested.cli.run import Tally, finished
from contested.cli.show import Format, say, show
from contested.flow.code import analyser
from contested.flow.coded import Coded
from contested.flow.engines import Engine, LocalEngine
from contested.flow.parquet import empty_folder, errors_in, write_claims
from contested.flow.sources import read_inputs
from contested.language import EMBEDDED
from contested.model.errors import EngineError

CLAIM_COLUMNS = (
    "doc_id", "id", "start", "end", "event_type", "initiator", "recipient", "claimant", "from", "to", "modality",
    "polarity", "quantities", "quote",
)  # fmt: skip


class EngineName(StrEnum):
    """Where the work is done."""

    LOCAL = "local"
    RAY = "ray"


Out = Annotated[Path | None, typer.Option(metavar="DIR", help="Write Parquet files into this folder instead.")]
Workers = Annotated[int, typer.Option(min=1, help="Processes (local) or tasks at a time (ray).")]


def code(  # noqa: PLR0913 (a front door)
    inputs: Inputs,
    published: Published = None,
    form: As = Format.JSON,
    engine: Annotated[EngineName, typer.Option(help="Where the work is done.")] = EngineName.LOCAL,
    out: Out = None,
    workers: Workers = 1,
    max_size: MaxSize = MAX_SIZE,
    language: Language = EMBEDDED,
) -> None:
    """Code reports without a dossier: one JSON object a report on standard output, in the order given.

    Example: contested code story.txt --published 2022-09-14 --format json
    """
    if engine is EngineName.RAY and out is None:
        raise typer.BadParameter("--engine ray writes Parquet; name a folder with --out DIR")
    tally = Tally()
    if language != EMBEDDED:
        analyser(language)  # fails here where it is not installed, not once a report
    options = reading_options(published, max_size)
    if out is None:
        reports = tally.reports(read_inputs(inputs, options))
        _print(tally.rows(LocalEngine(workers, language).code(reports)), form)
    else:
        _engine(engine, workers, language).write(inputs, options, empty_folder(out))
        written = write_claims(out)
        for error in errors_in(out):
            tally.refused(error)
        say(f"{written.reports} reports with {written.claims} claims written to {out}")
    finished(tally)


def _engine(name: EngineName, workers: int, language: str) -> Engine:
    if name is EngineName.LOCAL:
        return LocalEngine(workers, language)
    try:
        from contested.flow.ray_engine import RayEngine
    except ImportError as error:
        raise EngineError('ray is not installed. Install it with: pip install "contested[ray]"') from error
    return RayEngine(workers, language)


def _print(rows: Iterator[Coded], form: Format) -> None:
    if form is not Format.JSON:
        show(CLAIM_COLUMNS, [cells for row in rows for cells in _claim_rows(row)], form)
        return
    for row in rows:
        sys.stdout.write(row.json + "\n")
        sys.stdout.flush()


def _claim_rows(row: Coded) -> Iterator[tuple[str | int | float | None, ...]]:
    for claim in json.loads(row.json)["claims"]:
        date = claim["date"] or {}
        numbers = "; ".join(f"{q['kind']} {q['words']}" for q in claim["quantities"])
        yield (
            row.doc_id, claim["id"], claim["start"], claim["end"], claim["event_type"], ", ".join(claim["initiator"]),
            ", ".join(claim["recipient"]), claim["claimant"], date.get("start"), date.get("end"), claim["modality"],
            claim["polarity"], numbers, claim["quote"],
        )  # fmt: skip
