"""Read matches that point: from the day of the report, or from the event just told."""

from __future__ import annotations

from dataclasses import replace

from contested.extract.times._grammar import Capture
from contested.extract.times._words import Built, direction_of, draft, ends_clause, next_word, previous_word
from contested.model.times import Direction, TimeExpression, TimeForm, TimexType


def build_deictic(text: str, capture: Capture) -> Built:
    blank = draft(text, capture, TimeForm.POINTING)
    words = text[blank.start : blank.end].lower()
    direction = blank.direction or direction_of(capture)
    if capture.has("deictic"):
        return _deictic_day(capture, replace(blank, direction=Direction.THIS, unit="day"), words)
    if capture.has("deictic_part"):
        return replace(
            blank, type=TimexType.TIME, direction=Direction.THIS, unit="day", part=capture.word("deictic_part")
        )
    unit = capture.word("unit")
    if capture.rule.name == "day_following":
        direction = Direction.PREVIOUS if words.endswith("before") else Direction.FOLLOWING
        if not words.endswith("following") and not ends_clause(text, blank.end):
            return None
    if capture.rule.name in ("end_of_unit", "month_end", "edge_in_unit") and unit in (
        "second",
        "minute",
        "hour",
        "day",
    ):
        return None
    if unit in ("second", "minute", "quarter", "half") or (unit == "hour" and direction is not Direction.SAME):
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


def build_ever_since(text: str, capture: Capture) -> Built:
    blank = draft(text, capture, TimeForm.POINTING, TimexType.DURATION)
    return replace(blank, direction=Direction.SAME, unit="since")


def build_deictic_or_year(text: str, capture: Capture) -> Built:
    if capture.has("year"):
        return replace(draft(text, capture, TimeForm.CALENDAR), year=capture.number("year"))
    return replace(draft(text, capture, TimeForm.POINTING), unit="year", direction=Direction.SAME)


def build_bare_unit(text: str, capture: Capture) -> Built:
    """Read "the week", "the year" as the one the story is in after "during", "in", "of" or at the end of a clause."""
    unit = capture.word("unit")
    before = previous_word(text, capture.first.start)
    if (
        unit not in ("week", "weekend", "month", "year")
        or before not in ("during", "over")
        or next_word(text, capture.last.end) in ("of", "after", "before", "that")
    ):
        return None
    return replace(draft(text, capture, TimeForm.POINTING), unit=unit, direction=Direction.SAME)


def build_bare_part(text: str, capture: Capture) -> Built:
    """Read a part of a day alone: "at night" is any night, "in the evening" that of the day just told."""
    token = capture.tokens["part"][0]
    before = previous_word(text, capture.first.start)
    blank = draft(text, capture, TimeForm.POINTING, TimexType.TIME)
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


def build_ref(text: str, capture: Capture) -> Built:
    fixed = capture.rule.fixed.get("value")
    value = str(fixed) if fixed else capture.word("past_ref", "present_ref", "future_ref")
    blank = draft(text, capture, TimeForm.REFERENCE)
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
    if (word == "previously" and after == "") or (word == "the former" and after in ("of", ",")):
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
