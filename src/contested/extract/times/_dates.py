"""Read matches that say parts of the calendar: dates, years, seasons, decades, clock times."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace

from contested.extract.times._grammar import Capture
from contested.extract.times._words import (
    INVALID,
    Built,
    direction_of,
    draft,
    edge_mod,
    in_context,
    next_word,
    previous_word,
)
from contested.lexicon.times import load_time_rules
from contested.model.times import Direction, TimeExpression, TimeForm, TimexType


def _month_is_month(text: str, capture: Capture) -> bool:
    """Return False for a bare May or March that the words before do not make a month."""
    token = capture.tokens["month"][0]
    others = capture.first is not token or capture.last is not token
    if others or token.text.lower() not in load_time_rules().contexts["ambiguous_months"]:
        return True
    before = previous_word(text, token.start)
    if before == "¶" or before in ("-", "–", ",", "and", "or"):
        return next_word(text, token.end) in ("-", "–", "to") or before not in ("¶", ",")
    return in_context("month_before", before)


def build_date(text: str, capture: Capture) -> Built:
    if capture.has("iso"):
        year, month, day = (int(part) for part in str(capture.value("iso")).split("-"))
        dated = replace(draft(text, capture, TimeForm.CALENDAR), year=year, month=month, day=day)
        stamp = capture.tokens["iso"][0].value("isoclock")
        if stamp is not None:
            zone = capture.tokens["iso"][0].value("isozone")
            return replace(dated, type=TimexType.TIME, part=str(stamp), zone=str(zone) if zone else None)
        return _with_clock(capture, dated)
    if capture.has("slash"):
        return _slash(text, capture)
    if capture.rule.name == "weekday" and capture.tokens["weekday"][0].text.lower().endswith("days"):
        return _weekdays(text, capture)
    return _parts_of_date(text, capture)


def _parts_of_date(text: str, capture: Capture) -> Built:
    month, day = capture.number("month"), capture.number("daynum", "ordday")
    year = capture.number("year") or _bc_year(capture)
    if capture.has("month") and not _month_is_month(text, capture):
        return None
    if month and day and not _valid(year, month, day):
        return INVALID
    blank = draft(text, capture, TimeForm.CALENDAR)
    dated = replace(
        blank,
        year=year,
        month=month,
        day=day,
        weekday=capture.number("weekday"),
        season=capture.word("season"),
        holiday=capture.word("holiday"),
        year_direction=direction_of(capture) if capture.has("yearword") else None,
    )
    if capture.has("deictic"):
        dated = replace(
            dated, form=TimeForm.POINTING, direction=Direction.THIS, unit="day", amount=capture.number("deictic")
        )
    elif capture.has("unit") and capture.has("same"):
        dated = replace(dated, form=TimeForm.POINTING, direction=Direction.SAME, unit="day")
    if capture.has("later", "earlier") and capture.has("weekday", "deictic"):
        dated = replace(dated, mod=edge_mod(capture))
    if dated.weekday and _weekday_of_name(text, dated):
        return None
    if capture.rule.name == "weekday" and ORDINAL_BEFORE.search(text, max(0, dated.start - 12), dated.start):
        return None
    return _with_clock(capture, dated)


def _weekdays(text: str, capture: Capture) -> Built:
    """Read "Fridays", "on Mondays" as what recurs."""
    blank = draft(text, capture, TimeForm.SET, TimexType.SET)
    return replace(blank, value=f"XXXX-WXX-{capture.number('weekday')}", mod=None)


ORDINAL_BEFORE = re.compile(r"\b(?:first|second|third|fourth|last)\s+$")


def _weekday_of_name(text: str, dated: TimeExpression) -> bool:
    """Return whether a bare abbreviation (Sun, Sat, Mon) is rather another word."""
    words = text[dated.start : dated.end]
    return len(words) == 3 and not (
        next_word(text, dated.end).isdigit() or previous_word(text, dated.start) in ("on", "¶", ",")
    )


def _with_clock(capture: Capture, dated: TimeExpression) -> TimeExpression | None:
    part = capture.word("clocktime") or (str(capture.rule.fixed["part"]) if "part" in capture.rule.fixed else None)
    of_day = capture.word("part")
    if capture.rule.name == "clock_of_part" or (part and of_day and capture.has("clocktime")):
        part = _clock_in_part(capture, part)
        if part is None:
            return None
    if of_day == "MI" and capture.has("approx"):
        part = "12:00"
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
    dated = replace(draft(text, capture, TimeForm.CALENDAR), year=year, month=month, day=day, alternative=doubt)
    return _with_clock(capture, dated)


def build_year(text: str, capture: Capture) -> Built:
    blank = draft(text, capture, TimeForm.CALENDAR)
    if capture.rule.name == "fiscal_year":
        return replace(blank, year=capture.number("year"))
    if capture.rule.name == "year_end":
        return _year_end(text, capture, blank)
    if capture.rule.name == "year_ad" and (capture.number("era") == -1 or capture.first.text != "AD"):
        return None
    if capture.has("yearbc"):
        return replace(blank, year=_bc_year(capture))
    if capture.has("short"):
        return _short_year(text, capture, blank)
    token = capture.tokens["year"][0]
    before, after = previous_word(text, capture.first.start), next_word(text, token.end)
    if capture.has("edge", "adjedge", "yearword", "'years'"):
        return replace(blank, year=capture.number("year"))
    if (
        in_context("not_year_before", before)
        or after in ("%", "°", "hours", "hrs")
        or text[token.end : token.end + 1] in ("%", "°")
    ):
        return None
    if _plural_noun(after) and not in_context("year_before", before):
        return None
    if in_context("counted", after) and not (
        before in ("in", "of", "since", "by") and after in ("british", "american", "french", "german")
    ):
        return None
    return replace(blank, year=capture.number("year"))


def _year_end(text: str, capture: Capture, blank: TimeExpression) -> Built:
    if capture.has("year"):
        return replace(blank, year=capture.number("year"))
    return replace(blank, form=TimeForm.POINTING, direction=Direction.SAME, unit="year")


def _plural_noun(word: str) -> bool:
    return len(word) > 3 and word.isalpha() and word.endswith("s") and not word.endswith("ss")


def _short_year(text: str, capture: Capture, blank: TimeExpression) -> Built:
    token = capture.tokens["short"][0]
    if text[token.start - 1 : token.start].isalnum() or text[token.end : token.end + 1] in ("'", "’", "%"):
        return None
    return replace(blank, value=f"XX{token.text[1:]}", amount=float(token.text[1:]))


def build_season(text: str, capture: Capture) -> Built:
    token = capture.tokens["season"][0]
    word = token.text.lower()
    determined = capture.first is not token
    named = word == "spring" and (
        token.text[0].isupper() or in_context("season_before", previous_word(text, token.start))
    )
    if word in ("fall", "spring") and not determined and not named:
        return None
    if word == "fall" and (next_word(text, token.end) in ("of", "in", "from", "to") or not determined):
        return None
    return replace(draft(text, capture, TimeForm.CALENDAR), season=capture.word("season"))


def build_period(text: str, capture: Capture) -> Built:
    which = capture.number("latter", "ordinal", "qcode", "hcode")
    half = capture.has("half", "hcode")
    if which is None or which > (2 if half else 4):
        return None
    dated = capture.has("year") or capture.has("yearword")
    if (capture.rule.name == "half_of" or capture.has("hcode")) and not dated:
        return None
    if capture.rule.name == "bare_period" and not _is_of_business(text, capture):
        return None
    blank = draft(text, capture, TimeForm.CALENDAR)
    pointed = direction_of(capture) or (Direction.SAME if capture.has("yearword") else None)
    return replace(
        blank,
        mod=None,
        year=capture.number("year"),
        half=which if half else None,
        quarter=None if half else which,
        year_direction=pointed,
    )


SENTENCE_MARK = re.compile(r"[.!?]\s+(?=[A-Z\"“])|\n")
BUSINESS_REACH = 120  # characters


def _is_of_business(text: str, capture: Capture) -> bool:
    """Return whether a sentence speaks of money, output or counts, so that its "third quarter" is one of the year's."""
    before = SENTENCE_MARK.split(text[max(0, capture.first.start - BUSINESS_REACH) : capture.first.start])[-1]
    after = SENTENCE_MARK.split(text[capture.last.end : capture.last.end + BUSINESS_REACH])[0]
    words = re.findall(r"[a-z]+", f"{before} {after}".lower())
    return any(in_context("fiscal_words", word) for word in words)


