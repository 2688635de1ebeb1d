"""The default: a linear pool of models whose weights are learned from how well each did on past windows.

Stacking of predictive distributions (Yao et al. 2018, Bayesian Analysis 13) by the log score of the challenge's bins.
Weights differ by how active a unit was in the last twelve months, drawn to the weights of all units together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache, partial

import numpy as np

from contested.outlook.baselines import Smoothed
from contested.outlook.cases import FAR, NEAR, Learning, Span
from contested.outlook.draws import pooled
from contested.outlook.features import months_since
from contested.outlook.forecast import Draw, Fitted, Keeping, Model
from contested.outlook.ladder import Ladder
from contested.outlook.panel import Floats, Ints, Panel
from contested.outlook.scores import bin_of, bin_shares

GROUPS = ("quiet five years", "quiet a year", "1-3 months of 12", "4-9 months of 12", "10-12 months, under 100",
          "10-12 months, 100 and more")  # fmt: skip
YEAR = 12


def default_parts(span: Span = FAR) -> tuple[Model, ...]:
    """Return the parts of the default blend: the ladder, slow and fast conflictology with a kernel."""
    return (Keeping(Ladder(learning=Learning(span))), Smoothed(36, 6.0), Smoothed(12, 3.0, 0.5, 0.8))


@dataclass(frozen=True, slots=True, eq=False)
class Blend:
    """The pool before its weights are known.

    ``windows`` past spells of months ahead (``span``), ``step`` months from one to the next, teach the weights;
    ``pull`` cases of the common weights count in each group. What the parts said of past windows is kept, which makes
    a backtest with a moving origin cheap.
    """

    parts: tuple[Model, ...] = field(default_factory=default_parts)
    windows: int = 6
    pull: float = 200.0
    name: str = "blend"
    span: Span = FAR
    step: int = YEAR
    _likely: dict[tuple[str, bytes], Floats] = field(default_factory=dict, repr=False)

    def fit(self, panel: Panel) -> FittedBlend:
        """Return the parts fitted to the panel, and their weights by group, learned on windows within it."""
        chances, groups = [], []
        for back in range(self.windows, 0, -1):
            origin = panel.last - self.step * back - (self.span[0] - 1) % self.step
            if origin - panel.first < 3 * YEAR:
                continue
            seen = panel.until(origin)
            outcomes = panel.months(origin + self.span[0], len(self.ahead))
            known = ~np.isnan(outcomes)
            likely = np.stack([self._chances(part, seen, outcomes) for part in self.parts], axis=-1)
            chances.append(likely[known])
            groups.append(np.repeat(activity(seen)[:, None], len(self.ahead), axis=1)[known])
        parts = tuple(part.fit(panel) for part in self.parts)
        return FittedBlend(parts, self._weights(chances, groups))

    @property
    def ahead(self) -> tuple[int, ...]:
        """Return the months ahead that the blend is for."""
        return tuple(range(self.span[0], self.span[1] + 1))

    def _weights(self, chances: list[Floats], groups: list[Ints]) -> Floats:
        even = np.full(len(self.parts), 1 / len(self.parts))
        if not chances:
            return np.tile(even, (len(GROUPS), 1))
        likely, group = np.concatenate(chances), np.concatenate(groups)
        common = stacking_weights(likely, even, 0.0)
        return np.stack([stacking_weights(likely[group == g], common, self.pull) for g in range(len(GROUPS))])

    def _chances(self, part: Model, seen: Panel, outcomes: Floats) -> Floats:
        """Return the chance that a part gave to the bin of each outcome."""
        key = (part.name, seen.digest() + outcomes.tobytes())
        if key not in self._likely:
            shares = bin_shares(part.fit(seen).predict(seen, Draw(horizons=self.ahead)))
            number = np.nan_to_num(bin_of(outcomes)).astype(np.int64)
            self._likely[key] = np.take_along_axis(shares, number[..., None], 2)[..., 0]
        return self._likely[key]


@dataclass(frozen=True, slots=True, eq=False)
class FittedBlend:
    """Fitted parts, and their weights: shape (groups, parts), each row summing to one."""

    parts: tuple[Fitted, ...]
    weights: Floats

    def predict(self, panel: Panel, draw: Draw) -> Floats:
        """Return the pool of what the parts draw, by the group of each unit."""
        drawn = [part.predict(panel, draw) for part in self.parts]
        out, groups = np.empty_like(drawn[0]), activity(panel)
        for group, weights in enumerate(self.weights):
            members = groups == group
            if members.any():
                out[members] = pooled([part[members] for part in drawn], weights)
        return out


@dataclass(frozen=True, slots=True, eq=False)
class NearAndFar:
    """Two blends as one model: months one and two ahead have their own, for what helps there does not help later."""

    far: Blend = field(default_factory=Blend)
    near: Blend = field(default_factory=lambda: Blend(default_parts(NEAR), windows=12, span=NEAR, step=6))
    name: str = "blend"

    def fit(self, panel: Panel) -> FittedPair:
        """Return both blends; each is fitted when a month of its span is first asked for."""
        return FittedPair(cache(partial(self.near.fit, panel)), cache(partial(self.far.fit, panel)))


@dataclass(frozen=True, slots=True, eq=False)
class FittedPair:
    """What gives the blend for months one and two ahead, and the one for the months after."""

    near: Callable[[], FittedBlend]
    far: Callable[[], FittedBlend]

    def predict(self, panel: Panel, draw: Draw) -> Floats:
        """Return samples of the months asked for, each from the blend of its span."""
        out = np.empty((len(panel.units), len(draw.horizons), draw.samples))
        for which, inside in ((self.near, True), (self.far, False)):
            places = [place for place, ahead in enumerate(draw.horizons) if (ahead <= NEAR[1]) is inside]
            if places:
                asked = replace(draw, horizons=tuple(draw.horizons[place] for place in places))
                out[:, places] = which().predict(panel, asked)
        return out


def activity(panel: Panel) -> Ints:
    """Return the number of the activity group (GROUPS) of each unit at the panel's end."""
    known = panel.known()
    recent = known[:, -YEAR:]
    active = (recent > 0.5).sum(1)
    silent = months_since(known > 0.5)[:, -1]
    quiet = np.where(silent >= 5 * YEAR, 0, 1)
    busy = np.where(recent.mean(1) < 100, 4, 5)
    return np.asarray(np.where(active == 0, quiet, np.where(active <= 3, 2, np.where(active <= 9, 3, busy))))


def stacking_weights(likely: Floats, prior: Floats, pull: float, rounds: int = 60) -> Floats:
    """Return the pool weights that maximise the log score of ``likely`` (cases, parts), by expectation-maximisation.

    ``pull`` cases that follow the ``prior`` weights are added.
    """
    weights = prior.copy()
    if not len(likely):
        return weights
    for _ in range(rounds):
        joint = likely * weights
        weights = (joint / joint.sum(1, keepdims=True)).sum(0) + pull * prior
        weights = weights / weights.sum()
    return weights
