"""The generic nouns with which texts build actor phrases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from contested.lexicon._compiled import read_compiled
from contested.lexicon._types import Noun, Title
from contested.model.actors import PersonClass


@dataclass(frozen=True, slots=True)
class ActorNouns:
    """Noun tables, each keyed by the lower-case surface ("foreign ministry", "troops")."""

    forces: Mapping[str, Noun]  # label: subtype of the armed force
    offices: Mapping[str, Noun]  # label: executive, ministry, legislature, judiciary, diplomatic, local, agency
    groups: Mapping[str, Noun]  # "movement", "militia", "bloc": label = subtype
    titles: Mapping[str, Title]
    experts: Mapping[str, Noun]
    private: Mapping[str, Noun]  # people who are never named; label: civilian, witness, victim, detainee, minor
    collectives: Mapping[str, Noun]  # "both sides", "the co-chairs": label = collective kind
    sources: Mapping[str, Noun]  # "diplomats", "sources", "media": label = source kind

    @property
    def private_words(self) -> frozenset[str]:
        """Return the surfaces of all private-person nouns."""
        return frozenset(self.private)


def _nouns(rows: list[list[object]]) -> dict[str, Noun]:
    """Return the nouns of one table by surface."""
    return {str(row[0]): Noun(str(row[0]), str(row[1]), bool(row[2]), str(row[3])) for row in rows}


def _title(row: list[object]) -> Title:
    """Return one title row as a record."""
    office = str(row[4]) if row[4] is not None else None
    return Title(str(row[0]), str(row[1]), bool(row[2]), PersonClass(str(row[3])), office)


@cache
def load_actor_nouns() -> ActorNouns:
    """Return the noun tables (read once)."""
    data = read_compiled("actor_nouns.json")
    return ActorNouns(
        forces=_nouns(data["forces"]),
        offices=_nouns(data["offices"]),
        groups=_nouns(data["groups"]),
        titles={str(row[0]): _title(row) for row in data["titles"]},
        experts=_nouns(data["experts"]),
        private=_nouns(data["private"]),
        collectives=_nouns(data["collectives"]),
        sources=_nouns(data["sources"]),
    )
