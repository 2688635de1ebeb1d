"""Read matches that point: from the day of the report, or from the event just told."""

from __future__ import annotations

import re
from dataclasses import replace

from contested.extract.times._grammar import Capture
from contested.extract.times._words import Built, direction_of, draft, edge_mod, ends_clause, next_word, previous_word
from contested.model.times import Direction, TimeExpression, TimeForm, TimexType

AHEAD = re.compile(
    r"\b(?:will|shall|won't|may|might|could|should|can"
    r"|(?:is|are|due|expected|hopes?|hoped|plans?|planned|wants?|set|going|ready) to|'ll|expected|is|are)\b"
    r"(?!.*[.!?]\s)",
    re.IGNORECASE,
)


def build_deictic(text: str, capture: Capture) -> Built:
    blank = draft(text, capture, TimeForm.POINTING)
    words = text[blank.start : blank.end].lower()
    if capture.has("deictic") and capture.has("later", "earlier"):
        blank = replace(blank, mod=edge_mod(capture))
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
    if (
        unit in ("second", "minute", "half")
        or (unit == "quarter" and not _is_quarter(text, capture))
        or (unit == "hour" and direction is not Direction.SAME)
    ):
        return None
    if capture.tokens.get("unit") and capture.tokens["unit"][0].value("plural"):
        return None
    return replace(
        blank,
        type=TimexType.TIME if capture.has("part") else TimexType.DATE,
        mod=edge_mod(capture) or blank.mod,
        direction=direction or Direction.SAME,
        unit=unit,
        month=capture.number("month"),
        weekday=capture.number("weekday"),
        season=capture.word("season"),
        holiday=capture.word("holiday"),
        part=capture.word("part"),
    )


def _is_quarter(text: str, capture: Capture) -> bool:
    """Return whether a quarter is one of the year: "this quarter", "the latest quarter", no quarter of a town."""
    return capture.rule.name in ("det_unit", "latest_unit", "story_unit") and next_word(text, capture.last.end) != "of"


def build_weekend(text: str, capture: Capture) -> Built:
    """Read "the weekend" as the one nearest to the report."""
    named = capture.word("unit") == "weekend" and not capture.tokens["unit"][0].text.lower().endswith("s")
    if not named or next_word(text, capture.last.end) in ("of", "after", "before", "that", "when"):
        return None
    return replace(draft(text, capture, TimeForm.POINTING), unit="weekend", direction=Direction.SAME)


SOON_BEFORE = frozenset(
    {"will", "shall", "could", "may", "might", "should", "can", "to", "be", "very", "is", "are", "expected"}
)
SOON_AFTER = frozenset({"be", "to", "become", "have", "face", "begin", "start"})


def build_soon(text: str, capture: Capture) -> Built:
    """Read "soon" where the clause looks ahead: "will soon fall", "is expected soon"; not "soon fell", "as soon as"."""
    before, after = previous_word(text, capture.first.start), next_word(text, capture.last.end)
    ahead = AHEAD.search(text, max(0, capture.first.start - 60), capture.first.start) is not None
    if after in ("after", "as", "before", "enough") or before in ("as", "too", "so", "how", "would"):
        return None
    if not (ahead and (before in SOON_BEFORE or ends_clause(text, capture.last.end) or after in SOON_AFTER)):
        return None
    return replace(draft(text, capture, TimeForm.REFERENCE), value="FUTURE_REF", mod=None)


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


LENGTHS = {"hour": "PT1H", "day": "P1D", "week": "P1W", "month": "P1M", "year": "P1Y"}


def build_bare_unit(text: str, capture: Capture) -> Built:
    """Read "the week", "the year" as the one the story is in after "during" or "over", as a length after "within"."""
    unit = capture.word("unit")
    before = previous_word(text, capture.first.start)
    if before == "within" and unit in LENGTHS and capture.tokens["unit"][0].text.lower() == unit:
        return replace(draft(text, capture, TimeForm.DURATION, TimexType.DURATION), value=LENGTHS[unit], unit=unit)
    if (
        unit not in ("week", "weekend", "month", "year")
        or capture.tokens["unit"][0].text.lower() != unit
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
    if word == "future" and before == "in" and not after[:1].isalpha():
        return replace(blank, value=value, mod=None)
    weak = word in (
        "former",
        "future",
        "recent",
        "current",
        "formerly",
        "previously",
        "this time",
        "this point",
        "modern-day",
    )
    return replace(blank, value=value, mod=None, weak=weak)
