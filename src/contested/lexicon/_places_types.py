"""The records of the place lexicon."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

EARTH_RADIUS_KM: Final = 6371.0088


class PlaceKind(StrEnum):
    """What a place is. ``city``, ``town``, ``village`` are settlements; ``crossing`` is a border crossing or bridge."""

    COUNTRY = "country"
    ADMIN1 = "admin1"
    ADMIN2 = "admin2"
    CITY = "city"
    TOWN = "town"
    VILLAGE = "village"
    CAMP = "camp"
    REGION = "region"
    LINE = "line"
    CORRIDOR = "corridor"
    ZONE = "zone"
    SEA = "sea"
    STRAIT = "strait"
    CANAL = "canal"
    RIVER = "river"
    LAKE = "lake"
    ISLAND = "island"
    MOUNTAIN = "mountain"
    VALLEY = "valley"
    DESERT = "desert"
    FOREST = "forest"
    CROSSING = "crossing"
    FACILITY = "facility"
    CONTINENT = "continent"

    @property
    def is_settlement(self) -> bool:
        """Whether people live there in one spot, so that a dot on a map is honest."""
        return self in (PlaceKind.CITY, PlaceKind.TOWN, PlaceKind.VILLAGE, PlaceKind.CAMP)


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """One place of the gazetteer. Degrees in WGS 84; ``precision_km`` is the radius in which the true place lies.

    ``country`` is the ISO 3166-1 alpha-3 code of the internationally recognised holder ("" at sea or across many),
    ``also_in`` the other countries it reaches into, ``claimed_by`` who else claims it (ISO code, or the name of a de
    facto authority). ``admin1`` is the name of the first-level area.
    """

    id: str
    name: str
    kind: PlaceKind
    latitude: float
    longitude: float
    country: str
    admin1: str = ""
    population: int = 0
    precision_km: float = 5.0
    geonameid: int | None = None
    claimed_by: tuple[str, ...] = ()
    also_in: tuple[str, ...] = ()

    @property
    def countries(self) -> tuple[str, ...]:
        """Return every country that the place lies in."""
        return ((self.country,) if self.country else ()) + self.also_in


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """A name of the gazetteer in a text: ``text[start:end]``, and the places it may mean, best first without context.

    ``weak`` marks a hit that may well be something else: a small or short name, a personal name or an English word,
    with no place preposition, kind word ("X district") or neighbouring place to support it.
    """

    start: int
    end: int
    candidates: tuple[KnownPlace, ...]
    weak: bool = False


@dataclass(frozen=True, slots=True)
class KindWord:
    """A word that makes its neighbour a place name: ``"district"`` after, ``"village of"`` before."""

    word: str
    kind: PlaceKind
    precision_km: float
    before: bool
    after: bool


@dataclass(frozen=True, slots=True)
class PlaceKinds:
    """The place-kind words, the prepositions that announce places, and the words of direction, in lower case."""

    words: tuple[KindWord, ...]
    prepositions: tuple[str, ...]
    directions: tuple[str, ...]


def distance_km(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Return the great-circle distance of two (latitude, longitude) points in kilometres (haversine)."""
    lat1, lon1, lat2, lon2 = (math.radians(value) for value in (*first, *second))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))
