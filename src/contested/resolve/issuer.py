"""Whose release a report is: the side that its own words speak for, None for a report of no party."""

from __future__ import annotations

import re

from contested.lexicon.actors import ActorLexicon, load_actor_nouns
from contested.model.actors import ActorKind
from contested.model.reports import Report

_RELEASE = re.compile(r"\b(?:press release|statement|communiqu[eé]|briefing)\b", re.IGNORECASE)
_PUBLIC = frozenset({"executive", "ministry", "legislature", "diplomatic", "agency", "judiciary"})
_HEAD = 300  # characters of a report that may carry its letterhead


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
    lower = words.lower()
    nouns = load_actor_nouns()
    body = any(
        re.search(rf"\b{re.escape(word)}\b", lower) for word, noun in nouns.offices.items() if noun.label in _PUBLIC
    )
    army = any(
        re.search(rf"\b{re.escape(word)}\b", lower)
        for word in ("army", "armed forces", "general staff", "military", "defence forces")
    )
    if not (body or army):
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
