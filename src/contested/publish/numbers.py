"""Strings that lead to a person or a spot: telephones, papers, plates, accounts, mail, coordinates, grid references.

It fails closed: a number that is no count, share, date, hour or calibre is one of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_CLOCK = r"(?:[01]?\d|2[0-4])[:.][0-5]\d"
_HARMLESS = re.compile(
    rf"(?:{_CLOCK}|\d{{1,3}}(?:[,\u202f\u00a0 ]\d{{3}})+|\d{{1,4}}(?:\.\d)?|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|"
    r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}[-–/]\d{2,4}|\d{1,4}[-–]\d{1,4})"
    r"(?:st|nd|rd|th|s|mm|cm|m|km|kg|t|am|pm|%|k|bn)?"
)
_MODEL = re.compile(r"[A-Z][A-Za-z]{0,4}[-‐]\d{1,4}[A-Z]{0,2}")
_DIGITS = re.compile(r"[^\s,;()\"“”]*\d[^\s;()\"“”]*")
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"[\w.+%-]+\s?(?:@|\(at\)|\[at\]|\sat\s(?=\w+\sdot\s))"  # mail
        r"\s?[\w-]+(?:\s?(?:\.|\(dot\)|\[dot\]|\sdot\s)\s?[\w-]+)+",
        r"(?<![\w])@[\w.]{2,}",  # accounts
        r"#\w*\d\w*",
        r"\b(?:https?://|www\.)\S+",
        r"\b(?:t\.me|wa\.me|facebook\.com|fb\.com|instagram\.com|x\.com|twitter\.com|vk\.com|ok\.ru|tiktok\.com)/\S+",
        r"///[\w.]+",  # three words of a square
        r"\bgeo:\S+",
        r"\+?\d[\d\s().-]{6,}\d",  # telephones, accounts, papers
        r"\b\d{1,3}\s?(?:°|º|deg)\s?[\d.]+\s?(?:['′’]|min)?\s?(?:[\d.]+\s?(?:\"|″|”|''|sec))?\s?[NSEW]?",
        r"\b[NSEW]\s?\d{1,3}\s?(?:°|º|deg)[\d\s.'′’\"″”]*",
        r"-?\b\d{1,3}\.\d{2,}\s?°?\s?[NSEW]?\b",  # decimal degrees
        r"\b\d{1,2}[C-X]\s?(?:[A-Z]{2}\s?)?\d{2,7}\s\d{2,8}\b",  # UTM and military grid
        r"\b\d{1,2}[C-X]\s?[A-Z]{2}\s?\d{4,10}\b",
        r"\b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}\b",  # Open Location Code
        r"\b(?:[0-9A-F]{2}:){5}[0-9A-F]{2}\b",
        r"\b(?:\d{1,3}\.){3}\d{1,3}\b",
        r"\b[A-Z]{1,4}[ -]?\d{1,4}[*-]\d{2,6}\b",  # plates
        r"\b(?:passport|id|iban|plate|phone|tel|thuraya|imei|serial|account|case|file|complaint|patient|registration|code)\b"
        r"(?:\s(?:no|nr|number|card))?\.?:?\s(?:[A-Z]{1,3}\s)?[\dA-Z/-]*\d[\dA-Z/-]*(?:\s[\dA-Z/-]*\d[\dA-Z/-]*)*",
    )
)
_SENTENCE_END = ".,:!?'’]"


def number_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of such strings in ``text``; they may overlap."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if not _is_count(match.group()):
                yield match.span()
    for match in _DIGITS.finditer(text):
        found = match.group().strip(_SENTENCE_END + "-–—+$€£~≈<>[")
        if found and not _is_count(found):
            yield match.start(), match.end()


def is_model(word: str) -> bool:
    """Return whether a word is the model of a weapon or craft ("T-72")."""
    return _MODEL.fullmatch(word) is not None


def _is_count(found: str) -> bool:
    """Return whether a number is a count, share, date, hour, year, calibre or the model of a weapon."""
    plain = found.strip(_SENTENCE_END + " -–—+$€£~≈")
    plain = re.sub(r"['’]s$", "", plain)
    return bool(_HARMLESS.fullmatch(plain) or _MODEL.fullmatch(plain))
