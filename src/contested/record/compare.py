"""Do two claims tell of one happening? A scored comparison, every point of which has its reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from contested.model.claims import Aux, ClaimRelation, EventType
from contested.model.readings import Decision
from contested.record.facets import Facet, excludes, overlap
from contested.record.material import Material

THRESHOLD = 0.5
_ONE = frozenset({ClaimRelation.DENIES, ClaimRelation.CONFIRMS, ClaimRelation.CORRECTS, ClaimRelation.SUBSET_OF})
_TWO = frozenset({ClaimRelation.IN_RESPONSE_TO, ClaimRelation.JUSTIFIED_BY, ClaimRelation.PART_OF})
_RARE = frozenset({"breach", EventType.CEASEFIRE_DECLARED.value.lower()})
_DIRECTED = frozenset(
    {"violence", "breach", "tally of breaches", "coerce", "mobilize", "sanction", "threaten", "accuse"}
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two claims are: a score, or None where they cannot tell of one happening; ``must`` where they do."""

    score: float | None
    reasons: tuple[str, ...] = ()
    must: bool = False


NEVER = Comparison(None)


def compare(a: Facet, b: Facet, material: Material) -> Comparison:
    """Return how alike two claims are."""
    if material.verdicts.links:
        said = material.verdicts.between(a.claim.id, b.claim.id)
        if said is Decision.DIFFERENT:
            return NEVER
        if said is Decision.SAME:
            return Comparison(1.0, ("a person said so",), must=True)
    linked = _linked(a, b, material)
    if linked is not None:
        return linked
    if a.group != b.group or _conflict(a, b):
        return NEVER
    points = [point for rule in _RULES if (point := rule(a, b)) is not None]
    return Comparison(sum(p for p, _ in points), tuple(reason for p, reason in points if p > 0))


def _linked(a: Facet, b: Facet, material: Material) -> Comparison | None:
    relation = material.relation_between(a.claim.id, b.claim.id)
    if relation in _TWO:
        return NEVER
    if relation in _ONE and a.group == b.group and overlap(a, b) is not False:
        return Comparison(1.0, (f"the report links them: {relation}",), must=True)
    return None


def _conflict(a: Facet, b: Facet) -> bool:
    """Return whether two claims cannot tell of one happening."""
    if overlap(a, b, 1 if a.group == "movement" and a.points & b.points else 0) is False:
        return True
    if a.group == "movement":
        return _movements_conflict(a, b)
    if a.group not in _DIRECTED:
        return bool(a.who and b.who and not (a.who & b.who))
    return _roles_conflict(a, b) or _harm_conflict(a, b)


def _movements_conflict(a: Facet, b: Facet) -> bool:
    """One side's leaving is the other's coming only at one place; two comings must be of one side."""
    if a.claim.event_type is b.claim.event_type:
        return bool(a.who and b.who and not a.who & b.who)
    left, taken = (a, b) if a.claim.event_type is EventType.RETREAT else (b, a)
    return not a.points & b.points or not left.who & (taken.whom or left.who) or bool(left.who & taken.who)


def _roles_conflict(a: Facet, b: Facet) -> bool:
    if a.mutual or b.mutual:
        return _mutual_conflict(a, b)
    if a.who and b.who and not a.who & b.who:
        return True
    if a.whom and b.whom and not a.whom & b.whom and not (a.points & b.points and _one_figure(a, b)):
        return True
    crossed = (a.who & b.whom and not a.who & b.who) or (b.who & a.whom and not a.who & b.who)
    return bool(crossed)


def _mutual_conflict(a: Facet, b: Facet) -> bool:
    """Return whether a clash meets a blow: it holds the blows of each side as its parts, and is none of them."""
    one_sided = b if a.mutual else a
    if a.mutual != b.mutual and a.group == "violence" and one_sided.who:
        return True
    first, second = a.who | a.whom, b.who | b.whom
    return bool(first and second and not first & second)


