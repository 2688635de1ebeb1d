"""Toponyms to places: what contains them, the theatre, the report's countries, nearness, population last."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from contested.lexicon.places import (
    KnownPlace,
    PlaceKind,
    distance_km,
    lies_within,
    load_place_kinds,
    load_places,
)
from contested.model.places import Place, PlaceMention, PlaceRole
from contested.model.readings import Extraction, Link
from contested.resolve.actors import slug

_OWN_VOTE: Final = 0.5  # of a place mention, against 1 of an actor of that country
_AREA_VOTE: Final = 1.0  # of a country, province or region that is named as such
_APART: Final = 50.0  # kilometres: a town and its district are one spot
_FAR_LARGER: Final = 20
_NEIGHBOURS: Final = 3  # places told before and after that a place is taken to be near
_CLOSE: Final = 400  # characters within which they count
_UNKNOWN_RADIUS_KM: Final = 60.0
_CANDIDATES: Final = 12
_SAME_RANK: Final = frozenset({PlaceKind.COUNTRY, PlaceKind.ADMIN1})
_CONTAINING: Final = re.compile(
    r"\s*(?:,|\(|,?\s*(?:a|the|an)\s+[a-z' -]{3,40}?)?\s*(?:(?:in|of|on|from|across)\s+)?(?:the\s+)?"
    r"(?:[a-z-]+\s+){0,3}(?:(?:district|province|region|state|county|area|part|parts|town|city)\s+(?:of|in)\s+)?$"
)
_KEEPS_APART: Final = re.compile(r"\b(?:to|from|and|or|with|by|against|for|between|via|than|into|towards?)\b")


@dataclass(frozen=True, slots=True)
class _Scene:
    """What a report tells about where it is set: votes for countries, and places it is certain of, in text order."""

    votes: Mapping[str, float]
    certain: tuple[tuple[int, KnownPlace], ...]


def resolve_places(
    extraction: Extraction, votes: Counter[str], text: str = ""
) -> tuple[tuple[Place, ...], tuple[Link, ...]]:
    """Return the places of a report and the links of its toponyms to them."""
    return link_places(extraction.places, votes, text)


def link_places(
    mentions: Sequence[PlaceMention], votes: Counter[str], text: str = ""
) -> tuple[tuple[Place, ...], tuple[Link, ...]]:
    """Return the places that mentions name and the links to them; ``votes`` count the actors of each country."""
    scene = _scene(mentions, votes)
    within = _containers(mentions, text)
    held = _areas_that_hold(mentions, within)
    chosen: dict[str, tuple[KnownPlace | None, str]] = {
        key: (area, f"holds {name}") for key, (area, name) in held.items()
    }
    for mention in sorted(mentions, key=_widest_first):
        if mention.id not in chosen:
            container = chosen.get(within.get(mention.id, ""), (None, ""))[0]
            chosen[mention.id] = _choose(mention, scene, container)
    chosen = _one_sense(mentions, chosen, within)
    places: dict[str, Place] = {}
    links = []
    for mention in mentions:
        known, reason = chosen[mention.id]
        place = _place(known) if known else _unknown(mention)
        places.setdefault(place.id, place)
        links.append(Link(mention.id, place.id, _confidence(mention, known, reason), f"{mention.reason}; {reason}"))
    return tuple(places[key] for key in sorted(places)), tuple(links)


def _widest_first(mention: PlaceMention) -> tuple[int, int]:
    """Sort countries and provinces before what may lie in them."""
    first = load_places().get(mention.candidates[0]) if mention.candidates else None
    wide = (PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.REGION, PlaceKind.ADMIN2)
    rank = wide.index(first.kind) if first is not None and first.kind in wide else len(wide)
    return rank, -mention.passage.start


def _counts(mention: PlaceMention) -> bool:
    """Return whether a mention says anything about where the report is set: a word of a name does not."""
    return bool(mention.candidates) and mention.role is not PlaceRole.PART_OF_NAME


def _scene(mentions: Sequence[PlaceMention], votes: Counter[str]) -> _Scene:
    """Return the votes of actors and of places that leave little doubt for countries, and those places."""
    lexicon = load_places()
    weights: dict[str, float] = {country: float(number) for country, number in votes.items()}
    certain: list[tuple[int, KnownPlace]] = []
    for mention in mentions:
        known = [p for c in mention.candidates if (p := lexicon.get(c)) is not None]
        if not known or not _counts(mention) or not _is_certain(known):
            continue
        if _is_one_spot(known):
            certain.append((mention.passage.start, known[0]))
        area = not known[0].kind.is_settlement
        for country in known[0].countries:
            vote = (_AREA_VOTE if area else _OWN_VOTE) / len(known[0].countries)
            weights[country] = weights.get(country, 0.0) + vote
    return _Scene(weights, tuple(certain))


def _is_certain(known: Sequence[KnownPlace]) -> bool:
    """Return whether a name leaves little doubt: one reading, all in one country, a country, or a far larger one."""
    first = known[0]
    if first.kind in {PlaceKind.COUNTRY} or len({p.country for p in known}) == 1:
        return True
    return first.population > 500_000 and all(
        p.population * 20 < first.population for p in known[1:] if p.country != first.country
    )


def _is_one_spot(known: Sequence[KnownPlace]) -> bool:
    """Return whether a name leaves little doubt about the spot, not only the country: "Springfield" does."""
    first = known[0]
    points = [
        p for p in known[1:] if distance_km((p.latitude, p.longitude), (first.latitude, first.longitude)) > _APART
    ]
    return all(p.population * _FAR_LARGER < first.population for p in points)


def _containers(mentions: Sequence[PlaceMention], text: str) -> dict[str, str]:
    """Return for each mention the one that is said to contain it: "Goris, in southern Armenia"."""
    found: dict[str, str] = {}
    ordered = sorted(mentions, key=lambda m: m.passage)
    for one, other in pairwise(ordered):
        if _counts(one) and _counts(other) and _says_within(text[one.passage.end : other.passage.start]):
            found[one.id] = other.id
    return found


def _areas_that_hold(mentions: Sequence[PlaceMention], within: Mapping[str, str]) -> dict[str, tuple[KnownPlace, str]]:
    """Return province or country for a mention with other readings that is said to hold a place which lies there.

    "Buffalo, New York" means the state and "a flat in New York" the city; "Atlanta, Georgia" is in no country Georgia.
    """
    by_id = {mention.id: mention for mention in mentions}
    found: dict[str, tuple[KnownPlace, str]] = {}
    for one, other in within.items():
        outer = _known(by_id[other])
        if len(outer) > 1:
            inner = _known(by_id[one])
            areas = (p for p in outer if p.kind in _SAME_RANK and any(lies_within(place, p) for place in inner))
            area = next(areas, None)
            if area is not None:
                found.setdefault(other, (area, by_id[one].passage.quote))
    return found


def _known(mention: PlaceMention) -> list[KnownPlace]:
    return [place for one in mention.candidates if (place := load_places().get(one)) is not None]


def _says_within(between: str) -> bool:
    """Return whether the words between two places say that the second contains the first."""
    return (
        0 < len(between) < 60
        and not _KEEPS_APART.search(between)
        and _CONTAINING.fullmatch(between) is not None
        and ("," in between or re.search(r"\b(?:in|of)\b", between) is not None)
    )


def _choose(mention: PlaceMention, scene: _Scene, container: KnownPlace | None) -> tuple[KnownPlace | None, str]:
    """Return the likeliest place of a mention and why."""
    known = _known(mention)
    if not known:
        return None, "no gazetteer knows the name"
    name, kind = _bare(mention.passage.quote)
    fitting = [p for p in known if kind is not None and p.kind is kind]
    if len(known) == 1 or len(fitting) == 1:
        return (fitting or known)[0], "one reading"
    if container is not None and container.kind in _SAME_RANK and container.kind is known[0].kind:
        container = None  # a list of countries or provinces, not one in the other
    if container is None and _is_plain_country(known):
        return known[0], "a country before its lesser namesakes"
    near = _near(mention, scene)
    chosen = load_places().resolve(name, countries=scene.votes, near=near, within=container)
    chosen = chosen if chosen is not None and chosen.id in mention.candidates else _best(known, scene)
    return chosen, f"{len(known)} readings" + (f", said to lie in {container.name}" if container else "")


def _is_plain_country(known: Sequence[KnownPlace]) -> bool:
    """Return whether a name is a country's and else only of settlements: "China", but not "Georgia"."""
    others = known[1:]
    return known[0].kind is PlaceKind.COUNTRY and all(
        (p.kind.is_settlement and p.population < 1e6) or p.country == known[0].country for p in others
    )


