"""Disputes: pairs of claims that cannot both be true, or a stance beside its denial."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from contested.model.claims import ClaimRelation
from contested.model.events import Dispute, Event
from contested.model.ids import content_id
from contested.model.readings import Decision
from contested.record.dispute_pairs import candidates
from contested.record.dispute_rules import RULES, Matter, Opposition, linked_denial
from contested.record.facets import Facet, facets, overlap
from contested.record.material import Material

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
    """Return all disputes, first by the order in which their claims are told."""
    every = facets([c for c in material.claims if c.reliable], material)
    event_of = {claim: event.id for event in found for claim in event.claims}
    pairs = []
    for i, j, matters in candidates(every, material):
        hit = _opposition(every[i], every[j], matters, material)
        if hit is not None:
            pairs.append((every[i], every[j], hit))
    rows = [_dispute(a, b, hit, event_of) for a, b, hit in _weightiest(pairs)]
    return tuple(sorted(rows, key=lambda d: (material.order[d.claim], material.order[d.other], d.kind)))


def _weightiest(pairs: Sequence[_Pair]) -> list[_Pair]:
    """Return the pairs, and of those with one pivot only the weightiest in each report."""
    best: dict[tuple[str, str], int] = {}
    for a, b, hit in pairs:
        if hit.pivot is not None:
            key = _pivot_key(a, b, hit.pivot)
            best[key] = max(best.get(key, hit.weight), hit.weight)
    return [(a, b, h) for a, b, h in pairs if h.pivot is None or best[_pivot_key(a, b, h.pivot)] == h.weight]


def _pivot_key(a: Facet, b: Facet, pivot: str) -> tuple[str, str]:
    return pivot, (b if a.claim.id == pivot else a).claim.report_id


def _dispute(a: Facet, b: Facet, opposition: Opposition, event_of: Mapping[str, str]) -> Dispute:
    first, second = sorted((a, b), key=lambda f: f.order)
    return Dispute(
        id=content_id("di", first.claim.id, second.claim.id),
        kind=opposition.kind,
        claim=first.claim.id,
        other=second.claim.id,
        reason=opposition.reason,
        event=event_of.get(first.claim.id) or event_of.get(second.claim.id),
    )


def _opposition(a: Facet, b: Facet, matters: Sequence[Matter], material: Material) -> Opposition | None:
    relation = material.relation_between(a.claim.id, b.claim.id)
    if relation in _AGREEING or material.verdicts.between(a.claim.id, b.claim.id) is Decision.DIFFERENT:
        return None
    if relation is ClaimRelation.DENIES:
        return linked_denial(a, b)
    if overlap(a, b, _SLACK) is False:
        return None
    hits = (RULES[matter](a, b, material) for matter in matters)
    return next((hit for hit in hits if hit is not None), None)
