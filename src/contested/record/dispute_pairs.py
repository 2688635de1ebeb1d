"""Which claims to set against which: blocks, so that a rule only sees the pairs that it could ever oppose."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from contested.model.claims import ClaimRelation, EventType, Stance
from contested.record.blocks import LOOK_BACK
from contested.record.dispute_rules import Matter, family, is_denial, starts_it
from contested.record.facets import Facet
from contested.record.material import Material, speaker

_ARMED = frozenset({"violence", "truce kept"})
_MOVES = frozenset({EventType.TERRITORY_CHANGE, EventType.RETREAT})
_MONTH = 30.44
_LONGEST = 24  # months into which a long time is filed
_SHORT_DAYS = 10
_LOOSE = frozenset({Matter.FIRST_FIRE, Matter.CONTROL})  # matters in which times may lie apart
_SLACK = 7  # days: as far apart as two rival accounts of one day are ever compared


@dataclass(frozen=True, slots=True)
class _Stand:
    """What a claim brings to a matter: it asks, it answers, or both. ``keys`` are where it meets other reports."""

    matter: Matter
    group: str
    asks: bool
    answers: bool
    keys: tuple[str, ...]


@dataclass(slots=True)
class _Block:
    """Claims that meet in a matter, by position; two short ones meet by day or week, not by month."""

    asking: list[tuple[int, bool]] = field(default_factory=list)
    answering: list[int] = field(default_factory=list)
    long: list[int] = field(default_factory=list)  # of those that answer


def candidates(every: Sequence[Facet], material: Material) -> list[tuple[int, int, tuple[Matter, ...]]]:
    """Return the pairs of positions in ``every`` to look at, each with the matters in which it could be opposed."""
    found: dict[tuple[int, int], dict[Matter, None]] = defaultdict(dict)
    blocks = _blocks(every, material)
    for matter in Matter:
        for block in blocks[matter].values():
            for pair in _met(block):
                found[pair][matter] = None
        if matter is Matter.STANCE:
            for pair in _linked(every, material):
                found[pair][matter] = None
    return [(i, j, tuple(found[i, j])) for i, j in sorted(found)]


def _met(block: _Block) -> Iterator[tuple[int, int]]:
    """Yield who meets in a block: each that asks, and those that answer and are told nearest before and after it."""
    for i, long in block.asking:
        answering = block.answering if long else block.long
        place = bisect_left(answering, i)
        for j in answering[max(place - LOOK_BACK, 0) : place + LOOK_BACK]:
            if i != j:
                yield (i, j) if i < j else (j, i)


def _blocks(every: Sequence[Facet], material: Material) -> dict[Matter, dict[tuple[str, str], _Block]]:
    blocks: dict[Matter, dict[tuple[str, str], _Block]] = {matter: defaultdict(_Block) for matter in Matter}
    for i, one in enumerate(every):
        loose, strict = list(_times(one, _SLACK)), list(_times(one, 0))
        for stand in _stands(one, material):
            times = loose if stand.matter in _LOOSE else strict
            places = [(stand.group, one.claim.report_id, True)]
            places += [(f"{stand.group} {key}", when, long) for key in stand.keys for when, long in times]
            for what, where, long in places:
                _file(i, long, stand, blocks[stand.matter][what, where])
    return blocks


def _file(position: int, long: bool, stand: _Stand, block: _Block) -> None:
    if stand.asks:
        block.asking.append((position, long))
    if stand.answers:
        block.answering.append(position)
        if long:
            block.long.append(position)


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


def _stands(one: Facet, material: Material) -> Iterator[_Stand]:
    claim = one.claim
    kind = family(claim)
    yield _Stand(Matter.STANCE, kind, is_denial(claim), True, tuple(sorted(one.who)))
    if claim.tolls:
        yield _Stand(Matter.TOLL, kind, True, True, tuple(sorted(one.points or (one.who | one.whom))))
        if one.points:
            yield _Stand(Matter.TOLL, kind, False, True, tuple(sorted(one.who | one.whom)))
    if claim.measures and kind == "truce kept":
        yield _Stand(Matter.VIOLATIONS, kind, True, True, ("",))
    if kind in _ARMED and one.who:
        yield _Stand(Matter.ACTOR, kind, claim.stance is Stance.ACCUSED, True, tuple(sorted(one.points)))
        yield from _accusations(one, material)
    if claim.event_type in _MOVES and one.points:
        asks = claim.event_type is EventType.TERRITORY_CHANGE
        yield _Stand(Matter.CONTROL, "control", asks, True, tuple(sorted(one.points)))
    if kind == "truce kept":
        yield _Stand(Matter.TRUCE, kind, claim.event_type is EventType.CEASEFIRE_HELD, True, ("",))


def _accusations(one: Facet, material: Material) -> Iterator[_Stand]:
    """Yield for each pair of sides who speaks against whom; only opposite directions meet."""
    if one.group != "violence" or not (one.claim.stance is Stance.ACCUSED or starts_it(one.claim, material)):
        return
    for by, against in product(material.principals([speaker(one.claim, material)]), sorted(one.who)):
        if by != against:
            forth = by < against
            dyad = f"{min(by, against)} {max(by, against)}"
            yield _Stand(Matter.FIRST_FIRE, dyad, forth, not forth, ("",))


def _linked(every: Sequence[Facet], material: Material) -> set[tuple[int, int]]:
    index = {one.claim.id: i for i, one in enumerate(every)}
    denials = [k for k in material.links if k.relation is ClaimRelation.DENIES and {k.claim, k.other} <= index.keys()]
    return {(min(index[k.claim], index[k.other]), max(index[k.claim], index[k.other])) for k in denials}
