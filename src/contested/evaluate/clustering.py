"""Scores of clusterings: MUC, B-cubed and CEAF-e as the CoNLL 2012 reference scorer counts them, singletons kept.

A clustering is a list of sets of items. Sources: Vilain et al. 1995 (MUC), Bagga and Baldwin 1998 (B-cubed),
Luo 2005 (CEAF with the entity similarity phi4); their mean F1 is the CoNLL score.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence, Set
from dataclasses import dataclass

Clusters = Sequence[Set[Hashable]]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1, each from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Return the harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def muc(gold: Clusters, found: Clusters) -> Score:
    """Return the link-based score: how many links of one side the partition by the other side leaves whole."""
    return Score(_links(found, gold), _links(gold, found))


def _links(key: Clusters, response: Clusters) -> float:
    home = _homes(response)
    kept = total = 0
    for cluster in key:
        parts = {home[item] for item in cluster if item in home}
        alone = sum(item not in home for item in cluster)
        kept += len(cluster) - len(parts) - alone
        total += len(cluster) - 1
    return kept / total if total else 0.0


def b_cubed(gold: Clusters, found: Clusters) -> Score:
    """Return the item-based score: the share of each item's cluster that the other side puts with it, on average."""
    return Score(_shares(found, gold), _shares(gold, found))


def _shares(key: Clusters, response: Clusters) -> float:
    home = _homes(response)
    total = sum(len(cluster) for cluster in key)
    shared = 0.0
    for cluster in key:
        counts: dict[int, int] = {}
        for item in cluster:
            if item in home:
                counts[home[item]] = counts.get(home[item], 0) + 1
        shared += sum(count * count for count in counts.values()) / len(cluster)
    return shared / total if total else 0.0


def ceaf_e(gold: Clusters, found: Clusters) -> Score:
    """Return the score of the best one-to-one pairing of clusters, by Dice similarity of each pair (phi4)."""
    similarity = sum(_best_pairing(gold, found))
    return Score(similarity / len(found) if found else 0.0, similarity / len(gold) if gold else 0.0)


def conll(gold: Clusters, found: Clusters) -> float:
    """Return the mean F1 of MUC, B-cubed and CEAF-e."""
    return (muc(gold, found).f1 + b_cubed(gold, found).f1 + ceaf_e(gold, found).f1) / 3


def _homes(clusters: Clusters) -> dict[Hashable, int]:
    return {item: number for number, cluster in enumerate(clusters) for item in cluster}


def _best_pairing(gold: Clusters, found: Clusters) -> list[float]:
    """Return the similarities of the best pairing, component by component: clusters that share no item never pair."""
    home = _homes(found)
    near = [sorted({home[item] for item in cluster if item in home}) for cluster in gold]
    scores: list[float] = []
    for rows, columns in _components(near):
        weights = [[_dice(gold[r], found[c]) for c in columns] for r in rows]
        scores += assignment(weights)
    return scores


def _components(near: Sequence[Sequence[int]]) -> Iterable[tuple[list[int], list[int]]]:
    rows_of: dict[int, list[int]] = {}
    for row, columns in enumerate(near):
        for column in columns:
            rows_of.setdefault(column, []).append(row)
    seen: set[int] = set()
    for first in range(len(near)):
        if first in seen or not near[first]:
            continue
        rows, taken, stack = {first}, set[int](), [first]
        while stack:
            for column in near[stack.pop()]:
                if column not in taken:
                    taken.add(column)
                    fresh = set(rows_of[column]) - rows
                    rows |= fresh
                    stack += sorted(fresh)
        seen |= rows
        yield sorted(rows), sorted(taken)


def _dice(one: Set[Hashable], other: Set[Hashable]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def assignment(weights: Sequence[Sequence[float]]) -> list[float]:
    """Return the weights of a one-to-one pairing of rows and columns with the greatest sum (Hungarian algorithm)."""
    if not weights or not weights[0]:
        return []
    if len(weights) > len(weights[0]):
        weights = [list(column) for column in zip(*weights, strict=True)]
    rows, columns = len(weights), len(weights[0])
    row_cost, column_cost = [0.0] * (rows + 1), [0.0] * (columns + 1)
    owner = [0] * (columns + 1)  # the row to which a column goes, counted from 1; 0: none
    for row in range(1, rows + 1):
        owner[0] = row
        _augment(weights, row_cost, column_cost, owner)
    return [weights[owner[c] - 1][c - 1] for c in range(1, columns + 1) if owner[c]]


def _augment(
    weights: Sequence[Sequence[float]], row_cost: list[float], column_cost: list[float], owner: list[int]
) -> None:
    """Give the row in ``owner[0]`` a column along the cheapest alternating path, and mend the costs."""
    columns = len(column_cost) - 1
    least, back, used = [float("inf")] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
    at = 0
    while owner[at]:
        used[at] = True
        row, step, following = owner[at], float("inf"), 0
        for c in range(1, columns + 1):
            if used[c]:
                continue
            cost = -weights[row - 1][c - 1] - row_cost[row] - column_cost[c]
            if cost < least[c]:
                least[c], back[c] = cost, at
            if least[c] < step:
                step, following = least[c], c
        for c in range(columns + 1):
            if used[c]:
                row_cost[owner[c]] += step
                column_cost[c] -= step
            else:
                least[c] -= step
        at = following
    while at:
        owner[at] = owner[back[at]]
        at = back[at]
