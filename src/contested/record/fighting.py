"""Fighting told within a time for which a truce is said to be in effect."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain

from contested.model.claims import EventType, Polarity
from contested.model.events import RecordedClaim
from contested.record.facets import Facet, facet
from contested.record.material import Material
from contested.record.shelf import UNREAL
from contested.record.truce_sides import sides_meet, truce_sides

_LONG = 365  # days: only what is said of a year or more can be stale
_MOST = 24  # claims of later fighting that are named one by one


@dataclass(frozen=True, slots=True)
class Fighting:
    """The claims of fighting by the sides that fight, each as (first day, place in the telling), by day."""

    by_sides: Mapping[frozenset[str], Sequence[tuple[int, int]]]


def fighting(material: Material) -> Fighting:
    """Return the claims of fighting with a time that is closed at both ends."""
    new: dict[frozenset[str], list[tuple[int, int]]] = defaultdict(list)
    for report in material.reports:
        if report.id not in material.fought:
            material.fought.add(report.id)
            for sides, start, order in _fights(report.id, material):
                new[sides].append((start, order))
    for sides, days in new.items():
        known = material.fights.setdefault(sides, [])
        known += days
        known.sort()
    return Fighting(material.fights)


def _fights(report_id: str, material: Material) -> Iterator[tuple[frozenset[str], int, int]]:
    """Yield of a report's claims of fighting who fights, the first day and the place in the telling."""
    for claim in material.told_in[report_id]:
        if _is_fighting(claim):
            one = facet(claim, material)
            if one.start is not None and one.end is not None:
                yield truce_sides(claim, material), one.start, one.order


Held = tuple[tuple[Facet, frozenset[str]], ...]  # claims that a truce is kept, and by which sides


def held_long(after: Sequence[RecordedClaim], material: Material) -> Held:
    """Return the claims that a truce is in effect for a year or more."""
    held = [c for c in after if c.event_type is EventType.CEASEFIRE_HELD and c.polarity is Polarity.POSITIVE]
    return tuple((facet(c, material), truce_sides(c, material)) for c in held if facet(c, material).days >= _LONG)


def contradicting(long: Held, fights: Fighting, material: Material) -> tuple[tuple[str, ...], int]:
    """Return the first claims of fighting while a truce is said to be in effect, and how many there are."""
    if not long:
        return (), 0
    within: list[Sequence[tuple[int, int]]] = []
    for sides, days in fights.by_sides.items():
        within += _within([one for one, own in long if sides_meet(own, sides)], days)
    first = nsmallest(_MOST, (order for _, order in chain.from_iterable(within)))
    return tuple(material.told_at[order] for order in first), sum(len(part) for part in within)


def _is_fighting(claim: RecordedClaim) -> bool:
    fought = claim.event_type is EventType.ASSAULT and claim.polarity is Polarity.POSITIVE
    return fought and claim.stance not in UNREAL and claim.reliable


def _within(held: Sequence[Facet], days: Sequence[tuple[int, int]]) -> list[Sequence[tuple[int, int]]]:
    """Return the stretches of ``days`` that lie well within any time of ``held`` (not at its first day)."""
    spans = [(bisect_right(days, (one.start + 1, -1)), _last(one, days)) for one in held if one.start is not None]
    parts: list[Sequence[tuple[int, int]]] = []
    reached = 0
    for first, last in sorted(spans):
        if last > max(first, reached):
            parts.append(days[max(first, reached) : last])
            reached = last
    return parts


def _last(held: Facet, days: Sequence[tuple[int, int]]) -> int:
    return len(days) if held.end is None else bisect_right(days, (held.end + 1, -1))
