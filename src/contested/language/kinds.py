"""What kind of event a word carries, by the words around it: a linear model beside the network's own opinion.

The network sees meaning, the linear model remembers words and how they are built together ("throw" + "weight" +
"behind"). Their log probabilities are added. Training: ``training/kinds.py``.
"""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable

import numpy as np

from contested.language.decode import Floats, log_softmax
from contested.model.tree import Token

BUCKETS = 1 << 15
_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "ADV"})
_BOUND = frozenset({"obj", "compound:prt", "xcomp", "nsubj", "nsubj:pass", "cop", "advmod", "case"})
_BEFORE, _BEHIND = 6, 9  # words of the neighbourhood


@dataclass(frozen=True, slots=True)
class Kinds:
    """A linear model over hashed features: ``weights``: BUCKETS x event types, ``bias``: event types."""

    weights: Floats
    bias: Floats
    share: float  # how much its opinion counts beside the network's

    def adjusted(self, chances: Floats, tokens: Sequence[Token], index: int) -> Floats:
        """Return the chances of the event types of a word (no event left out), of the same sum as before."""
        rows, values = hashed(tokens, index)
        own = log_softmax((values[:, None] * self.weights[rows]).sum(0) + self.bias)
        joined = np.log(np.maximum(chances, 1e-9)) + self.share * own
        found: Floats = np.exp(log_softmax(joined)) * chances.sum()
        return found


def read_kinds(folder: Traversable) -> Kinds | None:
    """Return the model beside the network's weights, None where there is none."""
    file = folder / "kinds.npz"
    if not file.is_file():
        return None
    with np.load(io.BytesIO(file.read_bytes())) as arrays:
        weights = arrays["weights"].astype(np.float32) * arrays["scales"].astype(np.float32)
        share = json.loads(str(arrays["card"]))["share"]
        return Kinds(weights, arrays["bias"].astype(np.float32), float(share))


def hashed(tokens: Sequence[Token], index: int) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], Floats]:
    """Return the buckets of a word's features and their values."""
    summed: dict[int, float] = {}
    for name, value in features(tokens, index):
        code = zlib.crc32(name.encode())
        bucket = code % BUCKETS
        summed[bucket] = summed.get(bucket, 0.0) + (value if code & 0x80000000 else -value)
    return np.array(list(summed), dtype=np.int64), np.array(list(summed.values()), dtype=np.float32)


def features(tokens: Sequence[Token], index: int) -> Iterator[tuple[str, float]]:
    """Yield what is seen of a word that may carry an event."""
    token, lemmas = tokens[index], [t.lemma.lower() for t in tokens]
    lemma = lemmas[index]
    yield f"l={lemma}", 1.0
    yield f"w={token.text.lower()}", 1.0
    yield f"x={token.xpos}", 1.0
    yield f"r={token.deprel}", 1.0
    for size in (3, 4, 5):
        yield f"p={lemma[:size]}", 1.0
    below = [k for k, t in enumerate(tokens) if t.head == index]
    for child in below:
        if tokens[child].deprel != "punct":
            yield from _of_child(tokens, lemmas, index, child)
    if token.head >= 0:
        yield f"h={lemmas[token.head]}", 1.0
        yield f"hr={token.deprel}:{lemmas[token.head]}", 1.0
    for near in range(max(0, index - _BEFORE), min(len(tokens), index + _BEHIND)):
        if near != index and tokens[near].upos in _CONTENT:
            yield f"near={lemmas[near]}", 0.5
    for word in sorted({lemmas[i] for i, t in enumerate(tokens) if t.upos in _CONTENT}):
        yield f"s={word}", 0.3
    if index + 1 < len(tokens):
        yield f"n={lemmas[index + 1]}", 1.0
        yield f"ln={lemma}+{lemmas[index + 1]}", 1.0
    if index:
        yield f"b={lemmas[index - 1]}", 1.0


def _of_child(tokens: Sequence[Token], lemmas: Sequence[str], index: int, child: int) -> Iterator[tuple[str, float]]:
    """Yield what a dependent of the word tells."""
    relation, lemma = tokens[child].deprel, lemmas[index]
    yield f"c={relation}", 1.0
    yield f"cl={lemmas[child]}", 1.0
    yield f"crl={relation}:{lemmas[child]}", 1.0
    if relation in _BOUND:
        yield f"l+{relation}={lemma}+{lemmas[child]}", 1.0
    inner = [k for k, t in enumerate(tokens) if t.head == child]
    for word in inner:
        yield f"g={lemmas[word]}", 0.5
    if relation.startswith(("obl", "nmod")):
        case = " ".join(lemmas[k] for k in inner if tokens[k].deprel == "case")
        yield f"l+case={lemma}+{case}", 1.0
        yield f"case={case}", 1.0
        yield f"case+n={case}+{lemmas[child]}", 1.0
