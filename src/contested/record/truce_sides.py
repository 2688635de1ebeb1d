"""The sides of a truce's claim: those it names, or the two at war in its report; worked out once for each claim."""

from __future__ import annotations

from contested.model.claims import EventType
from contested.model.events import RecordedClaim
from contested.record.material import Material
from contested.record.nearby import near, touch


def named_sides(claim: RecordedClaim, material: Material) -> tuple[str, ...]:
    """Return the sides that a truce's claim names; who is told to mediate in the same words is no side of it."""
    if claim.id not in material.named_sides:
        material.named_sides[claim.id] = _named(claim, material)
    return material.named_sides[claim.id]


def truce_parties(claim: RecordedClaim, material: Material) -> tuple[str, ...]:
    """Return the sides that a truce's claim names, else the two that its report sets against each other."""
    named = named_sides(claim, material)
    return named if len(named) >= 2 else material.belligerents(claim.report_id) or named


def truce_sides(claim: RecordedClaim, material: Material) -> frozenset[str]:
    """Return everybody for whom the sides of a truce's claim act."""
    if claim.id not in material.truce_sides:
        material.truce_sides[claim.id] = material.sides(truce_parties(claim, material))
    return material.truce_sides[claim.id]


def sides_meet(first: frozenset[str], second: frozenset[str]) -> bool:
    """Return whether two truces can be one by their sides: two of them shared, or all that are known."""
    return not first or not second or len(first & second) >= min(2, len(first), len(second))


def parties_meet(a: RecordedClaim, b: RecordedClaim, material: Material) -> bool:
    """Return whether two claims can speak of one truce by their sides."""
    return sides_meet(truce_sides(a, material), truce_sides(b, material))


def _named(claim: RecordedClaim, material: Material) -> tuple[str, ...]:
    beside = [c for c in near(claim, material, 0) if c.event_type is EventType.MEDIATE and touch(claim, c)]
    outside = {actor for other in beside for actor in other.initiators}
    return material.principals(a for a in (*claim.initiators, *claim.recipients) if a not in outside)
