"""Tokens with exact offsets, after the conventions of the English Universal Dependencies treebanks.

Contractions are split ("do" + "n't", "Baku" + "'s"), so are hyphenated compounds ("cease" "-" "fire"), except after
a bound prefix ("re-elected", "anti-ship"). Web addresses, file names, times, dates and numbers are one token.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contested.language.abbreviations import OTHERS, TITLES, WEAK

Span = tuple[int, int]

LONGEST_TOKEN = 200  # longer runs of letters are cut into pieces of this length, so that nothing is lost

_SPACE = r"\s\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_CHUNK = re.compile(rf"[^{_SPACE}]+")
_PLAIN = re.compile(r"([A-Za-z]+),?")  # most of what is written: no other pattern can take a part of it
_APOSTROPHE = "'’`´"

_PREFIXES = (
    "non|cross|e|re|anti|pre|co|pro|mid|post|counter|semi|multi|ex|sub|neo|ultra|inter|intra|trans|un|de|mini|micro|"
    "over"
)
_ADDRESS = r"(?:https?://|ftp://|www\.|mailto:)[^\s<>\"“”]+"
_MAIL = r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)*"
_DOMAIN = r"[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|info|mil|int|co\.uk|doc|docx|xls|pdf|html?|jpg|txt|ru|tv)\b"
_DOTTED = r"(?-i:[a-z]+(?:-[a-z]+)*(?:\.[a-z]+(?:-[a-z]+)*){2,})(?![\w@-])"  # comp.sources.unix
_ENDING = r"(?<!\S)\.(?:docx?|xlsx?|pptx?|pdf|txt|jpe?g|png|html?|zip|exe|com|net|org)\b"  # a .pdf file
_HANDLE = r"@\w+|#[^\W\d]\w*"
_INITIALS = r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![\w]))?|Ph\.D\.?"
_AMPERSAND = r"[A-Z]{1,4}&[A-Z]{1,4}(?!\w)"
_PHONE = r"(?<![\w-])(?:\d-)?\d{3}[-/]\d{3}-\d{4}(?![\w-])|(?<![\w-])x?\d{1,3}-\d{4}(?![\w-])"
_DATE = r"\d{1,4}[-/]\d{1,2}[-/]\d{2,4}(?![\w-])"
_NUMBER = r"\d+(?:[.,:/]\d+)*"
_FRACTION = r"(?<![\w.])\.\d+(?!\w)"
_ORDINAL = rf"{_NUMBER}(?:st|nd|rd|th|s|['’]s)(?!\w)"
_PREFIXED = rf"(?:{_PREFIXES})-\w+"
_WORD = rf"[^\W_]+(?:_[^\W_]+)*(?:[{_APOSTROPHE}][^\W_]+)*"
_SMILEY = r"[:;=]-?[()DPp](?!\w)|<3(?!\d)|\^_\^"
_DOTS = r"\[(?:\.{3}|…)\]|\.{2,}|…+|\.[?!]+"
_RUN = r"‘’|!*\?[!?]*|!+|-{2,}>?|—+|–+|\*+|=+>?|_+|~+|\++|#+|'{2}|`{2}|’{2}|‘{2}|<+-*|-*>+|\|+|\$+|%+|•+|/+"
_TOKEN = re.compile(
    "|".join(
        f"(?P<{name}>{pattern})"
        for name, pattern in {
            "address": _ADDRESS,
            "mail": _MAIL,
            "domain": _DOMAIN,
            "dotted": _DOTTED,
            "ending": _ENDING,
            "slashed": r"(?<!\S)(?:b/c|w/o|w/)(?!\w)",
            "initials": _INITIALS,
            "ampersand": _AMPERSAND,
            "phone": _PHONE,
            "date": _DATE,
            "ordinal": _ORDINAL,
            "prefixed": _PREFIXED,
            "decade": r"['’]\d0s(?!\w)|['’]\d\d(?!\w)",
            "clitic": rf"[{_APOSTROPHE}](?:s|m|re|ve|ll|d|em)(?!\w)",
            "handle": _HANDLE,
            "unit": rf"{_NUMBER}(?=(?:k|m|mm|cm|km|kg|ft|lb|lbs|am|pm|bn|mph|x|a\.m|p\.m|[^\W\d_]{{4,}})(?!\w))",
            "number": rf"{_NUMBER}(?![\w])|{_FRACTION}",
            "code": rf"{_NUMBER}{_WORD}|[^\W_]*\d\w*",
            "word": _WORD,
            "smiley": _SMILEY,
            "dots": _DOTS,
            "run": _RUN,
            "other": r".",
        }.items()
    ),
    re.IGNORECASE | re.DOTALL,
)

_CONTRACTION = re.compile(rf"(?P<stem>.+?)(?P<end>n[{_APOSTROPHE}]t|[{_APOSTROPHE}](?:s|m|re|ve|ll|d))$", re.IGNORECASE)
_FUSED = {
    "cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "dont": 2, "didnt": 3, "doesnt": 4, "wont": 2, "cant": 2,
    "isnt": 2, "wasnt": 3, "couldnt": 5, "wouldnt": 5, "shouldnt": 6, "havent": 4, "hasnt": 3, "hadnt": 3, "arent": 3,
    "werent": 4, "aint": 2, "im": 1, "ive": 1, "youre": 3, "youll": 3, "theyre": 4, "thats": 4, "whats": 4, "theres": 5,
    "alot": 1, "outta": 3,
}  # fmt: skip
# No noun phrase goes on so: "its" before one of them is "it's" without its apostrophe.
_ITS = re.compile(
    r"[Ii]ts (?:an?|the|not|been|gonna|in|on|at|for|from|to|by|with|as|between|like|too|because|if|that|when|what|"
    r"where|how|who|why|you|i|he|she|it|we|they|this|these|those|also|always|definitely|never|probably|really|simply)(?![\w-])"
)
_TRAILING = ".,;:!?)]}'\"’”>"


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the (start, end) of every token of ``text[start:end]``, in order, none empty, none overlapping."""
    stop = len(text) if end is None else end
    found: list[Span] = []
    chunks = [chunk.span() for chunk in _CHUNK.finditer(text, start, stop)]
    for begin, end_ in chunks:
        plain = _PLAIN.fullmatch(text, begin, end_)
        if plain is not None and not _may_split(text, begin, plain.end(1)):
            found.append(plain.span(1))
            if plain.end(1) < end_:
                found.append((plain.end(1), end_))
            continue
        for span in _chunk_tokens(text, begin, end_, last=end_ == chunks[-1][1]):
            found.extend(_cut(span))
    return found


