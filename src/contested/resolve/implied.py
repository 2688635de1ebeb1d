"""Roles that a clause leaves to its report: who fights in "fighting resumed", who agreed to "the truce"."""

from __future__ import annotations

from contested.model.claims import Claim, EventType
from contested.model.readings import Extraction, ImpliedRoles
from contested.resolve.actors import Board
from contested.resolve.antecedents import main_sides, side_of

_MUTUAL = frozenset({EventType.CEASEFIRE_DECLARED, EventType.CEASEFIRE_HELD, EventType.CONSULT})
_FIGHTS = ("frame break-out", "frame fight", "frame fight.n", "frame stop-fighting")


def implied_roles(board: Board, extraction: Extraction) -> tuple[ImpliedRoles, ...]:
    """Return the roles that claims about the main sides leave out; none where the report has no two main sides."""
    sides = main_sides(board, extraction)
    if not sides:
        return ()
    found = [implied for claim in extraction.claims if (implied := _of(board, claim, sides)) is not None]
    return tuple(found)


def _of(board: Board, claim: Claim, sides: tuple[str, ...]) -> ImpliedRoles | None:
    linked = [a for m in (*claim.initiators, *claim.recipients) if (a := board.actor_of(m)) is not None]
    if claim.event_type is EventType.MEDIATE:
        acting = {side_of(board, a) or a.id for a in linked}
        if claim.recipients or acting & set(sides):
            return None
        return ImpliedRoles(claim.id, (), sides, "the main sides of the report are who is mediated between")
    if claim.event_type is EventType.TERRITORY_CHANGE and not claim.recipients:
        acting = {side_of(board, a) or a.id for a in linked}
        other = tuple(s for s in sides if s not in acting)
        return ImpliedRoles(claim.id, (), other, "taken from the other main side") if len(other) == 1 else None
    mutual = claim.event_type in _MUTUAL or (claim.event_type is EventType.ASSAULT and claim.reason in _FIGHTS)
    if linked or not mutual:
        return None
    return ImpliedRoles(claim.id, sides, sides, "the main sides of the report fight, meet and agree with each other")
