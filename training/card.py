"""Write scores and hashes into the card of the weights.

``python -m training.card --weights DIR --scores FILE``: FILE holds what ``training.evaluate`` printed of them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from pathlib import Path

FILES = ("model.onnx", "labels.json", "tokenizer.json", "boundaries.json", "lemmas.json", "kinds.npz")
SHOWN = ("EWT test", "GUM open test", "GUM news", "GUM interview")
EVENTS = "events, kept reports"
TREES = re.compile(r"(?P<name>.{24}) (?P<scores>words .+)")
NAMES = re.compile(r"(?P<name>.{24}) F1 (?P<f1>[\d.]+) ")


def tree_scores(lines: list[str]) -> dict[str, dict[str, float]]:
    """Return the scores of the treebanks that the card shows, by treebank and measure."""
    found: dict[str, dict[str, float]] = {}
    for match in filter(None, map(TREES.match, lines)):
        cells = match["scores"].split()
        if match["name"].strip() in SHOWN:
            found[match["name"].strip()] = dict(zip(cells[::2], map(float, cells[1::2]), strict=True))
    return found


def name_scores(lines: list[str]) -> dict[str, float]:
    """Return the F1 of the name sets."""
    return {match["name"].strip(): float(match["f1"]) for match in filter(None, map(NAMES.match, lines))}


def event_scores(lines: list[str]) -> dict[str, float]:
    """Return the figures of events on the reports that training kept out."""
    cells = next((line.split()[3:] for line in lines if line.startswith(EVENTS)), [])
    return dict(zip(cells[::2], map(float, cells[1::2]), strict=True))


def main() -> None:
    """Parse the command line and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--scores", type=Path, required=True)
    arguments = parser.parse_args()
    path = arguments.weights / "MODEL.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    lines = arguments.scores.read_text(encoding="utf-8").splitlines()
    card["sha256"] = {n: hashlib.sha256((arguments.weights / n).read_bytes()).hexdigest() for n in FILES}
    card["scores"] = {
        "raw text, F1": tree_scores(lines),
        "names, exact span and kind, F1": name_scores(lines),
        "events on kept reports, F1": event_scores(lines),
    }
    path.write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
