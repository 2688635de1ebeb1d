"""`contested export`: a dossier given away, in its own forms or in the columns of other schemes."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Annotated

import typer

from contested.cli.options import AsOf, DossierDir, HappenedBy, today
from contested.cli.show import err, safe, say
from contested.flow.coded import encode
from contested.flow.dossier import RECORD, Dossier, open_dossier
from contested.flow.exchange import losses_path, write_export, write_release
from contested.flow.releasing import release_for, terms_of
from contested.flow.track import own_release, publish
from contested.publish.exchange import FORMATS, Exported, Loss
from contested.publish.release import Audience, Release
from contested.publish.wire import coded_report, cross_document, record_json

_OWN = ("json", "neutral")
_NAMES = ", ".join((*_OWN, *FORMATS))


def export(  # noqa: PLR0913 (a front door)
    folder: DossierDir,
    name: Annotated[str, typer.Option("--as", metavar="NAME", help=f"One of {_NAMES}.")] = "json",
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH", help="File to write; a folder for neutral and parquet. Without it: standard output."
        ),
    ] = None,
    as_of: AsOf = None,
    happened_by: HappenedBy = None,
    audience: Annotated[Audience | None, typer.Option(help="As it may be shown to them: see publish.")] = None,
) -> None:
    """Give a dossier in an exchange format. What the format cannot say is counted on standard error.

    json is the record in one file, neutral one JSON a report and cross_doc.json. The others are layouts of other
    schemes; with --out the table of what each lost is written beside it, as PATH.loss.csv.

    Example: contested export border --as acled --out border-acled-layout.csv
    """
    dossier = open_dossier(folder)
    if name not in (*_OWN, *FORMATS):
        raise typer.BadParameter(f"there is no format {name!r}; use one of {_NAMES}", param_hint="--as")
    if name in _OWN and (as_of or happened_by):
        raise typer.BadParameter(f"{name} gives the whole record; use --as-of with one of {', '.join(FORMATS)}")
    if audience is not None and (as_of or happened_by):
        raise typer.BadParameter("an edition for an audience gives the whole record; leave --as-of out")
    shown = None if audience is None else release_for(dossier, terms_of(dossier, audience, today()))
    if name == "json":
        _export_json(dossier, out, shown)
    elif name == "neutral":
        if out is None:
            raise typer.BadParameter("neutral writes one file a report; name a folder with --out")
        _export_neutral(shown or own_release(dossier), out)
    elif shown is not None:
        _export_layout(write_release(shown, name, out), out)
    else:
        _export_layout(write_export(dossier, name, out, (as_of, happened_by)), out)


def _export_layout(done: Exported, out: Path | None) -> None:
    """Say what was written and what was lost; print the export itself where it goes to no file."""
    if out is None:
        sys.stdout.write(done.files[0][1].decode())
    else:
        say(f"{done.title}: {done.rows} rows written to {out}")
        say(f"Losses: {losses_path(out)}")
    for count, loss in done.summary():
        err().print(safe(_words(count, loss)))


def _words(count: int, loss: Loss) -> str:
    """Return one line of what an export lost."""
    times = f"{count} time{'s' if count > 1 else ''}"
    if loss.kind == "ledger":
        return f"not in this layout: {loss.value} rows of {loss.column}"
    if loss.kind == "row":
        return f"left out, {times}: {loss.reason}"
    return f"does not fit, {times}: {loss.column}: {loss.reason}"


def _export_json(dossier: Dossier, out: Path | None, shown: Release | None) -> None:
    if shown is None:
        publish(dossier)
        text = (dossier.folder / RECORD).read_text(encoding="utf-8")
    else:
        text = encode(record_json(shown)) + "\n"
    if out is None:
        sys.stdout.write(text)
    else:
        out.write_text(text, encoding="utf-8", newline="\n")


def _export_neutral(release: Release, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    documents = [coded_report(release, report.id) for report in release.record.reports]
    for document in documents:
        name = re.sub(r"[^\w.~-]+", "_", str(document["doc_id"])).lstrip(".") or "report"
        _write_json(out / f"{name}.json", document)
    _write_json(out / "cross_doc.json", cross_document(release))
    say(f"{len(documents)} reports and cross_doc.json written to {out}")


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
