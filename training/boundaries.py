"""Learn where sentences end: ``python -m training.boundaries --data DIR --out weights/boundaries.json``.

Logistic regression by AdaGrad over the gaps of the training treebanks as raw text, own tokens, seeded order.
``--folds 5`` writes nothing: it prints F1 by GUM genre on documents that were left out of the training in turn.
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
from contested.language.boundaries import Boundaries, features, line_of, logit, reads_on
from contested.language.sentences import passages, sentence_tokens
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


def table_of(data: list[Gap]) -> dict[str, dict[str, float]]:
    """Return what is shipped."""
    weights = {feature: round(weight, 2) for feature, weight in sorted(learn(data).items()) if abs(weight) >= 0.05}
    return {"thresholds": THRESHOLDS, "weights": weights}


def cross_validate(ewt: list[GoldText], gum: list[GoldText], folds: int) -> None:
    """Print sentence F1 on the GUM documents of each genre, every one split by weights that never saw it."""
    seen = [gap for gold in ewt for gap in gaps(gold)]
    counts: Counter[tuple[str, str]] = Counter()
    for fold in range(folds):
        data = seen + [gap for number, gold in enumerate(gum) if number % folds != fold for gap in gaps(gold)]
        table = table_of(data)
        limits = (logit(THRESHOLDS[name]) for name in ("after_punctuation", "after_word"))
        model = Boundaries(table["weights"], *limits)
        for gold in gum[fold::folds]:
            genre = gold.name.split("_")[1]
            expected = {(sentence[0].start, sentence[-1].end) for sentence in gold.sentences}
            found = {(tokens[0][0], tokens[-1][1]) for _, tokens in sentence_tokens(gold.text, model)}
            counts.update({(genre, "gold"): len(expected), (genre, "ours"): len(found)})
            counts[genre, "right"] += len(expected & found)
    for genre in sorted({genre for genre, _ in counts}):
        gold, ours, right = (counts[genre, what] for what in ("gold", "ours", "right"))
        print(f"{genre:12} {gold} sentences, F1 {200 * right / (gold + ours):.1f}")


def main() -> None:
    """Parse the command line, learn, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    arguments = parser.parse_args()
    names = ("en_ewt-ud-train.conllu.gz", "en_gum_open-train.conllu.gz")
    ewt, gum = (gold_texts(read_lines(arguments.data / name)) for name in names)
    if arguments.folds:
        cross_validate(ewt, gum, arguments.folds)
        return
    data = [gap for gold in [*ewt, *gum] for gap in gaps(gold)]
    table = table_of(data)
    arguments.out.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{len(data)} gaps, {len(table['weights'])} weights")


if __name__ == "__main__":
    main()
