"""Turn a second coder's claims into the neutral format, so that the outside scorer says how far two coders agree.

Usage: python tools/second_coding.py CODINGS REPORTS OUT     (corpus/second corpus/world folder)

CODINGS holds NAME.claims for REPORTS/NAME.txt. Each line is one claim: words of its span (an end after " ... "), type,
initiators > recipients ("<>": both in both roles; names between ";"), voice ("." is the report itself), EDTF date, and
flags: a stance, neg, harm, and tolls such as killed=7 (7+ at least, ~7 about, ..7 up to, 5..9 between).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from gold_text import AuthoringError, Row, interval

STANCES = ("accused", "denied", "possible", "hypothetical")
PARTS = 5  # fields that every line has


def read(coding: Path, text: str) -> Row:
    """Return one report's coding in the neutral format."""
    lines = [line for line in coding.read_text(encoding="utf-8").splitlines() if line.strip()]
    claims = [_claim(number, line, text) for number, line in enumerate(lines, 1)]
    names = sorted({str(name) for claim in claims for name in _names(claim)})
    return {
        "doc_id": coding.stem,
        "claims": claims,
        "mentions": [row for name in names for row in _mentions(name, text)],
    }


def _names(claim: Row) -> list[object]:
    initiators, recipients = claim["initiator"], claim["recipient"]
    assert isinstance(initiators, list) and isinstance(recipients, list)
    return [*initiators, *recipients, *([claim["claimant"]] if claim["claimant"] else [])]


def _mentions(name: str, text: str) -> list[Row]:
    starts, start = [], text.find(name)
    while start >= 0:
        starts.append(start)
        start = text.find(name, start + 1)
    return [{"start": start, "end": start + len(name), "kind": "actor", "actor": name} for start in starts]


def _claim(number: int, line: str, text: str) -> Row:
    fields = [field.strip() for field in line.split(" | ")]
    if len(fields) < PARTS:
        raise AuthoringError(f"this line needs span, type, roles, voice and date: {line!r}")
    flags = fields[PARTS].split() if len(fields) > PARTS else []
    start, end = _span(fields[0], text)
    initiators, recipients = _roles(fields[2])
    first, last = interval(fields[4])
    return {
        "id": f"s{number:02}",
        "start": start,
        "end": end,
        "event_type": fields[1],
        "initiator": initiators,
        "recipient": recipients,
        "claimant": None if fields[3] == "." else fields[3],
        "date": {"start": first, "end": last},
        "modality": next((flag for flag in flags if flag in STANCES), "asserted"),
        "polarity": "negative" if "neg" in flags else "positive",
        "quantities": [_toll(flag) for flag in flags if "=" in flag],
    }


def _span(words: str, text: str) -> tuple[int, int]:
    head, _, tail = words.partition(" ... ")
    start = text.find(head)
    end = text.find(tail, start) + len(tail) if tail else start + len(head)
    if start < 0 or end <= start or "\n" in text[start:end]:
        raise AuthoringError(f"not a span of one passage: {words!r}")
    return start, end


def _roles(code: str) -> tuple[list[str], list[str]]:
    if code.endswith("<>"):
        both = _listed(code.removesuffix("<>"))
        return both, both
    first, _, second = code.partition(">")
    return _listed(first), _listed(second)


def _listed(names: str) -> list[str]:
    return [name.strip() for name in names.split(";") if name.strip()]


def _toll(flag: str) -> Row:
    kind, _, bounds = flag.partition("=")
    if ".." in bounds:
        low, high = bounds.split("..")
        return {"kind": kind, "lower": float(low) if low else None, "best": None, "upper": float(high)}
    best = float(bounds.strip("~+"))
    low_known, high_known = not bounds.startswith("~"), bounds[0] != "~" and bounds[-1] != "+"
    return {"kind": kind, "lower": best if low_known else None, "best": best, "upper": best if high_known else None}


def main(arguments: list[str]) -> int:
    """Write one neutral file for each coding."""
    codings, reports, out = map(Path, arguments)
    out.mkdir(parents=True, exist_ok=True)
    for coding in sorted(codings.glob("*.claims")):
        text = (reports / f"{coding.stem}.txt").read_text(encoding="utf-8")
        (out / f"{coding.stem}.json").write_text(json.dumps(read(coding, text), ensure_ascii=False), encoding="utf-8")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
