"""Toponyms to places: what contains them, the theatre, the report's countries, nearness, population last."""

from __future__ import annotations

from collections import Counter

from contested.lexicon.places import KnownPlace, load_places
from contested.model.places import Place, PlaceMention
from contested.model.readings import Extraction, Link
from contested.resolve.actors import slug


def resolve_places(extraction: Extraction, votes: Counter[str]) -> tuple[tuple[Place, ...], tuple[Link, ...]]:
    """Return the places of a report and the links of its toponyms to them."""
    lexicon = load_places()
    weights: dict[str, float] = {country: float(count) for country, count in votes.items()}
    certain = [lexicon.get(m.candidates[0]) for m in extraction.places if len(m.candidates) == 1]
    for place in certain:
        for country in place.countries if place else ():
            weights[country] = weights.get(country, 0.0) + 0.5
    near = _middle([p for p in certain if p and p.country in weights and p.kind.is_settlement])
    places: dict[str, Place] = {}
    links: list[Link] = []
    for mention in extraction.places:
        chosen = lexicon.resolve(mention.passage.quote, countries=weights, near=near) if mention.candidates else None
        if chosen is None and mention.candidates:
            chosen = _best(mention, weights)
        place = _place(chosen) if chosen else Place(f"place:{slug(mention.passage.quote)}", mention.passage.quote)
        places.setdefault(place.id, place)
        reason = f"{mention.reason}; {len(mention.candidates)} readings" if chosen else "no gazetteer knows the name"
        score = 0.9 if len(mention.candidates) == 1 else 0.7 if chosen else 0.3
        links.append(Link(mention.id, place.id, score, reason))
    return tuple(places[key] for key in sorted(places)), tuple(links)


def _best(mention: PlaceMention, weights: dict[str, float]) -> KnownPlace | None:
    lexicon = load_places()
    known = [p for c in mention.candidates if (p := lexicon.get(c)) is not None]
    return max(
        known,
        key=lambda p: (max([weights.get(c, 0.0) for c in p.countries] or [0.0]), p.population, p.id),
        default=None,
    )


def _middle(known: list[KnownPlace]) -> tuple[float, float] | None:
    """Return the mean of the certain places, None where there is none."""
    if not known:
        return None
    return sum(p.latitude for p in known) / len(known), sum(p.longitude for p in known) / len(known)


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
