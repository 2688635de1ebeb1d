"""Linking with partial claims: what is left unsaid is not held against a claim, and what is said keeps two apart."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from contested.model.claims import ClaimRelation, Stance
from contested.model.claims import EventType as S
from contested.model.events import Event
from contested.model.readings import Reading
from contested.model.record import Record
from contested.record import fold_readings

from .factories import CONFLICT, NORTH, SOUTH, Told, reading, toll


def fold(*readings: Reading) -> Record:
    return fold_readings(readings, CONFLICT)


def sentences(record: Record) -> list[list[str]]:
    """Return the events as the sentences that tell of them."""
    by_id = {claim.id: claim for claim in record.claims}
    return sorted(sorted(by_id[c].passage.quote for c in event.claims) for event in record.events)


def event_of(record: Record, words: str) -> Event:
    claim = next(claim for claim in record.claims if words in claim.passage.quote)
    return next(event for event in record.events if claim.id in event.claims)


DAY = "2022-09-13"
WIRE = [
    Told("Northland shelled the market at Ford.", S.ASSAULT, who=["army:NOR"], place="Ford", day=DAY),
    Told("9 people died.", S.HARM, tolls=[toll(9)], day=DAY),
    Told("Southland struck the depot at Mill.", S.ASSAULT, who=["army:SOU"], place="Mill", day=DAY),
]
CLINIC = [
    Told("Shells hit the market at Ford.", S.ASSAULT, place="Ford", day=DAY),
    Told("11 bodies were brought in.", S.HARM, tolls=[toll(11)], day=DAY),
]


def test_harm_without_place_or_side_goes_with_the_act_told_beside_it_and_meets_that_of_another_report() -> None:
    record = fold(reading("wire", WIRE), reading("clinic", CLINIC))
    shelled = event_of(record, "Northland shelled")
    told = {claim.passage.quote for claim in record.claims if claim.id in shelled.claims}
    assert told == {
        "Northland shelled the market at Ford.",
        "9 people died.",
        "Shells hit the market at Ford.",
        "11 bodies were brought in.",
    }
    assert "same place" in shelled.reasons
    assert event_of(record, "struck the depot").id != shelled.id
    assert [d.kind for d in record.disputes] == ["toll"]


def test_the_order_of_reports_makes_no_difference() -> None:
    readings = [
        reading("wire", WIRE),
        reading("clinic", CLINIC),
        reading("army", [Told("Our guns answered at Ford.", S.ASSAULT, who=["army:NOR"], place="Ford", day=DAY)]),
    ]
    folds = {repr(sentences(fold(*some))) for some in permutations(readings)}
    assert len(folds) == 1


def test_several_like_incidents_of_one_day_stay_apart() -> None:
    towns = ("Ford", "Mill", "Weir", "Lock")
    wire = [Told(f"Northland shelled {town}.", S.ASSAULT, who=[NORTH], place=town, day=DAY) for town in towns]
    clinic = [Told(f"Shells fell on {town} at night.", S.ASSAULT, place=town, day=DAY) for town in towns]
    record = fold(reading("wire", wire), reading("clinic", clinic))
    assert len(record.events) == len(towns)
    assert all(len(event.claims) == 2 for event in record.events)


def test_blows_of_both_sides_in_one_town_stay_two() -> None:
    record = fold(
        reading("a", [Told("Northland hit Ford.", S.ASSAULT, who=[NORTH], whom=[SOUTH], place="Ford", day=DAY)]),
        reading("b", [Told("Southland hit Ford.", S.ASSAULT, who=[SOUTH], whom=[NORTH], place="Ford", day=DAY)]),
    )
    assert len(record.events) == 2


def test_one_act_laid_at_each_others_door_is_one_event_and_a_dispute() -> None:
    accused = Stance.ACCUSED
    record = fold(
        reading(
            "a",
            [
                Told(
                    "Northland shelled Ford.", S.ASSAULT, who=[NORTH], by=[SOUTH], place="Ford", day=DAY, stance=accused
                )
            ],
        ),
        reading(
            "b",
            [
                Told(
                    "Southland shelled Ford.", S.ASSAULT, who=[SOUTH], by=[NORTH], place="Ford", day=DAY, stance=accused
                )
            ],
        ),
    )
    assert len(record.events) == 1
    assert [d.kind for d in record.disputes] == ["actor"]


def test_troops_whom_nobody_can_place_do_not_keep_a_denial_from_its_charge() -> None:
    record = fold(
        reading(
            "a",
            [
                Told("Northland burned Ford.", S.ASSAULT, who=["army:NOR"], by=["ngo:CARE"], place="Ford", day=DAY),
                Told("Its ministry denied it.", S.ASSAULT, by=["mod:NOR"], day=DAY, stance=Stance.DENIED),
            ],
        ),
    )
    assert len(record.events) == 1
    assert len(record.disputes) == 1


def test_who_is_at_war_is_read_from_the_report_and_not_from_another_conflict() -> None:
    other = [
        Told("Midland shelled Weir.", S.ASSAULT, who=["state:MID"], place="Weir", day=DAY),
        Told("Farland lost 4 soldiers.", S.HARM, whom=["state:FAR"], day=DAY, tolls=[toll(4, whose=["state:FAR"])]),
        Told("The truce collapsed.", S.CEASEFIRE_COLLAPSED, day=DAY),
    ]
    record = fold(reading("far", other))
    assert [row.parties for row in record.ceasefires] == [("state:FAR", "state:MID")]


def test_a_second_truce_that_collapsed_is_no_breach_of_an_old_one() -> None:
    both = [NORTH, SOUTH]
    record = fold(
        reading(
            "history",
            [
                Told("A ceasefire took effect in 1994.", S.CEASEFIRE_DECLARED, who=both, whom=both, day="1994-05-12"),
                Told("A truce agreed in Weir collapsed within hours.", S.CEASEFIRE_COLLAPSED, day="2022-09-10"),
            ],
        )
    )
    assert [row.time.edtf if row.time else None for row in record.ceasefires] == ["1994-05-12", "2022-09-10"]


def test_a_bare_threat_is_told_with_the_rest_of_its_sentence_and_its_condition() -> None:
    record = fold(
        reading(
            "wire",
            [
                Told("Northland warned", S.THREATEN, who=[NORTH], day=DAY),
                Told("that it would answer any further fire with force.", S.STATUS, day=DAY),
            ],
        )
    )
    assert [row.passage.quote for row in record.risks] == ["Northland warned"]  # the line ends there


def test_what_may_have_happened_is_no_risk_and_what_could_happen_is() -> None:
    record = fold(
        reading(
            "wire",
            [
                Told("Northland may have shelled Ford.", S.ASSAULT, who=[NORTH], day=DAY, stance=Stance.POSSIBLE),
                Told("Northland could shell Mill.", S.ASSAULT, who=[NORTH], day=DAY, stance=Stance.POSSIBLE),
            ],
        )
    )
    assert [row.passage.quote for row in record.risks] == ["Northland could shell Mill."]


def test_breaches_of_a_truce_on_successive_days_stay_apart() -> None:
    days = [f"2022-09-{day}" for day in range(10, 15)]
    told = [Told(f"Northland broke the truce on {day}.", S.CEASEFIRE_VIOLATED, who=[NORTH], day=day) for day in days]
    again = [Told(f"A breach was counted on {day}.", S.CEASEFIRE_VIOLATED, who=[NORTH], day=day) for day in days]
    record = fold(reading("wire", told), reading("mission", again))
    assert [len(event.claims) for event in record.events] == [2] * len(days)


def test_rival_accounts_of_one_scene_are_one_happening_and_an_exchange_of_fire_is_two() -> None:
    hit = Told("Shells hit the fish market at Ford.", S.ASSAULT, place="Ford", day=DAY)
    by_north = Told(
        "Southland says Northland shelled the fish market at Ford.",
        S.ASSAULT,
        who=["army:NOR"],
        place="Ford",
        day=DAY,
        by=[SOUTH],
        stance=Stance.ACCUSED,
    )
    by_south = Told(
        "Northland says Southland shelled the fish market at Ford.",
        S.ASSAULT,
        who=["army:SOU"],
        place="Ford",
        day=DAY,
        by=[NORTH],
        stance=Stance.ACCUSED,
    )
    record = fold(reading("wire", [hit, by_north]), reading("ministry", [by_south]))
    assert len(record.events) == 1
    elsewhere = Told(
        "Northland says Southland shelled the fish market at Mill.",
        S.ASSAULT,
        who=["army:SOU"],
        place="Mill",
        day=DAY,
        by=[NORTH],
        stance=Stance.ACCUSED,
    )
    record = fold(reading("wire", [hit, by_north]), reading("ministry", [elsewhere]))
    assert len(record.events) == 2


def test_a_link_back_to_an_earlier_claim_holds_two_together() -> None:
    told = [
        Told("Shells hit the market at Ford.", S.ASSAULT, place="Ford", day=DAY),
        Told("9 people died at Ford.", S.HARM, tolls=[toll(9)], place="Ford", day=DAY),
        Told("Southland struck the depot at Mill.", S.ASSAULT, who=["army:SOU"], place="Mill", day=DAY),
        Told("2 of the dead were nurses.", S.HARM, tolls=[toll(2)], day=DAY, links=[(ClaimRelation.SUBSET_OF, 1)]),
    ]
    record = fold(reading("wire", told))
    assert event_of(record, "nurses").id == event_of(record, "9 people").id


def test_who_died_when_shells_hit_died_in_that_shelling() -> None:
    told = [
        Told("2 soldiers were killed", S.HARM, whom=["army:NOR"], tolls=[toll(2)], day=DAY),
        Told("when shells hit a post near Mill.", S.ASSAULT, place="Mill", day=DAY),
    ]
    assert len(fold(reading("wire", told)).events) == 1


def test_what_two_speakers_tell_one_after_the_other_is_not_told_side_by_side() -> None:
    def first(by: str) -> list[Told]:
        return [
            Told("Shells began to land.", S.ASSAULT, by=[by], day=DAY),
            Told("3 soldiers died.", S.HARM, by=[NORTH], whom=["army:NOR"], tolls=[toll(3)], day=DAY),
        ]

    assert len(fold(reading("wire", first(NORTH))).events) <= len(fold(reading("wire", first("ngo:CARE"))).events)


def one_sentence(told: Reading) -> Reading:
    """Return the reading with its lines written as one sentence."""
    return replace(told, report=replace(told.report, text=told.report.text.replace("\n", " ")))


def test_harm_told_at_the_end_of_a_sentence_goes_on_about_the_attack_that_it_began_with() -> None:
    general = [
        Told("Southern troops shelled a pioneer unit", S.ASSAULT, ["army:SOU"], ["army:NOR"], day=DAY),
        Told("which had crossed the brook,", S.TERRITORY_CHANGE, ["army:NOR"], [SOUTH], day=DAY),
        Told("and 1 soldier was killed", S.HARM, day=DAY, tolls=[toll(1)]),
    ]
    ministry = [
        Told("Southern troops shelled Northern pioneers.", S.ASSAULT, ["army:SOU"], [NORTH], day=DAY),
        Told("2 Northern soldiers were killed.", S.HARM, [], [NORTH], day=DAY, tolls=[toll(2)]),
    ]
    first, second = reading("the general", general), reading("the ministry", ministry)
    for told, events in ((one_sentence(first), 1), (first, 2)):
        record = fold_readings([told, second], CONFLICT)
        dead = {claim.id for claim in record.claims if claim.event_type is S.HARM}
        assert len([event for event in record.events if not dead.isdisjoint(event.claims)]) == events
