"""What dated signs add to a forecast of deaths, and how they move it: only where an effect was found.

Negative binomial regression (NB2: Cameron and Trivedi, Regression Analysis of Count Data, 2013, section 3.3) with log
link on last month's and last year's deaths and on the counts of signs in the month before. Dispersion by Pearson's
moment; errors by the sandwich with squared leverage (HC3: MacKinnon and White 1985), for series are short.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from contested.outlook.panel import Bools, Floats, Ints
from contested.outlook.signals import Sign

PENALTY = 1e-3
YEAR = 12
ENOUGH_MONTHS, ENOUGH_SIGNS = 60, 12  # months to learn from; months that have, and that lack, a kind of sign
KEPT_BACK = 0.25  # share of the months, the latest, on which signs must help
DOUBT = 0.05  # chance that any idle sign is taken for a telling one
MOST = 10.0  # the largest factor, and one over the smallest
MOST_LASTING = 0.95  # of an effect, from one month to the next
_PLAIN = 3  # columns before those of signs: constant, last month, last year


@dataclass(frozen=True, slots=True, eq=False)
class Effects:
    """A fitted regression: coefficients (constant, last month, last year, then signs) and their standard errors."""

    weights: Floats
    errors: Floats
    dispersion: float = 0.0

    def rate(self, deaths: Floats, signs: Floats) -> Floats:
        """Return the mean deaths expected in every month but the first twelve, shape (months - 12,); NaN: not known."""
        return np.exp(np.minimum(_design(deaths, signs) @ self.weights, 15.0))


def fit_effects(deaths: Floats, signs: Floats) -> Effects:
    """Return what signs (months, kinds) add to deaths (months,): log rate ratios for one more sign a month.

    Months whose deaths or signs are not known (NaN) teach nothing.
    """
    design, came = _design(deaths, signs), deaths[YEAR:]
    known = _learnable(design, came)
    design, came = design[known], came[known]
    weights = np.zeros(design.shape[1])
    weights[0] = np.log(max(float(came.mean()), 0.01))
    dispersion = 1.0
    for _ in range(60):
        weights = _given_dispersion(design, came, weights, dispersion)
        before, dispersion = dispersion, _dispersion(came, _rate(design, weights), design.shape[1])
        if abs(dispersion - before) < 1e-6:
            break
    rate = _rate(design, weights)
    share = 1 / (1 + dispersion * rate)
    bread = np.linalg.inv(_information(design, rate * share))
    leverage = np.einsum("ij,jk,ik->i", design, bread, design) * rate * share
    scores = design * ((came - rate) * share / np.maximum(1 - leverage, 0.05))[:, None]
    cover = bread @ (scores.T @ scores) @ bread
    return Effects(weights, np.sqrt(np.diag(cover)), dispersion)


@dataclass(frozen=True, slots=True)
class SignEffect:
    """One kind of sign: deaths of the next month for one more of it, as a ratio with its 95 % interval."""

    sign: Sign
    ratio: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class Moved:
    """What signs do to the mean of each month ahead (``factors``, from month one on), and why, in words."""

    effects: tuple[SignEffect, ...]
    factors: Floats
    note: str


def moved_by_signs(deaths: Floats, signs: Floats, ahead: int) -> Moved:
    """Return how the signs of the last month move the months ahead: not at all unless an effect was found.

    A kind of sign counts where its coefficient is beyond chance (all kinds tried together at DOUBT, Bonferroni) and
    where the kinds that do foresee the latest quarter of the months better with it than without it. The factor of the
    next month is the rate with the last month's signs over the mean rate of all months' signs; it fades with the share
    of last month's deaths that carries over.
    """
    still = np.ones(ahead)
    known = _learnable(_design(deaths, signs), deaths[YEAR:])
    months = int(known.sum())
    if months < ENOUGH_MONTHS:
        needed = f"{ENOUGH_MONTHS} months with reports and known deaths are needed to learn what they add"
        return Moved((), still, f"{needed}; there are {months}")
    told = signs[YEAR - 1 : -1][known] > 0
    tried = np.flatnonzero((told.sum(0) >= ENOUGH_SIGNS) & ((~told).sum(0) >= ENOUGH_SIGNS))
    if not len(tried):
        return Moved((), still, f"no kind of sign is told in {ENOUGH_SIGNS} of {months} months and missing in as many")
    found = fit_effects(deaths, signs[:, tried])
    bar = NormalDist().inv_cdf(1 - DOUBT / 2 / len(tried))
    kept = tried[np.abs(found.weights[_PLAIN:]) > bar * found.errors[_PLAIN:]]
    kept = np.array([kind for kind in kept if _helps(deaths, signs, kept, kind)], dtype=np.int64)
    if not len(kept):
        names = ", ".join(list(Sign)[kind].value for kind in tried)
        return Moved((), still, f"in {months} months none of {names} went with the next month's deaths beyond chance")
    return _moved(deaths, signs, kept, ahead)


def _moved(deaths: Floats, signs: Floats, kept: Ints, ahead: int) -> Moved:
    found = fit_effects(deaths, signs[:, kept])
    slopes, errors = found.weights[_PLAIN:], found.errors[_PLAIN:]
    known = _learnable(_design(deaths, signs), deaths[YEAR:])
    effects = tuple(
        SignEffect(list(Sign)[kind], *(float(np.exp(slope + z * error)) for z in (0.0, -1.96, 1.96)))
        for kind, slope, error in zip(kept, slopes, errors, strict=True)
    )
    told = "; ".join(
        f"one more of '{e.sign.value}' went with {e.ratio:.2f} times the deaths of the next month (95 % interval "
        f"{e.low:.2f} to {e.high:.2f})"
        for e in effects
    )
    told = f"in {int(known.sum())} months {told}"
    now, still = signs[-1, kept], np.ones(ahead)
    if np.isnan(now).any():
        return Moved((), still, f"{told}; but no report was published in the last month")
    usual = float(np.exp(signs[YEAR - 1 : -1][known][:, kept] @ slopes).mean())
    factor = float(np.clip(np.exp(now @ slopes) / usual, 1 / MOST, MOST))
    lasting = float(np.clip(found.weights[1], 0.0, MOST_LASTING))
    factors: Floats = np.power(factor, lasting ** np.arange(ahead))
    return Moved(effects, factors, f"{told}; the last month's signs make {factor:.2f}")


def moved_samples(samples: Floats, factors: Floats) -> Floats:
    """Return samples (months, n) whose mean is that of the given ones times a factor a month.

    The chance of none is raised to the power of the factor, as a Poisson count's would be; other values are stretched
    to make up the rest, and stay whole and at least one. A factor of 1 changes nothing; a month without any deaths in
    its samples stays.
    """
    return np.stack([_stretched(row, float(f)) for row, f in zip(samples, factors, strict=True)])


def deviance(came: Floats, rate: Floats) -> float:
    """Return the mean Poisson deviance of what is known."""
    known = ~np.isnan(came) & ~np.isnan(rate)
    came, rate = came[known], rate[known]
    ratio = np.where(came > 0, came * np.log(np.maximum(came, 1e-9) / rate), 0.0)
    return float(2 * np.mean(ratio - came + rate))


def _stretched(row: Floats, factor: float) -> Floats:
    some = np.sort(row[row > 0])
    none = 1 - len(some) / len(row)
    if factor == 1.0 or not len(some):
        return row
    count = len(row) - round(none**factor * len(row)) if none else len(row)
    places = ((np.arange(count) + 0.5) / max(count, 1) * len(some)).astype(np.int64)
    stretch = factor * len(some) / max(count, 1)
    out = np.zeros(len(row))
    totals = np.round(np.cumsum(some[places] * stretch))  # whole values that keep the sum
    out[len(row) - count :] = np.maximum(np.diff(totals, prepend=0.0), 1.0)
    return out


def _helps(deaths: Floats, signs: Floats, kept: Ints, kind: int) -> bool:
    cut = len(deaths) - int(KEPT_BACK * (len(deaths) - YEAR))
    came, late = deaths[cut:], slice(cut - YEAR, None)
    known = ~np.isnan(signs[cut - 1 : -1].sum(1))
    with_, without = (
        fit_effects(deaths[:cut], signs[:cut, kinds]).rate(deaths, signs[:, kinds])[late]
        for kinds in (kept, kept[kept != kind])
    )
    return deviance(came[known], with_[known]) < deviance(came[known], without[known])


def _given_dispersion(design: Floats, came: Floats, weights: Floats, dispersion: float) -> Floats:
    for _ in range(50):
        rate = _rate(design, weights)
        share = 1 / (1 + dispersion * rate)
        slope = design.T @ ((came - rate) * share) - PENALTY * weights
        step = np.linalg.solve(_information(design, rate * share), slope)
        weights = weights + step * min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-12))
        if np.abs(step).max() < 1e-8:
            break
    return weights


def _information(design: Floats, weight: Floats) -> Floats:
    return np.asarray((design * weight[:, None]).T @ design + PENALTY * np.eye(design.shape[1]))


def _dispersion(came: Floats, rate: Floats, columns: int) -> float:
    """Return the dispersion at which Pearson's statistic equals its degrees of freedom; 0 for none."""
    room, squares = max(len(came) - columns, 1), (came - rate) ** 2
    low, high = 1e-6, 100.0
    if float((squares / (rate + low * rate**2)).sum()) < room:
        return low
    for _ in range(60):
        middle = float(np.sqrt(low * high))
        over = float((squares / (rate + middle * rate**2)).sum()) > room
        low, high = (middle, high) if over else (low, middle)
    return float(np.sqrt(low * high))


def _rate(design: Floats, weights: Floats) -> Floats:
    return np.asarray(np.exp(np.clip(design @ weights, -15, 15)))


def _learnable(design: Floats, came: Floats) -> Bools:
    return np.asarray(~np.isnan(came) & ~np.isnan(design).any(1))


def _design(deaths: Floats, signs: Floats) -> Floats:
    """Return the rows of all months but the first twelve; NaN where last month, or half of the year, is not known."""
    known = ~np.isnan(deaths)
    values = np.nan_to_num(deaths)
    spans = [slice(month - YEAR, month) for month in range(YEAR, len(deaths))]
    counts = np.array([known[span].sum() for span in spans], dtype=np.float64)
    totals = np.array([values[span].sum() for span in spans])
    year = np.where(counts >= YEAR / 2, np.log1p(totals / np.maximum(counts, 1)), np.nan)
    return np.column_stack([np.ones(len(year)), np.log1p(deaths)[YEAR - 1 : -1], year, signs[YEAR - 1 : -1]])
