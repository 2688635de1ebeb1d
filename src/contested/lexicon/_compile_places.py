"""Compile ``resources/places`` and GeoNames into the place data of the package. The same inputs give the same bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import yaml

from contested.lexicon import _places_flags as flag
from contested.lexicon._places_merge import merge
from contested.lexicon._places_rows import (
    Row,
    area_rows,
    conflict_rows,
    country_rows,
    iso3_codes,
    read_sources,
    settlement_rows,
)
from contested.lexicon._places_table import pack, text_columns
from contested.lexicon._places_tokens import MAX_WORDS, key_table, name_keys, scan
from contested.lexicon._places_types import PlaceKind
from contested.model.errors import ResourceError

_KIND_NUMBER: Final = {kind: number for number, kind in enumerate(PlaceKind)}
_KNOWN_POPULATION: Final = 20_000
_KNOWN_ALTERNATE_POPULATION: Final = 200_000
_WELL_KNOWN_POPULATION: Final = 500_000
_SHORT_NAME: Final = 3
_ACRONYM_LENGTH: Final = 5
_ARTICLES: Final = ("al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "es", "ed")
_APOSTROPHES: Final = re.compile("['\u2019\u2018`\u02bb\u02bc]")
_SAINT: Final = re.compile(r"\b(?:Saint|St\.?)(?= )")


@dataclass(frozen=True, slots=True)
class WordLists:
    """Words that are no place, words that may be one, personal names: as name keys."""

    never: frozenset[int]
    doubtful: frozenset[int]
    personal: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Name:
    row: int
    text: str
    alternate: bool


def compile_places(resources: Path) -> dict[str, bytes]:
    """Return the data files of the place lexicon by name."""
    folder = resources / "places"
    sources = read_sources(folder)
    settlements = settlement_rows(sources.admin1)
    curated = merge(conflict_rows(sources), settlements, area_rows(sources, settlements))
    return {
        "places.bin": table_bytes([*country_rows(sources, settlements), *curated], read_word_lists(folder)),
        "place_kinds.json": _kinds_bytes(folder / "kinds.yaml"),
        "place_words.json": _json(_word_lists(folder) | {"iso3": iso3_codes()}).encode(),
        "world_outline.json": _outline_bytes(sources.rings),
    }


def table_bytes(rows: list[Row], lists: WordLists) -> bytes:
    """Return the compiled gazetteer of these rows; curated rows come first."""
    ordered = sorted(rows, key=lambda row: (not row.curated, row.place_id, row.geonameid))
    codes = _numbered(row.country for row in ordered)
    areas = _numbered(row.admin1 for row in ordered)
    number = np.array
    columns: dict[str, npt.NDArray[np.generic]] = {
        "latitude": number([round(row.latitude * 1e5) for row in ordered], dtype=np.int32),
        "longitude": number([round(row.longitude * 1e5) for row in ordered], dtype=np.int32),
        "population": number([row.population for row in ordered], dtype=np.uint32),
        "precision": number([min(65535, round(row.precision_km * 10)) for row in ordered], dtype=np.uint16),
        "geonameid": number([row.geonameid for row in ordered], dtype=np.uint32),
        "kind": number([_KIND_NUMBER[row.kind] for row in ordered], dtype=np.uint8),
        "country": number([codes[row.country] for row in ordered], dtype=np.uint16),
        "admin1": number([areas[row.admin1] for row in ordered], dtype=np.uint16),
    }
    columns.update(text_columns("name", [row.name for row in ordered]))
    columns.update(text_columns("meta", [_json(list(codes)), _json(list(areas)), _json(_curated(ordered))]))
    columns.update(_key_columns(ordered, lists))
    return pack(columns)


def read_word_lists(folder: Path) -> WordLists:
    """Read ``common_words.yaml`` and ``personal_names.txt``."""
    words = _word_lists(folder)
    return WordLists(keys_of(words["never"]), keys_of(words["doubtful"]), keys_of(words["personal"]))


def _word_lists(folder: Path) -> dict[str, list[str]]:
    words = yaml.safe_load((folder / "common_words.yaml").read_text(encoding="utf-8"))
    names = (folder / "personal_names.txt").read_text(encoding="utf-8").splitlines()
    personal = (word for line in names if not line.startswith("#") for word in line.split())
    return {
        "never": sorted(set(words["never"].split())),
        "doubtful": sorted(set(words["doubtful"].split())),
        "personal": sorted(set(personal)),
    }


def keys_of(words: Iterable[str]) -> frozenset[int]:
    """Return the keys of some words."""
    return frozenset(chain[-1] for chain in name_keys(sorted(set(words))) if chain)


def _numbered(values: Iterable[str]) -> dict[str, int]:
    return {value: number for number, value in enumerate(sorted(set(values)))}


def _curated(ordered: list[Row]) -> dict[str, list[list[str]]]:
    return {
        str(number): [[row.place_id], list(row.claimed_by), list(row.also_in), [*row.primary, *row.alternates]]
        for number, row in enumerate(ordered)
        if row.curated
    }


def _key_columns(ordered: list[Row], lists: WordLists) -> dict[str, npt.NDArray[np.generic]]:
    names = [name for number, row in enumerate(ordered) for name in row_names(number, row)]
    flags, posts = key_maps(names, ordered, lists)
    return packed_keys(flags, {key: _ordered(rows, ordered) for key, rows in posts.items()}) | _lower(names)


def key_maps(
    names: list[_Name], ordered: list[Row], lists: WordLists
) -> tuple[dict[int, int], dict[int, dict[int, bool]]]:
    """Return the flags of every key, and the rows that it names: row number to whether the name is an alternate."""
    counts, table = key_table([name.text for name in names])
    short = (counts > 0) & (counts <= MAX_WORDS)
    keys = table[np.arange(len(names)), np.clip(counts, 1, MAX_WORDS) - 1].tolist()
    flags: dict[int, int] = {}
    posts: dict[int, dict[int, bool]] = {}
    doubtful = lists.doubtful | lists.never
    for name, key, fits in zip(names, keys, short.tolist(), strict=True):
        row = ordered[name.row]
        if fits and (row.curated or key not in lists.never):
            flags[key] = joint_flags(flags.get(key, 0), _name_flags(name, row, key in doubtful))
            rows = posts.setdefault(key, {})
            rows[name.row] = rows.get(name.row, True) and name.alternate
    for column in range(MAX_WORDS - 1):
        for prefix in np.unique(table[short & (counts > column + 1), column]).tolist():
            flags[prefix] = flags.get(prefix, 0) | flag.PREFIX
    for key in posts:
        if key in lists.personal and not any(
            _outshines(ordered[number]) for number, alternate in posts[key].items() if not alternate
        ):
            flags[key] |= flag.MINOR
    return flags, posts


def _outshines(row: Row) -> bool:
    """Whether a place is so well known that a personal name of its own does not put it in doubt."""
    if row.kind is PlaceKind.COUNTRY or (row.curated and not row.kind.is_settlement):
        return True
    return row.kind.is_settlement and row.population >= _WELL_KNOWN_POPULATION


def joint_flags(old: int, new: int) -> int:
    """Join flags: a key is minor only if every name under it is, an acronym if any is; the others add up."""
    joint = (old | new) & ~flag.MINOR | (old & new & flag.MINOR) if old & flag.NAMES else old | new
    return joint & ~(flag.DOUBTFUL | flag.MINOR) if joint & flag.ACRONYM else joint


def _name_flags(name: _Name, row: Row, doubtful: bool) -> int:
    value = flag.NAMES | (flag.DOUBTFUL if doubtful else 0)
    if row.curated and name.text[0].islower():
        value |= flag.ANY_CASE
    if re.split(r"[\W_]+", name.text.rstrip(" ."))[-1][:1].islower():
        value |= flag.LOWER_END
    if row.curated and _is_acronym(name.text):
        return value | flag.ACRONYM
    return value | (0 if _is_major(name, row) else flag.MINOR)


def _is_acronym(text: str) -> bool:
    letters = text.replace(".", "")
    return len(letters) <= _ACRONYM_LENGTH and " " not in text and sum(letter.isupper() for letter in letters) > 1


def _is_major(name: _Name, row: Row) -> bool:
    if row.curated and not row.geonameid:
        return True
    if len(name.text) <= _SHORT_NAME and row.kind is not PlaceKind.COUNTRY:
        return False
    if row.curated or row.kind is PlaceKind.ADMIN1:
        return not name.alternate or row.kind is PlaceKind.COUNTRY or row.population >= _KNOWN_POPULATION
    return row.population >= (_KNOWN_ALTERNATE_POPULATION if name.alternate else _KNOWN_POPULATION)


def row_names(number: int, row: Row) -> Iterator[_Name]:
    """Return the names of a row with their spelling variants, each once."""
    seen: set[str] = set()
    for names, alternate in ((row.primary, False), (row.alternates, True)):
        for name in names:
            for variant in _variants(name):
                if variant not in seen:
                    seen.add(variant)
                    yield _Name(number, variant, alternate)


def _variants(name: str) -> Iterator[str]:
    yield name
    plain = _APOSTROPHES.sub("", name)
    if plain != name and len(plain) > _SHORT_NAME:
        yield plain
    if _SAINT.search(name):
        yield _SAINT.sub("St.", name)
        yield _SAINT.sub("Saint", name)


def _ordered(rows: Mapping[int, bool], ordered: list[Row]) -> list[int]:
    """Return postings (row, then a bit for alternates): primary first, hand-entered, then by population."""
    order = sorted(rows, key=lambda n: (rows[n], not ordered[n].curated, -ordered[n].population, n))
    return [number << 1 | rows[number] for number in order]


def packed_keys(flags: Mapping[int, int], posts: Mapping[int, list[int]]) -> dict[str, npt.NDArray[np.generic]]:
    """Return the key columns of a table."""
    keys = sorted(flags)
    lists = [posts.get(key, []) for key in keys]
    return {
        "key.hash": np.array(keys, dtype=np.uint64),
        "key.flags": np.array([flags[key] for key in keys], dtype=np.uint8),
        "key.end": np.cumsum([len(item) for item in lists]).astype(np.uint32),
        "key.post": np.array([post for item in lists for post in item], dtype=np.uint32),
    }


def _lower(names: list[_Name]) -> dict[str, npt.NDArray[np.generic]]:
    """Return the hashes of the words that may open a name in lower case."""
    words = {*_ARTICLES, *(name.text.split()[0] for name in names if name.text[0].islower())}
    return {"lower.hash": np.unique(scan("\n".join(sorted(words))).hash)}


def _kinds_bytes(path: Path) -> bytes:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    words = [_kind_word(group, word, side) for group in data["kinds"] for side in ("before", "after")
             for word in group.get(side, [])]  # fmt: skip
    known = {kind.value for kind in PlaceKind}
    for word in words:
        if word["kind"] not in known:
            raise ResourceError(f"{path}: {word['kind']} is no kind of place. Use one of {sorted(known)}.")
    both = _sides_joined(words)
    return _json({"words": both, "prepositions": data["prepositions"], "directions": data["directions"]}).encode()


def _kind_word(group: Mapping[str, object], word: str, side: str) -> dict[str, object]:
    return {"word": word, "kind": group["kind"], "precision_km": group["precision_km"],
            "before": side == "before", "after": side == "after"}  # fmt: skip


def _sides_joined(words: list[dict[str, object]]) -> list[dict[str, object]]:
    joined: dict[tuple[object, object], dict[str, object]] = {}
    for word in words:
        known = joined.setdefault((word["word"], word["kind"]), dict(word))
        known["before"] = bool(known["before"] or word["before"])
        known["after"] = bool(known["after"] or word["after"])
    return [joined[key] for key in sorted(joined, key=str)]


def _outline_bytes(rings: Mapping[str, list[list[list[float]]]]) -> bytes:
    return _json({"areas": [{"iso3": code, "rings": rings[code]} for code in sorted(rings)]}).encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
