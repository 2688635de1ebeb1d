"""Disputes: pairs of claims that cannot both be true, or a stance beside its denial."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from contested.model.claims import ClaimRelation
from contested.model.events import Dispute, Event
from contested.model.ids import content_id
from contested.model.readings import Decision
from contested.record.dispute_pairs import blocks, linked, within
from contested.record.dispute_rules import RULES, Matter, Opposition, linked_denial
from contested.record.facets import Facet, facets, overlap
from contested.record.material import Material
from contested.record.meetings import Meetings, Pair

_Pair = tuple[Facet, Facet, Opposition]
_SLACK = 7  # days
_AGREEING = frozenset(
    {
        ClaimRelation.SUBSET_OF,
        ClaimRelation.CONFIRMS,
        ClaimRelation.CORRECTS,
        ClaimRelation.PART_OF,
        ClaimRelation.CITES,
    }
)


def disputes(found: Sequence[Event], material: Material) -> tuple[Dispute, ...]:
    """Return all disputes, first by the order in which their claims are told.

    ``material.event_of`` must hold the events ``found``: two claims of one happening are opposed by laxer rules.
    """
    told = facets([c for c in material.claims if c.reliable], material)
    every = {one.order: one for one in told}
    index: Meetings[Matter] = Meetings()
    pairs: dict[Pair, set[Matter]] = {pair: {Matter.STANCE} for pair in linked(material, every, material.links)}
    for event in found:
        for pair, matters in within(event, material):
            if pair[0] in every and pair[1] in every:  # what was withdrawn is set against nothing
                pairs.setdefault(pair, set()).update(matters)
    for one in told:
        for pair, matters in index.add(one.order, blocks(one, material))[0].items():
            pairs.setdefault(pair, set()).update(matters)
    hits = [
        (every[i], every[j], hit)
        for i, j in sorted(pairs)
        if (hit := opposition(every[i], every[j], pairs[i, j], material)) is not None
    ]
    return dispute_rows(hits, material.event_of, material)


def dispute_rows(hits: Sequence[_Pair], event_of: Mapping[str, str], material: Material) -> tuple[Dispute, ...]:
    """Return the disputes of the pairs that are opposed, first by the order in which their claims are told."""
    rows = [dispute_row(a, b, hit, event_of) for a, b, hit in _weightiest(hits)]
    return tuple(sorted(rows, key=lambda d: (material.order[d.claim], material.order[d.other], d.kind)))


def _weightiest(pairs: Sequence[_Pair]) -> list[_Pair]:
    """Return the pairs, and of those with one pivot only the weightiest in each report."""
    best: dict[tuple[str, str], int] = {}
    for a, b, hit in pairs:
        if hit.pivot is not None:
            key = pivot_key(a, b, hit.pivot)
            best[key] = max(best.get(key, hit.weight), hit.weight)
    return [(a, b, h) for a, b, h in pairs if h.pivot is None or best[pivot_key(a, b, h.pivot)] == h.weight]


def pivot_key(a: Facet, b: Facet, pivot: str) -> tuple[str, str]:
    """Return the pivot and the report of the other claim: of the disputes that share both only the weightiest stand."""
    return pivot, (b if a.claim.id == pivot else a).claim.report_id


def dispute_row(a: Facet, b: Facet, opposition: Opposition, event_of: Mapping[str, str]) -> Dispute:
    """Return the dispute of two claims that are opposed."""
    first, second = sorted((a, b), key=lambda f: f.order)
    return Dispute(
        id=content_id("di", first.claim.id, second.claim.id),
        kind=opposition.kind,
        claim=first.claim.id,
        other=second.claim.id,
        reason=opposition.reason,
        event=event_of.get(first.claim.id) or event_of.get(second.claim.id),
    )


def opposition(a: Facet, b: Facet, matters: Collection[Matter], material: Material) -> Opposition | None:
    """Return how two claims that meet in ``matters`` are opposed, in the first matter in which they are."""
    relation = material.relation_between(a.claim.id, b.claim.id)
    if relation in _AGREEING or material.verdicts.between(a.claim.id, b.claim.id) is Decision.DIFFERENT:
        return None
    if relation is ClaimRelation.DENIES:
        return linked_denial(a, b)
    if overlap(a, b, _SLACK) is False and not material.one_event(a.claim.id, b.claim.id):
        return None
    hits = (RULES[matter](a, b, material) for matter in Matter if matter in matters)
    return next((hit for hit in hits if hit is not None), None)
