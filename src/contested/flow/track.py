"""Adding to a dossier one report at a time, folding its record, publishing it."""

from __future__ import annotations

import datetime as dt
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from itertools import chain
from pathlib import Path

from contested.flow.code import analyser, read_report
from contested.flow.coded import encode
from contested.flow.dossier import RECORD, Dossier
from contested.flow.guard import STAGE_FAULTS, unreadable
from contested.flow.outlooks import OutlookPlan, outlooks, plan_of
from contested.flow.received import received_record, refuse_received
from contested.flow.tombstones import Graveyard, Tombstone
from contested.ingest import group_origins
from contested.ingest.languages import READABLE
from contested.language import EMBEDDED
from contested.lexicon.places import use_gazetteer
from contested.model.errors import DossierError, InputError
from contested.model.events import Judgement
from contested.model.ids import content_id
from contested.model.outlook import Outlook
from contested.model.readings import Extraction, Reading, Resolution
from contested.model.record import Record
from contested.model.reports import ReadState, Report, report_id
from contested.model.tree import Analyser
from contested.outlook.tell import refused
from contested.publish.audiences import Holdings
from contested.publish.build import PageOptions
from contested.publish.markdown import render_markdown
from contested.publish.page import render_page
from contested.publish.release import Release, own
from contested.publish.wire import record_json
from contested.record import Adjust, AsOf, Change, Copy, Run, Store, diff, fold_readings
from contested.resolve import Theatre

_RECEIVED = "received, "  # before what became of a report that was kept unread
_FAILED = f"{_RECEIVED}could not be read"


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the reports of a run."""

    new: int = 0
    copies: int = 0
    known: int = 0
    not_read: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Recoded:
    """What coding anew came to: reports read, of these read otherwise than before, not read; and what changed."""

    read: int
    changed: int
    failed: int
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who is told while reports are added: of each report that is done, of faults, of what wants attention."""

    done: Callable[[str], None] = lambda doc_id: None
    fault: Callable[[InputError], None] = lambda error: None
    notice: Callable[[str], None] = lambda text: None


@dataclass(frozen=True, slots=True)
class _Known:
    doc_id: str
    published: dt.date | None


class _Adder:
    """Adds reports to an open store, one transaction each."""

    def __init__(self, store: Store, theatre: Theatre, watcher: Watcher, core: Analyser, graves: Graveyard) -> None:
        self.store, self.theatre, self.watcher, self.core, self.graves = store, theatre, watcher, core, graves
        self.known = {report.id: _Known(report.doc_id, report.published) for report in store.reports()}
        self.names = {entry.doc_id for entry in self.known.values()}
        self.counts = dict.fromkeys(("new", "copies", "known", "not_read", "failed"), 0)

    def add(self, report: Report) -> None:
        """Append a report, note it as an exact copy, or leave it be where it is stored already."""
        grave = self.graves.refused(report)
        if grave is not None:
            self._refuse(grave)
            return
        covered = self.graves.covered(report)
        if covered != report:
            report = replace(covered, id=report_id(covered.text))
        stored = self.known.get(report.id)
        if stored is None:
            self._append(replace(report, doc_id=_free_name(report.doc_id, self.names)))
        elif _same_name(stored.doc_id, report.doc_id):
            self.counts["known"] += 1
            self._compare(stored, report)
        else:
            source = report.source.name if report.source else None
            added = self.store.add_copy(Copy(report.doc_id, report.id, report.url, source))
            self.counts["copies" if added else "known"] += 1
        self.watcher.done(report.doc_id)

    def _refuse(self, grave: Tombstone) -> None:
        """Name no more of a report that was removed than its tombstone does."""
        what = f"a report that was removed on {grave.at.date()} is not taken in again"
        self.watcher.fault(InputError(grave.id, what, f"{grave.by} gave the reason: {grave.reason}"))
        self.counts["failed"] += 1

    def _append(self, report: Report) -> None:
        reading = self._read(report)
        self.store.append_reading(reading, run_of(self.core))
        self.known[report.id] = _Known(report.doc_id, report.published)
        self.names.add(report.doc_id)
        self.counts["new"] += 1
        self.counts["not_read"] += report.state is ReadState.NOT_READ

    def _read(self, report: Report) -> Reading:
        """Return the reading; where a stage fails the report is kept unread, with the error as its warning."""
        try:
            return read_report(report, self.core, self.theatre)
        except STAGE_FAULTS as fault:
            error = unreadable(report, fault)
            self.watcher.fault(error)
            self.counts["failed"] += 1
            kept = replace(report, state=ReadState.NOT_READ, warnings=(*report.warnings, f"{_RECEIVED}{error.what}"))
            return Reading(kept, Extraction(report.id), Resolution(report.id))

    def _compare(self, stored: _Known, report: Report) -> None:
        if report.published and stored.published != report.published:
            self.watcher.notice(
                f"{report.doc_id}: is stored with the date {stored.published or 'unknown'}, and nothing stored is "
                f"changed: {report.published} is not taken. Make a new dossier to take it"
            )


