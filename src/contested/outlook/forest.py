"""A quantile regression forest of ratios: what came over the level of late, in past cases that looked alike.

Meinshausen (2006, JMLR 7): the forecast of a case are the outcomes of the training cases that share its leaves. Trees
are grown on log ratios to the mean of the last twelve months; a drawn case without deaths stays without, any other
lends its ratio. scikit-learn grows the trees; it is an extra (`pip install "contested[forest]"`), for the default does
without.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Protocol

import numpy as np

from contested.model.errors import InputError
from contested.outlook.cases import Learning, past_cases
from contested.outlook.draws import worst_ever
from contested.outlook.features import features
from contested.outlook.forecast import Draw
from contested.outlook.panel import Floats, Ints, Panel
from contested.outlook.regions import region_columns

LEVEL = "mean12"  # log1p of the mean of the last twelve months: what ratios are taken to


def forest_is_there() -> bool:
    """Return whether scikit-learn is installed."""
    return find_spec("sklearn") is not None


class Trees(Protocol):
    """Grown trees."""

    def apply(self, design: Floats) -> Ints:
        """Return the leaf of each case in each tree, shape (cases, trees)."""
        ...


@dataclass(frozen=True, slots=True)
class Forest:
    """The forest before it is grown: trees, fewest cases of a leaf, share of inputs looked at for a split."""

    trees: int = 200
    leaf: int = 20
    inputs: float = 0.3
    learning: Learning = field(default_factory=Learning)
    name: str = "forest"

    def fit(self, panel: Panel) -> FittedForest:
        """Return the forest grown on past cases of all units. InputError where scikit-learn is not installed."""
        if not forest_is_there():
            raise InputError("forest", "needs scikit-learn", 'Install it: pip install "contested[forest]".')
        from sklearn.ensemble import RandomForestRegressor  # an extra, and slow to load

        cases = past_cases(panel, self.learning)
        values, level = _inputs(panel)
        design = _design(values[cases.unit, cases.origin], cases.horizon)
        ratio = np.log1p(cases.outcome) - level[cases.unit, cases.origin]
        grower = RandomForestRegressor(
            self.trees, min_samples_leaf=self.leaf, max_features=self.inputs, random_state=self.learning.seed, n_jobs=1
        )
        grower.fit(design, ratio, sample_weight=cases.weight)
        leaves = np.asarray(grower.apply(design), dtype=np.int64)
        order = np.argsort(leaves, axis=0, kind="stable")
        ratios = np.where(cases.outcome > 0, ratio, -np.inf)
        return FittedForest(grower, np.take_along_axis(leaves, order, 0), ratios[order], worst_ever(panel))


@dataclass(frozen=True, slots=True, eq=False)
class FittedForest:
    """The trees, and for each of them the leaves of the training cases in order, and the ratios of these cases."""

    grower: Trees
    leaves: Ints  # (cases, trees)
    ratios: Floats  # (cases, trees); -inf where nothing came
    cap: float

    def predict(self, panel: Panel, draw: Draw) -> Floats:
        """Return what came in cases of the same leaves, by ratio to each unit's level, whole and capped."""
        values, level = _inputs(panel)
        rng, trees = draw.rng(), self.leaves.shape[1]
        out = []
        for ahead in draw.horizons:
            leaf = self.grower.apply(_design(values[:, -1], np.full(len(panel.units), ahead)))
            tree = np.arange(draw.samples) % trees
            points = rng.random((len(panel.units), draw.samples))
            drawn = np.empty_like(points)
            for number in range(trees):
                column, mine = self.leaves[:, number], tree == number
                low = np.searchsorted(column, leaf[:, number], side="left")[:, None]
                high = np.searchsorted(column, leaf[:, number], side="right")[:, None]
                drawn[:, mine] = self.ratios[low + (points[:, mine] * (high - low)).astype(np.int64), number]
            counts = np.maximum(np.round(np.expm1(level[:, -1:] + drawn)), 1.0)
            out.append(np.where(np.isfinite(drawn), np.minimum(counts, self.cap), 0.0))
        return np.stack(out, axis=1)


def _inputs(panel: Panel) -> tuple[Floats, Floats]:
    """Return the inputs of every unit and month, shape (units, months, inputs), and the levels (units, months)."""
    names, values = features(panel.y, panel.units)
    plain = [place for place, name in enumerate(names) if ">" not in name]
    where = region_columns(tuple(unit.iso3 for unit in panel.units))
    around = np.repeat(where[:, None, :], values.shape[1], axis=1)
    return np.nan_to_num(np.concatenate([values[..., plain], around], axis=-1), nan=-1.0), values[
        ..., names.index(LEVEL)
    ]


def _design(values: Floats, horizon: Ints) -> Floats:
    return np.concatenate([values, horizon[:, None]], axis=1)
