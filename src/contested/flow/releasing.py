"""A dossier published for an audience: a folder of its own, with nothing in it that may not leave."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from contested.flow.coded import encode
from contested.flow.dossier import PAGE, RECORD, Dossier
from contested.flow.track import holdings_of, outlooks_of, write_whole
from contested.publish.audiences import release
from contested.publish.build import PageOptions
from contested.publish.markdown import render_markdown
from contested.publish.page import render_page
from contested.publish.release import Audience, Release
from contested.publish.terms import Terms
from contested.publish.wire import record_json

PUBLISHED = "published"


def terms_of(dossier: Dossier, audience: Audience, day: dt.date, reader: str = "") -> Terms:
    """Return the terms under which a dossier is released to an audience on a day."""
    return Terms(audience, day, dossier.settings.policy, reader)


def release_for(dossier: Dossier, terms: Terms) -> Release:
    """Return what may be shown of a dossier under the terms. ReleaseError where nothing may."""
    return release(holdings_of(dossier), terms)


def publish_for(dossier: Dossier, terms: Terms, out: Path | None = None) -> tuple[Release, Path]:
    """Write page, Markdown and `record.json` for an audience; return the release and the folder."""
    folder = out or dossier.folder / PUBLISHED / terms.audience.value
    shown = release_for(dossier, terms)
    options = PageOptions(outlooks=outlooks_of(dossier, shown.record))
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / PAGE, render_page(shown, options=options))
    write_whole((folder / PAGE).with_suffix(".md"), render_markdown(shown, options=options))
    write_whole(folder / RECORD, encode(record_json(shown)) + "\n")
    return shown, folder
