"""Which language a text is in: `py3langid`, a linear classifier over byte n-grams whose model ships in its wheel."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

READABLE = frozenset({"en"})
UNKNOWN = "und"
SHORT = 200  # letters; a text below that is English where that is possible at all
POSSIBLE = 0.01
SAMPLE = 20_000  # characters that are looked at


@cache
def _identifier() -> Any:  # py3langid is untyped
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

    return LanguageIdentifier.from_modelpath(str(files("py3langid") / MODEL_FILE), norm_probs=True)


def detect(text: str) -> str:
    """Return the ISO 639-1 code of the language, ``und`` for a text without letters. Deterministic."""
    sample = text[:SAMPLE]
    letters = [char for char in sample if char.isalpha()]
    if not letters:
        return UNKNOWN
    ranked = _identifier().rank(sample)
    english = next(probability for code, probability in ranked if code == "en")
    latin = sum(_is_latin(char) for char in letters) >= 0.7 * len(letters)
    if latin and len(letters) < SHORT and english > POSSIBLE:
        return "en"
    return str(ranked[0][0])


def _is_latin(char: str) -> bool:
    return char.isascii() or unicodedata.name(char, "").startswith("LATIN")
