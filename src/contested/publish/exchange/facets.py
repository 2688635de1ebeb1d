"""What fills the columns that several layouts share. Each facet takes an event as it is told, and returns one cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from contested.model.reports import Report, Rights
from contested.publish import gate
from contested.publish.exchange.layout import country
from contested.publish.exchange.told import Bounds, Manner, Told
from contested.publish.view import label_of, standing_words, toll_words
from contested.publish.words import join

Cell = str | int | float | None
Facet = Callable[[Told], Cell]
SEPARATOR = "; "
_CELL = 0.5  # degrees of a PRIO-GRID cell
_COLUMNS = 720


def text(value: Cell) -> str:
    """Return a cell as text."""
    return "" if value is None else str(value)


def number(value: float | None) -> Cell:
    """Return a number, whole where it is whole."""
    return None if value is None else int(value) if float(value).is_integer() else value


def first_day(told: Told) -> dt.date | None:
    """Return the first day on which the event may have happened; the last where the start is open."""
    return (told.time.start or told.time.end) if told.time else None


def last_day(told: Told) -> dt.date | None:
    """Return the last day on which it may have happened; the first where the end is open."""
    return (told.time.end or told.time.start) if told.time else None


def iso(day: dt.date | None) -> str | None:
    """Return a day as YYYY-MM-DD."""
    return day.isoformat() if day else None


def standing(told: Told) -> str:
    """Return the standing in words; begins with ALLEGED or CONTESTED where the event is."""
    words = standing_words(told.event, told.view)
    marks = [
        mark for mark, holds in (("ALLEGED", told.manner is Manner.ALLEGED), ("CONTESTED", told.is_contested)) if holds
    ]
    return f"{', '.join(marks)}: {words}" if marks else words


def according_to(told: Told) -> str:
    """Return who says it, and who denies it."""
    says = dict.fromkeys(told.view.according_to(claim) for claim in told.claims)
    denies = dict.fromkeys(told.view.according_to(claim) for claim in told.denials)
    parts = [SEPARATOR.join(says), f"denied by {join(denies)}" if denies else ""]
    return SEPARATOR.join(part for part in parts if part)


def tolls_told(told: Told) -> str:
    """Return every toll with the voice that gives it."""
    rows = [(told.view.claims.get(claim), toll) for claim, toll in told.event.tolls]
    words = [
        f"{toll_words(toll)}{_of(told, toll.whose)} (according to {told.view.according_to(claim)})"
        for claim, toll in rows
        if claim is not None and claim.withdrawn is None
    ]
    return SEPARATOR.join(dict.fromkeys(words))


def _of(told: Told, whose: Iterable[str]) -> str:
    names = told.view.names(whose)
    return f" of {names}" if names else ""


def notes(told: Told) -> str:
    """Return a note in our own words: standing, what, who says so, tolls. Never a report's own words."""
    by, against = told.view.names(told.event.initiators), told.view.against(told.event)
    what = label_of(told.event) + (f" by {by}" if by else "") + (f", against {against}" if against else "")
    tolls = tolls_told(told)
    parts = [standing(told), what, f"according to {according_to(told)}", f"tolls: {tolls}" if tolls else ""]
    return ". ".join(part[:1].upper() + part[1:] for part in parts if part) + "."


def reports(told: Told) -> list[Report]:
    """Return the reports that tell of the event, in the record's order."""
    ids = dict.fromkeys(claim.report_id for claim in (*told.claims, *told.denials))
    return [told.view.reports[report] for report in told.view.reports if report in ids]


def sources(told: Told) -> str:
    """Return the publishers."""
    return SEPARATOR.join(dict.fromkeys(told.view.source(report.id) for report in reports(told)))


def _headlines(told: Told) -> str:
    return SEPARATOR.join(dict.fromkeys(gate.shown_title(report) for report in reports(told)))


def _articles(told: Told) -> str:
    rows = [
        ", ".join(part for part in (told.view.source(r.id), iso(r.published) or "", gate.shown_title(r)) if part)
        for r in reports(told)
    ]
    return SEPARATOR.join(dict.fromkeys(rows))


def _dates(told: Told) -> str:
    return SEPARATOR.join(sorted({r.published.isoformat() for r in reports(told) if r.published}))


