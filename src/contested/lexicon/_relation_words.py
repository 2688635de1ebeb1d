"""Words that state relations: titles, bodies, verbs, participles and nouns that tie one actor to another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from contested.lexicon._compiled import read_compiled
from contested.model.actors import RelationKind


@dataclass(frozen=True, slots=True)
class TitleTie:
    """What the bearer of a title is to its body: named; unnamed under a state or organisation; unnamed elsewhere."""

    named: RelationKind | None
    office: RelationKind | None
    post: RelationKind | None


@dataclass(frozen=True, slots=True)
class WordTie:
    """The relation that a word states. ``cases`` are the prepositions of its object, ``swap`` turns the ends round."""

    relation: RelationKind
    attribute: str | None = None
    cases: frozenset[str] = frozenset()
    swap: bool = False


@dataclass(frozen=True, slots=True)
class RelationWords:
    """The words of relations by table, and plain word lists by name."""

    titles: Mapping[str, TitleTie]
    verbs: Mapping[str, WordTie]
    governed: Mapping[str, WordTie]
    hyphenated: Mapping[str, WordTie]
    nouns: Mapping[str, WordTie]
    name_ends: Mapping[str, RelationKind]
    lists: Mapping[str, frozenset[str]]

    def has(self, name: str, word: str) -> bool:
        """Return whether ``word`` stands in the list ``name``."""
        return word in self.lists[name]

    def ends_in(self, name: str, phrase: str) -> bool:
        """Return whether the last words of ``phrase`` stand in the list ``name``."""
        words = phrase.split()
        return any(" ".join(words[at:]) in self.lists[name] for at in range(len(words)))

    def title(self, phrase: str) -> TitleTie | None:
        """Return what the longest title at the end of ``phrase`` says."""
        words = phrase.split()
        return next((tie for at in range(len(words)) if (tie := self.titles.get(" ".join(words[at:])))), None)


def _kind(value: object) -> RelationKind | None:
    return RelationKind(str(value)) if value is not None else None


def _ties(rows: Iterable[Mapping[str, object]]) -> dict[str, WordTie]:
    """Return the ties by word."""
    found: dict[str, WordTie] = {}
    for row in rows:
        words, cases, attribute = row["words"], row.get("cases", []), row.get("attribute")
        assert isinstance(words, list)
        assert isinstance(cases, list)
        tie = WordTie(
            relation=RelationKind(str(row["relation"])),
            attribute=str(attribute) if attribute is not None else None,
            cases=frozenset(cases),
            swap=bool(row.get("swap")),
        )
        found |= dict.fromkeys(words, tie)
    return found


@cache
def load_relation_words() -> RelationWords:
    """Return the words of relations (read once)."""
    data = read_compiled("relations.json")
    titles = {
        word: TitleTie(_kind(row["named"]), _kind(row["office"]), _kind(row["post"]))
        for row in data["titles"]
        for word in row["words"]
    }
    ends = {word: RelationKind(kind) for kind, words in data["name_ends"].items() for word in words}
    tables = {"titles", "name_ends", "verbs", "governed", "hyphenated", "nouns"}
    lists = {name: frozenset(words) for name, words in data.items() if name not in tables}
    return RelationWords(
        titles,
        _ties(data["verbs"]),
        _ties(data["governed"]),
        _ties(data["hyphenated"]),
        _ties(data["nouns"]),
        ends,
        lists,
    )
