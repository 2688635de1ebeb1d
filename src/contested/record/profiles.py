"""What some claims say together of one happening: the pooled sides, days, places, tolls and words of a cluster."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from contested.model.actors import ActorKind
from contested.model.claims import Aux, EventType, Stance
from contested.model.places import Place
from contested.model.quantities import Toll
from contested.record.context import likely
from contested.record.facets import AREAS, Facet
from contested.record.material import Material, speaker

_EARTH_KM = 6371.0
_TYPES = {kind: frozenset({kind}) for kind in EventType}
_STANCES = {stance: frozenset({stance}) for stance in Stance}
_VAGUE = frozenset({"unknown"})


@dataclass(frozen=True, slots=True)
class Profile:
    """What a cluster of claims is compared by. Days are day numbers; None is open or unknown."""

    group: str
    types: frozenset[EventType]
    claims: frozenset[str]
    reports: frozenset[str]
    who: frozenset[str]
    whom: frozenset[str]
    heads: frozenset[str]  # the principals of both roles
    doers: frozenset[str]  # of ``who`` the powers: states, movements, forces
    victims: frozenset[str]  # of ``whom`` the powers
    outside: bool  # a power that is not at war in the report suffered it
    by: frozenset[str]
    toward: frozenset[str]
    start: int | None
    end: int | None
    days: int
    dated: bool
    sure: bool
    floating: bool
    points: frozenset[str]
    where: frozenset[str]  # stated and likely places
    vague: bool  # all of its places are names that no gazetteer knows
    areas: frozenset[str]
    spots: tuple[tuple[float, float, float], ...]  # latitude, longitude, precision in km
    tolls: tuple[Toll, ...]
    tallies: frozenset[tuple[float | None, float | None]]
    words: frozenset[str]
    triggers: frozenset[str]
    voices: frozenset[str]  # sides of those who say it
    stances: frozenset[Stance]
    mutual: bool
    past: bool  # told as background


def profile(one: Facet, material: Material) -> Profile:
    """Return the profile of one claim (worked out once for each material)."""
    if one.claim.id not in material.profiles:
        material.profiles[one.claim.id] = _profile(one, material)
    return material.profiles[one.claim.id]


def _profile(one: Facet, material: Material) -> Profile:
    claim = one.claim
    guess = likely(one, material)
    enemies = material.belligerents(claim.report_id)
    whom = frozenset[str]() if one.group == "violence" and "recipient" in claim.implied_roles else one.whom
    same = material.same_set
    victims = same(a for a in whom if material.is_power(a) or _is_body(a, material))
    return Profile(
        group=one.group,
        types=_TYPES[claim.event_type],
        claims=frozenset({claim.id}),
        reports=same({claim.report_id}),
        who=one.who,
        whom=whom,
        heads=same(material.principals((*claim.initiators, *claim.recipients))),
        doers=same(a for a in one.who if material.is_power(a)),
        victims=victims,
        outside=bool(victims) and len(enemies) == 2 and victims.isdisjoint(enemies),
        by=guess.by,
        toward=guess.toward or (one.whom - whom),
        start=one.start,
        end=one.end,
        days=one.days,
        dated=one.dated,
        sure=one.sure,
        floating=one.floating,
        points=one.points,
        where=one.points or guess.points,
        vague=bool(one.points) and all(p.kind in _VAGUE for p in claim.places if p.kind not in AREAS),
        areas=one.areas,
        spots=tuple(s for place in claim.places if (s := _spot(place)) is not None),
        tolls=claim.tolls,
        tallies=frozenset((m.low, m.high) for m in claim.measures),
        words=one.words,
        triggers=same({one.trigger} if one.trigger else ()),
        voices=material.sides([speaker(claim, material)]),
        stances=_STANCES[claim.stance],
        mutual=one.mutual,
        past=Aux.HISTORICAL in claim.aux,
    )


def _is_body(actor_id: str, material: Material) -> bool:
    actor = material.actors.get(actor_id)
    return actor is not None and actor.kind is ActorKind.IGO


def _spot(place: Place) -> tuple[float, float, float] | None:
    if place.latitude is None or place.longitude is None or place.kind in AREAS:
        return None
    return place.latitude, place.longitude, place.precision_km or 0.0


def pooled(a: Profile, b: Profile) -> Profile:
    """Return the profile of two clusters as one; of two times the common days, else the finer time."""
    start, end, days = _common(a, b)
    return Profile(
        group=min(a.group, b.group),
        types=a.types | b.types,
        claims=a.claims | b.claims,
        reports=a.reports | b.reports,
        who=a.who | b.who,
        whom=a.whom | b.whom,
        heads=a.heads | b.heads,
        doers=a.doers | b.doers,
        victims=a.victims | b.victims,
        outside=a.outside and b.outside,
        by=a.by | b.by,
        toward=a.toward | b.toward,
        start=start,
        end=end,
        days=days,
        dated=a.dated or b.dated,
        sure=a.sure or b.sure,
        floating=a.floating and b.floating,
        points=a.points | b.points,
        where=(a.points | b.points) or (a.where | b.where),
        vague=(a.vague or not a.points) and (b.vague or not b.points),
        areas=a.areas | b.areas,
        spots=tuple(dict.fromkeys((*a.spots, *b.spots))),
        tolls=(*a.tolls, *b.tolls),
        tallies=a.tallies | b.tallies,
        words=a.words | b.words,
        triggers=a.triggers | b.triggers,
        voices=a.voices | b.voices,
        stances=a.stances | b.stances,
        mutual=a.mutual or b.mutual,
        past=a.past and b.past,
    )


def _common(a: Profile, b: Profile) -> tuple[int | None, int | None, int]:
    if not a.dated or not b.dated or a.floating != b.floating:
        one = a if a.dated and not a.floating else b
        return one.start, one.end, one.days
    starts = [s for s in (a.start, b.start) if s is not None]
    ends = [e for e in (a.end, b.end) if e is not None]
    start, end = max(starts, default=None), min(ends, default=None)
    if start is not None and end is not None and start <= end:
        return start, end, end - start + 1
    one = a if (not a.sure, a.days) <= (not b.sure, b.days) else b
    return one.start, one.end, one.days


def meet(a: Profile, b: Profile, slack: int = 0) -> bool | None:
    """Return whether two times share a day (give or take ``slack``); None where one is unknown."""
    if not a.dated or not b.dated:
        return None
    starts = a.start is None or b.end is None or a.start <= b.end + slack
    ends = a.end is None or b.start is None or a.end + slack >= b.start
    return starts and ends


def distance_km(a: Profile, b: Profile) -> float | None:
    """Return the least distance between places of both, beyond what their precision leaves open; None if unknown."""
    gaps = [_km(x, y) - x[2] - y[2] for x in a.spots for y in b.spots]
    return max(min(gaps), 0.0) if gaps else None


def _km(x: tuple[float, float, float], y: tuple[float, float, float]) -> float:
    """Return the great-circle distance (haversine formula)."""
    first, second = radians(x[0]), radians(y[0])
    half = sin((second - first) / 2) ** 2 + cos(first) * cos(second) * sin(radians(y[1] - x[1]) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))
