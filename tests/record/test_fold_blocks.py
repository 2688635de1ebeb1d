"""The fold's short cuts find what a search of everything would find, and bound what they cannot."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from contested.model.claims import ClaimRelation, EventType
from contested.model.record import Record
from contested.record import fold_readings
from contested.record.blocks import LOOK_BACK, Grouping
from contested.record.links import apply_links
from contested.record.material import Material, gather
from contested.record.nearby import gap, near
from contested.record.verdicts import Verdicts

from .factories import CONFLICT, NORTH, SOUTH, Told, reading


def material(*told: Told) -> Material:
    one = reading("wire", list(told))
    return gather([one.report], [apply_links(one, Verdicts())], CONFLICT, (), Verdicts())


def folded(*told: Told) -> Record:
    return fold_readings([reading("wire", list(told))], CONFLICT)


def test_a_grouping_puts_an_item_into_the_first_group_with_its_like() -> None:
    numbers: Grouping[int] = Grouping(lambda new, old: abs(new - old) <= 2)
    for number in (10, 20, 12, 14, 19, 30):
        numbers.file(number, range(number - 2, number + 3), (number,))
    assert numbers.groups == [[10, 12, 14], [20, 19], [30]]


def test_a_grouping_by_first_does_not_chain() -> None:
    numbers: Grouping[int] = Grouping(lambda new, old: abs(new - old) <= 2, by_first=True)
    for number in (10, 12, 14):
        numbers.file(number, range(number - 2, number + 3), (number,))
    assert numbers.groups == [[10, 12], [14]]


def test_a_grouping_looks_back_on_the_latest_of_a_block_only() -> None:
    asked: list[int] = []

    def refuse(_: int, old: int) -> bool:
        asked.append(old)
        return False

    numbers: Grouping[int] = Grouping(refuse)
    for number in range(LOOK_BACK * 3):
        asked.clear()
        numbers.file(number, ("all",), ("all",))
    assert asked == list(range(LOOK_BACK * 2 - 1, LOOK_BACK * 3 - 1))


def test_near_gives_what_a_search_of_the_whole_report_gives() -> None:
    lengths = (5, 90, 3, 40, 12, 250, 7, 31, 3, 88)
    found = material(*(Told(f"{'x' * length} {n}.") for n, length in enumerate(lengths)))
    for chars in (0, 1, 50, 200):
        for claim in found.claims:
            assert near(claim, found, chars) == [other for other in found.claims if gap(claim, other) <= chars]


def test_truces_of_many_years_each_keep_their_own_breach() -> None:
    days = [dt.date(1990 + n, 3, 1) for n in range(30)]
    truces = [
        Told(
            f"In round {n} Northland and Southland agreed a truce.",
            EventType.CEASEFIRE_DECLARED,
            who=[NORTH],
            whom=[SOUTH],
            day=day.isoformat(),
        )
        for n, day in enumerate(days)
    ]
    breaches = [
        Told(
            f"Northland broke truce {n} with Southland.",
            EventType.CEASEFIRE_VIOLATED,
            who=[NORTH],
            whom=[SOUTH],
            day=(day + dt.timedelta(days=20)).isoformat(),
        )
        for n, day in enumerate(days)
    ]
    rows = folded(*truces, *breaches).ceasefires
    assert len(rows) == 30
    assert all(before.time and after.time and before.time.edtf < after.time.edtf for before, after in pairwise(rows))
    told = {claim: n for n, row in enumerate(rows) for claim in row.incidents}
    assert sorted(told.values()) == list(range(30))


def test_a_truce_said_to_hold_names_some_of_much_later_fighting_and_counts_the_rest() -> None:
    held = Told(
        "Northland and Southland kept the truce.",
        EventType.CEASEFIRE_HELD,
        who=[NORTH],
        whom=[SOUTH],
        day="2015-01-01/2022-09-01",
    )
    days = [dt.date(2016, 1, 1) + dt.timedelta(days=60 * n) for n in range(40)]
    fights = [
        Told(f"Northland hit Southland, {n}.", who=[NORTH], whom=[SOUTH], day=d.isoformat()) for n, d in enumerate(days)
    ]
    record = folded(held, *fights)
    (truce,) = record.ceasefires
    (flag,) = [flag for flag in truce.flags if "later fighting" in flag]
    assert flag.endswith("and 16 more)")
    assert flag.count(record.claims[0].id.split(".")[0]) == 24
    assert f"({record.claims[1].id}, " in flag


def test_one_day_told_by_hundreds_of_claims_is_one_event() -> None:
    told = [
        Told(f"Northland shelled Ford in Southland, {n}.", who=[NORTH], whom=[SOUTH], place="Ford", day="2022-09-13")
        for n in range(LOOK_BACK * 4)
    ]
    (event,) = folded(*told).events
    assert len(event.claims) == LOOK_BACK * 4


def test_acting_together_once_makes_no_alliance_but_a_named_one_does() -> None:
    patrol = Told("Northland and Midland patrolled.", EventType.COOPERATE, who=[NORTH, "state:MID"], day="2022-09-13")
    pact = Told(
        "Northland and Farland signed a pact.",
        EventType.AGREE,
        who=[NORTH, "state:FAR"],
        day="2022-09-13",
        topic="defence_pact",
    )
    record = folded(patrol, pact)
    assert [(row.subject, row.object, row.alliance) for row in record.relations] == [
        ("state:FAR", NORTH, "defence_pact")
    ]


def test_a_claim_that_is_linked_to_itself_disputes_nothing() -> None:
    denied = Told("Northland shelled Ford.", who=[NORTH], day="2022-09-13", links=[(ClaimRelation.DENIES, 1)])
    assert folded(denied).disputes == ()
