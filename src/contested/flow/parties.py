"""Who the parties may be, where a dossier does not say: those whom its reports most often set against each other."""

from __future__ import annotations

from collections import Counter

from contested.model.actors import ActorKind
from contested.model.claims import EventType
from contested.model.events import RecordedActor, RecordedClaim
from contested.model.record import Party, Record

FIGHTING = frozenset(
    {
        EventType.ASSAULT,
        EventType.CEASEFIRE_DECLARED,
        EventType.CEASEFIRE_VIOLATED,
        EventType.CEASEFIRE_HELD,
        EventType.CEASEFIRE_COLLAPSED,
        EventType.TERRITORY_CHANGE,
        EventType.ACCUSE,
    }
)
PRINCIPALS = frozenset({ActorKind.STATE, ActorKind.DE_FACTO_STATE, ActorKind.PARTY_OR_MOVEMENT, ActorKind.ARMED_FORCE})
STATES = frozenset({ActorKind.STATE, ActorKind.DE_FACTO_STATE})


def suggest_parties(record: Record) -> tuple[Party, ...]:
    """Return the two actors most often set against each other; none where no claim sets two against each other."""
    actors = {actor.id: actor for actor in record.actors}
    dyads: Counter[tuple[str, str]] = Counter()
    for claim in record.claims:
        if claim.event_type in FIGHTING and claim.reliable:
            dyads.update(_dyads(claim, actors))
    if not dyads:
        return ()
    pair = min(dyads, key=lambda dyad: (-dyads[dyad], dyad))
    return tuple(Party(actor_id, actors[actor_id].name) for actor_id in pair)


def _dyads(claim: RecordedClaim, actors: dict[str, RecordedActor]) -> set[tuple[str, str]]:
    one = {_principal(a, actors) for a in claim.initiators} - {None}
    other = {_principal(a, actors) for a in claim.recipients} - {None}
    return {(min(a, b), max(a, b)) for a in one for b in other if a and b and a != b}


def _principal(actor_id: str, actors: dict[str, RecordedActor]) -> str | None:
    """Return the state behind an actor, the actor itself where it is a principal, None for all others."""
    actor = actors.get(actor_id)
    if actor is None:
        return None
    behind = [side for side in actor.side if side in actors and actors[side].kind in STATES]
    if behind and actor.kind not in STATES:
        return behind[0]
    return actor_id if actor.kind in PRINCIPALS else None
