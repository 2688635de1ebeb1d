"""Quality of place resolution: `python bench/eval_places.py --data FOLDER`.

FOLDER/places/*.jsonl.gz (or FOLDER/*.jsonl.gz) hold one document a line:
{"doc_id", "text", "toponyms": [{"start", "end", "lat", "lon", "country"}]}.
Every gold span is given; what is measured is which place on earth it is taken for: within 161 km (100 miles) of the
gold point, and in the gold country (ISO 3166-1 alpha-3). A span that no gazetteer knows counts as wrong.
Also printed: the median distance of what is known, and the share of settlements in the first-level area of the gold
point, which is taken from the nearest settlement of the gazetteer to it (the gold itself tells no area).
--end-to-end reads the texts with the whole program and scores names found (spans that overlap), and found and placed.
--speed measures loading, memory and matching of all names.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from contested.flow.code import analyser, read_report, with_acting_countries
from contested.lexicon.places import distance_km, load_places
from contested.model.places import Place, PlaceMention, PlaceRole
from contested.model.reports import Report
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


def distances(gold: Sequence[Toponym], found: Sequence[Place | None]) -> list[float]:
    """Return the distances in km of the toponyms that were placed."""
    return [
        distance_km((one.latitude, one.longitude), (place.latitude, place.longitude))
        for one, place in zip(gold, found, strict=True)
        if place is not None and place.latitude is not None and place.longitude is not None
    ]


def within_stated(gold: Sequence[Toponym], found: Sequence[Place | None]) -> int:
    """Return how many gold points lie within the precision that the place states."""
    placed = [place for place in found if place is not None and place.latitude is not None]
    known = [one for one, place in zip(gold, found, strict=True) if place is not None and place.latitude is not None]
    apart = distances(known, placed)
    return sum(km <= (place.precision_km or 0.0) for km, place in zip(apart, placed, strict=True))


def area_matches(documents: Sequence[Document]) -> tuple[int, int]:
    """Return how many settlements and areas lie in the first-level area of their gold point, and how many there are."""
    lexicon = load_places()
    towns = [place for place in lexicon.settlements() if place.admin1]
    vectors = _vectors([(place.latitude, place.longitude) for place in towns])
    right = total = 0
    for document in documents:
        for one, place in zip(document.gold, system(document), strict=True):
            known = lexicon.get(place.id) if place else None
            if known is not None and not known.kind.is_settlement and known.kind != "admin1":
                continue  # countries, seas, regions lie in no first-level area
            nearest = towns[int(np.argmax(vectors @ _vectors([(one.latitude, one.longitude)])[0]))]
            total += 1
            right += known is not None and (known.country, known.admin1) == (nearest.country, nearest.admin1)
    return right, total


def _vectors(points: Sequence[tuple[float, float]]) -> npt.NDArray[np.float64]:
    latitude, longitude = np.radians(np.array(points, dtype=np.float64)).T
    return np.stack([np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude)], 1)


def end_to_end(documents: Sequence[Document]) -> str:
    """Return precision, recall and F1 of names found, and of names found and placed within 161 km."""
    gold = found = met = placed = 0
    for document in documents:
        report = Report(f"r-{document.name}", document.name, document.text)
        reading = with_acting_countries(read_report(report, analyser()))
        places = {place.id: place for place in reading.resolution.places}
        links = {link.mention: places[link.entity] for link in reading.resolution.place_links if link.entity in places}
        mentions = [m for m in reading.extraction.places if m.role is not PlaceRole.PART_OF_NAME]
        gold, found = gold + len(document.gold), found + len(mentions)
        for one in document.gold:
            over = [m for m in mentions if m.passage.start < one.end and one.start < m.passage.end]
            met += bool(over)
            placed += any(_is_near(one, links.get(m.id)) for m in over)
    return f"names {_prf(met, found, gold)}  placed within 161 km {_prf(placed, found, gold)}"


def _prf(right: int, found: int, gold: int) -> str:
    precision, recall = 100 * right / max(found, 1), 100 * right / max(gold, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"precision {precision:.1f} recall {recall:.1f} F1 {f1:.1f}"


def speed(text: str) -> str:
    """Return the seconds to load, the memory that loading takes, and the speed of matching all names."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin = time.process_time()
    lexicon = load_places()
    loaded = time.process_time() - begin
    sample = (text + "\n") * (20_000_000 // max(len(text), 1) + 1)
    begin = time.process_time()
    hits = len(lexicon.find(sample[:2_000_000]))
    first = time.process_time() - begin
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return (
        f"load {loaded:.2f} s  memory {memory:.0f} MB  matching {2 / max(first, 1e-9):.1f} MB/s ({hits} hits in 2 MB)"
    )


def main() -> None:
    """Print the figures of every file: without context, and with it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--misses", action="store_true", help="also list what is wrong")
    parser.add_argument("--end-to-end", action="store_true", help="also find the names in the texts")
    parser.add_argument("--speed", action="store_true", help="also measure speed and memory")
    arguments = parser.parse_args()
    folder = arguments.data / "places" if (arguments.data / "places").is_dir() else arguments.data
    for path in sorted(folder.glob("*.jsonl.gz")):
        documents = read(path)
        if arguments.speed:
            print(speed("\n".join(one.text for one in documents)))
        for label, method in (("largest namesake", naive), ("with context", system)):
            total = sum((count(one.gold, method(one)) for one in documents), Counts())
            apart = statistics.median(km for one in documents for km in distances(one.gold, method(one)))
            stated = sum(within_stated(one.gold, method(one)) for one in documents)
            print(
                f"{path.stem.split('.')[0]:12} {label:18} {total.figures()}  median {apart:.0f} km"
                f"  within stated precision {100 * stated / max(total.gold, 1):.1f}"
            )
        right, areas = area_matches(documents)
        print(
            f"first-level area right: {100 * right / max(areas, 1):.1f} of {areas} settlements, areas and unknown names"
        )
        if arguments.end_to_end:
            print(end_to_end(documents))
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
