"""Truces while they are put together: the claims that found one, those that follow it, and the help of outsiders."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from contested.model.actors import ActorKind
from contested.model.claims import ClaimRelation, EventType, Polarity
from contested.model.events import RecordedClaim
from contested.record.blocks import Regrouped, Rules, weeks
from contested.record.facets import Facet, facet, overlap
from contested.record.following import follow, follows
from contested.record.material import Material
from contested.record.nearby import gap, near
from contested.record.shelf import AFTER, INTO_EFFECT_DAYS, NEAR_CHARS, UNREAL, Shelf, Truce
from contested.record.truce_sides import named_sides, parties_meet, truce_parties

_FOUNDING = frozenset({EventType.CEASEFIRE_DECLARED, EventType.RETREAT, EventType.AGREE})
NAMED_PEACE = frozenset({"peace_agreement", "armistice", "cessation"})
_TOLD = _FOUNDING | AFTER
_STATES = frozenset({ActorKind.STATE, ActorKind.DE_FACTO_STATE})
_SAME = frozenset({ClaimRelation.CONFIRMS, ClaimRelation.CITES})
_TOLD_TOGETHER = 2  # claims
_LONG_DAYS = 62  # longer times are one only where they are equal


def gather_truces(material: Material) -> list[Truce]:
    """Return the truces that the claims tell of, with what came after them and who helped."""
    shelf = Shelf()
    for founding in _founded(material):
        shelf.add(Truce(founding), material)
    follow([claim for claim in material.of_types(AFTER) if follows(claim)], shelf, material)
    for claim in material.of_types([EventType.MEDIATE]):
        if claim.stance not in UNREAL:
            _help(claim, shelf, material)
    return shelf.truces


def all_parties(truce: Truce, material: Material) -> tuple[str, ...]:
    """Return the sides that any claim of a truce names, else those at war in the report that told of it first."""
    named = {party for claim in (*truce.founding, *truce.after) for party in named_sides(claim, material)}
    enemies = truce_parties(truce.founding[0], material)
    if len(named) < 2:
        named |= set(_facing(named, enemies, material))
    elif len(named) > 2 and named.issuperset(enemies):
        named = set(enemies)
    return tuple(sorted(named))


def _facing(named: set[str], enemies: Sequence[str], material: Material) -> Sequence[str]:
    """Return who faces the one named side: its enemy, or the state of the two at war where it is neither of them."""
    if not named or named & set(enemies):
        return enemies
    states = [e for e in enemies if e in material.actors and material.actors[e].kind in _STATES]
    return states if len(states) == 1 else enemies


def _founded(material: Material) -> list[list[RecordedClaim]]:
    """Return the founding claims, one list a truce."""
    rules: Rules[Facet, list[RecordedClaim]] = Rules(
        alike=lambda mine, other: _one_truce(mine, other, material),
        sought=lambda mine: _sought(mine, material),
        filed=lambda mine: (("claim", mine.claim.id), *_times(mine, 0)),
        row=lambda group: [one.claim for one in group],
        key=lambda one: one.claim.id,
    )
    told = [facet(claim, material) for claim in material.of_types(_FOUNDING) if _founds(claim)]
    return material.truces.setdefault("truces", Regrouped()).update(told, rules)


def _sought(mine: Facet, material: Material) -> Iterator[Hashable]:
    """Yield where a claim looks for its truce: what it cites or confirms, and the weeks of its time."""
    yield from (("claim", k.other) for k in material.linked.get(mine.claim.id, ()) if k.relation in _SAME)
    yield from _times(mine, INTO_EFFECT_DAYS)


def _times(one: Facet, slack: int) -> Iterator[Hashable]:
    """Yield the weeks of a short time; a long one only meets its equal."""
    if one.days > _LONG_DAYS:
        yield one.start, one.end
    else:
        yield from weeks(one, slack)


def _founds(claim: RecordedClaim) -> bool:
    if claim.stance in UNREAL or claim.polarity is Polarity.NEGATIVE or not claim.reliable:
        return False
    if claim.event_type is EventType.CEASEFIRE_DECLARED:
        return True
    if claim.event_type is EventType.RETREAT and _is_cessation(claim):
        return True
    return claim.event_type in {EventType.AGREE, EventType.RETREAT} and claim.topic in NAMED_PEACE


def _is_cessation(claim: RecordedClaim) -> bool:
    """Return whether a claim tells of an end of fighting and not of a withdrawal: nobody leaves any place."""
    return not (claim.initiators or claim.recipients or claim.places or claim.ground)


def _one_truce(a: Facet, b: Facet, material: Material) -> bool:
    if material.relation_between(a.claim.id, b.claim.id) in _SAME:
        return True
    together = a.claim.report_id == b.claim.report_id and abs(a.order - b.order) <= _TOLD_TOGETHER
    slack = INTO_EFFECT_DAYS if together else 1
    if overlap(a, b, slack) is not True or not parties_meet(a.claim, b.claim, material):
        return False
    if a.claim.report_id == b.claim.report_id and max(a.days, b.days) > 40:
        return False
    return max(a.days, b.days) <= _LONG_DAYS or (a.start, a.end) == (b.start, b.end)


def _help(claim: RecordedClaim, shelf: Shelf, material: Material) -> None:
    """Put a mediation of an outsider under the truce beside whose words it is told."""
    gaps: dict[int, int] = {}
    for other, apart in _beside(claim, material):
        position = shelf.founded.get(other)
        if position is not None:
            gaps[position] = min(gaps.get(position, apart), apart)
    for _, position in sorted((apart, position) for position, apart in gaps.items()):
        truce = shelf.truces[position]
        if not material.same_side(claim.initiators, all_parties(truce, material)):
            truce.helped.append(claim)
            return


def _beside(claim: RecordedClaim, material: Material) -> tuple[tuple[str, int], ...]:
    """Return the claims of truces told beside a mediation, and how far its words are from each (worked out once)."""
    if claim.id not in material.helping:
        mine = facet(claim, material)
        found = [
            (other.id, gap(claim, other) + 1)
            for other in near(claim, material, NEAR_CHARS)
            if other.event_type in _TOLD and overlap(mine, facet(other, material), 1) is not False
        ]
        tied = (material.by_id[link.other] for link in material.linked.get(claim.id, ()))
        found += [(c.id, 0) for c in tied if c.event_type in _TOLD and c.report_id == claim.report_id]
        material.helping[claim.id] = tuple(found)
    return material.helping[claim.id]
