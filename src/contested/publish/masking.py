"""Words that may be shown, and all others blanked: a report's text of the same length, with spaces for the rest.

Every offset keeps its meaning, and no later step can quote what is no longer there.
"""

from __future__ import annotations

import operator
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from itertools import pairwise
from typing import TypeVar

from contested.model.spans import Passage
from contested.publish.passages import sentence_ends

T = TypeVar("T")
Span = tuple[int, int]
BLANK = " "
COVER = "\u2588"  # stands for each character of a name or address that is withheld inside words that are shown
_KEPT = "\n"


class Sentences:
    """The sentences of one text, found once."""

    def __init__(self, text: str) -> None:
        """Find the ends of sentences."""
        self._text = text
        self._ends = sentence_ends(text)

    def all(self) -> Iterator[Span]:
        """Yield every sentence, in order."""
        yield from pairwise([0, *(end for end in self._ends if end < len(self._text)), len(self._text)])

    def at(self, offset: int) -> Span:
        """Return start and end of the sentence that holds ``offset``, white space before it left out."""
        number = bisect_right(self._ends, offset)
        start = self._ends[number - 1] if number else 0
        end = self._ends[number] if number < len(self._ends) else len(self._text)
        while start < offset and self._text[start].isspace():
            start += 1
        return start, end


def shown_only(text: str, shown: Iterable[Span], covered: Iterable[Span] = ()) -> str:
    """Return ``text`` with everything outside of ``shown`` blank, line ends kept, and ``covered`` spans covered."""
    letters = [letter if letter == _KEPT else BLANK for letter in text]
    for start, end in shown:
        letters[start:end] = text[start:end]
    for start, end in covered:
        letters[start:end] = [letter if letter.isspace() else COVER for letter in letters[start:end]]
    return "".join(letters)


def touches(span: Span, others: Sequence[Span]) -> bool:
    """Return whether a span shares a character with any of the others."""
    return any(span[0] < end and start < span[1] for start, end in others)


def recut(value: T, text: str) -> T:
    """Return a value with every passage in it cut anew from ``text``, which is as long as the one it was cut from."""
    changed = _recut(value, text)
    assert isinstance(changed, type(value))
    return changed


def _recut(value: object, text: str) -> object:
    if isinstance(value, Passage):
        same = text[value.start : value.end] == value.quote
        return value if same else Passage.cut(text, value.start, value.end)
    if isinstance(value, tuple):
        items = [_recut(item, text) for item in value]
        return value if all(map(operator.is_, items, value)) else tuple(items)
    new: dict[str, object] = {}
    kind: type = type(value)
    for name in _fields_of(kind):
        old = getattr(value, name)
        item = _recut(old, text)
        if item is not old:
            new[name] = item
    return replace(value, **new) if new else value  # type: ignore[type-var]  # what has fields is a dataclass


@cache
def _fields_of(kind: type) -> tuple[str, ...]:
    """Return the names of a dataclass's fields, none for other types."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
