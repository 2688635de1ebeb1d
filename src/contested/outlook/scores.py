"""Proper scores of sampled forecasts, as the VIEWS prediction challenge 2023/24 defines them.

Samples have shape (..., n); outcomes have the shape without the last axis. Scores have the shape of the outcomes, and
are NaN where the outcome is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from contested.outlook.panel import Bools, Floats

BIN_EDGES = np.array([0, 0.5, 2.5, 5.5, 10.5, 25.5, 50.5, 100.5, 250.5, 500.5, 1000.5, np.inf])
BINS = len(BIN_EDGES) - 1
COVERED = 0.9  # probability of the interval that MIS and coverage look at


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Scores of every unit and month. ``covered``: 1 where the outcome lies in the 90 % interval."""

    crps: Floats
    ign: Floats
    mis: Floats
    log_crps: Floats
    covered: Floats


def score(samples: Floats, outcomes: Floats) -> Scores:
    """Return all scores of a forecast."""
    ordered = np.sort(samples, axis=-1)
    low, high = interval(ordered)
    inside = np.where(np.isnan(outcomes), np.nan, (outcomes >= low) & (outcomes <= high))
    return Scores(
        crps=_crps_of_sorted(ordered, outcomes),
        ign=_ign_of_sorted(ordered, outcomes),
        mis=interval_score(low, high, outcomes),
        log_crps=_crps_of_sorted(np.log1p(ordered), np.log1p(outcomes)),
        covered=inside,
    )


def crps(samples: Floats, outcomes: Floats) -> Floats:
    """Return the continuous ranked probability score in its ensemble form: E|X-y| - E|X-X'|/2."""
    return _crps_of_sorted(np.sort(samples, axis=-1), outcomes)


def ignorance(samples: Floats, outcomes: Floats) -> Floats:
    """Return -log2 of the sample share in the bin of the outcome, with one pseudo-count a bin."""
    return _ign_of_sorted(np.sort(samples, axis=-1), outcomes)


def interval(ordered: Floats, probability: float = COVERED) -> tuple[Floats, Floats]:
    """Return the ends of the central interval of sorted samples, both of them sample values."""
    last = ordered.shape[-1] - 1
    tail = (1 - probability) / 2
    return ordered[..., int(tail * last)], ordered[..., int(np.ceil((1 - tail) * last))]


def interval_score(low: Floats, high: Floats, outcomes: Floats, probability: float = COVERED) -> Floats:
    """Return the interval score of Gneiting and Raftery (2007): width plus 2/alpha for what is missed."""
    missed = np.clip(low - outcomes, 0, None) + np.clip(outcomes - high, 0, None)
    return np.asarray(high - low + 2 / (1 - probability) * missed)


def bin_of(values: Floats) -> Floats:
    """Return the number (0-10) of the bin of each value; NaN for NaN."""
    found = np.searchsorted(BIN_EDGES, np.nan_to_num(values), side="right") - 1
    return np.where(np.isnan(values), np.nan, found)


def bin_shares(samples: Floats) -> Floats:
    """Return the smoothed share of samples in each bin, shape (..., 11), summing to one."""
    ordered = np.sort(samples, axis=-1)
    flat = ordered.reshape(-1, ordered.shape[-1])
    below = np.stack([(flat < edge).sum(-1) for edge in BIN_EDGES[1:-1]], axis=-1)
    counts = np.diff(below, prepend=0, append=flat.shape[-1], axis=-1)
    return np.asarray(((counts + 1) / (flat.shape[-1] + BINS)).reshape(*samples.shape[:-1], BINS))


def pit(samples: Floats, outcomes: Floats) -> Floats:
    """Return the probability integral transform, the middle of its jump where samples tie with the outcome."""
    below = (samples < outcomes[..., None]).mean(-1)
    ties = (samples == outcomes[..., None]).mean(-1)
    return np.where(np.isnan(outcomes), np.nan, below + ties / 2)


def exceedance(samples: Floats, threshold: float) -> Floats:
    """Return the chance of at least ``threshold``, as the share of samples."""
    return np.asarray((samples >= threshold).mean(-1))


def brier(chances: Floats, happened: Bools) -> float:
    """Return the mean squared difference of chances and what happened (0 or 1)."""
    return float(np.mean((chances - happened) ** 2))


def auc(chances: Floats, happened: Bools) -> float:
    """Return the area under the ROC curve, ties counted half; NaN where only one thing ever happened."""
    positive, negative = chances[happened], np.sort(chances[~happened])
    if not len(positive) or not len(negative):
        return float("nan")
    below = np.searchsorted(negative, positive, side="left")
    upto = np.searchsorted(negative, positive, side="right")
    return float((below + upto).mean() / 2 / len(negative))


def _crps_of_sorted(ordered: Floats, outcomes: Floats) -> Floats:
    n = ordered.shape[-1]
    weights = 2 * np.arange(1, n + 1) - n - 1
    spread = ordered @ weights / n**2
    return np.asarray(np.abs(ordered - outcomes[..., None]).mean(-1) - spread)


def _ign_of_sorted(ordered: Floats, outcomes: Floats) -> Floats:
    n = ordered.shape[-1]
    number = np.nan_to_num(bin_of(outcomes)).astype(np.int64)
    low, high = BIN_EDGES[number][..., None], BIN_EDGES[number + 1][..., None]
    count = ((ordered >= low) & (ordered < high)).sum(-1)
    return np.where(np.isnan(outcomes), np.nan, -np.log2((count + 1) / (n + BINS)))
