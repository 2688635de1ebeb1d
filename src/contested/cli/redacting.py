"""`contested redact`: words or a report removed everywhere in a dossier, with a tombstone."""

from __future__ import annotations

from typing import Annotated

import typer

from contested.cli.judge import At, By, Reason, hand_of
from contested.cli.options import DossierDir
from contested.cli.show import say, warn
from contested.flow.dossier import open_dossier
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
