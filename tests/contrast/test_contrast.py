"""The contrast suite is well formed, its checks can fail, and the share read right holds its floor."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from tests.contrast.reading import coded, judged
from tests.contrast.suite import PER_FRAME, Coded, Pair, is_met, read_pairs, shares

FLOOR = 0.80  # of the pairs read here, one of each frame; `python -m bench.contrast` scores them all
PHENOMENON_FLOORS = {"voice": 0.7, "direction": 0.7, "denied": 0.4, "condition": 0.7, "polarity": 0.8, "bounds": 0.8}


@pytest.fixture(scope="module")
def results() -> list[tuple[Pair, bool]]:
    return list(judged(read_pairs(per_frame=1)))


def test_there_are_three_hundred_pairs_half_of_them_set_aside() -> None:
    pairs = read_pairs()
    assert len(pairs) >= 300
    assert len({pair.id for pair in pairs}) == len(pairs)
    assert sum(pair.held for pair in pairs) * 2 == len(pairs)
    assert max(Counter(pair.id.split("/")[0] for pair in pairs).values()) <= PER_FRAME


def test_the_sentences_of_a_pair_differ() -> None:
    assert all(pair.sides[0].text != pair.sides[1].text for pair in read_pairs())


def test_a_pair_fails_when_its_parties_are_exchanged() -> None:
    pair = next(pair for pair in read_pairs() if pair.id.startswith("dir-attack/"))
    one = pair.sides[0]
    other = replace(one, codes={**one.codes, "A": one.codes["B"], "B": one.codes["A"]})
    assert is_met(one, coded(one.text))
    assert not is_met(other, coded(one.text))


def test_an_empty_reading_meets_nothing_that_is_asked_for() -> None:
    empty: Coded = {"actors": [], "claims": []}
    wanted = [side for pair in read_pairs() for side in pair.sides if not side.expected.startswith("no ")]
    assert not any(is_met(side, empty) for side in wanted)


def test_the_share_read_right_holds_its_floor(results: list[tuple[Pair, bool]]) -> None:
    right, whole = shares(iter(results))["all"]
    assert right / whole >= FLOOR, [pair.id for pair, met in results if not met]


@pytest.mark.parametrize("phenomenon", sorted(PHENOMENON_FLOORS))
def test_every_phenomenon_holds_its_floor(results: list[tuple[Pair, bool]], phenomenon: str) -> None:
    right, whole = shares(iter(results))[phenomenon]
    assert right / whole >= PHENOMENON_FLOORS[phenomenon], [pair.id for pair, met in results if not met]
