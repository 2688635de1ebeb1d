"""Count models of a unit's own faded past: negative binomial, and a hurdle with a heavy tail."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from contested.outlook.draws import decayed_weights, worst_ever
from contested.outlook.forecast import Draw
from contested.outlook.panel import Floats, Panel


@dataclass(frozen=True, slots=True)
class NegativeBinomial:
    """Mean and variance of the faded past, as a gamma mixture of Poisson counts."""

    months: int = 36
    half_life: float = 6.0
    name: str = "negbin"

    def fit(self, panel: Panel) -> NegativeBinomial:
        """Return itself: the moments are taken when they are needed."""
        return self

    def predict(self, panel: Panel, draw: Draw) -> Floats:
        """Return counts with the moments of each unit's past; a little more than zero where it was quiet."""
        values, weights = decayed_weights(panel, self.months, self.half_life)
        weights = weights / weights.sum(1, keepdims=True)
        raw = (weights * values).sum(1)
        mean = raw + 0.02 / 12
        spread = (weights * (values - raw[:, None]) ** 2).sum(1)
        excess = np.maximum(spread * self.months / (self.months - 1) - mean, mean / 2)
        rng, shape = draw.rng(), (len(mean), len(draw.horizons), draw.samples)
        rates = rng.gamma((mean**2 / excess)[:, None, None], (excess / mean)[:, None, None], shape)
        return rng.poisson(np.minimum(rates, worst_ever(panel))).astype(np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class HurdleTail:
    """A chance of silence, a log-normal body, and beyond it a generalised Pareto tail learned from all units.

    Peaks over threshold after Coles, An Introduction to Statistical Modeling of Extreme Values (2001), chapter 4, on
    log(1 + deaths) over the unit's faded mean of logs; moments of the excesses give shape and scale.
    """

    months: int = 36
    half_life: float = 6.0
    pull: float = 2.0  # months that all units' usual values weigh against a unit's own
    threshold: float = 1.5  # standard deviations beyond which the tail begins

    @property
    def name(self) -> str:
        """Return hurdle."""
        return "hurdle"

    def fit(self, panel: Panel) -> FittedHurdle:
        """Return the hurdle with the usual spread and the tail of all units' last ten years."""
        recent = panel.known()[:, -120:]
        logs = np.where(recent > 0, np.log1p(recent), np.nan)
        active = np.isfinite(logs).sum(1) >= 12
        if not active.any():
            return FittedHurdle(self, 0.7, 0.0, 0.3)
        centred = logs[active] - np.nanmean(logs[active], axis=1, keepdims=True)
        usual = float(np.nanstd(centred))
        excess = (centred / usual)[centred > self.threshold * usual] - self.threshold
        mean, variance = float(excess.mean()), float(excess.var()) + 1e-9
        shape = float(np.clip((1 - mean**2 / variance) / 2, -0.5, 0.2))
        return FittedHurdle(self, usual, shape, mean * (1 - shape))


@dataclass(frozen=True, slots=True, eq=False)
class FittedHurdle:
    """The usual spread of logs around a unit's level, and shape and scale of the tail in units of that spread."""

    options: HurdleTail
    usual: float
    shape: float
    scale: float

    def predict(self, panel: Panel, draw: Draw) -> Floats:
        """Return zeros with the faded share of quiet months, else body or tail around the faded level."""
        values, weights = decayed_weights(panel, self.options.months, self.options.half_life)
        some, pull = weights * (values > 0), self.options.pull
        active = some.sum(1)
        chance = (active + 0.02) / (weights.sum(1) + 0.5)
        logs = np.log1p(values)
        level = ((some * logs).sum(1) + pull * np.log(4)) / (active + pull)
        own = (some * (logs - level[:, None]) ** 2).sum(1)
        spread = np.sqrt((own + pull * self.usual**2) / (active + pull))
        rng, shape = draw.rng(), (len(level), len(draw.horizons), draw.samples)
        steps = rng.standard_normal(shape)
        beyond = steps > self.options.threshold
        steps[beyond] = self.options.threshold + self._tail(rng.random(int(beyond.sum())))
        drawn = np.maximum(np.round(np.expm1(level[:, None, None] + spread[:, None, None] * steps)), 1.0)
        capped = np.minimum(drawn, worst_ever(panel))
        return np.where(rng.random(shape) < chance[:, None, None], capped, 0.0)

    def _tail(self, points: Floats) -> Floats:
        if abs(self.shape) < 1e-6:
            return np.asarray(-self.scale * np.log1p(-points))
        return np.asarray(self.scale / self.shape * ((1 - points) ** -self.shape - 1))
