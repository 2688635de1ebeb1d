"""Trails: from any cell of the record to claims, to passages, to reports."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from contested.lexicon.confidence import field_confidences
from contested.model.errors import UnknownIdError
from contested.model.events import RecordedClaim
from contested.model.ledgers import Rule
from contested.model.places import Place
from contested.model.record import Record
from contested.model.reports import Report
from contested.model.spans import Passage
from contested.record.reconcile import reconciled_tolls
from contested.record.verdicts import SOURCE_SUBJECT as _SOURCE


@dataclass(frozen=True, slots=True)
class Step:
    """One claim that a value rests on: its passage, the sentence around it, its report, and why it belongs here."""

    claim: RecordedClaim | None
    report: Report
    passage: Passage
    sentence: Passage
    reason: str
    readings: tuple[str, ...] = ()  # when and where the claim was read to be, each with its precision and reason


@dataclass(frozen=True, slots=True)
class Trail:
    """Where a value comes from: what it is, in one line, and the steps down to the words."""

    id: str
    kind: str
    title: str
    steps: tuple[Step, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    kind: str
    title: str
    claims: tuple[str, ...]
    notes: tuple[str, ...] = ()


def explain(record: Record, wanted: str) -> Trail:
    """Return the trail of an id of the record: claim, event, dispute, ledger row, actor, report or judgement.

    A claim may also be given as ``<document>:<its id in the report>``. UnknownIdError where nothing has this id.
    """
    for look in _LOOKS:
        found = look(record, wanted)
        if found is not None:
            steps = tuple(_step(record, claim_id, found.kind) for claim_id in found.claims)
            return Trail(wanted, found.kind, found.title, tuple(s for s in steps if s), found.notes)
    relation = _relation(record, wanted)
    if relation is not None:
        return relation
    raise UnknownIdError(
        f"{wanted}: the record holds nothing with this id; the ledgers list their ids with --format json"
    )


def sentence_around(text: str, passage: Passage) -> Passage:
    """Return the sentence or sentences of ``text`` in which ``passage`` stands."""
    start = max((text.rfind(mark, 0, passage.start) + len(mark) for mark in _BREAKS), default=0)
    start = max(start, 0) if any(mark in text[: passage.start] for mark in _BREAKS) else 0
    ends = [found for mark in _BREAKS if (found := text.find(mark, max(passage.end - 1, 0))) >= 0]
    end = max(min(ends, default=len(text) - 1) + 1, passage.end)
    cut = text[start:end]
    lead = len(cut) - len(cut.lstrip())
    return Passage.cut(text, min(start + lead, passage.start), max(start + len(cut.rstrip()), passage.end))


_BREAKS = ("\n", ". ", "! ", "? ", ".” ", '." ')


def _step(record: Record, claim_id: str, kind: str) -> Step | None:
    claim = record.claim(claim_id)
    if claim is None:
        return None
    report = next(report for report in record.reports if report.id == claim.report_id)
    reason = claim.reason or f"{kind} rests on this claim"
    readings = (*_when(claim), *_where(claim), _how_sure(claim))
    return Step(claim, report, claim.passage, sentence_around(report.text, claim.passage), reason, readings)


def _when(claim: RecordedClaim) -> tuple[str, ...]:
    """Return the time of a claim with its basis, the precision codes of UCDP and ACLED, and how it was anchored."""
    span = claim.time
    if span is None:
        return ()
    codes = f"UCDP date_prec {span.ucdp_date_prec}, ACLED time_precision {span.acled_time_precision}"
    return (f"when: {span.edtf} ({span.precision}, {span.basis}; {codes}): {claim.time_reason}",)


def _how_sure(claim: RecordedClaim) -> str:
    """Return the confidence of each field with the rule that gave its value."""
    told = [f"{one.field} {one.confidence:.2f} ({one.reason})" for one in field_confidences(claim)]
    return f"how sure: {'; '.join(told)}"


def _where(claim: RecordedClaim) -> tuple[str, ...]:
    """Return the places of a claim with the precision codes of UCDP and ACLED, and why each was taken."""
    reasons = claim.place_reasons or ("",) * len(claim.places)
    return tuple(_placed(place, reason) for place, reason in zip(claim.places, reasons, strict=False))


def _placed(place: Place, reason: str) -> str:
    radius = f" within {place.precision_km:g} km" if place.precision_km else ""
    codes = f"UCDP where_prec {place.ucdp_where_prec}, ACLED geo_precision {place.acled_geo_precision}"
    known = f"{place.name}, {place.country or 'no country'}, {place.kind}{radius}"
    return f"where: {known} ({codes}){f': {reason}' if reason else ''}"


def _claim(record: Record, wanted: str) -> _Found | None:
    document, _, local = wanted.rpartition(":")
    for claim in record.claims:
        if claim.id == wanted or (document and (claim.doc_id, claim.local_id) == (document, local)):
            notes = tuple(
                f"belongs to event {e.id} ({e.standing.level})" for e in record.events if claim.id in e.claims
            )
            notes += tuple(f"disputed: {d.kind}, {d.reason} ({d.id})" for d in record.disputes if _in(claim.id, d))
            if claim.withdrawn is not None:
                notes += (f"its report is withdrawn: {claim.withdrawn}",)
            notes += _judged(record, [claim.id])
            return _Found("claim", f"{claim.event_type}, {claim.stance}", (claim.id,), notes)
    return None


def _in(claim_id: str, dispute: object) -> bool:
    return claim_id in (getattr(dispute, "claim", None), getattr(dispute, "other", None))


def _event(record: Record, wanted: str) -> _Found | None:
    for event in record.events:
        if event.id == wanted:
            standing = event.standing
            notes = (f"standing: {standing.level} ({standing.reason})", *(f"one happening: {r}" for r in event.reasons))
            notes += tuple(
                f"{count} independent origins of {whose or 'outsiders'} agree" for whose, count in standing.interests
            )
            return _Found("event", f"{event.event_type}", event.claims, (*notes, *_judged(record, event.claims)))
    return None


def _dispute(record: Record, wanted: str) -> _Found | None:
    for dispute in record.disputes:
        if dispute.id == wanted:
            return _Found("dispute", f"{dispute.kind}: {dispute.reason}", (dispute.claim, dispute.other))
    return None


def _ledger_row(record: Record, wanted: str) -> _Found | None:
    for kind, rows in (("ceasefire", record.ceasefires), ("talks", record.talks)):
        for row in rows:
            if row.id == wanted:
                flags = row.flags if kind == "ceasefire" and hasattr(row, "flags") else ()
                return _Found(kind, ", ".join(row.parties), row.claims, flags)
    for change in record.control:
        if change.id == wanted:
            return _Found("control", f"{change.territory}: {change.state}, {change.basis}", change.claims)
    for blame in record.blames:
        if blame.id == wanted:
            return _Found("blame", f"{blame.blamer} holds {', '.join(blame.blamed)}", (*blame.claims, *blame.answers))
    for risk in record.risks:
        if risk.id == wanted:
            return _Found("risk", risk.kind, (risk.claim,))
    return None


def _actor(record: Record, wanted: str) -> _Found | None:
    actor = record.actor(wanted)
    if actor is None:
        return None
    told = [c.id for c in record.claims if wanted in {*c.initiators, *c.recipients, *(v for v in c.voices if v)}]
    notes = (f"also named {', '.join(actor.aliases)}",) if actor.aliases else ()
    return _Found("actor", f"{actor.name} ({actor.kind}), {actor.mentions} mentions", tuple(told), notes)


def _report(record: Record, wanted: str) -> _Found | None:
    for report in record.reports:
        if wanted in {report.id, report.doc_id}:
            claims = tuple(c.id for c in record.claims if c.report_id == report.id)
            return _Found("report", f"{report.source_name}: {report.title}", claims)
    return None


def _source(record: Record, wanted: str) -> _Found | None:
    """Return the claims of a source's reports, with the grades that people gave it."""
    if not wanted.startswith(_SOURCE):
        return None
    grades = {f"{_SOURCE}{g.source}{f':{g.basis}' if g.basis else ''}": g for g in record.grades}
    grade = grades.get(wanted)
    name = grade.source if grade else wanted.removeprefix(_SOURCE)
    own = {report.id for report in record.reports if report.source_name == name}
    if not own and grade is None:
        return None
    graded = f"{grade.reliability} by {grade.by}: {grade.reason}" if grade else "not graded by a judgement"
    return _Found("source", f"{name}, {graded}", tuple(c.id for c in record.claims if c.report_id in own))


