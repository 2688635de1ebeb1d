from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contested.outlook import scores

from .series import generated


def test_crps_of_one_sample_is_the_absolute_error() -> None:
    assert scores.crps(np.array([[3.0]]), np.array([10.0])).tolist() == [7.0]


def test_crps_by_its_definition() -> None:
    samples, outcome = np.array([0.0, 1.0, 5.0, 5.0]), 2.0
    pairs = np.abs(samples[:, None] - samples[None, :]).mean()
    assert scores.crps(samples[None], np.array([outcome]))[0] == pytest.approx(
        np.abs(samples - outcome).mean() - pairs / 2
    )


def test_crps_of_many_normal_samples_is_the_closed_form() -> None:
    rng = np.random.default_rng(1)
    found = scores.crps(rng.standard_normal((1, 200_000)), np.array([0.7]))[0]
    density = math.exp(-(0.7**2) / 2) / math.sqrt(2 * math.pi)
    below = 0.5 * (1 + math.erf(0.7 / math.sqrt(2)))
    assert found == pytest.approx(0.7 * (2 * below - 1) + 2 * density - 1 / math.sqrt(math.pi), abs=0.004)


def test_ignorance_counts_one_case_more_in_each_of_eleven_bins() -> None:
    samples = np.repeat([0.0, 3.0], [600, 400])[None]
    outcomes = np.array([5.0])  # the bin from 2.5 to 5.5
    assert scores.ignorance(samples, outcomes)[0] == pytest.approx(-math.log2(401 / 1011))
    assert scores.ignorance(samples, np.array([5000.0]))[0] == pytest.approx(math.log2(1011))


@given(st.lists(st.integers(0, 3000), min_size=2, max_size=50))
def test_shares_of_bins_sum_to_one_and_agree_with_ignorance(values: list[int]) -> None:
    samples = np.array([values], dtype=float)
    shares = scores.bin_shares(samples)[0]
    assert shares.sum() == pytest.approx(1)
    outcome = float(values[0])
    number = int(scores.bin_of(np.array([outcome]))[0])
    assert -math.log2(shares[number]) == pytest.approx(scores.ignorance(samples, np.array([outcome]))[0])


def test_interval_score_adds_twenty_times_what_is_missed() -> None:
    found = scores.interval_score(np.array([2.0]), np.array([10.0]), np.array([13.0]))
    assert found[0] == pytest.approx(8 + 20 * 3)


def test_scores_are_unknown_where_the_outcome_is() -> None:
    found = scores.score(np.ones((2, 10)), np.array([1.0, np.nan]))
    assert np.isnan(found.crps).tolist() == [False, True]
    assert np.isnan(found.ign).tolist() == [False, True]
    assert np.isnan(found.covered).tolist() == [False, True]


def test_auc_counts_ties_half() -> None:
    assert scores.auc(np.array([0.1, 0.4, 0.4, 0.9]), np.array([False, True, False, True])) == pytest.approx(3.5 / 4)
    assert math.isnan(scores.auc(np.array([0.1]), np.array([True])))


def test_pit_of_a_tie_is_its_middle() -> None:
    assert scores.pit(np.array([[0.0, 0.0, 0.0, 4.0]]), np.array([0.0]))[0] == pytest.approx(0.375)


def test_a_truthful_forecast_scores_best_on_average() -> None:
    rng, level = np.random.default_rng(2), 20.0
    outcomes = rng.poisson(level, 400).astype(float)
    means = {
        guess: scores.score(np.tile(rng.poisson(guess, 1000).astype(float), (400, 1)), outcomes)
        for guess in (12.0, level, 32.0)
    }
    for name in ("crps", "ign", "log_crps"):
        values = {guess: float(getattr(found, name).mean()) for guess, found in means.items()}
        assert min(values, key=lambda guess: values[guess]) == level


def test_the_generated_panel_has_quiet_and_busy_units() -> None:
    deaths = generated().y.sum(1)
    assert (deaths == 0).sum() > 0
    assert (deaths > 1000).sum() > 5
