"""The stance that only the sides give: a hostile act that a party tells of its adversary is an accusation."""

from __future__ import annotations

from collections.abc import Mapping

from contested.model.actors import Actor, ActorKind
from contested.model.claims import Claim, EventType, Stance
from contested.model.readings import ClaimStance, Extraction
from contested.resolve.actors import Board
from contested.resolve.antecedents import side_of
from contested.resolve.issuer import issuer_side

_HOSTILE = frozenset(
    {
        EventType.ASSAULT,
        EventType.COERCE,
        EventType.CEASEFIRE_VIOLATED,
        EventType.HARM,
        EventType.MOBILIZE,
        EventType.TERRITORY_CHANGE,
    }
)
_ARMED = frozenset({ActorKind.COLLECTIVE, ActorKind.PARTY_OR_MOVEMENT, ActorKind.ARMED_FORCE})
_NEUTRAL = frozenset({ActorKind.IGO, ActorKind.NGO, ActorKind.NEWS_AGENCY, ActorKind.THINK_TANK})


def claim_stances(board: Board, extraction: Extraction, countries: Mapping[str, str]) -> tuple[ClaimStance, ...]:
    """Return the claims whose stance turns to accused once their sides are known, in the order of the claims.

    ``countries`` gives the country of each place mention: a state that tells of an attack on its own soil is a side.
    """
    fighting = _fighting_sides(board, extraction)
    found: list[ClaimStance] = []
    for claim in extraction.claims:
        home = {f"state:{countries[p]}" for p in claim.places if p in countries} | {f"state:{board.home}"}
        reason = _accuses(board, claim, fighting, home)
        if reason:
            found.append(ClaimStance(claim.id, Stance.ACCUSED, reason))
    return tuple(found)


def _fighting_sides(board: Board, extraction: Extraction) -> set[str]:
    """Return the sides that hostile claims of the report name in a role."""
    found: set[str] = set()
    for claim in extraction.claims:
        if claim.event_type in _HOSTILE and claim.polarity != "negative":
            found |= _sides(board, (*claim.initiators, *claim.recipients))
    return found


def _sides(board: Board, mentions: tuple[str, ...]) -> set[str]:
    found: set[str] = set()
    for mention_id in mentions:
        actor = board.actor_of(mention_id)
        for member in actor.members if actor else ():
            found.add(member)
        base = side_of(board, actor) if actor and not actor.members else None
        if base:
            found.add(base)
    return found


def _speaker(board: Board, claim: Claim) -> tuple[Actor | None, str | None]:
    """Return the claimant and its side; the report's own voice has the side of its issuer."""
    if claim.claimant is None:
        return None, issuer_side(board.report, board.lexicon)
    actor = board.actor_of(claim.claimant)
    return actor, side_of(board, actor) if actor else None


def _accuses(board: Board, claim: Claim, fighting: set[str], home: set[str]) -> str | None:
    """Return why a claim is an accusation, None where it is not."""
    if claim.stance is not Stance.ASSERTED or claim.event_type not in _HOSTILE or claim.polarity == "negative":
        return None
    actor, side = _speaker(board, claim)
    if side is None or (actor is not None and (actor.kind in _NEUTRAL or "expert" in (actor.subtype or ""))):
        return None
    hostile = _sides(board, claim.initiators) | _nameless(board, claim.initiators)
    if not hostile or side in hostile:
        return None
    struck = _sides(board, claim.recipients)
    if side in struck or side in fighting or side in home:
        return "a hostile act that the claimant's side tells of its adversary"
    if _is_belligerent(board, actor):
        return "a hostile act that a fighting force tells of another"
    return None


def _nameless(board: Board, mentions: tuple[str, ...]) -> set[str]:
    """Return the ids of groups that are only described: "rebels", "gunmen"."""
    found = {a.id for m in mentions if (a := board.actor_of(m)) is not None and a.kind in _ARMED}
    return {i for i in found if not any(s.startswith(("state:", "defacto:")) for s in board.actors[i].side)}


def _is_belligerent(board: Board, actor: Actor | None) -> bool:
    """Return whether a claimant speaks for an armed force or an armed group."""
    if actor is None or actor.kind is ActorKind.UNNAMED_SOURCE:
        return False
    return actor.kind is ActorKind.ARMED_FORCE or any(s.startswith(("force:", "group:")) for s in actor.side)