def candidates(name: str) -> tuple[str, ...]:
    """Return the ids of the places that a name may mean, with its kind word or without ("Surin province")."""
    known = load_places().lookup(name) or load_places().lookup(_bare(name)[0])
    areas = [place for place in known[_CANDIDATES:] if place.kind in _SAME_RANK]
    return tuple(place.id for place in [*known[:_CANDIDATES], *areas])


def _bare(quote: str) -> tuple[str, PlaceKind | None]:
    """Return a name without the kind word behind it, and the kind that the word tells: "Surin province"."""
    name, _, last = quote.rpartition(" ")
    kind = _kinds_after().get(last.lower()) if name else None
    return (quote, None) if kind is None else (name, kind)


@cache
def _kinds_after() -> Mapping[str, PlaceKind]:
    """Return what the kind words behind names tell; the first entry of a word counts."""
    return {word.word: word.kind for word in reversed(load_place_kinds().words) if word.after}


def _near(mention: PlaceMention, scene: _Scene) -> tuple[float, float] | None:
    """Return the middle of the certain settlements and small areas told next to a mention, None where there is none."""
    at = mention.passage.start
    around = [
        (abs(start - at), place)
        for start, place in scene.certain
        if start != at and abs(start - at) < _CLOSE and place.precision_km <= _UNKNOWN_RADIUS_KM
    ]
    nearest = [place for _, place in sorted(around, key=lambda pair: (pair[0], pair[1].id))[:_NEIGHBOURS]]
    return _middle(nearest)


