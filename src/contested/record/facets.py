"""A claim seen as something to compare: its group, its sides, its days, its places and its words."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass

from contested.model.claims import EventType, Polarity, Stance
from contested.model.events import RecordedClaim
from contested.model.quantities import MeasureKind, Scope, Toll
from contested.model.times import Basis
from contested.record.material import Material

_GROUPS = {
    EventType.ASSAULT: "violence",
    EventType.HARM: "violence",
    EventType.CEASEFIRE_VIOLATED: "breach",
    EventType.CEASEFIRE_COLLAPSED: "breach",
    EventType.TERRITORY_CHANGE: "movement",
    EventType.RETREAT: "movement",
}
_TOTALS = frozenset({Scope.WHOLE_CONFLICT, Scope.EPISODE, Scope.CUMULATIVE})
_WORD = re.compile(r"[^\W\d_]{4,}|\d+")
_STATED = frozenset({Basis.EXPLICIT, Basis.RELATIVE})
_OPEN = 100_000  # days
AREAS = frozenset({"country", "region", "admin1", "water"})


@dataclass(frozen=True, slots=True)
class Facet:
    """What two claims are compared by. ``start`` and ``end`` are day numbers, None where open or unknown."""

    claim: RecordedClaim
    order: int
    group: str
    who: frozenset[str]
    whom: frozenset[str]
    start: int | None
    end: int | None
    points: frozenset[str]
    areas: frozenset[str]
    words: frozenset[str]
    trigger: str
    mutual: bool  # the sides are in both roles
    dated: bool  # any end of the time is known
    sure: bool  # the words give the time, and not the report's date or context
    floating: bool  # the report's own day stands in for an untold one; the happening may be some days older
    days: int  # length of the time; a great number where it is open


def group_of(claim: RecordedClaim) -> str:
    """Return the group of types within which two claims can tell of one happening."""
    if any(m.kind is MeasureKind.VIOLATIONS and (m.low != 1 or m.high != 1) for m in claim.measures):
        return "tally of breaches"
    if any(m.kind is MeasureKind.INTERCEPTED for m in claim.measures) and not claim.tolls:
        return "interception"
    return _GROUPS.get(claim.event_type, claim.event_type.value.lower())


def is_total(toll: Toll) -> bool:
    """Return whether a toll covers more than one happening."""
    return toll.scope in _TOTALS


def tells_happening(claim: RecordedClaim) -> bool:
    """Return whether a claim can belong to an event: not a supposition, a total or a bare state of things."""
    if claim.stance is Stance.HYPOTHETICAL or not claim.reliable:
        return False
    if any(is_total(toll) for toll in claim.tolls):
        return False
    return claim.event_type is not EventType.STATUS or bool(claim.tolls)


def founds_event(claim: RecordedClaim) -> bool:
    """Return whether a claim can make an event by itself: one that says that nothing happened cannot."""
    return tells_happening(claim) and (claim.polarity is Polarity.POSITIVE)


def facet(claim: RecordedClaim, material: Material) -> Facet:
    """Return what ``claim`` is compared by (worked out once for each material)."""
    if claim.id not in material.facets:
        material.facets[claim.id] = _facet(claim, material)
    return material.facets[claim.id]


def _facet(claim: RecordedClaim, material: Material) -> Facet:
    victims = [actor for toll in claim.tolls for actor in toll.whose]
    whom = claim.recipients or (tuple(victims) if group_of(claim) in {"violence", "breach"} else ())
    points = material.same_set(p.name.casefold() for p in claim.places if p.kind not in AREAS)
    who, against = material.sides(claim.initiators), material.sides(whom)
    start = claim.time.start.toordinal() if claim.time and claim.time.start else None
    end = claim.time.end.toordinal() if claim.time and claim.time.end else None
    return Facet(
        claim=claim,
        order=material.order[claim.id],
        group=group_of(claim),
        who=who,
        whom=against,
        start=start,
        end=end,
        points=points,
        areas=material.same_set(name for p in claim.places if (name := p.name.casefold()) not in points),
        words=words(claim.passage.quote),
        trigger=stem(claim.trigger.quote.casefold()),
        mutual=bool(who) and (who == against or _both_at_war(who, claim.report_id, material)),
        dated=start is not None or end is not None,
        sure=claim.time is not None and claim.time.basis in _STATED,
        floating=_floats(claim),
        days=end - start + 1 if start is not None and end is not None else _OPEN,
    )


def _floats(claim: RecordedClaim) -> bool:
    time = claim.time
    if time is None or time.basis in _STATED or group_of(claim) != "violence":
        return False
    return time.start == time.end == claim.published


def _both_at_war(who: frozenset[str], report_id: str, material: Material) -> bool:
    enemies = material.belligerents(report_id)
    return len(enemies) == 2 and who.issuperset(enemies)


def facets(claims: Iterable[RecordedClaim], material: Material) -> tuple[Facet, ...]:
    """Return the facets of ``claims``, in order."""
    return tuple(facet(claim, material) for claim in claims)


def stem(word: str) -> str:
    """Return a crude stem: the first five letters, so that "shelled" and "shelling" meet."""
    return word[:5]


def words(text: str) -> frozenset[str]:
    """Return the stems of a text's longer words, and its numbers."""
    return frozenset(sys.intern(stem(word)) for word in _WORD.findall(text.casefold()))


def grounds(claim: RecordedClaim) -> frozenset[str]:
    """Return the stems of the words for the land that a claim is about, without articles and other short words."""
    named = [passage.quote for passage in claim.ground] + [place.name for place in claim.places]
    return frozenset(stem(word) for words in named for word in _WORD.findall(words.casefold()))


def overlap(a: Facet, b: Facet, slack: int = 0) -> bool | None:
    """Return whether two times share a day (give or take ``slack``); None where one is unknown."""
    if not a.dated or not b.dated:
        return None
    starts = a.start is None or b.end is None or a.start <= b.end + slack
    ends = a.end is None or b.start is None or a.end + slack >= b.start
    return starts and ends


def excludes(a: Toll, b: Toll) -> bool:
    """Return whether no number fits both tolls (an unstated bound is open; "about" gives a tenth either way).

    Of two counts that only say "at least", one that is twice the other is taken to speak of other numbers.
    """
    low_a, high_a = bounds(a)
    low_b, high_b = bounds(b)
    if high_a == high_b == float("inf"):
        return min(low_a, low_b) > 0 and max(low_a, low_b) >= 2 * min(low_a, low_b)
    return high_a < low_b or high_b < low_a


def can_exclude(a: Facet, b: Facet) -> bool:
    """Return whether any two figures of one kind in two claims exclude each other."""
    return any(x.kind is y.kind and excludes(x, y) for x in a.claim.tolls for y in b.claim.tolls)


def bounds(toll: Toll) -> tuple[float, float]:
    """Return the least and greatest number that a toll's words allow."""
    about = toll.best is not None and toll.low is None and toll.high is None
    if about and toll.best is not None:
        return toll.best * 0.9, toll.best * 1.1
    low = toll.low if toll.low is not None else 0.0
    return low, toll.high if toll.high is not None else float("inf")
