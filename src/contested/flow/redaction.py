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
from contested.flow.dossier import JOURNAL, RECORD, SETTINGS, STORE, TAKEN_IN, Dossier
from contested.flow.erasing import Wanted, any_of, erase, of_report, of_words
from contested.flow.judging import Hand
from contested.flow.taken_in import TakenIn
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
    """Where what goes stands in the store, and its tombstone. It holds no words."""

    report_id: str
    start: int
    end: int
    tombstone: Tombstone


@dataclass(frozen=True, slots=True)
class Work:
    """A redaction that is under way: words of one report, or whole reports; whether there is a page as Markdown."""

    todos: tuple[Todo, ...]
    markdown: bool = False

    @property
    def whole(self) -> bool:
        """Return whether whole reports go."""
        return all(todo.tombstone.kind == REPORT for todo in self.todos)


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
    return _begin(dossier, [(reading.report, start, end)], hand, step)[0]


def redact_reports(
    dossier: Dossier, ids: Sequence[str], hand: Hand, step: Step = lambda name: None
) -> tuple[Redacted, ...]:
    """Remove the reports with these ids for good, all in one go; each gets its tombstone."""
    wanted = frozenset(ids)
    with Store.open(dossier.store, read_only=True) as store:
        reports = [report for report in store.reports() if report.id in wanted]
    missing = sorted(wanted - {report.id for report in reports})
    if missing:
        raise UnknownIdError(f"{missing[0]}: the dossier holds no such report")
    return _begin(dossier, [(report, 0, len(report.text)) for report in reports], hand, step) if reports else ()


def _begin(dossier: Dossier, what: Sequence[tuple[Report, int, int]], hand: Hand, step: Step) -> tuple[Redacted, ...]:
    """Write down what goes, before anything does, and remove it."""
    graves = Graveyard(dossier.folder)
    todos = tuple(
        Todo(report.id, start, end, _grave(graves, report, (start, end), hand)) for report, start, end in what
    )
    graves.keep_key()
    work = Work(todos, dossier.markdown.exists())
    write_whole(dossier.folder / JOURNAL, json.dumps(to_json(work)).encode())
    step("written down")
    deleted = tuple(_finish(dossier, work, step))
    return tuple(Redacted(todo.tombstone, deleted) for todo in todos)


def _grave(graves: Graveyard, report: Report, span: tuple[int, int], hand: Hand) -> Tombstone:
    words = [word for word, _, _ in words_of(report.text[slice(*span)])]
    kind, mark = (REPORT if span == (0, len(report.text)) else WORDS), graves.mark(words)
    return Tombstone(content_id("red", kind, mark), kind, hand.at, hand.by, hand.reason, mark, len(words))


def complete(dossier: Dossier) -> bool:
    """Complete a redaction that was interrupted; return whether there was one."""
    path = dossier.folder / JOURNAL
    if not path.exists():
        return False
    try:
        work = from_json(Work, json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise DossierError(f"{path}: cannot be read. Delete it and redact again") from error
    _finish(dossier, work, lambda name: None)
    return True


def _finish(dossier: Dossier, work: Work, step: Step) -> list[Path]:
    graves, taken = Graveyard(dossier.folder), TakenIn(dossier.folder)
    for todo in work.todos:
        graves.keep(todo.tombstone)
    step("tombstone kept")
    sweep(dossier.store)
    with Store.open(dossier.store) as store:
        readings = list(store.readings())
        judgements, copies = store.judgements(), store.copies()
    stored = {one.report.id: one.report for one in readings}
    found = [_wanted(stored[one.report_id], one.start, one.end) for one in work.todos if one.report_id in stored]
    deleted: list[Path] = []
    if found:
        spared = {STORE, KEY, TOMBSTONES, JOURNAL, TAKEN_IN, *((SETTINGS,) if work.whole else ())}
        deleted = erase(dossier.folder, any_of(found), frozenset(spared))
        step("files cleaned")
        taken.move({one: report_id(graves.cover(report.text)) for one, report in stored.items()})
        what = _rewritten(dossier, graves, work, (readings, judgements, copies))
        rewrite(dossier.store, what, run_of(analyser()), step)
    with Store.open(dossier.store, read_only=True) as store:
        taken.keep_only(store.report_ids())
    publish(dossier, markdown=work.markdown)
    step("published")
    (dossier.folder / JOURNAL).unlink()
    return [path for path in deleted if path not in {dossier.page, dossier.markdown, dossier.folder / RECORD}]


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


def _rewritten(dossier: Dossier, graves: Graveyard, work: Work, held: _Held) -> Rewritten:
    readings, judgements, copies = held
    if work.whole:
        leaving = frozenset(todo.report_id for todo in work.todos)
        gone_judgements = {j.id for j in judgements if _speaks_of(j, leaving)}
        return Rewritten(
            leaving,
            (),
            tuple(j for j in judgements if j.id not in gone_judgements and j.undoes not in gone_judgements),
            tuple(copy for copy in copies if copy.report_id not in leaving),
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


def _speaks_of(judgement: Judgement, reports: frozenset[str]) -> bool:
    named = f"{judgement.subject} {judgement.other or ''}".split()
    prefixes = {_prefix(report) for report in reports}
    told = any(word in reports or word.partition(".")[0] in prefixes for word in named)
    return told or any(anchor.report_id in reports for anchor in judgement.anchors)


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
