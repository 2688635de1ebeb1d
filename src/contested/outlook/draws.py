"""Drawing from weighted histories, thinning and pooling samples, and the cap on what is drawn."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from contested.outlook.panel import Floats, Panel


def decayed_weights(panel: Panel, months: int, half_life: float | None) -> tuple[Floats, Floats]:
    """Return the last ``months`` values of each unit and their weights, both (units, months).

    A month that is not known weighs nothing; a unit without any known month counts as quiet throughout.
    """
    values = panel.y[:, -months:]
    weights = (~np.isnan(values)).astype(np.float64)
    if half_life is not None:
        weights *= 0.5 ** (np.arange(values.shape[1])[::-1] / half_life)
    weights[weights.sum(1) == 0] = 1.0
    return np.nan_to_num(values), weights


def even_draws(values: Floats, weights: Floats, count: int) -> Floats:
    """Return ``count`` draws a row from weighted values, sorted: quantiles at even steps, without chance."""
    order = np.argsort(values, axis=1, kind="stable")
    ordered = np.take_along_axis(values, order, 1)
    reached = np.cumsum(np.take_along_axis(weights, order, 1), axis=1)
    reached /= reached[:, -1:]
    steps = (np.arange(count) + 0.5) / count
    places = np.stack([np.searchsorted(row, steps) for row in reached])
    return np.take_along_axis(ordered, np.minimum(places, values.shape[1] - 1), 1)


def thinned(samples: Floats, count: int) -> Floats:
    """Return ``count`` of the samples at even steps of their order."""
    places = ((np.arange(count) + 0.5) / max(count, 1) * samples.shape[-1]).astype(np.int64)
    return np.asarray(np.sort(samples, axis=-1)[..., places])


def pooled(parts: Sequence[Floats], weights: Floats) -> Floats:
    """Return samples of the linear pool of equally large samples ``parts``; weights sum to one."""
    count = parts[0].shape[-1]
    bounds = np.round(np.cumsum(weights) * count).astype(np.int64)
    bounds[-1] = count
    shares = np.diff(bounds, prepend=0)
    return np.concatenate([thinned(part, int(share)) for part, share in zip(parts, shares, strict=True)], axis=-1)


def worst_ever(panel: Panel) -> float:
    """Return the largest monthly value of any unit: the cap for models that could diverge."""
    return float(np.max(panel.known(), initial=1.0))
