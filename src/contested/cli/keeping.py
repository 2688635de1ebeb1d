"""`contested check-language, dpia`: what a dossier's people owe those who are told of."""

from __future__ import annotations

import typer

from contested.cli.options import As, DossierDir, today
from contested.cli.show import Format, show
from contested.flow.assessment import assess
from contested.flow.dossier import open_dossier
from contested.flow.keeping import page_slips

SLIP_COLUMNS = ("words", "around", "advice")
HOLDING_COLUMNS = ("held", "count", "reports", "advice")


def dpia(folder: DossierDir, form: As = Format.TABLE) -> None:
    """Print what personal data, sensitive places, gaps of rights and labels a dossier holds, for an assessment.

    It gives counts and the names of documents, and no words of reports; also how many reports are past the retention.

    Example: contested dpia border --format csv
    """
    rows = assess(open_dossier(folder), today())
    show(HOLDING_COLUMNS, [(row.what, row.count, "; ".join(row.reports), row.advice) for row in rows], form)


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
