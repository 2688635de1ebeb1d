"""`contested language, times, places`: what one stage sees in one file."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from typing import Annotated, Any

import typer

from contested.cli.options import As, Language, Published, reading_options
from contested.cli.run import Tally, finished
from contested.cli.show import Format, show
from contested.flow.code import analyser, coded, read_report, with_acting_countries
from contested.flow.sources import read_inputs
from contested.language import EMBEDDED, to_conllu
from contested.model.reports import Report
from contested.model.tree import Analyser

File = Annotated[str, typer.Argument(metavar="FILE", help="A file with one or more reports.", show_default=False)]
TIME_COLUMNS = ("start", "end", "type", "value", "interval")
PLACE_COLUMNS = ("start", "end", "role", "name", "latitude", "longitude", "country", "geonameid")


class TreeFormat(StrEnum):
    """How an analysis is printed."""

    CONLLU = "conllu"


def language(
    file: File,
    form: Annotated[TreeFormat, typer.Option("--format")] = TreeFormat.CONLLU,
    language: Language = EMBEDDED,
) -> None:
    """Print the plain analysis of a text: sentences, tokens, tags, lemmas, dependency tree, names.

    Example: contested language story.txt --format conllu
    """
    tally, core = Tally(), analyser(language)
    for report in _reports(file, None, tally):
        for tree in core.analyse([report.text]):
            sys.stdout.write(to_conllu(tree))
    finished(tally)


def times(file: File, published: Published = None, form: As = Format.JSON, language: Language = EMBEDDED) -> None:
    """Print the time expressions of a text, anchored at its publication date.

    Example: contested times story.txt --published 2022-09-14 --format json
    """
    tally, core = Tally(), analyser(language)
    rows = [row for report in _reports(file, published, tally) for row in _coded(report, core)["times"]]
    cells = [(row["start"], row["end"], row["type"], row["value"], _interval(row["date"])) for row in rows]
    _print(TIME_COLUMNS, cells, form)
    finished(tally)


def places(file: File, published: Published = None, form: As = Format.JSON, language: Language = EMBEDDED) -> None:
    """Print the place names of a text, each with its role and, where known, its place on earth.

    Countries that act are listed too, as actor_metonym.

    Example: contested places story.txt --format json
    """
    tally, core = Tally(), analyser(language)
    rows = [row for report in _reports(file, published, tally) for row in _toponyms(report, core)]
    named = [row | {"name": row["name"] or row["quote"]} for row in rows]
    _print(PLACE_COLUMNS, [tuple(row[column] for column in PLACE_COLUMNS) for row in named], form)
    finished(tally)


def _reports(file: str, published: Any, tally: Tally) -> list[Report]:
    return list(tally.reports(read_inputs([file], reading_options(published, 5.0))))


def _coded(report: Report, core: Analyser) -> dict[str, Any]:
    return coded(read_report(report, core))


def _toponyms(report: Report, core: Analyser) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = coded(with_acting_countries(read_report(report, core)))["places"]
    return rows


def _interval(date: dict[str, Any] | None) -> list[str | None] | None:
    return [date["start"], date["end"]] if date else None


def _print(columns: tuple[str, ...], rows: list[tuple[Any, ...]], form: Format) -> None:
    if form is Format.JSON:
        values = [dict(zip(columns, row, strict=True)) for row in rows]
        sys.stdout.write(json.dumps(values, ensure_ascii=False) + "\n")
    else:
        show(columns, [["/".join(map(str, c)) if isinstance(c, list) else c for c in row] for row in rows], form)
