"""Who is at war in a report: the two powers that its claims of violence, truces and charges set against each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from contested.model.actors import ActorKind
from contested.model.claims import EventType, Stance
from contested.model.events import RecordedActor, RecordedClaim

POWERS = (ActorKind.STATE, ActorKind.DE_FACTO_STATE, ActorKind.PARTY_OR_MOVEMENT, ActorKind.ARMED_FORCE)
_HOSTILE = frozenset(
    {
        EventType.ASSAULT,
        EventType.HARM,
        EventType.CEASEFIRE_VIOLATED,
        EventType.CEASEFIRE_COLLAPSED,
        EventType.TERRITORY_CHANGE,
    }
)
_SHARED = frozenset({EventType.CEASEFIRE_DECLARED, EventType.CEASEFIRE_HELD})
_STATED, _CHARGED, _ACCUSED, _FOUGHT = 3.0, 2.0, 1.0, 1.0  # what one claim counts for
_NAMED = 0.25  # what a mention of both counts for
_MOST_NAMED = 8
_TOGETHER = 4.0  # off for two that act on one side of an attack

_Pairs = dict[tuple[str, str], float]
Principals = Mapping[str, tuple[str, ...]]


def at_war(
    claims: Sequence[RecordedClaim],
    named: Mapping[str, int],
    principals: Principals,
    actors: Mapping[str, RecordedActor],
) -> tuple[str, ...]:
    """Return the two powers most set against each other, sorted; nothing where no claim is of violence or a charge.

    ``named`` counts the mentions of each actor. Roles that the report only implies count for nothing.
    """
    lift = _Lift(principals, actors)
    pairs: _Pairs = defaultdict(float)
    fought: Counter[str] = Counter()
    for claim in claims:
        _count(claim, lift, pairs, fought)
    mentions: Counter[str] = Counter()
    for actor, count in named.items():
        for power in lift.of([actor]):
            mentions[power] += count
    for pair in combinations(sorted(fought), 2):
        pairs[pair] += _FOUGHT * min(fought[pair[0]], fought[pair[1]])
    for one in sorted(fought):
        for other in sorted(mentions):
            if other != one and other not in fought:
                pairs.setdefault(_pair(one, other), 0.0)
    scores = {p: n + _NAMED * min(mentions[p[0]], mentions[p[1]], _MOST_NAMED) for p, n in pairs.items()}
    best = min(scores, key=lambda p: (-scores[p], p), default=None)
    return best if best is not None and scores[best] > 0 else ()


class _Lift:
    """From actors to the powers behind them."""

    def __init__(self, principals: Principals, actors: Mapping[str, RecordedActor]) -> None:
        self.principals, self.actors = principals, actors

    def of(self, ids: Iterable[str | None]) -> list[str]:
        """Return the powers for whom the actors act, sorted."""
        found = {p for i in ids if i is not None for p in self.principals.get(i, (i,))}
        return sorted(p for p in found if p in self.actors and self.actors[p].kind in POWERS)


def _count(claim: RecordedClaim, lift: _Lift, pairs: _Pairs, fought: Counter[str]) -> None:
    weight = 1 / 3 if claim.stance is Stance.HYPOTHETICAL else 1.0
    who = [] if "initiator" in claim.implied_roles else lift.of(claim.initiators)
    stated = (*claim.recipients, *(a for toll in claim.tolls for a in toll.whose))
    whom = [] if "recipient" in claim.implied_roles else lift.of(stated)
    if claim.event_type is EventType.ACCUSE:
        _oppose(who, whom, _ACCUSED * weight, pairs)
    elif claim.event_type in _HOSTILE:
        _oppose(who, whom, _STATED * weight, pairs)
        if who != whom:
            for pair in combinations(who, 2):
                pairs[pair] -= _TOGETHER
        _charge(claim, who, whom, lift, pairs)
        fought.update({*who, *whom} if claim.stance is not Stance.HYPOTHETICAL else ())
    elif claim.event_type in _SHARED:
        both = sorted({*who, *whom})
        if len(both) == 2:
            pairs[both[0], both[1]] += _STATED * weight


def _charge(claim: RecordedClaim, who: Sequence[str], whom: Sequence[str], lift: _Lift, pairs: _Pairs) -> None:
    """Count who speaks against whom: the doer of a charge, or those whom an unnamed doer is said to have hit."""
    voice = lift.of([claim.claimant])
    if claim.stance is Stance.ACCUSED:
        _oppose(voice, who, _CHARGED, pairs)
    elif claim.stance is Stance.ASSERTED and not who:
        _oppose(voice, [p for p in whom if p not in voice], _FOUGHT, pairs)


def _oppose(some: Sequence[str], others: Sequence[str], weight: float, pairs: _Pairs) -> None:
    for pair in {_pair(a, b) for a in some for b in others if a != b}:
        pairs[pair] += weight


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def with_sides(claims: Sequence[RecordedClaim], sides: tuple[str, ...]) -> tuple[RecordedClaim, ...]:
    """Return the claims with the roles that the report as a whole implies filled from the two at war in it."""
    if len(sides) != 2:
        return tuple(claims)
    return tuple(_with_sides(claim, sides) if claim.implied_roles else claim for claim in claims)


def _with_sides(claim: RecordedClaim, sides: tuple[str, ...]) -> RecordedClaim:
    both = {"initiator", "recipient"} <= set(claim.implied_roles)
    if both and len(claim.initiators) == len(claim.recipients) == 2:
        return replace(claim, initiators=sides, recipients=sides)
    if claim.event_type is EventType.MEDIATE and "recipient" in claim.implied_roles:
        return replace(claim, recipients=sides)
    return claim
