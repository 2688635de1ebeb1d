"""Happenings to events: one row each, with the best known time and places, its parties, tolls and standing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from contested.model.actors import ActorKind
from contested.model.claims import ClaimRelation, EventType, Polarity, Stance, TargetClass
from contested.model.events import Event, RecordedClaim, ViolenceType
from contested.model.ids import content_id
from contested.model.places import Place
from contested.model.times import TimeSpan
from contested.record.happenings import Happening
from contested.record.material import Material
from contested.record.standing import standing

_STATE = frozenset({ActorKind.STATE, ActorKind.IGO})
_ORGANISED = frozenset({ActorKind.ARMED_FORCE, ActorKind.PARTY_OR_MOVEMENT, ActorKind.DE_FACTO_STATE, *_STATE})
_VIOLENT = frozenset({EventType.ASSAULT, EventType.HARM})
_UNARMED = frozenset(TargetClass) - {TargetClass.MILITARY, TargetClass.MIXED}
_FINE = ("camp", "village", "town", "city", "unknown", "mountain", "line", "admin2", "water", "region", "admin1")


def events(found: Sequence[Happening], material: Material) -> tuple[Event, ...]:
    """Return one event a happening, in order of time (undated ones last)."""
    ids = [event_id(happening) for happening in found]
    event_of = {f.claim.id: own for happening, own in zip(found, ids, strict=True) for f in happening.facets}
    rows = [event_row(happening, event_of, material) for happening in found]
    return tuple(sorted(rows, key=by_time))


def event_id(happening: Happening) -> str:
    """Return the id of a happening: that of the claim that told of it first."""
    return content_id("ev", happening.facets[0].claim.id)


def by_time(event: Event) -> tuple[bool, str, str, str]:
    """Return the key that orders events: by time, undated ones last, then by id."""
    start = event.time and (event.time.start or event.time.end)
    end = event.time and (event.time.end or event.time.start)
    return (start is None, start.isoformat() if start else "", end.isoformat() if end else "", event.id)


def event_row(happening: Happening, event_of: Mapping[str, str], material: Material) -> Event:
    """Return the row of a happening; ``event_of`` holds the events of all claims."""
    every = [f.claim for f in happening.facets]
    claims = [c for c in every if c.withdrawn is None] or every
    positive = [c for c in claims if c.polarity is Polarity.POSITIVE]
    affirming = [c for c in positive if c.stance is not Stance.DENIED] or positive
    initiators = _roles(c.initiators for c in affirming)
    return Event(
        id=event_id(happening),
        event_type=_type(affirming),
        claims=tuple(c.id for c in every),
        time=best_time(affirming),
        places=_places(affirming),
        initiators=initiators,
        recipients=_roles(c.recipients for c in affirming),
        violence=_violence(affirming, material),
        tactic=next((c.tactic for c in affirming if c.tactic), None),
        target_class=next((c.target_class for c in affirming if c.target_class), None),
        civilian_targeting=any(c.civilian_targeting for c in affirming),
        civilian_harm=any(c.civilian_harm for c in affirming),
        standing=standing(claims, initiators, material),
        tolls=tuple((c.id, toll) for c in affirming for toll in c.tolls),
        reasons=happening.reasons or ("told by one claim",),
        part_of=_part_of(claims, event_of, material),
    )


def _roles(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for group in groups for name in group))


def _type(claims: Sequence[RecordedClaim]) -> EventType:
    types = Counter(c.event_type for c in claims)
    if EventType.ASSAULT in types:
        return EventType.ASSAULT
    return min(types.items(), key=lambda item: (-item[1], item[0].value))[0]


def best_time(claims: Sequence[RecordedClaim]) -> TimeSpan | None:
    """Return the finest time that the claims give; of equally fine ones the one given most often, then the earliest."""
    spans = Counter(c.time for c in claims if c.time)
    if not spans:
        return None
    return min(spans.items(), key=lambda item: (_length(item[0]), -item[1], item[0].edtf, item[0].basis.value))[0]


def _length(span: TimeSpan) -> int:
    return (span.end - span.start).days if span.start and span.end else 100_000


def _places(claims: Sequence[RecordedClaim]) -> tuple[Place, ...]:
    places = {place.id: place for c in claims for place in c.places}
    rank = {kind: i for i, kind in enumerate(_FINE)}
    return tuple(sorted(places.values(), key=lambda p: (rank.get(p.kind, len(_FINE)), p.name, p.id)))


def _violence(claims: Sequence[RecordedClaim], material: Material) -> ViolenceType | None:
    if _type(claims) not in _VIOLENT:
        return None
    who = {kind for c in claims for kind in _kinds(c.initiators, material)}
    whom = {kind for c in claims for kind in _kinds(c.recipients, material)}
    unarmed = any(c.civilian_targeting for c in claims) or any(c.target_class in _UNARMED for c in claims)
    if unarmed and who & _ORGANISED and not whom & _ORGANISED:
        return ViolenceType.ONE_SIDED
    if who & _ORGANISED and whom & _ORGANISED:
        return ViolenceType.STATE_BASED if (who | whom) & _STATE else ViolenceType.NON_STATE
    return ViolenceType.UNCLEAR


def _kinds(actor_ids: Sequence[str], material: Material) -> set[ActorKind]:
    """Return the kinds of the actors and of everybody for whom they act."""
    ids = set(actor_ids) | material.sides(actor_ids)
    return {material.actors[i].kind for i in ids if i in material.actors}


def _part_of(claims: Sequence[RecordedClaim], event_of: Mapping[str, str], material: Material) -> str | None:
    own = event_of[claims[0].id]
    for claim in claims:
        for other in material.links_from(claim.id, ClaimRelation.PART_OF):
            if event_of.get(other, own) != own:
                return event_of[other]
    return None
