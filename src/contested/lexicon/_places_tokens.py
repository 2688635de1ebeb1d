"""Fast word scanning for the place matcher: words of a text as arrays of offsets, hashes and flags.

A word is a run of letters and digits. Its hash ignores case and diacritics, so that a name has one key however it
is spelled; what stands between two words (one space, hyphen, apostrophe, abbreviation point, line end) does not
enter the key. All arithmetic is modulo 2**64; two different names share a key with a probability below 1e-13.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

U64 = npt.NDArray[np.uint64]
I64 = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

MAX_WORDS: Final = 7
CHUNK: Final = 1 << 17
_BASE: Final = 0x9E3779B97F4A7C15
_BASE_INVERSE: Final = pow(_BASE, -1, 1 << 64)
_SPECIAL: Final = {"ə": "a", "ǝ": "a", "ı": "i", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "æ": "a", "œ": "o",
                   "ß": "s", "þ": "t", "ŋ": "n", "ɓ": "b", "ɗ": "d", "ƙ": "k"}  # fmt: skip
_JOINERS: Final = " -\u2010\u2011'\u2019\u2018`\u00b4.\n\u00a0/"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text, in order: offsets (``str`` indices), hashes, and flags of the first and the next gap."""

    start: I64
    end: I64
    hash: U64
    capital: Flags
    joined: Flags  # joined[i]: words i and i+1 may belong to one name


@dataclass(frozen=True, slots=True)
class _Alphabet:
    fold: npt.NDArray[np.uint16]  # 0 where the character is no part of a word
    upper: Flags
    joiner: Flags
    power: U64
    inverse: U64


def fold_character(character: str) -> str:
    """Return the one lower-case base letter that stands for a character (``"Ş"`` -> ``"s"``)."""
    lowered = character.lower()[:1]
    plain = _SPECIAL.get(lowered, lowered)
    return unicodedata.normalize("NFKD", plain)[:1] or plain


def mix(values: U64) -> U64:
    """Spread the bits of 64-bit values (the finaliser of SplitMix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def extend(keys: U64, words: U64) -> U64:
    """Return the keys of names that go on by one word."""
    return mix(keys * np.uint64(_BASE) + words)


def scan(text: str) -> Words:
    """Return the words of a text of any length."""
    parts = [_scan_chunk(text[start:end], start) for start, end in _chunks(text)]
    if len(parts) == 1:
        return parts[0]
    return Words(
        np.concatenate([part.start for part in parts]),
        np.concatenate([part.end for part in parts]),
        np.concatenate([part.hash for part in parts]),
        np.concatenate([part.capital for part in parts]),
        np.concatenate([part.joined for part in parts]),
    )


def name_keys(names: list[str]) -> list[tuple[int, ...]]:
    """Return for each name the keys of its first word, first two words, ...; the last one is the name's own key."""
    counts, keys = key_table(names)
    return [tuple(row[:count]) for row, count in zip(keys.tolist(), counts.tolist(), strict=True)]


def key_table(names: list[str]) -> tuple[I64, U64]:
    """Return the number of words of each name, and a row of keys for it: of its first word, first two words, ...

    Names have no line ends in them. Of names with more than MAX_WORDS words the row holds only the first keys.
    """
    words = scan("\n".join(names))
    ends = np.cumsum(np.array([len(name) + 1 for name in names], dtype=np.int64))
    first = np.concatenate([[0], np.searchsorted(words.start, ends)])
    counts = np.diff(first)
    keys = np.zeros((len(names), MAX_WORDS), dtype=np.uint64)
    for column in range(MAX_WORDS):
        rows = np.flatnonzero(counts > column)
        before = keys[rows, column - 1] if column else np.zeros(len(rows), dtype=np.uint64)
        keys[rows, column] = extend(before, words.hash[first[rows] + column])
    return np.minimum(counts, MAX_WORDS + 1), keys


def _chunks(text: str) -> list[tuple[int, int]]:
    """Cut a long text where no name is cut: at a line end, else at a space."""
    cuts = [0]
    while len(text) - cuts[-1] > CHUNK:
        low, high = cuts[-1] + CHUNK // 2, cuts[-1] + CHUNK
        cut = max(text.rfind("\n\n", low, high), text.rfind(". ", low, high))
        cut = cut if cut > 0 else text.rfind(" ", low, high)
        cuts.append(cut + 1 if cut > 0 else high)
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))


def _scan_chunk(text: str, offset: int) -> Words:
    alphabet = _alphabet()
    wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    codes = np.minimum(wide, 0xFFFF).astype(np.uint16)
    folded = alphabet.fold[codes]
    inside = np.concatenate([[False], folded > 0, [False]])
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    start, end = edges[0::2], edges[1::2]
    return Words(start + offset, end + offset, _hash(folded, start, end), alphabet.upper[codes[start]],
                 _joined(codes, start, end))  # fmt: skip


def _hash(folded: npt.NDArray[np.uint16], start: I64, end: I64) -> U64:
    """Polynomial hash of every word from one running sum; shifting by the inverse power makes it free of position."""
    alphabet = _alphabet()
    total = np.zeros(len(folded) + 1, dtype=np.uint64)
    np.cumsum(folded.astype(np.uint64) * alphabet.power[: len(folded)], out=total[1:])
    return mix((total[end] - total[start]) * alphabet.inverse[start] + (end - start).astype(np.uint64))


def _joined(codes: npt.NDArray[np.uint16], start: I64, end: I64) -> Flags:
    """One joiner, or two (``"St. Louis"``, ``"al-'Arab"``); a point only after an abbreviation (``"U.S."``)."""
    joined = np.zeros(len(start), dtype=np.bool_)
    if len(start) < 2:
        return joined
    joiner = _alphabet().joiner
    gap, left = start[1:] - end[:-1], codes[end[:-1]]
    right = codes[start[1:] - 1]
    point = left == ord(".")
    length = end[:-1] - start[:-1]
    plain_pair = (gap == 2) & joiner[left] & joiner[right] & (right != ord(".")) & (right != ord("/"))
    joined[:-1] = ((gap == 1) & joiner[left] & (~point | (length == 1))) | (plain_pair & (~point | (length <= 3)))
    return joined


@lru_cache(maxsize=1)
def _alphabet() -> _Alphabet:
    fold = np.zeros(0x10000, dtype=np.uint16)
    upper = np.zeros(0x10000, dtype=np.bool_)
    for code in range(0x10000):
        character = chr(code)
        if character.isalnum() and code not in (0x2BB, 0x2BC, 0x2BE, 0x2BF):
            latin = code < 0x250 or 0x1E00 <= code < 0x1F00 or code in (0x253, 0x257, 0x259)
            fold[code] = ord(fold_character(character)) if latin else code
            upper[code] = character.isupper() or character.isdigit() or not (character.islower() or latin)
    joiner = np.zeros(0x10000, dtype=np.bool_)
    joiner[[ord(c) for c in _JOINERS] + [0x2BB, 0x2BC, 0x2BE, 0x2BF]] = True
    return _Alphabet(fold, upper, joiner, _powers(_BASE), _powers(_BASE_INVERSE))


def _powers(base: int) -> U64:
    values = np.full(CHUNK + 2, base, dtype=np.uint64)
    values[0] = 1
    return np.multiply.accumulate(values)