def _middle(known: Sequence[KnownPlace]) -> tuple[float, float] | None:
    """Return the place that lies nearest to the others; a mean would lie between two fronts."""
    if not known:
        return None
    points = [(p.latitude, p.longitude) for p in known]
    return min(points, key=lambda one: (sum(distance_km(one, other) for other in points), one))


def _best(known: Sequence[KnownPlace], scene: _Scene) -> KnownPlace:
    """Return the candidate with most votes for its countries, then the larger."""
    return max(known, key=lambda p: (max([scene.votes.get(c, 0.0) for c in p.countries] or [0.0]), p.population, p.id))


def _one_sense(
    mentions: Sequence[PlaceMention], chosen: Mapping[str, tuple[KnownPlace | None, str]], within: Mapping[str, str]
) -> dict[str, tuple[KnownPlace | None, str]]:
    """Return the choices with one sense for a name in a report: that of the mention that says where it lies."""
    told: dict[str, KnownPlace] = {}
    for mention in mentions:
        known = chosen[mention.id][0]
        if mention.id in within and known is not None:
            told.setdefault(mention.passage.quote.casefold(), known)
    result = dict(chosen)
    for mention in mentions:
        same = told.get(mention.passage.quote.casefold())
        if same is not None and mention.id not in within:
            result[mention.id] = (same, "told elsewhere in the report where it lies")
    return result


def _confidence(mention: PlaceMention, known: KnownPlace | None, reason: str) -> float:
    if known is None:
        return 0.3
    return 0.9 if len(mention.candidates) == 1 or "lie" in reason else 0.7


def _unknown(mention: PlaceMention) -> Place:
    """Return a place without coordinates for a name that no gazetteer knows, with the kind that its words tell."""
    kind = _bare(mention.passage.quote)[1]
    return Place(f"place:{slug(mention.passage.quote)}", mention.passage.quote, kind=kind.value if kind else "unknown")


def _place(known: KnownPlace) -> Place:
    return Place(
        id=known.id,
        name=known.name,
        kind=known.kind.value,
        latitude=known.latitude,
        longitude=known.longitude,
        country=known.country or None,
        geonameid=known.geonameid,
        precision_km=known.precision_km,
        claimed_by=known.claimed_by,
    )
