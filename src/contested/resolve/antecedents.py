"""Pronouns and collectives: whom "it", "they", "both sides" mean inside one report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from contested.lexicon.events import load_cues
from contested.model.actors import Actor, ActorKind, ActorMention, MentionForm
from contested.model.claims import EventType
from contested.model.ids import content_id
from contested.model.readings import Extraction
from contested.resolve.actors import STATES, Board, known_actor

_FIGHTING = frozenset({EventType.ASSAULT, EventType.CEASEFIRE_VIOLATED, EventType.HARM, EventType.TERRITORY_CHANGE})
_TRUCES = frozenset({EventType.CEASEFIRE_DECLARED, EventType.CEASEFIRE_HELD, EventType.ACCUSE})
_ONE = frozenset({"it", "its", "itself"})
_PERSON = frozenset({"he", "she", "his", "her", "him"})
_MANY = frozenset({"they", "them", "their", "themselves"})
_REACH = 120  # mentions
_POSSESSIVE = frozenset({"its", "their", "his", "her", "our", "my"})
_OWN = frozenset({"we", "us", "our", "i", "my"})
_WINDOW = 400  # characters that a pronoun looks back over


def main_sides(board: Board, extraction: Extraction) -> tuple[str, ...]:
    """Return the two sides (actor ids) that the report's claims name most, fighting before the rest; () for fewer."""
    counts: dict[str, float] = defaultdict(float)
    for claim in extraction.claims:
        weight = 3.0 if claim.event_type in _FIGHTING else 2.0 if claim.event_type in _TRUCES else 0.5
        for mention_id in (*claim.initiators, *claim.recipients):
            actor = board.actor_of(mention_id)
            for base in _bases(board, actor) if actor else ():
                counts[base] += weight
    for _, actor_id in board.trail:
        for base in _bases(board, board.actors[actor_id]):
            counts[base] += 0.1
    top = [base for base, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:2] if count >= 2]
    return tuple(sorted(top)) if len(top) == 2 else ()


def _bases(board: Board, actor: Actor) -> tuple[str, ...]:
    """Return the side of an actor, or of every member of a collective."""
    if actor.members:
        return tuple(base for m in actor.members if m in board.actors and (base := side_of(board, board.actors[m])))
    base = side_of(board, actor)
    return (base,) if base else ()


def side_of(board: Board, actor: Actor) -> str | None:
    """Return the state, de facto state or movement that an actor acts for, None for third parties without one."""
    for actor_id in actor.side or (actor.id,):
        if actor_id.startswith(("state:", "defacto:", "territory:")):
            return actor_id
    if actor.kind is ActorKind.PARTY_OR_MOVEMENT:
        return actor.id
    for actor_id in actor.side:
        if actor_id.startswith(("group:", "org:")):
            return actor_id
    return None


def resolve_collective(board: Board, mention: ActorMention, sides: tuple[str, ...]) -> None:
    """Link "both sides", "the two countries" to a collective of the main sides; others stay a description."""
    surface = mention.passage.quote.lower()
    head = mention.head or surface
    pair = load_cues().has("pair_heads", head.split(" ")[-1]) or mention.form is MentionForm.PRONOUN
    chairs = _role_holders(board, mention)
    if chairs is not None:
        board.keep(mention, *chairs)
        return
    own = _fighters_of(board, mention, surface)
    if own is not None:
        board.keep(mention, own, 0.8, "fighters of the movement that they are named by")
        return
    members: tuple[str, ...] = ()
    if pair and not mention.parts and not _says_two(surface):
        earlier = _group_before(board, mention)
        if earlier is not None:
            board.keep(mention, earlier, 0.65, "the group of people named before")
            return
    if pair and not mention.parts:
        members = sides
    elif mention.parts:
        members = tuple(dict.fromkeys(a.id for p in mention.parts if (a := board.actor_of(p)) is not None))
    if pair and len(members) >= 2:
        actor_id = content_id("collective", *sorted(members))
        name = " and ".join(board.actors[m].name for m in members if m in board.actors)
        side = members
    else:
        actor_id = content_id("collective", board.report.id, head, *sorted(members))
        name, side = (
            surface.removeprefix("the "),
            (content_id("collective", board.report.id, head, *sorted(members)), *members),
        )
        members = ()
    country = (
        next((board.actors[m].country for m in side if m in board.actors and board.actors[m].country), None)
        if len(side) == 2 and not members
        else None
    )
    board.keep(
        mention,
        Actor(actor_id, name, ActorKind.COLLECTIVE, None, country, side=tuple(dict.fromkeys(side)), members=members),
        0.7,
        "collective" + (" of the main sides" if members else ""),
    )


