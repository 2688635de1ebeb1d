"""What models learn from across units: past origins, months ahead, and what came."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from contested.outlook.features import months_since
from contested.outlook.forecast import HORIZONS
from contested.outlook.panel import Floats, Ints, Panel

Span = tuple[int, int]  # first and last month ahead
FAR: Span = (HORIZONS[0], HORIZONS[-1])
NEAR: Span = (1, HORIZONS[0] - 1)
LONG_QUIET, THINNED = 60, 4  # of the many cases after so many quiet months, one in four stands for four


@dataclass(frozen=True, slots=True)
class Learning:
    """Which cases a model learns from: months ahead, half-life of a case in months, youngest origin, seed."""

    span: Span = FAR
    half_life: float = 240.0
    burn_in: int = 60
    seed: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Cases:
    """Training cases: row of the unit, column of the origin, months ahead, what came, and how much it counts."""

    unit: Ints
    origin: Ints
    horizon: Ints
    outcome: Floats
    weight: Floats


def past_cases(panel: Panel, learning: Learning) -> Cases:
    """Return one case for every unit and past origin whose outcome is known, its horizon drawn at random."""
    end = panel.y.shape[1] - 1
    low, high = learning.span
    unit, origin = (part.ravel() for part in np.indices((len(panel.units), end + 1)))
    horizon = np.random.default_rng(learning.seed).integers(low, high + 1, len(unit))
    inside = (origin >= min(learning.burn_in, end // 3)) & (origin + horizon <= end)
    unit, origin, horizon = unit[inside], origin[inside], horizon[inside]
    outcome = panel.y[unit, origin + horizon]
    known = ~np.isnan(outcome) & ~np.isnan(panel.y[unit, origin])
    weight = 0.5 ** ((end - origin) / learning.half_life)
    silent = months_since(panel.known() > 0.5)[unit, origin] >= LONG_QUIET
    known &= ~silent | ((unit + origin) % THINNED == 0)
    weight = np.where(silent, weight * THINNED, weight)
    return Cases(unit[known], origin[known], horizon[known], outcome[known], weight[known])


def centred(horizon: Ints, span: Span) -> Floats:
    """Return months ahead as -1 (first of the span) to 1 (last), shape (cases, 1)."""
    low, high = span
    return np.asarray(((horizon - (low + high) / 2) / ((high - low) / 2))[:, None])


def with_horizon(values: Floats, ahead: Floats, columns: tuple[int, ...]) -> Floats:
    """Return a constant, the values, the centred months ahead, and their products with the values in ``columns``."""
    return np.concatenate([np.ones((len(values), 1)), values, ahead, ahead * values[:, columns]], axis=1)
