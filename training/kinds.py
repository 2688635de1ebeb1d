"""Fit the linear model of event types beside the network: ``python -m training.kinds --events DIR --weights DIR``.

Reads the reports with claims as the program does, fits a multinomial logistic regression on the words that carry a
claim (`contested.language.kinds.features`), and chooses how much it counts beside the network on the reports that
were kept from both. Needs scikit-learn and no GPU; about five minutes on one core.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from contested.language.embedded import EmbeddedAnalyser
from contested.language.kinds import BUCKETS, hashed
from contested.language.labels import EVENTS
from contested.model.tree import Token
from training.events import examples_of, is_kept, read_reports

STRENGTH = 2.0
SHARES = (0.3, 0.5, 0.7, 0.85, 1.0, 1.25)


@dataclass(frozen=True, slots=True)
class Told:
    """One claim of the data: its word's features, its type, and the network's log probabilities of the types."""

    buckets: np.ndarray
    values: np.ndarray
    event: int
    network: np.ndarray


def read(analyser: EmbeddedAnalyser, folder: Path) -> tuple[list[Told], list[Told]]:
    """Return the claims of the reports to fit on, and those of the reports that were kept."""
    parts: tuple[list[Told], list[Told]] = ([], [])
    for path in sorted(folder.rglob("*.txt")):
        for report in read_reports(path):
            kept = is_kept(report)
            for text, rows in report:
                if rows:
                    parts[kept].extend(_of_line(analyser, text, rows))
    return parts


def _of_line(analyser: EmbeddedAnalyser, text: str, rows: list) -> Iterator[Told]:  # type: ignore[type-arg]
    (tree,) = analyser.analyse([text])
    for sentence, example in zip(tree.sentences, examples_of(text, rows, ""), strict=True):
        scores = _scores(analyser, sentence.tokens)
        for mark in example.events or ():
            if scores is not None:
                yield Told(*hashed(sentence.tokens, mark.word), mark.event, scores[mark.word])


def _scores(analyser: EmbeddedAnalyser, tokens: tuple[Token, ...]) -> np.ndarray | None:
    network = analyser.network
    words = [token.text for token in tokens]
    if len(network.subwords.cuts(words, 250)) > 2:
        return None
    logits = network.scores(network.subwords.window(words)).events[:, 1:].astype(np.float64)
    top = logits.max(-1, keepdims=True)
    return np.asarray(logits - top - np.log(np.exp(logits - top).sum(-1, keepdims=True)))


def matrix(told: list[Told]) -> csr_matrix:
    """Return the features as one sparse matrix."""
    ends = np.cumsum([0, *(len(t.buckets) for t in told)])
    columns = np.concatenate([t.buckets for t in told])
    return csr_matrix((np.concatenate([t.values for t in told]), columns, ends), shape=(len(told), BUCKETS))


def main() -> None:
    """Parse the command line, fit, print the accuracies, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    arguments = parser.parse_args()
    chosen, kept = read(EmbeddedAnalyser(weights=arguments.weights), arguments.events)
    events = np.array([t.event for t in chosen])
    fitted = LogisticRegression(C=STRENGTH, max_iter=120, tol=1e-3).fit(matrix(chosen), events)
    weights = np.zeros((BUCKETS, len(EVENTS) - 1), dtype=np.float32)
    bias = np.full(len(EVENTS) - 1, -20.0, dtype=np.float32)
    weights[:, fitted.classes_ - 1], bias[fitted.classes_ - 1] = fitted.coef_.T, fitted.intercept_
    truth = np.array([t.event for t in kept]) - 1
    own = matrix(kept) @ weights + bias
    own -= np.log(np.exp(own).sum(1, keepdims=True))
    network = np.stack([t.network for t in kept])
    right = {share: float(((network + share * own).argmax(1) == truth).mean()) for share in (0.0, *SHARES)}
    share = max(SHARES, key=lambda s: right[s])
    alone = float((own.argmax(1) == truth).mean())
    print(f"{len(chosen)} claims, {len(kept)} kept; right: network {right[0.0]:.3f}, linear {alone:.3f}, both {right}")
    scales = np.maximum(np.abs(weights).max(0), 1e-8) / 127
    card = {"share": share, "claims": len(chosen), "kept": len(kept), "network": right[0.0], "linear": alone,
            "both": right[share]}  # fmt: skip
    np.savez_compressed(
        arguments.weights / "kinds.npz",
        weights=np.rint(weights / scales).astype(np.int8),
        scales=scales.astype(np.float32),
        bias=bias,
        card=np.array(json.dumps(card)),
    )


if __name__ == "__main__":
    main()
