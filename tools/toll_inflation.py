"""How far a dossier's events inflate its dead: `python tools/toll_inflation.py GOLD DOSSIER`.

GOLD is a folder of gold records with cross_doc.json, DOSSIER a dossier made of its texts. Looked at are the read claims
with a figure of people killed that stand for gold claims of a happening that cross_doc.json names. Their total is
formed twice, by the highest figure of each happening: once by the gold happenings, once by the dossier's events. One
divided by the other is 1 where the events are the happenings, more where one happening is told as several. Beside it
stands the total of all figures, which is what counting every claim would give.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

from contested.evaluate.gold import CROSS, Document, ScoredClaim, read_coded, read_gold
from contested.evaluate.joining import Joined
from contested.evaluate.score import pair_claims

Key = tuple[str, str]  # document, claim


def main(arguments: list[str]) -> int:
    """Print a row for each dossier of the gold folder (reports whose names begin alike)."""
    folder, dossier = Path(arguments[0]), Path(arguments[1])
    record = json.loads((dossier / "record.json").read_text(encoding="utf-8"))
    coded = read_coded(json.dumps(document) for document in record["documents"])
    cross = json.loads((folder / CROSS).read_text(encoding="utf-8"))
    happening = {(d, c): one["id"] for one in cross["same_event"] for d, c in one["claims"]}
    event = {(d, c): one["id"] for one in record["events"] for d, c in one["claims"]}
    rows: dict[str, list[tuple[str, str, float]]] = defaultdict(list)
    for gold in read_gold(folder):
        if gold.doc_id in coded:
            for claim, key, dead in _dead(gold, coded[gold.doc_id]):
                if claim in happening:
                    rows[gold.doc_id.partition("_")[0]].append((happening[claim], event.get(key, ":".join(key)), dead))
    print(f"{'dossier':<10} {'figures':>8} {'counted':>8} {'by event':>9} {'by gold':>8} {'ratio':>6}")
    for name, figures in sorted(rows.items()):
        folded, true = _total([(e, n) for _, e, n in figures]), _total([(h, n) for h, _, n in figures])
        counted = sum(n for _, _, n in figures)
        print(f"{name:<10} {len(figures):>8} {counted:>8g} {folded:>9g} {true:>8g} {folded / true:>6.2f}")
    return 0


def _dead(gold: Document, coded: Document) -> list[tuple[Key, Key, float]]:
    """Return the gold claim, the read claim and the highest number of dead that it gives."""
    found = []
    for pair in pair_claims(gold, coded, Joined(gold, coded)):
        dead = _killed(pair.coded)
        if dead is not None:
            found.append(((gold.doc_id, pair.gold.id), (gold.doc_id, pair.coded.id), dead))
    return found


def _killed(claim: ScoredClaim) -> float | None:
    if claim.stance in {"denied", "hypothetical"} or claim.polarity == "negative":
        return None
    numbers = [n.best if n.best is not None else n.low for n in claim.numbers if n.kind == "killed"]
    return max((n for n in numbers if n), default=None)


def _total(figures: list[tuple[str, float]]) -> float:
    highest: dict[str, float] = {}
    for name, dead in figures:
        highest[name] = max(highest.get(name, 0.0), dead)
    return sum(highest.values())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
