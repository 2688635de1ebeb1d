"""Tree search against brute force; name paths."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from contested.language.decode import best_tree, name_path, transitions
from contested.language.labels import name_tags


def is_tree(heads: tuple[int, ...]) -> bool:
    if sum(h < 0 for h in heads) != 1:
        return False
    for start in range(len(heads)):
        node, steps = start, 0
        while heads[node] >= 0 and steps <= len(heads):
            node, steps = heads[node], steps + 1
        if heads[node] >= 0:
            return False
    return True


def value(arcs: np.ndarray, heads: tuple[int, ...]) -> float:
    return float(sum(arcs[i, h + 1] for i, h in enumerate(heads)))


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_the_tree_is_the_best_of_all_trees(size: int) -> None:
    rng = np.random.default_rng(size)
    for _ in range(30):
        arcs = rng.normal(size=(size, size + 1)).astype(np.float32)
        trees = [heads for heads in product(range(-1, size), repeat=size) if is_tree(heads)]
        best = max(value(arcs, heads) for heads in trees)
        found = tuple(best_tree(arcs))
        assert is_tree(found)
        assert value(arcs, found) == pytest.approx(best, abs=1e-5)


def test_large_random_scores_give_one_root_and_no_cycle() -> None:
    rng = np.random.default_rng(0)
    for size in (20, 60, 120):
        assert is_tree(tuple(best_tree(rng.normal(size=(size, size + 1)).astype(np.float32))))


def test_an_inside_tag_never_follows_another_kind() -> None:
    tags = name_tags()
    follows = transitions(tags)
    rng = np.random.default_rng(1)
    for _ in range(50):
        path = name_path(rng.normal(size=(9, len(tags))).astype(np.float32), follows)
        before = "O"
        for tag in (tags[i] for i in path):
            assert not tag.startswith("I-") or before[2:] == tag[2:]
            before = tag
