"""Phrases to actors: forces, offices, groups and unnamed sources, by whom they belong to or were named last."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from contested.lexicon.events import load_cues
from contested.model.actors import Actor, ActorKind, ActorMention, MentionForm
from contested.model.ids import content_id
from contested.resolve.actors import SIDED, STATES, Board, known_actor, slug
from contested.resolve.offices import holder_of, is_the_office

_Test: TypeAlias = Callable[[ActorMention, Actor], bool]

_BASES = ("state:", "defacto:", "territory:", "group:", "igo:", "org:", "ngo:")
_REACH = 300  # mentions
_OFFICES = frozenset({ActorKind.OFFICE, ActorKind.PERSON})
_HOLDERS = STATES | {ActorKind.TERRITORY, ActorKind.IGO}
_BODIES = frozenset({ActorKind.OFFICE, ActorKind.COLLECTIVE})
_REBELS = "rebels"
_SPEAKERS = frozenset({ActorKind.PERSON, ActorKind.UNNAMED_SOURCE})
_NAMED = frozenset({MentionForm.NAME, MentionForm.ACRONYM})


def foreseen(first: Board) -> dict[str, str]:
    """Return what a first reading knows only one of: a force by its label, the movement that "the rebels" can mean."""
    by_label: dict[str, set[str]] = {}
    for mention, actor_id in first.trail:
        actor = first.actors[actor_id]
        if actor.kind is ActorKind.ARMED_FORCE and actor.country and (mention.parts or mention.candidates):
            by_label.setdefault(actor.subtype or "", set()).add(actor_id)
        elif actor.kind is ActorKind.PARTY_OR_MOVEMENT and (actor.known or mention.candidates):
            by_label.setdefault(_REBELS, set()).add(actor_id)
    return {label: next(iter(ids)) for label, ids in by_label.items() if len(ids) == 1}


def resolve_nominal(board: Board, mention: ActorMention) -> None:
    """Link a phrase like "Armenian forces", "the ministry", "officials", "the rebels"."""
    if mention.kind is ActorKind.UNNAMED_SOURCE:
        _link_source(board, mention)
    elif mention.kind is ActorKind.ARMED_FORCE:
        _link_force(board, mention)
    elif mention.kind is ActorKind.OFFICE:
        _link_office(board, mention)
    elif mention.kind is ActorKind.PARTY_OR_MOVEMENT:
        _link_group(board, mention)
    elif mention.kind is ActorKind.TERRITORY:
        earlier = last(board, lambda m, a: a.kind in {ActorKind.TERRITORY, ActorKind.DE_FACTO_STATE})
        if earlier is not None:
            board.keep(mention, earlier, 0.6, "the territory named last")


def _owner(board: Board, mention: ActorMention) -> Actor | None:
    """Return the actor that a phrase belongs to by its own words."""
    owners = [a for p in mention.parts if (a := board.actor_of(p)) is not None]
    sided = [
        a
        for a in owners
        if a.kind in SIDED or a.kind in {ActorKind.IGO, ActorKind.ARMED_FORCE, ActorKind.OFFICE, ActorKind.NGO}
    ]
    return next(iter(sided), owners[0] if owners else None)


def _label(mention: ActorMention) -> str:
    match = re.search(r"\(([^()]*)\)$", mention.reason)
    return match.group(1) if match else ""


def _link_force(board: Board, mention: ActorMention) -> None:
    """Link a force to the force of its side; without an owner, to the force named last that it can mean."""
    owner, score, reason = _owner(board, mention), 0.9, ""
    label = _label(mention) or "military"
    if owner is not None and owner.kind in _SPEAKERS and len(owner.side) < 2:
        owner = None  # "his troops": of somebody whose side nobody names
    if owner is None and _is_foe(mention):
        _link_foe(board, mention, label)
        return
    if owner is None:
        earlier = _force_before(board, mention, label)
        if earlier is not None:
            board.keep(mention, earlier, 0.6, "the force named last")
            return
        later = board.foreseen.get(label)
        owner, score, reason = _home_state(board), 0.5, "the state of the report"
        if owner is None and later is not None and is_definite(board, mention):
            owner, reason = _of_force(board, later), "the only such force in the report"
            if owner is not None and mention.head.split(" ")[-1] in _OF_STATES and _is_movement(owner):
                owner = None
        if owner is None or load_cues().has("materiel", mention.head) or owner.id in board.barred(mention):
            _keep_nameless(board, mention, ActorKind.ARMED_FORCE, label)
            return
    base = _base(owner)
    if owner.kind is ActorKind.ARMED_FORCE and label.endswith("military"):
        board.keep(mention, owner, 0.8, "part of " + owner.name)
        return
    home = board.actors.get(base, owner)
    actor_id = f"force:{base}:{slug(label)}"
    side = tuple(dict.fromkeys((actor_id, *owner.side)))
    actor = Actor(actor_id, _force_name(home.name, label), ActorKind.ARMED_FORCE, label, owner.country, side=side)
    board.keep(mention, actor, score, reason or "belongs to " + owner.name)


def _is_foe(mention: ActorMention) -> bool:
    """Return whether a force is called rebels or a militia."""
    return any(load_cues().has("foe_words", word) for word in mention.passage.quote.lower().split())


def _link_foe(board: Board, mention: ActorMention, label: str) -> None:
    """Link "the rebel militia" to the only movement of the report, and never to the state's own forces."""
    only = _of_force(board, board.foreseen.get(_REBELS, ""))
    if only is not None and is_definite(board, mention):
        board.keep(mention, only, 0.55, "the only movement in the report")
    else:
        _keep_nameless(board, mention, ActorKind.ARMED_FORCE, label)


