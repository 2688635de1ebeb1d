"""What stands between and before expressions: ranges, shared years, open ends, and what is still to come."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from functools import cache

from contested.lexicon.times import load_time_rules
from contested.model.times import OpenEnd, TimeExpression, TimeForm, TimexType

BETWEEN = re.compile(r"\s*(?:-|–|—|&|,?\s*(?:and|or|to|until|till|through|,)\s)\s*(?:the\s+|on\s+|in\s+|of\s+)?", re.I)
RANGE = re.compile(r"\s*(?:-|–|—|\s(?:to|until|till|through)\s)\s*", re.I)
DAY_BEFORE = re.compile(
    r"(?<![\w.,:/$€£-])((?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?)(\s*[-–—]\s*|,?\s+(?:and|to|or|until|through)\s+|,\s+)$",
    re.I,
)
DAY_AFTER = re.compile(
    r"(\s*[-–—]\s*|\s+(?:and|or|to|through)\s+)((?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?)(?:,\s*(\d{4}))?(?![\w%:]|[.,:/]\d|-\w|\s+(?:hours|hrs|[ap]\.?m\b|percent|per\b|people|killed|others|were\s+(?:killed|wounded|injured)|soldiers|civilians|[A-Z][a-z]+\s+\d))",
    re.I,
)
YEAR_BEFORE = re.compile(r"(?<![\w.,:/$€£-])(\d{1,4})(\s*[-–—]\s*|\s+(?:and|to|or|until)\s+)$", re.I)
YEAR_AFTER = re.compile(r"(\s?[-–—/])(\d{2})(?![\w%]|[.,:/–-]\d)")
DAY_FIRST = re.compile(r"(?:the\s+)?\d", re.I)
NAME_BEFORE = re.compile(
    r"(?<![.!?]\s)(?<!^)(?<!\n)\b(?!On\b|In\b|From\b|Between\b|The\b|By\b|Until\b|Since\b)[A-Z][a-z]+\s+$"
)
BETWEEN_OPENING = re.compile(r"\bbetween\s+(?:the\s+)?$", re.I)


def link(text: str, found: list[TimeExpression]) -> tuple[TimeExpression, ...]:
    """Return the expressions with the ends of ranges found and joined, years shared, and open ends marked."""
    spread: list[TimeExpression] = []
    for expression in found:
        last = spread[-1].end if spread else 0
        spread.extend(_before(text, expression, last))
        spread.append(expression)
        spread.extend(_after(text, expression))
    clear = _without_overlaps(spread)
    return tuple(_mark(text, one, clear, i) for i, one in enumerate(_share_years(text, clear)))


def _without_overlaps(found: list[TimeExpression]) -> list[TimeExpression]:
    kept: list[TimeExpression] = []
    for one in found:
        if kept and _is_year_of(kept[-1], one):
            kept[-1] = replace(kept[-1], end=one.end, year=one.year)
        elif not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _is_year_of(first: TimeExpression, second: TimeExpression) -> bool:
    """Return whether ``second`` is the year of the holiday right before it: "Eid al-Fitr 2021"."""
    return first.holiday is not None and first.year is None and second.rule == "year" and second.start == first.end + 1


def _before(text: str, one: TimeExpression, last: int) -> list[TimeExpression]:
    """Return the numbers before ``one`` that borrow from it: "6" of "6-7 January", "499" of "499-493 BC"."""
    if one.form is not TimeForm.CALENDAR or one.type is not TimexType.DATE:
        return []
    if one.day and one.month and DAY_FIRST.match(text, one.start):
        return _days_before(text, one, last)
    if one.year and one.year < 0 and not one.month:
        match = YEAR_BEFORE.search(text, max(last, one.start - 16), one.start)
        if match and int(match[1]) > 0:
            return [
                replace(one, start=match.start(1), end=match.end(1), rule="range_start", year=-int(match[1]), mod=None)
            ]
    return []


def _days_before(text: str, one: TimeExpression, last: int) -> list[TimeExpression]:
    found: list[TimeExpression] = []
    at = one
    for _ in range(4):
        match = DAY_BEFORE.search(text[max(last, at.start - 20) : at.start])
        if match is None or one.month is None or not _is_day(one.year, one.month, int(match[2])) or one.weekday:
            break
        start = max(last, at.start - 20) + match.start(1)
        if NAME_BEFORE.search(text, max(0, start - 20), start):
            break
        at = replace(one, start=start, end=start + len(match[1]), rule="range_start", day=int(match[2]), mod=None)
        found.insert(0, at)
        if "," not in match[3]:
            last = max(last, at.start - 20)
    return found


def _is_day(year: int | None, month: int, day: int) -> bool:
    return 1 <= day <= calendar.monthrange(year if year and year > 0 else 2000, month)[1]


def _after(text: str, one: TimeExpression) -> list[TimeExpression]:
    """Return the numbers after ``one`` that borrow from it: "9, 1918" of "March 5-9, 1918", "17" of "1915-17"."""
    if one.form is not TimeForm.CALENDAR or one.type is not TimexType.DATE:
        return []
    if one.day and one.month and text[one.end - 1].isdigit() and one.year is None:
        match = DAY_AFTER.match(text, one.end)
        if match and one.month and _is_day(None, one.month, int(match[3])) and int(match[3]) > one.day:
            year = int(match[4]) if match[4] and 1000 <= int(match[4]) <= 2199 else None
            end = match.end() if year else match.end(2)
            return [
                replace(
                    one,
                    start=match.start(2),
                    end=end,
                    rule="range_end",
                    day=int(match[3]),
                    year=year,
                    weekday=None,
                    mod=None,
                )
            ]
    if (
        one.year
        and one.year >= 1000
        and not one.month
        and not one.season
        and one.half is None
        and text[one.end - 1].isdigit()
    ):
        match = YEAR_AFTER.match(text, one.end)
        if match and int(match[2]) > one.year % 100:
            return [
                replace(
                    one,
                    start=match.start(2),
                    end=match.end(2),
                    rule="range_end",
                    year=one.year - one.year % 100 + int(match[2]),
                    mod=None,
                )
            ]
    return []


def _share_years(text: str, found: list[TimeExpression]) -> list[TimeExpression]:
    """Give a yearless date the year of the next one that it is joined to: "March and April 1918"."""
    shared = list(found)
    for i in range(len(shared) - 2, -1, -1):
        first, second = shared[i], shared[i + 1]
        if (
            first.rule == "ordinal_day"
            and second.month
            and second.day
            and BETWEEN.fullmatch(text, first.end, second.start)
        ):
            shared[i] = replace(first, month=second.month, year=second.year)
            continue
        if (
            BETWEEN.fullmatch(text, first.end, second.start)
            and _lacks_year(first)
            and second.year
            and second.form is TimeForm.CALENDAR
        ):
            later = (
                first.month is not None
                and second.month is not None
                and first.month > second.month
                and second.day is None
            )
            year = second.year - (1 if later and first.season is None else 0)
            if second.month is not None or second.season is not None:
                shared[i] = replace(first, year=year)
    return shared


def _lacks_year(one: TimeExpression) -> bool:
    dated = one.month is not None or one.season is not None
    return one.form is TimeForm.CALENDAR and dated and one.year is None and one.year_direction is None


def _mark(text: str, one: TimeExpression, found: list[TimeExpression], at: int) -> TimeExpression:
    following = found[at + 1] if at + 1 < len(found) else None
    before = text[max(0, one.start - 32) : one.start]
    return replace(
        one,
        open_end=None if _is_attributive(text, one) else _open_end(before),
        joined=_is_joined(text, one, following, before),
        future=_is_future(text, one),
        untensed=_is_untensed(text, one),
    )


def _is_joined(text: str, one: TimeExpression, following: TimeExpression | None, before: str) -> bool:
    if (
        following is None
        or TimeForm.DURATION in (one.form, following.form)
        or TimeForm.SET in (one.form, following.form)
    ):
        return False
    if one.form is TimeForm.REFERENCE or following.form is TimeForm.REFERENCE:
        return False
    if RANGE.fullmatch(text, one.end, following.start):
        return True
    return (
        BETWEEN_OPENING.search(before) is not None
        and re.fullmatch(r"\s+and\s+(?:the\s+)?", text[one.end : following.start]) is not None
    )


QUALIFIED = re.compile(r" (?!and\b|or\b|to\b|in\b|at\b|on\b|of\b|by\b|the\b|when\b|until\b)[a-z]{3,}")
POSSESSIVE = re.compile(r"['’]s?\b")
FILLERS = frozenset({"the", "about", "around", "on", "at", "least"})


def _is_attributive(text: str, one: TimeExpression) -> bool:
    """Return whether an expression only qualifies a noun: "since last month's vote", "since the 2020 agreement"."""
    if POSSESSIVE.match(text, one.end):
        return True
    bare_year = text[one.start : one.end].isdigit()
    return bare_year and QUALIFIED.match(text, one.end) is not None and text[: one.start].endswith("the ")


def _open_end(before: str) -> OpenEnd | None:
    """Return the open end that the last word or two of ``before`` give."""
    words = before.replace("\n", " ¶ ").lower().split()
    while words and words[-1] in FILLERS:
        words.pop()
    ends = load_time_rules().open_ends
    name = ends.get(words[-1]) or ends.get(" ".join(words[-2:])) if words else None
    return OpenEnd(name) if name else None


@cache
def _future_words() -> re.Pattern[str]:
    rules = load_time_rules()
    future = "|".join(map(re.escape, sorted(rules.future, key=len, reverse=True)))
    stop = "|".join(
        rf"\b{re.escape(word)}\b" if word[0].isalpha() else re.escape(word)
        for word in sorted(rules.contexts["future_stop"])
    )
    return re.compile(
        rf"(?P<future>\b(?:{future})\b)|(?P<stop>{stop}|(?<!\bbe )\b(?!(?:need|indeed)\b)[a-z]{{3,}}ed\b|[.!?]\s|\n)"
    )


@cache
def _past_words() -> re.Pattern[str]:
    words = "|".join(sorted(load_time_rules().contexts["past_forms"]))
    return re.compile(
        rf"\b(?:was|were|had|has|have|did|became|went|came|made|died|{words}|(?!(?:need|indeed|red)\b)[a-z]{{2,}}ed)\b"
    )


def _is_untensed(text: str, one: TimeExpression) -> bool:
    """Return whether a yearless date stands in a sentence without any past form: "the 30 April deadline"."""
    if one.form is not TimeForm.CALENDAR or one.year or one.month is None or one.year_direction:
        return False
    before = SENTENCE_EDGE.split(text[max(0, one.start - 160) : one.start])[-1]
    after = SENTENCE_EDGE.split(text[one.end : one.end + 160])[0]
    return _past_words().search(before.lower()) is None and _past_words().search(after.lower()) is None


SENTENCE_EDGE = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z])|\n")
NEEDS_FUTURE = ("weekday", "month", "season", "part", "holiday", "quarter", "half", "unit")


def _is_future(text: str, one: TimeExpression) -> bool:
    """Return whether the nearest cue before the expression, in its clause, looks ahead."""
    if (one.rule != "weekend" and (one.form is not TimeForm.CALENDAR or one.year)) or not any(
        getattr(one, name) for name in NEEDS_FUTURE
    ):
        return False
    last = None
    for match in _future_words().finditer(text[max(0, one.start - 140) : one.start].lower()):
        last = match
    return last is not None and last.lastgroup == "future"
