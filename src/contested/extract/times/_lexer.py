"""Cut plain text into runs of neighbouring words that may belong to a time expression. One pass, linear in the text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from contested.lexicon.times import TimeRules, Value, load_time_rules

TOKEN = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?\b"  # a time as machines write it
    r"|[Oo]['’]clock\b|(?![ABPabp]\.)[^\W\d_]++(?![\d_])"  # a word
    r"|\d++(?:[.,:/–—-]\d++){0,3}(?!\w)"  # a number with its separators
    r"|['’‘]\d\d(?![\d\w])|['’‘]\d0s\b"
    r"|\d{1,2}+[.:]\d\d(?=(?:am|pm|AM|PM)\b)"  # "8.40am"
    r"|\d++(?=(?:st|nd|rd|th|s|hrs|hours|am|pm|AM|PM)\b)"  # "20th", "1920s", "7pm"
    r"|[AaPp]\.\s?[Mm]\b\.?|B\.\s?C\b\.?(?:E\.?)?|A\.D\b\.?"
    r"|['’]s\b|[^\W\d_]++(?![\d_])|\w++|\n|[^\w\s]"
)
NUMBER = re.compile(r"\d")
CORE_CLASSES = """
opens_phrase month weekday season part unit year decade holiday deictic deictic_part past_ref present_ref future_ref
freq clock iso slash qcode decade_word era age ampm suffixed short shortdecade moment oclock longunit half
"""
CORE = frozenset(CORE_CLASSES.split())
LITERAL = re.compile(r"'([^']+)'")
MAX_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Entry:
    """What the lexicon knows of a written form: its classes with their values."""

    values: Mapping[str, Value]
    core: bool  # whether an expression can hang on this word
    classes: frozenset[str]


def entry(values: Mapping[str, Value]) -> Entry:
    """Return the entry of a form with these classes and values."""
    return Entry(values, not CORE.isdisjoint(values), frozenset(values))


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark, with its lexical entry."""

    start: int
    end: int
    text: str
    entry: Entry

    def value(self, name: str) -> Value | None:
        """Return the value of the token in class ``name``, None if it is not of it."""
        return self.entry.values.get(name)


Run = list[Token]


@cache
def entries() -> dict[str, Entry]:
    """Return the entries of all words, literal words of the patterns included, by exact written form."""
    rules = load_time_rules()
    table: dict[str, dict[str, Value]] = {form: dict(pairs) for form, pairs in rules.words.items()}
    for word in sorted(literals(rules)):
        for form in {word, word.capitalize(), word.upper()}:
            table.setdefault(form, {})[f"'{word}'"] = word
            if word in ("past", "present", "modern", "time", "point", "moment", "ever", "soon", "long"):
                table[form]["moment"] = word
    for phrase in rules.phrases:
        for form in (phrase.capitalize(), phrase.upper()):
            table.setdefault(form, {})["opens_phrase"] = phrase
    return {form: entry(values) for form, values in table.items()}


def literals(rules: TimeRules) -> set[str]:
    """Return the words that stand quoted in the patterns."""
    texts = [rule.pattern for rule in rules.rules] + list(rules.macros.values())
    return {word for text in texts for word in LITERAL.findall(text)}


Piece = tuple[int, int, str, "Entry"]


def runs(text: str) -> Iterator[Run]:
    """Yield the runs of ``text`` that hold a core word, in order."""
    lookup = entries().get
    pieces: list[Piece] = []
    core = False
    for match in TOKEN.finditer(text):
        word = match[0]
        known = lookup(word)
        if known is None:
            more = _unlisted(text, match, bool(pieces)) if word[0] in OPENS_UNLISTED else ()
            if not more:
                if core:
                    yield [Token(*piece) for piece in pieces]
                if pieces:
                    pieces, core = [], False
                continue
            pieces.extend(more)
            core = core or any(piece[3].core for piece in more) or _suffixed(text, match.end())
        else:
            pieces.append((match.start(), match.end(), word, known))
            core = core or known.core
    if core:
        yield [Token(*piece) for piece in pieces]


OPENS_UNLISTED = frozenset("0123456789'’‘strnh")


def _unlisted(text: str, match: re.Match[str], inside: bool) -> tuple[Piece, ...]:
    """Return the pieces of a number, a short year or the ending of an ordinal; none if it is something else."""
    word, start = match[0], match.start()
    if word[0].isdigit():
        return number_pieces(word, start)
    if len(word) == 3 and word[1:].isdigit() and word[0] in "'’‘":
        return ((start, match.end(), word, entry({"short": int(word[1:])})),)
    if len(word) == 4 and word[0] in "'’‘":
        return ((start, match.end(), word, entry({"shortdecade": int(word[1:3])})),)
    if inside and word in SUFFIXES and text[start - 1].isdigit():
        return ((start, match.end(), word, SUFFIXES[word]),)
    return ()


