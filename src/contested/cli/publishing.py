"""`contested publish`: a dossier for its own people, for partners, or for everybody."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from contested.cli.options import DossierDir, to_day, today
from contested.cli.show import say
from contested.flow.dossier import open_dossier
from contested.flow.releasing import publish_for, terms_of
from contested.publish.release import Audience


def publish(
    folder: DossierDir,
    audience: Annotated[Audience, typer.Option(help="Who is shown it.", show_default=False)],
    out: Annotated[
        Path | None, typer.Option(metavar="PATH", help="Folder to write; by default in the dossier.")
    ] = None,
    reader: Annotated[
        str, typer.Option("--for", metavar="NAME", help="internal: the one named reader who may see TLP:RED.")
    ] = "",
    day: Annotated[
        dt.date | None, typer.Option("--on", parser=to_day, metavar="DATE", help="Day of publishing, if not today.")
    ] = None,
) -> None:
    """Publish a dossier for an audience: what labels, rights, places, people and reviews let it be shown.

    Example: contested publish border --audience public
    """
    dossier = open_dossier(folder)
    shown, where = publish_for(dossier, terms_of(dossier, audience, day or today(), reader), out)
    record, edition = shown.record, shown.edition
    say(
        f"For {audience.value}: {len(record.reports)} reports, {len(record.claims)} claims, {len(record.events)} events"
    )
    for what, number in edition.held:
        say(f"Held for review: {what}: {number}")
    say(f"{edition.label or 'no label'}; {edition.stamp}")
    say(f"Page: {where / 'index.html'}")
