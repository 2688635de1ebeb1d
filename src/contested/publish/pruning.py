"""A reading without some of its claims: nothing that only they told of stays, no name, place, time, link or note."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from contested.model.actors import ActorMention
from contested.model.readings import Decision, Reading
from contested.publish.masking import Sentences, Span, touches


def prune(reading: Reading, dropped: frozenset[str]) -> Reading:
    """Return a reading without the claims of these local ids, and without what no other claim or relation needs."""
    found, resolved = reading.extraction, reading.resolution
    claims = tuple(claim for claim in found.claims if claim.id not in dropped)
    kept = frozenset(claim.id for claim in claims)
    gone = [(c.passage.start, c.passage.end) for c in found.claims if c.id in dropped]
    told = sentences_of(reading, ((c.passage.start, c.passage.end) for c in claims))
    relations = tuple(
        r
        for r in found.relations
        if not touches((r.passage.start, r.passage.end), gone) and _lies(r.passage.start, told)
    )
    needed = {m for c in claims for m in (*c.initiators, *c.recipients, *(v.mention for v in c.voices if v.mention))}
    needed |= {m for c in claims for toll in c.tolls for m in toll.whose}
    needed |= {m for relation in relations for m in (relation.subject, relation.object)}
    mentions = [m for m in found.mentions if m.id in needed or (_lies(m.passage.start, told) and not _in(m, gone))]
    needed |= {part for mention in mentions for part in mention.parts}
    mentions = [m for m in found.mentions if m.id in needed or m in mentions]
    named = {mention.id for mention in mentions}
    where = {p for c in claims for p in c.places}
    extraction = replace(
        found,
        mentions=tuple(mentions),
        expressions=(),
        places=tuple(p for p in found.places if p.id in where),
        claims=claims,
        relations=relations,
        claim_links=tuple(k for k in found.claim_links if k.claim in kept and k.other in kept),
        notes=tuple(n for n in found.notes if set(n.claims) <= kept and _lies(n.passage.start, told)),
    )
    links = tuple(link for link in resolved.actor_links if link.mention in named)
    implied = tuple(one for one in resolved.implied_roles if one.claim in kept)
    linked = {link.entity for link in links if link.decision is Decision.SAME}
    linked |= {actor for one in implied for actor in (*one.initiators, *one.recipients)}
    behind = {a for actor in resolved.actors if actor.id in linked for a in (*actor.side, *actor.members)}
    place_links = tuple(link for link in resolved.place_links if link.mention in where)
    placed = {link.entity for link in place_links}
    times = {one.time for one in resolved.claim_times if one.claim in kept}
    resolution = replace(
        resolved,
        actors=tuple(actor for actor in resolved.actors if actor.id in linked | behind),
        places=tuple(place for place in resolved.places if place.id in placed),
        actor_links=links,
        place_links=place_links,
        times=tuple(time for time in resolved.times if time.id in times),
        claim_times=tuple(one for one in resolved.claim_times if one.claim in kept),
        claim_stances=tuple(one for one in resolved.claim_stances if one.claim in kept),
        implied_roles=implied,
    )
    return Reading(reading.report, extraction, resolution)


def sentences_of(reading: Reading, spans: Iterable[Span]) -> list[Span]:
    """Return the sentences that hold the spans, each whole."""
    sentences = Sentences(reading.report.text)
    found = []
    for start, end in spans:
        first, last = sentences.at(start), sentences.at(max(start, end - 1))
        found.append((min(start, first[0]), max(end, last[1])))
    return found


def _lies(offset: int, spans: Iterable[Span]) -> bool:
    return any(start <= offset < end for start, end in spans)


def _in(mention: ActorMention, spans: Iterable[Span]) -> bool:
    passage = mention.passage
    return any(start <= passage.start and passage.end <= end for start, end in spans)
