"""The ladder: the chance of more than no deaths, then of more than one if there are any, and so on up to 5000.

A continuation-ratio model (Fienberg 1980; Agresti, Categorical Data Analysis, section 8.3.6): one logistic regression
for each rung, on the cases that reached the rung below. The coefficients of a rung are drawn towards those of the rung
below (a ridge penalty), so that high rungs, which few cases reach, borrow from low ones. Learned across all units.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from contested.outlook.cases import FAR, Learning, Span, centred, past_cases, with_horizon
from contested.outlook.draws import worst_ever
from contested.outlook.features import AHEAD, features
from contested.outlook.forecast import Draw
from contested.outlook.panel import Floats, Panel

RUNGS = np.array(
    [0.5, 1.5, 2.5, 4.5, 5.5, 8.5, 10.5, 16.5, 25.5, 36.5, 50.5, 72.5, 100.5, 160.5, 250.5, 350.5, 500.5, 700.5,
     1000.5, 1500.5, 2500.5, 5000.5]
)  # fmt: skip
MEMORIES = (4.0, 12.0, 48.0)  # half-lives, in months, of a unit's own passing of each rung
TAIL = 2.0  # Pareto exponent beyond the highest rung


@dataclass(frozen=True, slots=True)
class Ladder:
    """The model before it is fitted: ridge ``penalty``, which past origins teach it, and for which months ahead."""

    penalty: float = 300.0
    learning: Learning = field(default_factory=Learning)

    @property
    def name(self) -> str:
        """Return ladder."""
        return "ladder"

    def fit(self, panel: Panel) -> FittedLadder:
        """Return the ladder fitted to every unit and every past origin, with one horizon drawn for each."""
        cases = past_cases(panel, self.learning)
        span = self.learning.span
        names, values = features(panel.y, panel.units)
        passing, usual = _passing(panel.known())
        columns = tuple(names.index(name) for name in AHEAD)
        matrix = with_horizon(values[cases.unit, cases.origin], centred(cases.horizon, span), columns)
        count = np.maximum((~np.isnan(matrix)).sum(0), 1)  # a feature of neighbours may be missing throughout
        mean = np.nansum(matrix, axis=0) / count
        scale = np.sqrt(np.nansum((matrix - mean) ** 2, axis=0) / count) + 1e-6
        mean[0], scale[0] = 0.0, 1.0
        matrix = np.nan_to_num((matrix - mean) / scale)
        weights, previous = [], np.zeros(matrix.shape[1] + len(MEMORIES) + 1)
        for rung, height in enumerate(RUNGS):
            reached = cases.outcome > (RUNGS[rung - 1] if rung else -1.0)
            own = passing[rung][cases.unit[reached], cases.origin[reached]]
            design = np.concatenate([matrix[reached], _own(own, centred(cases.horizon[reached], span))], axis=1)
            found = _logistic(design, (cases.outcome[reached] > height).astype(float), cases.weight[reached],
                              self.penalty, previous)  # fmt: skip
            weights.append(found)
            previous = found if rung else previous
        return FittedLadder(mean, scale, usual, np.array(weights), worst_ever(panel), span)


@dataclass(frozen=True, slots=True, eq=False)
class FittedLadder:
    """Coefficients by rung, shape (rungs, columns), and what its inputs are centred and scaled by."""

    mean: Floats
    scale: Floats
    usual: Floats  # how often each rung is passed by those that reached it, over all units
    weights: Floats
    cap: float
    span: Span = FAR  # months ahead that it was learned for

    def predict(self, panel: Panel, draw: Draw) -> Floats:
        """Return samples at even steps of each predictive distribution, largest first, whole and capped."""
        return _from_survival(self.survival(panel, draw.horizons), draw.samples, self.cap)

    def survival(self, panel: Panel, horizons: tuple[int, ...]) -> Floats:
        """Return the chance of more than each rung, shape (units, horizons, rungs), falling from rung to rung."""
        recent = panel.y
        names, values = features(recent, panel.units)
        passing, _ = _passing(panel.known(), self.usual)
        columns = tuple(names.index(name) for name in AHEAD)
        out = []
        for ahead in horizons:
            horizon = centred(np.full(len(panel.units), ahead), self.span)
            matrix = np.nan_to_num((with_horizon(values[:, -1], horizon, columns) - self.mean) / self.scale)
            terms = [
                np.concatenate([matrix, _own(own[:, -1], horizon)], axis=1) @ weight
                for own, weight in zip(passing, self.weights, strict=True)
            ]
            out.append(np.cumprod(_expit(np.stack(terms, axis=1)), axis=1))
        return np.stack(out, axis=1)

    def moved_by(self, panel: Panel, row: int, ahead: int, height: float) -> dict[str, float]:
        """Return how far each input moves the log chance of more than ``height`` deaths, from the usual input.

        First order: the slope of log chance, summed over the rungs up to that height, times input less mean.
        """
        names, values = features(panel.y, panel.units)
        passing, _ = _passing(panel.known(), self.usual)
        columns = tuple(names.index(name) for name in AHEAD)
        horizon = centred(np.full(1, ahead), self.span)
        matrix = np.nan_to_num((with_horizon(values[row : row + 1, -1], horizon, columns) - self.mean) / self.scale)
        pulls = np.zeros(self.weights.shape[1])
        for own, weight, rung in zip(passing, self.weights, RUNGS, strict=True):
            if rung <= height:
                inputs = np.concatenate([matrix, _own(own[row : row + 1, -1], horizon)], axis=1)[0]
                pulls += (1 - _expit(inputs @ weight)) * weight * inputs
        labels = ("usual", *names, "ahead", *AHEAD, *(f"own{memory:g}" for memory in MEMORIES), "own ahead")
        out: dict[str, float] = {}
        for label, pull in zip(labels, pulls, strict=True):
            if label not in ("usual", "ahead"):
                out[label] = out.get(label, 0.0) + float(pull)
        return out


def _own(passing: Floats, ahead: Floats) -> Floats:
    return np.concatenate([passing, ahead * passing[:, :1]], axis=1)


def _passing(known: Floats, usual: Floats | None = None) -> tuple[Floats, Floats]:
    """Return the log odds with which each unit has passed each rung when it reached it, fading, and the usual share.

    Shapes: (rungs, units, months, memories) and (rungs,). One case of the usual share is added to every count.
    """
    passed = (known[None] > RUNGS[:, None, None]).astype(np.float64)
    reached = np.concatenate([np.ones((1, *known.shape)), passed[:-1]])
    if usual is None:
        usual = np.clip(passed.sum((1, 2)) / np.maximum(reached.sum((1, 2)), 1.0), 0.02, 0.98)
    out = np.empty((*passed.shape, len(MEMORIES)))
    for number, memory in enumerate(MEMORIES):
        keep = 0.5 ** (1 / memory)
        yes, all_ = np.zeros(passed.shape[:2]), np.zeros(passed.shape[:2])
        for month in range(known.shape[1]):
            yes, all_ = yes * keep + passed[:, :, month], all_ * keep + reached[:, :, month]
            share = (yes + usual[:, None]) / (all_ + 1.0)
            out[:, :, month, number] = np.log(share / (1 - share))
    return out, usual


def _logistic(design: Floats, happened: Floats, weight: Floats, penalty: float, towards: Floats) -> Floats:
    """Return ridge logistic coefficients, drawn to ``towards``, by Newton's method with step halving."""
    ridge = np.full(design.shape[1], penalty)
    ridge[0] = 0.01
    at = towards.copy()
    terms = design @ at

    def loss(terms: Floats, at: Floats) -> float:
        fit = (weight * (np.logaddexp(0, terms) - happened * terms)).sum()
        return float(fit + (ridge * (at - towards) ** 2).sum() / 2)

    now = loss(terms, at)
    for _ in range(30):
        chance = _expit(terms)
        slope = design.T @ (weight * (happened - chance)) - ridge * (at - towards)
        curve = (design * (weight * chance * (1 - chance))[:, None]).T @ design + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        for _ in range(12):
            terms_next = design @ (at + step)
            after = loss(terms_next, at + step)
            if after <= now:
                break
            step = step / 2
        gain, at, terms, now = now - after, at + step, terms_next, after
        if gain < 1e-3:
            break
    return np.asarray(at)


def _expit(terms: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(terms, -30, 30))))


def _from_survival(survival: Floats, count: int, cap: float) -> Floats:
    """Return the quantiles at even steps: log-linear between rungs, Pareto beyond the last, whole numbers."""
    exceeded = (np.arange(count) + 0.5) / count
    depth, heights = -np.log(exceeded), np.log(RUNGS)
    out = np.zeros((*survival.shape[:2], count))
    for place in np.ndindex(*survival.shape[:2]):
        chances = np.maximum(survival[place], 1e-12)
        values = np.exp(np.interp(depth, -np.log(chances), heights))
        beyond = exceeded < chances[-1]
        values[beyond] = RUNGS[-1] * (chances[-1] / exceeded[beyond]) ** (1 / TAIL)
        out[place] = np.where(exceeded < chances[0], np.maximum(np.round(values), 1.0), 0.0)
    return np.minimum(out, cap)
