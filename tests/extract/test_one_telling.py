"""One deed told in several words is one claim, with who did it and where: what linking across reports rests on."""

from __future__ import annotations

import pytest

from tests.extract.reading import one, read, told

OWNERS = [
    (
        "Chad's army took the town. An army spokesman, Issa Deby, denied that his troops had killed civilians.",
        "ASSAULT",
        "armed forces of Chad",
    ),
    ("A Serbian officer acknowledged that his unit had shelled the village.", "ASSAULT", "armed forces of Serbia"),
    (
        "Mali's military rejected the charge and blamed Nigerien guns. The army did not shell the village, it said.",
        "ASSAULT",
        "armed forces of Mali",
    ),
    (
        "The Rapid Support Forces have left Kosti. The militia killed nine people in Omdurman.",
        "ASSAULT",
        "Rapid Support Forces",
    ),
]


@pytest.mark.parametrize(("text", "event_type", "doer"), OWNERS)
def test_troops_belong_to_whom_the_text_lets_them_belong(text: str, event_type: str, doer: str) -> None:
    claims = [t for t in told(text) if t.type == event_type and "Nigerien" not in t.claim.passage.quote]
    assert [t.initiators for t in claims] == [{doer}]


def test_the_army_of_a_city_paper_is_that_of_its_country() -> None:
    text = "Ukrainian troops fired first. An hour later the air force struck Belgorod, Kursk and Bryansk."
    assert [t.initiators for t in told(text, "Kyiv Gazette")][-1] == {"armed forces of Ukraine"}
    assert [t.initiators for t in told(text, "Highland Gazette")][-1] != {"armed forces of Russia"}


def test_a_deed_and_the_harm_it_did_are_one_claim() -> None:
    claim = one("The shelling of the town by the Burundian army killed nine people.", "ASSAULT")
    assert claim.initiators == {"armed forces of Burundi"}
    assert claim.tolls == (("killed", 9, 9, 9),)


def test_where_fire_comes_from_is_not_where_it_lands() -> None:
    reading = read("The army shelled the town from Saraqib on 3 May.")
    assert [claim.places for claim in reading.extraction.claims] == [()]
    reading = read("The army shelled Saraqib on 3 May.")
    assert [len(claim.places) for claim in reading.extraction.claims] == [1]


def test_a_clause_with_where_has_the_place_before_it() -> None:
    reading = read("The army drove back fighters at Idlib, where its guns killed nine people.")
    names = {place.id: place.passage.quote for place in reading.extraction.places}
    assert [[names[p] for p in c.places] for c in reading.extraction.claims if c.tolls] == [["Idlib"]]


def test_an_open_question_tells_of_nothing() -> None:
    assert told("The mission could not establish which side fired first.") == []
    assert told("The UN could not verify who was killed.") == []
    assert len(told("The UN confirmed that troops fired first.")) == 1


def test_a_market_that_bears_the_name_of_a_country_is_not_hit_as_that_country() -> None:
    claim = one("Shells hit the Souk Libya market in Tripoli.", "ASSAULT")
    assert claim.recipients == frozenset()


def test_what_a_figure_counts_is_no_deed_of_its_own() -> None:
    text = "The clinic counted 40 dead; the ministry, which first spoke of 18 killed, put the toll at 21."
    assert [t.tolls[0][2] for t in told(text)] == [40, 18, 21]


def test_a_meeting_readout_dates_what_speakers_tell_of_the_past_by_what_was_spoken_of() -> None:
    text = (
        "The Council met this morning.\n"
        "On the raid of 9 June, the envoy reported that seven bodies had been found in Idlib.\n"
        "The Syrian delegate said that rebels had opened fire first.\n"
    )
    reading = read(text)
    opened = next(c for c in reading.extraction.claims if c.trigger.quote == "opened")
    day = next(t.span.start for t in reading.resolution.claim_times if t.claim == opened.id)
    assert day is not None
    assert day.isoformat() == "2023-06-09"


def test_a_part_of_the_dead_is_a_claim_of_its_own_and_a_subset() -> None:
    text = "A raid killed nine people. Two of the dead belonged to a militia, the ministry said."
    assert [t.tolls[0][2] for t in told(text)] == [9, 2]
    links = read(text).extraction.claim_links
    assert [(k.claim, k.relation.value, k.other) for k in links] == [("c02", "subset_of", "c01")]


def test_those_killed_are_those_counted_before() -> None:
    text = "A strike killed nine people in Idlib. The envoy said that all those killed were soldiers."
    links = read(text).extraction.claim_links
    assert [(k.claim, k.relation.value, k.other) for k in links] == [("c02", "subset_of", "c01")]


def test_who_is_left_injured_is_not_dead() -> None:
    assert one("A raid left six others injured.", "HARM").tolls == (("injured", 6, 6, 6),)


def test_a_denied_charge_of_somebody_named_is_his_and_the_denial_the_speakers() -> None:
    text = "The ministry rejected the allegation by a Chadian minister that the Sudanese army used cluster bombs."
    assert [(t.stance, t.claimant) for t in told(text)] == [("denied", "ministry"), ("accused", "minister of Chad")]


def test_both_statements_are_two_denials() -> None:
    text = (
        "The envoy of Israel said that Hezbollah had opened fire first and that nine soldiers were killed. "
        "The envoy of Lebanon dismissed both statements."
    )
    assert [t.stance for t in told(text)].count("denied") == 2


def test_an_answer_to_fire_and_the_right_of_self_defence_are_blows() -> None:
    assert one("Iranian troops responded only after the firing had begun.", "ASSAULT").initiators
    assert one("Thai forces exercised their right of self-defence.", "ASSAULT").initiators


def test_residents_who_tell_of_shells_tell_of_their_town() -> None:
    reading = read("Villagers in Idlib said that shells hit the school.")
    names = {place.id: place.passage.quote for place in reading.extraction.places}
    assert [[names[p] for p in c.places] for c in reading.extraction.claims] == [["Idlib"]]
