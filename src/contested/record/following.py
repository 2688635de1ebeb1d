"""What became of truces: breaches and observations under the truces that they speak of.

Where each claim went is kept: of a record that grows only the claims are placed anew that new truces could concern.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from contested.model.claims import EventType, Polarity, Stance
from contested.model.events import RecordedClaim
from contested.record.facets import facet, overlap
from contested.record.material import Material
from contested.record.nearby import near, touch
from contested.record.shelf import BREACHES, INTO_EFFECT_DAYS, NEAR_CHARS, UNREAL, Shelf, Truce, first_day, last_day
from contested.record.truce_sides import parties_meet, sides_meet, truce_sides

_ANEW = re.compile(r"(a|an|another|one|yet another)\s+(?!breach|violation)", re.IGNORECASE)  # of a truce not told yet
_RECENT_DAYS = 60
_FAR = 10_000  # claims: told in another report
_EVER = 1 << 40  # days


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a later claim was put: the id of its truce, None where it made one; its days; how many days lie between."""

    truce: str | None
    first: int | None
    last: int | None
    ago: int


@dataclass(slots=True)
class Followed:
    """What was found the last time: by truce its founding claims and those that it fell by, and where claims went."""

    founded: dict[str, tuple[RecordedClaim, ...]] = field(default_factory=dict)
    fell: dict[str, tuple[RecordedClaim, ...]] = field(default_factory=dict)
    placed: dict[str, Placing] = field(default_factory=dict)


@dataclass(slots=True)
class _Changes:
    """The truces that have come, gone or changed: a claim is placed anew where they could matter."""

    truces: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    days: list[int] = field(default_factory=list)  # sorted

    def note(self, truce: str, claims: Iterable[RecordedClaim], start: int | None) -> None:
        """Note a truce by its id, founding claims and first day."""
        self.truces.add(truce)
        self.reports.update(claim.report_id for claim in claims)
        if start is not None:
            insort(self.days, start)

    def concern(self, claim: RecordedClaim, placing: Placing) -> bool:
        """Return whether any change is in the claim's report, at its truce, or no farther than that in time."""
        if claim.report_id in self.reports or placing.truce in self.truces:
            return True
        if not self.days or placing.first is None or placing.last is None:
            return False
        place = bisect_left(self.days, placing.first - placing.ago)
        return place < len(self.days) and self.days[place] <= min(placing.last, placing.first + placing.ago)


def follow(later: Sequence[RecordedClaim], shelf: Shelf, material: Material) -> None:
    """Put breaches and observations under the nearest truces that came before them, or make truces of them.

    The collapses go first: what holds after one is another truce.
    """
    known = material.followed.setdefault("truces", Followed())
    collapsed = [c for c in later if c.event_type is EventType.CEASEFIRE_COLLAPSED]
    others = [c for c in later if c.event_type is not EventType.CEASEFIRE_COLLAPSED]
    changes = _Changes()
    known.founded = _compared(known.founded, {t.id: tuple(t.founding) for t in shelf.truces}, shelf, changes)
    _place_all(collapsed, shelf, known.placed, changes, material)
    fell = {t.id: tuple(c for c in t.after if c.event_type is EventType.CEASEFIRE_COLLAPSED) for t in shelf.truces}
    known.fell = _compared(known.fell, fell, shelf, changes)
    _place_all(others, shelf, known.placed, changes, material)


_Told = dict[str, tuple[RecordedClaim, ...]]  # claims by truce


def _compared(before: _Told, now: _Told, shelf: Shelf, changes: _Changes) -> _Told:
    """Note the truces whose claims are others now than before; return the claims now."""
    for truce in before.keys() - now.keys():
        changes.note(truce, before[truce], None)
    for truce, claims in now.items():
        if before.get(truce) != claims:
            start = shelf.truces[shelf.founded[truce]].start
            changes.note(truce, (*before.get(truce, ()), *claims), start)
    return now


def _place_all(
    claims: Sequence[RecordedClaim], shelf: Shelf, placed: dict[str, Placing], changes: _Changes, material: Material
) -> None:
    for claim in claims:
        placing = placed.get(claim.id)
        if placing is None or changes.concern(claim, placing):
            before, placing = placing, _placing(claim, shelf, material)
            placed[claim.id] = placing
            if (placing.truce is None) != (before is not None and before.truce is None):
                changes.note(claim.id, [claim], placing.first)  # its own truce has come, or is no more
        if placing.truce is None:
            shelf.add(Truce([claim], [claim]), material)
        else:
            shelf.truces[shelf.founded[placing.truce]].after.append(claim)


