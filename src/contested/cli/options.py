"""Options that several commands share."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from contested.cli.show import Format
from contested.ingest import Given, Limits, Options
from contested.ingest.dates import parse_date
from contested.model.reports import DateOrigin


def to_day(value: str | dt.date) -> dt.date:
    """Return the day that an option names; a usage error where it names none."""
    if isinstance(value, dt.date):
        return value
    day = parse_date(value)
    if day is None:
        raise typer.BadParameter(f"{value!r} is no date; write it like 2022-09-14")
    return day


def to_moment(value: str | dt.datetime) -> dt.datetime:
    """Return the moment that an option names, in UTC; a usage error where it names none."""
    if isinstance(value, dt.datetime):
        return value
    try:
        moment = dt.datetime.fromisoformat(value)
    except ValueError as error:
        raise typer.BadParameter(f"{value!r} is no time; write it like 2022-09-14 or 2022-09-14T12:30") from error
    return moment.astimezone(dt.UTC).replace(tzinfo=None) if moment.tzinfo else moment


Inputs = Annotated[
    list[str],
    typer.Argument(metavar="INPUT...", help="Files, folders, zip files, feeds, http(s) addresses.", show_default=False),
]
Published = Annotated[
    dt.date | None,
    typer.Option(parser=to_day, metavar="DATE", help="Publication date of all inputs (2022-09-14)."),
]
MaxSize = Annotated[float, typer.Option("--max-size", metavar="MB", min=0.001, help="Largest text that is read.")]
AsOf = Annotated[
    dt.date | None,
    typer.Option("--as-of", "--known-by", parser=to_day, metavar="DATE", help="The record as known on that day."),
]
HappenedBy = Annotated[
    dt.date | None,
    typer.Option(parser=to_day, metavar="DATE", help="Of what had happened by that day, whenever it became known."),
]
As = Annotated[Format, typer.Option("--format", help="How to print.")]
Language = Annotated[
    str,
    typer.Option("--language", metavar="NAME", help="embedded, or spacy:PIPELINE for an installed spaCy pipeline."),
]
DossierDir = Annotated[Path, typer.Argument(metavar="DIR", help="Folder of the dossier.", show_default=False)]
MAX_SIZE = Limits().max_size / 1e6


def today() -> dt.date:
    """Return the day that it is; the only place of the command line that asks."""
    return dt.date.today()


def reading_options(published: dt.date | None, max_size: float, day: dt.date | None = None) -> Options:
    """Return the options of ingest."""
    given = Given(published=published, date_origin=DateOrigin.GIVEN)
    return Options(today=day or today(), given=given, limits=Limits(max_size=int(max_size * 1e6)))