def _of_force(board: Board, force: str) -> Actor | None:
    """Return the state or movement of a force that is named further on."""
    _, _, rest = force.partition(":")
    base = rest.rpartition(":")[0] if rest.count(":") else force
    if base in board.lexicon:
        return board.actors.setdefault(base, known_actor(board, board.lexicon.actor(base)))
    return board.actors.get(base)


def is_definite(board: Board, mention: ActorMention) -> bool:
    """Return whether a phrase has the article or pronoun of something known: "the army", "this group", "its forces"."""
    before = board.report.text[max(0, mention.passage.start - 6) : mention.passage.start].lower().split()
    first = mention.passage.quote.split()[0].lower()
    return bool(before and before[-1] in _DEFINITE) or first in _DEFINITE or first.endswith(("'s", "’s"))


_OF_STATES = frozenset({"army", "military", "navy", "police"})  # forces that states have
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her", "our", "both"})


def _is_movement(actor: Actor) -> bool:
    return _base(actor).startswith(("group:", "org:"))


def _force_before(board: Board, mention: ActorMention, label: str) -> Actor | None:
    """Return the force that a bare "the army" can mean: same noun before same kind, never the accuser's own."""
    if load_cues().has("materiel", mention.head):
        return None
    barred = board.barred(mention)

    noun = mention.head.split(" ")[-1]

    def fits(other: ActorMention, actor: Actor) -> bool:
        if noun in _OF_STATES and noun != other.head.split(" ")[-1] and _is_movement(actor):
            return False  # a movement's positions do not make it "the army"
        return actor.kind is ActorKind.ARMED_FORCE and (actor.subtype or "") == label and not barred & set(actor.side)

    own = board.voice or board.home
    at_home = last(board, lambda m, a: fits(m, a) and own is not None and a.country == own)
    same_noun = last(board, lambda m, a: fits(m, a) and m.head.split(" ")[-1] == mention.head.split(" ")[-1])
    before = board.sentence_of(mention.passage.start) - 1
    just = last(board, lambda m, a: fits(m, a) and board.sentence_of(m.passage.start) == before)
    return same_noun or just or at_home or last(board, fits)


