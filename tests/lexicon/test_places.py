"""The place lexicon as shipped: names found in text, namesakes told apart, dual names, limits of size and time."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from contested.lexicon.places import (
    KnownPlace,
    PlaceHit,
    PlaceKind,
    distance_km,
    load_place_kinds,
    load_places,
    load_world_outline,
)


def _found(text: str, *, weak: bool = False) -> list[str]:
    return [text[hit.start : hit.end] for hit in load_places().find(text) if weak or not hit.weak]


def _hit(text: str, name: str) -> PlaceHit:
    start = text.index(name)
    return next(hit for hit in load_places().find(text) if (hit.start, hit.end) == (start, start + len(name)))


def _one(name: str) -> KnownPlace:
    place = load_places().resolve(name, countries={})
    assert place is not None
    return place


@pytest.mark.parametrize(
    ("name", "votes", "country"),
    [
        ("Tripoli", {"LBN": 3.0, "SYR": 1.0}, "LBN"),
        ("Tripoli", {"LBY": 3.0}, "LBY"),
        ("Tripoli", {}, "LBY"),
        ("Paris", {}, "FRA"),
        ("Paris", {"USA": 5.0}, "USA"),
        ("Georgia", {}, "GEO"),
        ("Georgia", {"RUS": 1.0, "GEO": 2.0}, "GEO"),
        ("Birmingham", {}, "GBR"),
        ("Hyderabad", {"PAK": 1.0}, "PAK"),
        ("Hyderabad", {"IND": 1.0}, "IND"),
        ("Valencia", {"VEN": 1.0}, "VEN"),
        ("Bor", {"SSD": 1.0}, "SSD"),
        ("Bor", {"SRB": 1.0}, "SRB"),
        ("Goris", {}, "ARM"),
        ("Jermuk", {}, "ARM"),
    ],
)
def test_country_votes_choose_among_namesakes(name: str, votes: dict[str, float], country: str) -> None:
    place = load_places().resolve(name, countries=votes)
    assert place is not None
    assert place.country == country


def test_a_containing_place_chooses_among_namesakes() -> None:
    places = load_places()
    sudan, syunik = places.country("SDN"), places.get("place:syunik")
    assert sudan is not None
    assert syunik is not None
    kassala = places.resolve("Kassala", countries={"USA": 1.0}, within=sudan)
    goris = places.resolve("Goris", countries={}, within=syunik)
    assert kassala is not None and kassala.country == "SDN"
    assert goris is not None and goris.admin1 == "Syunik"
    texas = next(place for place in places.lookup("Texas") if place.kind is PlaceKind.ADMIN1)
    paris = places.resolve("Paris", countries={"FRA": 1.0}, within=texas)
    assert paris is not None and paris.admin1 == "Texas"


def test_nearness_chooses_among_namesakes_of_one_country() -> None:
    near_chicago = load_places().resolve("Springfield", countries={"USA": 1.0}, near=(41.9, -87.6))
    near_boston = load_places().resolve("Springfield", countries={"USA": 1.0}, near=(42.3, -71.1))
    assert near_chicago is not None and near_chicago.admin1 == "Illinois"
    assert near_boston is not None and near_boston.admin1 == "Massachusetts"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Stepanakert", "Khankendi"),
        ("Shusha", "Shushi"),
        ("Artsakh", "Nagorno-Karabakh"),
        ("Mitrovica", "Mitrovicë"),
        ("Famagusta", "Gazimağusa"),
        ("Kobani", "Ayn al-Arab"),
        ("Bakhmut", "Artemivsk"),
        ("Dokdo", "Takeshima"),
        ("Senkaku Islands", "Diaoyu Islands"),
        ("Deir ez-Zor", "Deir Ezzor"),
        ("Hodeidah", "Al Hudaydah"),
        ("Kyiv", "Kiev"),
        ("Myanmar", "Burma"),
        ("Ivory Coast", "Côte d'Ivoire"),
        ("Falkland Islands", "Malvinas"),
    ],
)
def test_two_names_of_one_place_lead_to_one_place(first: str, second: str) -> None:
    assert _one(first).id == _one(second).id


def test_lookup_ignores_case_diacritics_hyphens_and_kinds_of_apostrophe() -> None:
    places = load_places()
    assert places.lookup("GONAIVES")[0].id == places.lookup("Gonaïves")[0].id
    assert places.lookup("sana’a")[0].id == places.lookup("Sanaa")[0].id
    assert places.lookup("Nagorno Karabakh")[0].id == places.lookup("Nagorno-Karabakh")[0].id
    assert places.lookup("Xyzzyabad") == ()
    assert places.lookup("") == ()
    assert places.resolve("Xyzzyabad", countries={"ARM": 1.0}) is None


def test_lookup_gives_primary_names_before_alternates() -> None:
    names = [place.name for place in load_places().lookup("Leninakan")]
    assert "Gyumri" in names
    assert load_places().lookup("Gyumri")[0].name == "Gyumri"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Fire was exchanged across the Line of Control near Poonch.", ["Line of Control", "Poonch"]),
        ("Troops along the LoC and in the DMZ were put on alert.", ["LoC", "DMZ"]),
        ("Shells fell on both sides of the line of contact.", ["line of contact"]),
        ("A patrol crossed the Blue Line near Naqoura.", ["Blue Line", "Naqoura"]),
        ("Trucks entered Gaza through Kerem Shalom.", ["Gaza", "Kerem Shalom"]),
        ("KYIV (AP) - Ukraine said its forces left Vovchansk.", ["KYIV", "Ukraine", "Vovchansk"]),
        ("Clashes in al-Bab, Deir ez-Zor and Sana'a continued.", ["al-Bab", "Deir ez-Zor", "Sana'a"]),
        ("The U.S. and the UK spoke.", ["U.S.", "UK"]),
        ("Ships left the Red Sea through the Bab el-Mandeb Strait.", ["Red Sea", "Bab el-Mandeb Strait"]),
        ("the Lachin\ncorridor was closed", ["Lachin\ncorridor"]),
    ],
)
def test_places_are_found_longest_first_and_bounded_by_words(text: str, names: list[str]) -> None:
    assert _found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "The police said on Monday that most of the men were of the same age.",
        "Police said that in March, as in May, the Union of Writers met.",
        "Most people said it was Nice to be Mobile and Reading is good.",
        "Same day, Same place, he told us. Split opinions. Man of the match.",
        "General Ali Hassan and President Santos met Mr. Kim and Ms. Nguyen.",
        "NATO, ISIS, the OSCE and the IAEA made no comment.",
        "Parisian Georgians and unparisian ways",
        "He sent us word; both of us agreed, car or no car.",
    ],
)
def test_words_and_persons_are_no_strong_places(text: str) -> None:
    assert _found(text) == []


def test_function_words_months_and_offices_are_never_towns() -> None:
    text = "They met in March with Police and The General of Us, in Two, at Army, on Friday in Press."
    assert _found(text, weak=True) == []


def test_a_town_named_like_a_word_needs_a_preposition() -> None:
    assert not _hit("A bomb went off in Nice on Thursday.", "Nice").weak
    assert not _hit("The port city of Split was calm.", "Split").weak
    assert _hit("They said the Nice thing.", "Nice").weak


def test_small_names_are_weak_until_the_context_supports_them() -> None:
    assert _hit("Reporters met Hamid again.", "Hamid").weak
    assert _hit("A statement named Franklin again.", "Franklin").weak
    assert not _hit("Shells hit the village of Hamid.", "Hamid").weak
    assert not _hit("Shells fell in Goris, Tegh and Kapan.", "Tegh").weak


def test_the_lexicon_knows_countries_and_ids() -> None:
    places = load_places()
    country = places.country("aze")
    assert country is not None
    assert (country.id, country.name, country.kind) == ("state:AZE", "Azerbaijan", PlaceKind.COUNTRY)
    gyumri = places.get("geo:616635")
    assert gyumri is not None
    assert (gyumri.name, gyumri.geonameid, gyumri.country) == ("Gyumri", 616635, "ARM")
    assert places.country("XXX") is None
    assert places.get("geo:1") is None
    assert places.get("place:nowhere") is None


def test_claims_are_kept_beside_the_recognised_holder() -> None:
    crimea, spratlys = _one("Crimea"), _one("Spratly Islands")
    assert (crimea.country, crimea.claimed_by) == ("UKR", ("RUS",))
    assert spratlys.country == ""
    assert "VNM" in spratlys.claimed_by


def test_a_hand_entered_town_takes_its_point_from_geonames() -> None:
    place = _one("Artemivsk")
    assert (place.id, place.name) == ("place:bakhmut", "Bakhmut")
    assert place.geonameid is not None
    assert place.population > 10_000
    assert place.admin1 == "Donetsk"
    assert distance_km((place.latitude, place.longitude), (48.59, 38.0)) < 5


def test_every_hit_is_a_span_of_the_text_and_hits_do_not_overlap() -> None:
    text = "Fighting near Pokrovsk, Ukraine 🙂 and in Mocímboa da Praia.\n\n" * 6000
    hits = load_places().find(text)
    assert len(hits) == 3 * 6000
    assert {text[hit.start : hit.end] for hit in hits} == {"Pokrovsk", "Ukraine", "Mocímboa da Praia"}
    assert all(left.end <= right.start for left, right in pairwise(hits))


@pytest.mark.parametrize("text", ["", " ", "...", "🙂", "a", "\n\n"])
def test_text_without_names_has_no_hits(text: str) -> None:
    assert load_places().find(text) == []


def test_distance_is_that_of_the_great_circle() -> None:
    assert distance_km((0.0, 0.0), (0.0, 0.0)) == 0
    assert distance_km((0.0, 0.0), (0.0, 90.0)) == pytest.approx(10007.5, abs=1)
    assert distance_km((40.18, 44.51), (40.41, 49.87)) == pytest.approx(455, abs=10)


def test_kind_words_make_names_of_unknown_places() -> None:
    kinds = load_place_kinds()
    words = {(word.word, word.kind): word for word in kinds.words}
    assert words["district", PlaceKind.ADMIN2].after
    assert words["village of", PlaceKind.VILLAGE].before
    assert words["mount", PlaceKind.MOUNTAIN].before
    assert words["valley", PlaceKind.VALLEY].after
    assert "near" in kinds.prepositions
    assert "northern" in kinds.directions
    assert all(word.precision_km > 0 and (word.before or word.after) for word in kinds.words)


def test_the_outline_of_the_world_can_be_drawn() -> None:
    outline = load_world_outline()
    codes = [code for code, _ in outline]
    assert len(codes) == len(set(codes)) > 170
    assert {"ARM", "AZE", "UKR", "PSE", "XKX", "SSD"} <= set(codes)
    points = [point for _, rings in outline for ring in rings for point in ring]
    assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in points)
    assert all(len(ring) >= 3 for _, rings in outline for ring in rings)


def test_the_gazetteer_opens_quickly() -> None:
    load_places.cache_clear()
    begin = time.process_time()
    assert len(load_places()) > 230_000
    assert time.process_time() - begin < 0.5
