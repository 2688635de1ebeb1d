"""The sentence around a passage, found in the plain text of its report."""

from __future__ import annotations

import re

from contested.model.spans import Passage
from contested.publish.prose import prose

_REACH = 1500  # characters looked at on either side
_DATELINE = r"^[A-Z]{3,}[^.!?\n]{0,80}?\s[-–—]{1,2}\s(?=[A-Z\"“])"  # "KYIV, May 3 (North Wire) - "
_END = re.compile(_DATELINE + r"|[.!?…][\"”’')\]]*(?=\s+[\"“‘'(\[]?[^\Wa-z_]|\n|\Z)|\n", re.MULTILINE)
_HEAD = re.compile(_DATELINE, re.MULTILINE)
_WORD_BEFORE = re.compile(r"([^\s(\[\"“]+)$")


def without_dateline(text: str, passage: Passage) -> Passage:
    """Return the passage from behind the dateline that it begins with, if it does and goes on."""
    match = _HEAD.match(text, passage.start, passage.end)
    at_line_start = passage.start == 0 or text[passage.start - 1] == "\n"
    return Passage.cut(text, match.end(), passage.end) if match and at_line_start else passage


def sentence_around(text: str, passage: Passage) -> tuple[int, int]:
    """Return start and end of the stretch of whole sentences that ``passage`` touches, within its lines."""
    low = max(0, passage.start - _REACH)
    ends = _ends(text, low, passage.end + _REACH)
    start = max((end for end in ends if end <= passage.start), default=low)
    while start < passage.start and text[start].isspace():
        start += 1
    least = max(passage.start + 1, passage.end)
    return start, min((end for end in ends if end >= least), default=min(len(text), passage.end + _REACH))


def sentence_ends(text: str) -> list[int]:
    """Return all sentence ends of a text, in order."""
    return _ends(text, 0, len(text))


def _ends(text: str, low: int, high: int) -> list[int]:
    """Return the sentence ends in ``text[low:high]``, abbreviations left out."""
    return [match.end() for match in _END.finditer(text, low, min(len(text), high)) if _is_end(text, match)]


def _is_end(text: str, match: re.Match[str]) -> bool:
    if not match.group().startswith("."):
        return True
    word = _WORD_BEFORE.search(text, max(0, match.start() - 20), match.start())
    bare = word.group(1) if word else ""
    return not (bare.lower() in prose().abbreviations or (len(bare) == 1 and bare.isupper()) or "." in bare)


def is_sentence_start(text: str, at: int) -> bool:
    """Return whether only white space or an opening mark stands between ``at`` and the sentence end before it."""
    start, _ = sentence_around(text, Passage.cut(text, at, at))
    return not text[start:at].strip(" \t\"“‘'([")


def is_sentence_end(text: str, at: int) -> bool:
    """Return whether the sentence ends at ``at``."""
    return at >= len(text) or bool(re.match(r"[\"”’')\]]*([.!?…\n]|\Z)", text[at : at + 6]))


def is_inside_quotes(text: str, passage: Passage) -> bool:
    """Return whether the passage is direct speech: quotation marks open before it in its sentence and close after."""
    start, end = sentence_around(text, passage)
    before, after = text[start : passage.start], text[passage.end : end]
    head, tail = passage.quote[:1], passage.quote[-1:]
    opened = "“" in before[before.rfind("”") + 1 :] or before.count('"') % 2 == 1 or head in '"“'
    return opened and ("”" in after or '"' in after or tail in '"”')
