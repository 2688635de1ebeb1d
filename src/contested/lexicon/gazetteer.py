"""A gazetteer of the user's own: the shipped one with the places of GeoNames files that the user has downloaded."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from contested.lexicon._compile_places import WordLists, keys_of
from contested.lexicon._places_dump import read_admin1, read_dump
from contested.lexicon._places_extend import extended
from contested.lexicon._places_table import unpack
from contested.lexicon.places import read_data
from contested.model.errors import ResourceError

__all__ = ["build_gazetteer"]


def build_gazetteer(dumps: Sequence[Path], areas: Path | None, least: int = 0) -> tuple[bytes, int]:
    """Return the shipped gazetteer with the places of GeoNames files added, and how many rows these gave.

    ``dumps`` are allCountries.txt or country files (AM.txt), ``areas`` is admin1CodesASCII.txt; settlements with fewer
    than ``least`` people are left out. ResourceError where a file is not of that form.
    """
    table = unpack(read_data("places.bin"), "lexicon/data/places.bin")
    words = json.loads(read_data("place_words.json"))
    names = read_admin1(_lines(areas)) if areas else {}
    rows = [row for path in dumps for row in read_dump(_lines(path), str(path), names, words["iso3"], least)]
    lists = WordLists(keys_of(words["never"]), keys_of(words["doubtful"]), keys_of(words["personal"]))
    return extended(table, rows, lists), len(rows)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ResourceError(f"{path}: cannot be read as text ({error}). Unpack the download first") from error
