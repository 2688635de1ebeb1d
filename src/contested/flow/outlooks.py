"""Backtests and outlooks: files and dossiers in, tables and outlooks out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from contested.flow.dossier import Dossier
from contested.model.errors import InputError
from contested.model.outlook import Outlook
from contested.model.record import Record
from contested.outlook.backtest import Window, outcomes_of, run, windows_of
from contested.outlook.dossier import series_of
from contested.outlook.eventful import events_note
from contested.outlook.forecast import SAMPLES, SEED, Draw
from contested.outlook.models import named_models
from contested.outlook.months import month_of, month_text, year_and_month
from contested.outlook.panel import Panel
from contested.outlook.read import Reading, read_panel
from contested.outlook.report import Results, markdown
from contested.outlook.signals import counted, signals_of
from contested.outlook.tell import basis_of, outlook_of, refused
from contested.outlook.truces import TruceOutlook, cases_of, read_cases, truce_outlook

FIRST_YEAR = 2018  # of the VIEWS protocol


@dataclass(frozen=True, slots=True)
class BacktestPlan:
    """What is backtested: files, models (empty: all), years or origins (empty: every year that has outcomes)."""

    files: tuple[Path, ...]
    models: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    origins: tuple[int, ...] = ()
    reading: Reading = field(default_factory=Reading)
    samples: int = SAMPLES
    seed: int = SEED


def backtest(plan: BacktestPlan, told: Callable[[str], None] = lambda text: None) -> Results:
    """Return the scores of models on files. InputError where a file or model is not known, or no month is scored."""
    models = named_models(plan.models)
    panel = read_panel(plan.files, plan.reading)
    windows = tuple(Window(origin) for origin in plan.origins) or windows_of(plan.years or scored_years(panel))
    late = next((window for window in windows if not panel.first + 36 <= window.origin < panel.last - 2), None)
    if late is not None or not windows:
        what = f"no outcome can be scored from {month_text(late.origin)} on" if late else "has no year to score"
        raise InputError(panel.source, what, "An origin needs three years of data before it and three months after it.")
    outcomes = outcomes_of(panel, windows)
    draw = Draw(samples=plan.samples, seed=plan.seed)
    return Results(panel, outcomes, run(panel, models, outcomes, draw, told))


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
    found = [_of_record(record, plan)]
    if plan.files:
        found += _of_countries(read_panel(plan.files, plan.reading), record.conflict.countries, plan.as_of)
    return tuple(found)


def _of_record(record: Record, plan: OutlookPlan) -> Outlook:
    series, signals = series_of(record), signals_of(record)
    published = [report.published for report in record.reports if report.published]
    last = max(published, default=None)
    counts = counted(signals, month_of(last)) if last else ()
    cases = read_cases(plan.truces) if plan.truces else cases_of(record)
    truce = truce_outlook(cases, last) if last else TruceOutlook((), "")
    if series.panel is None:
        bare = refused(record.conflict.title, series.refusal)
    else:
        bare = outlook_of(basis_of(series.panel, series.panel.source), 0)
        bare = replace(bare, score=f"{bare.score} The score is for countries, not for series drawn from reports.")
    return replace(
        bare,
        signals=counts,
        truce=truce.rows,
        truce_note=truce.note,
        events_note=events_note(record, last) if last else "",
    )


def _of_countries(panel: Panel, countries: Sequence[str], as_of: int | None) -> list[Outlook]:
    seen = panel if as_of is None else panel.until(as_of)
    rows = {unit.iso3: row for row, unit in enumerate(seen.units) if unit.iso3}
    rows = {unit.id: row for row, unit in enumerate(seen.units)} | rows
    basis = basis_of(seen, panel.source)
    missing = [refused(code, "The files hold no series for this country.") for code in countries if code not in rows]
    return [*(outlook_of(basis, rows[code]) for code in countries if code in rows), *missing]