def _suffixed(text: str, at: int) -> bool:
    return text[at : at + 2] in ("st", "nd", "rd", "th")


def number_pieces(word: str, start: int) -> tuple[Piece, ...]:
    """Return the pieces of a number with its separators; none if it can be no part of a time."""
    cut = _cut_number(word)
    return tuple(
        (start + a, start + b, word[a:b], known) for (a, known), (b, _) in pairwise((*cut, (len(word), NOTHING)))
    )


SUFFIXES = {word: entry({"suffix": word}) for word in ("st", "nd", "rd", "th", "s", "hrs")}


NOTHING = entry({})
DASH = entry({"range": "-", "dash": "-", "'-'": "-"})


@lru_cache(maxsize=4096)
def _cut_number(word: str) -> tuple[tuple[int, Entry], ...]:
    """Return (offset, entry) of each part of a number token."""
    if "T" in word:
        return ((0, _stamp(word)),)
    if len(word) > 20:
        return ()
    whole = _whole(word)
    if whole is not None:
        return ((0, whole),) if whole.values else ()
    for dash in "-–—/":
        head, found, tail = word.partition(dash)
        first, last = (_whole(head), _whole(tail)) if found else (None, None)
        if first and last and first.values and last.values and not _is_number_of_year(dash, first, last):
            return ((0, first), (len(head), DASH), (len(head) + 1, last))
    return ()


def _stamp(word: str) -> Entry:
    """Return the entry of an ISO 8601 date and time."""
    digits = word[:4], word[5:7], word[8:10]
    if not all(part.isdecimal() for part in digits):
        return NOTHING
    if not _is_date(*(int(part) for part in digits)) or word[11:13] > "24":
        return NOTHING
    zone = re.search(r"(?:Z|[+-]\d\d:?\d\d)$", word[16:])
    values: dict[str, Value] = {"iso": word[:10], "isoclock": word[11:16]}
    return entry(values | ({"isozone": zone[0]} if zone else {}))


def _is_number_of_year(dash: str, first: Entry, last: Entry) -> bool:
    """Return whether "118/2021" numbers a paper of a year; "1914/15" and "2019/2020" are ranges."""
    return dash == "/" and "year" not in first.values and "year" in last.values


def _whole(word: str) -> Entry | None:
    """Return the entry of a number that is one thing, NOTHING for an impossible one, None for a compound."""
    if word.isdigit() and word.isascii():
        return _digits(word)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+", word):
        return entry({"num": int(word.replace(",", ""))}) if len(word) <= MAX_DIGITS else NOTHING
    if re.fullmatch(r"\d{4}-\d\d-\d\d", word):
        return entry({"iso": word}) if _is_date(int(word[:4]), int(word[5:7]), int(word[8:])) else NOTHING
    if re.fullmatch(r"\d{4}/\d\d?/\d\d?", word):
        year, month, day = (int(part) for part in word.split("/"))
        return entry({"iso": f"{year:04d}-{month:02d}-{day:02d}"}) if _is_date(year, month, day) else NOTHING
    if re.fullmatch(r"\d{1,2}[/.]\d{1,2}[/.]\d{4}|\d{1,2}/\d{1,2}/\d\d|\d{1,2}-\d{1,2}-\d{4}", word):
        return entry({"slash": word})
    if re.fullmatch(r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?", word):
        return entry({"clock": word})
    if re.fullmatch(r"(?:[01]?\d|2[0-4])\.[0-5]\d", word):
        return entry({"dot": word, "num": word})
    if re.fullmatch(r"\d{1,3}-1/2", word):
        return entry({"num": f"{word[:-4]}.5"})
    return entry({"num": word}) if re.fullmatch(r"\d{1,6}\.\d{1,3}", word) else None


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def _digits(word: str) -> Entry:
    if len(word) > MAX_DIGITS:
        return NOTHING
    number = int(word)
    values: dict[str, Value] = {"num": number}
    if 1 <= number <= 31 and len(word) <= 2:
        values["daynum"] = number
    if len(word) == 2:
        values["two"] = number
    if len(word) <= 4 and number > 0 and word[0] != "0":
        values["yearbc"] = number
    if len(word) == 4 and 1000 <= number <= 2199:
        values["year"] = number
    if len(word) == 4 and number % 100 < 60 and number <= 2400:
        values["military"] = f"{word[:2]}:{word[2:]}"
    return entry(values)
