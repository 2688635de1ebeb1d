"""Violent events by day in a record, and how many more the self-exciting model expects."""

from __future__ import annotations

import datetime as dt

import numpy as np

from contested.model.claims import EventType
from contested.model.events import StandingLevel
from contested.model.record import Record
from contested.outlook.hawkes import ENOUGH_EVENTS, fit_hawkes
from contested.outlook.panel import Floats

YEARS = 3
AHEAD, RUNS, SEED = 30, 2000, 11
_VIOLENT = frozenset({EventType.ASSAULT, EventType.CEASEFIRE_VIOLATED})


def daily_counts(record: Record, last: dt.date) -> Floats:
    """Return violent events known to the day, for each day of the three years up to ``last``."""
    first = last - dt.timedelta(days=365 * YEARS - 1)
    counts = np.zeros((last - first).days + 1)
    for event in record.events:
        told = event.event_type in _VIOLENT and event.standing.level is not StandingLevel.WITHDRAWN
        if told and event.time and event.time.start and event.time.ucdp_date_prec == 1 and event.part_of is None:
            place = (event.time.start - first).days
            if 0 <= place < len(counts):
                counts[place] += 1
    return counts


def events_note(record: Record, last: dt.date) -> str:
    """Return what is expected of the next thirty days, or that there are too few events to say."""
    counts = daily_counts(record, last)
    total = int(counts.sum())
    if total < ENOUGH_EVENTS:
        return (
            f"Not enough events: {total} violent events are known to the day in the {YEARS} years up to {last}; "
            f"{ENOUGH_EVENTS} are needed to say how one brings on others."
        )
    model = fit_hawkes(counts)
    months = model.ahead(counts, AHEAD, RUNS, SEED).sum(1)
    low, middle, high = (float(v) for v in np.quantile(months, (0.05, 0.5, 0.95)))
    return (
        f"Violent events that reports could tell of in the next {AHEAD} days: {middle:.0f} ({low:.0f} to {high:.0f} "
        f"nine times in ten); each brings on {model.branching:.2f} more, half within {model.half_life:.0f} days."
    )
