"""Backtest by moving origin: what a model would have said, against what came.

The VIEWS protocol: for a year y, data up to October of y-1, the twelve months of y (3 to 14 months ahead), every unit
with a known outcome, 1000 samples, one seed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from contested.outlook.blend import activity
from contested.outlook.cases import NEAR
from contested.outlook.forecast import HORIZONS, Draw, Model
from contested.outlook.months import month_number, month_text, year_and_month
from contested.outlook.panel import Bools, Floats, Ints, Panel
from contested.outlook.scores import Scores, exceedance, pit, score

THRESHOLDS = (1.0, 25.0, 100.0, 1000.0)
ESCALATION = 25.0  # least deaths of a month that counts as an escalation, beside the doubling
YEAR = 12


@dataclass(frozen=True, slots=True)
class Window:
    """One origin: ``origin`` is the last month known; ``ahead`` are months on end, by default the protocol's."""

    origin: int
    ahead: tuple[int, ...] = HORIZONS

    @property
    def year(self) -> int:
        """Return the year of the first month ahead."""
        return year_and_month(self.origin + self.ahead[0])[0]

    @property
    def label(self) -> str:
        """Return the year of the months ahead; the origin where a year of them is no calendar year."""
        whole = len(self.ahead) < YEAR or year_and_month(self.origin + self.ahead[0])[1] == 1
        return str(self.year) if whole else f"from {month_text(self.origin)}"


def windows_of(years: Sequence[int]) -> tuple[Window, ...]:
    """Return the windows of the protocol for years."""
    return tuple(Window(month_number(year - 1, 10)) for year in years)


@dataclass(frozen=True, slots=True, eq=False)
class Outcomes:
    """What came, shape (windows, units, horizons), and what was known of each unit at each origin (windows, units)."""

    windows: tuple[Window, ...]
    units: tuple[str, ...]
    names: tuple[str, ...]
    values: Floats
    recent: Floats  # mean of the last twelve months known
    group: Ints  # activity group

    @property
    def known(self) -> Bools:
        """Return where there is an outcome."""
        return np.asarray(~np.isnan(self.values))

    def heaviest(self, count: int, chosen: Bools) -> Ints:
        """Return the rows of the units with most deaths in the chosen windows."""
        deaths = np.nansum(self.values[chosen], axis=(0, 2))
        return np.argsort(-deaths, kind="stable")[:count]


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """How one model did: scores, PIT and chances, each (windows, units, horizons)."""

    model: str
    scores: Scores
    pit: Floats
    chances: Mapping[float, Floats]  # at least so many deaths
    escalation: Floats  # chance of at least twice the recent mean, and of ESCALATION deaths


def near_windows(years: Sequence[int]) -> tuple[Window, ...]:
    """Return the windows for months one and two ahead: data up to the end of every quarter, outcomes in years."""
    ahead = tuple(range(NEAR[0], NEAR[1] + 1))
    return tuple(Window(month_number(year - 1, 12) + 3 * quarter, ahead) for year in years for quarter in range(4))


def outcomes_of(panel: Panel, windows: Sequence[Window]) -> Outcomes:
    """Return what came after each origin, and what was known then; all windows look equally many months ahead."""
    seen = [panel.until(window.origin) for window in windows]
    return Outcomes(
        tuple(windows),
        tuple(unit.id for unit in panel.units),
        tuple(unit.name or unit.id for unit in panel.units),
        np.stack([panel.months(window.origin + window.ahead[0], len(window.ahead)) for window in windows]),
        np.stack([past.known()[:, -YEAR:].mean(1) for past in seen]),
        np.stack([activity(past) for past in seen]),
    )


def run(
    panel: Panel,
    models: Sequence[Model],
    outcomes: Outcomes,
    draw: Draw | None = None,
    told: Callable[[str], None] = lambda text: None,
) -> tuple[Track, ...]:
    """Return the track of every model. A model sees the panel up to the origin and nothing else."""
    tracks = []
    for model in models:
        parts = []
        for number, window in enumerate(outcomes.windows):
            told(f"{model.name}, {window.label}")
            past = panel.until(window.origin)
            samples = model.fit(past).predict(past, replace(draw or Draw(), horizons=window.ahead))
            parts.append(_judged(samples, outcomes.values[number], outcomes.recent[number]))
        tracks.append(_joined(model.name, parts))
    return tuple(tracks)


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    scores: Scores
    pit: Floats
    chances: dict[float, Floats]
    escalation: Floats


def _judged(samples: Floats, outcomes: Floats, recent: Floats) -> _Part:
    chances = {threshold: exceedance(samples, threshold) for threshold in THRESHOLDS}
    bar = escalation_bar(recent)[:, None, None]
    return _Part(score(samples, outcomes), pit(samples, outcomes), chances, np.asarray((samples >= bar).mean(-1)))


def escalation_bar(recent: Floats) -> Floats:
    """Return the deaths from which a month counts as an escalation over a recent monthly mean."""
    return np.asarray(np.maximum(2 * recent, ESCALATION))


def _joined(name: str, parts: Sequence[_Part]) -> Track:
    fields = ("crps", "ign", "mis", "log_crps", "covered")
    stacked = {field: np.stack([getattr(part.scores, field) for part in parts]) for field in fields}
    return Track(
        name,
        Scores(**stacked),
        np.stack([part.pit for part in parts]),
        {threshold: np.stack([part.chances[threshold] for part in parts]) for threshold in THRESHOLDS},
        np.stack([part.escalation for part in parts]),
    )
