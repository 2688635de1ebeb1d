"""Disputes: pairs of claims that cannot both be true, or a stance beside its denial."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from contested.model.claims import ClaimRelation, EventType, Stance
from contested.model.events import Dispute, Event
from contested.model.ids import content_id
from contested.model.readings import Decision
from contested.record.dispute_rules import RULES, Opposition, family, is_denial, linked_denial, starts_it
from contested.record.facets import Facet, facets, overlap
from contested.record.material import Material

_Pair = tuple[Facet, Facet, Opposition]
_MONTH = 30.44
_LONGEST = 24
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
    pairs = [(a, b, hit) for a, b in _pairs(every, material) for hit in [_opposition(a, b, material)] if hit]
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


def _opposition(a: Facet, b: Facet, material: Material) -> Opposition | None:
    if material.verdicts.between(a.claim.id, b.claim.id) is Decision.DIFFERENT:
        return None
    relation = material.relation_between(a.claim.id, b.claim.id)
    if relation is ClaimRelation.DENIES:
        return linked_denial(a, b)
    if relation in _AGREEING:
        return None
    hits = (rule(a, b, material) for rule in RULES)
    return next((hit for hit in hits if hit is not None), None)


def _pairs(every: Sequence[Facet], material: Material) -> list[tuple[Facet, Facet]]:
    """Return the pairs that share a report or a month, and that some rule could set against each other."""
    blocks: dict[tuple[str, str, int], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for i, one in enumerate(every):
        for trait, active in _traits(one, material):
            for where, number in [(one.claim.report_id, -1), *(("month", month) for month in _months(one))]:
                blocks[trait, where, number][0 if active else 1].append(i)
    found = _linked(every, material)
    for opposing, others in blocks.values():
        found |= {(min(i, j), max(i, j)) for i in opposing for j in (*opposing, *others) if i != j}
    return [(every[i], every[j]) for i, j in sorted(found) if overlap(every[i], every[j], 7) is not False]


def _linked(every: Sequence[Facet], material: Material) -> set[tuple[int, int]]:
    index = {one.claim.id: i for i, one in enumerate(every)}
    denials = [k for k in material.links if k.relation is ClaimRelation.DENIES and {k.claim, k.other} <= set(index)]
    return {(min(index[k.claim], index[k.other]), max(index[k.claim], index[k.other])) for k in denials}


def _traits(one: Facet, material: Material) -> Iterator[tuple[str, bool]]:
    """Yield the matters in which a claim could oppose another; of two passive ones in a matter neither does."""
    claim = one.claim
    kind = family(claim)
    yield f"denial of {kind}", is_denial(claim)
    if claim.tolls:
        yield f"toll in {kind}", True
    if claim.measures and kind == "truce kept":
        yield "violations", True
    if kind in {"violence", "truce kept"} and one.who:
        yield f"doer of {kind}", claim.stance is Stance.ACCUSED or starts_it(claim, material)
    if claim.event_type in {EventType.TERRITORY_CHANGE, EventType.RETREAT} and one.points:
        yield "control", claim.event_type is EventType.TERRITORY_CHANGE
    if kind == "truce kept":
        yield kind, claim.event_type is EventType.CEASEFIRE_HELD


def _months(one: Facet) -> range:
    start = one.start if one.start is not None else one.end
    end = one.end if one.end is not None else one.start
    if start is None or end is None:
        return range(0)
    first, last = int(start // _MONTH), int(end // _MONTH)
    return range(max(first, last - _LONGEST), last + 1)
