"""`contested redact, purge`: words, a report or all old reports removed everywhere in a dossier, with a tombstone."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from contested.cli.judge import At, By, Reason, hand_of
from contested.cli.options import DossierDir, to_day
from contested.cli.show import say, warn
from contested.flow.dossier import open_dossier
from contested.flow.purging import limit_of, look
from contested.flow.purging import purge as remove_old
from contested.flow.redaction import redact as remove


def redact(
    folder: DossierDir,
    what: Annotated[
        str,
        typer.Argument(metavar="WHAT", help="DOCUMENT, DOCUMENT:c01, or DOCUMENT:10-24.", show_default=False),
    ],
    by: By,
    reason: Reason,
    at: At = None,
) -> None:
    """Remove a report, a claim's words or a span of text from every file of a dossier, for good.

    A tombstone stays: who, when, why, and a keyed hash by which the same is not taken in again. It cannot be undone.

    Example: contested redact border wire:120-133 --by "A. Reader" --reason "the witness asked for it"
    """
    done = remove(open_dossier(folder), what, hand_of(by, reason, at))
    for path in done.deleted:
        warn(f"{path}: held it and was deleted. Make it again if you need it")
    say(f"Removed; {done.tombstone.id}. Copies outside of {folder}, such as backups, are yours to remove")


def purge(  # noqa: PLR0913 (a front door)
    folder: DossierDir,
    before: Annotated[
        dt.date | None,
        typer.Option(parser=to_day, metavar="DATE", help="Reports before that day; by default as retention_days says."),
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why.")] = "no longer kept",
    by: Annotated[str, typer.Option("--by", envvar="CONTESTED_BY", help="Who removes them.")] = "contested purge",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only name what would go.")] = False,
    at: At = None,
) -> None:
    """Remove the reports that are older than the dossier keeps them from every file of it, for good.

    How long is said in dossier.toml: retention_days below [keeping]. What counts is the day of publication; where that
    is unknown, the day on which the report was taken in. A tombstone of each stays, by which it is not taken in again.

    Example: contested purge border --before 2022-09-14 --by "A. Reader" --reason "the project has ended"
    """
    dossier, hand = open_dossier(folder), hand_of(by, reason, at)
    limit = limit_of(dossier, hand.at.date(), before)
    if dry_run:
        found = look(dossier, limit)
        for one in found:
            say(f"{one.doc_id}: {one.day}")
        say(f"Would remove {len(found)} reports from before {limit}; nothing was changed")
        return
    done = remove_old(dossier, limit, hand)
    for path in done.deleted:
        warn(f"{path}: held words of them and was deleted. Make it again if you need it")
    say(f"Removed {len(done.due)} reports from before {limit}")
    if done.due:
        say(f"Copies outside of {folder}, such as backups, are yours to remove")
