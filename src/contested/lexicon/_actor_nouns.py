"""The generic nouns with which texts build actor phrases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from contested.lexicon._compiled import read_compiled
from contested.lexicon._types import Noun, Title
from contested.model.actors import ActorKind, PersonClass


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
    heads: Mapping[str, tuple[ActorKind, str]] = field(init=False)  # surface -> what it makes of a phrase that it ends
    tails: frozenset[str] = field(init=False)  # the last words of all of ``heads``, compounds also without their start

    def __post_init__(self) -> None:
        """Put the tables together; where a surface stands in several, private people come first."""
        heads: dict[str, tuple[ActorKind, str]] = dict.fromkeys(self.experts, (ActorKind.UNNAMED_SOURCE, "expert"))
        heads |= {surface: (ActorKind.UNNAMED_SOURCE, noun.label) for surface, noun in self.sources.items()}
        heads |= {surface: (ActorKind.COLLECTIVE, noun.label) for surface, noun in self.collectives.items()}
        heads |= {surface: (ActorKind.PARTY_OR_MOVEMENT, noun.label) for surface, noun in self.groups.items()}
        heads |= {s: (ActorKind.OFFICE, f"title:{title.person_class.value}") for s, title in self.titles.items()}
        heads |= {surface: (ActorKind.OFFICE, noun.label) for surface, noun in self.offices.items()}
        heads |= {surface: (ActorKind.ARMED_FORCE, noun.label) for surface, noun in self.forces.items()}
        heads |= dict.fromkeys(self.private, (ActorKind.COLLECTIVE, "private"))
        object.__setattr__(self, "heads", heads)
        object.__setattr__(self, "tails", frozenset(tail for surface in heads for tail in _tails(surface)))

    @property
    def private_words(self) -> frozenset[str]:
        """Return the surfaces of all private-person nouns."""
        return frozenset(self.private)


def _tails(surface: str) -> list[str]:
    """Return the words, as a tokeniser may cut them, in which a surface ends: "co-chair", "chair"."""
    word = surface.rpartition(" ")[2]
    parts = word.split("-")
    return [*("-".join(parts[at:]) for at in range(len(parts))), *(["'s"] if word.endswith("'s") else [])]


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
