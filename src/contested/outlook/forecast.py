"""What a model is: something that is fitted to a panel and then draws from the months to come."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import pyarrow as pa

from contested.outlook.months import first_day
from contested.outlook.panel import Floats, Panel, Unit

HORIZONS = tuple(range(3, 15))  # months ahead of the last month known, on the VIEWS protocol
SAMPLES = 1000
SEED = 20240601


@dataclass(frozen=True, slots=True)
class Draw:
    """What is asked of a fitted model: months ahead, samples a month, seed."""

    horizons: tuple[int, ...] = HORIZONS
    samples: int = SAMPLES
    seed: int = SEED

    def rng(self) -> np.random.Generator:
        """Return a generator that starts at the seed."""
        return np.random.default_rng(self.seed)


class Fitted(Protocol):
    """A model that has seen a panel."""

    def predict(self, panel: Panel, draw: Draw) -> Floats:
        """Return samples of the months after the panel's last, shape (units, horizons, samples)."""
        ...


class Model(Protocol):
    """A model that is not fitted yet. It sees nothing but the panel that it is given."""

    @property
    def name(self) -> str:
        """Return the name under which its scores are shown."""
        ...

    def fit(self, panel: Panel) -> Fitted:
        """Return the model fitted to a panel, which ends with the last month known."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Keeping:
    """A model that is fitted to the same panel only once; several users may share it."""

    model: Model
    _fitted: dict[bytes, Fitted] = field(default_factory=dict, repr=False)

    @property
    def name(self) -> str:
        """Return the name of the model."""
        return self.model.name

    def fit(self, panel: Panel) -> Fitted:
        """Return the model fitted to a panel, from memory where it was fitted to an equal one before."""
        key = panel.digest()
        if key not in self._fitted:
            self._fitted[key] = self.model.fit(panel)
        return self._fitted[key]


@dataclass(frozen=True, slots=True, eq=False)
class Forecast:
    """Samples for units and months: shape (units, horizons, samples); ``origin`` is the last month known."""

    model: str
    units: tuple[Unit, ...]
    origin: int
    horizons: tuple[int, ...]
    samples: Floats

    def to_frame(self) -> pa.Table:
        """Return the long form: unique_id, ds, sample, y; one row a sample."""
        count = self.samples.shape[-1]
        cells = [(unit.id, first_day(self.origin + h)) for unit in self.units for h in self.horizons]
        return pa.table(
            {
                "unique_id": pa.array([name for name, _ in cells for _ in range(count)], pa.string()),
                "ds": pa.array([day for _, day in cells for _ in range(count)], pa.date32()),
                "sample": pa.array(np.tile(np.arange(count), len(cells))),
                "y": pa.array(self.samples.reshape(-1)),
            }
        )


def forecast(model: Model, panel: Panel, draw: Draw = Draw()) -> Forecast:
    """Return the forecast of a model from a panel's last month on. Same panel, model and seed: same samples."""
    samples = model.fit(panel).predict(panel, draw)
    return Forecast(model.name, panel.units, panel.last, draw.horizons, samples)
