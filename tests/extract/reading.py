"""Reads one short text through the whole pipeline and gives its claims in words; for tests of these stages."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

from contested.extract import extract
from contested.language import default_analyser
from contested.model.actors import Actor
from contested.model.claims import Claim
from contested.model.readings import Reading
from contested.model.reports import Report, Source, report_id
from contested.resolve import resolve

PUBLISHED = dt.date(2023, 6, 15)


@dataclass(frozen=True, slots=True)
class Told:
    """A claim in words: names of actors, not ids."""

    type: str
    initiators: frozenset[str]
    recipients: frozenset[str]
    claimant: str | None
    stance: str
    polarity: str
    tolls: tuple[tuple[str, float | None, float | None, float | None], ...]
    claim: Claim


@cache
def read(text: str, source: str = "") -> Reading:
    """Return the reading of ``text`` as a report published on 15 June 2023."""
    report = Report(
        report_id(text), "t", text, source=Source(source) if source else None, published=PUBLISHED, title="test"
    )
    tree = next(iter(default_analyser().analyse([text])))
    extraction = extract(report, tree)
    return Reading(report, extraction, resolve(report, extraction))


def told(text: str, source: str = "") -> list[Told]:
    """Return the claims of ``text`` in words."""
    reading = read(text, source)
    actors = {actor.id: actor for actor in reading.resolution.actors}
    linked = {link.mention: actors[link.entity] for link in reading.resolution.actor_links}
    stances = {one.claim: one.stance.value for one in reading.resolution.claim_stances}
    return [_told(claim, linked, stances) for claim in reading.extraction.claims]


def one(text: str, event_type: str, source: str = "") -> Told:
    """Return the only claim of a type in ``text``; fails where there are none or several."""
    found = [t for t in told(text, source) if t.type == event_type]
    assert len(found) == 1, [(t.type, t.claim.passage.quote) for t in told(text, source)]
    return found[0]


def _told(claim: Claim, linked: dict[str, Actor], stances: dict[str, str]) -> Told:
    def names(mentions: tuple[str, ...]) -> frozenset[str]:
        return frozenset(linked[m].name for m in mentions if m in linked)

    claimant = linked.get(claim.claimant) if claim.claimant else None
    return Told(
        type=claim.event_type.value,
        initiators=names(claim.initiators),
        recipients=names(claim.recipients),
        claimant=claimant.name if claimant else ("?" if claim.claimant else None),
        stance=stances.get(claim.id, claim.stance.value),
        polarity=claim.polarity.value,
        tolls=tuple((t.kind.value, t.low, t.best, t.high) for t in claim.tolls),
        claim=claim,
    )