def _keep_nameless(board: Board, mention: ActorMention, kind: ActorKind, label: str | None) -> None:
    """Keep a force or office whose side nobody names, where a claim gives it a role or a voice."""
    if mention.id not in board.used:
        return
    actor_id = content_id(kind.value, board.report.id, mention.head)
    board.keep(mention, Actor(actor_id, mention.head, kind, label, None, side=(actor_id,)), 0.4, "of an unnamed side")


def _base(owner: Actor) -> str:
    """Return the state, group or organisation that an owner acts for."""
    return next((s for s in owner.side if s.startswith(_BASES)), owner.id)


_FORCE_NAMES = {
    "military": "armed forces of {}",
    "police": "police of {}",
    "paramilitary": "paramilitary forces of {}",
    "peacekeepers": "peacekeepers of {}",
}


def _force_name(owner: str, label: str) -> str:
    label = label.removeprefix("state_force_")
    return _FORCE_NAMES.get(label, label.replace("_", " ") + " of {}").format(owner)


def _home_state(board: Board) -> Actor | None:
    """Return the state that the report speaks for or mostly takes place in, or the only one that its words name."""
    home = board.voice or board.home
    state = board.lexicon.state(home) if home else None
    if state is not None:
        return board.actors.setdefault(state.id, known_actor(board, state))
    return board.actors[next(iter(board.states))] if len(board.states) == 1 else None


def _link_office(board: Board, mention: ActorMention) -> None:
    """Link an office to its owner's; without one, to the office or office-holder named last by that noun."""
    owner, score = _owner(board, mention), 0.85
    head = mention.head
    if owner is None:
        earlier = last(board, lambda m, a: a.kind in _OFFICES and (m.head == head or m.head.endswith(" " + head)))
        if earlier is None and head.endswith("s"):
            earlier = last(board, lambda m, a: a.kind in _BODIES and m.passage.quote.endswith("s"))
        if earlier is not None:
            board.keep(mention, earlier, 0.6, f"the {head} named last")
            return
        owner, score = _home_state(board), 0.5
        titles = _label(mention).startswith("title:") and head.split(" ")[0].endswith("s")
        if owner is None or titles or load_cues().has("local_offices", head.split(" ")[-1]):
            _keep_nameless(board, mention, ActorKind.OFFICE, _label(mention) or None)
            return
    if score > 0.5 and _link_holder(board, mention, owner):
        return
    base = _base(owner)
    home = board.actors.get(base, owner)
    actor_id = f"office:{base}:{slug(head)}"
    side = tuple(dict.fromkeys((actor_id, *owner.side)))
    actor = Actor(
        actor_id, f"{head} of {home.name}", ActorKind.OFFICE, _label(mention) or None, owner.country, side=side
    )
    board.keep(mention, actor, score, "office of " + owner.name)


def _link_holder(board: Board, mention: ActorMention, owner: Actor) -> bool:
    """Link "the Armenian prime minister" to whom the report names so, else to who held the office on the day told."""
    if not is_the_office(board.report.text, mention) or owner.kind not in _HOLDERS:
        return False
    head = mention.head
    named = last(board, lambda m, a: a.kind is ActorKind.PERSON and m.head == head and a.country == owner.country)
    if named is not None:
        board.keep(mention, named, 0.75, f"the {head} named before")
        return True
    if any(m.kind is ActorKind.PERSON and m.head == head and not m.candidates for m in board.mentions.values()):
        return False  # the report names a holder whom no list knows
    days = board.days.get(mention.id)
    held = holder_of(board.lexicon, owner, head, days) if days else None
    if held is not None:
        board.keep(mention, known_actor(board, held.person), 0.8, held.reason)
    return held is not None


