"""Lemmas as edit scripts: a small set of rules that turn a word into its lemma.

A script is ``CASE SEPARATOR CUT SEPARATOR ENDING``: change the case, cut so many letters from the end, add the
ending (``l|3|y`` turns "cities" into "city"); or ``=LEMMA``, the lemma itself, for irregular words ("was").
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

_LONGEST_CUT = 4


class _Case(StrEnum):
    LOWER = "l"  # the order of preference: a common noun at the start of a sentence is lower-cased
    KEEP = "k"
    TITLE = "t"


def edit_script(word: str, lemma: str) -> str:
    """Return the script that ``apply_script`` needs to turn ``word`` into ``lemma``."""
    for case in _Case:
        cased = _change_case(word, case)
        common = _common_prefix(cased, lemma)
        cut = len(cased) - common
        if common and cut <= _LONGEST_CUT and common >= cut - 1:
            return f"{case}|{cut}|{lemma[common:]}"
    return f"={lemma}"


@lru_cache(maxsize=50_000)
def apply_script(word: str, script: str) -> str:
    """Return the lemma that ``script`` makes of ``word``; the word itself where the script does not fit."""
    if script.startswith("="):
        return script[1:]
    case, cut, ending = script.split("|", 2)
    cased = _change_case(word, _Case(case))
    length = len(cased) - int(cut)
    return (cased[:length] + ending) if length > 0 else word


def _change_case(word: str, case: _Case) -> str:
    if case is _Case.LOWER:
        return word.lower()
    if case is _Case.TITLE:
        return word[:1].upper() + word[1:].lower()
    return word


def _common_prefix(left: str, right: str) -> int:
    count = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        count += 1
    return count
