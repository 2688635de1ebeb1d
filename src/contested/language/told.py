"""Event scores -> signals: which words may carry an event, of what type, and which words fill its roles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from contested.language.decode import Floats, log_softmax
from contested.language.kinds import Kinds
from contested.language.labels import EVENTS, FLAGS, ROLES, STANCES
from contested.model.tree import Chances, Signal, Token

LEAST = 0.2  # a word less likely than this to carry an event gives no signal
LEAST_ROLE = 0.2  # a word less likely than this to fill a role is not listed
_LISTED = 3  # types


@dataclass(frozen=True, slots=True)
class Told:
    """What the network says of the events in a window of ``n`` words, as logits."""

    events: Floats  # n x EVENTS
    manner: Floats  # n x (STANCES, then FLAGS)
    roles: Floats  # ROLES x n x n; the second word fills a role of the event at the first


def signals(told: Told, tokens: Sequence[Token], first: int, kinds: Kinds | None) -> Iterator[Signal]:
    """Yield the signals of a window in text order; ``first``: where the window begins among the ``tokens``."""
    chances = np.exp(log_softmax(told.events))
    for row in np.flatnonzero(chances[:, 0] < 1 - LEAST):
        word = int(row)
        types = chances[word, 1:]
        if kinds is not None:
            types = kinds.adjusted(types, tokens, first + word)
        yield _signal(told, word, first, types)


def _signal(told: Told, word: int, first: int, types: Floats) -> Signal:
    manner, fillers = told.manner[word], _sigmoid(told.roles[:, word])
    stances = np.exp(log_softmax(manner[: len(STANCES)]))
    flags = _sigmoid(manner[len(STANCES) :])
    initiators, recipients, claimants = (_fillers(fillers[number], first) for number in range(len(ROLES)))
    best = np.argsort(-types, kind="stable")[:_LISTED]
    return Signal(
        word=first + word,
        types=tuple((EVENTS[i + 1], float(types[i])) for i in best),
        probability=float(types.sum()),
        stances=tuple((name, float(p)) for name, p in zip(STANCES, stances, strict=True)),
        flags=tuple((name, float(p)) for name, p in zip(FLAGS, flags, strict=True)),
        initiators=initiators,
        recipients=recipients,
        claimants=claimants,
    )


def _fillers(chances: Floats, first: int) -> Chances:
    return tuple((first + int(i), float(chances[i])) for i in np.flatnonzero(chances > LEAST_ROLE))


def _sigmoid(x: Floats) -> Floats:
    found: Floats = np.reciprocal(1 + np.exp(-x))
    return found
