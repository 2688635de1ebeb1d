"""What of a report the public may not be told, or only coarsely: sentences, places, fresh positions of units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from contested.model.claims import EventType, TargetClass
from contested.model.events import RecordedClaim
from contested.model.places import Place
from contested.model.readings import Decision, Reading
from contested.publish import names
from contested.publish.masking import Sentences, Span, touches
from contested.publish.sites import Care, cares_of
from contested.publish.terms import Terms
from contested.publish.whereabouts import coarse, rounded

_SENSITIVE_TARGETS = frozenset({TargetClass.HEALTH, TargetClass.DISPLACED_SITE, TargetClass.CONVOY})
_SENSITIVE_KINDS = frozenset({"camp", "facility"})
_MOVES = frozenset({EventType.MOBILIZE, EventType.RETREAT})


@dataclass(frozen=True, slots=True)
class Guard:
    """What is kept from the public of one report. Spans are offsets into its text; ``fine``: places told too finely.

    ``hushed``: sentences of which no word is shown. ``back``: claims held back in silence. ``first_level``: all places
    of the report are told by their area of the first administrative level. ``covered``: names within words shown.
    """

    hushed: tuple[Span, ...] = ()
    back: frozenset[str] = frozenset()
    fine: frozenset[str] = frozenset()
    first_level: bool = False
    everywhere: bool = False
    covered: tuple[Span, ...] = ()
    words: tuple[str, ...] = ()  # names of places that are told coarsely
    unnamed: frozenset[str] = frozenset()  # actors that only a sentence tells of which no word is shown

    def adjust(self, claim: RecordedClaim) -> RecordedClaim:
        """Return a claim with its places as the public may be told them, and without reasons that name them."""
        near = self.everywhere or touches((claim.passage.start, claim.passage.end), self.hushed)
        where = [self._told(place, near or place.id in self.fine) for place in claim.places]
        ground = () if near or any(place.id in self.fine for place in claim.places) else claim.ground
        places = tuple(dict.fromkeys(place for place in where if place))
        return replace(claim, places=places, place_reasons=(), time_reason="", ground=ground)

    def _told(self, place: Place, sensitive: bool) -> Place | None:
        if sensitive or self.first_level or place.kind in _SENSITIVE_KINDS:
            return coarse(place, self.first_level)
        if place.latitude is None:
            return None if names.covered(place.name) else place
        return rounded(place)

    def placed(self, reading: Reading) -> Reading:
        """Return a reading whose place names stand for places as the public may be told them, and for no others."""
        known = {place.id: place for place in reading.resolution.places}
        told = {key: self._told(place, self.everywhere or key in self.fine) for key, place in known.items()}
        links = tuple(
            replace(link, entity=place.id, reason="")
            for link in reading.resolution.place_links
            if (place := told.get(link.entity)) is not None
        )
        named = {link.mention for link in links}
        return replace(
            reading,
            extraction=replace(
                reading.extraction, places=tuple(one for one in reading.extraction.places if one.id in named)
            ),
            resolution=replace(
                reading.resolution,
                places=tuple(dict.fromkeys(place for place in told.values() if place)),
                place_links=links,
            ),
        )

    def without(self, text: str) -> str:
        """Return loose words without the names of places that are told coarsely, and of people who are not named."""
        plain = text
        for word in self.words:
            plain = _named(word).sub("…", plain)
        return names.shown_text(plain)


def guard_of(reading: Reading, terms: Terms) -> Guard:
    """Return what of a report is kept from the public on the day of the terms."""
    text, found = reading.report.text, reading.extraction
    fresh = terms.holds_back(reading.report.published)
    hushed, moving, sexual = _sentences(text, fresh)
    hushed += [
        sentence
        for claim in found.claims
        if claim.target_class in _SENSITIVE_TARGETS
        for sentence in _around(text, (claim.passage.start, claim.passage.end))
    ]
    moving_claims = [c for c in found.claims if fresh and c.event_type in _MOVES]
    hushed += [s for c in moving_claims for s in _around(text, (c.passage.start, c.passage.end))]
    everywhere = sexual or names.is_guarded(text)
    if everywhere:
        hushed = [(0, len(text))]
    back = {c.id for c in found.claims if touches((c.passage.start, c.passage.end), moving)}
    places = _places(reading)
    fine = frozenset(p for start, end, p in places if everywhere or touches((start, end), hushed))
    words = tuple(sorted({" ".join(text[s:e].split()) for s, e, p in places if p in fine} | _names(reading, fine)))
    return Guard(
        hushed=tuple(sorted(hushed)),
        back=frozenset(back | {c.id for c in moving_claims}),
        fine=fine,
        first_level=sexual,
        everywhere=everywhere,
        covered=(*names.covered(text, reading), *_occurrences(text, words)),
        words=tuple(sorted(words, key=len, reverse=True)),
        unnamed=_told_of(reading, hushed),
    )


def _told_of(reading: Reading, hushed: list[Span]) -> frozenset[str]:
    """Return the actors that no list knows and that are named in hushed sentences."""
    spans = {m.id: (m.passage.start, m.passage.end) for m in reading.extraction.mentions}
    known = {actor.id for actor in reading.resolution.actors if actor.known}
    named = (k.entity for k in reading.resolution.actor_links if touches(spans.get(k.mention, (0, 0)), hushed))
    return frozenset(actor for actor in named if actor not in known)


def _sentences(text: str, fresh: bool) -> tuple[list[Span], list[Span], bool]:
    """Return the sentences to hush, those of fresh movements, and whether the text tells of sexual violence."""
    hushed: list[Span] = []
    moving: list[Span] = []
    sexual = False
    for start, end in Sentences(text).all():
        cares = cares_of(text[start:end])
        sexual = sexual or Care.SEXUAL in cares
        if Care.MOVE in cares and fresh:
            moving.append((start, end))
        if cares - {Care.MOVE} or (Care.MOVE in cares and fresh):
            hushed.append((start, end))
    return hushed, moving, sexual


def _around(text: str, span: Span) -> Iterator[Span]:
    sentences = Sentences(text)
    first, last = sentences.at(span[0]), sentences.at(max(span[0], span[1] - 1))
    yield min(first[0], span[0]), max(last[1], span[1])


def _places(reading: Reading) -> list[tuple[int, int, str]]:
    """Return where the text names a place, and the id of the place that it was linked to ("" where to none)."""
    linked = {k.mention: k.entity for k in reading.resolution.place_links if k.decision is Decision.SAME}
    return [(m.passage.start, m.passage.end, linked.get(m.id, "")) for m in reading.extraction.places]


def _names(reading: Reading, places: frozenset[str]) -> set[str]:
    return {place.name for place in reading.resolution.places if place.id in places}


def _named(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)


def _occurrences(text: str, words: Iterable[str]) -> Iterator[Span]:
    for word in words:
        yield from (match.span() for match in _named(word).finditer(text))
