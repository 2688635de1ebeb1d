"""What the lexicon knows of a publisher: its kind, its country, and the side that it speaks for."""

from __future__ import annotations

import re
from functools import cache

from contested.lexicon._types import KnownActor
from contested.lexicon.actors import load_actor_nouns, load_actors
from contested.model.actors import ActorKind
from contested.model.reports import Source

KINDS = {
    ActorKind.NEWS_AGENCY: "agency",
    ActorKind.THINK_TANK: "think_tank",
    ActorKind.NGO: "ngo",
    ActorKind.IGO: "igo",
}
PUBLIC = frozenset({"executive", "ministry"})
ARMIES = ("army", "armed forces", "general staff", "military", "defence forces", "defense forces")
MANDATED = (
    (
        "mission",
        re.compile(r"\b(?:observer|observation|monitoring|verification) (?:mission|group|team)\b", re.IGNORECASE),
    ),
    ("inquiry", re.compile(r"\bcommission of inquiry\b|\bfact-finding mission\b", re.IGNORECASE)),
    ("court", re.compile(r"\b(?:court of|(?:criminal|special|constitutional) (?:court|tribunal))\b", re.IGNORECASE)),
)


def known_source(name: str) -> Source:
    """Return the publisher with what its name tells; kind "unknown" where it tells nothing."""
    mandated = next((kind for kind, pattern in MANDATED if pattern.search(name)), None)
    if mandated:
        return Source(name, mandated)
    candidates = {candidate.actor_id for candidate in load_actors().named(name)}
    if len(candidates) == 1:
        return _listed(name, load_actors().actor(candidates.pop()))
    state = _state_of(name) if _public_body().search(name) else None
    return Source(name, "ministry", state.country, state.id) if state else Source(name)


def _listed(name: str, actor: KnownActor) -> Source:
    if actor.kind is ActorKind.OFFICE and actor.affiliation:
        return Source(name, "ministry", actor.country, actor.affiliation)
    country = (
        actor.country if actor.country and len(actor.country) == 3 and actor.country not in {"IGO", "NGO"} else None
    )
    return Source(name, KINDS.get(actor.kind, "unknown"), country)


def _state_of(name: str) -> KnownActor | None:
    """Return the state whose name, people or capital stands in the publisher's name, where there is just one."""
    lexicon = load_actors()
    ids = {candidate.actor_id for hit in lexicon.find(name) for candidate in hit.candidates}
    states = [actor for actor_id in sorted(ids) if (actor := lexicon.actor(actor_id)).kind in _STATES]
    return states[0] if len(states) == 1 else None


_STATES = frozenset({ActorKind.STATE, ActorKind.DE_FACTO_STATE})


@cache
def _public_body() -> re.Pattern[str]:
    nouns = [word for word, noun in load_actor_nouns().offices.items() if noun.label in PUBLIC]
    words = sorted({*nouns, *ARMIES}, key=lambda word: (-len(word), word))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", re.IGNORECASE)
