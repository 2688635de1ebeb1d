"""Words beside numbers: the estimative language of ICD 203, Analytic Standards (US ODNI, 2015), section 6.e.(2)(a)."""

from __future__ import annotations

SCALE = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (1.01, "almost certain"),
)


def chance_words(share: float) -> str:
    """Return the term of ICD 203 for a chance; shares below 1 % and above 99 % take the outermost terms."""
    return next(words for limit, words in SCALE if share < limit)


def percent(share: float) -> str:
    """Return a chance for reading: "12 %", "under 1 %", "over 99 %"."""
    if share < 0.01:
        return "under 1 %"
    return "over 99 %" if share > 0.99 else f"{100 * share:.0f} %"
