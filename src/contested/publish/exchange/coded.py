"""The columns of PLOVER/POLECAT and of CAMEO/GDELT: types, modes, codes, sectors and roles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from contested.model.actors import ActorKind
from contested.model.events import RecordedActor
from contested.publish.exchange.facets import SEPARATOR, Facet, first_day
from contested.publish.exchange.layout import layout
from contested.publish.exchange.loss import Loss, value
from contested.publish.exchange.told import Told
from contested.publish.plover import plover_of

_SECTORS = {
    ActorKind.STATE: "GOV", ActorKind.DE_FACTO_STATE: "GOV", ActorKind.OFFICE: "GOV", ActorKind.IGO: "IGO",
    ActorKind.NGO: "NGO", ActorKind.NEWS_AGENCY: "MED", ActorKind.THINK_TANK: "EDU", ActorKind.ARMED_FORCE: "MIL",
}  # fmt: skip
_BY_SUBTYPE = {
    "rebel_group": "REB", "political_militia": "REB", "communal_militia": "REB", "criminal_group": "CRM",
    "military": "MIL", "paramilitary": "MIL", "police": "COP", "peace_operation": "IGO",
}  # fmt: skip
_QUADS = {"VERBAL COOPERATION": 1, "MATERIAL COOPERATION": 2, "VERBAL CONFLICT": 3, "MATERIAL CONFLICT": 4}
_GEO = {"country": 1, "admin1": 5}
_CIVILIAN = "CVL"
_MONTH = 31  # days: a longer span is no day's event


def plover(told: Told) -> str | None:
    """Return the PLOVER type that most claims of an event have."""
    types = [found for claim in told.claims if claim.reliable and (found := plover_of(claim))]
    return max(sorted(set(types)), key=types.count) if types else None


def left_out_of_plover(told: Told) -> str | None:
    """Return why PLOVER would not hold an event, None where it would."""
    if plover(told) is None:
        return "no type of PLOVER's"
    return _common(told)


def left_out_of_gdelt(told: Told) -> str | None:
    """Return why an event file in CAMEO codes would not hold an event, None where it would."""
    if not cameo(told):
        return "no code of CAMEO's"
    if not told.event.initiators and not told.event.recipients:
        return "no actor is named"
    return _common(told)


def _common(told: Told) -> str | None:
    if told.time is None or told.time.start is None or told.time.end is None:
        return "no date, or one with an open end"
    return "date coarser than a month" if (told.time.end - told.time.start).days >= _MONTH else None


def _mode(told: Told) -> str | None:
    found = layout("plover").look_up("modes", f"{plover(told)}:{(told.event.tactic or '').lower()}")
    return found[0] if found else None


def _quad(told: Told) -> str | None:
    kind = plover(told)
    return next((quad for quad, types in layout("plover").tables["quads"].items() if kind in types), None)


def cameo(told: Told) -> str | None:
    """Return the CAMEO code: by our own type of a truce or mediation, else by tactic, else by PLOVER's type."""
    own = told.event.event_type.value
    special = own if own in ("CEASEFIRE_DECLARED", "CEASEFIRE_VIOLATED", "MEDIATE") else None
    kind = plover(told)
    found = layout("gdelt").look_up("codes", special, (told.event.tactic or "").lower(), kind) if kind else None
    return found[0] if found else None


def sector(actor: RecordedActor | None) -> str:
    """Return the sector of an actor in CAMEO's and POLECAT's three letters."""
    return _BY_SUBTYPE.get(actor.subtype or "") or _SECTORS.get(actor.kind, "") if actor else ""


def _sectors(told: Told, side: int) -> list[str]:
    ids = told.event.recipients if side else told.event.initiators
    found = [sector(told.actor(actor)) for actor in ids]
    civilian = side == 1 and told.event.target_class is not None and (told.event.civilian_targeting or not ids)
    return list(dict.fromkeys([one for one in found if one] + ([_CIVILIAN] if civilian else [])))


def _first(side: int) -> Facet:
    return lambda told: next(iter(_sectors(told, side)), None)


def _all(side: int) -> Facet:
    return lambda told: SEPARATOR.join(_sectors(told, side))


def _cameo_actor(side: int) -> Facet:
    def code(told: Told) -> str:
        ids = told.event.recipients if side else told.event.initiators
        actors = [told.actor(actor) for actor in ids]
        codes = (actor.country for actor in actors if actor and actor.country and actor.country not in ("IGO", "NGO"))
        role = next(iter(_sectors(told, side)), "")
        state = any(actor and actor.kind is ActorKind.STATE for actor in actors)
        return next(codes, "") + ("" if state and role == "GOV" else role)

    return code


def _day(form: str) -> Facet:
    def words(told: Told) -> str | None:
        day = first_day(told)
        return day.strftime(form) if day else None

    return words


def _fraction(told: Told) -> float | None:
    """Return the year and the part of it that had passed, four decimals."""
    day = first_day(told)
    if day is None:
        return None
    start, end = dt.date(day.year, 1, 1), dt.date(day.year, 12, 31)
    return round(day.year + (day - start).days / ((end - start).days + 1), 4)


def _geo_type(told: Told) -> int | None:
    if told.place is None:
        return None
    return 4 if told.point else _GEO.get(told.place.kind)


FACETS: Mapping[str, Facet] = {
    "plover": plover,
    "plover_mode": _mode,
    "quad_words": _quad,
    "actor_sector": _first(0),
    "actor_sectors": _all(0),
    "recipient_sector": _first(1),
    "recipient_sectors": _all(1),
    "version": lambda told: "contested",
    "sqldate": _day("%Y%m%d"),
    "monthyear": _day("%Y%m"),
    "fraction_date": _fraction,
    "actor_cameo": _cameo_actor(0),
    "recipient_cameo": _cameo_actor(1),
    "actor_role": _first(0),
    "recipient_role": _first(1),
    "cameo": cameo,
    "cameo_base": lambda told: (cameo(told) or "")[:3],
    "cameo_root": lambda told: (cameo(told) or "")[:2],
    "quad_class": lambda told: _QUADS.get(_quad(told) or ""),
    "gdelt_geo_type": _geo_type,
}


def losses(told: Told) -> Iterator[Loss]:
    """Yield what a row cannot say."""
    first, last = told.time.start if told.time else None, told.time.end if told.time else None
    if first != last and told.time:
        yield value(told, "date", "a span becomes its first day", told.time.edtf)
    if told.event.tolls:
        yield value(told, "tolls", "the layout has no deaths", len(told.event.tolls))
