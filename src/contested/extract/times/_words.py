"""What all readings of a match share: a first draft, the words around, direction and certainty."""

from __future__ import annotations

import re
from dataclasses import dataclass

from contested.extract.times._grammar import Capture
from contested.lexicon.times import load_time_rules
from contested.model.times import Direction, TimeExpression, TimeForm, TimexType

NEXT_WORD = re.compile(r"[ \t]*-?([^\W_]+(?:-[^\W_]+)*|[^\w\s])")


APPROX_PHRASES = (
    (re.compile(r"(?:more|longer) than|over\b|well over", re.I), "MORE_THAN"),
    (re.compile(r"(?:less|fewer) than|under\b|almost|nearly", re.I), "LESS_THAN"),
    (re.compile(r"at least|no less than", re.I), "EQUAL_OR_MORE"),
    (re.compile(r"at most|up to|no more than|as many as", re.I), "EQUAL_OR_LESS"),
    (re.compile(r"about|around|approximately|roughly|circa|ca?\.|some\b|shortly", re.I), "APPROX"),
)


APPROX_CLASSES = {"approx", "'than'", "'at'", "'up'", "'as'", "'c'", "'ca'", "'shortly'"}


DIRECTIONS = (
    ("same", Direction.SAME), ("that", Direction.SAME), ("previous", Direction.PREVIOUS),
    ("following", Direction.FOLLOWING), ("last", Direction.LAST), ("next", Direction.NEXT), ("this", Direction.THIS),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Invalid:
    """The match is no time and nothing within it is one either ("31 June")."""


INVALID = Invalid()


Built = TimeExpression | Invalid | None  # None: not so, try a shorter reading


def draft(text: str, capture: Capture, form: TimeForm, kind: TimexType = TimexType.DATE) -> TimeExpression:
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


def in_context(name: str, word: str) -> bool:
    return word in load_time_rules().contexts[name]


def direction_of(capture: Capture) -> Direction | None:
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


def edge_mod(capture: Capture) -> str | None:
    """Return START or END of "earlier", "later", "early", "late"; None for parts of days."""
    if capture.has("part"):
        return None
    if capture.has("later") or capture.has("'later'"):
        return "END"
    return "START" if capture.has("earlier") else capture.word("edge", "adjedge")


def ends_clause(text: str, at: int) -> bool:
    return re.compile(r"\s*(?:[.,;:)!?\"”]|$|and\b|in\b|on\b|but\b)").match(text, at) is not None
