"""Share of the contrast suite's minimal pairs that are read right, by phenomenon.

Usage: python -m bench.contrast [--open] [--wrong]
--open scores only the pairs that were not set aside; --wrong prints the sentences of the open pairs that fail.
"""

from __future__ import annotations

import sys

from tests.contrast.reading import coded, judged
from tests.contrast.suite import Coded, Pair, is_met, read_pairs, shares


def main(arguments: list[str]) -> int:
    """Print the shares; with --wrong the open pairs that fail."""
    pairs = [pair for pair in read_pairs() if not (pair.held and {"--open", "--wrong"} & set(arguments))]
    results = list(judged(pairs))
    groups = [("open", False)] if {"--open", "--wrong"} & set(arguments) else [("open", False), ("set aside", True)]
    for name, held in groups:
        for phenomenon, (right, whole) in shares((p, ok) for p, ok in results if p.held is held).items():
            sys.stdout.write(f"{name:10}{phenomenon:12}{right:4}/{whole:<4}{right / whole:6.2f}\n")
    if "--wrong" in arguments:
        for pair, ok in results:
            if not ok:
                _print_wrong(pair)
    return 0


def _print_wrong(pair: Pair) -> None:
    for side in pair.sides:
        found = coded(side.text)
        if not is_met(side, found):
            claims = [_words(claim) for claim in found["claims"]]
            sys.stdout.write(f"{pair.id}: {side.text}\n    wanted: {side.expected}\n    found: {claims}\n")


def _words(claim: Coded) -> str:
    tolls = [(q["kind"], q["lower"], q["best"], q["upper"]) for q in claim["quantities"]]
    roles = f"{claim['initiator']}>{claim['recipient']}"
    return f"{claim['event_type']} {roles} {claim['modality']} {claim['polarity'][:3]} by {claim['claimant']} {tolls}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
