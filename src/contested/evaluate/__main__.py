"""Score coded reports against gold records and hold them to their floors.

Usage: python -m contested.evaluate GOLD_FOLDER=CODED.jsonl ... [--floors]

Example: contested code corpus/golden/*.txt --format json > coded.jsonl
         python -m contested.evaluate corpus/golden=coded.jsonl --floors
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from contested.evaluate.floors import floors, shortfalls
from contested.evaluate.gold import read_coded, read_gold
from contested.evaluate.score import Scores, score
from contested.model.errors import ContestedError

WRONG_USAGE = 2


def main(arguments: Sequence[str]) -> int:
    """Print a table for each corpus; return 1 when a figure lies below its floor, 2 on wrong usage."""
    held = "--floors" in arguments
    corpora = [argument.partition("=") for argument in arguments if not argument.startswith("--")]
    if not corpora or not all(folder and file for folder, _, file in corpora):
        sys.stderr.write(f"{__doc__}\n")
        return WRONG_USAGE
    try:
        return max([_corpus(Path(folder), Path(file), held) for folder, _, file in corpora])
    except (ContestedError, OSError) as error:
        sys.stderr.write(f"error: {error}\n")
        return WRONG_USAGE


def _corpus(folder: Path, file: Path, held: bool) -> int:
    gold = read_gold(folder)
    scores = score(gold, read_coded(file.read_text(encoding="utf-8").splitlines()))
    sys.stdout.write(f"{folder.name}: {len(gold)} reports\n{_table(scores, folder.name)}\n")
    below = shortfalls(folder.name, scores) if held else []
    for row in below:
        sys.stderr.write(f"{folder.name}: {row.aspect} is {row.reached:.1f}, below its floor of {row.floor:.1f}\n")
    return int(bool(below))


def _table(scores: Scores, corpus: str) -> str:
    asked = floors(corpus)
    rows = [f"   {'':<10} {'right':>6} {'gold':>6} {'system':>6} {'F1':>6} {'floor':>6}"]
    for aspect, tally in scores.items():
        floor = f"{asked[aspect]:.1f}" if aspect in asked else ""
        rows.append(
            f"   {aspect:<10} {tally.right:>6} {tally.gold:>6} {tally.system:>6} {100 * tally.f1:>6.1f} {floor:>6}"
        )
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
