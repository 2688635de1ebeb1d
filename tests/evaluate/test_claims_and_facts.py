"""The tool that counts claims turned into facts, facts hedged away and other errors that hurt."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from contested.evaluate.gold import NARRATOR, Document, Figure, Role, ScoredActor, ScoredClaim, Span

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

from claims_and_facts import consequences, hedged, into_fact, met, table, upper_bound

A = ScoredActor("a", frozenset({"a"}), (Span(0, 1),), frozenset({"a"}))
B = ScoredActor("b", frozenset({"b"}), (Span(2, 3),), frozenset({"b"}))
GOLD = ScoredClaim(
    id="c1",
    span=Span(0, 20),
    types=("ASSAULT",),
    initiator=Role(("a",)),
    recipient=Role(("b",)),
    claimant="b",
    claimants_accepted=frozenset(),
    days=None,
    numbers=(Figure("killed", 3, 3, 3),),
    stance="accused",
    polarity="positive",
)


def _documents(gold: ScoredClaim, coded: ScoredClaim) -> tuple[list[Document], dict[str, Document]]:
    return [Document("r", (A, B), (gold,))], {"r": Document("r", (A, B), (coded,))}


def test_what_was_read_right_has_no_error() -> None:
    gold, coded = _documents(GOLD, GOLD)
    (one,) = met(gold, coded)
    assert not into_fact(one) and not hedged(one) and consequences(one) == []


def test_an_accusation_stored_as_the_reports_own_is_counted_with_its_consequences() -> None:
    gold, coded = _documents(GOLD, replace(GOLD, claimant=NARRATOR, stance="asserted"))
    (one,) = met(gold, coded)
    assert into_fact(one) and consequences(one) == ["speaker", "stance"]
    assert "accused                   1      1          1   1.000" in table("x", gold, coded)


def test_a_fact_under_another_voice_is_hedged_away() -> None:
    own = replace(GOLD, claimant=NARRATOR, stance="asserted")
    (one,) = met(*_documents(own, GOLD))
    assert hedged(one) and not into_fact(one)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (replace(GOLD, initiator=Role(("b",)), recipient=Role(("a",))), "direction"),
        (replace(GOLD, polarity="negative"), "negation"),
        (replace(GOLD, numbers=(Figure("killed", 30, 30, 30),)), "toll"),
    ],
)
def test_errors_that_hurt(wrong: ScoredClaim, error: str) -> None:
    (one,) = met(*_documents(GOLD, wrong))
    assert consequences(one) == [error]


@pytest.mark.parametrize(("count", "whole", "bound"), [(0, 59, 0.0495), (0, 10, 0.2589), (1, 20, 0.2161), (5, 5, 1.0)])
def test_bounds_are_exact(count: int, whole: int, bound: float) -> None:
    assert upper_bound(count, whole) == pytest.approx(bound, abs=1e-4)
