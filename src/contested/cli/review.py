"""`contested review`: claims to a spreadsheet and corrections back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from contested.cli.judge import At, By, hand_of
from contested.cli.options import DossierDir
from contested.cli.show import fail, say
from contested.flow.dossier import open_dossier
from contested.flow.judging import Desk
from contested.flow.review import export_review, import_review

review = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Review claims in a spreadsheet.")
File = Annotated[Path, typer.Argument(metavar="FILE", help="A file that ends in .xlsx or .csv.", show_default=False)]


@review.command("export")
def export_claims(folder: DossierDir, path: File) -> None:
    """Write all claims as a spreadsheet, with a drop-down for every coded field that has a closed list (.xlsx).

    Example: contested review export border claims.xlsx
    """
    count = export_review(Desk(open_dossier(folder)), path)
    say(f"{count} claims written to {path}. Correct cells or choose verdicts, then take the file back:")
    say(f"contested review import {folder} {path}")


@review.command("import")
def import_claims(
    folder: DossierDir,
    path: File,
    by: By,
    reason: Annotated[str, typer.Option("--reason", help="Why, for rows that say nothing in `reason`.")] = "review",
    at: At = None,
) -> None:
    """Take a corrected spreadsheet back as judgements, and name the rows that cannot be placed.

    Only cells that were changed since the export count. Of a row with a wrong value nothing is taken.

    Example: contested review import border claims.xlsx --by "A. Reader"
    """
    done = import_review(Desk(open_dossier(folder)), path, hand_of(by, reason, at))
    for error in done.refused:
        fail(error)
    kept, refused = len(done.judgements), len(done.refused)
    say(f"{kept} judgements kept, {done.unchanged} rows as they were, {refused} rows not taken")
    if done.refused:
        raise typer.Exit(1)
