"""Who the parties may be, where a dossier does not say: those whom its reports most often set against each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from contested.model.actors import ActorKind
from contested.model.claims import EventType
from contested.model.events import RecordedActor, RecordedClaim
from contested.model.record import Conflict, Party

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


class Dyads:
    """How often claims set two actors against each other. Claims may come in any order."""

    def __init__(self) -> None:
        """Begin without any claim."""
        self._counts: Counter[tuple[str, str]] = Counter()

    def add(self, claims: Iterable[RecordedClaim], actors: Mapping[str, RecordedActor]) -> None:
        """Count the reliable claims of fighting, truces and blame."""
        for claim in claims:
            if claim.event_type in FIGHTING and claim.reliable:
                self._counts.update(_dyads(claim, actors))

    def parties(self, actors: Mapping[str, RecordedActor]) -> tuple[Party, ...]:
        """Return the two most often set against each other; none where no claim sets two against each other."""
        pair = min(self._counts, key=lambda dyad: (-self._counts[dyad], dyad), default=())
        return tuple(Party(actor_id, actors[actor_id].name) for actor_id in pair)


def with_suggested(conflict: Conflict, parties: tuple[Party, ...]) -> Conflict:
    """Return the conflict with the parties that its reports suggest, where it names none and they suggest some."""
    return replace(conflict, parties=parties, suggested=True) if parties and not conflict.parties else conflict


def _dyads(claim: RecordedClaim, actors: Mapping[str, RecordedActor]) -> set[tuple[str, str]]:
    one = {_principal(a, actors) for a in claim.initiators} - {None}
    other = {_principal(a, actors) for a in claim.recipients} - {None}
    return {(min(a, b), max(a, b)) for a in one for b in other if a and b and a != b}


def _principal(actor_id: str, actors: Mapping[str, RecordedActor]) -> str | None:
    """Return the state behind an actor, the actor itself where it is a principal, None for all others."""
    actor = actors.get(actor_id)
    if actor is None:
        return None
    behind = [side for side in actor.side if side in actors and actors[side].kind in STATES]
    if behind and actor.kind not in STATES:
        return behind[0]
    return actor_id if actor.kind in PRINCIPALS else None
