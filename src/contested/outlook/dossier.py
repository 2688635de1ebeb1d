"""The monthly series of a dossier, counted from its record for the outlook and for nothing else.

One figure an event: of the counts of killed people of one side, those on the most independent basis, and of these the
median; sides are added. Counts that cover more than an episode are left out, and so are events whose dates are open or
span more than two months. A month is known where a report was published in it, or deaths of it are told later; a known
month without counted deaths had none that a report told of. The record never sums; this series is a model's input.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from contested.model.events import Event, StandingLevel
from contested.model.ledgers import TollEntry
from contested.model.quantities import Scope, TollBasis, TollKind
from contested.model.record import Record
from contested.outlook.events import Attribution, monthly_cells
from contested.outlook.months import first_day, month_of, month_text
from contested.outlook.panel import Panel, Unit

LONGEST_DAYS = 62
WINDOW, NEEDED = 24, 12  # known months that are needed among the last so many
_BASES = (TollBasis.THIRD_PARTY, TollBasis.OWN_LOSSES, TollBasis.UNATTRIBUTED, TollBasis.ENEMY_LOSSES)
_SCOPES = frozenset({Scope.INCIDENT, Scope.DAY, Scope.EPISODE})


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """A dossier's panel of one unit, or why there is none that a forecast could rest on."""

    panel: Panel | None
    refusal: str = ""


def series_of(record: Record) -> Series:
    """Return the monthly deaths of a record up to its newest report, or say that there is not enough history."""
    published = sorted({month_of(report.published) for report in record.reports if report.published})
    if not published:
        return Series(None, "Not enough history: no report has a date.")
    known = set(published)
    last = published[-1]
    deaths = monthly_deaths(record)
    first = min([*known, *(month for month in deaths if month <= last)])
    values = [
        deaths.get(month, 0.0) if month in known or month in deaths else np.nan for month in range(first, last + 1)
    ]
    count = int((~np.isnan(values[-WINDOW:])).sum())
    if count < NEEDED:
        return Series(
            None,
            f"Not enough history: of the {WINDOW} months up to {month_text(last)}, {count} are known "
            f"(a report was published in them, or later tells of deaths in them); {NEEDED} are needed.",
        )
    unit = Unit("dossier", record.conflict.title)
    return Series(Panel((unit,), first, np.array([values]), _words(record, values)))


def monthly_deaths(record: Record) -> dict[int, float]:
    """Return the deaths of all countable events by month."""
    rows: dict[str, list[TollEntry]] = defaultdict(list)
    revised = {row.supersedes for row in record.tolls if row.supersedes}
    for row in record.tolls:
        if row.claim not in revised and _counts(row):
            rows[row.claim].append(row)
    figures = {event.id: _figure(row for claim in event.claims for row in rows[claim]) for event in record.events}
    out: dict[int, float] = defaultdict(float)
    for event in record.events:
        days = _days(event)
        inside = event.part_of is not None and figures.get(event.part_of, 0) > 0
        if days is None or inside or event.standing.level is StandingLevel.WITHDRAWN:
            continue
        start, end = (day.isoformat() for day in days)
        for month, share in monthly_cells(start, end, figures[event.id], Attribution.SPREAD):
            out[month] += share
    return {month: deaths for month, deaths in out.items() if deaths}


def _counts(row: TollEntry) -> bool:
    toll = row.toll
    return toll.kind is TollKind.KILLED and toll.scope in _SCOPES and toll.unit == "persons" and toll.subset_of is None


def _figure(rows: Iterable[TollEntry]) -> float:
    """Return one whole figure from all counts of an event: sides added, or the count of all where it is larger."""
    sides: dict[tuple[str, ...], list[TollEntry]] = defaultdict(list)
    for row in rows:
        sides[row.whose if len(row.whose) == 1 else ()].append(row)
    values = {whose: _best_known(counts) for whose, counts in sides.items()}
    together = values.pop((), 0.0)
    return float(round(max(together, sum(values.values()))))


def _best_known(rows: Sequence[TollEntry]) -> float:
    basis = next(basis for basis in _BASES if any(row.toll.basis is basis for row in rows))
    return float(median(_value(row) for row in rows if row.toll.basis is basis))


def _value(row: TollEntry) -> float:
    toll = row.toll
    if toll.best is not None:
        return toll.best
    ends = [value for value in (toll.low, toll.high) if value is not None]
    return sum(ends) / len(ends) if ends else 0.0


def _days(event: Event) -> tuple[dt.date, dt.date] | None:
    time = event.time
    if time is None or time.start is None or time.end is None or (time.end - time.start).days >= LONGEST_DAYS:
        return None
    return time.start, time.end


def _words(record: Record, values: Sequence[float]) -> str:
    first = month_of(min(report.published for report in record.reports if report.published))
    known = int((~np.isnan(values)).sum())
    return (
        f"deaths that the {len(record.reports)} reports of this dossier tell of, counted from {known} known months "
        f"since {first_day(first).year}; reports decide what is counted"
    )
