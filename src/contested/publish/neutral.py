"""Neutral language: what the program writes itself takes no side.

Words that take sides stand only in quotation marks or in the proper name of a body; a place with two names is written
with both, in the order of the dossier. The words and the reasons are in `resources/duties/language.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser

from contested.lexicon.actors import load_actors
from contested.model.actors import ActorKind
from contested.publish.duties import loaded_words, pattern

_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|«[^»]*»|„[^“”]*[“”]")
_NAME_AROUND = 40
_CONTEXT = 60
_OF_SOURCES = frozenset({"blockquote", "style", "title", "code", "mark"})
_SOURCE_CELLS = frozenset({"title", "report", "its words", "words"})
_BREAKS = frozenset(
    ["p", "li", "td", "th", "h1", "h2", "h3", "h4", "dt", "dd", "caption", "figcaption", "text", "span", "small"]
)


@dataclass(frozen=True, slots=True)
class Slip:
    """A place in our own prose that takes a side: the words, what stands around them, what to write in their stand."""

    words: str
    around: str
    advice: str


@cache
def _loaded() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern(w.words)})" for w in loaded_words() if not w.standard), re.IGNORECASE)


def advice_on(words: str) -> str:
    """Return what to write in the stand of words that take sides."""
    for word in loaded_words():
        if re.fullmatch(pattern(word.words), words, re.IGNORECASE):
            return word.note
    return ""


def slips(text: str) -> tuple[Slip, ...]:
    """Return the words of ``text`` that take sides outside of quotation marks and of names of bodies."""
    plain = _QUOTED.sub(lambda match: " " * len(match.group()), text)
    bodies = _bodies(text)
    found = []
    for match in _loaded().finditer(plain):
        inside = any(start <= match.start() and match.end() <= end for start, end in bodies)
        if not inside and not _in_proper_name(text, match.start(), match.end()):
            found.append(Slip(match.group(), _around(text, match.start(), match.end()), advice_on(match.group())))
    return tuple(found)


def half_names(text: str, pairs: Iterable[str]) -> tuple[Slip, ...]:
    """Return where one of a place's two names stands without the other, outside of quotation marks."""
    plain = _QUOTED.sub(lambda match: " " * len(match.group()), text)
    found = []
    for pair in pairs:
        halves = [half.strip() for half in pair.split("/") if half.strip()]
        rest = plain.replace(pair, " " * len(pair))
        for half in halves if len(halves) > 1 else []:
            for match in re.finditer(rf"(?<!\w){re.escape(half)}(?![\w])", rest):
                around = _around(text, match.start(), match.end())
                found.append(Slip(half, around, f"write {pair}, in the order of the dossier"))
    return tuple(found)


def with_both_names(text: str, pairs: Mapping[str, str]) -> str:
    """Return ``text`` with every name of a place that has two written with both; ``pairs``: name to "First/Second"."""
    for name in sorted(pairs, key=len, reverse=True):
        if name in text and pairs[name] not in text:
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", pairs[name], text)
    return text


def in_quotes(name: str) -> str:
    """Return the description of an actor with the words in it that take sides in quotation marks."""
    bodies = _bodies(name)

    def quote(match: re.Match[str]) -> str:
        inside = any(start <= match.start() and match.end() <= end for start, end in bodies)
        proper = inside or _in_proper_name(name, match.start(), match.end())
        return match.group() if proper else f"“{match.group()}”"

    return name if "“" in name else _loaded().sub(quote, name)


def check_page(html: str, pairs: Sequence[str] = ()) -> tuple[Slip, ...]:
    """Return the slips of a page in our own voice: passages, titles of reports and quoted words are their authors'."""
    reader = _OwnVoice()
    reader.feed(html)
    reader.close()
    texts = dict.fromkeys(" ".join(text.split()) for text in reader.texts())
    return tuple(dict.fromkeys(slip for text in texts if text for slip in (*slips(text), *half_names(text, pairs))))


class _OwnVoice(HTMLParser):
    """Collects the text of a page that is not the words of a report."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._skipped: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin to skip at an element that holds words of a source."""
        told = dict(attrs)
        label = (told.get("data-label") or "").lower()
        of_source = tag in _OF_SOURCES or label in _SOURCE_CELLS or told.get("class") in ("ref", "cites")
        of_source = of_source or "nofollow" in (told.get("rel") or "")
        if self._skipped:
            self._skipped += [tag] if tag == self._skipped[0] else []
        elif of_source:
            self._skipped = [tag]
        if tag in _BREAKS:
            self._parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End it where the element ends."""
        if self._skipped and tag == self._skipped[0]:
            self._skipped.pop()
        if tag in _BREAKS - {"span"}:
            self._parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep text of our own."""
        if not self._skipped:
            self._parts.append(data)

    def texts(self) -> Iterator[str]:
        """Yield the lines of our own."""
        yield from "".join(self._parts).split("\n")


def _bodies(text: str) -> list[tuple[int, int]]:
    """Return where names of bodies of the list stand."""
    lexicon = load_actors()
    kinds = frozenset(ActorKind) - {ActorKind.PERSON}
    return [
        (hit.start, hit.end)
        for hit in lexicon.find(text)
        if any(lexicon.actor(candidate.actor_id).kind in kinds for candidate in hit.candidates)
    ]


def _in_proper_name(text: str, start: int, end: int) -> bool:
    """Return whether the words bear a capital inside a name: "Front for the Liberation of the Valley"."""
    if not text[start].isupper():
        return False
    before = re.search(r"[A-Z]\w+(?:\s(?:of|for|and|the))*\s$", text[max(0, start - _NAME_AROUND) : start])
    after = re.match(r"\s(?:(?:of|for|and|the)\s)*[A-Z]\w", text[end : end + _NAME_AROUND])
    return before is not None or after is not None


def _around(text: str, start: int, end: int) -> str:
    return " ".join(text[max(0, start - _CONTEXT) : end + _CONTEXT].split())
