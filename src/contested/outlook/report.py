"""The score tables of a backtest, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from contested.outlook.backtest import Outcomes, Track
from contested.outlook.blend import YEAR
from contested.outlook.months import month_text
from contested.outlook.panel import Panel
from contested.outlook.summary import (
    MEASURES,
    Period,
    difference,
    means,
    past_onsets,
    periods,
    pit_histogram,
    reliability,
    warning,
)

REFERENCE, DEFAULT = "conflictology12", "blend"
ONSET_YEARS = 10  # years before the first origin that say how often quiet ends


@dataclass(frozen=True, slots=True, eq=False)
class Results:
    """A backtest: the data, what came, and the track of each model."""

    panel: Panel
    outcomes: Outcomes
    tracks: tuple[Track, ...]

    def track(self, model: str) -> Track | None:
        """Return the track of a model, or None."""
        return next((track for track in self.tracks if track.model == model), None)


def markdown(results: Results) -> str:
    """Return the tables: what was scored, means, differences, warnings, reliability, PIT. Same results, same text."""
    spans = periods(results.outcomes.windows)
    shown = (*spans[:3], *(span for span in spans[3:] if span.late))
    lines = [*_about(results), *_means(results, spans), *_differences(results, shown)]
    lines += [*_warnings(results, shown), *_reliability(results, spans[0]), *_pit(results, spans[0])]
    return "\n".join(lines).rstrip() + "\n"


def _about(results: Results) -> Iterator[str]:
    outcomes = results.outcomes
    yield f"Data: {results.panel.source}. Vintage: as in these files, for inputs and outcomes alike; what was known at "
    yield "the time differed, and later corrections are in the inputs."
    yield ""
    for window, values in zip(outcomes.windows, outcomes.values, strict=True):
        known = ~np.isnan(values)
        yield (
            f"- {window.label}: data to {month_text(window.origin)}, {int(known.any(1).sum())} units, "
            f"{int(known.sum())} unit-months scored"
        )
    yield ""


def _means(results: Results, spans: Sequence[Period]) -> Iterator[str]:
    for span in spans:
        heavy = " and ".join(results.outcomes.names[row] for row in results.outcomes.heaviest(2, span.chosen))
        yield f"**{span.label}** (the two heaviest: {heavy})"
        yield ""
        head = ("model", "CRPS", "IGN", "MIS", "CRPS of log1p", "90 % coverage", "of active", "CRPS without the two",
                "IGN", "CRPS of log1p")  # fmt: skip
        rows = []
        for track in results.tracks:
            row = means(track, results.outcomes, span)
            rows.append(
                (row.model, f"{row.crps:.2f}", f"{row.ign:.3f}", f"{row.mis:.1f}", f"{row.log_crps:.4f}",
                 f"{row.covered:.3f}", f"{row.active:.3f}", f"{row.without:.2f}", f"{row.ign_without:.3f}",
                 f"{row.log_crps_without:.4f}")
            )  # fmt: skip
        yield from _table(head, rows)


def _differences(results: Results, spans: Sequence[Period]) -> Iterator[str]:
    default = results.track(DEFAULT)
    others = [track for track in results.tracks if track is not default]
    if default is None or not others:
        return
    yield f"Difference of {DEFAULT} to others (below zero: {DEFAULT} is better), with the paired 95 % interval of 2000 "
    yield "resamples of units, each with all its months:"
    yield ""
    rows = []
    for span in spans:
        heavy = results.outcomes.heaviest(2, span.chosen).tolist()
        for other in others:
            cells = [difference(default, other, span, measure) for measure in MEASURES[:4]]
            cells.append(difference(default, other, span, "crps", heavy))
            told = (f"{c.mean:+.4g} [{c.low:+.4g}, {c.high:+.4g}]" for c in cells)
            rows.append((span.label, other.model, *told))
    yield from _table(("period", "to", "CRPS", "IGN", "MIS", "CRPS of log1p", "CRPS without the two"), rows)


def _warnings(results: Results, spans: Sequence[Period]) -> Iterator[str]:
    share = quiet_share(results)
    yield "Warnings. Escalation: at least 25 deaths and twice the mean of the last twelve months known; recall at "
    yield "alarms for 5 % of unit-months. After quiet: 25 deaths in a month, in units without a death in twelve "
    yield f"months; Brier skill against the share of the {ONSET_YEARS} years before the first origin ({share:.5f})."
    yield ""
    head = ("period", "model", "escalations", "recall", "quiet unit-months", "with 25 deaths", "Brier skill", "AUC",
            "AUC >=1", "AUC >=25", "AUC >=100", "AUC >=1000", "Brier >=25")  # fmt: skip
    rows = []
    for span in spans:
        for track in results.tracks:
            row = warning(track, results.outcomes, span, share)
            rows.append(
                (row.period, row.model, str(row.escalations), f"{row.recall:.3f}", str(row.quiet_cases),
                 str(row.quiet_hits), _known(row.skill, "+.3f"), _known(row.onset_auc),
                 *(_known(v) for _, v in row.auc), f"{row.brier[1][1]:.4f}")
            )  # fmt: skip
    yield from _table(head, rows)


def _known(value: float, form: str = ".3f") -> str:
    """Return a number, or a dash where there is none, for nothing of the kind came."""
    return "-" if np.isnan(value) else format(value, form)


def quiet_share(results: Results) -> float:
    """Return how often 25 deaths followed twelve quiet months in the years before the first origin."""
    first = results.outcomes.windows[0].origin
    years = range(ONSET_YEARS + 1, 1, -1)
    origins = [first - YEAR * back for back in years if first - YEAR * back - results.panel.first >= YEAR]
    if not origins:
        return 0.001
    came = np.stack([results.panel.months(origin + 3, YEAR) for origin in origins])
    quiet = np.stack([results.panel.until(origin).known()[:, -YEAR:].sum(1) == 0 for origin in origins])
    return past_onsets(came, np.repeat(quiet[..., None], YEAR, axis=2))


def _reliability(results: Results, span: Period) -> Iterator[str]:
    track = results.track(DEFAULT)
    if track is None:
        return
    yield f"Reliability of {DEFAULT}, {span.label}: mean chance given, share that came, unit-months."
    yield ""
    known = results.outcomes.known[span.chosen]
    came = np.nan_to_num(results.outcomes.values[span.chosen])
    rows = []
    for threshold, chances in track.chances.items():
        for given, share, cases in reliability(chances[span.chosen][known], (came >= threshold)[known]):
            rows.append((f"at least {threshold:g}", f"{given:.3f}", f"{share:.3f}", str(cases)))
    yield from _table(("deaths in a month", "given", "came", "cases"), rows)


def _pit(results: Results, span: Period) -> Iterator[str]:
    yield f"PIT in units with deaths in the last twelve months, {span.label}: share of outcomes in each tenth of the "
    yield "forecast (0.1 each were perfect; outcomes that tie with samples count at the middle of the tie)."
    yield ""
    rows = []
    for track in results.tracks:
        rows.append((track.model, *(f"{v:.3f}" for v in pit_histogram(track, results.outcomes, span))))
    yield from _table(("model", *(f"{n / 10:.1f}-{(n + 1) / 10:.1f}" for n in range(10))), rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join('---' for _ in head)} |"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""
