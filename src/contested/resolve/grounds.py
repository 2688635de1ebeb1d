"""What the places of a clause say of its parties: the state whose territory is the target, where nameless groups are.

Ruling 5 of the coding manual: the attacked state is a recipient when the text names its territory as the target.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from contested.lexicon.actors import KnownActor
from contested.lexicon.events import load_cues
from contested.model.actors import Actor, ActorKind
from contested.model.claims import Claim, EventType
from contested.model.places import PlaceMention
from contested.model.readings import Extraction, ImpliedRoles
from contested.resolve.actors import Board, known_actor

Countries = Mapping[str, str]  # place mention -> ISO 3166-1 alpha-3
_HOSTILE = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.THREATEN})
_GOALS = ("frame visit", "frame arrive-visit", "frame visit.n")  # acts that aim at a place
_IN_LANDS = ("frame seek-refuge", "frame strengthen-forces", "frame remain-alert", "frame open-embassy")
_LOCAL = frozenset({ActorKind.COLLECTIVE, ActorKind.ARMED_FORCE, ActorKind.OFFICE, ActorKind.PARTY_OR_MOVEMENT})
_AIMED = re.compile(
    r"(?:.{0,60}\b(?:at|on|into|against|targets in|positions in|targets near|camps in|bases in))?"
    r"(?: ?(?:the|a|\w+ern|\w+al|\w+ed|city|town|village|port|of|was|were|has been|have been))*"
)  # between a verb and the place that it aims at
_NEAR = 60  # characters between a group and the place that says where it is


def territory_roles(board: Board, extraction: Extraction, countries: Countries) -> tuple[ImpliedRoles, ...]:
    """Return the states on whose territory somebody else acts, for claims that name nobody acted upon."""
    found = [
        one for claim in extraction.claims if (one := _state_of_target(board, claim, extraction, countries)) is not None
    ]
    return tuple(found)


def _state_of_target(board: Board, claim: Claim, extraction: Extraction, countries: Countries) -> ImpliedRoles | None:
    hostile, landed = claim.event_type in _HOSTILE, claim.reason in _IN_LANDS
    if claim.recipients or not claim.initiators or claim.reciprocal:
        return None
    if not (hostile or landed or claim.reason in _GOALS):
        return None
    aimed = [
        p
        for p in extraction.places
        if p.id in claim.places and p.id in countries and (landed or _is_aim(board, claim, p))
    ]
    if hostile and not aimed:
        aimed = [p for p in extraction.places if p.id in claim.places and _is_land(board, p, countries)]
    lands = {countries[place.id] for place in aimed}
    acting = [a for m in claim.initiators if (a := board.actor_of(m)) is not None]
    state = board.lexicon.state(lands.pop()) if len(lands) == 1 else None
    if state is None or not acting or any(_is_of(a, state) for a in acting):
        return None
    actor = board.actors.setdefault(state.id, known_actor(board, state))
    return ImpliedRoles(claim.id, (), (actor.id,), "its territory is the target")


def _is_of(actor: Actor, state: KnownActor) -> bool:
    """Return whether an actor belongs to a state: rebels of a country act on its territory, its army defends it."""
    if actor.kind in {ActorKind.COLLECTIVE, ActorKind.PARTY_OR_MOVEMENT}:
        return False
    return state.id in actor.side or actor.country == state.country


def _is_land(board: Board, place: PlaceMention, countries: Countries) -> bool:
    """Return whether a place is a whole state by its name: what happens "in Israel" is done to Israel."""
    state = board.lexicon.state(countries[place.id]) if place.id in countries else None
    return state is not None and place.passage.quote.casefold().removeprefix("the ") == state.name.casefold()


def _is_aim(board: Board, claim: Claim, place: PlaceMention) -> bool:
    """Return whether a place is itself what is acted upon, and not only where: it stands beside the verb."""
    before, after = sorted([claim.trigger, place.passage], key=lambda p: p.start)
    between = " ".join(board.report.text[before.end : after.start].lower().split())
    return _AIMED.fullmatch(between) is not None


def place_groups(board: Board, extraction: Extraction, countries: Countries) -> None:
    """Give groups, forces, offices and people without a country the one where the text shows them to be."""
    told = _told_places(board, extraction, countries)
    told |= _told_by_words(board)
    whole = Counter(countries.values())
    only = next(iter(whole)) if len(whole) == 1 else board.home
    if only is None and not whole and len(board.states) == 1:
        only = board.actors[next(iter(board.states))].country
    for actor_id, actor in sorted(board.actors.items()):
        if _is_placeless(actor):
            country = told.get(actor_id) or only
            if country:
                board.actors[actor_id] = replace(actor, country=country)


def _is_placeless(actor: Actor) -> bool:
    pair = actor.kind is ActorKind.COLLECTIVE and load_cues().has("pair_heads", actor.name.split(" ")[-1])
    return not pair and actor.country is None and not actor.known and not actor.members and actor.kind in _LOCAL


def _told_by_words(board: Board) -> dict[str, str]:
    """Return the country that the first word of a group's own description gives: "Albanian rebels in Macedonia"."""
    found: dict[str, str] = {}
    for mention, actor_id in board.trail:
        owners = [a for p in mention.parts if (a := board.actor_of(p)) is not None and a.country]
        if owners:
            found.setdefault(actor_id, str(owners[0].country))
    return found


def _told_places(board: Board, extraction: Extraction, countries: Countries) -> dict[str, str]:
    """Return the country of each actor that the words beside it, or else the places of its claims, give."""
    votes: dict[str, Counter[str]] = {}
    for mention, actor_id in board.trail:
        for place in extraction.places:
            if place.id not in countries or not 0 < place.passage.start - mention.passage.end < _NEAR:
                continue
            between = board.report.text[mention.passage.end : place.passage.start].lower()
            if between.strip() in {"in", "of", "from", "in the", "of the"}:
                votes.setdefault(actor_id, Counter())[countries[place.id]] += 10
    for claim in extraction.claims:
        for mention_id in (*claim.initiators, *claim.recipients):
            for place_id in claim.places:
                if mention_id in board.of_mention and place_id in countries:
                    votes.setdefault(board.of_mention[mention_id], Counter())[countries[place_id]] += 1
    return {a: min(c, key=lambda country: (-c[country], country)) for a, c in votes.items()}
