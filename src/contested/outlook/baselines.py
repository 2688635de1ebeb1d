"""The benchmarks of the VIEWS prediction challenge, and conflictology with memory that fades.

Conflictology: the forecast of a unit is its own recent past, resampled (Hegre et al. 2024, VIEWS prediction challenge).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from contested.outlook.draws import decayed_weights, even_draws, worst_ever
from contested.outlook.forecast import Draw
from contested.outlook.panel import Floats, Panel


@dataclass(frozen=True, slots=True)
class Zero:
    """Nothing ever happens."""

    name: str = "zero"

    def fit(self, panel: Panel) -> Zero:
        """Return itself: there is nothing to learn."""
        return self

    def predict(self, panel: Panel, draw: Draw) -> Floats:
        """Return zeros."""
        return np.zeros((len(panel.units), len(draw.horizons), draw.samples))


@dataclass(frozen=True, slots=True)
class Last:
    """A Poisson count around the last month known."""

    name: str = "last"

    def fit(self, panel: Panel) -> Last:
        """Return itself: there is nothing to learn."""
        return self

    def predict(self, panel: Panel, draw: Draw) -> Floats:
        """Return Poisson counts whose mean is the last value."""
        shape = (len(panel.units), len(draw.horizons), draw.samples)
        return draw.rng().poisson(panel.known()[:, -1, None, None], shape).astype(np.float64)


@dataclass(frozen=True, slots=True)
class Bootstrap:
    """Any unit's value of the last ``months``, for every unit."""

    months: int = 12

    @property
    def name(self) -> str:
        """Return bootstrap12 for twelve months."""
        return f"bootstrap{self.months}"

    def fit(self, panel: Panel) -> Bootstrap:
        """Return itself: the past is drawn from when it is needed."""
        return self

    def predict(self, panel: Panel, draw: Draw) -> Floats:
        """Return values drawn from all units' recent months."""
        recent = panel.y[:, -self.months :]
        shape = (len(panel.units), len(draw.horizons), draw.samples)
        return draw.rng().choice(recent[~np.isnan(recent)], shape)


@dataclass(frozen=True, slots=True)
class Conflictology:
    """A unit's own last ``months``, drawn with replacement, independently for every month ahead."""

    months: int = 12

    @property
    def name(self) -> str:
        """Return conflictology12 for twelve months."""
        return f"conflictology{self.months}"

    def fit(self, panel: Panel) -> Conflictology:
        """Return itself: the past is drawn from when it is needed."""
        return self

    def predict(self, panel: Panel, draw: Draw) -> Floats:
        """Return values drawn from each unit's recent months."""
        values, weights = decayed_weights(panel, self.months, None)
        chances = np.cumsum(weights, axis=1) / weights.sum(1, keepdims=True)
        points = draw.rng().random((len(values), len(draw.horizons), draw.samples))
        places = np.stack([np.searchsorted(row, point) for row, point in zip(chances, points, strict=True)])
        return np.take_along_axis(values[:, None, :], np.minimum(places, values.shape[1] - 1), 2)


@dataclass(frozen=True, slots=True)
class Faded:
    """Conflictology in which a month weighs half of what a month ``half_life`` later weighs, drawn in even steps."""

    months: int = 36
    half_life: float = 6.0

    @property
    def name(self) -> str:
        """Return faded6 for a half-life of six months."""
        return f"faded{self.half_life:g}"

    def fit(self, panel: Panel) -> Faded:
        """Return itself: the past is drawn from when it is needed."""
        return self

    def predict(self, panel: Panel, draw: Draw) -> Floats:
        """Return the weighted past of each unit, the same for every month ahead."""
        drawn = even_draws(*decayed_weights(panel, self.months, self.half_life), draw.samples)
        return np.repeat(drawn[:, None, :], len(draw.horizons), axis=1)


@dataclass(frozen=True, slots=True)
class Smoothed:
    """Faded conflictology with a log-normal kernel that widens with the months ahead.

    A past month of 40 deaths stands for months of 25 and 60 too, so that the forecast has no holes between the few
    values that were seen. The kernel (standard deviations ``near`` three and ``far`` fourteen months ahead, of
    log(1 + deaths)) keeps the level; months without deaths stay without. Values are whole, and capped at the worst
    month of any unit.
    """

    months: int = 36
    half_life: float = 6.0
    near: float = 0.35
    far: float = 0.55

    @property
    def name(self) -> str:
        """Return smoothed6 for a half-life of six months."""
        return f"smoothed{self.half_life:g}"

    def fit(self, panel: Panel) -> Smoothed:
        """Return itself: the past is drawn from when it is needed."""
        return self

    def predict(self, panel: Panel, draw: Draw) -> Floats:
        """Return the weighted past of each unit, blurred."""
        drawn = even_draws(*decayed_weights(panel, self.months, self.half_life), draw.samples)[:, None, :]
        ahead = np.interp(draw.horizons, (3, 14), (self.near, self.far))[None, :, None]
        noise = draw.rng().standard_normal((len(panel.units), len(draw.horizons), draw.samples))
        logs = np.log1p(drawn) + ahead * noise - ahead**2 / 2
        values = np.round(np.expm1(np.maximum(logs, 0.0)))
        return np.where(drawn > 0, np.minimum(values, worst_ever(panel)), 0.0)