def add_reports(
    dossier: Dossier, reports: Iterable[Report], watcher: Watcher | None = None, language: str = EMBEDDED
) -> Added:
    """Add reports to a dossier and return what became of them. Adding the same report again changes nothing.

    ``language`` names the language core that reads them.
    """
    coming = iter(reports)
    first = next(coming, None)
    if first is None:
        return Added()
    refuse_received(dossier)
    if dossier.gazetteer is not None:
        use_gazetteer(dossier.gazetteer)
    with Store.open(dossier.store) as store:
        theatre = Theatre(dossier.settings.conflict.countries)
        adder = _Adder(store, theatre, watcher or Watcher(), analyser(language), Graveyard(dossier.folder))
        for report in chain([first], coming):
            adder.add(report)
    return Added(**adder.counts)


def load_readings(dossier: Dossier, record: Record) -> list[Reading]:
    """Return what was read from the reports that a record of the dossier holds: none of those that it leaves out."""
    shown = {report.id for report in record.reports}
    return [reading for reading in _readings(dossier) if reading.report.id in shown]


def load_record(dossier: Dossier, as_of: dt.date | None = None, happened_by: dt.date | None = None) -> Record:
    """Return the record of a dossier, as known on a day, of what had happened by a day (see contested.record.AsOf).

    DossierError where nothing was added yet, or a received record is to be seen as of another day than its own.
    """
    if dossier.received.exists():
        return received_record(dossier, as_of, happened_by)
    return _fold(dossier, _readings(dossier), as_of, happened_by)


def publish_as_of(dossier: Dossier, limits: AsOf, path: Path, *, markdown: bool = False) -> Record:
    """Write the page as of a day to ``path``, whole or not at all; return its record. Nothing else is touched."""
    record = load_record(dossier, limits.known_by, limits.happened_by)
    shown = own(record)
    write_whole(path, render_markdown(shown) if markdown else render_page(shown))
    return record


def recode(dossier: Dossier, watcher: Watcher | None = None, language: str = EMBEDDED) -> Recoded:
    """Read all stored reports again with the present rules, append what reads otherwise, and say what changed.

    Reports whose reading failed before are tried again. Nothing is lost: a new reading is one more revision, a report
    that cannot be read now keeps the reading that it has, and judgements find their claims by where they stand.
    """
    watcher = watcher or Watcher()
    before = load_record(dossier)
    counts = dict.fromkeys(("read", "changed", "failed"), 0)
    with Store.open(dossier.store) as store:
        reader = _Reader(analyser(language), Theatre(dossier.settings.conflict.countries))
        for report_id in sorted(store.report_ids()):
            stored = store.reading(report_id)
            if stored is not None:
                _recode_one(stored, store, reader, watcher, counts)
    changes = diff(before, load_record(dossier))
    return Recoded(**counts, changes=changes)


@dataclass(frozen=True, slots=True)
class _Reader:
    """What reads reports."""

    core: Analyser
    theatre: Theatre


def _recode_one(stored: Reading, store: Store, reader: _Reader, watcher: Watcher, counts: dict[str, int]) -> None:
    report = _readable_again(stored.report)
    try:
        reading = read_report(report, reader.core, reader.theatre)
    except STAGE_FAULTS as fault:
        watcher.fault(unreadable(report, fault))
        counts["failed"] += 1
    else:
        counts["read"] += 1
        counts["changed"] += store.append_revision(reading, run_of(reader.core))
    watcher.done(report.doc_id)


def _readable_again(report: Report) -> Report:
    """Return a report that could not be read, or whose language was not, as it is before it is read."""
    failed = [text for text in report.warnings if text.startswith(_FAILED)]
    unread = report.state is ReadState.NOT_READ and (failed or report.language in READABLE)
    if not unread:
        return report
    kept = tuple(text for text in report.warnings if text not in failed)
    return replace(report, state=ReadState.READ, warnings=kept)


