"""The toll ledger: a row a count, never summed; a claimant's later count of the same people supersedes its earlier."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from contested.model.claims import Polarity, Stance
from contested.model.events import RecordedClaim
from contested.model.ledgers import TollEntry
from contested.model.quantities import Scope, Toll, TollBasis
from contested.record.material import Material, publisher, speaker

_TOTALS = frozenset({Scope.WHOLE_CONFLICT, Scope.EPISODE, Scope.CUMULATIVE})
_COUNTED = frozenset({Stance.ASSERTED, Stance.ACCUSED, Stance.POSSIBLE})


@dataclass(frozen=True, slots=True)
class Counted:
    """A count by itself: what it is a count of but for the happening, and its figure, both as numbers for a long key.

    ``about``: the period that it covers; None where it is about its claim's happening, "" where it revises nothing.
    """

    row: TollEntry
    of: int
    about: str | None
    leads: bool  # a later count can revise it
    figure: int
    report: str


def toll_ledger(material: Material, event_of: Mapping[str, str]) -> tuple[TollEntry, ...]:
    """Return all counts in telling order. Denied and supposed figures are no counts."""
    counts = [one for report in material.reports for one in _of_report(report.id, material)]
    revised = _superseding(counts, event_of)
    origins: dict[int, set[str]] = defaultdict(set)
    for one in counts:
        origins[one.figure].add(material.origin_of[one.report])
    shares = {figure: len(some) for figure, some in origins.items()}
    return tuple(
        one.row
        if before is None and one.row.origins == shares[one.figure]
        else _marked(one.row, before, shares[one.figure], material)
        for one, before in zip(counts, revised, strict=True)
    )


def _marked(row: TollEntry, before: str | None, origins: int, material: Material) -> TollEntry:
    """Return the row with the claim that it supersedes and its origins, made once for the same."""
    known = material.marked.get(id(row))
    if known is None or (known.supersedes, known.origins) != (before, origins):
        known = material.marked[id(row)] = replace(row, supersedes=before, origins=origins)
    return known


def _of_report(report_id: str, material: Material) -> tuple[Counted, ...]:
    """Return the counts of a report by themselves, worked out once."""
    if report_id not in material.counts:
        told = [c for c in material.told_in[report_id] if c.tolls and c.stance in _COUNTED and c.reliable]
        found = ((c, _entry(c, toll, material)) for c in told for toll in c.tolls)
        material.counts[report_id] = tuple(_counted(row, claim, material) for claim, row in found)
    return material.counts[report_id]


def _counted(row: TollEntry, claim: RecordedClaim, material: Material) -> Counted:
    toll = row.toll
    whose = ",".join(material.principals(row.whose))
    of = (speaker(claim, material), whose, toll.kind, toll.unit, toll.scope, toll.victim_status)
    about = _period(claim) if toll.scope in _TOTALS else None
    if toll.subset_of is not None or claim.polarity is Polarity.NEGATIVE:
        about = ""
    number = material.numbered
    return Counted(
        row,
        number.setdefault(of, len(number)),
        about,
        toll.subset_of is None,
        number.setdefault(_figure(row), len(number)),
        claim.report_id,
    )


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


def _superseding(counts: Sequence[Counted], event_of: Mapping[str, str]) -> list[str | None]:
    """Return for each count the claim whose count it revises: same voice, people, kind, scope and happening."""
    last: dict[tuple[int, str], TollEntry] = {}
    revised: list[str | None] = []
    for one in counts:
        row = one.row
        about = event_of.get(row.claim, "") if one.about is None else one.about
        before = last.get((one.of, about)) if about else None
        revises = before is not None and before.claim != row.claim and _revises(row, before)
        revised.append(before.claim if before is not None and revises else None)
        if about and one.leads:
            last[one.of, about] = row
    return revised


def _period(claim: RecordedClaim) -> str:
    return claim.time.start.isoformat() if claim.time and claim.time.start else ""


def _revises(row: TollEntry, before: TollEntry) -> bool:
    return (row.toll.low, row.toll.best, row.toll.high) != (before.toll.low, before.toll.best, before.toll.high)


def _figure(row: TollEntry) -> tuple[object, ...]:
    toll = row.toll
    time = (row.time.start, row.time.end) if row.time else None
    return (row.claimant, row.whose, toll.kind, toll.low, toll.best, toll.high, toll.scope, toll.unit, time)
