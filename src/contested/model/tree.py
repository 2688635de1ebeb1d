"""The plain analysis of a text: sentences, tokens, a dependency tree, names.

Offsets are Python ``str`` offsets into ``Tree.text``; ``text[start:end]`` is always the words themselves.
Tags and relations follow Universal Dependencies 2 (https://universaldependencies.org).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class NameKind(StrEnum):
    """What a name names, before any gazetteer is asked."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    PEOPLE = "people"  # nationalities, peoples, religious and political groups: "Azeri", "Sunni"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Token:
    """One syntactic word. ``head`` is the index of the governor in the sentence, -1 for the root."""

    start: int
    end: int
    text: str
    lemma: str
    upos: str  # Universal POS tag
    xpos: str  # Penn Treebank tag ("VBD", "VBN", "NNP", ...)
    head: int
    deprel: str  # UD relation with subtype: "nsubj:pass", "obl:agent", "acl:relcl", ...
    probability: float = 1.0  # of head and relation together


@dataclass(frozen=True, slots=True)
class Name:
    """A named span; ``first`` and ``last`` are token indices (inclusive)."""

    start: int
    end: int
    first: int
    last: int
    kind: NameKind
    probability: float = 1.0


Chances = tuple[tuple[int, float], ...]  # token indices with probabilities


@dataclass(frozen=True, slots=True)
class Signal:
    """A token that may word an event, as a trained network sees it. All numbers are probabilities.

    An analyser that has no such network gives no signals; the lexicon then stands alone.
    """

    word: int  # token index
    types: tuple[tuple[str, float], ...]  # the likeliest event types, the best first
    probability: float  # that the token words an event at all
    stances: tuple[tuple[str, float], ...] = ()
    flags: tuple[tuple[str, float], ...] = ()
    initiators: Chances = ()
    recipients: Chances = ()
    claimants: Chances = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its tree."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    names: tuple[Name, ...] = ()
    signals: tuple[Signal, ...] = ()

    def children(self, index: int) -> list[int]:
        """Return the indices of the tokens that depend on token ``index``, in text order."""
        return [i for i, token in enumerate(self.tokens) if token.head == index]

    def subtree(self, index: int) -> list[int]:
        """Return the sorted indices of ``index`` and everything below it."""
        below: dict[int, list[int]] = {}
        for i, token in enumerate(self.tokens):
            below.setdefault(token.head, []).append(i)
        found, stack = [], [index]
        while stack:
            node = stack.pop()
            found.append(node)
            stack.extend(below.get(node, ()))
        return sorted(found)


@dataclass(frozen=True, slots=True)
class Tree:
    """The analysis of one text. ``passages`` are the (start, end) of its non-empty lines."""

    text: str
    passages: tuple[tuple[int, int], ...]
    sentences: tuple[Sentence, ...]


def has_cycle(heads: Sequence[int]) -> bool:
    """Return whether governors lead in a circle; ``heads[i]`` is the index of the governor of ``i``, -1 for a root."""
    seen = [0] * len(heads)  # the number of the walk that came by
    for walk, start in enumerate(range(len(heads)), start=1):
        node = start
        while node >= 0 and not seen[node]:
            seen[node] = walk
            node = heads[node]
        if node >= 0 and seen[node] == walk:
            return True
    return False


class Analyser(Protocol):
    """A language core. Equal texts give equal trees, whatever else is in the batch."""

    @property
    def name(self) -> str:
        """Name and version, stored with every run."""
        ...

    def analyse(self, texts: Sequence[str]) -> Iterable[Tree]:
        """Yield one Tree a text, in order."""
        ...
