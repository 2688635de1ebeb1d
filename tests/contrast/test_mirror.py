"""Exchanging the two parties of a report exchanges them in its record, and changes nothing else."""

from __future__ import annotations

from tests.contrast.mirror import differences, is_mirror, swaps
from tests.contrast.reading import coded

EVERY = 23  # of the 500 swaps, one in so many is read here; `python -m bench.mirror` reads them all
FLOOR = 0.9


def test_there_are_five_hundred_swaps_over_twenty_dyads() -> None:
    made = list(swaps())
    assert len(made) == 500
    assert len({swap.parties for swap in made}) == 20
    assert all(swap.text != swap.mirrored for swap in made)


def test_a_record_is_no_mirror_of_itself() -> None:
    swap = next(swaps())
    read = coded(swap.text)
    assert read["claims"]
    assert not is_mirror(swap, read, read)


def test_the_record_of_the_mirrored_report_is_the_mirror() -> None:
    chosen = list(swaps())[::EVERY]
    wrong = {}
    for swap in chosen:
        one, other = coded(swap.text), coded(swap.mirrored)
        if not is_mirror(swap, one, other):
            wrong[swap.id] = differences(swap, one, other)
    assert 1 - len(wrong) / len(chosen) >= FLOOR, wrong