def build_decade(text: str, capture: Capture) -> Built:
    if capture.has("ordinal"):
        return build_century(text, capture)
    if capture.has("year"):
        return replace(draft(text, capture, TimeForm.CALENDAR), year=capture.number("year"))
    blank = draft(text, capture, TimeForm.CALENDAR)
    if capture.has("decade_word"):
        first = capture.number("word") or 19
        return (
            replace(blank, decade=first * 10 + (capture.number("decade_word") or 0) // 10)
            if 10 <= first <= 21
            else None
        )
    short = capture.number("shortdecade")
    if short is not None:
        return replace(blank, decade=(200 if short <= 10 else 190) + short // 10)
    number = capture.number("decade") or 0
    era = capture.number("era")
    if number < 100:
        number += 1900
    if number % 100 == 0 and 1000 <= number < 2000:
        return replace(blank, century=number // 100)  # "the 1700s" are a century
    return replace(blank, decade=(number // 10) * (-1 if era == -1 else 1)) if era or 1000 <= number <= 2190 else None


def build_century(text: str, capture: Capture) -> Built:
    number = capture.number("ordinal") or 0
    era = -1 if capture.number("era") == -1 else 1
    return (
        replace(draft(text, capture, TimeForm.CALENDAR), century=(number - 1) if era == 1 else -number)
        if 1 <= number <= 22
        else None
    )


def build_ordinal_day(text: str, capture: Capture) -> Built:
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
    return None if nominal else replace(draft(text, capture, TimeForm.CALENDAR), day=capture.number("ordday"))
