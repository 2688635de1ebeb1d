"""Backtests and outlooks: files and dossiers in, tables and pages out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from contested.model.errors import InputError
from contested.outlook.backtest import Window, outcomes_of, run, windows_of
from contested.outlook.forecast import SAMPLES, SEED, Draw
from contested.outlook.models import named_models
from contested.outlook.months import month_text, year_and_month
from contested.outlook.panel import Panel
from contested.outlook.read import Reading, read_panel
from contested.outlook.report import Results, markdown

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
