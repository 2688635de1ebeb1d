"""From tracks to tables: means by period, paired differences with intervals, and what means do not show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from contested.outlook.backtest import Outcomes, Track, Window, escalation_bar
from contested.outlook.panel import Bools, Floats
from contested.outlook.scores import auc, brier

CHOSEN_ON, CONFIRMED_ON = (2018, 2021), (2022, 2023)
MEASURES = ("crps", "ign", "mis", "log_crps", "covered")
ALARMS = 0.05  # share of country-months for which an alarm may be raised
RESAMPLES, RESAMPLING_SEED = 2000, 7
RELIABILITY_EDGES = (0.0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0)
PIT_BINS = 10
ACTIVE_GROUP = 2  # activity groups from here on had deaths in the last twelve months


@dataclass(frozen=True, slots=True, eq=False)
class Period:
    """Windows looked at together; ``chosen`` marks them. ``late``: after the years that models were made on."""

    label: str
    chosen: Bools
    late: bool = False


@dataclass(frozen=True, slots=True)
class Means:
    """Mean scores of a model in a period. ``active``: coverage in units with deaths in the last twelve months."""

    model: str
    period: str
    crps: float
    ign: float
    mis: float
    log_crps: float
    covered: float
    active: float
    without: float  # mean CRPS without the two units with most deaths in the period
    ign_without: float
    log_crps_without: float


@dataclass(frozen=True, slots=True)
class Difference:
    """Mean difference of a model to a reference, with its paired 95 % interval (bootstrap over units)."""

    model: str
    reference: str
    period: str
    measure: str
    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class WarningSkill:
    """How a model does as a warning: escalations and first battles after quiet."""

    model: str
    period: str
    escalations: int
    recall: float  # share of escalations among the alarms of the budget
    quiet_cases: int
    quiet_hits: int
    skill: float  # Brier skill against the past share, for 25 deaths after twelve quiet months
    onset_auc: float
    auc: tuple[tuple[float, float], ...]  # (threshold, AUC)
    brier: tuple[tuple[float, float], ...]


def periods(windows: Sequence[Window]) -> tuple[Period, ...]:
    """Return the periods of a backtest: all scored years up to 2023, chosen on, confirmed on, later ones by label."""
    years = np.array([window.year for window in windows])
    spans = [(min(years), min(max(years), CONFIRMED_ON[1]))] if len(set(years)) > 1 else []
    spans += [CHOSEN_ON, CONFIRMED_ON]
    found = {}
    for low, high in spans:
        chosen = (years >= low) & (years <= high)
        covered = sorted(set(years[chosen].tolist()))
        if len(covered) > 1:
            found[f"{covered[0]}-{covered[-1]}"] = chosen
    for window in windows:
        found.setdefault(window.label, np.array([other.label == window.label for other in windows]))
    return tuple(Period(label, chosen, bool(years[chosen].min() > CONFIRMED_ON[1])) for label, chosen in found.items())


def means(track: Track, outcomes: Outcomes, period: Period) -> Means:
    """Return the mean scores of a model in a period."""
    values = {name: getattr(track.scores, name)[period.chosen] for name in MEASURES}
    active = values["covered"][outcomes.group[period.chosen] >= ACTIVE_GROUP]
    rest = np.ones(len(outcomes.units), bool)
    rest[outcomes.heaviest(2, period.chosen)] = False
    return Means(
        track.model,
        period.label,
        **{name: float(np.nanmean(value)) for name, value in values.items()},
        active=float(np.nanmean(active)) if len(active) else float("nan"),
        without=float(np.nanmean(values["crps"][:, rest])),
        ign_without=float(np.nanmean(values["ign"][:, rest])),
        log_crps_without=float(np.nanmean(values["log_crps"][:, rest])),
    )


def difference(
    track: Track, reference: Track, period: Period, measure: str, left_out: Sequence[int] = ()
) -> Difference:
    """Return the paired difference of a measure; units (with all their months) are resampled 2000 times.

    Rows of units that are ``left_out`` do not count.
    """
    gap = (getattr(track.scores, measure) - getattr(reference.scores, measure))[period.chosen]
    gap = np.delete(gap, list(left_out), axis=1)
    sums, counts = np.nansum(gap, axis=(0, 2)), (~np.isnan(gap)).sum(axis=(0, 2))
    rng = np.random.default_rng(RESAMPLING_SEED)
    picks = rng.integers(0, len(sums), (RESAMPLES, len(sums)))
    drawn = sums[picks].sum(1) / np.maximum(counts[picks].sum(1), 1)
    low, high = np.quantile(drawn, (0.025, 0.975))
    mean = float(sums.sum() / counts.sum())
    return Difference(track.model, reference.model, period.label, measure, mean, float(low), float(high))


def warning(track: Track, outcomes: Outcomes, period: Period, past_share: float) -> WarningSkill:
    """Return how a model does as a warning; ``past_share`` is how often 25 deaths followed quiet before the period."""
    known = outcomes.known[period.chosen]
    came = np.nan_to_num(outcomes.values[period.chosen])
    rising = (came >= escalation_bar(outcomes.recent[period.chosen])[..., None])[known]
    recall = alarm_recall(track.escalation[period.chosen][known], rising)
    quiet = known & (outcomes.group[period.chosen] < ACTIVE_GROUP)[..., None]
    chance, onset = track.chances[25.0][period.chosen][quiet], (came >= 25)[quiet]
    base = brier(np.full(len(onset), past_share), onset)
    tables = {t: (chances[period.chosen][known], (came >= t)[known]) for t, chances in track.chances.items()}
    return WarningSkill(
        track.model,
        period.label,
        int(rising.sum()),
        recall,
        len(onset),
        int(onset.sum()),
        1 - brier(chance, onset) / base if onset.any() else float("nan"),
        auc(chance, onset),
        tuple((threshold, auc(*table)) for threshold, table in tables.items()),
        tuple((threshold, brier(*table)) for threshold, table in tables.items()),
    )


def alarm_recall(chances: Floats, happened: Bools, budget: float = ALARMS) -> float:
    """Return the share of what happened among the ``budget`` highest chances; cases that tie count in part."""
    if not happened.any():
        return float("nan")
    room = int(budget * len(chances))
    bar = np.sort(chances)[len(chances) - room] if room else np.inf
    above, at = chances > bar, chances == bar
    share = (room - above.sum()) / at.sum() if at.any() else 0.0
    return float((happened[above].sum() + share * happened[at].sum()) / happened.sum())


def reliability(chances: Floats, happened: Bools) -> tuple[tuple[float, float, int], ...]:
    """Return (mean chance, share that happened, cases) of each band of chances that has cases."""
    band = np.clip(np.searchsorted(RELIABILITY_EDGES, chances, side="right") - 1, 0, len(RELIABILITY_EDGES) - 2)
    rows = []
    for number in range(len(RELIABILITY_EDGES) - 1):
        inside = band == number
        if inside.any():
            rows.append((float(chances[inside].mean()), float(happened[inside].mean()), int(inside.sum())))
    return tuple(rows)


def pit_histogram(track: Track, outcomes: Outcomes, period: Period) -> Floats:
    """Return the shares of PIT values in ten even bands, for units with deaths in the last twelve months."""
    values = track.pit[period.chosen][outcomes.group[period.chosen] >= ACTIVE_GROUP]
    counts, _ = np.histogram(values[~np.isnan(values)], bins=PIT_BINS, range=(0, 1))
    return np.asarray(counts / max(counts.sum(), 1))


def past_onsets(outcomes_before: Floats, quiet_before: Bools) -> float:
    """Return the share of the marked months that had 25 deaths or more, with half a case added."""
    cases = outcomes_before[quiet_before]
    cases = cases[~np.isnan(cases)]
    return float(((cases >= 25).sum() + 0.5) / (len(cases) + 1))
