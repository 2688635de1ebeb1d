"""Backtests and outlooks: files and dossiers in, tables and outlooks out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from contested.flow.dossier import Dossier
from contested.model.errors import InputError
from contested.model.outlook import Outlook
from contested.model.record import Record
from contested.outlook.backtest import Window, near_windows, outcomes_of, run, windows_of
from contested.outlook.cases import FAR, NEAR
from contested.outlook.dossier import series_of
from contested.outlook.effects import Moved, moved_by_signs
from contested.outlook.eventful import events_note
from contested.outlook.forecast import SAMPLES, SEED, Draw
from contested.outlook.models import named_models
from contested.outlook.months import month_of, month_text, year_and_month
from contested.outlook.panel import Panel
from contested.outlook.read import Reading, read_panel
from contested.outlook.report import Results, markdown
from contested.outlook.signals import Signal, by_month, counted, signals_of
from contested.outlook.tell import AHEAD, Basis, basis_of, outlook_of, refused
from contested.outlook.truces import TruceOutlook, cases_of, read_cases, truce_outlook

FIRST_YEAR = 2018  # of the VIEWS protocol


@dataclass(frozen=True, slots=True)
class BacktestPlan:
    """What is backtested: files, models (empty: all), years or origins (empty: every year that has outcomes).

    ``near``: months one and two ahead, from the end of every quarter, in place of the protocol's.
    """

    files: tuple[Path, ...]
    models: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    origins: tuple[int, ...] = ()
    near: bool = False
    reading: Reading = field(default_factory=Reading)
    samples: int = SAMPLES
    seed: int = SEED


def backtest(plan: BacktestPlan, told: Callable[[str], None] = lambda text: None) -> Results:
    """Return the scores of models on files. InputError where a file or model is not known, or no month is scored."""
    models = named_models(plan.models, NEAR if plan.near else FAR)
    panel = read_panel(plan.files, plan.reading)
    windows = _windows(panel, plan)
    late = next((w for w in windows if not panel.first + 36 <= w.origin <= panel.last - w.ahead[0]), None)
    if late is not None or not windows:
        what = f"no outcome can be scored from {month_text(late.origin)} on" if late else "has no year to score"
        raise InputError(
            panel.source, what, "An origin needs three years of data before it, and a month that is scored."
        )
    outcomes = outcomes_of(panel, windows)
    draw = Draw(samples=plan.samples, seed=plan.seed)
    return Results(panel, outcomes, run(panel, models, outcomes, draw, told))


def _windows(panel: Panel, plan: BacktestPlan) -> tuple[Window, ...]:
    years = plan.years or scored_years(panel)
    if plan.near:
        ahead = tuple(range(NEAR[0], NEAR[1] + 1))
        found = tuple(Window(origin, ahead) for origin in plan.origins) or near_windows(years)
        return tuple(w for w in found if plan.origins or w.origin < panel.last)
    return tuple(Window(origin) for origin in plan.origins) or windows_of(years)


def backtest_text(plan: BacktestPlan, told: Callable[[str], None] = lambda text: None) -> str:
    """Return the score tables of a backtest as Markdown."""
    return markdown(backtest(plan, told))


def scored_years(panel: Panel) -> Sequence[int]:
    """Return the years from 2018 on (or the last six) of which the panel has a month."""
    last = year_and_month(panel.last)[0]
    first = max(FIRST_YEAR if last >= FIRST_YEAR else last - 5, year_and_month(panel.first)[0] + 5)
    return range(first, last + 1)


@dataclass(frozen=True, slots=True)
class OutlookPlan:
    """What an outlook rests on beside the record: files of monthly deaths, the last month to look at, truces."""

    files: tuple[Path, ...] = ()
    as_of: int | None = None
    reading: Reading = field(default_factory=Reading)
    truces: Path | None = None


def plan_of(dossier: Dossier) -> OutlookPlan:
    """Return the plan that a dossier's settings ask for."""
    truces = dossier.settings.truces
    files = tuple(dossier.folder / name for name in dossier.settings.outlook_data)
    return OutlookPlan(files, truces=dossier.folder / truces if truces else None)


def outlooks(record: Record, plan: OutlookPlan) -> tuple[Outlook, ...]:
    """Return the outlook of the dossier's own series, then those of its countries where files are given.

    InputError where a file cannot be read. What has not enough history has a refusal in place of months.
    """
    signs = _signs(record)
    found = [_of_record(record, plan, signs)]
    if plan.files:
        found += _of_countries(read_panel(plan.files, plan.reading), record.conflict.countries, plan.as_of, signs)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Signs:
    """The dated signs of a record, and the months in which a report was published."""

    signals: tuple[Signal, ...]
    watched: frozenset[int]

    def moving(self, panel: Panel, row: int) -> Moved:
        """Return what the signs do to the months after the end of a series."""
        deaths = panel.y[row]
        return moved_by_signs(deaths, by_month(self.signals, panel.first, len(deaths), self.watched), len(AHEAD))


def _signs(record: Record) -> _Signs:
    return _Signs(signals_of(record), frozenset(month_of(r.published) for r in record.reports if r.published))


def _of_record(record: Record, plan: OutlookPlan, signs: _Signs) -> Outlook:
    series = series_of(record)
    published = [report.published for report in record.reports if report.published]
    last = max(published, default=None)
    counts = counted(signs.signals, month_of(last)) if last else ()
    cases = read_cases(plan.truces) if plan.truces else cases_of(record)
    truce = truce_outlook(cases, last) if last else TruceOutlook((), "")
    if series.panel is None:
        bare = refused(record.conflict.title, series.refusal)
    else:
        bare = _with_signs(basis_of(series.panel, series.panel.source), 0, signs)
        bare = replace(bare, score=f"{bare.score} The score is for countries, not for series drawn from reports.")
    return replace(
        bare,
        signals=counts,
        truce=truce.rows,
        truce_note=truce.note,
        events_note=events_note(record, last) if last else "",
    )


def _of_countries(panel: Panel, countries: Sequence[str], as_of: int | None, signs: _Signs) -> list[Outlook]:
    seen = panel if as_of is None else panel.until(as_of)
    rows = {unit.iso3: row for row, unit in enumerate(seen.units) if unit.iso3}
    rows = {unit.id: row for row, unit in enumerate(seen.units)} | rows
    basis = basis_of(seen, panel.source)
    missing = [refused(code, "The files hold no series for this country.") for code in countries if code not in rows]
    return [*(_with_signs(basis, rows[code], signs) for code in countries if code in rows), *missing]


def _with_signs(basis: Basis, row: int, signs: _Signs) -> Outlook:
    moved = signs.moving(basis.panel, row)
    if not moved.effects:
        return replace(outlook_of(basis, row), signs_note=f"Signs do not move these chances: {moved.note}.")
    score = "The score is that of the model without signs."
    found = outlook_of(basis, row, moved.factors)
    note = f"Signs move these chances: {moved.note} times the mean of the next month, and less after it."
    return replace(found, signs_note=note, score=f"{found.score} {score}")
