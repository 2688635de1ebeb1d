"""Compile `resources/actors/` into the JSON files that the package loads."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

from contested.lexicon._actor_patterns import spellings
from contested.lexicon._actor_rows import OFFICES, RawActor, RawTerm, read_actors, read_terms
from contested.lexicon._types import ActorName, NameForm
from contested.lexicon.actors import fold_name
from contested.model.actors import ActorKind, PersonClass
from contested.model.errors import ResourceError

_NOUN_TABLES = ("forces", "offices", "groups", "experts", "private", "collectives", "sources")
_STATE_KINDS = (ActorKind.STATE, ActorKind.DE_FACTO_STATE)


def _dump(value: object) -> bytes:
    """Return compact JSON, the same bytes for the same value."""
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _person(person: str, terms: list[RawTerm]) -> RawActor:
    """Return the actor of a person from all of their terms."""
    names = dict.fromkeys(name for term in terms for name in term.names)
    first = terms[0]
    country = first.holder if len(first.holder) == 3 else "IGO" if first.holder.startswith("igo:") else None
    source = "+".join(sorted({term.source for term in terms}))
    return RawActor(person, ActorKind.PERSON, None, country, None, None, None, None, None, source, tuple(names))


def _people(terms: list[RawTerm]) -> list[RawActor]:
    """Return one actor per person."""
    grouped: dict[str, list[RawTerm]] = defaultdict(list)
    for term in terms:
        grouped[term.person].append(term)
    return [_person(person, rows) for person, rows in sorted(grouped.items())]


def _name_row(name: ActorName) -> list[Any]:
    """Return one name as a compact row."""
    part = name.part.value if name.part else None
    return [name.text, name.form.value, name.valid_from, name.valid_to, int(name.ambiguous), part]


def _actor_row(actor: RawActor) -> list[Any]:
    """Return one actor as a compact row (the order that `ActorLexicon._build` reads)."""
    facts = [actor.subtype, actor.country, actor.gw, actor.valid_from, actor.valid_to]
    owner = [actor.ownership, actor.affiliation, actor.source]
    names = [_name_row(name) for name in actor.names]
    return [actor.id, actor.names[0].text, actor.kind.value, *facts, *owner, names]


def _states(actors: list[RawActor]) -> dict[str, str]:
    """Return the actor id of each ISO3 code."""
    states: dict[str, str] = {}
    for actor in actors:
        prefix, code = actor.id.split(":", 1)
        if (actor.kind in _STATE_KINDS and prefix == "state") or (
            actor.kind is ActorKind.TERRITORY and actor.country and code == actor.country
        ):
            states[code] = actor.id
    return states


def _member_id(member: str, states: dict[str, str], known: frozenset[str], where: str) -> str:
    """Return the actor id of a member that is given by ISO3 code or id."""
    found = states.get(member, member)
    if found not in known:
        raise ResourceError(f"{where}: member {member!r} is no known state or actor. Correct it, or add the actor.")
    return found


def _memberships(actors: list[RawActor], states: dict[str, str]) -> list[list[str | None]]:
    """Return all memberships as rows, sorted."""
    known = frozenset(actor.id for actor in actors)
    rows: list[list[str | None]] = []
    for actor in actors:
        if actor.affiliation and actor.affiliation not in known:
            raise ResourceError(
                f"{actor.id}: affiliation {actor.affiliation!r} is unknown. Correct it, or add the actor."
            )
        for line in actor.members:
            ids = [_member_id(member, states, known, actor.id) for member in line.who]
            rows += [[actor.id, member, line.role, line.valid_from, line.valid_to] for member in ids]
    return sorted(rows, key=lambda row: [cell or "" for cell in row])


def _terms(terms: list[RawTerm], states: dict[str, str], known: frozenset[str]) -> list[list[str | None]]:
    """Return all terms of office as rows, by holder and date."""
    rows: list[list[str | None]] = []
    for t in terms:
        if t.holder not in states and t.holder not in known:
            raise ResourceError(f"leaders.csv: {t.person} holds an office of {t.holder!r}, which is unknown. Add it.")
        rows.append([t.person, t.office, t.title, t.holder, t.valid_from, t.valid_to, t.seen])
    return sorted(rows, key=lambda row: [row[3] or "", row[4] or "", row[1] or "", row[0] or "", row[5] or ""])


def _surnames(terms: list[RawTerm]) -> dict[str, list[str]]:
    """Return the people of each folded surname."""
    people: dict[str, set[str]] = defaultdict(set)
    for term in terms:
        for surname in term.surnames:
            people[fold_name(surname)].add(term.person)
    return {surname: sorted(people[surname]) for surname in sorted(people)}


def _patterns(actors: list[RawActor]) -> dict[str, list[int]]:
    """Return, for each spelling, the flat pairs (actor number, name number) that it stands for.

    An actor stands once for a spelling as a name, and once each as a demonym and a metonym.
    """
    found: dict[str, dict[tuple[int, str], int]] = defaultdict(dict)
    for number, actor in enumerate(actors):
        for at, name in enumerate(actor.names):
            use = name.form.value if name.form in (NameForm.DEMONYM, NameForm.METONYM) else "name"
            for text in spellings(name):
                found[text].setdefault((number, use), at)
    return {text: [n for (actor, _), at in found[text].items() for n in (actor, at)] for text in sorted(found)}


def _noun_rows(table: str, entries: dict[str, list[str]]) -> list[list[object]]:
    """Return the rows of one noun table: surface, lemma, plural, label."""
    rows: dict[str, list[object]] = {}
    for label, words in entries.items():
        for word in words:
            for surface, lemma, plural in _surfaces(word):
                if surface in rows:
                    raise ResourceError(f"actors/nouns.yaml: {surface!r} stands twice in {table}. Keep one.")
                rows[surface] = [surface, lemma, plural, label]
    return [rows[surface] for surface in sorted(rows)]


def _surfaces(word: str) -> list[tuple[str, str, bool]]:
    """Return surface, lemma and number of "army/armies" (both), "/troops" (plural), "military" (singular)."""
    singular, _, plural = word.partition("/")
    lemma = singular or plural
    return [(s, lemma, many) for s, many in ((singular, False), (plural, True)) if s]


def _title_rows(entries: list[dict[str, Any]]) -> list[list[object]]:
    """Return the title rows: surface, lemma, plural, person class, office."""
    rows: dict[str, list[object]] = {}
    for entry in entries:
        office = entry.get("office")
        if office is not None and office not in OFFICES:
            raise ResourceError(f"actors/nouns.yaml: office {office!r} is not known. Use one of: {sorted(OFFICES)}.")
        person_class = PersonClass(entry["class"]).value
        for word in entry["words"]:
            for surface, lemma, plural in _surfaces(word):
                rows[surface] = [surface, lemma, plural, person_class, office]
    return [rows[surface] for surface in sorted(rows)]


def _nouns(resources: Path) -> bytes:
    """Return the compiled noun tables."""
    data = yaml.safe_load((resources / "actors" / "nouns.yaml").read_text(encoding="utf-8"))
    missing = {*_NOUN_TABLES, "titles"} ^ set(data)
    if missing:
        raise ResourceError(f"actors/nouns.yaml: tables missing or unknown: {sorted(missing)}. Correct the keys.")
    tables: dict[str, object] = {table: _noun_rows(table, data[table]) for table in _NOUN_TABLES}
    return _dump({**tables, "titles": _title_rows(data["titles"])})


def compile_actors(resources: Path) -> dict[str, bytes]:
    """Return the compiled files of `resources/actors/` by name. Raises ResourceError on a malformed entry."""
    terms = read_terms(resources)
    actors = sorted([*read_actors(resources), *_people(terms)], key=lambda actor: actor.id)
    states, known = _states(actors), frozenset(actor.id for actor in actors)
    table = {
        "actors": [_actor_row(actor) for actor in actors],
        "memberships": _memberships(actors, states),
        "terms": _terms(terms, states, known),
        "surnames": _surnames(terms),
        "states": dict(sorted(states.items())),
    }
    return {
        "actors.json": _dump(table),
        "actor_patterns.json": _dump(_patterns(actors)),
        "actor_nouns.json": _nouns(resources),
    }
