from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pyarrow.compute as pc
import pyarrow.csv as pv
import pyarrow.parquet as pq
import pytest

from contested.flow.outlooks import BacktestPlan, backtest, backtest_text
from contested.model.errors import InputError
from contested.outlook.backtest import Window, outcomes_of, run, windows_of
from contested.outlook.baselines import Conflictology, Zero
from contested.outlook.forecast import Draw
from contested.outlook.months import month_number, month_text
from contested.outlook.summary import alarm_recall, difference, means, periods, reliability

from .series import generated

PANEL = generated()  # 1990-01 to 2023-12
OUTCOMES = outcomes_of(PANEL, windows_of(range(2020, 2024)))
TRACKS = run(PANEL, [Zero(), Conflictology()], OUTCOMES, Draw(samples=100))


def _written(folder: Path, months: int = 408) -> Path:
    lines = ["unique_id,ds,y"]
    panel = generated(months=months, units=20)
    for row, unit in enumerate(panel.units):
        lines += [f"{unit.id},{month_text(panel.first + n)},{panel.y[row, n]:g}" for n in range(months)]
    path = folder / "panel.csv"
    path.write_text("\n".join(lines) + "\n")
    return path


def test_windows_follow_the_protocol() -> None:
    (window,) = windows_of([2018])
    assert month_text(window.origin) == "2017-10"
    assert window.label == "2018"
    assert Window(month_number(2024, 4)).label == "from 2024-04"
    values = outcomes_of(PANEL, [window]).values[0]
    assert (values == PANEL.y[:, 336:348]).all()


def test_zero_scores_the_mean_of_what_came() -> None:
    for period in periods(OUTCOMES.windows):
        row = means(TRACKS[0], OUTCOMES, period)
        assert row.crps == pytest.approx(OUTCOMES.values[period.chosen].mean())
        assert row.without <= row.crps


def test_periods_are_years_and_their_groups() -> None:
    labels = [period.label for period in periods(windows_of(range(2018, 2025)))]
    assert labels[:3] == ["2018-2023", "2018-2021", "2022-2023"]
    assert labels[-1] == "2024"


def test_the_difference_is_paired_and_its_interval_holds_it() -> None:
    period = periods(OUTCOMES.windows)[0]
    found = difference(TRACKS[1], TRACKS[0], period, "ign")
    assert found.low < found.mean < found.high < 0
    same = difference(TRACKS[1], TRACKS[1], period, "crps")
    assert (same.mean, same.low, same.high) == (0.0, 0.0, 0.0)


def test_alarms_are_shared_out_among_ties() -> None:
    happened = np.zeros(100, bool)
    happened[:10] = True
    assert alarm_recall(np.zeros(100), happened) == pytest.approx(0.05)
    assert alarm_recall(happened * 1.0, happened) == pytest.approx(0.5)


def test_reliability_of_truthful_chances_is_the_diagonal() -> None:
    rng = np.random.default_rng(3)
    chances = rng.random(40_000)
    for given, came, cases in reliability(chances, rng.random(40_000) < chances):
        assert came == pytest.approx(given, abs=3.5 * np.sqrt(0.25 / cases) + 0.002)


def test_a_backtest_from_a_file_prints_every_table(tmp_path: Path) -> None:
    text = backtest_text(BacktestPlan((_written(tmp_path),), ("zero", "conflictology12", "faded6"), (2022, 2023)))
    assert "| conflictology12 |" in text
    assert "Brier skill" in text
    assert "2023: data to 2022-10, 20 units, 240 unit-months scored" in text
    assert text == backtest_text(
        BacktestPlan((tmp_path / "panel.csv",), ("zero", "conflictology12", "faded6"), (2022, 2023))
    )


def test_months_of_a_year_that_is_not_over_are_scored(tmp_path: Path) -> None:
    results = backtest(BacktestPlan((_written(tmp_path, 412),), ("zero",), (2024,)))
    assert int(results.outcomes.known.sum()) == 20 * 4
    assert np.isnan(results.outcomes.values[0, :, 4:]).all()


def test_an_origin_may_be_any_month(tmp_path: Path) -> None:
    plan = BacktestPlan((_written(tmp_path),), ("zero",), origins=(month_number(2022, 4),))
    assert "from 2022-04" in backtest_text(plan)


def test_a_year_without_outcomes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no outcome can be scored"):
        backtest(BacktestPlan((_written(tmp_path),), ("zero",), (2030,)))


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_later_outcomes_are_added_by_naming_their_file(tmp_path: Path, form: str) -> None:
    longer, until = generated(months=412, units=20), _written(tmp_path)  # to 2024-04, and to 2023-12
    frame = longer.to_frame()
    late = frame.filter(pc.greater_equal(frame.column("ds"), dt.date(2024, 1, 1)))
    later = tmp_path / f"actuals.{form}"
    if form == "csv":
        pv.write_csv(late, later)
    else:
        pq.write_table(late, later)
    models = ("conflictology12", "smoothed6")
    apart = backtest(BacktestPlan((until, later), models, (2023, 2024), samples=100))
    whole = backtest(BacktestPlan((_written(tmp_path, 412),), models, (2023, 2024), samples=100))
    assert int(apart.outcomes.known[1].sum()) == 20 * 4
    for one, other in zip(apart.tracks, whole.tracks, strict=True):
        assert np.array_equal(one.scores.crps, other.scores.crps, equal_nan=True)
    text = backtest_text(BacktestPlan((until, later), models, samples=100))
    assert "2024: data to 2023-10, 20 units, 80 unit-months scored" in text
    assert "| 2018-2023 |" in text
    assert "| 2024 | smoothed6 |" in text


def test_months_one_and_two_are_scored_from_every_quarter(tmp_path: Path) -> None:
    plan = BacktestPlan((_written(tmp_path),), ("conflictology12",), (2022, 2023), near=True, samples=50)
    results = backtest(plan)
    assert results.outcomes.values.shape == (8, 20, 2)
    assert [month_text(window.origin) for window in results.outcomes.windows[:2]] == ["2021-12", "2022-03"]
    assert (results.outcomes.values[0] == results.panel.months(month_number(2022, 1), 2)).all()
    assert [period.label for period in periods(results.outcomes.windows)] == ["2022-2023", "2022", "2023"]


def test_units_left_out_do_not_count() -> None:
    period = periods(OUTCOMES.windows)[0]
    heavy = OUTCOMES.heaviest(2, period.chosen).tolist()
    found = difference(TRACKS[1], TRACKS[0], period, "crps", heavy)
    gap = (TRACKS[1].scores.crps - TRACKS[0].scores.crps)[period.chosen]
    assert found.mean == pytest.approx(float(np.delete(gap, heavy, axis=1).mean()))
    row = means(TRACKS[1], OUTCOMES, period)
    assert row.without < row.crps
    assert row.log_crps_without < row.log_crps
