"""The status of the conflict: worsening, unchanging or improving, by one stated rule over the last thirty days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from contested.model.claims import Aux, EventType
from contested.model.events import Event, StandingLevel
from contested.model.ledgers import Ceasefire, CeasefireState
from contested.model.record import Status
from contested.record.material import Material

_HARDER = frozenset({EventType.ASSAULT, EventType.HARM, EventType.CEASEFIRE_VIOLATED, EventType.CEASEFIRE_COLLAPSED})
_SOFTER = frozenset(
    {EventType.CEASEFIRE_DECLARED, EventType.CEASEFIRE_HELD, EventType.AGREE, EventType.RETREAT, EventType.CONCEDE}
)
_WINDOW = dt.timedelta(days=30)
_HALF = dt.timedelta(days=15)


def status(material: Material, found: Sequence[Event], truces: Sequence[Ceasefire]) -> Status:
    """Return the status of the conflict, by people's word where there is one, else as the rule suggests."""
    suggested = _suggested(material, found, truces)
    judged = material.verdicts.status
    if judged is not None and judged.value:
        return Status(judged.value, judged.reason or suggested.reason, suggested.claims, reviewed=True)
    return suggested


def _suggested(material: Material, found: Sequence[Event], truces: Sequence[Ceasefire]) -> Status:
    last = _last_day(material, found)
    if last is None:
        return Status("unknown", "no report or event has a date")
    recent = [e for e in found if _within(e, last - _WINDOW, last) and not _is_plan(e, material)]
    recent = [e for e in recent if _concerns(e, material)]
    violent = [e for e in recent if e.event_type in _HARDER]
    calming = [e for e in recent if e.event_type in _SOFTER]
    if not violent and not calming:
        return Status("unknown", f"nothing is told of the 30 days up to {last.isoformat()}")
    return _word(violent, calming, truces, last)


def _word(violent: Sequence[Event], calming: Sequence[Event], truces: Sequence[Ceasefire], last: dt.date) -> Status:
    """Say how it goes: a truce that fell or holds comes first, then whether violence grew from one half to the next."""
    fallen = [e for e in violent if e.event_type is EventType.CEASEFIRE_COLLAPSED]
    newest = max((_day(e) for e in violent), default=dt.date.min)
    holding = [t for t in truces if t.state in {CeasefireState.IN_EFFECT, CeasefireState.DECLARED}]
    holding = [t for t in holding if t.time and t.time.start and last - _WINDOW <= t.time.start <= last]
    window = f"in the 30 days up to {last.isoformat()}"
    late = [e for e in violent if _day(e) > last - _HALF]
    early = len(violent) - len(late)
    cited = _cite([*violent, *calming])
    if fallen and not [t for t in holding if t.time and t.time.start and t.time.start >= max(_day(e) for e in fallen)]:
        return Status("worsening", f"a ceasefire broke down {window}, and no later one is told", cited)
    if holding and max(t.time.start for t in holding if t.time and t.time.start) >= newest:
        return Status("improving", f"a ceasefire began {window}, and no violence is told after it", cited)
    told = f"{len(late)} violent events in the last 15 days, {early} in the 15 before"
    if len(late) > early:
        return Status("worsening", told, cited)
    if len(late) < early:
        return Status("improving", told, cited)
    return Status("unchanging", told if violent else f"no violence is told {window}", cited)


def _last_day(material: Material, found: Sequence[Event]) -> dt.date | None:
    published = [report.published for report in material.reports if report.published]
    if published:
        return min(max(published), material.happened_by or dt.date.max)
    days = [e.time.end for e in found if e.time and e.time.end and not _is_plan(e, material)]
    return max(days, default=None)


def _is_plan(event: Event, material: Material) -> bool:
    if event.standing.level is StandingLevel.WITHDRAWN:
        return True
    only_denied = event.standing.level is StandingLevel.CONTESTED and event.standing.origins == 0
    return only_denied or all(Aux.FUTURE in material.by_id[c].aux for c in event.claims)


def _concerns(event: Event, material: Material) -> bool:
    """Return whether an event is of this conflict: nobody else's war that a report mentions beside it."""
    parties = material.sides(material.party_ids())
    actors = (*event.initiators, *event.recipients)
    return not parties or not actors or bool(material.sides(actors) & parties)


def _within(event: Event, first: dt.date, last: dt.date) -> bool:
    if event.time is None or event.time.start is None or event.time.end is None:
        return False
    short = event.time.end - event.time.start <= _WINDOW
    return short and first <= event.time.end and event.time.start <= last


def _day(event: Event) -> dt.date:
    return (event.time and (event.time.start or event.time.end)) or dt.date.min


def _cite(found: Sequence[Event]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(e.claims[0] for e in found))