def _url(told: Told) -> str | None:
    shown = (gate.web_url(r.url) for r in reports(told) if r.rights is not Rights.NONE)
    return next((url for url in shown if url), None)


def location(told: Told) -> str | None:
    """Return the name of the finest place."""
    return told.view.place(told.place) if told.place else None


def _area(kind: str) -> Facet:
    def name(told: Told) -> str | None:
        return told.view.place(told.place) if told.place and told.place.kind == kind else None

    return name


def _point(axis: int) -> Facet:
    return lambda told: round(told.point[axis], 4) if told.point else None


def _priogrid(told: Told) -> int | None:
    """Return the cell of the PRIO-GRID: numbered by row from the south-west corner, 720 to a row."""
    if told.point is None:
        return None
    row, column = int((told.point[0] + 90) / _CELL), int((told.point[1] + 180) / _CELL)
    return row * _COLUMNS + column + 1


def _radius(told: Told) -> Cell:
    return number(gate.map_radius_km(told.place)) if told.place else None


def _sum(part: str) -> Facet:
    def facet(told: Told) -> Cell:
        total: Bounds = told.deaths.total
        return number(getattr(total, part))

    return facet


def side_country(told: Told, side: int) -> str:
    """Return the ISO 3166-1 alpha-3 code of the first actor of a side that has one."""
    codes = (getattr(told.actor(actor), "country", None) for actor in told.sides[side])
    return next((code for code in codes if code and code not in ("IGO", "NGO")), "")


FACETS: Mapping[str, Facet] = {
    "id": lambda told: told.event.id,
    "first_day": lambda told: iso(first_day(told)),
    "last_day": lambda told: iso(last_day(told)),
    "year": lambda told: getattr(first_day(told), "year", None),
    "label": lambda told: label_of(told.event),
    "event_type": lambda told: told.event.event_type.value,
    "tactic": lambda told: told.event.tactic,
    "initiators": lambda told: told.view.names(told.event.initiators),
    "against": lambda told: told.view.against(told.event),
    "standing": standing,
    "according_to": according_to,
    "origins": lambda told: told.event.standing.origins,
    "tolls_told": tolls_told,
    "notes": notes,
    "sources": sources,
    "source_headline": _headlines,
    "source_article": _articles,
    "source_dates": _dates,
    "first_url": _url,
    "languages": lambda told: SEPARATOR.join(sorted({report.language for report in reports(told)})),
    "report_ids": lambda told: SEPARATOR.join(report.id for report in reports(told)),
    "claim_ids": lambda told: " ".join(claim.id for claim in (*told.claims, *told.denials)),
    "mentions": lambda told: len(told.claims),
    "articles": lambda told: len(reports(told)),
    "location": location,
    "all_places": lambda told: told.view.places(told.event.places),
    "city": lambda told: location(told) if told.point else None,
    "admin1": _area("admin1"),
    "admin2": _area("admin2"),
    "latitude": _point(0),
    "longitude": _point(1),
    "geom_wkt": lambda told: f"POINT ({round(told.point[1], 4)} {round(told.point[0], 4)})" if told.point else None,
    "priogrid": _priogrid,
    "radius_km": _radius,
    "geonameid": lambda told: told.place.geonameid if told.place else None,
    "feature_type": lambda told: told.place.kind if told.place else None,
    "ucdp_where_prec": lambda told: told.place.ucdp_where_prec if told.place else None,
    "acled_geo_precision": lambda told: told.place.acled_geo_precision if told.place else None,
    "ucdp_date_prec": lambda told: told.time.ucdp_date_prec if told.time else None,
    "acled_time_precision": lambda told: told.time.acled_time_precision if told.time else None,
    "country": lambda told: told.country.name,
    "iso_numeric": lambda told: told.country.iso_numeric,
    "country_gw": lambda told: told.country.gw,
    "place_iso3": lambda told: told.country.iso3,
    "place_iso2": lambda told: told.country.iso2.lower(),
    "place_fips": lambda told: told.country.fips,
    "actor_iso3": lambda told: side_country(told, 0),
    "recipient_iso3": lambda told: side_country(told, 1),
    "actor_cow": lambda told: country(side_country(told, 0)).cow,
    "recipient_cow": lambda told: country(side_country(told, 1)).cow,
    "deaths_low": _sum("low"),
    "deaths_best": _sum("best"),
    "deaths_high": _sum("high"),
}
