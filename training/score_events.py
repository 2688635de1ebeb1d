"""Score the events of the shipped weights: ``python -m training.score_events --events DIR``.

On the reports that training kept out (one in twelve), as the program reads them: int8 network and linear model. A word
counts as found from a probability of a half on; the words of a role are scored under the right word only.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from contested.language import default_analyser
from contested.language.labels import EVENTS, ROLES
from contested.model.tree import Sentence
from training.events import Row, examples_of, is_kept, read_reports
from training.prepare_data import EventMark

LIKELY = 0.5


def kept_lines(folder: Path) -> list[tuple[str, list[Row]]]:
    """Return the lines of the reports that were kept."""
    reports = [report for path in sorted(folder.rglob("*.txt")) for report in read_reports(path)]
    return [line for report in reports if is_kept(report) for line in report]


def count(tally: Counter[str], sentence: Sentence, marks: Sequence[EventMark]) -> None:
    """Add what was found in a sentence to the tally."""
    gold = {mark.word: mark for mark in marks}
    found = {s.word: s for s in sentence.signals if s.probability >= LIKELY}
    tally.update({"gold": len(gold), "found": len(found)})
    for word in gold.keys() & found.keys():
        mark, signal = gold[word], found[word]
        tally.update({"word": 1, "type": signal.types[0][0] == EVENTS[mark.event]})
        for role, chances, words in zip(
            ROLES, (signal.initiators, signal.recipients, signal.claimants), mark.roles, strict=True
        ):
            chosen = {index for index, chance in chances if chance >= LIKELY}
            tally.update({role: len(chosen & set(words)), f"all {role}": len(chosen) + len(words)})


def main() -> None:
    """Parse the command line and print one line of F1 figures, in percent."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=Path, required=True)
    analyser, tally = default_analyser(), Counter[str]()
    for text, rows in kept_lines(parser.parse_args().events):
        (tree,) = analyser.analyse([text])
        for sentence, example in zip(tree.sentences, examples_of(text, rows, ""), strict=True):
            count(tally, sentence, example.events or ())
    both = max(1, tally["gold"] + tally["found"])
    cells = [f"{key} {200 * tally[key] / both:.1f}" for key in ("word", "type")]
    cells += [f"{role} {200 * tally[role] / max(1, tally[f'all {role}']):.1f}" for role in ROLES]
    print(f"{'events, kept reports':24}", *cells, f"claims {tally['gold']}")


if __name__ == "__main__":
    main()
