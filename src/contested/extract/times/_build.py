"""Read the captures of a match as an unanchored time expression, or refuse them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from contested.extract.times._grammar import Capture
from contested.extract.times._lexer import Token
from contested.lexicon.times import load_time_rules
from contested.model.times import Direction, TimeExpression, TimeForm, TimexType

NEXT_WORD = re.compile(r"[ \t]*-?([^\W_]+(?:-[^\W_]+)*|[^\w\s])")
UNIT_LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "weekend": "WE", "fortnight": "W", "month": "M",
    "quarter": "Q", "half": "H", "year": "Y", "decade": "DE", "century": "CE",
}  # fmt: skip
SET_VALUES = {
    "second": "PT1S", "minute": "PT1M", "hour": "PT1H", "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX", "quarter": "XXXX-QX", "year": "XXXX", "decade": "XXX", "century": "XX", "fortnight": "P2W",
}  # fmt: skip
APPROX_PHRASES = (
    (re.compile(r"(?:more|longer) than|over\b|well over", re.I), "MORE_THAN"),
    (re.compile(r"(?:less|fewer) than|under\b|almost|nearly", re.I), "LESS_THAN"),
    (re.compile(r"at least|no less than", re.I), "EQUAL_OR_MORE"),
    (re.compile(r"at most|up to|no more than|as many as", re.I), "EQUAL_OR_LESS"),
    (re.compile(r"about|around|approximately|roughly|circa|ca?\.|some\b|shortly", re.I), "APPROX"),
)
APPROX_CLASSES = {"approx", "'than'", "'at'", "'up'", "'as'", "'c'", "'ca'", "'shortly'"}
DIRECTIONS = (
    ("same", Direction.SAME), ("that", Direction.SAME), ("previous", Direction.PREVIOUS), ("following", Direction.FOLLOWING),
    ("last", Direction.LAST), ("next", Direction.NEXT), ("this", Direction.THIS),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Invalid:
    """The match is no time and nothing within it is one either ("31 June")."""


INVALID = Invalid()
Built = TimeExpression | Invalid | None  # None: not so, try a shorter reading


def build(text: str, capture: Capture) -> Built:
    """Return what the capture says; INVALID for impossible dates, None where the context speaks against it."""
    return BUILDERS[capture.rule.kind](text, capture)


def _blank(text: str, capture: Capture, form: TimeForm, kind: TimexType = TimexType.DATE) -> TimeExpression:
    fixed = capture.rule.fixed
    direction = fixed.get("direction")
    return TimeExpression(
        start=capture.first.start,
        end=capture.last.end,
        type=kind,
        form=form,
        rule=capture.rule.name,
        mod=str(fixed["mod"]) if "mod" in fixed else _mod(text, capture),
        direction=Direction(str(direction)) if direction else None,
    )


def _mod(text: str, capture: Capture) -> str | None:
    edge = capture.word("edge", "adjedge")
    if edge:
        return edge
    if not capture.tokens.keys() & APPROX_CLASSES:
        return None
    words = text[capture.first.start : capture.last.end]
    return next((mod for pattern, mod in APPROX_PHRASES if pattern.match(words)), None)


def previous_word(text: str, at: int) -> str:
    """Return the word or mark before ``at``, lower case; "¶" at the beginning of a line."""
    before = text[max(0, at - 24) : at].rstrip(" \t")
    if not before or before[-1] == "\n":
        return "¶"
    begin = len(before)
    while begin and before[begin - 1].isalnum():
        begin -= 1
    return (before[begin:] or before[-1]).lower()


def next_word(text: str, at: int) -> str:
    """Return the word or mark after ``at``, lower case, empty at the end of a line."""
    match = NEXT_WORD.match(text, at, at + 40)
    return match.group(1).lower() if match else ""


def _context(name: str, word: str) -> bool:
    return word in load_time_rules().contexts[name]


def _month_is_month(text: str, capture: Capture) -> bool:
    """Return False for a bare May or March that the words before do not make a month."""
    token = capture.tokens["month"][0]
    others = capture.first is not token or capture.last is not token
    if others or token.text.lower() not in load_time_rules().contexts["ambiguous_months"]:
        return True
    before = previous_word(text, token.start)
    if before == "¶" or before in ("-", "–", ",", "and", "or"):
        return next_word(text, token.end) in ("-", "–", "to") or before not in ("¶", ",")
    return _context("month_before", before)


def _date(text: str, capture: Capture) -> Built:
    if capture.has("iso"):
        year, month, day = (int(part) for part in str(capture.value("iso")).split("-"))
        return replace(_blank(text, capture, TimeForm.CALENDAR), year=year, month=month, day=day)
    if capture.has("slash"):
        return _slash(text, capture)
    month, day = capture.number("month"), capture.number("daynum", "ordday")
    year = capture.number("year") or _bc_year(capture)
    if capture.has("month") and not _month_is_month(text, capture):
        return None
    if month and day and not _valid(year, month, day):
        return INVALID
    blank = _blank(text, capture, TimeForm.CALENDAR)
    dated = replace(
        blank,
        year=year,
        month=month,
        day=day,
        weekday=capture.number("weekday"),
        season=capture.word("season"),
        holiday=capture.word("holiday"),
        year_direction=_direction(capture) if capture.has("yearword") else None,
    )
    if capture.has("deictic"):
        dated = replace(
            dated, form=TimeForm.POINTING, direction=Direction.THIS, unit="day", amount=capture.number("deictic")
        )
    elif capture.has("unit") and capture.has("same"):
        dated = replace(dated, form=TimeForm.POINTING, direction=Direction.SAME, unit="day")
    if dated.weekday and _weekday_of_name(text, dated):
        return None
    return _with_clock(capture, dated)


def _weekday_of_name(text: str, dated: TimeExpression) -> bool:
    """Return whether a bare abbreviation (Sun, Sat, Mon) is rather another word."""
    words = text[dated.start : dated.end]
    return len(words) == 3 and not (
        next_word(text, dated.end).isdigit() or previous_word(text, dated.start) in ("on", "¶", ",")
    )


def _with_clock(capture: Capture, dated: TimeExpression) -> TimeExpression | None:
    part = capture.word("clocktime") or (str(capture.rule.fixed["part"]) if "part" in capture.rule.fixed else None)
    of_day = capture.word("part")
    if capture.rule.name == "clock_of_part":
        part = _clock_in_part(capture, part)
        if part is None:
            return None
    part = part or of_day or ("24:00" if capture.rule.name == "bare_midnight" else None)
    if part is None:
        return dated
    mod = None if of_day and dated.mod not in ("APPROX",) else dated.mod
    return replace(dated, type=TimexType.TIME, part=part, zone=_zone(capture), mod=mod)


def _zone(capture: Capture) -> str | None:
    zone = capture.word("zone")
    return "Z" if zone == "+00:00" else zone


def _clock_in_part(capture: Capture, part: str | None) -> str | None:
    """Return the 24-hour time of "four in the morning", "9:45 in the evening"."""
    hour, rest = (capture.number("word", "num"), "00") if part is None else (int(part[:2]), part[3:])
    if hour is None or not 0 <= hour <= 24 or len(rest) > 5:
        return None
    late = capture.word("part") in ("AF", "EV") or (capture.word("part") == "NI" and hour >= 6)
    return f"{hour + 12 if late and hour < 12 else hour:02d}:{rest}"


def _bc_year(capture: Capture) -> int | None:
    number = capture.number("yearbc")
    if number is None or not capture.has("era"):
        return None
    return -number if capture.number("era") == -1 else number


def _valid(year: int | None, month: int, day: int) -> bool:
    return day <= (
        calendar.monthrange(year, month)[1]
        if year and year > 0
        else 29
        if month == 2
        else 30
        if month in (4, 6, 9, 11)
        else 31
    )


def _slash(text: str, capture: Capture) -> Built:
    first, second, year = (int(part) for part in re.split(r"[/.-]", str(capture.value("slash"))))
    year += 0 if year >= 1000 else 2000 if year < 70 else 1900
    if not 1000 <= year <= 2199:
        return INVALID
    day_first = 1 <= second <= 12 and first and _valid(year, second, first)
    month_first = 1 <= first <= 12 and second and _valid(year, first, second)
    if not (day_first or month_first):
        return INVALID
    month, day = (second, first) if day_first else (first, second)
    doubt = (first, second) if day_first and month_first and first != second else None
    return replace(_blank(text, capture, TimeForm.CALENDAR), year=year, month=month, day=day, alternative=doubt)


def _direction(capture: Capture) -> Direction | None:
    for name, direction in DIRECTIONS:
        if capture.has(name):
            return direction
    words = {token.text.lower() for row in capture.tokens.values() for token in row}
    named = {
        "following": Direction.FOLLOWING,
        "next": Direction.NEXT,
        "previous": Direction.PREVIOUS,
        "last": Direction.LAST,
        "same": Direction.SAME,
    }
    found = next((named[word] for word in sorted(words & named.keys())), None)
    if found is Direction.NEXT and "the" in words:
        return Direction.FOLLOWING
    return found


def _year(text: str, capture: Capture) -> Built:
    blank = _blank(text, capture, TimeForm.CALENDAR)
    if capture.has("yearbc"):
        return replace(blank, year=_bc_year(capture))
    if capture.has("short"):
        return _short_year(text, capture, blank)
    token = capture.tokens["year"][0]
    before, after = previous_word(text, capture.first.start), next_word(text, token.end)
    if capture.rule.name != "year":
        return replace(blank, year=capture.number("year"))
    if (
        _context("not_year_before", before)
        or after in ("%", "°", "hours", "hrs")
        or text[token.end : token.end + 1] in ("%", "°")
    ):
        return None
    if _plural_noun(after) and not _context("year_before", before):
        return None
    if _context("counted", after) and not (
        before in ("in", "of", "since", "by") and after in ("british", "american", "french", "german")
    ):
        return None
    return replace(blank, year=capture.number("year"))


def _plural_noun(word: str) -> bool:
    return len(word) > 3 and word.isalpha() and word.endswith("s") and not word.endswith("ss")


def _short_year(text: str, capture: Capture, blank: TimeExpression) -> Built:
    token = capture.tokens["short"][0]
    if text[token.start - 1 : token.start].isalnum() or text[token.end : token.end + 1] in ("'", "’", "%"):
        return None
    return replace(blank, value=f"XX{token.text[1:]}", amount=float(token.text[1:]))


def _season(text: str, capture: Capture) -> Built:
    token = capture.tokens["season"][0]
    word = token.text.lower()
    determined = capture.first is not token
    if word in ("fall", "spring") and not determined and not (word == "spring" and token.text[0].isupper()):
        if not _context("season_before", previous_word(text, token.start)) or word == "fall":
            return None
    if word == "fall" and (next_word(text, token.end) in ("of", "in", "from", "to") or not determined):
        return None
    return replace(_blank(text, capture, TimeForm.CALENDAR), season=capture.word("season"))


def _period(text: str, capture: Capture) -> Built:
    which = capture.number("latter", "ordinal", "qcode")
    half = capture.has("half")
    if which is None or which > (2 if half else 4):
        return None
    if capture.rule.name == "half_of" and not (capture.has("year") or capture.has("yearword")):
        return None
    blank = _blank(text, capture, TimeForm.CALENDAR)
    pointed = _direction(capture) or (Direction.SAME if capture.has("yearword") else None)
    return replace(
        blank,
        mod=None,
        year=capture.number("year"),
        half=which if half else None,
        quarter=None if half else which,
        year_direction=pointed,
    )


def _decade(text: str, capture: Capture) -> Built:
    if capture.has("ordinal"):
        return _century(text, capture)
    if capture.has("year"):
        return replace(_blank(text, capture, TimeForm.CALENDAR), year=capture.number("year"))
    blank = _blank(text, capture, TimeForm.CALENDAR)
    if capture.has("decade_word"):
        first = capture.number("word") or 19
        return (
            replace(blank, decade=first * 10 + (capture.number("decade_word") or 0) // 10)
            if 10 <= first <= 21
            else None
        )
    number = capture.number("decade") or 0
    era = capture.number("era")
    if number < 100:
        number += 1900
    return replace(blank, decade=(number // 10) * (-1 if era == -1 else 1)) if era or 1000 <= number <= 2190 else None


def _century(text: str, capture: Capture) -> Built:
    number = capture.number("ordinal") or 0
    era = -1 if capture.number("era") == -1 else 1
    return (
        replace(_blank(text, capture, TimeForm.CALENDAR), century=(number - 1) if era == 1 else -number)
        if 1 <= number <= 22
        else None
    )


def _ordinal_day(text: str, capture: Capture) -> Built:
    """Read "the 20th" as a day only as the end of a phrase of time: "on the 20th", "the 20th was quiet"."""
    token = capture.tokens["ordday"][0]
    if not token.value("suffixed") or previous_word(text, capture.first.start) not in (
        "on",
        "by",
        "until",
        "since",
        "from",
        "to",
        "and",
        "of",
    ):
        return None
    after = next_word(text, capture.last.end)
    nominal = (
        after
        and after[0].isalpha()
        and after
        not in ("and", "or", "to", "at", "in", "he", "they", "it", "the", "was", "were", "when", "a", "as", "with")
    )
    return None if nominal else replace(_blank(text, capture, TimeForm.CALENDAR), day=capture.number("ordday"))


def _deictic(text: str, capture: Capture) -> Built:
    blank = _blank(text, capture, TimeForm.POINTING)
    words = text[blank.start : blank.end].lower()
    direction = blank.direction or _direction(capture)
    if capture.has("deictic"):
        return _deictic_day(capture, replace(blank, direction=Direction.THIS, unit="day"), words)
    if capture.has("deictic_part"):
        return replace(
            blank, type=TimexType.TIME, direction=Direction.THIS, unit="day", part=capture.word("deictic_part")
        )
    unit = capture.word("unit")
    if capture.rule.name == "day_following":
        direction = Direction.PREVIOUS if words.endswith("before") else Direction.FOLLOWING
        if not words.endswith("following") and not _ends_clause(text, blank.end):
            return None
    if capture.rule.name in ("end_of_unit", "month_end", "edge_in_unit") and unit in (
        "second",
        "minute",
        "hour",
        "day",
    ):
        return None
    if unit in ("second", "minute", "quarter", "half") or unit == "hour" and direction is not Direction.SAME:
        return None
    if capture.tokens.get("unit") and capture.tokens["unit"][0].value("plural"):
        return None
    return replace(
        blank,
        type=TimexType.TIME if capture.has("part") else TimexType.DATE,
        mod=_edge_mod(capture) or blank.mod,
        direction=direction or Direction.SAME,
        unit=unit,
        month=capture.number("month"),
        weekday=capture.number("weekday"),
        season=capture.word("season"),
        holiday=capture.word("holiday"),
        part=capture.word("part"),
    )


def _edge_mod(capture: Capture) -> str | None:
    if capture.has("part"):
        return None
    if capture.has("later") or capture.has("'later'"):
        return "END"
    return "START" if capture.has("earlier") else capture.word("edge", "adjedge")


def _deictic_day(capture: Capture, blank: TimeExpression, words: str) -> TimeExpression:
    amount = float(capture.number("deictic") or 0)
    if words.startswith("the day"):
        amount += -1 if "before" in words else 1
    return replace(blank, amount=amount)


def _deictic_or_year(text: str, capture: Capture) -> Built:
    if capture.has("year"):
        return replace(_blank(text, capture, TimeForm.CALENDAR), year=capture.number("year"))
    return replace(_blank(text, capture, TimeForm.POINTING), unit="year", direction=Direction.SAME)


def _amount(capture: Capture) -> float | None:
    """Return the amount, None where it is vague."""
    if capture.has("vague"):
        return None
    value = capture.value("num", "word")
    amount = float(value) if value is not None else 1.0
    return (
        amount + 0.5 if capture.rule.name == "half_year" or (capture.has("'half'") and capture.has("'and'")) else amount
    )


def _shift(text: str, capture: Capture) -> Built:
    unit = capture.word("unit", "plural")
    before = capture.has("earlier") or capture.has("before") or capture.has("'before'")
    direction = Direction.AGO if capture.has("ago") else Direction.EARLIER if before else Direction.LATER
    amount = None if capture.has("plural") and not capture.has("unit") else _amount(capture)
    if capture.has("'now'"):
        direction = Direction.NEXT
    blank = replace(_blank(text, capture, TimeForm.COUNTING), unit=unit, amount=amount, direction=direction)
    kind = TimexType.TIME if unit in ("hour", "minute", "second") else TimexType.DATE
    return replace(blank, type=kind) if amount is None or amount < 10_000 else None


def _ends_clause(text: str, at: int) -> bool:
    return re.compile(r"\s*(?:[.,;:)!?\"”]|$|and\b|in\b|on\b|but\b)").match(text, at) is not None


def _shift_end(text: str, capture: Capture) -> Built:
    return _shift(text, capture) if _ends_clause(text, capture.last.end) else None


def period_value(amount: float | None, unit: str) -> str:
    """Return the TIMEX3 value of a length of time; an amount of None is vague."""
    letters = UNIT_LETTERS[unit]
    factor = 2 if unit == "fortnight" else 1
    number = "X" if amount is None else f"{amount * factor:g}"
    return f"PT{number}{letters[1]}" if letters[0] == "T" else f"P{number}{letters}"


def _duration(text: str, capture: Capture) -> Built:
    unit = capture.word("unit", "plural")
    blank = _blank(text, capture, TimeForm.DURATION, TimexType.DURATION)
    if capture.rule.name == "quarter_century":
        return replace(blank, value="P25Y", unit="year", amount=25, mod=None)
    if unit is None or _bad_duration(text, capture, unit):
        return None
    amount = _amount(capture)
    if capture.rule.name == "duration_past" or (
        capture.rule.name == "duration_long"
        and capture.tokens["unit"][0].value("plural")
        and not capture.has("num", "word", "vague")
    ):
        amount = None
    if "half" in capture.rule.fixed:
        amount = 0.5
    if amount is not None and amount >= 1e7:
        return None
    if _is_rate(text, capture):
        return replace(blank, form=TimeForm.SET, type=TimexType.SET, value=period_value(1, unit), mod=None)
    return replace(blank, value=period_value(amount, unit), unit=unit, amount=amount)


def _bad_duration(text: str, capture: Capture, unit: str) -> bool:
    """Return whether the words are no length of time: "one second", "a second attack", "a quarter of the land"."""
    first = capture.tokens.get("unit", capture.tokens.get("plural", ()))[0]
    after = next_word(text, capture.last.end)
    if after == "long" and capture.has("a"):
        return True
    if capture.rule.name == "past_unit" and capture.has("whole") and unit == "day":
        return True
    if unit in ("quarter", "half", "second") and (not first.value("plural") or unit in ("quarter", "half")):
        return (
            unit != "quarter" or after in ("of", "mile", "miles") or capture.has("a") or not capture.has("word", "num")
        )
    before = previous_word(text, capture.first.start)
    year = capture.number("num")
    return before in ("$", "€", "£") or (year is not None and 1900 <= year <= 2100 and unit in ("day", "month"))


def _is_rate(text: str, capture: Capture) -> bool:
    """Return whether "a day" counts something per day: "30 attacks a day", "960 a week"."""
    if capture.rule.name != "duration" or not capture.has("a") or capture.has("approx"):
        return False
    before = text[max(0, capture.first.start - 40) : capture.first.start]
    return re.search(
        r"(?:\d|\b(?:times|once|twice|hundreds|thousands|dozens|ten|twenty|hundred|billion|million))\s+(?:[a-z]+\s+)?$",
        before,
    ) is not None and not re.search(r"\b(?:after|for|in|within|than|over|about|took|by|and)\s+$", before)


BARE_BEFORE = frozenset(
    "for within in after of over through about during lasted lasting took take last until spent many since".split()
)


def _bare_plural(text: str, capture: Capture) -> Built:
    """Read "days", "weeks" alone as a vague length where the words before say so: "within days", "for months"."""
    unit = capture.word("plural")
    if unit is None or unit == "second" or previous_word(text, capture.first.start) not in BARE_BEFORE:
        return None
    if previous_word(text, capture.first.start) == "of" and not re.search(
        r"\b(?:number|couple|period)\s+of\s*$", text[max(0, capture.first.start - 20) : capture.first.start]
    ):
        return None
    blank = _blank(text, capture, TimeForm.DURATION, TimexType.DURATION)
    return replace(blank, value=period_value(None, unit), unit=unit)


def _bare_unit(text: str, capture: Capture) -> Built:
    """Read "the week", "the year" as the one the story is in after "during", "in", "of" or at the end of a clause."""
    unit = capture.word("unit")
    before = previous_word(text, capture.first.start)
    if (
        unit not in ("week", "weekend", "month", "year")
        or before not in ("during", "over")
        or next_word(text, capture.last.end) in ("of", "after", "before", "that")
    ):
        return None
    return replace(_blank(text, capture, TimeForm.POINTING), unit=unit, direction=Direction.SAME)


def _bare_part(text: str, capture: Capture) -> Built:
    """Read a part of a day alone: "at night" is any night, "in the evening" that of the day just told."""
    token = capture.tokens["part"][0]
    before = previous_word(text, capture.first.start)
    blank = _blank(text, capture, TimeForm.POINTING, TimexType.TIME)
    part = capture.word("part") or "NI"
    if capture.rule.name == "the_part":
        usual = before in ("in", "during", "by", "throughout") and next_word(text, capture.last.end) != "of"
        return replace(blank, direction=Direction.SAME, part=part, mod=None) if usual else None
    if (
        part == "DT"
        or (part == "NI" and before in ("at", "by"))
        or token.text.lower() in ("nights", "mornings", "evenings")
    ):
        return replace(blank, form=TimeForm.REFERENCE, value=f"XXXX-XX-XXT{part}", part=part)
    if (
        part in ("MI", "MO", "24:00")
        and before in ("at", "by", "from", "until", "since", "around", "before", "after")
        and token.text.lower() != "morning"
    ):
        return replace(blank, direction=Direction.SAME, part=part)
    return None


def _opens_sentence(text: str, one: TimeExpression) -> bool:
    before = text[max(0, one.start - 3) : one.start]
    return not text[one.start + 1].isupper() and (
        not before or before[-1] == "\n" or re.search(r"[.!?][\"”]?\s+$", before) is not None
    )


def _set(text: str, capture: Capture) -> Built:
    blank = _blank(text, capture, TimeForm.SET, TimexType.SET)
    after = text[blank.end : blank.end + 2]
    if capture.has("freq"):
        first = text[blank.start]
        named = (after[:1] == " " and after[1:].isupper()) or (first.isupper() and not _opens_sentence(text, blank))
        return (
            None
            if named or next_word(text, blank.end) in load_time_rules().contexts["newspapers_after"]
            else replace(blank, value=capture.word("freq"), mod=None)
        )
    if capture.has("weekday"):
        return replace(blank, value=f"XXXX-WXX-{capture.number('weekday')}", mod=None)
    if capture.has("part", "month", "season"):
        month = capture.number("month")
        value = (
            f"XXXX-{month:02d}"
            if month
            else f"XXXX-{capture.word('season')}"
            if capture.has("season")
            else f"XXXX-XX-XXT{capture.word('part')}"
        )
        return replace(blank, value=value, mod=None)
    unit = capture.word("unit") or "day"
    if capture.has("per") or capture.has("'once'") or capture.has("'twice'"):
        return replace(blank, value=period_value(1, unit), mod=None)
    counted = capture.has("num", "word", "vague")
    value = period_value(_amount(capture), unit) if counted else SET_VALUES.get(unit)
    return replace(blank, value=value, mod=None) if value else None


def _ref(text: str, capture: Capture) -> Built:
    fixed = capture.rule.fixed.get("value")
    value = str(fixed) if fixed else capture.word("past_ref", "present_ref", "future_ref")
    blank = _blank(text, capture, TimeForm.REFERENCE)
    word = text[blank.start : blank.end].lower()
    before, after = previous_word(text, blank.start), next_word(text, blank.end)
    if capture.rule.name == "this_time" and before not in (
        "at",
        "by",
        "around",
        "about",
        "during",
        "from",
        "until",
        "since",
        "before",
        "after",
    ):
        return None
    if (
        word == "former"
        and before == "the"
        and (
            not after
            or not after[0].isalpha()
            or after in ("a", "an", "the", "of", "was", "is", "had", "would", "to", "and")
        )
    ):
        return None
    if word == "the past" and after and after[0].isalpha() and after not in ("and", "but", "or", "as", "to"):
        return None
    if word == "previously" and after == "" or (word == "the former" and after in ("of", ",")):
        return None
    if word == "now" and after in ("that",):
        return None
    if word == "current" and before in ("the", "a") and after in ("of", "was", "is"):
        return None
    weak = word in (
        "former",
        "future",
        "recent",
        "current",
        "formerly",
        "previously",
        "this time",
        "this point",
        "the past",
        "modern-day",
    )
    return replace(blank, value=value, mod=None, weak=weak)


BUILDERS: dict[str, Callable[[str, Capture], Built]] = {
    "date": _date, "year": _year, "season": _season, "period": _period, "decade": _decade, "century": _century,
    "ordinal_day": _ordinal_day, "deictic": _deictic, "deictic_or_year": _deictic_or_year, "shift": _shift, "shift_end": _shift_end,
    "duration": _duration, "bare_plural": _bare_plural, "bare_unit": _bare_unit, "bare_part": _bare_part, "set": _set, "ref": _ref,
}  # fmt: skip

__all__ = ["INVALID", "Invalid", "Token", "build", "next_word", "previous_word"]
