"""Adding rows to a compiled gazetteer without the sources that it was compiled from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from contested.lexicon import _places_flags as flag
from contested.lexicon._compile_places import WordLists, joint_flags, key_maps, packed_keys, row_names
from contested.lexicon._places_rows import Row
from contested.lexicon._places_table import Table, pack, text_columns
from contested.lexicon._places_types import PlaceKind

_KIND_NUMBER: Final = {kind: number for number, kind in enumerate(PlaceKind)}
Columns = dict[str, npt.NDArray[np.generic]]


def extended(base: Table, rows: Sequence[Row], lists: WordLists) -> bytes:
    """Return ``base`` with ``rows`` added. A row whose geonameid is there already only adds its names to that place.

    The order of ``rows`` does not matter: the same rows give the same bytes.
    """
    ordered = sorted({row.geonameid: row for row in rows}.values(), key=lambda row: row.geonameid)
    known = {int(number): at for at, number in enumerate(base.numbers("geonameid").tolist()) if number}
    new = [row for row in ordered if row.geonameid not in known]
    size = len(base.numbers("geonameid"))
    places = known | {row.geonameid: size + at for at, row in enumerate(new)}
    columns: Columns = dict(base.columns) | _numbers(base, new) | _texts(base, new)
    return pack(columns | _keys(base, ordered, places, lists))


def _numbers(base: Table, new: list[Row]) -> Columns:
    codes, areas = _numbered(base, 0, [row.country for row in new]), _numbered(base, 1, [row.admin1 for row in new])
    added: dict[str, list[int]] = {
        "latitude": [round(row.latitude * 1e5) for row in new],
        "longitude": [round(row.longitude * 1e5) for row in new],
        "population": [row.population for row in new],
        "precision": [min(65535, round(row.precision_km * 10)) for row in new],
        "geonameid": [row.geonameid for row in new],
        "kind": [_KIND_NUMBER[row.kind] for row in new],
        "country": [codes[row.country] for row in new],
        "admin1": [areas[row.admin1] for row in new],
    }
    return {
        name: np.concatenate([base.columns[name], np.array(values, dtype=base.columns[name].dtype)])
        for name, values in added.items()
    }


def _numbered(base: Table, meta: int, values: list[str]) -> dict[str, int]:
    """Return the numbers of the names of countries (meta 0) or areas (1): the known ones first, as they were."""
    known = json.loads(base.text("meta", meta))
    return {name: number for number, name in enumerate(dict.fromkeys([*known, *sorted(set(values))]))}


def _texts(base: Table, new: list[Row]) -> Columns:
    added = text_columns("name", [row.name for row in new])
    start = int(base.columns["name.end"][-1]) if len(base.columns["name.end"]) else 0
    ends = np.concatenate([base.numbers("name.end"), added["name.end"].astype(np.int64) + start])
    meta = [
        json.dumps(list(_numbered(base, 0, [row.country for row in new])), separators=(",", ":")),
        json.dumps(list(_numbered(base, 1, [row.admin1 for row in new])), ensure_ascii=False, separators=(",", ":")),
        base.text("meta", 2),
    ]
    names: Columns = {
        "name.end": ends.astype(np.uint32),
        "name.utf8": np.concatenate([base.columns["name.utf8"], added["name.utf8"]]),
    }
    return names | text_columns("meta", meta)


def _keys(base: Table, ordered: list[Row], places: dict[int, int], lists: WordLists) -> Columns:
    """Return the key columns with the names of ``ordered`` put among those of the base."""
    names = [name for number, row in enumerate(ordered) for name in row_names(number, row)]
    flags, posts = key_maps(names, ordered, lists)
    population = {places[row.geonameid]: row.population for row in ordered}
    old = _Postings(base, population)
    for key, value in flags.items():
        old.flags[key] = joint_flags(old.flags[key], value) if key in old.flags else value
    for key, rows in posts.items():
        old.add(key, {places[ordered[number].geonameid]: alternate for number, alternate in rows.items()})
    return packed_keys(old.flags, old.posts)


class _Postings:
    """The keys of a table as dictionaries. Mutable; it lives within one call."""

    def __init__(self, base: Table, population: dict[int, int]) -> None:
        """Read the keys of ``base``; ``population`` is that of the rows that come."""
        keys, posts = base.unsigned("key.hash").tolist(), base.numbers("key.post").tolist()
        ends = base.numbers("key.end").tolist()
        self.flags: dict[int, int] = dict(zip(keys, base.numbers("key.flags").tolist(), strict=True))
        self.posts = {key: posts[a:b] for key, a, b in zip(keys, [0, *ends[:-1]], ends, strict=True)}
        self._base, self._new = base.numbers("population"), population
        self._curated = {int(row) for row in json.loads(base.text("meta", 2))}

    def add(self, key: int, rows: dict[int, bool]) -> None:
        """Add rows to a key, primary names first, then the places of the hand-made table, then the larger."""
        joined = {post >> 1: bool(post & 1) for post in self.posts.get(key, [])}
        for row, alternate in rows.items():
            joined[row] = joined.get(row, True) and alternate
        order = sorted(joined, key=lambda row: (joined[row], row not in self._curated, -self._people(row), row))
        self.posts[key] = [row << 1 | joined[row] for row in order]
        self.flags[key] = self.flags.get(key, 0) | flag.NAMES

    def _people(self, row: int) -> int:
        return int(self._base[row]) if row < len(self._base) else self._new[row]