def _one_figure(a: Facet, b: Facet) -> bool:
    if not a.claim.tolls or not b.claim.tolls:
        return False
    pairs = [(x, y) for x in a.claim.tolls for y in b.claim.tolls if x.kind is y.kind]
    return any((x.low, x.best, x.high) == (y.low, y.best, y.high) for x, y in pairs)


def _harm_conflict(a: Facet, b: Facet) -> bool:
    """Harm joins an assault only where side of the victims, time and place agree."""
    types = {a.claim.event_type, b.claim.event_type}
    if types != {EventType.HARM, EventType.ASSAULT}:
        return False
    victims = a.whom and b.whom and not a.whom & b.whom
    places = a.points and b.points and not a.points & b.points
    return bool(victims or places or not a.dated or not b.dated)


_Point = tuple[float, str]


def _type_point(a: Facet, b: Facet) -> _Point:
    same = a.claim.event_type is b.claim.event_type
    return (0.15, "same type") if same else (0.1, "types of one group")


def _time_point(a: Facet, b: Facet) -> _Point | None:
    if not a.dated or not b.dated:
        return None
    longer, shorter = max(a.days, b.days), min(a.days, b.days)
    if (a.start, a.end) == (b.start, b.end):
        return (0.25, "same days") if longer <= 3 else (0.15, "same period")
    if longer <= 3:
        return 0.2, "days overlap"
    if longer <= 10:
        return 0.1, "days overlap"
    return (0.1, "times overlap") if shorter <= 40 else (0.05, "long times overlap")


def _who_point(a: Facet, b: Facet) -> _Point | None:
    if a.who and b.who and a.who & b.who:
        return 0.2, "same initiating side"
    return None


def _whom_point(a: Facet, b: Facet) -> _Point | None:
    if a.whom and b.whom and a.whom & b.whom:
        return 0.15, "same side on the receiving end"
    return None


def _place_point(a: Facet, b: Facet) -> _Point | None:
    if a.points & b.points:
        return 0.25, "same place"
    if a.points and b.points:
        return (-0.1, "different places") if a.group == "breach" else (-0.3, "different places")
    if a.areas & b.areas:
        return 0.05, "same region"
    return None


def _toll_point(a: Facet, b: Facet) -> _Point | None:
    if not a.claim.tolls or not b.claim.tolls:
        return None
    pairs = [(x, y) for x in a.claim.tolls for y in b.claim.tolls if x.kind is y.kind]
    if _one_figure(a, b):
        return 0.2, "same toll"
    if pairs and not any(excludes(x, y) for x, y in pairs):
        return 0.05, "tolls agree"
    return None


def _word_point(a: Facet, b: Facet) -> _Point | None:
    both = len(a.words & b.words)
    shared = both / (len(a.words) + len(b.words) - both) if both else 0.0
    return (0.3 * shared, "shared words") if shared >= 0.1 else None


def _trigger_point(a: Facet, b: Facet) -> _Point | None:
    return (0.1, "same verb or noun") if a.trigger and a.trigger == b.trigger else None


def _near_point(a: Facet, b: Facet) -> _Point | None:
    """Claims that stand side by side in a report, one of which lacks a role, usually go on about one thing."""
    near = a.claim.report_id == b.claim.report_id and abs(a.order - b.order) <= 1
    lacks = not (a.who and b.who) or not (a.whom and b.whom)
    return (0.1, "told side by side") if near and lacks else None


def _rare_point(a: Facet, b: Facet) -> _Point | None:
    """Two parties make and break truces seldom enough that one day holds one."""
    return (0.1, "rare enough to be one") if a.group in _RARE and max(a.days, b.days) <= 3 else None


def _background_point(a: Facet, b: Facet) -> _Point | None:
    differ = (Aux.HISTORICAL in a.claim.aux) != (Aux.HISTORICAL in b.claim.aux)
    return (-0.2, "one is background") if differ and a.claim.report_id == b.claim.report_id else None


_RULES: tuple[Callable[[Facet, Facet], _Point | None], ...] = (
    _type_point,
    _time_point,
    _who_point,
    _whom_point,
    _place_point,
    _toll_point,
    _word_point,
    _trigger_point,
    _near_point,
    _rare_point,
    _background_point,
)
