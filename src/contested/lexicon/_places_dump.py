"""GeoNames files as downloaded (allCountries.txt, XX.txt, admin1CodesASCII.txt) as rows of the gazetteer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from contested.lexicon._places_rows import Row, alternates, settlement_kind, settlement_precision
from contested.lexicon._places_types import PlaceKind
from contested.model.errors import ResourceError

_COLUMNS: Final = (
    19  # geonameid, name, ascii name, alternates, latitude, longitude, class, code, country, ..., population
)
_NO_PLACE: Final = frozenset({"PPLH", "PPLCH", "PPLQ", "PPLW"})  # historical, abandoned, destroyed
_KINDS: Final[Mapping[str, tuple[PlaceKind, float]]] = {
    "ADM1": (PlaceKind.ADMIN1, 100.0), "ADM2": (PlaceKind.ADMIN2, 30.0), "ADM3": (PlaceKind.ADMIN2, 15.0),
    "RGN": (PlaceKind.REGION, 60.0), "ISL": (PlaceKind.ISLAND, 15.0), "ISLS": (PlaceKind.ISLAND, 40.0),
    "MT": (PlaceKind.MOUNTAIN, 5.0), "MTS": (PlaceKind.MOUNTAIN, 50.0), "PASS": (PlaceKind.CROSSING, 3.0),
    "VAL": (PlaceKind.VALLEY, 25.0), "DSRT": (PlaceKind.DESERT, 150.0), "LK": (PlaceKind.LAKE, 10.0),
    "RSV": (PlaceKind.LAKE, 10.0), "STRT": (PlaceKind.STRAIT, 30.0), "CNL": (PlaceKind.CANAL, 30.0),
    "AIRP": (PlaceKind.FACILITY, 3.0), "AIRB": (PlaceKind.FACILITY, 3.0), "AIRF": (PlaceKind.FACILITY, 3.0),
    "MILB": (PlaceKind.FACILITY, 3.0), "DAM": (PlaceKind.FACILITY, 2.0), "PRT": (PlaceKind.FACILITY, 3.0),
    "BDG": (PlaceKind.CROSSING, 1.0), "CMPRF": (PlaceKind.CAMP, 2.0),
}  # fmt: skip


def read_admin1(lines: Iterable[str]) -> dict[str, str]:
    """Return the names of first-level areas by code ("AM.08") from admin1CodesASCII.txt."""
    rows = (line.rstrip("\n").split("\t") for line in lines if line.strip())
    return {row[0]: row[1] for row in rows if len(row) > 1}


def read_dump(
    lines: Iterable[str], where: str, areas: Mapping[str, str], codes: Mapping[str, str], least: int = 0
) -> Iterator[Row]:
    """Yield the places of a GeoNames file that can stand in a report: settlements, areas, mountains, lakes, bases.

    ``codes`` maps ISO 3166-1 alpha-2 to alpha-3; settlements with fewer than ``least`` people are left out.
    ResourceError where a line is not of the GeoNames form.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        cells = line.rstrip("\n").split("\t")
        if len(cells) < _COLUMNS:
            raise ResourceError(
                f"{where}: line {number}: {len(cells)} columns where GeoNames has {_COLUMNS}. Unpack the zip, and give "
                "the main file of a country (AM.txt) or allCountries.txt"
            )
        try:
            row = _row(cells, areas, codes, least)
        except ValueError as error:
            raise ResourceError(f"{where}: line {number}: {error}. Download the file again") from error
        if row is not None:
            yield row


def _row(cells: list[str], areas: Mapping[str, str], codes: Mapping[str, str], least: int) -> Row | None:
    population, feature, country = int(cells[14] or 0), cells[7], codes.get(cells[8], "")
    if not country or not (cells[6] == "P" or feature in _KINDS) or feature in _NO_PLACE:
        return None
    settled = cells[6] == "P" and feature not in _KINDS
    if settled and population < least:
        return None
    kind, radius = (settlement_kind(population), settlement_precision(population)) if settled else _KINDS[feature]
    area = areas.get(f"{cells[8]}.{cells[10]}", "")
    return Row(
        name=cells[1],
        kind=kind,
        latitude=_degrees(cells[4], 90.0),
        longitude=_degrees(cells[5], 180.0),
        country=country,
        admin1=cells[1] if kind is PlaceKind.ADMIN1 else area,
        population=max(0, min(population, 2**32 - 1)),
        precision_km=radius,
        geonameid=int(cells[0]),
        primary=(cells[1],),
        alternates=alternates(cells[1], [*cells[3].split(","), cells[2]], country),
    )


def _degrees(text: str, most: float) -> float:
    value = float(text)
    if not -most <= value <= most:
        raise ValueError(f"{text} is no latitude or longitude")
    return value
