"""How long truces last: Kaplan and Meier's estimate, and Cox's proportional hazards.

Kaplan and Meier (1958); interval of Greenwood's variance on the scale of log(-log S) (Kalbfleisch and Prentice 1980);
Cox (1972) with Efron's (1977) treatment of ties.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from contested.outlook.panel import Bools, Floats

_Z = 1.959964


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """Survival after each day on which something ended: days, shares, and 95 % intervals, all of one length."""

    days: Floats
    shares: Floats
    low: Floats
    high: Floats

    def at(self, day: float) -> tuple[float, float, float]:
        """Return survival beyond a day with its interval; before the first end it is 1."""
        place = int(np.searchsorted(self.days, day, side="right")) - 1
        if place < 0:
            return 1.0, 1.0, 1.0
        return float(self.shares[place]), float(self.low[place]), float(self.high[place])


def kaplan_meier(days: Sequence[float], ended: Sequence[bool]) -> Curve:
    """Return the survival curve of cases that lasted ``days`` and ended, or were still there when last seen."""
    last, over = np.asarray(days, dtype=np.float64), np.asarray(ended, dtype=bool)
    times = np.unique(last[over])
    at_risk = np.array([(last >= time).sum() for time in times], dtype=np.float64)
    ends = np.array([(over & (last == time)).sum() for time in times], dtype=np.float64)
    shares = np.cumprod(1 - ends / np.maximum(at_risk, 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = np.cumsum(ends / (at_risk * (at_risk - ends)))
        spread = _Z * np.sqrt(variance) / np.abs(np.log(shares))
        low, high = shares ** np.exp(spread), shares ** np.exp(-spread)
    inside = (shares > 0) & (shares < 1)
    return Curve(
        times, shares.astype(np.float64), np.where(inside, low, 0.0), np.where(inside, high, shares).astype(np.float64)
    )


@dataclass(frozen=True, slots=True, eq=False)
class Hazards:
    """Log hazard ratios of covariates, and their standard errors."""

    weights: Floats
    errors: Floats


def cox(days: Sequence[float], ended: Sequence[bool], covariates: Floats, rounds: int = 30) -> Hazards:
    """Return Cox's proportional hazards for covariates (cases, columns), ties after Efron, by Newton's method."""
    last, over = np.asarray(days, dtype=np.float64), np.asarray(ended, dtype=bool)
    weights = np.zeros(covariates.shape[1])
    for _ in range(rounds):
        slope, curve = _slope_and_curve(last, over, covariates, weights)
        step = np.linalg.solve(curve + 1e-9 * np.eye(len(weights)), slope)
        weights = weights + np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-9:
            break
    _, curve = _slope_and_curve(last, over, covariates, weights)
    return Hazards(weights, np.sqrt(np.diag(np.linalg.inv(curve + 1e-9 * np.eye(len(weights))))))


def _slope_and_curve(last: Floats, over: Bools, covariates: Floats, weights: Floats) -> tuple[Floats, Floats]:
    risk = np.exp(covariates @ weights)
    slope = np.zeros(len(weights))
    curve = np.zeros((len(weights), len(weights)))
    for time in np.unique(last[over]):
        present, ending = last >= time, over & (last == time)
        count = int(ending.sum())
        slope += covariates[ending].sum(0)
        all_sums, end_sums = _sums(risk[present], covariates[present]), _sums(risk[ending], covariates[ending])
        for tie in range(count):
            total, first, second = (a - tie / count * e for a, e in zip(all_sums, end_sums, strict=True))
            mean = first / total
            slope -= mean
            curve += second / total - np.outer(mean, mean)
    return slope, curve


def _sums(risk: Floats, covariates: Floats) -> tuple[Floats, Floats, Floats]:
    weighted = covariates * risk[:, None]
    return np.asarray(risk.sum()), weighted.sum(0), weighted.T @ covariates
