"""The one way out: a `Release` is what a record shows to an audience, and nothing else may be written down or sent.

Pages, tables and exchange formats take a `Release`; only this module can make one. Its texts are blank outside of the
words that may be shown, so that whoever holds a release cannot quote more.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version

from contested.model.errors import ReleaseError
from contested.model.events import Judgement, RecordedClaim
from contested.model.ids import content_id
from contested.model.ledgers import CareEntry, RelationEntry, Risk
from contested.model.readings import Reading
from contested.model.record import Record
from contested.model.reports import Report, Rights, Tlp
from contested.model.spans import Passage
from contested.publish.masking import BLANK, Sentences, Span, recut, shown_only
from contested.publish.passages import without_dateline

_SEAL = object()
_TLP_ORDER = (Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER, Tlp.AMBER_STRICT, Tlp.RED)


class Audience(StrEnum):
    """Who is shown a record."""

    INTERNAL = "internal"  # the people of the dossier
    PARTNER = "partner"  # those that they work with
    PUBLIC = "public"  # everybody


@dataclass(frozen=True, slots=True)
class Correction:
    """A line of the corrections log. ``by`` is empty outside of the dossier."""

    day: dt.date
    what: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """What every page and export says of the release that it was made from."""

    audience: Audience = Audience.INTERNAL
    label: str = ""  # the strictest TLP label of what it holds
    version: str = ""
    content: str = ""  # changes whenever what is shown does
    day: dt.date | None = None  # of publication, where one was given
    contact: str = ""
    corrections: tuple[Correction, ...] = ()
    held: tuple[tuple[str, int], ...] = ()  # (what, how many) that wait for a named reviewer
    credits: tuple[str, ...] = ()
    full_text: bool = False  # words are shown whatever their rights: for own use

    @property
    def stamp(self) -> str:
        """Return the program's version and the content's, in words."""
        return f"contested {self.version}, edition {self.content.rpartition('-')[2]}"


class Release:
    """What may be shown of a record. Made by `own` and `the gate for an audience, alone."""

    __slots__ = ("_edition", "_readings", "_record")

    def __init__(self, seal: object, record: Record, readings: Mapping[str, Reading], edition: Edition) -> None:
        """Refuse everybody but the gate: ReleaseError."""
        if seal is not _SEAL:
            raise ReleaseError("a release is made by the gate alone. Call contested.publish.release.own")
        self._record, self._readings, self._edition = record, readings, edition

    @property
    def record(self) -> Record:
        """Return the record as it is shown: its reports hold no other words than those that may be shown."""
        return self._record

    @property
    def readings(self) -> Mapping[str, Reading]:
        """Return by report id what was read from its reports, where they were given, with the same words blank."""
        return self._readings

    @property
    def edition(self) -> Edition:
        """Return what pages and exports say of the release."""
        return self._edition


def own(record: Record, readings: Iterable[Reading] = (), *, full_text: bool = False) -> Release:
    """Return the release of a record to the people of its dossier: everything, with the words that rights allow.

    ``full_text``: all words, whatever the rights; for own use, and pages say so.
    """
    edition = Edition(
        label=strictest_label(record.reports),
        version=program_version(),
        content=content_of(record),
        corrections=tuple(corrections(record.judgements, record.undone, named=True)),
        full_text=full_text,
    )
    known = {report.id for report in record.reports}
    by_id = {reading.report.id: reading for reading in readings if reading.report.id in known}
    if full_text:
        return Release(_SEAL, record, by_id, edition)
    texts = {report.id: text for report in record.reports if (text := own_text(report, Cited(record, report, by_id)))}
    return Release(_SEAL, masked(record, texts), {key: masked_reading(by_id[key], texts) for key in by_id}, edition)


class Cited:
    """The passages of one report that a record cites, and the short expressions that it names."""

    def __init__(self, record: Record, report: Report, readings: Mapping[str, Reading]) -> None:
        self.claims = [claim for claim in record.claims if claim.report_id == report.id]
        self.record, self.report, self.reading = record, report, readings.get(report.id)

    def passages(self) -> Iterator[Passage]:
        """Yield what is cited."""
        yield from (claim.passage for claim in self.claims)
        yield from (entry.passage for entry in self.record.care if entry.report_id == self.report.id)
        for row in self.record.relations:
            yield from (p for name, p in zip(row.reports, row.passages, strict=False) if name == self.report.id)
        own_claims = {claim.id for claim in self.claims}
        yield from (risk.passage for risk in self.record.risks if risk.claim in own_claims)

    def triggers(self) -> Iterator[Span]:
        """Yield the verbs and nouns that name the happenings."""
        yield from ((claim.trigger.start, claim.trigger.end) for claim in self.claims)

    def expressions(self) -> Iterator[Span]:
        """Yield numbers, names, times and places."""
        for claim in self.claims:
            words = [claim.trigger, *claim.ground, *(toll.words for toll in claim.tolls)]
            words += [measure.words for measure in claim.measures] + ([claim.cue] if claim.cue else [])
            yield from ((one.start, one.end) for one in words)
        if self.reading is not None:
            found = self.reading.extraction
            told = [*(m.passage for m in found.mentions), *(p.passage for p in found.places)]
            told += [time.passage for time in self.reading.resolution.times]
            yield from ((one.start, one.end) for one in told)


def own_text(report: Report, cited: Cited) -> str | None:
    """Return a report's text with only the words that its rights allow; None where they allow all."""
    if report.rights is Rights.FULL:
        return None
    if report.rights is not Rights.QUOTE:
        return shown_only(report.text, cited.triggers())
    return shown_only(report.text, [*quotable(report.text, cited.passages()), *cited.expressions()])


def quotable(text: str, passages: Iterable[Passage]) -> Iterator[Span]:
    """Yield for each passage its first sentence, with the dateline before it."""
    sentences = Sentences(text)
    for passage in passages:
        told = without_dateline(text, passage)
        start, end = sentences.at(told.start)
        yield min(start, passage.start), end


def masked(record: Record, texts: Mapping[str, str]) -> Record:
    """Return the record with the reports' texts replaced by those given, and all its passages cut from them."""
    if not texts:
        return record
    report_of = {claim.id: claim.report_id for claim in record.claims}

    def claim_of(claim: RecordedClaim) -> RecordedClaim:
        return recut(claim, texts[claim.report_id]) if claim.report_id in texts else claim

    def toll_text(claim: str) -> str | None:
        return texts.get(report_of.get(claim, ""))

    return replace(
        record,
        reports=tuple(_report(one, texts.get(one.id, one.text)) for one in record.reports),
        claims=tuple(claim_of(claim) for claim in record.claims),
        events=tuple(
            replace(e, tolls=tuple((c, recut(t, text) if (text := toll_text(c)) else t) for c, t in e.tolls))
            for e in record.events
        ),
        tolls=tuple(replace(t, toll=recut(t.toll, text)) if (text := toll_text(t.claim)) else t for t in record.tolls),
        relations=tuple(_relation(row, texts) for row in record.relations),
        risks=tuple(_risk(row, toll_text(row.claim)) for row in record.risks),
        care=tuple(_care(row, texts.get(row.report_id)) for row in record.care),
    )


def _report(report: Report, text: str) -> Report:
    title = "" if report.rights is Rights.NONE else report.title
    return replace(report, text=text, title=title)


def _relation(row: RelationEntry, texts: Mapping[str, str]) -> RelationEntry:
    pairs = zip(row.reports, row.passages, strict=False)
    return replace(row, passages=tuple(recut(p, texts[name]) if name in texts else p for name, p in pairs))


def _risk(row: Risk, text: str | None) -> Risk:
    return row if text is None else replace(row, passage=recut(row.passage, text))


def _care(row: CareEntry, text: str | None) -> CareEntry:
    return row if text is None else replace(row, passage=recut(row.passage, text))


def masked_reading(reading: Reading, texts: Mapping[str, str]) -> Reading:
    """Return what was read from a report with the same words blank as in its text."""
    text = texts.get(reading.report.id)
    if text is None:
        return reading
    return Reading(_report(reading.report, text), recut(reading.extraction, text), recut(reading.resolution, text))


def strictest_label(reports: Sequence[Report]) -> str:
    """Return the strictest TLP label of the reports, "" where none has one."""
    labels = [report.tlp for report in reports if report.tlp]
    return max(labels, key=_TLP_ORDER.index).value if labels else ""


def corrections(judgements: Iterable[Judgement], undone: Sequence[str], *, named: bool) -> Iterator[Correction]:
    """Yield the log of what people corrected, split, withdrew or took back, oldest first."""
    for one in judgements:
        what = _change(one)
        if what is not None:
            taken_back = " (taken back since)" if one.id in undone else ""
            yield Correction(one.at.date(), what + taken_back, one.by if named else "")


def _change(one: Judgement) -> str | None:
    if one.undoes:
        return "a judgement was taken back"
    if one.field == "withdrawn":
        return "a report was withdrawn"
    if one.other is not None:
        return "claims were joined or parted"
    if one.field is not None:
        return f"{one.field.replace('_', ' ')} corrected"
    return {"different": "a claim was rejected"}.get(one.decision.value)


def content_of(record: Record) -> str:
    """Return an id of what a record holds: it changes with its claims, its events and what people judged."""
    parts = (record.reports, record.claims, record.events, record.judgements)
    return content_id("ed", *(one.id for some in parts for one in some), length=12)


def program_version() -> str:
    """Return the version of the program."""
    try:
        return version("contested")
    except PackageNotFoundError:
        return "(not installed)"


def is_blank(words: str) -> bool:
    """Return whether nothing of a passage's words may be shown."""
    return not words.strip(BLANK + "\n")
