"""Write how the network reads reports with claims: ``python -m training.teach --events DIR --weights DIR --out FILE``.

These sentences have no trees by hand. While the network learns their events it keeps the trees, tags and names that it
gave them before, one JSON line a sentence.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from contested.language.embedded import MOST_SUBWORDS, EmbeddedAnalyser
from contested.language.lemmas import apply_script
from training.events import load_events
from training.prepare_data import BIT, Example


def reading_of(analyser: EmbeddedAnalyser, example: Example) -> dict[str, list[object]] | None:
    """Return the columns of a sentence as the network reads it, None where it is longer than one window."""
    network, words = analyser.network, example.words
    if len(network.subwords.cuts(words, MOST_SUBWORDS)) > 2:
        return None
    read, labels = network.read(network.subwords.window(words)), network.labels
    return {
        "words": list(words),
        "upos": [labels.upos[i] for i in read.upos],
        "xpos": [labels.xpos[i] for i in read.xpos],
        "lemmas": [apply_script(w, labels.lemma[i]) for w, i in zip(words, read.lemma, strict=True)],
        "heads": list(read.heads),
        "deprels": [labels.deprel[i] for i in read.deprels],
        "names": [BIT[labels.names[i]] for i in read.names],
    }


def main() -> None:
    """Parse the command line and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    analyser = EmbeddedAnalyser(weights=arguments.weights)
    examples, _ = load_events(arguments.events)
    rows = [row for example in examples if (row := reading_of(analyser, example)) is not None]
    arguments.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    print(f"{len(rows)} of {len(examples)} sentences")


if __name__ == "__main__":
    main()
