"""Lemmas of inflected words: known words first, then spelling.

The network reads subwords, not letters: of "captured" it can hardly tell whether an "e" goes with the ending. So what
is regular is undone here, after the Penn tag, and of the forms that spelling allows a known word wins
(``weights/lemmas.json``, written by ``training/lemmas.py``). The network's edit script decides on all else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_WHOLE = frozenset({"VB", "VBP", "NN", "JJ", "RB"})  # tags of words that are their own lemma
SAME_FORM = {"VBN": "VBD"}  # "shot" is either, whichever was seen
_CLASS = {"V": "verb", "N": "noun", "J": "adjective", "R": "adverb"}
_DOUBLED = re.compile(r"([bdgklmnprtvz])\1$")
# Stems that no English word ends in, or hardly one: an "e" was cut off with the ending.
_SILENT = re.compile(
    r"[vczu]$|[^aeiou]l$|[aeioudlr]g$|[aeiou]ng$|[^aeiouns]s$|[aiou]s$|[^aeo]at$|ur$"
    r"|[^aeiou](?:[ai][rkn]|[ou][nt]|[aiou]d)$|^[^aeiou]*[aeiou][^aeiouwxy]$"
)


@dataclass(frozen=True, slots=True)
class Known:
    """Words that were seen in training."""

    counts: dict[str, dict[str, int]]  # word class -> lemma -> how often
    exceptions: dict[str, dict[str, str]]  # Penn tag -> form -> lemma, where the rules err


@cache
def known() -> Known:
    """Return the shipped table."""
    table = json.loads((files("contested.language") / "weights" / "lemmas.json").read_text(encoding="utf-8"))
    return Known(table["counts"], table["exceptions"])


@lru_cache(maxsize=50_000)
def known_lemma(word: str, xpos: str) -> str | None:
    """Return what ``regular_lemma`` says with the shipped table."""
    return regular_lemma(word, xpos, known())


def regular_lemma(word: str, xpos: str, words: Known) -> str | None:
    """Return the lemma of a word in lower case, None where only its ending could tell and it has none."""
    low = word.lower()
    if not low.isalpha() or xpos[:1] not in _CLASS or xpos in {"NNP", "NNPS", "RP"}:
        return None
    exception = words.exceptions.get(SAME_FORM.get(xpos, xpos), {}).get(low)
    if exception is not None:
        return exception
    if xpos in _WHOLE:
        return low
    options = list(candidates(low, xpos))
    counts = words.counts.get(_CLASS[xpos[0]], {})
    seen = [option for option in options if option in counts]
    if seen:
        return max(seen, key=lambda option: counts[option])
    return options[0] if options else None


def candidates(low: str, xpos: str) -> Iterator[str]:
    """Yield the lemmas that spelling allows, the likeliest first; none where there is no regular ending."""
    if xpos in {"VBZ", "NNS"}:
        yield from _without_s(low)
    for ending in {"VBD": ("ed",), "VBN": ("ed",), "VBG": ("ing",)}.get(xpos, _DEGREES.get(xpos[2:], ())):
        if low.endswith(ending) and len(low) > len(ending) + 1:
            yield from _stems(low[: -len(ending)], ending)


_DEGREES = {"R": ("er",), "S": ("est",)}


def _without_s(low: str) -> Iterator[str]:
    if low.endswith("ies") and len(low) > 4:
        yield low[:-3] + "y"
        yield low[:-1]
    elif re.search(r"(?:s|x|z|ch|sh)es$", low):
        plain, silent = low[:-2], low[:-1]
        yield from (silent, plain) if re.search(r"[^s]ses$|[^z]zes$", low) else (plain, silent)
    elif low.endswith("s") and not low.endswith("ss") and len(low) > 1:
        yield low[:-1]
        yield low[:-2] if low.endswith("es") and len(low) > 2 else low[:-1]
    yield low  # "series"


def _stems(stem: str, ending: str) -> Iterator[str]:
    if stem.endswith("i") and ending != "ing":
        yield stem[:-1] + "y"
        yield stem + "e"
        return
    if _DOUBLED.search(stem):
        yield stem[:-1]
        yield stem
    elif len(stem) > 2 and _SILENT.search(stem):
        yield stem + "e"
        yield stem
    else:
        yield stem
        yield stem + "e"
    if ending == "ing" and stem.endswith("y"):
        yield stem[:-1] + "ie"
