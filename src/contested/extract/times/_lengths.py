"""Read matches that count units of time: lengths, steps from an event, and what recurs."""

from __future__ import annotations

import re
from dataclasses import replace

from contested.extract.times._grammar import Capture
from contested.extract.times._words import Built, draft, ends_clause, next_word, previous_word
from contested.lexicon.times import load_time_rules
from contested.model.times import Direction, TimeExpression, TimeForm, TimexType

UNIT_LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "weekend": "WE", "fortnight": "W",
    "month": "M", "quarter": "Q", "half": "H", "year": "Y", "decade": "DE", "century": "CE",
}  # fmt: skip


HALVES = {"hour": "PT30M", "day": "PT12H", "year": "P6M", "decade": "P5Y", "century": "P50Y"}


SET_VALUES = {
    "second": "PT1S", "minute": "PT1M", "hour": "PT1H", "day": "XXXX-XX-XX", "week": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX", "year": "XXXX", "decade": "XXX",
    "century": "XX", "fortnight": "P2W",
}  # fmt: skip


def amount_of(capture: Capture) -> float | None:
    """Return the amount, None where it is vague."""
    if capture.has("vague"):
        return None
    value = capture.value("num", "word")
    amount = float(value) if value is not None else 1.0
    return (
        amount + 0.5
        if capture.rule.name in ("half_year", "half_long") or (capture.has("'half'") and capture.has("'and'"))
        else amount
    )


def build_shift(text: str, capture: Capture) -> Built:
    unit = capture.word("unit", "plural", "yearword")
    before = capture.has("earlier") or capture.has("before") or capture.has("'before'")
    direction = Direction.AGO if capture.has("ago") else Direction.EARLIER if before else Direction.LATER
    amount = None if capture.has("plural") and not capture.has("unit") else amount_of(capture)
    if capture.has("'now'"):
        direction = Direction.NEXT
    blank = replace(draft(text, capture, TimeForm.COUNTING), unit=unit, amount=amount, direction=direction)
    kind = TimexType.TIME if unit in ("hour", "minute", "second") else TimexType.DATE
    return replace(blank, type=kind) if amount is None or amount < 10_000 else None


def build_shift_end(text: str, capture: Capture) -> Built:
    return build_shift(text, capture) if ends_clause(text, capture.last.end) else None


def period_value(amount: float | None, unit: str) -> str:
    """Return the TIMEX3 value of a length of time; an amount of None is vague."""
    letters = UNIT_LETTERS[unit]
    factor = 2 if unit == "fortnight" else 1
    if amount == 0.5 and unit in HALVES:
        return HALVES[unit]
    number = "X" if amount is None else f"{amount * factor:g}"
    return f"PT{number}{letters[1]}" if letters[0] == "T" else f"P{number}{letters}"


def build_duration(text: str, capture: Capture) -> Built:
    unit = capture.word("unit", "plural")
    blank = draft(text, capture, TimeForm.DURATION, TimexType.DURATION)
    if capture.rule.name == "quarter_century":
        return replace(blank, value="P25Y", unit="year", amount=25, mod=None)
    if capture.has("longunit"):
        unit = capture.word("longunit") or "day"
        return replace(blank, value=period_value(1, unit), unit=unit, amount=1, mod=None)
    if unit is None or _bad_duration(text, capture, unit):
        return None
    amount = amount_of(capture)
    if capture.rule.name == "duration_past" or (
        capture.rule.name == "duration_long"
        and capture.tokens["unit"][0].value("plural")
        and not capture.has("num", "word", "vague")
    ):
        amount = None
    if capture.rule.name == "past_unit" and capture.has("unit") and capture.tokens["unit"][0].value("plural"):
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
    if unit in ("quarter", "half", "second") and (first.text.lower() != "seconds" or unit in ("quarter", "half")):
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


def build_bare_plural(text: str, capture: Capture) -> Built:
    """Read "days", "weeks" alone as a vague length where the words before say so: "within days", "for months"."""
    unit = capture.word("plural")
    if unit is None or unit == "second" or not (_is_length(text, capture) or _is_distance(text, capture)):
        return None
    if previous_word(text, capture.first.start) == "of" and not re.search(
        r"\b(?:number|couple|period)\s+of\s*$", text[max(0, capture.first.start - 20) : capture.first.start]
    ):
        return None
    blank = draft(text, capture, TimeForm.DURATION, TimexType.DURATION)
    return replace(blank, value=period_value(None, unit), unit=unit)


def _is_length(text: str, capture: Capture) -> bool:
    return previous_word(text, capture.first.start) in load_time_rules().contexts["bare_before"]


def _is_distance(text: str, capture: Capture) -> bool:
    """Return whether bare units tell how far from an event: "Hours after the vote", "just weeks before it"."""
    after = next_word(text, capture.last.end)
    before = previous_word(text, capture.first.start)
    return after in ("before", "after", "ahead") and (before in ("just", "only", "mere", "¶", ",", ".", "“", '"'))


def _opens_sentence(text: str, one: TimeExpression) -> bool:
    before = text[max(0, one.start - 3) : one.start]
    return not text[one.start + 1].isupper() and (
        not before or before[-1] == "\n" or re.search(r"[.!?][\"”]?\s+$", before) is not None
    )


def build_set(text: str, capture: Capture) -> Built:
    """Read what recurs: "daily", "every two weeks", "per day"."""
    blank = replace(draft(text, capture, TimeForm.SET, TimexType.SET), mod=None)
    if capture.has("freq"):
        return None if _is_title(text, blank) else replace(blank, value=capture.word("freq"))
    value = _set_of_name(capture) or _set_of_unit(capture)
    return replace(blank, value=value) if value else None


def _is_title(text: str, one: TimeExpression) -> bool:
    """Return whether "Weekly", "daily" belongs to the name of a periodical."""
    after = text[one.end : one.end + 2]
    named = (after[:1] == " " and after[1:].isupper()) or (text[one.start].isupper() and not _opens_sentence(text, one))
    return named or next_word(text, one.end) in load_time_rules().contexts["newspapers_after"]


def _set_of_name(capture: Capture) -> str | None:
    """Return the value of "every Friday", "each May", "every morning"."""
    month = capture.number("month")
    if capture.has("weekday"):
        return f"XXXX-WXX-{capture.number('weekday')}"
    if month is not None:
        return f"XXXX-{month:02d}"
    if capture.has("season"):
        return f"XXXX-{capture.word('season')}"
    return f"XXXX-XX-XXT{capture.word('part')}" if capture.has("part") else None


def _set_of_unit(capture: Capture) -> str | None:
    """Return the value of "per day", "once a week", "every two weeks"."""
    unit = capture.word("unit") or "day"
    if capture.has("'other'"):
        return period_value(2, unit)
    if capture.has("per") or (capture.has("'once'", "'twice'") and not capture.has("every")):
        return period_value(1, unit)
    return period_value(amount_of(capture), unit) if capture.has("num", "word", "vague") else SET_VALUES.get(unit)
