"""Learn where sentences end: ``python -m training.boundaries --data DIR --out weights/boundaries.json``.

Logistic regression by AdaGrad over the gaps of the training treebanks as raw text, own tokens, seeded order.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from contested.evaluate.conllu import GoldText, gold_texts
from contested.language.boundaries import features, line_of, reads_on
from contested.language.sentences import passages
from contested.language.tokens import tokenise
from training.prepare_data import read_lines

EPOCHS, RATE, DECAY, RAREST, SEED = 8, 0.25, 1e-6, 3, 17
THRESHOLDS = {"after_punctuation": 0.5, "after_word": 0.7}

Gap = tuple[tuple[str, ...], bool]


def gaps(gold: GoldText) -> Iterator[Gap]:
    """Yield the features of every gap of a document, and whether a sentence ends there."""
    ends = {sentence[-1].end for sentence in gold.sentences if sentence}
    for start, end in passages(gold.text):
        spans = tokenise(gold.text, start, end)
        line = line_of(gold.text, spans)
        begin = 0
        for index in range(len(spans) - 1):
            is_end = spans[index][1] in ends
            if not reads_on(line, index):
                yield tuple(features(line, index, index + 1 - begin)), is_end
            begin = index + 1 if is_end else begin


def learn(data: list[Gap]) -> dict[str, float]:
    """Return the weights of features seen often enough."""
    counts = Counter(feature for found, _ in data for feature in found)
    known = {feature for feature, n in counts.items() if n >= RAREST}
    data = [(tuple(f for f in found if f in known), is_end) for found, is_end in data]
    weights, squares = dict.fromkeys(known, 0.0), dict.fromkeys(known, 1e-2)
    rng = random.Random(SEED)
    for _ in range(EPOCHS):
        rng.shuffle(data)
        for found, is_end in data:
            score = sum(weights[feature] for feature in found)
            error = is_end - 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
            if abs(error) < 0.01:
                continue
            for feature in found:
                slope = error - DECAY * weights[feature]
                squares[feature] += slope * slope
                weights[feature] += RATE * slope / math.sqrt(squares[feature])
    return weights


def main() -> None:
    """Parse the command line, learn, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    names = ("en_ewt-ud-train.conllu.gz", "en_gum_open-train.conllu.gz")
    data = [gap for name in names for gold in gold_texts(read_lines(arguments.data / name)) for gap in gaps(gold)]
    weights = {feature: round(weight, 2) for feature, weight in sorted(learn(data).items()) if abs(weight) >= 0.05}
    table = {"thresholds": THRESHOLDS, "weights": weights}
    arguments.out.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{len(data)} gaps, {len(weights)} weights")


if __name__ == "__main__":
    main()