def follows(claim: RecordedClaim) -> bool:
    """Return whether a claim tells of what became of a truce: no denied or possible breach does."""
    if claim.stance in UNREAL or not claim.reliable:
        return False
    if claim.polarity is Polarity.NEGATIVE and claim.event_type in BREACHES:
        return False
    return not (claim.event_type is EventType.CEASEFIRE_VIOLATED and claim.stance is Stance.POSSIBLE)


def _placing(claim: RecordedClaim, shelf: Shelf, material: Material) -> Placing:
    first, last = first_day(claim), last_day(claim)
    attempted = claim.event_type is EventType.CEASEFIRE_COLLAPSED and _was_attempted(claim, material)
    fitting = set(_told_with(claim, shelf, material)) | set(_nearest(claim, shelf, material, attempted=attempted))
    if _is_another(claim):
        fitting = {p for p in fitting if _is_at_once(claim, shelf.truces[p])}
    fitting = {p for p in fitting if not attempted or _is_recent(claim, shelf.truces[p])}
    if not fitting:
        return Placing(None, first, last, _EVER)
    touched = {shelf.founded[c.id] for c in near(claim, material, 0) if c.id in shelf.founded and touch(claim, c)}
    best = min(fitting, key=lambda p: (p not in touched, *_distance(claim, shelf.truces[p], material)))
    return Placing(shelf.truces[best].id, first, last, _distance(claim, shelf.truces[best], material)[0])


def _is_another(claim: RecordedClaim) -> bool:
    """Return whether the words bring up a truce as one that was not told of: "a second truce collapsed"."""
    collapsed = claim.event_type is EventType.CEASEFIRE_COLLAPSED
    return collapsed and _ANEW.match(claim.passage.quote) is not None


def _is_at_once(claim: RecordedClaim, truce: Truce) -> bool:
    day = first_day(claim)
    return day is not None and truce.start is not None and abs(day - truce.start) <= INTO_EFFECT_DAYS


def _told_with(claim: RecordedClaim, shelf: Shelf, material: Material) -> Iterator[int]:
    """Yield the positions of the truces of the claim's own report that it may follow."""
    end = last_day(claim)
    for position in shelf.in_report.get(claim.report_id, ()):
        truce = shelf.truces[position]
        before = end is None or truce.start is None or (truce.start <= end and not _is_new(claim, truce))
        if before and parties_meet(claim, truce.founding[0], material):
            yield position


def _nearest(claim: RecordedClaim, shelf: Shelf, material: Material, *, attempted: bool) -> Iterator[int]:
    """Yield for each pair of sides that the claim can speak of where the nearest truces are that it may follow."""
    end, day = last_day(claim), first_day(claim)
    if end is None or day is None:
        return
    mine = truce_sides(claim, material)
    for sides, starts in shelf.by_sides.items():
        if sides_meet(mine, sides):
            yield from _first_fitting(claim, _by_nearness(starts, day, end), shelf, attempted=attempted)


def _first_fitting(
    claim: RecordedClaim, ranked: Iterator[tuple[int, int]], shelf: Shelf, *, attempted: bool
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
    beside = near(claim, material, NEAR_CHARS)
    told = [c for c in beside if c.event_type is EventType.MEDIATE and c.stance not in UNREAL]
    return any(overlap(mine, facet(c, material), INTO_EFFECT_DAYS) is not False for c in told)


def _is_recent(claim: RecordedClaim, truce: Truce) -> bool:
    day = first_day(claim)
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
    day = first_day(claim)
    ago = abs((begun if day is None else day) - begun)
    return ago, _apart(material.order[claim.id], truce.told.get(claim.report_id, ())), truce.founding[0].id


def _apart(place: int, told: Sequence[int]) -> int:
    """Return how many claims lie between a place in the telling and the nearest of the sorted places ``told``."""
    after = bisect_left(told, place)
    return min((abs(place - other) for other in told[max(after - 1, 0) : after + 1]), default=_FAR)
