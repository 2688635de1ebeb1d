"""Exchanging the two parties of a report exchanges them in its record, and changes nothing else."""

from __future__ import annotations

import pytest

from tests.contrast.mirror import differences, is_mirror, is_mirrored_prose, prose, swaps
from tests.contrast.reading import coded, read

EVERY = 23  # of the 500 swaps, one in so many is read here; `python -m bench.mirror` reads them all
FLOOR = 0.9


def test_there_are_five_hundred_swaps_over_twenty_dyads() -> None:
    made = list(swaps())
    assert len(made) == 500
    assert len({swap.parties for swap in made}) == 20
    assert all(swap.text != swap.mirrored for swap in made)


def test_a_record_is_no_mirror_of_itself() -> None:
    swap = next(swaps())
    one = coded(swap.text)
    assert one["claims"]
    assert not is_mirror(swap, one, one)


def test_a_page_is_no_mirror_of_itself() -> None:
    swap = next(swaps())
    page = read(swap.text)
    assert len(page[1]) > 3 and any("A" in line and "B" in line for line in prose(swap, page, exchanged=False))
    assert not is_mirrored_prose(swap, page, page)


def test_the_record_and_the_page_of_the_mirrored_report_are_the_mirror() -> None:
    chosen = list(swaps())[::EVERY]
    wrong = {}
    for swap in chosen:
        one, other = read(swap.text), read(swap.mirrored)
        if not is_mirror(swap, one[0], other[0]) or not is_mirrored_prose(swap, one, other):
            wrong[swap.id] = differences(swap, one[0], other[0])
    assert 1 - len(wrong) / len(chosen) >= FLOOR, wrong


@pytest.mark.parametrize("capital", ["N'Djamena", "Kyiv"])
def test_any_capital_may_be_called_upon(capital: str) -> None:
    (claim, *_) = coded(f"Khartoum called on {capital} to pull back its troops.")["claims"]
    assert claim["event_type"] == "REQUEST" and claim["recipient"]
