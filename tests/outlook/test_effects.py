from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from contested.flow.outlooks import OutlookPlan, outlooks
from contested.model.claims import EventType
from contested.model.record import Record
from contested.model.reports import report_id
from contested.outlook.effects import ENOUGH_MONTHS, fit_effects, moved_by_signs, moved_samples
from contested.outlook.months import first_day, month_number, month_text
from contested.outlook.panel import Floats
from contested.outlook.signals import Sign
from contested.outlook.synthetic import World, drawn

from ..publish.sample_record import sample

RECORD = sample()
VIOLATED = list(Sign).index(Sign.VIOLATED)


def test_signs_move_the_months_ahead_where_an_effect_was_found() -> None:
    deaths, signs = drawn(World(effect=0.7), 2)
    signs[-1] = 0
    signs[-1, VIOLATED] = 3
    moved = moved_by_signs(deaths, signs, 14)
    assert [effect.sign for effect in moved.effects] == [Sign.VIOLATED]
    assert moved.effects[0].low < np.exp(0.7) < moved.effects[0].high
    assert moved.factors[0] > 2
    assert (np.diff(moved.factors) < 0).all()
    assert moved.factors[-1] == pytest.approx(1.0, abs=0.05)
    signs[-1, VIOLATED] = 0
    assert moved_by_signs(deaths, signs, 14).factors[0] < 1


def test_idle_signs_move_nothing() -> None:
    worlds = [moved_by_signs(*drawn(World(effect=0.0), seed), 14) for seed in range(40)]
    assert sum(bool(moved.effects) for moved in worlds) <= 5
    assert all((moved.factors == 1).all() for moved in worlds if not moved.effects)
    assert any("beyond chance" in moved.note for moved in worlds)


def test_a_short_past_teaches_nothing() -> None:
    deaths, signs = drawn(World(effect=0.7, months=ENOUGH_MONTHS), 1)
    moved = moved_by_signs(deaths, signs, 14)
    assert not moved.effects
    assert moved.note.endswith("there are 48")
    assert moved_by_signs(deaths[:5], signs[:5], 14).note.endswith("there are 0")
    deaths, signs = drawn(World(effect=0.7), 1)
    assert "no kind of sign" in moved_by_signs(deaths, np.zeros_like(signs), 14).note


def test_months_that_are_not_known_teach_nothing() -> None:
    deaths, signs = drawn(World(), 2)
    gaps = np.arange(len(deaths)) % 9 == 4
    hidden: Floats = np.where(gaps, np.nan, deaths)
    unseen: Floats = np.where(gaps[:, None], np.nan, signs)
    found = fit_effects(hidden, unseen)
    assert found.weights[3 + VIOLATED] == pytest.approx(0.7, abs=4 * found.errors[3 + VIOLATED])
    lied = unseen.copy()
    lied[0] = 50.0  # before the first month that has a year behind it
    assert (fit_effects(hidden, lied).weights == found.weights).all()


def test_moved_samples_have_the_mean_asked_for() -> None:
    rng = np.random.default_rng(3)
    samples = np.stack([rng.poisson(0.7, 4000), rng.negative_binomial(1, 0.02, 4000), np.zeros(4000)]).astype(float)
    for factor in (0.3, 1.6, 4.0):
        moved = moved_samples(samples, np.full(3, factor))
        assert moved[1].mean() == pytest.approx(factor * samples[1].mean(), rel=0.02)
        assert moved[0].mean() == pytest.approx(factor * samples[0].mean(), abs=0.05)  # values stay whole
        assert (moved[0] == 0).mean() == pytest.approx((samples[0] == 0).mean() ** factor, abs=0.001)
        assert moved[2].sum() == 0
        assert (moved == np.round(moved)).all()
    assert (moved_samples(samples, np.ones(3)) == samples).all()


def _with_history(signs: Floats, first: int) -> Record:
    """Return the sample record with a report in every month, and so many violations as ``signs`` says."""
    report = next(report for report in RECORD.reports if report.published)
    event = next(event for event in RECORD.events if event.event_type is EventType.CEASEFIRE_VIOLATED and event.time)
    assert event.time is not None
    reports, events = [], []
    for n, count in enumerate(signs):
        day = first_day(first + n) + dt.timedelta(days=9)
        reports.append(replace(report, id=report_id(f"{report.text} {n}"), doc_id=f"month-{n}", published=day))
        time = replace(event.time, start=day, end=day)
        events += [replace(event, id=f"{event.id}-{n}-{k}", time=time) for k in range(int(count))]
    conflict = replace(RECORD.conflict, countries=("AZE",))
    return replace(RECORD, conflict=conflict, reports=tuple(reports), events=tuple(events))


def _outlook(tmp_path: Path, effect: float, last: int) -> tuple[float, str, str]:
    deaths, signs = drawn(World(effect=effect, months=150), 6)
    signs[-1, VIOLATED] = last
    first = month_number(2010, 1)
    path = tmp_path / "deaths.csv"
    rows = [f"AZE,AZE,{month_text(first + n)},{value:g}" for n, value in enumerate(deaths)]
    path.write_text("\n".join(["unique_id,iso3,ds,best", *rows]) + "\n")
    found = outlooks(_with_history(signs[:, VIOLATED], first), OutlookPlan((path,)))[1]
    return found.months[0].chances[1].share, found.signs_note, found.score


def test_a_dossier_s_signs_move_its_chances_when_and_only_when_they_tell(tmp_path: Path) -> None:
    quiet, note, score = _outlook(tmp_path, 0.7, 0)
    loud, _, _ = _outlook(tmp_path, 0.7, 4)
    assert loud > quiet + 0.05
    assert note.startswith("Signs move these chances: in ")
    assert "ceasefire said to be violated" in note
    assert score.endswith("The score is that of the model without signs.")
    idle, note, score = _outlook(tmp_path, 0.0, 0)
    assert note.startswith("Signs do not move these chances")
    assert "without signs" not in score
    assert _outlook(tmp_path, 0.0, 4)[0] == idle
