"""Anchoring and linking: local ids of one report's extraction to actors, places and time spans, each with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from contested.model.actors import ActorKind, ActorMention, MentionForm
from contested.model.places import Place
from contested.model.readings import Extraction, Link, Resolution
from contested.model.reports import Report
from contested.resolve.actors import Board, open_board, resolve_name, with_relations
from contested.resolve.antecedents import Hints, main_sides, pronoun_hints, resolve_collective, resolve_pronoun
from contested.resolve.consistency import consistent_links
from contested.resolve.grounds import place_groups, territory_roles
from contested.resolve.implied import implied_roles
from contested.resolve.offices import days_told
from contested.resolve.phrases import foreseen, resolve_nominal
from contested.resolve.places import resolve_places
from contested.resolve.stances import claim_stances
from contested.resolve.times import anchor_times
from contested.resolve.times.attach import claim_times

__all__ = ["Theatre", "resolve"]

_Known: TypeAlias = tuple[tuple[str, ...], Hints]


@dataclass(frozen=True, slots=True)
class Theatre:
    """Where a dossier's conflict is fought: countries (ISO 3166-1 alpha-3) that break ties between namesakes."""

    countries: tuple[str, ...] = ()


def resolve(report: Report, extraction: Extraction, theatre: Theatre | None = None) -> Resolution:
    """Return the links of a report's extraction. Pure; every link has a score and a reason."""
    countries = theatre.countries if theatre else ()
    anchored = anchor_times(extraction.expressions, published=report.published, text=report.text)
    times = claim_times(report, extraction, anchored)
    first = open_board(report, extraction, countries)
    first.days = days_told(report, extraction, anchored, times)
    _link_actors(first, extraction, ())  # once to learn who is who in the report, once more knowing it
    board = open_board(report, extraction, countries)
    board.days, board.foreseen = first.days, foreseen(first)
    _link_actors(board, extraction, main_sides(first, extraction))
    places, place_links = resolve_places(extraction, board.votes, report.text)
    countries_of = _countries(places, place_links)
    place_groups(board, extraction, countries_of)
    implied = implied_roles(board, extraction)
    implied += tuple(
        one
        for one in territory_roles(board, extraction, countries_of)
        if one.claim not in {known.claim for known in implied}
    )
    return Resolution(
        report_id=report.id,
        actors=tuple(board.actors[key] for key in sorted(board.actors)),
        places=places,
        actor_links=consistent_links(extraction, tuple(board.links)),
        place_links=place_links,
        times=anchored,
        claim_times=times,
        claim_stances=claim_stances(board, extraction, countries_of),
        implied_roles=implied,
    )


def _countries(places: tuple[Place, ...], links: tuple[Link, ...]) -> dict[str, str]:
    """Return the country of each place mention that has one."""
    known = {place.id: place.country for place in places if place.country}
    return {link.mention: known[link.entity] for link in links if link.entity in known}


def _link_actors(board: Board, extraction: Extraction, sides: tuple[str, ...]) -> None:
    """Link all mentions: names and phrases in text order (parts before wholes), then collectives and pronouns."""
    hints = pronoun_hints(board, extraction)
    done: set[str] = set()
    for mention in extraction.mentions:
        _link_one(board, mention, done, (sides, hints))
    with_relations(board, extraction)


def _link_one(board: Board, mention: ActorMention, done: set[str], known: _Known) -> None:
    if mention.id in done:
        return
    done.add(mention.id)
    for part in mention.parts:
        if part in board.mentions:
            _link_one(board, board.mentions[part], done, known)
    if mention.form is MentionForm.PRONOUN:
        speaker = known[1].speakers.get(mention.id, "")
        if speaker in board.mentions and board.mentions[speaker].form is not MentionForm.PRONOUN:
            _link_one(board, board.mentions[speaker], done, known)  # "We will strike," the minister said
        resolve_pronoun(board, mention, *known)
    elif mention.kind is ActorKind.COLLECTIVE:
        resolve_collective(board, mention, known[0])
    elif mention.candidates or mention.form in {MentionForm.NAME, MentionForm.ACRONYM}:
        resolve_name(board, mention)
    else:
        resolve_nominal(board, mention)
