from __future__ import annotations

import numpy as np
import pytest

from contested.model.errors import InputError
from contested.outlook import forest, models
from contested.outlook.baselines import Conflictology, Faded
from contested.outlook.blend import Blend, NearAndFar, default_parts, stacking_weights
from contested.outlook.cases import NEAR
from contested.outlook.compile import regions_text
from contested.outlook.draws import even_draws, pooled
from contested.outlook.features import features, neighbours
from contested.outlook.forecast import Draw, Model, forecast
from contested.outlook.forest import Forest
from contested.outlook.ladder import RUNGS, Ladder
from contested.outlook.models import all_models, named_models
from contested.outlook.months import month_number
from contested.outlook.panel import from_frame, single
from contested.outlook.regions import region_columns, regions

from ..house.project import ROOT
from .series import generated

PANEL = generated(months=240, units=30)
DRAW = Draw(samples=200)
MODELS = [Forest(trees=30) if model.name == "forest" else model for model in all_models()]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_every_model_keeps_the_form(model: Model) -> None:
    found = forecast(model, PANEL, DRAW)
    assert found.samples.shape == (30, 12, 200)
    assert np.isfinite(found.samples).all()
    assert (found.samples >= 0).all()
    assert (found.samples == np.round(found.samples)).all()
    assert found.samples.max() <= 2 * PANEL.y.max()
    assert (forecast(model, PANEL, DRAW).samples == found.samples).all()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_no_model_sees_beyond_the_origin(model: Model) -> None:
    longer = generated(months=240, units=30)
    longer.y[:, 230:] = 999.0
    origin = PANEL.first + 219
    one = forecast(model, PANEL.until(origin), DRAW)
    other = forecast(model, longer.until(origin), DRAW)
    assert (one.samples == other.samples).all()


def test_conflictology_draws_the_last_twelve_months_evenly() -> None:
    series = single("x", month_number(2000, 1), [99.0] * 5 + [float(n) for n in range(12)])
    drawn = forecast(Conflictology(), series, Draw(samples=6000)).samples[0, 0]
    values, counts = np.unique(drawn, return_counts=True)
    assert values.tolist() == [float(n) for n in range(12)]
    assert counts == pytest.approx(np.full(12, 500), rel=0.15)


def test_faded_weighs_by_half_life() -> None:
    series = single("x", month_number(2000, 1), [1.0, *[0.0] * 5, 2.0])
    drawn = forecast(Faded(months=7, half_life=6.0), series, Draw(samples=1000)).samples[0, 0]
    assert (drawn == 2).sum() == pytest.approx(2 * (drawn == 1).sum(), abs=3)


def test_even_draws_and_pools_keep_shares() -> None:
    drawn = even_draws(np.array([[5.0, 1.0]]), np.array([[1.0, 3.0]]), 8)
    assert drawn.tolist() == [[1.0] * 6 + [5.0] * 2]
    pool = pooled([np.zeros((1, 10)), np.full((1, 10), 7.0)], np.array([0.3, 0.7]))
    assert sorted(pool[0].tolist()) == [0.0] * 3 + [7.0] * 7


def test_stacking_finds_the_model_that_is_right() -> None:
    likely = np.tile([0.6, 0.1], (500, 1))
    assert stacking_weights(likely, np.array([0.5, 0.5]), 0.0)[0] > 0.99
    pulled = stacking_weights(likely[:10], np.array([0.5, 0.5]), 1000.0)
    assert pulled == pytest.approx([0.5, 0.5], abs=0.02)


def test_the_ladder_falls_from_rung_to_rung_and_knows_war_from_peace() -> None:
    chances = Ladder().fit(PANEL).survival(PANEL, (3, 14))
    assert chances.shape == (30, 2, len(RUNGS))
    assert (np.diff(chances, axis=2) <= 1e-12).all()
    recent = PANEL.y[:, -12:].mean(1)
    war, peace = int(np.argmax(recent)), int(np.argmin(PANEL.y.sum(1)))
    assert chances[war, 0, 0] > 0.6 > 0.15 > chances[peace, 0, 0]


def test_the_ladder_is_calibrated_on_later_months_of_the_same_world() -> None:
    panel = generated(months=240, units=40, seed=11)
    came, given = [], []
    for origin in (190, 205, 220):
        seen = panel.until(panel.first + origin)
        given.append(Ladder().fit(seen).survival(seen, (3,))[:, 0, 0])
        came.append(panel.y[:, origin + 3] > 0)
    assert np.mean(given) == pytest.approx(np.mean(came), abs=0.06)


