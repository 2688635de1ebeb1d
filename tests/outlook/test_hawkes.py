from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from contested.model.claims import EventType
from contested.model.times import Basis, Precision, TimeSpan
from contested.outlook.eventful import daily_counts, events_note
from contested.outlook.hawkes import Hawkes, fit_hawkes

from ..publish.sample_record import sample

TRUE = Hawkes(base=0.3, branching=0.6, decay=float(0.5**0.25))


def test_a_known_process_is_found_again() -> None:
    found = [fit_hawkes(TRUE.ahead(np.zeros(1), 2500, 1, seed)[0]) for seed in range(6)]
    assert np.mean([model.branching for model in found]) == pytest.approx(0.6, abs=0.08)
    assert np.mean([model.base for model in found]) == pytest.approx(0.3, abs=0.07)
    assert np.median([model.half_life for model in found]) == pytest.approx(4, abs=3.1)


def test_the_mean_of_what_comes_is_base_over_one_less_branching() -> None:
    assert TRUE.ahead(np.zeros(1), 3000, 4, 1)[:, 200:].mean() == pytest.approx(0.75, rel=0.1)


def test_counts_that_bring_on_nothing_are_found_so() -> None:
    counts = np.random.default_rng(2).poisson(0.5, 2500).astype(float)
    assert fit_hawkes(counts).branching < 0.15


def test_the_same_seed_gives_the_same_days() -> None:
    counts = np.ones(30)
    assert (TRUE.ahead(counts, 10, 5, 3) == TRUE.ahead(counts, 10, 5, 3)).all()
    assert TRUE.rates(np.array([0.0, 9.0, 0.0]))[2] > TRUE.rates(np.array([0.0, 9.0, 0.0]))[1]


def test_events_of_a_record_by_day() -> None:
    record = sample()
    last = dt.date(2031, 3, 25)
    few = daily_counts(record, last)
    assert few.sum() >= 1
    assert events_note(record, last).startswith("Not enough events")
    model = next(e for e in record.events if e.event_type is EventType.ASSAULT and e.part_of is None)
    many = []
    for n in range(80):
        day = last - dt.timedelta(days=n // 2)
        span = TimeSpan(day.isoformat(), day, day, Precision.DAY, Basis.EXPLICIT)
        many.append(replace(model, id=f"e-{n}", time=span))
    note = events_note(replace(record, events=tuple(many)), last)
    assert "in the next 30 days" in note
