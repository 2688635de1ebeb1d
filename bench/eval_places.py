"""Quality of place resolution: `python bench/eval_places.py --data FOLDER`.

FOLDER/places/*.jsonl.gz (or FOLDER/*.jsonl.gz) hold one document a line:
{"doc_id", "text", "toponyms": [{"start", "end", "lat", "lon", "country"}]}.
Every gold span is given; what is measured is which place on earth it is taken for: within 161 km (100 miles) of the
gold point, and in the gold country (ISO 3166-1 alpha-3). A span that no gazetteer knows counts as wrong.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from contested.lexicon.places import distance_km, load_places
from contested.model.places import Place, PlaceMention, PlaceRole
from contested.model.spans import Passage
from contested.resolve.places import candidates, link_places

NEAR_KM = 161.0


@dataclass(frozen=True, slots=True)
class Toponym:
    """A gold span with its point and country."""

    start: int
    end: int
    latitude: float
    longitude: float
    country: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its gold toponyms."""

    name: str
    text: str
    gold: tuple[Toponym, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Gold toponyms, known, near, within the place's own radius; those with a gold country, with the right one."""

    gold: int = 0
    known: int = 0
    near: int = 0
    inside: int = 0
    with_country: int = 0
    country: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Return the sum, count by count."""
        return Counts(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    def figures(self) -> str:
        """Return the shares in percent."""
        near, country = 100 * self.near / max(self.gold, 1), 100 * self.country / max(self.with_country, 1)
        known, inside = 100 * self.known / max(self.gold, 1), 100 * self.inside / max(self.gold, 1)
        return (
            f"within 161 km {near:.1f}  or its own radius {inside:.1f}  country {country:.1f}  known {known:.1f}"
            f"  ({self.gold} toponyms)"
        )


def read(path: Path) -> list[Document]:
    """Return the documents of one gzipped JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [_document(json.loads(line)) for line in lines]


def _document(row: dict[str, object]) -> Document:
    gold = tuple(
        Toponym(one["start"], one["end"], one["lat"], one["lon"], one["country"])
        for one in row["toponyms"]  # type: ignore[attr-defined]
    )
    return Document(str(row["doc_id"]), str(row["text"]), gold)


def naive(document: Document) -> list[Place | None]:
    """Return the largest place of each name, without any context."""
    known = [load_places().lookup(document.text[one.start : one.end]) for one in document.gold]
    return [
        Place(places[0].id, places[0].name, latitude=places[0].latitude, longitude=places[0].longitude,
              precision_km=places[0].precision_km, country=places[0].country or None) if places else None
        for places in known
    ]  # fmt: skip


def system(document: Document) -> list[Place | None]:
    """Return what the program takes each gold span for."""
    mentions = [
        PlaceMention(f"p{number}", Passage.cut(document.text, one.start, one.end), PlaceRole.EVENT_PLACE,
                     candidates(document.text[one.start : one.end]))
        for number, one in enumerate(document.gold)
    ]  # fmt: skip
    places, links = link_places(mentions, Counter(), document.text)
    by_id = {place.id: place for place in places}
    linked = {link.mention: by_id[link.entity] for link in links}
    return [linked.get(mention.id) for mention in mentions]


def count(gold: Sequence[Toponym], found: Sequence[Place | None]) -> Counts:
    """Compare one document's toponyms."""
    pairs = list(zip(gold, found, strict=True))
    return Counts(
        gold=len(pairs),
        known=sum(place is not None and place.latitude is not None for _, place in pairs),
        near=sum(_is_near(one, place) for one, place in pairs),
        inside=sum(_is_near(one, place, own_radius=True) for one, place in pairs),
        with_country=sum(one.country is not None for one, _ in pairs),
        country=sum(one.country is not None and place is not None and place.country == one.country
                    for one, place in pairs),
    )  # fmt: skip


def _is_near(gold: Toponym, place: Place | None, *, own_radius: bool = False) -> bool:
    if place is None or place.latitude is None or place.longitude is None:
        return False
    reach = max(NEAR_KM, place.precision_km or 0.0) if own_radius else NEAR_KM
    return distance_km((gold.latitude, gold.longitude), (place.latitude, place.longitude)) <= reach


def main() -> None:
    """Print the figures of every file: without context, and with it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--misses", action="store_true", help="also list what is wrong")
    arguments = parser.parse_args()
    folder = arguments.data / "places" if (arguments.data / "places").is_dir() else arguments.data
    for path in sorted(folder.glob("*.jsonl.gz")):
        documents = read(path)
        for label, method in (("largest namesake", naive), ("with context", system)):
            total = sum((count(one.gold, method(one)) for one in documents), Counts())
            print(f"{path.stem.split('.')[0]:12} {label:18} {total.figures()}")
        if arguments.misses:
            _print_misses(documents)


def _print_misses(documents: Sequence[Document]) -> None:
    for document in documents:
        for one, place in zip(document.gold, system(document), strict=True):
            if not _is_near(one, place, own_radius=True):
                words = document.text[one.start : one.end]
                print(document.name, repr(words), one.country, place and (place.id, place.name, place.country))


if __name__ == "__main__":
    main()
