"""Control over time, and what blame is for."""

from __future__ import annotations

import pytest

from contested.model.claims import EventType as S
from contested.record import fold_readings

from .factories import CONFLICT, NORTH, SOUTH, Told, reading


def took(who: str, whom: str, place: str, day: str, words: str = "took") -> Told:
    """Return a sentence about a place that changes hands."""
    return Told(f"{who} {words} {place} on {day}.", S.TERRITORY_CHANGE, who=[who], whom=[whom], place=place, day=day)


def test_who_holds_a_place_from_when_to_when() -> None:
    told = [
        took(NORTH, SOUTH, "Ford", "2022-03-01"),
        took("army:NOR", SOUTH, "Ford", "2022-04-01", "entered"),
        took(SOUTH, NORTH, "Ford", "2022-05-01"),
        took(SOUTH, NORTH, "Mill", "2022-05-02"),
        Told("Northland took land.", S.TERRITORY_CHANGE, who=[NORTH], whom=[SOUTH], day="2022-06-01"),
        Told("Southland took land.", S.TERRITORY_CHANGE, who=[SOUTH], whom=[NORTH], day="2022-07-01"),
    ]
    rows = fold_readings([reading("chronicle", told, published="2022-07-02")], CONFLICT).control
    ford = [row for row in rows if row.territory == "Ford"]
    assert [str(row.until) for row in ford] == ["2022-05-01", "2022-05-01", "None"]
    assert [row.followed_by for row in ford] == [ford[2].id, ford[2].id, None]
    assert not [row for row in rows if row.territory != "Ford" and row.until], "land without a name is no one place"


def test_sieges_and_buffers_are_states_of_their_own() -> None:
    told = [
        took(NORTH, SOUTH, "Ford", "2022-03-01", "besieged"),
        took(NORTH, SOUTH, "Mill", "2022-03-05", "made a buffer zone of"),
        took(NORTH, SOUTH, "Dale", "2022-03-09"),
    ]
    rows = fold_readings([reading("wire", told)], CONFLICT).control
    assert {row.territory: row.state.value for row in rows} == {
        "Ford": "besieged",
        "Mill": "buffer",
        "Dale": "controlled",
    }


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("Northland accused Southland of provoking the latest clashes.", "onset"),
        ("Northland blamed Southland for derailing the peace talks.", "failure_of_talks"),
        ("Northland charged Southland with breaches of the truce.", "violation"),
        ("Northland blamed Southland for the drought.", "act"),
    ],
)
def test_what_blame_is_for_stands_in_its_words(words: str, target: str) -> None:
    told = Told(words, S.ACCUSE, who=[NORTH], whom=[SOUTH], day="2022-09-13")
    (row,) = fold_readings([reading("wire", [told])], CONFLICT).blames
    assert (row.blamer, row.blamed, row.target) == (NORTH, (SOUTH,), target)
