"""From events to months: deaths of an event that lasts are spread over its days."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from contested.outlook.months import first_day, month_of


class Attribution(StrEnum):
    """Which month gets the deaths of an event whose dates lie in several.

    ``spread`` gives each month its share of the days, in whole deaths (largest remainders first). ``end`` is the month
    of the last day, ``start`` that of the first. UCDP records summary events with the whole period over which the dead
    were counted; putting them into one month makes a peak that nobody reported.
    """

    SPREAD = "spread"
    START = "start"
    END = "end"


def monthly_cells(start: str, end: str, deaths: float, attribution: Attribution) -> list[tuple[int, float]]:
    """Return (month, deaths) of an event dated as 2020-09-27 (a time of day may follow). ValueError for no date."""
    first, last = dt.date.fromisoformat(start[:10]), dt.date.fromisoformat(end[:10])
    if attribution is Attribution.START or last <= first:
        return [(month_of(first), deaths)]
    if attribution is Attribution.END:
        return [(month_of(last), deaths)]
    months = range(month_of(first), month_of(last) + 1)
    if len(months) == 1:
        return [(months[0], deaths)]
    days = [(min(last, first_day(m + 1) - dt.timedelta(1)) - max(first, first_day(m))).days + 1 for m in months]
    return list(zip(months, whole_shares(deaths, days), strict=True))


def whole_shares(total: float, weights: list[int]) -> list[float]:
    """Return whole parts of a total in proportion to weights; largest remainders, then earlier places, first."""
    exact = [total * weight / sum(weights) for weight in weights]
    parts = [float(int(value)) for value in exact]
    rest = round(total - sum(parts))
    order = sorted(range(len(parts)), key=lambda place: (parts[place] - exact[place], place))
    for place in order[:rest]:
        parts[place] += 1.0
    return parts