def _fighters_of(board: Board, mention: ActorMention, surface: str) -> Actor | None:
    """Return the movement that "Al-Shabaab militants" are of: a name and a plural noun for fighters, nothing more.

    "four Hezbollah gunmen" and "suspected NPA rebels" stay people of their own: not all of it acted, or perhaps none.
    """
    if len(mention.parts) != 1 or mention.parts[0] not in board.mentions:
        return None
    part = board.mentions[mention.parts[0]]
    actor = board.actor_of(part.id)
    if actor is None or actor.kind not in {ActorKind.PARTY_OR_MOVEMENT, ActorKind.ARMED_FORCE}:
        return None
    noun = surface.removeprefix("the ").removeprefix(part.passage.quote.lower()).strip()
    known = load_cues().lists["combatants"]
    return actor if noun.endswith("s") and (noun[:-1] in known or noun in {"gunmen", "militiamen"}) else None


def _role_holders(board: Board, mention: ActorMention) -> tuple[Actor, float, str] | None:
    """Return the states that co-chair, guarantee or mediate the format that "the co-chairs" belongs to, on the day."""
    role = next((role for word, role in _ROLES.items() if mention.head.split(" ")[-1].startswith(word)), None)
    days = board.days.get(mention.id)
    if role is None or days is None:
        return None
    owned = [a for p in mention.parts if (a := board.actor_of(p)) is not None]
    named = [board.actors[i] for _, i in reversed(board.trail[-_REACH:])]
    for body in (*owned, *named):
        members = board.lexicon.members(body.id, days[1], role) if body.known else ()
        if len(members) < 2:
            continue
        for member in members:
            board.actors.setdefault(member, known_actor(board, board.lexicon.actor(member)))
        name = f"{mention.head.split(' ')[-1]} of {body.name}"
        actor_id = content_id("collective", role, *members)
        actor = Actor(actor_id, name, ActorKind.COLLECTIVE, None, None, side=members, members=members)
        return actor, 0.8, f"{role.replace('_', '-')}s of {body.name} on {days[1]}"
    return None


_ROLES = {"co-chair": "co_chair", "cochair": "co_chair", "guarantor": "guarantor", "mediator": "mediator"}


_MANY = frozenset({"they", "them", "their", "themselves"})  # never one official alone


def resolve_pronoun(board: Board, mention: ActorMention, sides: tuple[str, ...], hints: Hints) -> None:
    """Link a pronoun to the nearest mention before it that agrees; leave it open where none does."""
    word = mention.passage.quote.lower()
    if word == "both":
        if sides:
            resolve_collective(board, mention, sides)
        return
    speaker = board.actor_of(hints.speakers.get(mention.id, ""))
    barred = {a.id for m in hints.others.get(mention.id, ()) if (a := board.actor_of(m)) is not None}
    one = speaker is not None and speaker.kind in {ActorKind.PERSON, ActorKind.OFFICE}
    if speaker is not None and speaker.id not in barred and not (one and word in _MANY):
        board.keep(mention, speaker, 0.75, f"{word!r} in the words of {speaker.name}")
        return
    if word in _OWN:
        return  # "we" is whoever speaks; without a speaker it stays open
    found = _newly_made(board, mention, word, hints.made) or _antecedent(board, mention, word, barred)
    if found is not None:
        board.keep(mention, found, 0.6, f"{word!r} after {found.name}")


def newly_made(extraction: Extraction) -> tuple[tuple[int, str], ...]:
    """Return (end of claim, mention) of bodies that the report tells to have been set up: the next "it" means them."""
    return tuple(
        (claim.passage.end, claim.recipients[0])
        for claim in extraction.claims
        if claim.event_type is EventType.ESTABLISH and claim.initiators and claim.recipients
    )


def _says_two(surface: str) -> bool:
    return any(word in {"both", "two", "either", "each", "neither"} for word in surface.split())


def _group_before(board: Board, mention: ActorMention) -> Actor | None:
    """Return the collective of office-holders that the text named shortly before "the leaders", "the ministers"."""
    if not load_cues().has("office_groups", mention.head.split(" ")[-1]):
        return None
    for other, actor_id in reversed(board.trail[-_REACH:]):
        near = mention.passage.start - other.passage.start < 2 * _WINDOW
        kind = board.actors[actor_id].kind
        heads = kind is ActorKind.OFFICE and other.head.split(" ")[0].endswith("s")
        if near and (heads or (kind is ActorKind.COLLECTIVE and other.parts)):
            return board.actors[actor_id]
    return None


