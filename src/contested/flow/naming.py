"""Who is meant: what the program is not sure of and a person should look at, and why it linked what it linked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contested.model.actors import Actor, ActorKind, ActorMention, MentionForm
from contested.model.readings import Link, Reading

UNSURE = 0.5  # a link of this score or less wants a look
_TOLD = frozenset({MentionForm.NAME, MentionForm.ACRONYM, MentionForm.NOMINAL, MentionForm.METONYM})
_MADE = ("org:", "person:")  # ids of actors that only the text gave


@dataclass(frozen=True, slots=True)
class OpenName:
    """Words that a person should look at. ``why``: new (on no list), unsure (a weak link), open (linked to nobody)."""

    why: str
    words: str
    actor: str | None
    kind: str | None
    country: str | None
    score: float | None
    reason: str
    mentions: int
    document: str


COLUMNS = ("why", "words", "actor", "kind", "country", "score", "reason", "mentions", "document")


def open_names(readings: Iterable[Reading]) -> tuple[OpenName, ...]:
    """Return what wants a look, most mentions first within each reason.

    People who hold no public role are never listed: they stay words of their passages.
    """
    found: dict[tuple[str, str, str], OpenName] = {}
    for reading in readings:
        for one in _of_reading(reading):
            key = (one.why, one.words.casefold() if one.actor is None or one.why == "unsure" else "", one.actor or "")
            earlier = found.get(key)
            count = one.mentions + (earlier.mentions if earlier else 0)
            kept = earlier or one
            found[key] = OpenName(
                kept.why,
                kept.words,
                kept.actor,
                kept.kind,
                kept.country,
                kept.score,
                kept.reason,
                count,
                kept.document,
            )
    order = ("new", "unsure", "open")
    return tuple(sorted(found.values(), key=lambda o: (order.index(o.why), -o.mentions, o.words, o.actor or "")))


def _of_reading(reading: Reading) -> Iterator[OpenName]:
    actors = {actor.id: actor for actor in reading.resolution.actors}
    links = {link.mention: link for link in reading.resolution.actor_links}
    for mention in reading.extraction.mentions:
        link = links.get(mention.id)
        if mention.form not in _TOLD:
            continue
        if link is None:
            if mention.kind is not ActorKind.PERSON and mention.kind is not ActorKind.UNNAMED_SOURCE:
                yield _row("open", mention, None, None, reading)
            continue
        actor = actors[link.entity]
        if actor.id.startswith(_MADE) and not actor.known:
            yield _row("new", mention, actor, link, reading)
        elif link.score <= UNSURE:
            yield _row("unsure", mention, actor, link, reading)


def _row(why: str, mention: ActorMention, actor: Actor | None, link: Link | None, reading: Reading) -> OpenName:
    kind = actor.kind if actor else mention.kind
    return OpenName(
        why,
        actor.name if actor and why == "new" else " ".join(mention.passage.quote.split()),
        actor.id if actor else None,
        kind.value if kind else None,
        actor.country if actor else None,
        link.score if link else None,
        link.reason if link else f"{mention.reason}: nothing before it or on a list decides",
        1,
        reading.report.doc_id,
    )


def link_reasons(readings: Iterable[Reading], actor_id: str) -> tuple[str, ...]:
    """Return, for every way in which reports name an actor, how often, with which score and why it was linked."""
    told: dict[tuple[str, float, str], int] = {}
    for reading in readings:
        mentions = {mention.id: mention for mention in reading.extraction.mentions}
        for link in reading.resolution.actor_links:
            if link.entity == actor_id:
                words = " ".join(mentions[link.mention].passage.quote.split())
                key = (words, link.score, link.reason)
                told[key] = told.get(key, 0) + 1
    ranked = sorted(told.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        f"linked {words!r}{f' ({count} times)' if count > 1 else ''}: score {score:g}, {reason}"
        for (words, score, reason), count in ranked
    )
