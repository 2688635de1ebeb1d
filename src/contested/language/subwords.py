"""Words -> the numbers that the network reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from contested.language.shapes import Shape, shape_of

UNKNOWN, START, END = 100, 101, 102
MOST_PIECES = 20  # of one word; the ending of a longer word is not read, the word itself stays whole
_CACHE_LIMIT = 200_000

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Window:
    """A run of words as network input: subword ids and shapes, and each word's first and last subword."""

    ids: Ints
    shapes: Ints
    first: Ints
    last: Ints


class Subwords:
    """Cuts words into subwords and remembers how."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._cache: dict[str, tuple[int, ...]] = {}
        self._shapes: dict[str, int] = {}

    def pieces(self, word: str) -> tuple[int, ...]:
        """Return the ids of the subwords of ``word``, at least one."""
        known = self._cache.get(word)
        if known is None:
            if len(self._cache) >= _CACHE_LIMIT:
                self._cache.clear()
            readable = word.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate is no character
            ids = self._tokenizer.encode(readable, add_special_tokens=False).ids[:MOST_PIECES]
            known = self._cache[word] = tuple(ids) or (UNKNOWN,)
        return known

    def window(self, words: Sequence[str], *, opens: bool = True) -> Window:
        """Return ``words`` as network input; ``opens`` says that the first of them begins the sentence."""
        ids, shapes, first, last = [START], [int(Shape.PADDING)], [], []
        for number, word in enumerate(words):
            pieces = self.pieces(word)
            shape = self._shape(word) if number or not opens else int(shape_of(word, first=True))
            first.append(len(ids))
            ids.extend(pieces)
            shapes.extend([shape] * len(pieces))
            last.append(len(ids) - 1)
        ids.append(END)
        shapes.append(int(Shape.PADDING))
        return Window(*(np.array(column, dtype=np.int64) for column in (ids, shapes, first, last)))

    def _shape(self, word: str) -> int:
        """Return the number of the shape of a word that does not open the sentence."""
        known = self._shapes.get(word)
        if known is None:
            if len(self._shapes) >= _CACHE_LIMIT:
                self._shapes.clear()
            known = self._shapes[word] = int(shape_of(word))
        return known

    def cuts(self, words: Sequence[str], most: int) -> list[int]:
        """Return where to cut ``words`` into windows of at most ``most`` subwords: the start of each, then the end.

        A window ends at a comma, semicolon or the like in its last third if there is one.
        """
        found, start, size = [0], 0, 0
        lengths = [len(self.pieces(word)) for word in words]
        if sum(lengths) <= most:
            return [0, len(words)]
        index = 0
        while index < len(words):
            if size + lengths[index] > most and index > start:
                start = _good_cut(words, start, index)
                found.append(start)
                size = sum(lengths[start:index])
                continue
            size += lengths[index]
            index += 1
        return [*found, len(words)]


def _good_cut(words: Sequence[str], start: int, end: int) -> int:
    for index in range(end, start + 2 * (end - start) // 3, -1):
        if words[index - 1] in (";", ",", ":", "--", "—", ".", "|"):
            return index
    return end
