"""Short names that a text introduces itself: "the Northern Relief Council (NRC)", "NRC (the Northern ...)"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SHORT = r"[A-Z][A-Za-z0-9]{0,3}[A-Z0-9](?:[A-Za-z0-9/-]{0,8})"
_BRACKET = re.compile(rf"\s\((?:or |known as |the )?[\"“”'‘’]?({_SHORT})[\"“”'‘’]?(?:[,;][^()]{{0,60}})?\)")
_OR = re.compile(rf",? or (?:the )?({_SHORT})\b(?=[,.;]| )|,? known as (?:the )?({_SHORT})\b")
_LINK = r"of|for|and|the|in|to|on|against|de|la|du|des|del|y"
_CAPITALISED = r"[A-Z][\w'’-]*"
_REVERSED = re.compile(
    rf"\b({_SHORT})(?:\s\((?:the )?|, (?:the|or the) )({_CAPITALISED}(?:\s(?:{_CAPITALISED}|{_LINK}))*)"
)
_WORD = re.compile(r"[^\s/–—-]+")
_SMALL = frozenset(
    "of for and the in to on a an against with from at by de la du des del y et pour para e".split()  # noqa: SIM905
)
_LONGEST = 12  # words of a full name
_PREFIX = 4  # letters of one word that a short name may take: CARICOM, AMISOM


@dataclass(frozen=True, slots=True)
class ShortName:
    """A short name and the full name it stands for, as character spans."""

    short: str
    short_span: tuple[int, int]
    full_span: tuple[int, int]


def short_names(text: str) -> tuple[ShortName, ...]:
    """Return the short names that a text introduces, in text order; the first introduction of each counts.

    A pair counts only where the letters of the short name are the first letters (up to four a word) of the full
    name's words.
    """
    found: dict[str, ShortName] = {}
    for match in _BRACKET.finditer(text):
        _keep(found, text, match.group(1), match.span(1), _name_before(text, match.start(), match.group(1)))
    for match in _OR.finditer(text):
        group = 1 if match.group(1) else 2
        _keep(found, text, match.group(group), match.span(group), _name_before(text, match.start(), match.group(group)))
    for match in _REVERSED.finditer(text):
        _keep(found, text, match.group(1), match.span(1), _name_from(match.span(2), match.group(2), match.group(1)))
    return tuple(sorted(found.values(), key=lambda one: one.short_span))


def _keep(
    found: dict[str, ShortName], text: str, short: str, span: tuple[int, int], full: tuple[int, int] | None
) -> None:
    if full is not None and short not in found and text[slice(*full)] != short:
        found[short] = ShortName(short, span, full)


def _letters(short: str) -> str:
    return re.sub(r"[^A-Za-z]", "", short).lower()


def _name_before(text: str, end: int, short: str) -> tuple[int, int] | None:
    """Return the span of the words before a place in the text whose first letters make the short name."""
    line = text.rfind("\n", 0, end) + 1
    words = [(m.start() + line, m.end() + line) for m in _WORD.finditer(text[line:end])][-_LONGEST:]
    for first in range(len(words) - 1, -1, -1):
        start = words[first][0]
        name = [text[a:b] for a, b in words[first:]]
        if name[0][:1].isupper() and _makes(name, _letters(short)):
            return start, words[-1][1]
        if re.search(r"[.;:!?,]$", name[0]) and first < len(words) - 1:
            return None
    return None


def _name_from(span: tuple[int, int], name: str, short: str) -> tuple[int, int] | None:
    words = [m.group() for m in _WORD.finditer(name)]
    while words and words[-1].lower() in _SMALL:
        words.pop()
    if not words or not _makes(words, _letters(short)):
        return None
    return span[0], span[0] + len(name.rstrip())


def _makes(words: list[str], letters: str) -> bool:
    """Return whether the words' first letters spell the short name; small words may give one or none."""
    heads = [w.strip("\"“”'‘’()").lower() for w in words]
    small = [w.lower() in _SMALL for w in words]

    def spells(word: int, letter: int) -> bool:
        if word == len(words):
            return letter == len(letters)
        for size in range(1, _PREFIX + 1):
            if heads[word][:size] != letters[letter : letter + size] or letter + size > len(letters):
                break
            if spells(word + 1, letter + size):
                return True
        return small[word] and spells(word + 1, letter)

    return len(letters) >= 2 and len(words) >= 2 and not small[-1] and spells(0, 0)
