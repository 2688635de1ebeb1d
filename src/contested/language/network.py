"""The embedded network under onnxruntime: one sentence window in, tags, trees and names out.

Sentences are run one by one, without padding. The activations of an int8 network are scaled by the largest of the
whole input; in a padded batch a sentence's result would depend on its neighbours. Alone it never does.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources.abc import Traversable

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from contested.language.decode import Floats, Ints, best_tree, log_softmax, name_path, transitions
from contested.language.labels import Labels, labels_from_json
from contested.language.subwords import Subwords, Window
from contested.language.told import Told

_OUTPUTS = ("upos", "xpos", "lemma", "names", "arcs", "label_dependent", "label_head", "events", "manner", "roles")


@dataclass(frozen=True, slots=True)
class Scores:
    """The network's outputs for a window of ``n`` words."""

    upos: Ints  # the best tags: n
    xpos: Ints
    lemma: Ints
    names: Floats  # logits: n x tags
    arcs: Floats  # logits: n x (n + 1); column 0 is the root
    label_dependent: Floats  # n x (relations * k); with the row of the head in the next one, the logits of relations
    label_head: Floats  # (n + 1) x k
    events: Floats  # logits: n x EVENTS
    manner: Floats  # logits: n x (STANCES, then FLAGS)
    roles: Floats  # logits: ROLES x n x n; the second word fills a role of the event at the first


@dataclass(frozen=True, slots=True)
class Reading:
    """The network's reading of one window, decoded: indices into the label sets, one entry a word."""

    upos: list[int]
    xpos: list[int]
    lemma: list[int]
    heads: list[int]  # -1 is the root
    deprels: list[int]
    probabilities: list[float]  # of head and relation together
    names: list[int]  # tags
    name_probabilities: list[float]
    told: Told  # what the network takes for events


class Network:
    """Weights, label sets and subwords."""

    def __init__(self, threads: int, folder: Traversable) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # The graph is written with the operators that it needs; fusing more of them makes it slower.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        model = (folder / "model.onnx").read_bytes()
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self.labels: Labels = labels_from_json((folder / "labels.json").read_text(encoding="utf-8"))
        self.subwords = Subwords(_tokenizer((folder / "tokenizer.json").read_text(encoding="utf-8")))
        self._wanted = onnxruntime.RunOptions()
        self._wanted.only_execute_path_to_fetches = True  # the sentence vector is not worked out for a tree
        self._follows = transitions(self.labels.names)
        self._root = self.labels.deprel.index("root")

    def read(self, window: Window) -> Reading:
        """Return the decoded reading of a window."""
        return self.decode(self.scores(window))

    def scores(self, window: Window) -> Scores:
        """Return what the network says of a window."""
        feeds = {"ids": window.ids, "shapes": window.shapes, "first": window.first, "last": window.last}
        return Scores(*self._session.run(_OUTPUTS, feeds, self._wanted))

    def decode(self, scores: Scores) -> Reading:
        """Return the best tags, tree and names under the scores."""
        heads = best_tree(scores.arcs)
        deprels, probabilities = self._relations(heads, scores.arcs, scores.label_dependent, scores.label_head)
        path = name_path(scores.names, self._follows)
        sure = np.exp(log_softmax(scores.names)[np.arange(len(path)), path])
        tags = (scores.upos.tolist(), scores.xpos.tolist(), scores.lemma.tolist())
        told = Told(scores.events, scores.manner, scores.roles)
        return Reading(*tags, heads, deprels, probabilities, path, sure.tolist(), told)

    def vector(self, window: Window) -> Floats:
        """Return the sentence vector of a window, of length 1."""
        feeds = {"ids": window.ids, "shapes": window.shapes, "first": window.first, "last": window.last}
        found: Floats = self._session.run(("sentence",), feeds, self._wanted)[0]
        return found

    def _relations(
        self, heads: list[int], arcs: Floats, dependent: Floats, head: Floats
    ) -> tuple[list[int], list[float]]:
        """Return the relation of each word to its head, and the probability of both. Only the root is ``root``."""
        size = len(heads)
        rows, chosen = np.arange(size), np.array(heads) + 1
        scores = np.matmul(dependent.reshape(size, -1, head.shape[1]), head[chosen][:, :, None])[:, :, 0]
        allowed = scores.copy()
        allowed[:, self._root] = -np.inf
        best = np.where(chosen == 0, self._root, allowed.argmax(1))
        certainty = log_softmax(arcs)[rows, chosen] + log_softmax(scores)[rows, best]
        return best.tolist(), np.exp(certainty).tolist()


def _tokenizer(text: str) -> Tokenizer:
    tokenizer = Tokenizer.from_str(text)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
