"""Which claims to set against which: blocks, so that a rule only sees the pairs that it could ever oppose."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from contested.model.claims import ClaimLink, ClaimRelation, EventType, Stance
from contested.model.events import Event
from contested.record.context import likely
from contested.record.dispute_rules import Matter, family, is_denial, starts_it
from contested.record.facets import Facet, can_exclude, facet
from contested.record.material import Material, speaker
from contested.record.meetings import Pair, Stand, merged

_ARMED = frozenset({"violence", "truce kept"})
_MOVES = frozenset({EventType.TERRITORY_CHANGE, EventType.RETREAT})
_MONTH = 30.44
_LONGEST = 24  # months into which a long time is filed
_SHORT_DAYS = 10
_LOOSE = frozenset({Matter.FIRST_FIRE, Matter.CONTROL})  # matters in which times may lie apart
_WITHIN = 16  # claims of one event, told next after it, that a claim is held against
_SLACK = 7  # days: as far apart as two rival accounts of one day are ever compared


@dataclass(frozen=True, slots=True)
class _Part:
    """What a claim brings to a matter: it asks, it answers, or both. ``keys`` are where it meets other reports."""

    matter: Matter
    group: str
    asks: bool
    answers: bool
    keys: tuple[str, ...]


def blocks(one: Facet, material: Material) -> list[Stand[Matter]]:
    """Return the blocks in which a claim meets those that it could be opposed to, each in its matter."""
    loose, strict = list(_times(one, _SLACK)), list(_times(one, 0))
    found: list[Stand[Matter]] = []
    for stand in _stands(one, material):
        matter, times = stand.matter, loose if stand.matter in _LOOSE else strict
        places = [(stand.group, one.claim.report_id, True)]
        places += [(f"{stand.group} {key}", when, long) for key in stand.keys for when, long in times]
        found += [Stand((matter, what, when), matter, stand.asks, stand.answers, long) for what, when, long in places]
    return merged(found)


def _times(one: Facet, slack: int) -> Iterator[tuple[str, bool]]:
    """Yield the days (weeks, with slack) and months of a claim, and whether any other claim there is looked at."""
    start = one.start if one.start is not None else one.end
    end = one.end if one.end is not None else one.start
    if start is None or end is None:
        return
    short = one.start is not None and one.end is not None and one.days <= _SHORT_DAYS
    if short:
        length = 7 if slack else 1
        for number in range(start // length, (end + slack) // length + 1):
            yield f"{length} {number}", True
    first, last = int(start // _MONTH), int((end + slack) // _MONTH)
    for month in range(max(first, last - _LONGEST), last + 1):
        yield f"month {month}", not short


def _stands(one: Facet, material: Material) -> Iterator[_Part]:
    claim = one.claim
    kind = family(claim)
    yield _Part(Matter.STANCE, kind, is_denial(claim), True, tuple(sorted(one.who)))
    if claim.tolls:
        yield _Part(Matter.TOLL, kind, True, True, tuple(sorted(one.points or (one.who | one.whom))))
        if one.points:
            yield _Part(Matter.TOLL, kind, False, True, tuple(sorted(one.who | one.whom)))
    if claim.measures and kind in _ARMED:
        yield _Part(Matter.VIOLATIONS, kind, True, True, ("",))
    if kind in _ARMED and (one.who or likely(one, material).by):
        yield _Part(Matter.ACTOR, kind, claim.stance is Stance.ACCUSED, True, tuple(sorted(one.points)))
        yield from _accusations(one, material)
    if claim.event_type in _MOVES:
        asks = claim.event_type is EventType.TERRITORY_CHANGE
        yield _Part(Matter.CONTROL, "control", asks, True, tuple(sorted(one.points)))
    if kind == "truce kept":
        yield _Part(Matter.TRUCE, kind, claim.event_type is EventType.CEASEFIRE_HELD, True, ("",))


def _accusations(one: Facet, material: Material) -> Iterator[_Part]:
    """Yield for each pair of sides who speaks against whom; only opposite directions meet."""
    if one.group not in {"violence", "breach"} or not (
        one.claim.stance is Stance.ACCUSED or starts_it(one.claim, material)
    ):
        return
    doers = one.who or likely(one, material).by
    for by, against in product(material.principals([speaker(one.claim, material)]), sorted(doers)):
        if by != against:
            forth = by < against
            dyad = f"{min(by, against)} {max(by, against)}"
            yield _Part(Matter.FIRST_FIRE, dyad, forth, not forth, ("",))


def within(event: Event, material: Material) -> Iterator[tuple[Pair, set[Matter]]]:
    """Yield the pairs of an event's claims that can be opposed in one happening: each claim and the next ones told."""
    told = [facet(material.by_id[claim], material) for claim in event.claims if material.by_id[claim].reliable]
    for i, one in enumerate(told):
        for other in told[i + 1 : i + 1 + _WITHIN]:
            matters = set(_matters(one, other))
            if matters:
                yield (one.order, other.order), matters


def _matters(one: Facet, other: Facet) -> Iterator[Matter]:
    """Yield in what two claims of one happening can be opposed, by what costs little to see."""
    if is_denial(one.claim) != is_denial(other.claim):
        yield Matter.STANCE
    if one.who and other.who and not one.who & other.who:
        yield Matter.ACTOR
    if one.claim.tolls and other.claim.tolls and can_exclude(one, other):
        yield Matter.TOLL
    if one.claim.measures and other.claim.measures:
        yield Matter.VIOLATIONS


def linked(material: Material, every: Container[int], links: Iterable[ClaimLink]) -> Iterator[Pair]:
    """Yield the pairs that a report itself sets against each other, whatever their blocks."""
    for link in links:
        if link.relation is ClaimRelation.DENIES:
            one, other = material.order[link.claim], material.order[link.other]
            if one in every and other in every:
                yield min(one, other), max(one, other)
