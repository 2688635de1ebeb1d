"""UCDP-GED-layout: which events UCDP's definition would hold, and the columns of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from contested.model.actors import ActorKind
from contested.model.claims import EventType
from contested.model.events import ViolenceType
from contested.publish.exchange.facets import Cell, Facet, number
from contested.publish.exchange.layout import country
from contested.publish.exchange.loss import Loss, value
from contested.publish.exchange.told import Bounds, Told, is_armed

_VIOLENCE = {ViolenceType.STATE_BASED: 1, ViolenceType.NON_STATE: 2, ViolenceType.ONE_SIDED: 3}
_ARMED_FORCE = frozenset({EventType.ASSAULT, EventType.CEASEFIRE_VIOLATED, EventType.HARM})
_YEAR = 366  # days; UCDP's coarsest date


def left_out(told: Told) -> str | None:
    """Return why UCDP's definition would not hold an event, None where it would."""
    reasons = (
        (told.event.event_type not in _ARMED_FORCE, "no use of armed force"),
        (not told.deaths.total.high, "no death is told of it in any figure"),
        (not is_armed(told.actor(_first(told, 0))), "no organised actor is named that used force"),
        (_VIOLENCE.get(_violence(told)) is None, "neither an organised opponent nor civilians are named"),
        (told.place is None, "no place"),
        (told.time is None or told.time.start is None or told.time.end is None, "no date, or one with an open end"),
    )
    reason = next((words for holds, words in reasons if holds), None)
    if reason is None and told.time and told.time.start and told.time.end:
        return "longer than a year" if (told.time.end - told.time.start).days >= _YEAR else None
    return reason


def _first(told: Told, side: int) -> str | None:
    return told.sides[side][0] if told.sides[side] else None


def _violence(told: Told) -> ViolenceType:
    return told.event.violence or ViolenceType.UNCLEAR


def _side(told: Told, side: int) -> str:
    if side == 1 and told.event.violence is ViolenceType.ONE_SIDED:
        return "Civilians"
    actor, first = told.actor(_first(told, side)), _first(told, side)
    if first is None:
        return ""
    name = told.view.name(first)
    return f"Government of {name}" if actor is not None and actor.kind is ActorKind.STATE else name


def _gw(side: int) -> Facet:
    def number_of(told: Told) -> Cell:
        actor = told.actor(_first(told, side))
        one_sided = side == 1 and told.event.violence is ViolenceType.ONE_SIDED
        return country(actor.country).gw if actor and actor.kind is ActorKind.STATE and not one_sided else None

    return number_of


def _clarity(told: Told) -> int:
    known = told.time is not None and told.time.ucdp_date_prec == 1 and told.point is not None
    return 1 if known else 2


def _central(bounds: Bounds) -> Cell:
    return number(bounds.best if bounds.best is not None else bounds.low) or 0


FACETS: Mapping[str, Facet] = {
    "type_of_violence": lambda told: _VIOLENCE.get(_violence(told)),
    "side_a": lambda told: _side(told, 0),
    "side_b": lambda told: _side(told, 1),
    "dyad_name": lambda told: f"{_side(told, 0)} - {_side(told, 1)}",
    "side_a_gw": _gw(0),
    "side_b_gw": _gw(1),
    "event_clarity": _clarity,
    "deaths_a": lambda told: _central(told.deaths.a),
    "deaths_b": lambda told: _central(told.deaths.b),
    "deaths_civilians": lambda told: _central(told.deaths.civilians),
    "deaths_unknown": lambda told: _central(told.deaths.unknown),
}


def losses(told: Told) -> Iterator[Loss]:
    """Yield what a row cannot say."""
    deaths = told.deaths
    if deaths.total.open_end:
        words = f"{number(deaths.total.high)} or more told"
        yield value(told, "high", '"at least" has no upper end, and becomes its figure', words)
    if deaths.total.disputed:
        told_range = f"{number(deaths.total.low)} to {number(deaths.total.high)} told"
        yield value(
            told, "best", "rival figures; a third party's, else the losing side's own, else the lowest", told_range
        )
    if deaths.groups > 1:
        many = f"{deaths.groups} groups of victims" + (
            f", {deaths.bases} bases of counting" if deaths.bases > 1 else ""
        )
        yield value(told, "best", "figures for different victims are added up, as the scheme asks", many)
    for side, column in enumerate(("side_a", "side_b")):
        for actor in told.sides[side][1:]:
            yield value(told, column, "further actor of the same side", told.view.name(actor))
