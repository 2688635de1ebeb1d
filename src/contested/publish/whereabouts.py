"""Places as the public may be told them: never finer than they are known, and coarse where somebody could be hurt."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache

from contested.lexicon.places import KnownPlace, PlaceKind, load_places
from contested.model.places import Place

UNKNOWN_KM = 25.0  # how finely a place is known whose precision nobody stated
_KM_A_DEGREE = 111.0
_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)  # degrees
_SECOND_LEVEL = frozenset({"admin2", "admin1", "country"})
_FIRST_LEVEL = frozenset({"admin1", "country"})


def rounded(place: Place) -> Place:
    """Return a place with coordinates on a grid no finer than it is known; one of unknown precision is a wide area."""
    if place.latitude is None or place.longitude is None:
        return place
    known = place.precision_km if place.precision_km is not None else UNKNOWN_KM
    step = next((one for one in _STEPS if one * _KM_A_DEGREE >= known), _STEPS[-1])
    latitude, longitude = _on_grid(place.latitude, step), _on_grid(place.longitude, step)
    return replace(place, latitude=latitude, longitude=longitude, precision_km=max(known, step * _KM_A_DEGREE / 2))


def _on_grid(degrees: float, step: float) -> float:
    return round(round(degrees / step) * step, 2)


@lru_cache(maxsize=8192)
def coarse(place: Place, first_level: bool = False) -> Place | None:
    """Return the area of the second administrative level that holds a place (``first_level``: of the first).

    Where the gazetteer knows no such area the next wider one stands for it; None where it knows none at all, and then
    the place may not be told.
    """
    if place.kind in (_FIRST_LEVEL if first_level else _SECOND_LEVEL):
        return rounded(place)
    lexicon = load_places()
    known = lexicon.get(place.id)
    country = known.country if known else place.country
    area = _area(known.admin1, country) if known and known.admin1 and country else None
    wide = area or (lexicon.country(country) if country else None)
    return rounded(_placed(wide)) if wide else None


def _area(name: str, country: str) -> KnownPlace | None:
    found = [one for one in load_places().lookup(name) if one.kind is PlaceKind.ADMIN1 and one.country == country]
    return found[0] if found else None


def _placed(known: KnownPlace) -> Place:
    return Place(
        id=known.id,
        name=known.name,
        kind=known.kind.value,
        latitude=known.latitude,
        longitude=known.longitude,
        country=known.country,
        geonameid=known.geonameid,
        precision_km=None if math.isnan(known.precision_km) else known.precision_km,
        claimed_by=known.claimed_by,
    )
