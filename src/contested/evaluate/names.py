"""Scores of names: exact span and kind, as in the CoNLL 2003 shared task."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from contested.evaluate.conllu import Tally
from contested.model.tree import NameKind, Tree


@dataclass(frozen=True, slots=True, order=True)
class GoldName:
    """A name in a text: its exact span and its kind."""

    start: int
    end: int
    kind: NameKind


def names_in(tree: Tree) -> list[GoldName]:
    """Return the names of a tree in the scorer's terms."""
    return [GoldName(name.start, name.end, name.kind) for sentence in tree.sentences for name in sentence.names]


def score_names(
    pairs: Iterable[tuple[Collection[GoldName], Collection[GoldName]]], kinds: Collection[NameKind]
) -> dict[NameKind, Tally]:
    """Return a tally for each of ``kinds`` over (gold, system) pairs; other kinds are left out on both sides."""
    sums = dict.fromkeys(kinds, Tally())
    for gold, system in pairs:
        right = set(gold) & set(system)
        for kind in kinds:
            counts = (sum(name.kind is kind for name in names) for names in (right, gold, system))
            sums[kind] += Tally(*counts)
    return sums


def overall(tallies: dict[NameKind, Tally]) -> Tally:
    """Return the micro total."""
    return sum(tallies.values(), Tally())