def publish(dossier: Dossier, *, full_text: bool = False, markdown: bool = False) -> Record:
    """Write the tracker page and `record.json` of a dossier, each whole or not at all; return the record.

    A Markdown page is written where it is asked for, and kept up to date once it is there.
    """
    received = dossier.received.exists()
    readings = [] if received else _readings(dossier)
    record = load_record(dossier) if received else _fold(dossier, readings, None)
    options = PageOptions(outlooks=outlooks_of(dossier, record))
    shown = own(record, readings)
    page = own(record, full_text=True) if full_text else shown
    write_whole(dossier.page, render_page(page, options=options))
    if markdown or dossier.markdown.exists():
        write_whole(dossier.markdown, render_markdown(page, options=options))
    if not received:  # its coded reports stayed where it came from
        write_whole(dossier.folder / RECORD, encode(record_json(shown)) + "\n")
    return record


def outlooks_of(dossier: Dossier, record: Record) -> tuple[Outlook, ...]:
    """Return the outlooks of a dossier; where a file of its settings cannot be read, the page says so."""
    plan = plan_of(dossier)
    try:
        return outlooks(record, plan)
    except InputError as error:
        return (*outlooks(record, OutlookPlan()), refused("Countries", f"No outlook: {error}"))


def own_release(dossier: Dossier) -> Release:
    """Return all that a dossier holds, as shown to its own people."""
    readings = _readings(dossier)
    return own(_fold(dossier, readings, None), readings)


def write_whole(path: Path, text: str) -> None:
    """Write a file so that a kill leaves the old one or the new one."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    draft.write_text(text, encoding="utf-8", newline="\n")
    draft.replace(path)


def holdings_of(dossier: Dossier) -> Holdings:
    """Return what a dossier holds, for the gate to release."""
    readings = _readings(dossier)
    with Store.open(dossier.store, read_only=True) as store:
        judgements = store.judgements()

    def fold(some: Sequence[Reading], judged: Sequence[Judgement], adjust: Adjust | None) -> Record:
        return _folded(dossier, some, judged, _Way(adjust=adjust))

    return Holdings(readings, judgements, fold)


def _readings(dossier: Dossier) -> list[Reading]:
    refuse_received(dossier)
    if not dossier.store.exists():
        raise DossierError(f"{dossier.folder}: holds no reports yet. Add some: contested add {dossier.folder} FILE")
    with Store.open(dossier.store, read_only=True) as store:
        copies = _copies(store)
        return [replace(r, report=_shown(r.report, dossier, copies)) for r in store.readings()]


def _copies(store: Store) -> dict[str, list[str]]:
    """Return the names of the exact copies of each report."""
    found: dict[str, list[str]] = defaultdict(list)
    for copy in store.copies():
        found[copy.report_id].append(f"{copy.doc_id} ({copy.source})" if copy.source else copy.doc_id)
    return found


def _shown(report: Report, dossier: Dossier, copies: dict[str, list[str]]) -> Report:
    """Return a stored report as the record shows it: its source graded, its exact copies named."""
    graded = dossier.settings.graded(report)
    if report.id not in copies:
        return graded
    return replace(graded, warnings=(*graded.warnings, f"exact copies received: {', '.join(copies[report.id])}"))


def _fold(
    dossier: Dossier, readings: list[Reading], as_of: dt.date | None, happened_by: dt.date | None = None
) -> Record:
    with Store.open(dossier.store, read_only=True) as store:
        judgements = store.judgements()
    return _folded(dossier, readings, judgements, _Way(as_of, happened_by))


@dataclass(frozen=True, slots=True)
class _Way:
    """How a record is folded: as of which days, and with what done to each claim."""

    as_of: dt.date | None = None
    happened_by: dt.date | None = None
    adjust: Adjust | None = None


def _folded(dossier: Dossier, readings: Sequence[Reading], judgements: Sequence[Judgement], way: _Way) -> Record:
    conflict = dossier.settings.conflict
    return fold_readings(
        readings,
        conflict,
        origins=group_origins([reading.report for reading in readings]),
        judgements=judgements,
        as_of=way.as_of,
        happened_by=way.happened_by,
        suggest=not conflict.parties,
        adjust=way.adjust,
    )


def run_of(analyser: Analyser) -> Run:
    """Return the run of this program and language core; the same for every run of the same two."""
    program, core = version("contested"), analyser.name
    return Run(content_id("run", program, core), program, core)


def _free_name(doc_id: str, taken: set[str]) -> str:
    """Return a document id that no other report has: `story`, then `story~2`."""
    name, number = doc_id, 1
    while name in taken:
        number += 1
        name = f"{doc_id}~{number}"
    return name


def _same_name(stored: str, doc_id: str) -> bool:
    return stored == doc_id or stored.rpartition("~")[0] == doc_id
