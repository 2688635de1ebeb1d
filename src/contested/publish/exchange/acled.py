"""ACLED-layout: which events it would hold, and the columns of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from contested.model.actors import ActorKind
from contested.model.claims import EventType, TargetClass
from contested.model.events import RecordedActor
from contested.publish.exchange.facets import SEPARATOR, Cell, Facet, number
from contested.publish.exchange.layout import layout
from contested.publish.exchange.loss import Loss, value
from contested.publish.exchange.told import Told, is_armed

_STATE_FORCES, _EXTERNAL = "State forces", "External/Other forces"
_BY_SUBTYPE = {
    "rebel_group": "Rebel group",
    "political_militia": "Political militia",
    "criminal_group": "Political militia",
    "communal_militia": "Identity militia",
    "protesters": "Protesters",
    "rioters": "Rioters",
    "private_military_company": _EXTERNAL,
    "peace_operation": _EXTERNAL,
    "alliance": _EXTERNAL,
    "military": _STATE_FORCES,
    "paramilitary": _STATE_FORCES,
    "police": _STATE_FORCES,
}
_BY_KIND = {
    ActorKind.STATE: _STATE_FORCES,
    ActorKind.DE_FACTO_STATE: _STATE_FORCES,
    ActorKind.IGO: _EXTERNAL,
}
_VIOLENT = frozenset({EventType.ASSAULT, EventType.CEASEFIRE_VIOLATED})
_FIGHTING = frozenset({TargetClass.MILITARY, TargetClass.MIXED})
_ATTACK = "attack"  # of one side on people who do not fight
_CLASH = "armed clash"
_NAMELESS, _CIVILIANS = "Unidentified Armed Group", "Civilians"
_MONTH = 31  # days; ACLED's coarsest time precision


def left_out(told: Told) -> str | None:
    """Return why ACLED's scheme would not hold an event, None where it would."""
    if _types(told) is None:
        return "no event type of ACLED's: talks, statements, harm with no act stated"
    if told.time is None or told.time.start is None or told.time.end is None:
        return "no date, or one with an open end"
    if (told.time.end - told.time.start).days >= _MONTH:
        return "date coarser than a month"
    if told.place is None:
        return "no place"
    return None


def _types(told: Told) -> tuple[str, ...] | None:
    """Return disorder, event and sub-event type."""
    tactic = (told.event.tactic or "").lower()
    if told.event.event_type is EventType.HARM and not tactic:
        return None
    if told.event.event_type in _VIOLENT and tactic in ("", _ATTACK, _CLASH):
        tactic = _ATTACK if _on_unarmed(told) else _CLASH
    return layout("acled").look_up("types", tactic, told.event.event_type.value)


def _on_unarmed(told: Told) -> bool:
    hit = [told.actor(actor) for actor in told.sides[1]]
    return told.event.civilian_targeting or _is_unarmed(told) or (bool(hit) and not any(map(is_armed, hit)))


def _is_unarmed(told: Told) -> bool:
    return told.event.target_class is not None and told.event.target_class not in _FIGHTING


def _type(place: int) -> Facet:
    return lambda told: (_types(told) or ("", "", ""))[place]


def _is_protest(told: Told) -> bool:
    return str(_type(1)(told)) in ("Protests", "Riots")


def _names(told: Told) -> tuple[str, str]:
    """Return the names of actor 1 and actor 2; ACLED's words where the reports name nobody."""
    country = f" ({told.country.name})" if told.country.name else ""
    first, second = ([told.view.name(actor) for actor in side] for side in told.sides)
    violent = told.event.event_type in _VIOLENT
    one = first[0] if first else f"{_NAMELESS}{country}" if violent else ""
    if violent and (told.event.civilian_targeting or (_is_unarmed(told) and not second)):
        return one, f"{_CIVILIANS}{country}"
    return one, second[0] if second else ""


def _inter(told: Told, side: int) -> str:
    name = _names(told)[side]
    if not name:
        return ""
    if name.startswith(_CIVILIANS):
        return _CIVILIANS
    if name.startswith(_NAMELESS):
        return "Political militia"  # as ACLED codes armed groups that nobody identifies
    actor = told.actor(told.sides[side][0]) if told.sides[side] else None
    if actor is not None and _is_protest(told) and side == 0 and not is_armed(actor):
        return "Rioters" if _type(1)(told) == "Riots" else "Protesters"
    return _inter_of(actor, told) if actor else ""


def _inter_of(actor: RecordedActor, told: Told) -> str:
    found = _BY_SUBTYPE.get(actor.subtype or "") or _BY_KIND.get(actor.kind, "")
    own = told.country.iso3
    away = own and actor.country and actor.country != own
    return _EXTERNAL if found == _STATE_FORCES and away else found


def _interaction(told: Told) -> str:
    words = [word for word in (_inter(told, 0), _inter(told, 1)) if word]
    return f"{words[0]} only" if len(words) == 1 else "-".join(words)


def _others(side: int) -> Facet:
    return lambda told: SEPARATOR.join(told.view.name(actor) for actor in told.sides[side][1:])


def fatalities(told: Told) -> Cell:
    """Return the lowest deaths told; 0 where none are."""
    return number(told.deaths.total.low) or 0


FACETS: Mapping[str, Facet] = {
    "disorder_type": _type(0),
    "acled_type": _type(1),
    "acled_sub_type": _type(2),
    "actor1": lambda told: _names(told)[0],
    "actor2": lambda told: _names(told)[1],
    "assoc_actor_1": _others(0),
    "assoc_actor_2": _others(1),
    "inter1": lambda told: _inter(told, 0),
    "inter2": lambda told: _inter(told, 1),
    "interaction": _interaction,
    "civilian_targeting": lambda told: "Civilian targeting" if told.event.civilian_targeting else None,
    "fatalities": fatalities,
}


def losses(told: Told) -> Iterator[Loss]:
    """Yield what a row cannot say."""
    total = told.deaths.total
    if total.high is not None and total.low != total.high:
        told_range = f"{number(total.low)} to {number(total.high)}{' or more' if total.open_end else ''} told"
        yield value(told, "fatalities", "a range becomes its lowest figure", told_range)
    elif total.open_end and total.high is not None:
        yield value(told, "fatalities", '"at least" becomes its figure', f"{number(total.low)} or more told")
    for side, column in enumerate(("inter1", "inter2")):
        if _names(told)[side] and not _inter(told, side):
            yield value(told, column, "the kind of the actor is none of ACLED's", _names(told)[side])
