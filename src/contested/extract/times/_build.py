"""Read the captures of a match as an unanchored time expression, or refuse them."""

from __future__ import annotations

from collections.abc import Callable

from contested.extract.times._dates import (
    build_century,
    build_date,
    build_decade,
    build_ordinal_day,
    build_period,
    build_season,
    build_year,
)
from contested.extract.times._grammar import Capture
from contested.extract.times._lengths import build_bare_plural, build_duration, build_set, build_shift, build_shift_end
from contested.extract.times._pointers import (
    build_bare_part,
    build_bare_unit,
    build_deictic,
    build_deictic_or_year,
    build_ever_since,
    build_ref,
    build_soon,
    build_weekend,
)
from contested.extract.times._words import INVALID, Built, Invalid

__all__ = ["INVALID", "Invalid", "build"]

BUILDERS: dict[str, Callable[[str, Capture], Built]] = {
    "bare_part": build_bare_part,
    "bare_plural": build_bare_plural,
    "bare_unit": build_bare_unit,
    "century": build_century,
    "date": build_date,
    "decade": build_decade,
    "deictic": build_deictic,
    "deictic_or_year": build_deictic_or_year,
    "duration": build_duration,
    "ever_since": build_ever_since,
    "ordinal_day": build_ordinal_day,
    "period": build_period,
    "ref": build_ref,
    "season": build_season,
    "set": build_set,
    "shift": build_shift,
    "shift_end": build_shift_end,
    "soon": build_soon,
    "weekend": build_weekend,
    "year": build_year,
}


def build(text: str, capture: Capture) -> Built:
    """Return what the capture says; INVALID for impossible dates, None where the context speaks against it."""
    return BUILDERS[capture.rule.kind](text, capture)
