"""Scores -> trees and names: exact searches in numpy, deterministic, ties to the lowest index."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from contested.model.tree import has_cycle

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

_NEVER = np.float64(-1e9)


def log_softmax(scores: Floats) -> Floats:
    """Return log probabilities over the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    found: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return found


def best_tree(arcs: Floats) -> list[int]:
    """Return the head of each word in the best tree with exactly one root; -1 marks the root.

    ``arcs[i, 0]`` is the score of word ``i`` as the root, ``arcs[i, k + 1]`` that of word ``k`` as its head.
    """
    scores = arcs.astype(np.float64)
    size = len(scores)
    scores[np.arange(size), np.arange(1, size + 1)] = _NEVER  # no word governs itself
    heads: list[int] = (scores.argmax(1) - 1).tolist()
    return heads if _is_tree(heads) else _one_root(scores)


def _is_tree(heads: list[int]) -> bool:
    """Say whether there is exactly one root (-1) and no cycle."""
    return heads.count(-1) == 1 and not has_cycle(heads)


def _one_root(scores: npt.NDArray[np.float64]) -> list[int]:
    """Try each word as the only root, the most promising first, until no other can do better."""
    size = len(scores)
    elsewhere = scores[:, 1:].max(1)
    bounds = scores[:, 0] + elsewhere.sum() - elsewhere  # no tree with that root scores higher
    best, best_value = np.zeros(size, dtype=np.int64), -np.inf
    for root in np.argsort(-bounds, kind="stable"):
        if bounds[root] <= best_value:
            break
        square = np.full((size + 1, size + 1), _NEVER)
        square[1:, 1:] = scores[:, 1:]
        square[root + 1] = _NEVER
        square[root + 1, 0] = scores[root, 0]
        heads = _chu_liu_edmonds(square)[1:]
        value = float(scores[np.arange(size), heads].sum())
        if value > best_value:
            best, best_value = heads, value
    return [int(head) - 1 for head in best]


def _chu_liu_edmonds(scores: npt.NDArray[np.float64]) -> Ints:
    """Return the head of each node in the best arborescence from node 0; ``scores[dependent, head]``."""
    heads: Ints = scores.argmax(1)
    heads[0] = 0
    cycle = _find_cycle(heads)
    if not cycle:
        return heads
    return _contract(scores, heads, cycle)


def _find_cycle(heads: Ints) -> list[int]:
    """Return the nodes of one cycle, or none."""
    colour = [0] * len(heads)
    colour[0] = 2
    for start in range(1, len(heads)):
        path, node = [], start
        while colour[node] == 0:
            colour[node] = 1
            path.append(node)
            node = int(heads[node])
        if colour[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            colour[seen] = 2
    return []


def _contract(scores: npt.NDArray[np.float64], heads: Ints, cycle: list[int]) -> Ints:
    """Solve the graph with ``cycle`` as one node, then open the cycle where the solution enters it."""
    inside = np.array(cycle)
    outside = np.array([node for node in range(len(scores)) if node not in set(cycle)])
    kept = scores[inside, heads[inside]]
    entering = scores[np.ix_(inside, outside)] - kept[:, None]  # the gain of breaking the cycle there
    leaving = scores[np.ix_(outside, inside)]
    count = len(outside)
    smaller = np.full((count + 1, count + 1), _NEVER)
    smaller[:count, :count] = scores[np.ix_(outside, outside)]
    smaller[:count, count] = leaving.max(1)
    smaller[count, :count] = entering.max(0)
    solved = _chu_liu_edmonds(smaller)
    result = heads.copy()
    for position in range(1, count):
        head = int(solved[position])
        result[outside[position]] = inside[leaving[position].argmax()] if head == count else outside[head]
    door = int(solved[count])
    result[inside[entering[:, door].argmax()]] = outside[door]
    return result


def name_path(scores: Floats, allowed: npt.NDArray[np.bool_]) -> list[int]:
    """Return the best sequence of name tags; ``allowed[i, j]`` says that tag ``j`` may follow tag ``i``."""
    size, tags = scores.shape
    greedy: list[int] = scores.argmax(1).tolist()
    if allowed[[0, *greedy[:-1]], greedy].all():  # a sentence starts as if after "O"
        return greedy
    barrier = np.where(allowed, 0.0, _NEVER)
    best = scores[0].astype(np.float64) + barrier[0]
    back = np.zeros((size, tags), dtype=np.int64)
    for position in range(1, size):
        table = best[:, None] + barrier
        back[position] = table.argmax(0)
        best = table.max(0) + scores[position]
    path = [int(best.argmax())]
    for position in range(size - 1, 0, -1):
        path.append(int(back[position, path[-1]]))
    return path[::-1]


def transitions(tags: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    """Return which BIO tag may follow which: "I-x" only after "B-x" or "I-x"."""
    return np.array([[not b.startswith("I-") or a[2:] == b[2:] for b in tags] for a in tags])
