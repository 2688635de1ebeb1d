"""Where sentences end: a log-linear model over the words around each gap between two tokens of a line.

The weights (``weights/boundaries.json``) are learned by ``training/boundaries.py``. A gap after closing punctuation and
a gap after a plain word have thresholds of their own: only a sure case splits text where there is no punctuation.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from contested.language.abbreviations import is_abbreviation, is_title
from contested.language.shapes import shape_name
from contested.language.tokens import Span

CLOSERS = frozenset({'"', "”", "’", "'", "''", "’’", ")", "]", "»", "}"})
OPENERS = frozenset({'"', "“", "‘", "'", "``", "(", "[", "«", "{", "‘‘"})
_STARTERS = frozenset((files("contested.language") / "starters.txt").read_text(encoding="utf-8").split())
_LONG = (1, 2, 3, 5, 8, 12, 20, 30, 50)


@dataclass(frozen=True, slots=True)
class Line:
    """The tokens of one line."""

    words: Sequence[str]
    spans: Sequence[Span]
    shapes: Sequence[str]
    quotes: Sequence[int]  # straight quotes seen up to and with each token, modulo two
    depths: Sequence[int]  # brackets open after each token


@dataclass(frozen=True, slots=True)
class Boundaries:
    """The learned weights."""

    weights: dict[str, float]
    after_punctuation: float
    after_word: float

    def is_end(self, line: Line, index: int, length: int) -> bool:
        """Say whether a sentence of ``length`` tokens ends after token ``index``, which is not the last."""
        if reads_on(line, index):
            return False
        if _abbreviation_ends(line, index):
            return True
        weights = self.weights
        score = sum([weights.get(feature, 0.0) for feature in features(line, index, length)])
        threshold = self.after_punctuation if closes(line, index) else self.after_word
        return score > threshold


@cache
def boundaries() -> Boundaries:
    """Return the shipped weights."""
    path = files("contested.language") / "weights" / "boundaries.json"
    table = json.loads(path.read_text(encoding="utf-8"))
    limits = table["thresholds"]
    return Boundaries(table["weights"], logit(limits["after_punctuation"]), logit(limits["after_word"]))


def logit(probability: float) -> float:
    """Return the log odds of a probability."""
    return math.log(probability / (1 - probability))


def line_of(text: str, spans: Sequence[Span]) -> Line:
    """Return the tokens of a line with what the features need."""
    words = [text[a:b] for a, b in spans]
    quotes: list[int] = []
    depths: list[int] = []
    parity = depth = 0
    for word in words:
        parity ^= word == '"'
        depth = max(0, depth + (word in "([{") - (word in ")]}"))
        quotes.append(parity)
        depths.append(min(depth, 2))
    return Line(words, spans, [shape_name(word) for word in words], quotes, depths)


def closes(line: Line, index: int) -> bool:
    """Say whether token ``index`` is closing punctuation, or a quote or bracket right behind it."""
    word = line.words[index]
    while word in CLOSERS and index and line.spans[index - 1][1] == line.spans[index][0]:
        index -= 1
        word = line.words[index]
    return word[-1] in ".!?…"


def reads_on(line: Line, index: int) -> bool:
    """Say whether a plain word is followed by a lower-case word: no sentence ends there."""
    return line.shapes[index + 1] == "LOWER" and line.words[index][-1].isalnum()


def _abbreviation_ends(line: Line, index: int) -> bool:
    """Say whether an abbreviation ("the U.N.") is followed by a word that is capital only where a sentence begins."""
    word, after = line.words[index], line.words[index + 1]
    starts = after[:1].isupper() and after.lower() in _STARTERS
    return starts and len(word) > 2 and is_abbreviation(word) and not is_title(word)


def features(line: Line, index: int, length: int) -> list[str]:
    """Return the features of the gap after token ``index``, ``length`` tokens into the sentence."""
    words, shapes = line.words, line.shapes
    word, after = words[index].lower(), words[index + 1].lower()
    before = words[index - 1].lower() if index else ""
    second = words[index + 2].lower() if index + 2 < len(words) else ""
    mark = word if not word[-1].isalnum() else "w"
    kind, kind_after = shapes[index], shapes[index + 1]
    kind_second = shapes[index + 2] if index + 2 < len(words) else "none"
    joined = line.spans[index][1] == line.spans[index + 1][0]
    bucket = bisect_left(_LONG, length)
    state = f"{line.quotes[index]}{line.depths[index]}"
    found = [
        "bias",
        f"w={word}",
        f"a={after}",
        f"m={mark}|a={after}",
        f"b={before}|m={mark}",
        f"s={kind}|{kind_after}",
        f"m={mark}|{kind_after}",
        f"m={mark}|{kind_after}|{kind_second}|{joined}",
        f"m={mark}|{state}|{kind_after}",
        f"l={bucket}|m={mark}",
        f"l={bucket}|s={kind}|{kind_after}",
        f"a2={second}|m={mark}",
        f"j={joined}|m={mark}|s={shapes[index - 1] if index else 'none'}",
    ]
    if word[-1] == "." and len(word) > 1:
        found.append(f"abbr={is_title(words[index])}{is_abbreviation(words[index])}|{kind_after}")
        found.append(f"abbr|a={after}")
    if closes(line, index):
        found.append(f"closes|{kind_after}|{kind_second}|{joined}")
        found.append(f"closes|{state}|{kind_after}|{after if after in OPENERS else ''}")
    return found
