"""`contested judge, grade, withdraw, recode`: people's word on what was read, and reading anew."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from contested.cli.options import As, DossierDir, Language, to_moment
from contested.cli.run import Tally, finished
from contested.cli.show import Format, say, show
from contested.cli.trails import CHANGE_COLUMNS, change_rows
from contested.flow.dossier import open_dossier
from contested.flow.judging import RELIABILITIES, STATUS_WORDS, Desk, Hand
from contested.flow.track import Watcher
from contested.flow.track import recode as code_again
from contested.language import EMBEDDED
from contested.model.events import Judgement
from contested.model.quantities import TollBasis

judge = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Judge what was read: a row that wins over it.")
grade = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Grade sources (A-F) and information (1-6).")

Ids = Annotated[
    list[str],
    typer.Argument(metavar="ID...", help="Ids of claims (or DOCUMENT:c01) or of events.", show_default=False),
]
By = Annotated[str, typer.Option("--by", envvar="CONTESTED_BY", help="Who judges.", show_default=False)]
Reason = Annotated[str, typer.Option("--reason", help="Why.", show_default=False)]
At = Annotated[
    dt.datetime | None,
    typer.Option(parser=to_moment, metavar="TIME", help="When, where it was not now (2022-09-15 or 2022-09-15T12:30)."),
]
Word = StrEnum("Word", {word.upper(): word for word in STATUS_WORDS})  # type: ignore[misc]
Letter = StrEnum("Letter", {letter: letter for letter in RELIABILITIES})  # type: ignore[misc]
Digit = StrEnum("Digit", {f"N{number}": str(number) for number in range(1, 7)})  # type: ignore[misc]


@judge.command()
def accept(folder: DossierDir, ids: Ids, by: By, reason: Reason, at: At = None) -> None:
    """Accept claims as they were read, or all claims of an event.

    Example: contested judge accept border wire:c02 --by "A. Reader" --reason "checked against the text"
    """
    _told(Desk(open_dossier(folder)).accept(ids, hand_of(by, reason, at)), folder)


@judge.command()
def reject(folder: DossierDir, ids: Ids, by: By, reason: Reason, at: At = None) -> None:
    """Reject claims that their reports do not make, or all claims of an event.

    Example: contested judge reject border wire:c02 --by "A. Reader" --reason "a figure of speech"
    """
    _told(Desk(open_dossier(folder)).reject(ids, hand_of(by, reason, at)), folder)


@judge.command()
def correct(  # noqa: PLR0913 (a front door)
    folder: DossierDir,
    ids: Ids,
    field: Annotated[str, typer.Option("--field", help="What is corrected: stance, time, places, toll1_best, ...")],
    value: Annotated[str, typer.Option("--value", help="What it is; several names with ; between.")],
    by: By,
    reason: Reason,
    at: At = None,
) -> None:
    """Correct a field of claims, or of all claims of an event.

    Example: contested judge correct border wire:c02 --field stance --value accused --by "A. Reader" --reason "see text"
    """
    _told(Desk(open_dossier(folder)).correct(ids, field, value, hand_of(by, reason, at)), folder)


@judge.command()
def merge(  # noqa: PLR0913 (a front door)
    folder: DossierDir,
    event: Annotated[str, typer.Argument(metavar="EVENT", help="Id of an event or claim.", show_default=False)],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Id of another.", show_default=False)],
    by: By,
    reason: Reason,
    at: At = None,
) -> None:
    """Say that two events are one happening.

    Example: contested judge merge border ev-1f2c3d ev-4b5a69 --by "A. Reader" --reason "one raid, told twice"
    """
    _told(Desk(open_dossier(folder)).merge(event, other, hand_of(by, reason, at)), folder)


@judge.command()
def split(  # noqa: PLR0913 (a front door)
    folder: DossierDir,
    event: Annotated[str, typer.Argument(metavar="EVENT", help="Id of an event.", show_default=False)],
    claims: Annotated[list[str], typer.Argument(metavar="CLAIM...", help="Claims to take out.", show_default=False)],
    by: By,
    reason: Reason,
    at: At = None,
) -> None:
    """Take claims out of an event: they tell of another happening.

    Example: contested judge split border ev-1f2c3d later:c01 --by "A. Reader" --reason "the raid of the day after"
    """
    _told(Desk(open_dossier(folder)).split(event, claims, hand_of(by, reason, at)), folder)


@judge.command()
def note(folder: DossierDir, ids: Ids, by: By, reason: Reason, at: At = None) -> None:
    """Leave a note on claims or an event. It changes nothing and is shown by explain.

    Example: contested judge note border ev-1f2c3d --by "A. Reader" --reason "waiting for the inquiry"
    """
    _told(Desk(open_dossier(folder)).note(ids, hand_of(by, reason, at)), folder)


@judge.command()
def status(folder: DossierDir, word: Word, by: By, reason: Reason, at: At = None) -> None:
    """Say how the conflict goes: worsening, unchanging or improving.

    Example: contested judge status border improving --by "A. Reader" --reason "both sides have drawn back"
    """
    _told(Desk(open_dossier(folder)).status(word.value, hand_of(by, reason, at)), folder)


@judge.command()
def undo(
    folder: DossierDir,
    judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT", help="Its id.", show_default=False)],
    by: By,
    reason: Reason,
    at: At = None,
) -> None:
    """Undo a judgement by one more row. Undoing an undo brings back what it undid.

    Example: contested judge undo border j-1f2c3d4e --by "A. Reader" --reason "I had the wrong village"
    """
    _told(Desk(open_dossier(folder)).undo(judgement, hand_of(by, reason, at)), folder)


@grade.command("source")
def grade_source(  # noqa: PLR0913 (a front door)
    folder: DossierDir,
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="Name of a source or speaker.", show_default=False)],
    letter: Annotated[Letter, typer.Argument(metavar="A-F", help="A reliable ... F cannot be judged.")],
    by: By,
    reason: Reason,
    on: Annotated[TollBasis | None, typer.Option("--on", help="Of its tolls on this basis alone.")] = None,
    at: At = None,
) -> None:
    """Grade how reliable a source is, A to F; its word on its own losses apart from that on the enemy's.

    Example: contested grade source border "Nile Wire" B --by "A. Reader" --reason "corrects its errors"
    """
    _told(Desk(open_dossier(folder)).grade_source(source, letter.value, hand_of(by, reason, at), on), folder)


@grade.command("info")
def grade_info(  # noqa: PLR0913 (a front door)
    folder: DossierDir,
    ids: Ids,
    digit: Annotated[Digit, typer.Option("--grade", metavar="1-6", help="1 confirmed ... 6 cannot be judged.")],
    by: By,
    reason: Reason,
    at: At = None,
) -> None:
    """Grade what claims say, 1 to 6, whatever their source's grade.

    Example: contested grade info border wire:c02 --grade 2 --by "A. Reader" --reason "two missions say so"
    """
    _told(Desk(open_dossier(folder)).grade_information(ids, digit.value, hand_of(by, reason, at)), folder)


def withdraw(
    folder: DossierDir,
    report: Annotated[str, typer.Argument(metavar="REPORT", help="Id or document name.", show_default=False)],
    by: By,
    reason: Reason,
    at: At = None,
) -> None:
    """Withdraw a report, as where it was retracted: its claims stay as rows, marked, and leave the standing.

    Example: contested withdraw border wire --by "A. Reader" --reason "retracted by its publisher"
    """
    _told(Desk(open_dossier(folder)).withdraw(report, hand_of(by, reason, at)), folder)


def recode(folder: DossierDir, form: As = Format.TABLE, language: Language = EMBEDDED) -> None:
    """Read all reports again with the present rules and show what changed in the record. Nothing is lost.

    Reports whose reading failed before are tried again; judgements find their claims by where they stand.

    Example: contested recode border
    """
    tally = Tally()
    done = code_again(open_dossier(folder), Watcher(fault=tally.refused), language)
    if form is Format.TABLE:
        say(f"{done.read} reports read again, {done.changed} otherwise than before, {done.failed} could not be read")
    if done.changes or form is not Format.TABLE:
        show(CHANGE_COLUMNS, change_rows(done.changes), form)
    finished(tally)


def hand_of(by: str, reason: str, at: dt.datetime | None) -> Hand:
    """Return who judges; beside `options.reading_options` the only place that asks what time it is."""
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    return Hand(by, at or now, reason)


def _told(judgement: Judgement, folder: Path) -> None:
    say(f"{judgement.id}: kept. To take it back: contested judge undo {folder} {judgement.id}")