def test_the_blend_beats_conflictology_where_the_past_is_short() -> None:
    panel = generated(months=200, units=40, seed=3)
    from contested.outlook.backtest import Window, outcomes_of, run

    outcomes = outcomes_of(panel, [Window(panel.first + 184)])
    blend, plain = run(panel, [Blend(windows=2), Conflictology()], outcomes)
    assert np.nanmean(blend.scores.ign) < np.nanmean(plain.scores.ign)


def test_months_one_and_two_have_a_blend_of_their_own() -> None:
    small = NearAndFar(Blend(windows=2), Blend(default_parts(NEAR), windows=2, span=NEAR, step=6))
    panel = generated(months=150, units=24)
    fitted = small.fit(panel)
    whole = fitted.predict(panel, Draw(tuple(range(1, 15)), 100))
    near, far = (
        fitted.near().predict(panel, Draw((1, 2), 100)),
        fitted.far().predict(panel, Draw(tuple(range(3, 15)), 100)),
    )
    assert (whole[:, :2] == near).all()
    assert (whole[:, 2:] == far).all()
    assert (near != fitted.far().predict(panel, Draw((1, 2), 100))).any()


def test_the_forest_lends_ratios_of_cases_that_look_alike() -> None:
    panel = generated(months=150, units=40)
    drawn = forecast(Forest(trees=30), panel, DRAW).samples
    recent = panel.y[:, -12:].mean(1)
    war, peace = int(np.argmax(recent)), int(np.argmin(panel.y.sum(1)))
    assert (drawn[war] > 0).mean() > 0.6 > 0.2 > (drawn[peace] > 0).mean()
    assert np.corrcoef(np.log1p(drawn.mean((1, 2))), np.log1p(recent))[0, 1] > 0.8


def test_the_forest_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (forest, models):
        monkeypatch.setattr(module, "forest_is_there", lambda: False)
    assert "forest" not in {model.name for model in all_models()}
    with pytest.raises(InputError, match="needs scikit-learn"):
        named_models(["forest"])
    with pytest.raises(InputError, match="needs scikit-learn"):
        Forest().fit(PANEL)


def test_every_country_lies_in_one_region() -> None:
    codes = [code for members in regions().values() for code in members]
    assert len(codes) == len(set(codes)) > 190
    assert "AZE" in regions()["Western Asia"]
    assert regions_text() == (ROOT / "src/contested/outlook/data/regions.json").read_text(encoding="utf-8")
    assert region_columns(("AZE", "ARM", "FRA", "")).sum(1).tolist() == [1.0, 1.0, 1.0, 0.0]


def test_features_look_backwards_only() -> None:
    names, whole = features(PANEL.y, PANEL.units)
    _, part = features(PANEL.y[:, :150], PANEL.units)
    assert len(names) == whole.shape[2]
    late = [n for n, name in enumerate(names) if name != "ever"]
    assert np.allclose(whole[:, 149, late], part[:, 149, late], equal_nan=True)


def test_neighbours_share_a_border() -> None:
    near = neighbours(("ARM", "AZE", "FRA", ""))
    assert near[0, 1] == near[1, 0] == 1
    assert near[0, 2] == 0
    assert near[3].sum() == 0


def test_frames_go_round() -> None:
    again = from_frame(PANEL.to_frame())
    assert [unit.id for unit in again.units] == [unit.id for unit in PANEL.units]
    assert (again.y == PANEL.y).all()
    frame = forecast(Conflictology(), PANEL, Draw(samples=4)).to_frame()
    assert frame.column_names == ["unique_id", "ds", "sample", "y"]
    assert frame.num_rows == 30 * 12 * 4


def test_a_name_that_is_no_model_is_refused() -> None:
    with pytest.raises(InputError, match="is no model"):
        named_models(["oracle"])
    assert [model.name for model in named_models(["zero", "blend"])] == ["zero", "blend"]


def test_a_unit_without_history_is_quiet() -> None:
    panel = generated(months=120, units=12)
    panel.y[3] = np.nan
    drawn = forecast(Faded(), panel, DRAW).samples
    assert drawn[3].sum() == 0
