"""Frames in, frames out: models behind the interface that forecasting libraries share.

A frame is a pyarrow table, or anything that hands one over (pandas and polars data frames do), with the columns
``unique_id``, ``ds`` (dates, or text like 2020-09) and ``y``. Samples come back as ``unique_id, ds, sample, y``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pyarrow as pa

from contested.model.errors import InputError
from contested.outlook.backtest import Window
from contested.outlook.forecast import SAMPLES, SEED, Draw, Fitted, Forecast, Model
from contested.outlook.models import default_model
from contested.outlook.months import first_day, month_text
from contested.outlook.panel import Panel, Unit, from_frame
from contested.outlook.scores import score

FARTHEST = 14  # months ahead


class Frame(Protocol):
    """What hands over an Arrow table."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Return the table as an Arrow stream."""
        ...


@dataclass(frozen=True, slots=True)
class Forecaster:
    """A model to be fitted to frames, and how it draws. The default model where none is given.

    ``iso3`` gives the country code of a unit, by which the default finds its neighbours; it may be left out.
    """

    model: Model | None = None
    samples: int = SAMPLES
    seed: int = SEED
    iso3: Mapping[str, str] | None = None

    def fit(self, frame: Frame) -> FittedForecaster:
        """Return the model fitted to a frame. InputError where a column is missing or no month is known."""
        panel = _panel(frame, self.iso3 or {})
        model = self.model or default_model()
        return FittedForecaster(model.name, model.fit(panel), panel, Draw(samples=self.samples, seed=self.seed))

    def cross_validation(self, frame: Frame, cutoffs: Sequence[int], h: int = FARTHEST) -> pa.Table:
        """Return scores by cutoff, unit and month: unique_id, cutoff, ds, y, crps, ign, mis, log_crps.

        ``cutoffs`` are numbers of the last months known (`month_number`); at each, the model sees nothing later.
        """
        panel = _panel(frame, self.iso3 or {})
        model = self.model or default_model()
        parts = []
        for cutoff in cutoffs:
            window = Window(cutoff, _ahead(h))
            seen = panel.until(cutoff)
            drawn = model.fit(seen).predict(seen, Draw(window.ahead, self.samples, self.seed))
            came = panel.months(cutoff + 1, h)
            scores = score(drawn, came)
            rows, columns = np.nonzero(~np.isnan(came))
            parts.append(
                pa.table(
                    {
                        "unique_id": [panel.units[row].id for row in rows],
                        "cutoff": pa.array([first_day(cutoff)] * len(rows), pa.date32()),
                        "ds": pa.array([first_day(cutoff + 1 + int(column)) for column in columns], pa.date32()),
                        "y": came[rows, columns],
                        "crps": scores.crps[rows, columns],
                        "ign": scores.ign[rows, columns],
                        "mis": scores.mis[rows, columns],
                        "log_crps": scores.log_crps[rows, columns],
                    }
                )
            )
        if not parts:
            raise InputError(month_text(panel.last), "no cutoff is given", "Give the last months known, as numbers.")
        return pa.concat_tables(parts)


@dataclass(frozen=True, slots=True, eq=False)
class FittedForecaster:
    """A fitted model and the panel it was fitted to."""

    name: str
    fitted: Fitted
    panel: Panel
    draw: Draw

    def predict(self, h: int = FARTHEST) -> pa.Table:
        """Return samples of the next ``h`` months (at most 14): unique_id, ds, sample, y."""
        draw = Draw(_ahead(h), self.draw.samples, self.draw.seed)
        samples = self.fitted.predict(self.panel, draw)
        return Forecast(self.name, self.panel.units, self.panel.last, draw.horizons, samples).to_frame()


def _ahead(h: int) -> tuple[int, ...]:
    if not 1 <= h <= FARTHEST:
        raise InputError(f"h={h}", "is out of range", f"Ask for 1 to {FARTHEST} months ahead.")
    return tuple(range(1, h + 1))


def _panel(frame: Frame, iso3: Mapping[str, str]) -> Panel:
    panel = from_frame(pa.table(frame))
    units = tuple(Unit(unit.id, unit.name, iso3.get(unit.id, unit.iso3)) for unit in panel.units)
    return Panel(units, panel.first, panel.y, panel.source)
