"""Word shapes: what the uncased encoder cannot see."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache


class Shape(IntEnum):
    """How a word is written. The numbers are fed to the network and must not change."""

    PADDING = 0
    LOWER = 1  # "truce"
    TITLE = 2  # "Yerevan"
    UPPER = 3  # "NATO"
    INITIAL = 4  # one capital letter: "A", "U"
    DOTTED = 5  # capitals and full stops: "U.N.", "J."
    MIXED = 6  # "McDonald", "iPhone"
    DIGITS = 7  # "2020", "1,500"
    LOWER_DIGITS = 8  # "19th"
    UPPER_DIGITS = 9  # "S-300", "T-72"
    PUNCTUATION = 10
    SYMBOL = 11
    UNCASED = 12  # letters of a script without case

    # A sentence-initial capital says less; it has shapes of its own.
    FIRST_TITLE = 13
    FIRST_INITIAL = 14


SHAPES = len(Shape)


def shape_of(word: str, *, first: bool = False) -> Shape:
    """Return the shape of ``word``; ``first`` says that it opens the sentence."""
    shape = _plain_shape(word)
    if first and shape is Shape.TITLE:
        return Shape.FIRST_TITLE
    if first and shape is Shape.INITIAL:
        return Shape.FIRST_INITIAL
    return shape


@lru_cache(maxsize=50_000)
def shape_name(word: str) -> str:
    """Return the name of the shape of ``word`` inside a sentence."""
    return _plain_shape(word).name


@lru_cache(maxsize=50_000)
def _plain_shape(word: str) -> Shape:
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return _unlettered_shape(word)
    upper = sum(c.isupper() for c in letters)
    lower = sum(c.islower() for c in letters)
    if any(c.isdigit() for c in word):
        return Shape.UPPER_DIGITS if upper else Shape.LOWER_DIGITS
    if not upper:
        return Shape.LOWER if lower else Shape.UNCASED
    if not lower:
        return _capitals_shape(word, len(letters))
    return Shape.TITLE if upper == 1 and letters[0].isupper() else Shape.MIXED


def _capitals_shape(word: str, letters: int) -> Shape:
    if "." in word:
        return Shape.DOTTED
    return Shape.INITIAL if letters == 1 else Shape.UPPER


def _unlettered_shape(word: str) -> Shape:
    if any(c.isdigit() for c in word):
        return Shape.DIGITS
    if all(c in "$%#+=<>*~^|@&" for c in word):
        return Shape.SYMBOL
    return Shape.PUNCTUATION
