"""Truces while they are put together: the claims that found one, those that follow it, and the help of outsiders."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field

from contested.model.actors import ActorKind
from contested.model.claims import ClaimRelation, EventType, Polarity, Stance
from contested.model.events import RecordedClaim
from contested.record.blocks import Grouping, weeks
from contested.record.facets import Facet, facet, overlap
from contested.record.material import Material
from contested.record.nearby import gap, near, touch
from contested.record.truce_sides import named_sides, parties_meet, sides_meet, truce_parties, truce_sides

BREACHES = frozenset({EventType.CEASEFIRE_VIOLATED, EventType.CEASEFIRE_COLLAPSED})
AFTER = frozenset({EventType.CEASEFIRE_HELD, *BREACHES})
_FOUNDING = frozenset({EventType.CEASEFIRE_DECLARED, EventType.RETREAT, EventType.AGREE})
UNREAL = frozenset({Stance.HYPOTHETICAL, Stance.DENIED})
NAMED_PEACE = frozenset({"peace_agreement", "armistice", "cessation"})
_STATES = frozenset({ActorKind.STATE, ActorKind.DE_FACTO_STATE})
_ANEW = re.compile(r"(a|an|another|one|yet another)\s+(?!breach|violation)", re.IGNORECASE)  # of a truce not told yet
_SAME = frozenset({ClaimRelation.CONFIRMS, ClaimRelation.CITES})
_NEAR_CHARS = 200
_TOLD_TOGETHER = 2  # claims
_RECENT_DAYS = 60
_INTO_EFFECT_DAYS = 3  # from signing to taking effect
_LONG_DAYS = 62  # longer times are one only where they are equal
_FAR = 10_000  # claims: told in another report


@dataclass(slots=True)
class Truce:
    """A truce while it is put together. ``start`` is the first day that its founding claims give."""

    founding: list[RecordedClaim]
    after: list[RecordedClaim] = field(default_factory=list)
    helped: list[RecordedClaim] = field(default_factory=list)
    start: int | None = None
    told: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))  # report -> places in the telling


@dataclass(slots=True)
class _Shelf:
    """The truces where a later claim looks for its own."""

    truces: list[Truce] = field(default_factory=list)
    founded: dict[str, int] = field(default_factory=dict)  # founding claim -> position in truces
    in_report: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_sides: dict[frozenset[str], list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, truce: Truce, material: Material) -> None:
        """Set a truce upon the shelf; its founding claims are complete."""
        position = len(self.truces)
        days = [day for claim in truce.founding if (day := _first_day(claim)) is not None]
        truce.start = min(days, default=None)
        for claim in truce.founding:
            truce.told[claim.report_id].append(material.order[claim.id])
            self.founded[claim.id] = position
        for report in truce.told:
            self.in_report[report].append(position)
        if truce.start is not None:
            insort(self.by_sides[truce_sides(truce.founding[0], material)], (truce.start, position))
        self.truces.append(truce)


def gather_truces(material: Material) -> list[Truce]:
    """Return the truces that the claims tell of, with what came after them and who helped."""
    shelf = _Shelf()
    for founding in _founded(material):
        shelf.add(Truce(founding), material)
    later = [c for c in material.of_types(AFTER) if c.stance not in UNREAL and c.reliable]
    for claim in sorted(later, key=lambda c: (c.event_type is not EventType.CEASEFIRE_COLLAPSED, material.order[c.id])):
        _follow(claim, shelf, material)
    parties = [all_parties(truce, material) for truce in shelf.truces]
    for claim in material.of_types([EventType.MEDIATE]):
        if claim.stance not in UNREAL:
            _help(claim, shelf, parties, material)
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


def _last_day(claim: RecordedClaim) -> int | None:
    day = (claim.time.end or claim.time.start) if claim.time else None
    return day.toordinal() if day else None


def _first_day(claim: RecordedClaim) -> int | None:
    day = (claim.time.start or claim.time.end) if claim.time else None
    return day.toordinal() if day else None


def _founded(material: Material) -> list[list[RecordedClaim]]:
    """Return the founding claims, one list a truce."""
    truces: Grouping[Facet] = Grouping(lambda mine, other: _one_truce(mine, other, material))
    for claim in material.of_types(_FOUNDING):
        if _founds(claim):
            mine = facet(claim, material)
            cited = [("claim", k.other) for k in material.linked.get(claim.id, ()) if k.relation in _SAME]
            truces.file(mine, [*cited, *_times(mine, _INTO_EFFECT_DAYS)], [("claim", claim.id), *_times(mine, 0)])
    return [[one.claim for one in group] for group in truces.groups]


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
    """Return whether two founding claims found one truce, worked out once for each two."""
    pair = a.claim.id, b.claim.id
    if pair not in material.one_truce:
        material.one_truce[pair] = _found_one(a, b, material)
    return material.one_truce[pair]


def _found_one(a: Facet, b: Facet, material: Material) -> bool:
    if material.relation_between(a.claim.id, b.claim.id) in _SAME:
        return True
    together = a.claim.report_id == b.claim.report_id and abs(a.order - b.order) <= _TOLD_TOGETHER
    slack = _INTO_EFFECT_DAYS if together else 1
    if overlap(a, b, slack) is not True or not parties_meet(a.claim, b.claim, material):
        return False
    if a.claim.report_id == b.claim.report_id and max(a.days, b.days) > 40:
        return False
    return max(a.days, b.days) <= _LONG_DAYS or (a.start, a.end) == (b.start, b.end)


def _follow(claim: RecordedClaim, shelf: _Shelf, material: Material) -> None:
    """Put a breach or an observation under the nearest truce that came before it, or make one of it."""
    if claim.polarity is Polarity.NEGATIVE and claim.event_type in BREACHES:
        return
    if claim.event_type is EventType.CEASEFIRE_VIOLATED and claim.stance is Stance.POSSIBLE:
        return
    attempted = claim.event_type is EventType.CEASEFIRE_COLLAPSED and _was_attempted(claim, material)
    fitting = set(_told_with(claim, shelf, material)) | set(_nearest(claim, shelf, material, attempted=attempted))
    if _is_another(claim):
        fitting = {p for p in fitting if _is_at_once(claim, shelf.truces[p])}
    fitting = {p for p in fitting if not attempted or _is_recent(claim, shelf.truces[p])}
    if fitting:
        touched = {shelf.founded[c.id] for c in near(claim, material, 0) if c.id in shelf.founded and touch(claim, c)}
        best = min(fitting, key=lambda p: (p not in touched, *_distance(claim, shelf.truces[p], material)))
        shelf.truces[best].after.append(claim)
    else:
        shelf.add(Truce([claim], [claim]), material)


def _is_another(claim: RecordedClaim) -> bool:
    """Return whether the words bring up a truce as one that was not told of: "a second truce collapsed"."""
    collapsed = claim.event_type is EventType.CEASEFIRE_COLLAPSED
    return collapsed and _ANEW.match(claim.passage.quote) is not None


def _is_at_once(claim: RecordedClaim, truce: Truce) -> bool:
    day = _first_day(claim)
    return day is not None and truce.start is not None and abs(day - truce.start) <= _INTO_EFFECT_DAYS


def _told_with(claim: RecordedClaim, shelf: _Shelf, material: Material) -> Iterator[int]:
    """Yield the positions of the truces of the claim's own report that it may follow."""
    end = _last_day(claim)
    for position in shelf.in_report.get(claim.report_id, ()):
        truce = shelf.truces[position]
        before = end is None or truce.start is None or (truce.start <= end and not _is_new(claim, truce))
        if before and parties_meet(claim, truce.founding[0], material):
            yield position