def _link_source(board: Board, mention: ActorMention) -> None:
    """Link speakers without a name: they stay unnamed, tied to a side where the words say so."""
    owner = _owner(board, mention)
    base = owner.id if owner else board.report.id
    actor_id = content_id("source", base, mention.head)
    name = f"{mention.head} ({owner.name})" if owner else mention.head
    side = (
        actor_id,
        *(
            owner.side
            if owner
            and owner.kind
            in STATES | {ActorKind.IGO, ActorKind.OFFICE, ActorKind.ARMED_FORCE, ActorKind.PARTY_OR_MOVEMENT}
            else ()
        ),
    )
    actor = Actor(
        actor_id,
        name,
        ActorKind.UNNAMED_SOURCE,
        mention.head,
        owner.country if owner else None,
        side=tuple(dict.fromkeys(side)),
    )
    board.keep(mention, actor, 0.7, "unnamed source")


def _organisations(head: str) -> frozenset[ActorKind]:
    """Return what "the alliance", "the group", "the gang" can mean: only bodies of states are blocs and unions."""
    if load_cues().has("bloc_nouns", head):
        return frozenset({ActorKind.IGO})
    if load_cues().has("open_group_nouns", head):
        return frozenset({ActorKind.PARTY_OR_MOVEMENT, ActorKind.IGO, ActorKind.NGO})
    return frozenset({ActorKind.PARTY_OR_MOVEMENT})


def _link_group(board: Board, mention: ActorMention) -> None:
    """Link "the group", "the alliance" to the organisation named last; "Kurdish militias" to a group of its own."""
    owner = _owner(board, mention)
    if _label(mention) == "news_agency":
        _link_source(board, mention)  # "state media" speak, and are no group that fights
        return
    described = owner is not None and owner.kind is ActorKind.ETHNIC_GROUP and is_definite(board, mention)
    if owner is None or described:
        earlier = _organisation_before(board, mention)
        if earlier is not None:
            board.keep(mention, earlier, 0.65 if owner is None else 0.55, "the organisation named last")
        if owner is None or earlier is not None:
            return
    actor_id = f"group:{slug(owner.id)}:{slug(mention.head)}"
    actor = Actor(
        actor_id,
        mention.passage.quote,
        ActorKind.PARTY_OR_MOVEMENT,
        _label(mention) or None,
        owner.country,
        side=(actor_id,),
    )
    board.keep(mention, actor, 0.6, "a group by its description")


def _organisation_before(board: Board, mention: ActorMention) -> Actor | None:
    """Return the organisation that "the group", "the Council" can mean: one with the noun in its name goes first."""
    if not is_definite(board, mention):
        return None
    word = mention.head.split(" ")[-1]
    kinds = _organisations(word)

    def bears(other: ActorMention, actor: Actor) -> bool:
        return other.form in _NAMED and actor.kind in _BODIES_NAMED and word in actor.name.lower().split()[-2:]

    if mention.head == word or mention.passage.quote.lower() == word:
        same = last(board, bears)
        if same is not None:
            return same
    return last(board, lambda m, a: a.kind in kinds and m.form in _NAMED)


_BODIES_NAMED = frozenset(
    {
        ActorKind.PARTY_OR_MOVEMENT,
        ActorKind.IGO,
        ActorKind.NGO,
        ActorKind.OFFICE,
        ActorKind.THINK_TANK,
        ActorKind.NEWS_AGENCY,
        ActorKind.ARMED_FORCE,
    }
)


def last(board: Board, wanted: _Test) -> Actor | None:
    """Return the first accepted actor (mostly the subject) of the latest sentence that has one.

    Looks back over the last mentions only: what was named pages before is not what "the army" means.
    """
    found = [(m, board.actors[i]) for m, i in board.trail[-_REACH:] if wanted(m, board.actors[i])]
    if not found:
        return None
    numbered = [(board.sentence_of(m.passage.start), m.passage, a) for m, a in found]
    latest = max(number for number, _, _ in numbered)
    return next(a for number, _, a in sorted(numbered, key=lambda item: item[1]) if number == latest)
