"""The scores of clusterings on examples worked out by hand."""

from __future__ import annotations

import pytest

from contested.evaluate.clustering import assignment, b_cubed, ceaf_e, conll, muc

GOLD = [{1, 2, 3, 4, 5}, {6, 7}, {8, 9, 10, 11, 12}]
FOUND = [{1, 2, 3, 4, 5}, {6, 7, 8, 9, 10, 11, 12}]


def test_a_perfect_answer_scores_one() -> None:
    assert conll(GOLD, GOLD) == pytest.approx(1.0)


def test_the_worked_example_of_bagga_and_baldwin() -> None:
    # two of three clusters joined: MUC precision 9/10, B-cubed precision (5 + 4/7 + 25/7) / 12
    assert (muc(GOLD, FOUND).precision, muc(GOLD, FOUND).recall) == pytest.approx((0.9, 1.0))
    assert (b_cubed(GOLD, FOUND).precision, b_cubed(GOLD, FOUND).recall) == pytest.approx((64 / 84, 1.0))


def test_entities_pair_one_to_one() -> None:
    # 1.0 for the first pair, 2*5/12 for {8..12} with the joined cluster; {6, 7} stays without a partner
    score = ceaf_e(GOLD, FOUND)
    assert score.precision == pytest.approx((1 + 10 / 12) / 2)
    assert score.recall == pytest.approx((1 + 10 / 12) / 3)


def test_singletons_count_in_two_of_the_three() -> None:
    gold, found = [{1}, {2}, {3}], [{1, 2}, {3}]
    assert muc(gold, found).f1 == 0.0
    assert b_cubed(gold, found).precision == pytest.approx((1 / 2 + 1 / 2 + 1) / 3)
    assert b_cubed(gold, found).recall == pytest.approx(1.0)
    assert ceaf_e(gold, found).recall == pytest.approx((2 / 3 + 1) / 3)


def test_all_apart_and_all_together() -> None:
    gold = [{1, 2}, {3, 4}]
    apart, together = [{1}, {2}, {3}, {4}], [{1, 2, 3, 4}]
    assert (muc(gold, apart).recall, b_cubed(gold, apart).recall) == pytest.approx((0.0, 0.5))
    assert (muc(gold, together).precision, b_cubed(gold, together).precision) == pytest.approx((2 / 3, 0.5))


def test_the_pairing_is_the_best_one_and_not_the_greedy_one() -> None:
    assert sum(assignment([[0.9, 0.8], [0.85, 0.1]])) == pytest.approx(1.65)
    assert sum(assignment([[0.2], [0.7], [0.4]])) == pytest.approx(0.7)
    assert assignment([]) == []
