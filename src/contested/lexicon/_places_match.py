"""Finding gazetteer names in text: leftmost, longest, bounded by words, with the weak ones marked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from contested.lexicon import _places_flags as flag
from contested.lexicon._places_tokens import I64, MAX_WORDS, U64, Words, extend, scan
from contested.lexicon._places_types import KnownPlace, PlaceHit, PlaceKinds

_ARTICLE: Final = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az|es|ed)-.")
_SENTENCE_START: Final = re.compile(r"(?:^|[.!?:;\n\u2022][\"'\u201c\u201d\u2018\u2019)\]]*\s*[\"'\u201c\u2018(\[]*)$")
_LISTING: Final = frozenset({", ", " and ", ", and ", " or ", "-", "\u2013", " - ", " \u2013 ", "/"})
_CHECKED: Final = flag.ACRONYM | flag.ANY_CASE | flag.DOUBTFUL | flag.MINOR
_CONTEXT: Final = 40
_PHRASE: Final = 3  # words of the longest supporting phrase
_FILLERS: Final = frozenset({"the", "nearby", "town", "city", "both"})
_SPACES: Final = frozenset({" ", "\n", "\u00a0"})
_SHORT_CAPITALS: Final = 5


@dataclass(frozen=True, slots=True)
class NameIndex:
    """The sorted name keys with their flags."""

    keys: U64
    flags: I64
    lower_starts: I64  # 65,536 cells: whether a word with these low bits may open a name in lower case


@dataclass(frozen=True, slots=True)
class Support:
    """Words around a name that speak for a place: those before it and those after it, in lower case."""

    before: frozenset[str]
    after: frozenset[str]


class _Match(NamedTuple):
    start: int
    end: int
    key: int
    flags: int


def compile_support(kinds: PlaceKinds) -> Support:
    """Return the prepositions and kind words that may stand around a name."""
    before = {*kinds.prepositions, *(word.word.lower() for word in kinds.words if word.before)}
    return Support(frozenset(before), frozenset(word.word.lower() for word in kinds.words if word.after))


def find_keys(index: NameIndex, words: Words) -> tuple[I64, I64, I64]:
    """Return first word, number of words and key row of every name, overlapping ones included."""
    starts = np.flatnonzero(words.capital | (index.lower_starts[(words.hash & np.uint64(0xFFFF)).astype(np.int64)] > 0))
    keys = np.zeros(len(starts), dtype=np.uint64)
    found: list[tuple[I64, I64, I64]] = []
    for length in range(1, MAX_WORDS + 1):
        keys = extend(keys, words.hash[starts + length - 1])
        rows = np.minimum(np.searchsorted(index.keys, keys), len(index.keys) - 1)
        flags = np.where(index.keys[rows] == keys, index.flags[rows], 0)
        whole = (flags & flag.NAMES) > 0
        found.append((starts[whole], np.full(int(whole.sum()), length), rows[whole]))
        more = ((flags & flag.PREFIX) > 0) & words.joined[starts + length - 1]
        starts, keys = starts[more], keys[more]
    first, lengths, rows = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.lexsort((-lengths, first))
    return first[order], lengths[order], rows[order]


def find_hits(
    text: str, index: NameIndex, support: Support, candidates: Callable[[int], tuple[KnownPlace, ...]]
) -> list[PlaceHit]:
    """Return the hits of a text in order; they do not overlap."""
    hits: list[PlaceHit] = []
    for match in _matches(text, index):
        places = candidates(match.key)
        weak = bool(match.flags & (flag.MINOR | flag.DOUBTFUL)) and not _supported(text, match, support)
        if weak and hits and not hits[-1].weak and _listed(text, hits[-1], match, places):
            weak = False
        if hits and hits[-1].weak and not weak and _contained(text, hits[-1], match, places):
            hits[-1] = PlaceHit(hits[-1].start, hits[-1].end, hits[-1].candidates)
        hits.append(PlaceHit(match.start, match.end, places, weak))
    return hits


def _matches(text: str, index: NameIndex) -> Iterator[_Match]:
    words = scan(text)
    if not len(words.start):
        return
    first, lengths, rows = find_keys(index, words)
    last = first + lengths - 1
    columns: Iterable[tuple[int, int, int, int, bool, bool]] = zip(
        words.start[first].tolist(),
        words.end[last].tolist(),
        rows.tolist(),
        index.flags[rows].tolist(),
        words.capital[first].tolist(),
        words.capital[last].tolist(),
        strict=True,
    )
    free = 0
    for start, end, row, flags, opens, closes in columns:
        if start < free:
            continue
        match = _Match(start, end, row, flags)
        if opens and closes and not flags & _CHECKED:
            free = end
            yield match
        elif _well_written(text, match, opens, closes) and not _ruled_out(text, match):
            free = end
            yield _with_point(text, match)


def _with_point(text: str, match: _Match) -> _Match:
    """Take in the last point of an abbreviation (``"U.S."``)."""
    pointed = (
        match.flags & flag.ACRONYM and "." in text[match.start : match.end] and text[match.end : match.end + 1] == "."
    )
    return match._replace(end=match.end + 1) if pointed else match


def _well_written(text: str, match: _Match, opens: bool, closes: bool) -> bool:
    """Whether the capitals are those of the name."""
    if match.flags & flag.ACRONYM:
        return sum(letter.isupper() for letter in text[match.start : match.end]) > 1
    if match.flags & flag.ANY_CASE:
        return True
    if not opens and not _ARTICLE.match(text, match.start, match.end):
        return False
    return closes or bool(match.flags & flag.LOWER_END)


def _ruled_out(text: str, match: _Match) -> bool:
    """Whether the name is more likely a word: an English word that opens a sentence, an unknown short acronym."""
    if match.flags & flag.ACRONYM or not match.flags & (flag.MINOR | flag.DOUBTFUL):
        return False
    written = text[match.start : match.end]
    if written.isupper() and (len(written) <= _SHORT_CAPITALS or match.flags & flag.DOUBTFUL):
        return True
    return bool(match.flags & flag.DOUBTFUL) and _opens_sentence(text, match.start)


def _opens_sentence(text: str, start: int) -> bool:
    return bool(_SENTENCE_START.search(text[max(0, start - 6) : start]))


def _supported(text: str, match: _Match, support: Support) -> bool:
    before = text[max(0, match.start - _CONTEXT) : match.start].lower().split()[-_PHRASE - 1 :]
    if before and before[-1] in _FILLERS:
        before = before[:-1]
    if any(" ".join(before[-length:]) in support.before for length in range(1, 1 + min(_PHRASE, len(before)))):
        return True
    return not match.flags & flag.DOUBTFUL and _followed(text, match.end, support)


def _followed(text: str, end: int, support: Support) -> bool:
    if text[end : end + 1] not in _SPACES:
        return False
    after = [word.rstrip(".,;:)\"'\u201d\u2019") for word in text[end : end + _CONTEXT].lower().split()[:_PHRASE]]
    return any(" ".join(after[:length]) in support.after for length in range(1, 1 + len(after)))


def _listed(text: str, earlier: PlaceHit, match: _Match, places: tuple[KnownPlace, ...]) -> bool:
    """Whether the name goes on a list of places of one country ("in Goris, Jermuk and Kapan")."""
    if match.flags & flag.DOUBTFUL or text[earlier.end : match.start] not in _LISTING:
        return False
    return _same_country(earlier.candidates, places)


def _contained(text: str, earlier: PlaceHit, match: _Match, places: tuple[KnownPlace, ...]) -> bool:
    """Whether the later name says where the earlier one lies ("Pandi, Bulacan")."""
    return text[earlier.end : match.start] == ", " and _same_country(earlier.candidates, places)


def _same_country(first: tuple[KnownPlace, ...], second: tuple[KnownPlace, ...]) -> bool:
    left = {country for place in first[:20] for country in place.countries}
    return any(country in left for place in second[:20] for country in place.countries)
