"""Choosing among namesakes from what a report tells about where it is."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from contested.lexicon._places_types import KnownPlace, PlaceKind, distance_km

_PRIMARY: Final = 1.0
_COUNTRY_VOTE: Final = 2.0
_WITHIN: Final = 3.0
_NEAR: Final = 1.5
_NEAR_SCALE_KM: Final = 250.0
_POPULATION: Final = 0.12  # a factor of ten of population
_KIND: Final = {PlaceKind.COUNTRY: 1.0, PlaceKind.ADMIN1: 0.25, PlaceKind.ADMIN2: 0.1, PlaceKind.CITY: 0.15}
_CURATED: Final = 0.5
_WIDE: Final = 1.0  # hand-entered regions, waters, lines: no population speaks for them
_WIDEST: Final = 2.0  # continents, oceans and other areas of no one country: no vote can speak for them either
_CAPITAL_SIZE: Final = 0.35  # for a million people and more


@dataclass(frozen=True, slots=True)
class Named:
    """A candidate, and whether the name asked for is its primary name."""

    place: KnownPlace
    primary: bool


@dataclass(frozen=True, slots=True)
class PlaceHints:
    """What is known about where a name lies: votes for countries (any scale), a point, a containing place."""

    countries: Mapping[str, float]
    near: tuple[float, float] | None = None
    within: KnownPlace | None = None


def choose(candidates: list[Named], hints: PlaceHints) -> KnownPlace | None:
    """Return the best candidate, or None if there is none; ties fall to the larger, then the lower id."""
    total = sum(hints.countries.values())
    best = max(
        candidates,
        key=lambda named: (_score(named, hints, total), named.place.population, named.place.id),
        default=None,
    )
    return best.place if best else None


def _score(named: Named, hints: PlaceHints, total: float) -> float:
    place = named.place
    score = _PRIMARY * named.primary + _prior(place)
    if total > 0:
        score += _COUNTRY_VOTE * max((hints.countries.get(code, 0.0) for code in _reach(place)), default=0.0) / total
    if hints.near is not None and place.kind is not PlaceKind.COUNTRY:
        away = max(0.0, distance_km(hints.near, (place.latitude, place.longitude)) - place.precision_km)
        score += _NEAR * math.exp(-away / _NEAR_SCALE_KM)
    if hints.within is not None:
        score += _WITHIN * lies_within(place, hints.within)
    return score


def _prior(place: KnownPlace) -> float:
    score = _KIND.get(place.kind, 0.0) + _POPULATION * math.log10(1 + place.population)
    if place.id.startswith("place:"):
        score += _CURATED + _WIDE * (place.population == 0 and not place.kind.is_settlement)
        score += _WIDEST * (not place.country)
    return score + _CAPITAL_SIZE * (place.population >= 1_000_000 and place.kind.is_settlement)


def lies_within(place: KnownPlace, container: KnownPlace) -> bool:
    """Whether ``container`` (a country, a first-level area, or a region with a radius) holds ``place``."""
    if place.id == container.id:
        return False
    if container.kind is PlaceKind.COUNTRY:
        return container.country in place.countries and place.kind is not PlaceKind.COUNTRY
    if container.kind is PlaceKind.ADMIN1 and place.country == container.country and place.admin1 == container.admin1:
        return True
    reach = distance_km((place.latitude, place.longitude), (container.latitude, container.longitude))
    return reach <= container.precision_km and bool({*_reach(place)} & {*_reach(container)} or not container.country)


def _reach(place: KnownPlace) -> tuple[str, ...]:
    return place.countries + place.claimed_by
