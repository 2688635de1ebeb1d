"""The toll ledger: a row a count, never summed; a claimant's later count of the same people supersedes its earlier."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from contested.model.claims import Polarity, Stance
from contested.model.events import RecordedClaim
from contested.model.ledgers import TollEntry
from contested.model.quantities import Scope, Toll, TollBasis
from contested.record.material import Material, publisher, speaker

_COUNTED = frozenset({Stance.ASSERTED, Stance.ACCUSED, Stance.POSSIBLE})


def toll_ledger(material: Material, event_of: dict[str, str]) -> tuple[TollEntry, ...]:
    """Return all counts in telling order. Denied and supposed figures are no counts."""
    rows = [row for report in material.reports for row in _of_report(report.id, material)]
    return tuple(_with_origins(_superseding(rows, event_of, material), material))


def _of_report(report_id: str, material: Material) -> tuple[TollEntry, ...]:
    """Return the counts of a report by themselves, worked out once."""
    if report_id not in material.counts:
        told = [c for c in material.told_in[report_id] if c.tolls and c.stance in _COUNTED and c.reliable]
        material.counts[report_id] = tuple(_entry(c, toll, material) for c in told for toll in c.tolls)
    return material.counts[report_id]


def _entry(claim: RecordedClaim, toll: Toll, material: Material) -> TollEntry:
    whose = toll.whose or claim.recipients
    return TollEntry(
        claim=claim.id,
        claimant=claim.claimant,
        whose=whose,
        toll=replace(toll, basis=_basis(claim, toll, whose, material)),
        time=claim.time,
        place=claim.places[0].name if claim.places else None,
        as_of=claim.published,
    )


def _basis(claim: RecordedClaim, toll: Toll, whose: Sequence[str], material: Material) -> TollBasis:
    """Return whose count it is, from who speaks and whose people are counted."""
    if toll.basis is not TollBasis.UNATTRIBUTED:
        return toll.basis
    if claim.claimant is None and not _party_report(claim, material):
        return TollBasis.UNATTRIBUTED
    voice = [speaker(claim, material)]
    if whose and material.same_side(voice, whose):
        return TollBasis.OWN_LOSSES
    belligerents = material.belligerents(claim.report_id)
    if whose and material.same_side(voice, belligerents) and material.same_side(whose, belligerents):
        return TollBasis.ENEMY_LOSSES
    return TollBasis.THIRD_PARTY if claim.claimant is not None else TollBasis.UNATTRIBUTED


def _party_report(claim: RecordedClaim, material: Material) -> bool:
    return not publisher(material.report_of[claim.report_id], material).startswith("source:")


def _superseding(rows: Sequence[TollEntry], event_of: dict[str, str], material: Material) -> list[TollEntry]:
    """Mark each count with the claim whose count it revises: same voice, people, kind, scope and happening."""
    last: dict[tuple[str, ...], TollEntry] = {}
    marked: list[TollEntry] = []
    for row in rows:
        claim = material.by_id[row.claim]
        key = _key(row, claim, event_of, material)
        before = last.get(key)
        if key and before and before.claim != row.claim and _revises(row, before):
            row = replace(row, supersedes=before.claim)
        if key and row.toll.subset_of is None:
            last[key] = row
        marked.append(row)
    return marked


def _key(row: TollEntry, claim: RecordedClaim, event_of: dict[str, str], material: Material) -> tuple[str, ...]:
    if row.toll.subset_of is not None or claim.polarity is Polarity.NEGATIVE:
        return ()
    about = event_of.get(claim.id, "")
    if row.toll.scope in {Scope.WHOLE_CONFLICT, Scope.EPISODE, Scope.CUMULATIVE}:
        about = _period(claim)
    if not about:
        return ()
    whose = ",".join(material.principals(row.whose))
    status = row.toll.victim_status.value
    return (speaker(claim, material), whose, row.toll.kind, row.toll.unit, row.toll.scope, status, about)


def _period(claim: RecordedClaim) -> str:
    return claim.time.start.isoformat() if claim.time and claim.time.start else ""


def _revises(row: TollEntry, before: TollEntry) -> bool:
    return (row.toll.low, row.toll.best, row.toll.high) != (before.toll.low, before.toll.best, before.toll.high)


def _with_origins(rows: Sequence[TollEntry], material: Material) -> list[TollEntry]:
    """Count for each figure the independent origins that give the same one in the same voice."""
    told: dict[tuple[object, ...], set[str]] = defaultdict(set)
    figures = [_figure(row) for row in rows]
    for figure, row in zip(figures, rows, strict=True):
        told[figure].add(material.origin_of[material.by_id[row.claim].report_id])
    counts = [len(told[figure]) for figure in figures]
    return [row if row.origins == n else replace(row, origins=n) for row, n in zip(rows, counts, strict=True)]


def _figure(row: TollEntry) -> tuple[object, ...]:
    toll = row.toll
    time = (row.time.start, row.time.end) if row.time else None
    return (row.claimant, row.whose, toll.kind, toll.low, toll.best, toll.high, toll.scope, toll.unit, time)
