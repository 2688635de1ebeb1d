"""Numbers in plain text, with the bounds that the words say and the role of each. No language core needed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from contested.extract.times import tag_times
from contested.lexicon.times import load_number_words
from contested.model.times import TimeExpression


class NumberRole(StrEnum):
    """What a number does in its sentence."""

    COUNT = "count"
    ORDINAL = "ordinal"
    TIME = "time"  # part of a date, a clock time or a length of time
    AGE = "age"
    CALIBRE = "calibre"
    UNIT_NAME = "unit_name"  # "the 13th brigade", "resolution 1701"
    MONEY = "money"
    MEASURE = "measure"  # kilometres, tonnes
    COORDINATE = "coordinate"


@dataclass(frozen=True, slots=True)
class NumberExpression:
    """A number as written. An unstated bound is None; ``share`` is the factor of "half as many", "a third of"."""

    start: int
    end: int
    low: float | None
    best: float | None
    high: float | None
    approx: bool = False
    percent: bool = False
    ordinal: bool = False
    role: NumberRole = NumberRole.COUNT
    share: float | None = None
    vague: str | None = None  # the words of a vague number: "dozens", "several hundred"


MAX_DIGITS = 15
COORDINATE = re.compile(r"\s*°|\s*(?:degrees|deg)\b")


def find_numbers(text: str, times: Sequence[TimeExpression] | None = None) -> tuple[NumberExpression, ...]:
    """Return the numbers of ``text`` in order, without overlaps. ``times`` spares a second tagging of the text."""
    spans = [(one.start, one.end) for one in (tag_times(text) if times is None else times)]
    return tuple(_with_times(_join_ranges(text, _cores(text)), spans))


def _with_times(numbers: Iterable[NumberExpression], spans: list[tuple[int, int]]) -> list[NumberExpression]:
    """Mark the numbers that lie in time expressions."""
    marked: list[NumberExpression] = []
    at = 0
    for number in numbers:
        while at < len(spans) and spans[at][1] <= number.start:
            at += 1
        inside = at < len(spans) and spans[at][0] < number.end
        keep = number.role in (NumberRole.AGE, NumberRole.MONEY)
        marked.append(replace(number, role=NumberRole.TIME) if inside and not keep else number)
    return marked


def _alternatives(words: Iterable[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


@cache
def _number() -> re.Pattern[str]:
    words = load_number_words()
    scale = _alternatives(words.scales)
    word = _alternatives([*words.cardinals, *words.scales])
    joined = r"(?:(?<=hundred)|(?<=thousand)|(?<=million))\s+and\s+"  # "five and eight" are two numbers
    plain = rf"(?:an?\s+(?:{scale})|(?:{_alternatives(words.cardinals)}))(?:(?:-|{joined}|\s+)(?:{word})\b)*"
    return re.compile(
        rf"(?<![\w.,/:])(?:(?P<vague>{_alternatives(words.vague)})\b"
        rf"|(?P<halfscale>half\s+an?\s+(?:{scale}))\b"
        rf"|(?P<fraction>{_alternatives(words.fractions)})\b"
        rf"|(?P<exact>{_alternatives(words.exact)})\b"
        rf"|(?P<zero>{_alternatives(words.zero)})\b"
        rf"|(?P<digits>\d++(?:,\d{{3}})*+(?:\.\d++)?)(?:(?P<suffix>st|nd|rd|th)\b|(?P<scale>\s*-?(?:{scale}))\b|(?P<letter>[km])\b(?!\s*(?:/|per)))?"
        rf"|(?P<words>{plain})\b(?:-(?P<wordordinal>{_alternatives(words.ordinals)})\b)?"
        rf"|(?P<ordinal>{_alternatives(words.ordinals)})\b)",
        re.IGNORECASE,
    )


@cache
def _before() -> re.Pattern[str]:
    words = load_number_words().before
    groups = "|".join(rf"(?P<{name}>{_alternatives(rows)})" for name, rows in sorted(words.items(), reverse=True))
    return re.compile(rf"(?<!\w)(?:{groups})\s+$", re.IGNORECASE)


@cache
def _after() -> re.Pattern[str]:
    words = load_number_words()
    groups = "|".join(rf"(?P<{name}>\s*(?:{_alternatives(rows)}))(?!\w)" for name, rows in sorted(words.after.items()))
    return re.compile(rf"{groups}|(?P<percent>[\s-]*(?:{_alternatives(words.percent)}))(?!\w)", re.IGNORECASE)


def _cores(text: str) -> list[NumberExpression]:
    """Return the single numbers, each with the words before and after that bound it."""
    found: list[NumberExpression] = []
    for match in _number().finditer(text):
        core = _core(text, match)
        if core is not None:
            found.append(_in_context(text, core, found[-1].end if found else 0))
    return found


def _exact(match: re.Match[str], value: float) -> NumberExpression:
    return NumberExpression(match.start(), match.end(), value, value, value)


def _core(text: str, match: re.Match[str]) -> NumberExpression | None:
    words = load_number_words()
    written = " ".join(match.group().lower().split())
    if match["vague"]:
        low, high = words.vague[written]
        return NumberExpression(match.start(), match.end(), low, None, high, approx=True, vague=written)
    if match["halfscale"]:
        return _exact(match, words.scales[written.split()[-1]] / 2)
    if match["fraction"]:
        return _fraction(text, match, words.fractions[written])
    if match["exact"]:
        return _exact(match, words.exact[written])
    if match["zero"]:
        return _zero(text, match, written)
    if match["ordinal"]:
        return replace(_exact(match, words.ordinals[written]), ordinal=True, role=NumberRole.ORDINAL)
    return _digits(text, match) if match["digits"] else _spelled(match)


def _fraction(text: str, match: re.Match[str], share: float) -> NumberExpression | None:
    """Read "half as many", "half of them", "a third of"; other uses of the words are no numbers."""
    tail = re.compile(r"\s+(?:as\s+(?:many|much)|that(?:\s+(?:number|figure|many))?\b|of\b|the\b)", re.I).match(
        text, match.end()
    )
    if tail is None:
        return None
    wide = "as" in tail.group().split() or "that" in tail.group().lower()
    return NumberExpression(
        match.start(), tail.end() if wide else match.end(), None, None, None, share=share, approx=True
    )


def _zero(text: str, match: re.Match[str], written: str) -> NumberExpression | None:
    """Read "no" as zero only before a noun that may be counted (a plural); "no." is a number sign."""
    after = re.compile(r"\s+(?:[a-z-]+\s+)?([a-z]+)").match(text, match.end())
    if written == "no" and (
        after is None
        or not re.match(
            r"\s+(?:[a-z-]+\s+)?(?:\w+s|people|men|women|children|police)\b", text[match.end() : match.end() + 40]
        )
    ):
        return None
    return _exact(match, 0)


def _digits(text: str, match: re.Match[str]) -> NumberExpression | None:
    digits = match["digits"].replace(",", "")
    if len(digits) > MAX_DIGITS or text[match.end() : match.end() + 1].isalnum():
        return None
    if re.match(r"[.:/]\d", text[match.end() : match.end() + 2]):
        return None
    value = float(digits)
    scale = (match["scale"] or "").strip(" -\n").lower()
    value *= load_number_words().scales.get(scale, 1)
    if match["letter"]:
        value *= 1000 if match["letter"] == "k" else 1_000_000
    if match["suffix"]:
        return replace(_exact(match, value), ordinal=True, role=NumberRole.ORDINAL)
    return _exact(match, value)


def _spelled(match: re.Match[str]) -> NumberExpression | None:
    value = spelled_value(match["words"])
    if value is None:
        return None
    if match["wordordinal"]:
        value += load_number_words().ordinals[match["wordordinal"].lower()]
        return replace(_exact(match, value), ordinal=True, role=NumberRole.ORDINAL)
    return _exact(match, value)


def spelled_value(words: str) -> int | None:
    """Return the value of number words ("one hundred and five"), None where they do not make one number."""
    lexicon = load_number_words()
    total = current = 0
    for word in re.split(r"[\s-]+", words.lower()):
        if word in ("and", "a", "an"):
            continue
        if word in lexicon.scales:
            current = max(current, 1) * lexicon.scales[word]
            total, current = (total + current, 0) if lexicon.scales[word] >= 1000 else (total, current)
        elif word in lexicon.cardinals:
            current += lexicon.cardinals[word]
        else:
            return None
    return total + current


def _in_context(text: str, core: NumberExpression, last: int) -> NumberExpression:
    """Widen a number by the words that bound it, and find its role."""
    role = core.role if core.role is not NumberRole.COUNT else _role(text, core)
    role = _role_of_ordinal(text, core) if core.ordinal else role
    number = replace(core, role=role)
    after = _after().match(text, number.end)
    percent = after is not None and after.lastgroup == "percent"
    if after is not None:
        number = replace(number, end=after.end(), percent=percent)
        number = number if percent else _bounded(number, after.lastgroup or "")
    before = _before().search(text, max(last, core.start - 24), core.start)
    if before is None or core.ordinal:
        return number
    bounded = _bounded(number, before.lastgroup or "")
    widened = before.lastgroup != "exact" or before.group().strip().lower() == "all"
    return replace(bounded, start=before.start()) if widened else bounded


def _bounded(number: NumberExpression, kind: str) -> NumberExpression:
    """Return the number with the bounds that "at least", "about", "up to" leave it."""
    if number.share is not None:
        return replace(number, approx=True)
    if number.best is None:
        return (
            replace(number, high=None) if kind == "least" else replace(number, low=None) if kind == "most" else number
        )
    if kind == "least":
        return replace(number, high=None, low=number.best)
    if kind == "most":
        return replace(number, low=None, best=None, high=number.best)
    return replace(number, low=None, high=None, approx=True) if kind == "about" else number


def _words_after(text: str, at: int) -> str:
    return " ".join(text[at : at + 30].lower().replace("\n", " ¶ ").split())


def _role(text: str, core: NumberExpression) -> NumberRole:
    words = load_number_words()
    after = _words_after(text, core.end).lstrip("-– ")
    before = text[max(0, core.start - 16) : core.start].lower()
    if (
        any(after.startswith(phrase.lstrip("-")) for phrase in words.roles["age"])
        or _last_word(before) in words.age_before
    ):
        return NumberRole.AGE
    if _is_age_of(text, core):
        return NumberRole.AGE
    first = re.match(r"[^\W\d_]+", after)
    word = first.group() if first else ""
    if (
        before.rstrip()[-1:] in words.money_marks
        or word in words.roles["money"]
        or re.match(r"[a-z]+ (?:dollars|euros|pounds|roubles|rubles|lira)\b", after)
    ):
        return NumberRole.MONEY
    if COORDINATE.match(text, core.end):
        return NumberRole.COORDINATE
    if word in words.roles["calibre"]:
        return NumberRole.CALIBRE
    if word in words.roles["measure"] and (word != "m" or text[core.end : core.end + 1] in " -m"):
        return NumberRole.MEASURE
    return NumberRole.UNIT_NAME if _is_named(text, core, before) else NumberRole.COUNT


def _is_age_of(text: str, core: NumberExpression) -> bool:
    """Return whether the number is an age: "a girl of nine", "Aram, 34, said"."""
    before = text[max(0, core.start - 24) : core.start]
    if re.search(r"\b(?:girl|boy|man|woman|child|son|daughter|baby|infant|youth)\s+of\s+$", before):
        return True
    apposed = re.search(r"[A-Z][a-z]+,\s+$", before) and re.match(r",\s", text[core.end : core.end + 2])
    return bool(apposed) and core.best is not None and 1 <= core.best <= 110 and text[core.start].isdigit()


def _last_word(before: str) -> str:
    match = re.search(r"([^\W_]+\.?)[\s-]*$", before)
    return match.group(1) if match else ""


def _is_named(text: str, core: NumberExpression, before: str) -> bool:
    """Return whether the number is part of a name: "resolution 1701", "Su-25", "Article 5"."""
    if not text[core.start].isdigit():
        return False
    if before.endswith(("-", "–")) and len(before) > 1 and before[-2].isalpha():
        return True
    return _last_word(before) in load_number_words().unit_name_before and not before.endswith("\n")


def _role_of_ordinal(text: str, core: NumberExpression) -> NumberRole:
    first = re.match(r"[\s-]*([A-Za-z]+)(?:\s+([A-Za-z]+))?", text[core.end : core.end + 40])
    named = first is not None and any(
        (word or "").lower() in load_number_words().roles["unit_name"] for word in first.groups()
    )
    return NumberRole.UNIT_NAME if named else NumberRole.ORDINAL


TO = re.compile(r"\s*(?:-|–|—)\s*|\s+to\s+", re.I)
AND = re.compile(r"\s+and\s+", re.I)
OPENING = re.compile(r"\b(between|from)\s+(?:(?:about|some)\s+)?$", re.I)


def _join_ranges(text: str, cores: list[NumberExpression]) -> list[NumberExpression]:
    """Join "12 to 15", "20-30", "between 40 and 60" into one number with both bounds."""
    joined: list[NumberExpression] = []
    for number in cores:
        previous = joined[-1] if joined else None
        pair = _range(text, previous, number) if previous else None
        if pair is not None:
            joined[-1] = pair
        else:
            joined.append(number)
    return joined


def _range(text: str, first: NumberExpression, second: NumberExpression) -> NumberExpression | None:
    low, high = first.best, second.best
    counts = first.role is NumberRole.COUNT and second.role in (NumberRole.COUNT, NumberRole.UNIT_NAME)
    if low is None or high is None or not counts or low >= high or second.ordinal:
        return None
    opening = OPENING.search(text, max(0, first.start - 20), first.start)
    between = opening is not None and opening[1].lower() == "between" and AND.fullmatch(text, first.end, second.start)
    if not between and not TO.fullmatch(text, first.end, second.start):
        return None
    scale = second.best or 1
    low = (
        low * 1_000_000
        if scale >= 1_000_000 and low < 1000
        else low * 1000
        if scale % 1000 == 0 and low < 100 and scale >= 10_000 and "thousand" in text[second.start : second.end].lower()
        else low
    )
    role = second.role if second.role is not NumberRole.UNIT_NAME else NumberRole.COUNT
    start = opening.start() if opening is not None and between else first.start
    return NumberExpression(start, second.end, low, None, high, percent=second.percent, role=role)
