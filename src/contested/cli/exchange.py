"""`contested export, import, compare`: a dossier given away, taken in, and set beside coded data."""

from __future__ import annotations

import json
import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from contested.cli.options import As, AsOf, DossierDir, HappenedBy, today
from contested.cli.show import Format, err, fail, safe, say, show
from contested.flow.coded import encode
from contested.flow.coded_rows import compared, import_rows, kept_rows, read_file
from contested.flow.dossier import RECORD, Dossier, open_dossier
from contested.flow.exchange import losses_path, write_export, write_release
from contested.flow.received import receive_record, refuse_received
from contested.flow.releasing import release_for, terms_of
from contested.flow.track import load_record, own_release, publish
from contested.model.coded import Scheme
from contested.publish.beside_table import BESIDE_COLUMNS, beside_rows
from contested.publish.exchange import FORMATS, Exported, Loss
from contested.publish.release import Audience, Release, own
from contested.publish.view import view_of
from contested.publish.wire import coded_report, cross_document, record_json

_OWN = ("json", "neutral")
MOST_ERRORS = 20  # named one by one
BESIDE_SHOWN = ("found", "score", "reasons", "event", "start", "what", "where", "coded_id", "coded_what", "coded_where")


class Source(StrEnum):
    """What can be taken in."""

    ACLED = "acled"
    UCDP = "ucdp"
    RECORD = "record"


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


def import_(
    folder: DossierDir,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="File to take in.", show_default=False)],
    name: Annotated[Source, typer.Option("--as", metavar="NAME", help="acled, ucdp or record.")],
) -> None:
    """Take in coded rows (acled, ucdp: CSV files of these datasets), or a whole record (record) from elsewhere.

    Coded rows are kept beside the dossier for `contested compare` alone: no page and no export gives them on. Wrong
    rows are named with their column and left out. A record (from `export --as record`) becomes a dossier of its own.

    Example: contested import border acled-2022.csv --as acled
    """
    if name is Source.RECORD:
        dossier = receive_record(folder, file)
        publish(dossier)
        say(f"Record taken in. Page: {dossier.page}")
        return
    done = import_rows(open_dossier(folder), file, Scheme(name.value))
    for error in done.errors[:MOST_ERRORS]:
        fail(error)
    more = len(done.errors) - MOST_ERRORS
    if more > 0:
        fail(f"{more} more rows are wrong")
    known = "" if done.new else ", as kept before"
    say(f"{done.kept} rows kept{known}, {len(done.errors)} left out. They are for comparing, and are not given on.")
    if done.errors:
        raise typer.Exit(1)


import_.__name__ = "import"  # a command's name; in Python the word is taken


def compare(  # noqa: PLR0913 (a front door)
    folder: DossierDir,
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="Coded rows; without it those imported.", show_default=False)
    ] = None,
    name: Annotated[Source, typer.Option("--as", metavar="NAME", help="What FILE is: acled or ucdp.")] = Source.ACLED,
    as_of: AsOf = None,
    happened_by: HappenedBy = None,
    form: As = Format.TABLE,
) -> None:
    """Set the dossier's events beside coded rows: found in both, only ours, only theirs.

    Events match by day, place, kind and parties, one to one; the score and the reasons say how well. Neither side is
    taken to be right.

    Example: contested compare border GEDEvent_v25_1.csv --as ucdp
    """
    dossier = open_dossier(folder)
    if file is not None and name is Source.RECORD:
        raise typer.BadParameter("compare reads acled or ucdp files", param_hint="--as")
    record = load_record(dossier, as_of, happened_by)
    if file is None:
        rows = kept_rows(dossier)
    else:
        table = read_file(file, Scheme(name.value))
        rows = table.events
        for error in table.errors[:MOST_ERRORS]:
            fail(error)
    done = compared(record, rows)
    found = done.found
    pairs = [(one.event, one.coded, one.score, one.reasons) for one in found]
    show(BESIDE_COLUMNS, beside_rows(view_of(own(record)), pairs), form, BESIDE_SHOWN)
    both = sum(one.event is not None and one.coded is not None for one in found)
    ours = sum(one.coded is None for one in found)
    err().print(safe(f"{both} in both, {ours} only ours, {len(found) - both - ours} only theirs"))
    if done.outside:
        err().print(safe(f"{done.outside} rows are of other countries or days, and were not compared"))


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
        refuse_received(dossier)
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