def _reconciled(record: Record, wanted: str) -> _Found | None:
    if not wanted.startswith("to-"):
        return None
    for rule in Rule:
        for row in reconciled_tolls(record, rule):
            if row.id == wanted:
                aside = (f"left aside by the rule: {', '.join(row.left_aside)}",) if row.left_aside else ()
                return _Found("reconciled toll", f"{row.kind}, {row.rule}: {row.reason}", row.claims, aside)
    return None


def _judged(record: Record, claims: Collection[str]) -> tuple[str, ...]:
    """Return what people judged of claims, in a line each."""
    return tuple(
        f"judged by {j.by} on {j.at.date().isoformat()}: {f'{j.field} is {j.value}' if j.field else j.decision}; "
        f"{j.reason} ({j.id}{', taken back' if j.id in record.undone else ''})"
        for j in record.judgements
        if not set(claims).isdisjoint([*j.subject.split(), *(j.other or "").split()])
    )


def _judgement(record: Record, wanted: str) -> _Found | None:
    for judgement in record.judgements:
        if judgement.id == wanted:
            named = [*judgement.subject.split(), *(judgement.other or "").split()]
            told = tuple(c for c in named if record.claim(c))
            return _Found("judgement", f"{judgement.decision} by {judgement.by}: {judgement.reason}", told)
    return None


def _relation(record: Record, wanted: str) -> Trail | None:
    """Return the trail of ``subject>relation>object``: relations rest on passages and not on claims."""
    parts = wanted.split(">")
    for row in record.relations:
        if parts == [row.subject, row.relation.value, row.object]:
            reports = {report.id: report for report in record.reports}
            steps = [_relation_step(reports[r], p) for r, p in zip(row.reports, row.passages, strict=True)]
            return Trail(wanted, "relation", f"{row.subject} {row.relation} {row.object}", tuple(steps))
    return None


def _relation_step(report: Report, passage: Passage) -> Step:
    return Step(None, report, passage, sentence_around(report.text, passage), "stated relation")


_LOOKS: Sequence[Callable[[Record, str], _Found | None]] = (
    _claim,
    _event,
    _dispute,
    _ledger_row,
    _actor,
    _report,
    _judgement,
    _source,
    _reconciled,
)
