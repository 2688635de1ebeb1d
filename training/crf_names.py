"""A linear-chain CRF for names, trained on the same names as the network: ``python -m training.crf_names --data DIR``.

Needs python-crfsuite (MIT). The usual features: words, affixes and shapes in a window of five; no lists of names, no
vectors. It is given the gold tokens, so its figures are, if anything, too good. What the network learns from as a set
of allowed tags is here the one tag of it that is not "outside", or "outside" where nothing is known.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pycrfsuite

from contested.evaluate.names import GoldName, overall, score_names
from contested.language.shapes import shape_of
from contested.model.tree import NameKind
from training.evaluate import COMMON, name_sets, set_gold
from training.prepare_data import ANYTHING, OUTSIDE, TAGS, Example, load_training, spans_of

SEED = 17
OPTIONS = {"c1": 0.1, "c2": 0.1, "max_iterations": 100, "feature.minfreq": 2}
WINDOW = (-2, -1, 0, 1, 2)


def features(words: Sequence[str]) -> list[list[str]]:
    """Return the features of every word."""
    return [list(_word_features(words, index)) for index in range(len(words))]


def _word_features(words: Sequence[str], index: int) -> Iterator[str]:
    yield "bias"
    for offset in WINDOW:
        place = index + offset
        if not 0 <= place < len(words):
            yield f"{offset}:edge"
            continue
        word = words[place]
        yield f"{offset}:w={word.lower()}"
        yield f"{offset}:s={shape_of(word, first=place == 0).name}"
    word, low = words[index], words[index].lower()
    yield f"word={word}"
    for size in (1, 2, 3, 4):
        yield f"p{size}={low[:size]}"
        yield f"x{size}={low[-size:]}"
    for first, second in ((-1, 0), (0, 1)):
        pair = [words[index + o].lower() for o in (first, second) if 0 <= index + o < len(words)]
        yield f"{first}|{second}={'_'.join(pair)}"
        shapes = [shape_of(words[index + o]).name for o in (first, second) if 0 <= index + o < len(words)]
        yield f"s{first}|{second}={'_'.join(shapes)}"


def tags_of(example: Example) -> list[str]:
    """Return one tag a word."""
    found: list[str] = []
    for mask in example.names:
        inside = [tag for number, tag in enumerate(TAGS) if mask >> number & 1 and tag != "O"]
        found.append("O" if not inside or mask == ANYTHING or mask & OUTSIDE else inside[0])
    return found


def named(examples: Sequence[Example]) -> list[Example]:
    """Return the examples with names of known kinds: all but the tree bank whose names have none."""
    return [example for example in examples if example.names and "en_ewt" not in example.source]


def names_of(words: Sequence[str], tags: Sequence[str]) -> list[GoldName]:
    """Return the names that the tags spell, over the words joined by spaces."""
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word) + 1)
    spans = [(a, b, kind) for a, b, kind in spans_of(tags)]
    return [GoldName(starts[first], starts[last + 1] - 1, NameKind(kind)) for first, last, kind in spans]


def main() -> None:
    """Train, score, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    arguments = parser.parse_args()
    trainer = pycrfsuite.Trainer(verbose=False)
    examples = named(load_training(arguments.data, SEED))
    for example in examples:
        trainer.append(features(example.words), tags_of(example))
    trainer.set_params(OPTIONS)
    tagger = pycrfsuite.Tagger()
    with tempfile.TemporaryDirectory() as folder:
        trainer.train(f"{folder}/names.crf")
        tagger.open(f"{folder}/names.crf")
        print(f"{len(examples)} sentences", flush=True)
        for name, held_out in name_sets(arguments.data):
            pairs = [(set_gold(e)[1], names_of(e.words, tagger.tag(features(e.words)))) for e in held_out]
            tallies = score_names(pairs, COMMON)
            whole = overall(tallies)
            kinds = " ".join(f"{kind} {100 * tallies[kind].f1:.1f}" for kind in COMMON)
            precision, recall = whole.right / max(1, whole.system), whole.right / max(1, whole.gold)
            print(f"{name:24} F1 {100 * whole.f1:.1f} P {100 * precision:.1f} R {100 * recall:.1f} {kinds}", flush=True)


if __name__ == "__main__":
    main()
