"""Dated signs in the record that trouble may come or pass, and what they add to a forecast of deaths.

The regression is Poisson with log link on last month's and last year's deaths and on the counts of signs in the month
before, with standard errors that hold under over-dispersion (the sandwich: Wooldridge 1999, J. of Econometrics 90).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
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
PENALTY = 1e-3


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


def by_month(signals: Sequence[Signal], first: int, months: int) -> Floats:
    """Return counts of signs, shape (months, kinds of sign in the order of `Sign`)."""
    kinds = list(Sign)
    out = np.zeros((months, len(kinds)))
    for signal in signals:
        place = month_of(signal.day) - first
        if 0 <= place < months:
            out[place, kinds.index(signal.sign)] += 1
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


@dataclass(frozen=True, slots=True, eq=False)
class Effects:
    """A fitted regression: coefficients (constant, last month, last year, then signs) and their standard errors."""

    weights: Floats
    errors: Floats

    def rate(self, deaths: Floats, signs: Floats) -> Floats:
        """Return the mean deaths expected in every month but the first twelve, shape (months - 12,)."""
        return np.exp(np.minimum(_design(deaths, signs) @ self.weights, 15.0))


def fit_effects(deaths: Floats, signs: Floats) -> Effects:
    """Return what signs (months, kinds) add to deaths (months,): log rate ratios for one more sign a month."""
    design, came = _design(deaths, signs), deaths[12:]
    weights = np.zeros(design.shape[1])
    weights[0] = np.log(max(float(came.mean()), 0.01))
    ridge = PENALTY * np.eye(design.shape[1])
    for _ in range(50):
        rate = np.exp(np.clip(design @ weights, -15, 15))
        bread = np.linalg.inv((design * rate[:, None]).T @ design + ridge)
        step = bread @ (design.T @ (came - rate) - ridge @ weights)
        weights = weights + step * min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-12))
        if np.abs(step).max() < 1e-8:
            break
    rate = np.exp(np.clip(design @ weights, -15, 15))
    bread = np.linalg.inv((design * rate[:, None]).T @ design + ridge)
    scores = design * (came - rate)[:, None]
    cases, columns = design.shape
    cover = bread @ (scores.T @ scores) @ bread * cases / max(cases - columns, 1)
    return Effects(weights, np.sqrt(np.diag(cover)))


def _design(deaths: Floats, signs: Floats) -> Floats:
    logs = np.log1p(deaths)
    year = np.array([np.log1p(deaths[month - 12 : month].mean()) for month in range(12, len(deaths))])
    return np.column_stack([np.ones(len(year)), logs[11:-1], year, signs[11:-1]])
