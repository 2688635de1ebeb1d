"""Words written with a full stop that does not end a sentence by itself (``abbreviations.csv``)."""

from __future__ import annotations

import csv
from importlib.resources import files


def _words(kind: str, strength: str | None = None) -> frozenset[str]:
    with (files("contested.language") / "abbreviations.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return frozenset(row["word"] for row in rows if row["kind"] == kind and strength in (None, row["strength"]))


TITLES = _words("title")  # a name or number follows: the stop never ends a sentence
OTHERS = _words("other")  # either may follow: "Inc.", "Sept.", "etc."
# Too often whole words: abbreviations only before something that cannot begin a sentence.
WEAK = _words("title", "weak") | _words("other", "weak")


def is_title(word: str) -> bool:
    """Say whether ``word`` ("Gen.") is an abbreviation that a name or number follows."""
    return word.endswith(".") and word[:-1].lower() in TITLES


def is_abbreviation(word: str) -> bool:
    """Say whether ``word``, with its full stop, is a known abbreviation or a set of initials ("U.N.")."""
    low = word[:-1].lower()
    return word.endswith(".") and (low in TITLES or low in OTHERS or "." in low or (len(low) == 1 and low.isalpha()))
