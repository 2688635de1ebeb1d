from __future__ import annotations

import numpy as np
import polars as pl
import pyarrow as pa
import pytest

from contested.model.errors import InputError
from contested.outlook.baselines import Conflictology
from contested.outlook.blend import Blend
from contested.outlook.forecast import Draw, forecast
from contested.outlook.frames import Forecaster
from contested.outlook.months import first_day

from .series import generated

PANEL = generated(months=120, units=12)
FRAME = PANEL.to_frame()


def test_samples_come_back_for_every_unit_and_month() -> None:
    found = Forecaster(Conflictology(), samples=50).fit(FRAME).predict(h=14)
    assert found.column_names == ["unique_id", "ds", "sample", "y"]
    assert found.num_rows == 12 * 14 * 50
    same = forecast(Conflictology(), PANEL, Draw(tuple(range(1, 15)), 50)).to_frame()
    assert found.equals(same)
    assert found.column("ds")[0].as_py() == first_day(PANEL.last + 1)


def test_data_frames_of_other_libraries_are_read() -> None:
    plain = Forecaster(Conflictology(), samples=10)
    assert plain.fit(pl.from_arrow(FRAME)).predict(2).equals(plain.fit(FRAME).predict(2))
    gaps = pa.table({"unique_id": ["a", "a", "a"], "ds": ["2020-01", "2020-02", "2020-03"], "y": [1, None, 2]})
    assert np.isnan(plain.fit(gaps).panel.y[0, 1])


def test_scores_by_cutoff_see_nothing_later() -> None:
    cutoffs = [PANEL.last - 12, PANEL.last - 3]
    found = Forecaster(Conflictology(), samples=50).cross_validation(FRAME, cutoffs, h=6)
    assert found.num_rows == 12 * (6 + 3)
    later = generated(months=120, units=12)
    later.y[:, -12:] = 7.0
    other = Forecaster(Conflictology(), samples=50).cross_validation(later.to_frame(), cutoffs[:1], h=6)
    assert set(other.column("y").to_pylist()) == {7.0}
    assert other.column("crps").to_pylist() != found.column("crps").to_pylist()[: other.num_rows]


def test_a_model_of_one_s_own_is_fitted() -> None:
    found = Forecaster(Blend(windows=1), samples=20, iso3={"1": "ARM", "2": "AZE"}).fit(FRAME)
    assert found.panel.units[1].iso3 == "AZE"
    assert found.predict(h=1).num_rows == 12 * 20


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(InputError, match="out of range"):
        Forecaster(Conflictology()).fit(FRAME).predict(h=15)
    with pytest.raises(InputError, match="no column y"):
        Forecaster(Conflictology()).fit(FRAME.drop(["y"]))
