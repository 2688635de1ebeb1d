"""Redaction: words or a report removed from the store, the pages and every other file of a dossier, for good.

What is to be done is written down first (without the words), then files, then the store, then the pages: a kill at any
moment leaves a redaction that the next opening of the dossier completes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from contested.flow.code import analyser, read_report
from contested.flow.dossier import JOURNAL, PAGE, RECORD, SETTINGS, STORE, Dossier
from contested.flow.erasing import Wanted, erase, of_report, of_words
from contested.flow.judging import Hand
from contested.flow.tombstones import KEY, REPORT, TOMBSTONES, WORDS, Graveyard, Tombstone, words_of, write_whole
from contested.flow.track import publish, run_of
from contested.lexicon.places import use_gazetteer
from contested.model.codec import from_json, to_json
from contested.model.errors import DossierError, UnknownIdError
from contested.model.events import Judgement
from contested.model.ids import content_id
from contested.model.readings import Reading
from contested.model.reports import Report, report_id
from contested.record import Copy, Store
from contested.record.rewriting import Rewritten, rewrite, sweep
from contested.resolve import Theatre

_SPAN = re.compile(r"(.+):(\d+)-(\d+)")
Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Todo:
    """A redaction that is under way: where what goes stands in the store, and its tombstone. It holds no words."""

    report_id: str
    start: int
    end: int
    tombstone: Tombstone


@dataclass(frozen=True, slots=True)
class Redacted:
    """What became of a redaction. ``deleted``: files that held a trace and could not be mended; make them again."""

    tombstone: Tombstone
    deleted: tuple[Path, ...]


def redact(dossier: Dossier, what: str, hand: Hand, step: Step = lambda name: None) -> Redacted:
    """Remove a report (its document or id), a claim's words (DOCUMENT:c01) or a span (DOCUMENT:10-24) for good.

    UnknownIdError where the dossier holds no such thing; DossierError where the reason itself would tell the words.
    """
    with Store.open(dossier.store, read_only=True) as store:
        readings = list(store.readings())
    reading, start, end = _target(what, readings)
    whole = (start, end) == (0, len(reading.report.text))
    words = [word for word, _, _ in words_of(reading.report.text[start:end])]
    if not words:
        raise DossierError(f"{what}: holds no words. Name a report, a claim or a span with words")
    if not whole and _wanted(reading.report, start, end).stands_in(f"{hand.reason} {hand.by}"):
        raise DossierError("the reason holds the words that are to be removed. Say it without them")
    graves = Graveyard(dossier.folder)
    kind, mark = (REPORT if whole else WORDS), graves.mark(words)
    ident = content_id("red", kind, mark)
    grave = Tombstone(ident, kind, hand.at, hand.by, hand.reason, mark, len(words))
    graves.keep_key()
    todo = Todo(reading.report.id, start, end, grave)
    write_whole(dossier.folder / JOURNAL, json.dumps(to_json(todo)).encode())
    step("written down")
    return Redacted(grave, tuple(_finish(dossier, todo, step)))


def complete(dossier: Dossier) -> bool:
    """Complete a redaction that was interrupted; return whether there was one."""
    path = dossier.folder / JOURNAL
    if not path.exists():
        return False
    try:
        todo = from_json(Todo, json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise DossierError(f"{path}: cannot be read. Delete it and redact again") from error
    _finish(dossier, todo, lambda name: None)
    return True


def _finish(dossier: Dossier, todo: Todo, step: Step) -> list[Path]:
    graves = Graveyard(dossier.folder)
    graves.keep(todo.tombstone)
    step("tombstone kept")
    sweep(dossier.store)
    with Store.open(dossier.store) as store:
        readings = list(store.readings())
        judgements, copies = store.judgements(), store.copies()
    found = next((one.report for one in readings if one.report.id == todo.report_id), None)
    deleted: list[Path] = []
    if found is not None:
        wanted = _wanted(found, todo.start, todo.end)
        deleted = erase(dossier.folder, wanted, frozenset({STORE, KEY, TOMBSTONES, JOURNAL, *_settings(todo)}))
        step("files cleaned")
        what = _rewritten(dossier, graves, todo, (readings, judgements, copies))
        rewrite(dossier.store, what, run_of(analyser()), step)
    publish(dossier)
    step("published")
    (dossier.folder / JOURNAL).unlink()
    return [path for path in deleted if path.name not in {PAGE, RECORD} or path.parent != dossier.folder]


def _settings(todo: Todo) -> tuple[str, ...]:
    return (SETTINGS,) if todo.tombstone.kind == REPORT else ()


def _target(what: str, readings: Sequence[Reading]) -> tuple[Reading, int, int]:
    by_name = {name: one for one in readings for name in (one.report.id, one.report.doc_id)}
    if what in by_name:
        return by_name[what], 0, len(by_name[what].report.text)
    span = _SPAN.fullmatch(what)
    if span and span[1] in by_name:
        reading, start, end = by_name[span[1]], int(span[2]), int(span[3])
        if start < end <= len(reading.report.text):
            return reading, start, end
    for reading in readings:
        prefix = _prefix(reading.report.id)
        for claim in reading.extraction.claims:
            if what in {f"{reading.report.doc_id}:{claim.id}", f"{prefix}.{claim.id}"}:
                return reading, claim.passage.start, claim.passage.end
    raise UnknownIdError(
        f"{what}: the dossier holds no such report, claim or span. Name DOCUMENT, DOCUMENT:c01 or DOCUMENT:10-24"
    )


def _prefix(report: str) -> str:
    return report.rpartition("-")[2][:12]


def _wanted(report: Report, start: int, end: int) -> Wanted:
    strings = frozenset({report.id, _prefix(report.id)})
    if (start, end) != (0, len(report.text)):
        return of_words(report.text[start:end], strings)
    return of_report(report.text, strings | ({report.url} if report.url else set()))


_Held = tuple[list[Reading], tuple[Judgement, ...], tuple[Copy, ...]]


def _rewritten(dossier: Dossier, graves: Graveyard, todo: Todo, held: _Held) -> Rewritten:
    readings, judgements, copies = held
    if todo.tombstone.kind == REPORT:
        prefix = _prefix(todo.report_id)
        gone_judgements = {j.id for j in judgements if _speaks_of(j, todo.report_id, prefix)}
        return Rewritten(
            frozenset({todo.report_id}),
            (),
            tuple(j for j in judgements if j.id not in gone_judgements and j.undoes not in gone_judgements),
            tuple(copy for copy in copies if copy.report_id != todo.report_id),
        )
    if dossier.gazetteer is not None:
        use_gazetteer(dossier.gazetteer)
    theatre, core = Theatre(dossier.settings.conflict.countries), analyser()
    gone: dict[str, str] = {}
    new: list[Reading] = []
    for reading in readings:
        report = graves.covered(reading.report)
        if report == reading.report:
            continue
        if report.text != reading.report.text:
            report = replace(report, id=report_id(report.text))
            new.append(read_report(report, core, theatre))
        else:
            new.append(replace(reading, report=report))
        gone[reading.report.id] = report.id
    return Rewritten(
        frozenset(gone),
        tuple(new),
        tuple(_judgement(j, gone, graves) for j in judgements),
        tuple(_copy(copy, gone, graves) for copy in copies),
    )


def _speaks_of(judgement: Judgement, report: str, prefix: str) -> bool:
    named = f"{judgement.subject} {judgement.other or ''}".split()
    told = any(word == report or word.partition(".")[0] == prefix for word in named)
    return told or any(anchor.report_id == report for anchor in judgement.anchors)


def _judgement(one: Judgement, ids: dict[str, str], graves: Graveyard) -> Judgement:
    """Return a judgement on the reports' new ids, without the words that go."""
    prefixes = {_prefix(old): _prefix(new) for old, new in ids.items()}

    def renamed(words: str) -> str:
        return " ".join(_renamed(word, ids, prefixes) for word in words.split())

    anchors = tuple(
        replace(a, claim=renamed(a.claim), report_id=ids.get(a.report_id, a.report_id)) for a in one.anchors
    )
    subject = graves.cover(one.subject) if one.subject.startswith("source:") else renamed(one.subject)
    return replace(
        one,
        subject=subject,
        other=None if one.other is None else renamed(one.other),
        value=None if one.value is None else graves.cover(one.value),
        reason=graves.cover(one.reason),
        anchors=anchors,
    )


def _renamed(word: str, ids: dict[str, str], prefixes: dict[str, str]) -> str:
    head, dot, tail = word.partition(".")
    return ids.get(word) or f"{prefixes.get(head, head)}{dot}{tail}"


def _copy(one: Copy, ids: dict[str, str], graves: Graveyard) -> Copy:
    url = None if one.url is None or graves.cover(one.url) != one.url else one.url
    source = None if one.source is None else graves.cover(one.source)
    return Copy(graves.cover(one.doc_id), ids.get(one.report_id, one.report_id), url, source)
