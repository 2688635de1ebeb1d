"""Toponyms to places: containment, country votes, kind words, and names that have no say."""

from __future__ import annotations

from collections import Counter

import pytest

from contested.lexicon.places import load_places
from contested.model.places import Place, PlaceMention, PlaceRole
from contested.model.spans import Passage
from contested.resolve.places import candidates, link_places


def mention(text: str, name: str, role: PlaceRole = PlaceRole.EVENT_PLACE) -> PlaceMention:
    start = text.index(name)
    passage = Passage.cut(text, start, start + len(name))
    return PlaceMention(f"p{start}", passage, role, candidates(name), "test")


def resolved(text: str, *names: str, votes: dict[str, int] | None = None) -> dict[str, Place]:
    mentions = [mention(text, name) for name in names]
    places, links = link_places(mentions, Counter(votes or {}), text)
    by_id = {place.id: place for place in places}
    return {m.passage.quote: by_id[link.entity] for m, link in zip(mentions, links, strict=True)}


def admin1(place: Place) -> str:
    known = load_places().get(place.id)
    assert known is not None
    return known.admin1


@pytest.mark.parametrize(
    ("text", "inner", "outer", "country"),
    [
        ("Hyderabad, in southern Pakistan, was calm.", "Hyderabad", "Pakistan", "PAK"),
        ("A bridge in Tripoli, Lebanon, fell.", "Tripoli", "Lebanon", "LBN"),
        ("Shops in Valencia, a city in northern Venezuela, shut.", "Valencia", "Venezuela", "VEN"),
        ("Shops in San Juan (Argentina) shut.", "San Juan", "Argentina", "ARG"),
    ],
)
def test_what_is_said_to_contain_a_place_decides(text: str, inner: str, outer: str, country: str) -> None:
    assert resolved(text, inner, outer, votes={"IND": 3, "ESP": 3})[inner].country == country


@pytest.mark.parametrize(
    ("text", "inner", "outer", "kind"),
    [
        ("A mill in Buffalo, New York, burned.", "Buffalo", "New York", "admin1"),
        ("A dam at Spokane in Washington held.", "Spokane", "Washington", "admin1"),
    ],
)
def test_what_holds_a_town_is_the_province_of_its_name(text: str, inner: str, outer: str, kind: str) -> None:
    assert resolved(text, inner, outer)[outer].kind == kind
    assert resolved(f"Crowds gathered in {outer}.", outer)[outer].kind == "city"


def test_a_list_is_no_containment() -> None:
    text = "Talks took place in Tripoli and Lebanon."
    assert resolved(text, "Tripoli", "Lebanon", votes={"LBY": 6})["Tripoli"].country == "LBY"
    text = "Delegates came from Canada, Mexico and Peru."
    assert {p.kind for p in resolved(text, "Canada", "Mexico", "Peru").values()} == {"country"}


def test_a_province_contains_too() -> None:
    text = "Police in Springfield, Missouri, fired."
    assert admin1(resolved(text, "Springfield", "Missouri")["Springfield"]) == "Missouri"


@pytest.mark.parametrize(("votes", "country"), [({"LBN": 4}, "LBN"), ({"LBY": 4}, "LBY")])
def test_the_actors_of_a_report_vote(votes: dict[str, int], country: str) -> None:
    assert resolved("Shots rang out in Tripoli.", "Tripoli", votes=votes)["Tripoli"].country == country


def test_the_sense_told_once_holds_for_the_whole_report() -> None:
    text = "A bridge in Tripoli, Lebanon, fell. Later, police sealed off the old town of Tripoli again."
    at = text.rindex("Tripoli")
    again = PlaceMention("late", Passage.cut(text, at, at + 7), PlaceRole.EVENT_PLACE, candidates("Tripoli"))
    mentions = [mention(text, "Tripoli"), mention(text, "Lebanon"), again]
    places, links = link_places(mentions, Counter({"LBY": 9}), text)
    country = {place.id: place.country for place in places}
    assert [country[link.entity] for link in links] == ["LBN", "LBN", "LBN"]


def test_a_word_of_a_name_has_no_influence() -> None:
    text = "The Karachi accord held. Rallies filled Hyderabad."
    inside = mention(text, "Karachi", PlaceRole.PART_OF_NAME)
    voted = mention(text, "Karachi")
    other = mention(text, "Hyderabad")

    def country(first: PlaceMention) -> str | None:
        places, links = link_places([first, other], Counter(), text)
        return {place.id: place.country for place in places}[links[1].entity]

    assert country(voted) == "PAK"
    assert country(inside) == "IND"


def test_nearness_chooses_within_a_country() -> None:
    text = "Tornadoes struck Chicago and Peoria before they reached Springfield."
    found = resolved(text, "Chicago", "Peoria", "Springfield", votes={"USA": 3})
    assert admin1(found["Springfield"]) == "Illinois"


def test_a_kind_word_chooses_the_area() -> None:
    found = resolved("Up to 40 families left Surin province.", "Surin province")["Surin province"]
    assert (found.kind, found.country) == ("admin1", "THA")


def test_a_name_that_no_gazetteer_knows_keeps_its_words_and_kind_and_has_no_point() -> None:
    found = resolved("Huts burned in Oruzelvik district.", "Oruzelvik district")["Oruzelvik district"]
    assert (found.name, found.kind, found.latitude, found.country) == ("Oruzelvik district", "admin2", None, None)


def test_every_mention_is_linked_with_a_reason() -> None:
    text = "Rallies filled Lima and Oruzelvik."
    mentions = [mention(text, "Lima"), mention(text, "Oruzelvik")]
    _, links = link_places(mentions, Counter(), text)
    assert [link.mention for link in links] == [m.id for m in mentions]
    assert all(link.reason for link in links)
    assert links[1].score < links[0].score
