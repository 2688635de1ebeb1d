"""Where: places, their mentions, and how finely a place is known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from contested.model.spans import Passage


class PlaceRole(StrEnum):
    """What a toponym does in its sentence."""

    EVENT_PLACE = "event_place"
    DATELINE = "dateline"
    ACTOR_METONYM = "actor_metonym"
    PART_OF_NAME = "part_of_name"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Place:
    """A gazetteer entry, or a name that no gazetteer knows (then without coordinates). Degrees, WGS 84."""

    id: str
    name: str
    kind: str = "unknown"  # city, admin1, admin2, country, region, line, water, mountain, camp, unknown
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    geonameid: int | None = None
    precision_km: float | None = None
    claimed_by: tuple[str, ...] = ()

    @property
    def ucdp_where_prec(self) -> int:
        """UCDP ``where_prec``: 1 exact, 2 near, 3/4 second/first-order area, 5 line or fuzzy, 6 country, 7 unknown."""
        if self.latitude is None:
            return 7
        codes = {"city": 1, "town": 1, "village": 1, "camp": 1, "admin2": 3, "admin1": 4, "country": 6}
        return codes.get(self.kind, 5)

    @property
    def acled_geo_precision(self) -> int:
        """ACLED ``geo_precision``: 1 town, 2 part of region, 3 larger area."""
        return {1: 1, 2: 2, 3: 2}.get(self.ucdp_where_prec, 3)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A toponym in a report. Which place it is, a Link says."""

    id: str
    passage: Passage
    role: PlaceRole = PlaceRole.OTHER
    candidates: tuple[str, ...] = ()
    reason: str = ""
