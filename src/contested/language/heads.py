"""Heads of lines that are no part of the first sentence: datelines, clock times, bullets, labels.

"KYIV, June 3 (Agency) - Troops ..." is two sentences, and so is "08:20 Troops ..."; a parser that reads such a head as
words of the sentence takes the city for who acts.
"""

from __future__ import annotations

import re

from contested.language.tokens import Span

_CITY = r"[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de'’.\- ]{2,40}"
_HEADS = (
    re.compile(rf"{_CITY}(?:/{_CITY})*(?:,[^.\n–—-]{{3,60}})?(?: ?\([^()\n]{{2,40}}\))? [-–—] "),  # KYIV, June 3 (X) -
    re.compile(
        r"[A-Z][\w'’]+(?: [A-Z][\w'’]+){0,2}, [^.\n–—]{0,24}\d{1,4}[^.\n–—]{0,24} [-–—] "
    ),  # New York, 9 May 2024 -
    re.compile(r"\d{1,2}[:.]\d{2}(?: ?(?:GMT|UTC|a\.m\.|p\.m\.))?(?: [-–—])? (?=[A-Z])"),  # 08:20
    re.compile(r"[•·*▪] "),
    re.compile(r"[A-Z][A-Z &'’/-]{2,40}: (?=[A-Z])"),  # PROTESTS:
)


def head_length(text: str, start: int, end: int) -> int:
    """Return how many characters of the line ``text[start:end]`` are its head, 0 where it has none."""
    line = text[start:end]
    for pattern in _HEADS:
        match = pattern.match(line)
        if match and match.end() < len(line):
            return match.end()
    return 0


def cut_head(text: str, spans: list[Span]) -> tuple[list[Span], list[Span]]:
    """Return the tokens of a line's head and those of the rest."""
    if not spans:
        return [], []
    length = head_length(text, spans[0][0], spans[-1][1])
    if not length:
        return [], spans
    border = spans[0][0] + length
    return [s for s in spans if s[0] < border], [s for s in spans if s[0] >= border]