def _nearest(claim: RecordedClaim, shelf: _Shelf, material: Material, *, attempted: bool) -> Iterator[int]:
    """Yield for each pair of sides that the claim can speak of where the nearest truces are that it may follow."""
    end, day = _last_day(claim), _first_day(claim)
    if end is None or day is None:
        return
    mine = truce_sides(claim, material)
    for sides, starts in shelf.by_sides.items():
        if sides_meet(mine, sides):
            yield from _first_fitting(claim, _by_nearness(starts, day, end), shelf, attempted=attempted)


def _first_fitting(
    claim: RecordedClaim, ranked: Iterator[tuple[int, int]], shelf: _Shelf, *, attempted: bool
) -> Iterator[int]:
    """Yield the first positions of those ``ranked`` by days apart that the claim may follow, all equally near."""
    least: int | None = None
    for apart, position in ranked:
        if least is not None and apart > least:
            return
        truce = shelf.truces[position]
        if not _is_new(claim, truce) and (not attempted or _is_recent(claim, truce)):
            least = apart
            yield position


def _by_nearness(starts: Sequence[tuple[int, int]], day: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield (days apart, position) of the truces that started no later than ``end``, the nearest to ``day`` first."""
    after = bisect_left(starts, (day, 0))
    before, last = after - 1, bisect_left(starts, (end + 1, 0)) - 1
    while before >= 0 or after <= last:
        if before < 0 or (after <= last and starts[after][0] - day <= day - starts[before][0]):
            yield starts[after][0] - day, starts[after][1]
            after += 1
        else:
            yield day - starts[before][0], starts[before][1]
            before -= 1


def _was_attempted(claim: RecordedClaim, material: Material) -> bool:
    """Return whether a mediation is told beside the claim: what broke down may be the truce that it sought."""
    mine = facet(claim, material)
    beside = near(claim, material, _NEAR_CHARS)
    told = [c for c in beside if c.event_type is EventType.MEDIATE and c.stance not in UNREAL]
    return any(overlap(mine, facet(c, material), _INTO_EFFECT_DAYS) is not False for c in told)


def _is_recent(claim: RecordedClaim, truce: Truce) -> bool:
    day = _first_day(claim)
    return day is None or truce.start is None or day - truce.start <= _RECENT_DAYS


def _is_new(claim: RecordedClaim, truce: Truce) -> bool:
    """Return whether a truce that is said to hold began only after ``truce`` had broken down."""
    if claim.event_type is not EventType.CEASEFIRE_HELD or claim.time is None or claim.time.start is None:
        return False
    fell = [c.time.end for c in truce.after if c.event_type is EventType.CEASEFIRE_COLLAPSED and c.time and c.time.end]
    return any(end < claim.time.start for end in fell)


def _distance(claim: RecordedClaim, truce: Truce, material: Material) -> tuple[int, int, str]:
    """Nearer is: the latest before; the nearest in the telling of one report."""
    begun = truce.start if truce.start is not None else 0
    day = _first_day(claim)
    ago = abs((begun if day is None else day) - begun)
    return ago, _apart(material.order[claim.id], truce.told.get(claim.report_id, ())), truce.founding[0].id


def _apart(place: int, told: Sequence[int]) -> int:
    """Return how many claims lie between a place in the telling and the nearest of the sorted places ``told``."""
    after = bisect_left(told, place)
    return min((abs(place - other) for other in told[max(after - 1, 0) : after + 1]), default=_FAR)


def _help(claim: RecordedClaim, shelf: _Shelf, parties: Sequence[tuple[str, ...]], material: Material) -> None:
    """Put a mediation of an outsider under the truce beside whose words it is told."""
    gaps = _help_gaps(claim, shelf, material)
    outside = [(g, p) for p, g in gaps.items() if not material.same_side(claim.initiators, parties[p])]
    if outside:
        shelf.truces[min(outside)[1]].helped.append(claim)


def _help_gaps(claim: RecordedClaim, shelf: _Shelf, material: Material) -> dict[int, int]:
    """Return how far a mediation's words are from the truces told beside it, by their positions."""
    mine = facet(claim, material)
    gaps: dict[int, int] = {}
    for other in near(claim, material, _NEAR_CHARS):
        position = shelf.founded.get(other.id)
        if position is not None and overlap(mine, facet(other, material), 1) is not False:
            gaps[position] = min(gaps.get(position, _FAR), gap(claim, other) + 1)
    for link in material.linked.get(claim.id, ()):
        if link.other in shelf.founded and material.by_id[link.other].report_id == claim.report_id:
            gaps[shelf.founded[link.other]] = 0
    return gaps
