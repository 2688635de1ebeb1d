"""Laying the conflict gazetteer over GeoNames: one row for one place, under all its names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import numpy as np

from contested.lexicon._places_rows import Row
from contested.lexicon._places_tokens import I64, MAX_WORDS, U64, key_table
from contested.lexicon._places_types import PlaceKind, distance_km

_SAME_PLACE_KM: Final = 12.0


def merge(curated: list[Row], settlements: list[Row], areas: list[Row]) -> list[Row]:
    """Return curated rows joined with their GeoNames rows, then all GeoNames rows that were not joined."""
    grounds = [*settlements, *areas]
    shared = _shared(curated, grounds)
    taken: set[int] = set()
    merged: list[Row] = []
    for number, row in enumerate(curated):
        partners = _partners(row, shared.get(number, set()) - taken, grounds)
        taken.update(partners)
        merged.append(_joined(row, [grounds[number] for number in partners]))
    return merged + [row for number, row in enumerate(grounds) if number not in taken]


def _keys_of(rows: list[Row]) -> tuple[I64, U64]:
    """Return row number and key of every name of the rows."""
    names = [(number, name) for number, row in enumerate(rows) for name in (*row.primary, *row.alternates)]
    counts, keys = key_table([name for _, name in names])
    whole = (counts > 0) & (counts <= MAX_WORDS)
    numbers = np.array([number for number, _ in names], dtype=np.int64)
    return numbers[whole], keys[whole, counts[whole] - 1]


def _shared(curated: list[Row], grounds: list[Row]) -> dict[int, set[int]]:
    """Return for each curated row the ground rows that have a name in common with it."""
    wanted: dict[int, list[int]] = {}
    for number, key in zip(*(column.tolist() for column in _keys_of(curated)), strict=True):
        wanted.setdefault(key, []).append(number)
    numbers, keys = _keys_of(grounds)
    common = np.isin(keys, np.array(sorted(wanted), dtype=np.uint64))
    shared: dict[int, set[int]] = {}
    for ground, key in zip(numbers[common].tolist(), keys[common].tolist(), strict=True):
        for number in wanted[key]:
            shared.setdefault(number, set()).add(ground)
    return shared


def _partners(row: Row, numbers: Iterable[int], grounds: list[Row]) -> list[int]:
    """Return the GeoNames rows that are the curated one: the most populous first, then others of the same name."""
    fitting = [number for number in numbers if _is_same(row, grounds[number])]
    return sorted(fitting, key=lambda number: (-grounds[number].population, number))


def _is_same(row: Row, ground: Row) -> bool:
    if ground.country not in (row.country, *row.also_in, *row.claimed_by):
        return False
    if row.kind is PlaceKind.ADMIN1:
        return ground.kind is PlaceKind.ADMIN1
    if not (row.kind.is_settlement and ground.kind.is_settlement) or row.kind is PlaceKind.CAMP:
        return False
    return distance_km((row.latitude, row.longitude), (ground.latitude, ground.longitude)) <= _SAME_PLACE_KM


def _joined(row: Row, partners: list[Row]) -> Row:
    if not partners:
        return row
    first = partners[0]
    others = {name for partner in partners for name in (*partner.primary, *partner.alternates)} - {row.name}
    settled = row.kind.is_settlement
    return replace(
        row,
        kind=first.kind if settled else row.kind,
        latitude=first.latitude if settled else row.latitude,
        longitude=first.longitude if settled else row.longitude,
        admin1=first.admin1,
        population=first.population,
        precision_km=first.precision_km if settled else row.precision_km,
        geonameid=first.geonameid,
        alternates=(*row.alternates, *sorted(others.difference(row.alternates))),
    )
