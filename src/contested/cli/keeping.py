"""`contested check-language`: what a dossier's people owe those who are told of."""

from __future__ import annotations

import typer

from contested.cli.options import As, DossierDir
from contested.cli.show import Format, show
from contested.flow.dossier import open_dossier
from contested.flow.keeping import page_slips

SLIP_COLUMNS = ("words", "around", "advice")


def check_language(folder: DossierDir, form: As = Format.TABLE) -> None:
    """Print where the page takes a side in its own voice: loaded words outside of quotation marks, half a place's name.

    The words of reports are left as they are. Exits with 1 where something is found.

    Example: contested check-language border
    """
    found = page_slips(open_dossier(folder))
    show(SLIP_COLUMNS, [(slip.words, slip.around, slip.advice) for slip in found], form)
    if found:
        raise typer.Exit(1)


check_language.__name__ = "check-language"
