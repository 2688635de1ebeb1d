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