@dataclass(frozen=True, slots=True)
class Hints:
    """What claims say of pronouns: whose speech they stand in, and whom they cannot mean."""

    speakers: Mapping[str, str]  # pronoun mention -> mention of the speaker whose words it is in
    others: Mapping[str, tuple[str, ...]]  # pronoun mention -> mentions in the other role of its claim
    made: tuple[tuple[int, str], ...] = ()


def pronoun_hints(board: Board, extraction: Extraction) -> Hints:
    """Return the hints that the claims' roles and voices give for pronouns."""
    speakers: dict[str, str] = {}
    others: dict[str, tuple[str, ...]] = {}
    for claim in extraction.claims:
        voice = claim.claimant
        for role, other in ((claim.initiators, claim.recipients), (claim.recipients, claim.initiators)):
            for mention_id in role:
                if board.mentions[mention_id].form is not MentionForm.PRONOUN:
                    continue
                own = board.mentions[mention_id].passage.quote.lower() in _OWN
                if voice and (own or (_is_before(board, voice, mention_id) and role is claim.initiators)):
                    speakers.setdefault(mention_id, voice)
                if not claim.reciprocal and board.mentions[mention_id].passage.quote.lower() not in _POSSESSIVE:
                    others[mention_id] = (*others.get(mention_id, ()), *other)
    return Hints(speakers, others, newly_made(extraction))


def _is_before(board: Board, voice: str, pronoun: str) -> bool:
    """Return whether a speaker stands before a pronoun in the same sentence."""
    start, end = board.mentions[voice].passage.start, board.mentions[pronoun].passage.start
    return start < end and not any(mark in board.report.text[start:end] for mark in (". ", "! ", "? ", "\n"))


def _newly_made(board: Board, mention: ActorMention, word: str, made: tuple[tuple[int, str], ...]) -> Actor | None:
    """Return the body set up in the sentence before an "it" that opens the next one."""
    if word not in _ONE:
        return None
    for end, mention_id in reversed(made):
        between = board.report.text[end : mention.passage.start]
        if 0 <= mention.passage.start - end < _WINDOW // 2 and between.count(". ") == 1 and between.endswith(". "):
            return board.actor_of(mention_id)
    return None


def _antecedent(board: Board, mention: ActorMention, word: str, barred: set[str]) -> Actor | None:
    start = mention.passage.start
    number = board.sentence_of(start)
    line = board.report.text.rfind("\n", max(0, start - 4 * _WINDOW), start) + 1
    found = _before(board, start)
    here = [(m, a) for m, a in found if board.sentence_of(m.passage.start) == number]
    earlier = [(m, a) for m, a in found if line <= m.passage.start and board.sentence_of(m.passage.start) < number]
    for pool in (here, _subjects_first(board, earlier)):
        for candidate, actor in pool:
            if actor.id not in barred and _agrees(board, word, candidate, actor):
                return actor
    return None


def _before(board: Board, start: int) -> list[tuple[ActorMention, Actor]]:
    """Return the mentions before a place in the text that stand on their own, in text order."""
    found = [
        (m, board.actors[i])
        for m, i in board.trail[-_REACH:]
        if start - _WINDOW <= m.passage.start < start and m.form is not MentionForm.PRONOUN and m.id not in board.parts
    ]
    return sorted(found, key=lambda pair: pair[0].passage)


def _subjects_first(board: Board, found: list[tuple[ActorMention, Actor]]) -> list[tuple[ActorMention, Actor]]:
    """Return mentions of earlier sentences, the latest first; in each its first mention (mostly its subject) leads."""
    return sorted(found, key=lambda pair: (-board.sentence_of(pair[0].passage.start), pair[0].passage))


def _agrees(board: Board, word: str, mention: ActorMention, actor: Actor) -> bool:
    if mention.form is MentionForm.ADJECTIVE:
        return False
    if word in _PERSON:
        return actor.kind is ActorKind.PERSON or load_cues().has("person_nouns", mention.head.split(" ")[-1])
    if word in _ONE:
        return actor.kind not in {
            ActorKind.PERSON,
            ActorKind.COLLECTIVE,
            ActorKind.UNNAMED_SOURCE,
            ActorKind.ETHNIC_GROUP,
        }
    if word in _MANY:
        plural = mention.passage.quote.split()[-1].lower().endswith("s") and actor.kind not in STATES | {
            ActorKind.PERSON
        }
        return actor.kind is ActorKind.COLLECTIVE or plural
    return word in _OWN and actor.kind in {ActorKind.PERSON, ActorKind.OFFICE, ActorKind.ARMED_FORCE}
