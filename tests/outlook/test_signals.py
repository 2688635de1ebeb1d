from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from contested.model.claims import EventType
from contested.outlook.effects import deviance, fit_effects
from contested.outlook.months import month_number
from contested.outlook.panel import Floats
from contested.outlook.signals import Sign, by_month, counted, signals_of
from contested.outlook.synthetic import World, ablation, drawn

from ..publish.sample_record import sample

RECORD = sample()
SEEDS = range(60)


def test_a_known_effect_is_found_within_its_error() -> None:
    found = [ablation(World(effect=0.7), seed) for seed in SEEDS]
    assert np.mean([a.effect for a in found]) == pytest.approx(0.7, abs=0.03)
    assert np.mean([abs(a.effect - 0.7) < 1.96 * a.error for a in found]) >= 0.9
    assert np.std([a.effect for a in found]) == pytest.approx(np.mean([a.error for a in found]), rel=0.25)


def test_signs_help_where_they_tell_and_only_there() -> None:
    telling = [ablation(World(effect=0.7), seed) for seed in SEEDS]
    assert np.mean([a.with_signs < a.without_signs for a in telling]) > 0.9
    idle = [ablation(World(effect=0.0), seed) for seed in SEEDS]
    assert np.mean([a.effect for a in idle]) == pytest.approx(0.0, abs=0.04)
    assert np.mean([abs(a.effect) < 1.96 * a.error for a in idle]) >= 0.9
    assert np.mean([a.with_signs - a.without_signs for a in idle]) > 0


def test_other_signs_of_the_world_have_no_effect() -> None:
    deaths, signs = drawn(World(months=600), 4)
    found = fit_effects(deaths, signs)
    for place, sign in enumerate(Sign, start=3):
        expected = 0.7 if sign is Sign.VIOLATED else 0.0
        assert found.weights[place] == pytest.approx(expected, abs=4 * found.errors[place])


def test_deviance_is_least_at_the_truth() -> None:
    came: Floats = np.array([0.0, 2.0, 5.0])
    assert deviance(came, np.maximum(came, 1e-9)) == pytest.approx(0, abs=1e-6)
    assert deviance(came, came + 1) > 0


def test_the_record_s_signs_are_dated_and_cited() -> None:
    found = signals_of(RECORD)
    assert {signal.sign for signal in found} >= {Sign.VIOLATED, Sign.ACCUSED}
    known = {claim.id for claim in RECORD.claims}
    assert all(set(signal.claims) <= known for signal in found)
    assert list(found) == sorted(found, key=lambda signal: signal.day)
    last = month_number(2031, 3)
    counts = counted(found, last)
    violated = next(count for count in counts if count.kind == Sign.VIOLATED.value)
    assert violated.recent >= 1
    assert by_month(found, last - 11, 12).sum() == sum(count.recent + count.before for count in counts)


def test_a_denied_violation_is_no_sign() -> None:
    violations = {e.id for e in RECORD.events if e.event_type is EventType.CEASEFIRE_VIOLATED}
    assert violations
    bare = replace(RECORD, events=tuple(e for e in RECORD.events if e.id not in violations))
    assert Sign.VIOLATED not in {signal.sign for signal in signals_of(bare)}
    assert all(signal.day > dt.date(1900, 1, 1) for signal in signals_of(bare))
