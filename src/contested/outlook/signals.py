"""Dated signs in the record that trouble may come or pass. What they add to a forecast, `effects` says."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from contested.model.claims import EventType, Polarity, Stance
from contested.model.events import RecordedClaim
from contested.model.ledgers import TalksOutcome
from contested.model.outlook import SignalCount
from contested.model.record import Record
from contested.outlook.months import month_of
from contested.outlook.panel import Floats


class Sign(StrEnum):
    """What may say that it gets worse."""

    VIOLATED = "ceasefire said to be violated"
    COLLAPSED = "ceasefire collapsed"
    BROKEN_OFF = "talks broken off"
    MOBILISED = "mobilisation"
    THREATENED = "threats"
    ACCUSED = "accusations"
    CONTROL = "control of places changed"


_TYPES = {
    EventType.CEASEFIRE_VIOLATED: Sign.VIOLATED,
    EventType.CEASEFIRE_COLLAPSED: Sign.COLLAPSED,
    EventType.MOBILIZE: Sign.MOBILISED,
    EventType.THREATEN: Sign.THREATENED,
    EventType.ACCUSE: Sign.ACCUSED,
    EventType.TERRITORY_CHANGE: Sign.CONTROL,
}
_UNREAL = frozenset({Stance.DENIED, Stance.HYPOTHETICAL, Stance.POSSIBLE})
RECENT, BEFORE = 3, 9  # months


@dataclass(frozen=True, slots=True)
class Signal:
    """One sign on one day, and the claims that say so."""

    sign: Sign
    day: dt.date
    claims: tuple[str, ...]


def signals_of(record: Record) -> tuple[Signal, ...]:
    """Return the dated signs of a record by day: one an event, one a round of talks that was broken off."""
    return tuple(sorted(_signals(record), key=lambda signal: (signal.day, signal.sign.value, signal.claims)))


def _signals(record: Record) -> Iterator[Signal]:
    claims = {claim.id: claim for claim in record.claims}
    for event in record.events:
        real = tuple(name for name in event.claims if name in claims and _is_real(claims[name]))
        if event.event_type in _TYPES and event.time and event.time.start and real:
            yield Signal(_TYPES[event.event_type], event.time.start, real)
    for talks in record.talks:
        if talks.outcome is TalksOutcome.BROKE_OFF and talks.time and talks.time.start:
            yield Signal(Sign.BROKEN_OFF, talks.time.start, talks.claims)


def _is_real(claim: RecordedClaim) -> bool:
    return claim.stance not in _UNREAL and claim.polarity is Polarity.POSITIVE and claim.reliable


def by_month(signals: Sequence[Signal], first: int, months: int, watched: Collection[int] | None = None) -> Floats:
    """Return counts of signs, shape (months, kinds of sign in the order of `Sign`).

    Months (numbers) that are not ``watched``, for no report was published in them, are NaN: no sign told is no news.
    """
    kinds = list(Sign)
    out = np.zeros((months, len(kinds)))
    for signal in signals:
        place = month_of(signal.day) - first
        if 0 <= place < months:
            out[place, kinds.index(signal.sign)] += 1
    if watched is not None:
        out[[place for place in range(months) if first + place not in watched]] = np.nan
    return out


def counted(signals: Sequence[Signal], last: int) -> tuple[SignalCount, ...]:
    """Return how many signs of each kind the three months up to ``last`` have, and the nine before; none left out."""
    recent: dict[Sign, list[Signal]] = defaultdict(list)
    before: dict[Sign, int] = defaultdict(int)
    for signal in signals:
        age = last - month_of(signal.day)
        if 0 <= age < RECENT:
            recent[signal.sign].append(signal)
        elif RECENT <= age < RECENT + BEFORE:
            before[signal.sign] += 1
    return tuple(
        SignalCount(sign.value, len(recent[sign]), before[sign],
                    tuple(dict.fromkeys(name for signal in recent[sign] for name in signal.claims)))
        for sign in Sign
        if recent[sign] or before[sign]
    )  # fmt: skip
