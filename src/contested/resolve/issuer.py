"""Whose words and whose land a report is: the side that it speaks for, and the country that it tells of."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from contested.lexicon.actors import ActorLexicon, load_actor_nouns
from contested.lexicon.places import load_places
from contested.model.actors import ActorKind, ActorMention
from contested.model.places import PlaceRole
from contested.model.readings import Extraction
from contested.model.reports import Report

_RELEASE = re.compile(r"\b(?:press release|statement|communiqu[eé]|briefing)\b", re.IGNORECASE)
_PUBLIC = frozenset({"executive", "ministry", "legislature", "diplomatic", "agency", "judiciary"})
_HEAD = 300  # characters of a report that may carry its letterhead
_TOLD_PLACES = frozenset({PlaceRole.EVENT_PLACE, PlaceRole.DATELINE})
_CITY = 100_000  # people; a smaller town at the head of a paper's name is more likely another word


def voice_country(report: Report, extraction: Extraction, lexicon: ActorLexicon) -> str | None:
    """Return the country that a report's own "the army", "the government" mean: its issuer's, or its city paper's.

    A paper counts only where the report names forces of its country: others write of foreign wars.
    """
    side = issuer_side(report, lexicon)
    if side is not None and side in lexicon:
        return lexicon.actor(side).country
    name = report.source.name if report.source else ""
    first = next((hit for hit in load_places().find(name) if hit.start == 0 and not hit.weak), None)
    city = first.candidates[0] if first is not None and first.candidates else None
    if city is None or not city.country or city.population < _CITY or city.kind.value != "city":
        return None
    return city.country if city.country in _fighting(extraction, lexicon) else None


def _fighting(extraction: Extraction, lexicon: ActorLexicon) -> set[str]:
    """Return the countries whose forces a report names."""
    by_id = {mention.id: mention for mention in extraction.mentions}
    forces = [m for m in extraction.mentions if m.kind is ActorKind.ARMED_FORCE]
    named: list[ActorMention] = [*forces, *(by_id[p] for m in forces for p in m.parts if p in by_id)]
    return {country for m in named for c in m.candidates if (country := lexicon.actor(c).country)}


def issuer_side(report: Report, lexicon: ActorLexicon) -> str | None:
    """Return the actor id of the party whose ministry, army or government issued a report."""
    if report.source is not None and report.source.party:
        return report.source.party
    name = report.source.name if report.source else ""
    found = _public_body(name, lexicon)
    head = report.text[:_HEAD]
    if found is None and (_RELEASE.search(head) or head.split("\n")[0].isupper()):
        found = _public_body(" ".join(head.split("\n")[:4]).title() if head.split("\n")[0].isupper() else head, lexicon)
    return found


def _public_body(words: str, lexicon: ActorLexicon) -> str | None:
    """Return the side of a name like "Sudan Foreign Ministry": a state or movement beside a noun of a public body."""
    if not _bodies().search(words.lower()):
        return None
    for hit in lexicon.find(words):
        for candidate in hit.candidates:
            actor = lexicon.actor(candidate.actor_id)
            if actor.kind in {ActorKind.STATE, ActorKind.DE_FACTO_STATE}:
                return actor.id
            if actor.kind in {ActorKind.ARMED_FORCE, ActorKind.OFFICE} and actor.country:
                state = lexicon.state(actor.country)
                return state.id if state else None
    return None


@cache
def _bodies() -> re.Pattern[str]:
    """Return the pattern of the nouns for public bodies and armies."""
    offices = [word for word, noun in load_actor_nouns().offices.items() if noun.label in _PUBLIC]
    words = (*offices, "army", "armed forces", "general staff", "military", "defence forces")
    return re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in words)})\b")


def home_country(extraction: Extraction) -> str | None:
    """Return the country (ISO3) in which at least three of five places of a report lie, None where there is none."""
    lexicon = load_places()
    votes: Counter[str] = Counter()
    for mention in extraction.places:
        first = lexicon.get(mention.candidates[0]) if mention.candidates else None
        if first is not None and first.country and mention.role in _TOLD_PLACES:
            votes[first.country] += 1
    country, count = max(votes.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return country if count >= 2 and count * 5 >= sum(votes.values()) * 3 else None