def _may_split(text: str, start: int, stop: int) -> bool:
    """Say whether a run of letters may be more than one token: "cannot", "its" for "it's", longer than any word."""
    length = stop - start
    return length > LONGEST_TOKEN or text[start:stop].lower() in _FUSED or (length == 3 and _is_its(text, start))


def _is_its(text: str, start: int) -> bool:
    return _ITS.match(text, start) is not None


def _cut(span: Span) -> Iterator[Span]:
    for first in range(span[0], span[1], LONGEST_TOKEN):
        yield first, min(first + LONGEST_TOKEN, span[1])


def _chunk_tokens(text: str, start: int, end: int, *, last: bool) -> Iterator[Span]:
    """Yield the tokens of one run of characters without space."""
    position = start
    while position < end:
        match = _TOKEN.match(text, position, end)
        if match is None:  # cannot happen: the last pattern takes anything
            return
        kind, stop = match.lastgroup or "other", match.end()
        if kind in ("address", "mail", "domain"):
            stop = _without_trailing(text, position, stop)
        elif kind in ("word", "ordinal") and text[stop : stop + 1] == ".":
            stop = _with_full_stop(text, position, stop, end, last=last)
        elif kind == "initials" and not last and stop < end and text[stop] == "." and text[stop - 1] != ".":
            stop += 1
        yield from _split_word(text, position, stop) if kind in ("word", "code") else ((position, stop),)
        position = stop


def _without_trailing(text: str, start: int, stop: int) -> int:
    while stop > start + 1 and text[stop - 1] in _TRAILING:
        if text[stop - 1] == ")" and "(" in text[start:stop]:
            break
        stop -= 1
    return stop


def _with_full_stop(text: str, start: int, stop: int, end: int, *, last: bool) -> int:
    """Return the end of the word with its full stop where the stop belongs to it, else ``stop``."""
    word = text[start:stop].lower()
    if text[stop : stop + 2] == ".." or (last and stop + 1 == end and word not in OTHERS):
        return stop
    initial = len(word) == 1 and word.isalpha() and text[start].isupper() and word != "i"
    known = word in TITLES or word in OTHERS
    if known and word in WEAK:
        known = text[start].isupper() and _continues(text, stop + 1)
    return stop + 1 if initial or known else stop


def _continues(text: str, position: int) -> bool:
    """Say whether what follows a weak abbreviation reads on: a number, a lower-case word or a comma."""
    rest = text[position : position + 3].lstrip(" ")
    return bool(rest) and (rest[0].isdigit() or rest[0].islower() or rest[0] in ",;")


def _split_word(text: str, start: int, stop: int) -> Iterator[Span]:
    """Yield a word, its contractions split off."""
    word = text[start:stop]
    cut = 2 if stop - start == 3 and _is_its(text, start) else _FUSED.get(word.lower())
    match = _CONTRACTION.match(word) if cut is None and len(word) <= LONGEST_TOKEN else None
    if match is not None and not (word.lower().startswith("o") and len(match["stem"]) == 1):
        cut = match.end("stem")
    if cut is None or not 0 < cut < len(word):
        yield start, stop
    elif match is not None and _CONTRACTION.match(word[:cut]):  # "should" + "n't" + "'ve"
        yield from _split_word(text, start, start + cut)
        yield start + cut, stop
    else:
        yield start, start + cut
        yield start + cut, stop
