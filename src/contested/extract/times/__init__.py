"""Time expressions of plain text: TIMEX3 types and what the words say of year, month, day, unit and direction."""

from __future__ import annotations

from functools import lru_cache

from contested.extract.times._build import Invalid, build
from contested.extract.times._fold import fold
from contested.extract.times._grammar import code, readings
from contested.extract.times._lexer import Run, runs
from contested.extract.times._links import link
from contested.model.times import TimeExpression

__all__ = ["tag_times"]


@lru_cache(maxsize=2)  # extraction asks three times of each report
def tag_times(text: str) -> tuple[TimeExpression, ...]:
    """Return the time expressions of ``text`` in order, without overlaps. Linear in the length of the text."""
    found = [expression for run in runs(text) for expression in _tag_run(text, fold(text, run))]
    return link(text, found)


def _tag_run(text: str, run: Run) -> list[TimeExpression]:
    codes = "".join(code(token.entry) for token in run)
    found: list[TimeExpression] = []
    at = 0
    while at < len(run):
        expression, at = _first_reading(text, run, codes, at)
        if expression is not None:
            found.append(expression)
    return found


def _first_reading(text: str, run: Run, codes: str, at: int) -> tuple[TimeExpression | None, int]:
    """Return the longest reading that stands at ``at`` and where to go on."""
    for capture, after in readings(run, codes, at):
        built = build(text, capture)
        if isinstance(built, Invalid):
            return None, after
        if built is not None:
            return built, after
    return None, at + 1
