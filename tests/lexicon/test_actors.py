"""The actor lexicon: names that are hard to read, offices at dates, memberships, nouns."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contested.lexicon.actors import ActorLexicon, NameForm, load_actor_nouns, load_actors
from contested.model.actors import ActorKind, PersonClass
from contested.model.errors import UnknownIdError


@pytest.fixture(scope="module")
def lexicon() -> ActorLexicon:
    return load_actors()


def readings(lexicon: ActorLexicon, text: str) -> list[tuple[str, set[str]]]:
    """Return the matched words and the actors that they may stand for."""
    return [(text[hit.start : hit.end], {c.actor_id for c in hit.candidates}) for hit in lexicon.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Minsk Group met.", [("Minsk Group", {"igo:osce-minsk-group"})]),
        ("The OSCE's Minsk Group met.", [("OSCE", {"igo:osce"}), ("Minsk Group", {"igo:osce-minsk-group"})]),
        ("Talks in Geneva stalled.", []),
        ("Romania and Bulgaria", [("Romania", {"state:ROU"}), ("Bulgaria", {"state:BGR"})]),
        ("Somalia and Mali", [("Somalia", {"state:SOM"}), ("Mali", {"state:MLI"})]),
        ("SOMALIA ACCUSES ERITREA", [("SOMALIA", {"state:SOM"}), ("ERITREA", {"state:ERI"})]),
        ("Nigerien and Nigerian troops", [("Nigerien", {"state:NER"}), ("Nigerian", {"state:NGA"})]),
        ("Guinea-Bissau", [("Guinea-Bissau", {"state:GNB"})]),
        ("Equatorial Guinea", [("Equatorial Guinea", {"state:GNQ"})]),
        ("Papua New Guinea", [("Papua New Guinea", {"state:PNG"})]),
        ("South Sudan", [("South Sudan", {"state:SSD"})]),
        ("South Sudanese soldiers", [("South Sudanese", {"state:SSD"})]),
        ("North Korean", [("North Korean", {"state:PRK"})]),
        ("the Republic of the Congo", [("Republic of the Congo", {"state:COG"})]),
        ("the Democratic Republic of the Congo", [("Democratic Republic of the Congo", {"state:COD"})]),
        ("Zaire", [("Zaire", {"state:COD"})]),
        ("an EU-led mission", [("EU", {"igo:eu"})]),
        ("the U.N. and the U.S.", [("U.N.", {"igo:un"}), ("U.S.", {"state:USA"})]),
        ("Azeri and Armenian soldiers", [("Azeri", {"state:AZE"}), ("Armenian", {"state:ARM"})]),
        ("non-Iranian goods", [("Iranian", {"state:IRN"})]),
        ("a turkey and some chad", []),
        ("Côte d'Ivoire", [("Côte d'Ivoire", {"state:CIV"})]),
        ("Cote d’Ivoire", [("Cote d’Ivoire", {"state:CIV"})]),
        ("N'Djamena", [("N'Djamena", {"state:TCD"})]),
        ("Al Shabaab", [("Al Shabaab", {"group:al-shabaab"})]),
        ("al-Shabaab", [("al-Shabaab", {"group:al-shabaab"})]),
        ("Islamic State West Africa Province", [("Islamic State West Africa Province", {"group:iswap"})]),
        ("Islamic State in Irate hands", [("Islamic State", {"group:is"})]),
        ("Bosnian Serb army", [("Bosnian Serb army", {"group:vrs"})]),
        ("Turkish Cypriot", [("Turkish Cypriot", {"defacto:northern-cyprus"})]),
        ("Agence France-Presse", [("Agence France-Presse", {"agency:afp"})]),
        ("International Court of Justice", [("International Court of Justice", {"igo:icj"})]),
        ("Human Rights Watch", [("Human Rights Watch", {"ngo:hrw"})]),
        ("Carnegie Europe", [("Carnegie Europe", {"thinktank:carnegie"})]),
    ],
)
def test_names_in_text(lexicon: ActorLexicon, text: str, expected: list[tuple[str, set[str]]]) -> None:
    assert readings(lexicon, text) == expected


@pytest.mark.parametrize(("word", "holder"), [("romanian", None), ("Omani", "state:OMN"), ("Mali", "state:MLI")])
def test_names_end_at_word_ends(lexicon: ActorLexicon, word: str, holder: str | None) -> None:
    found = readings(lexicon, f"x{word} {word}x {word}")
    assert [ids for _, ids in found] == ([{holder}] if holder else [])


@pytest.mark.parametrize("name", ["Georgia", "Jordan", "Chad"])
def test_namesakes_are_marked(lexicon: ActorLexicon, name: str) -> None:
    (hit,) = lexicon.find(f"{name} said")
    assert hit.ambiguous
    assert any(c.actor_id.startswith("state:") for c in hit.candidates)


def test_turkey_is_read_by_its_capital_letter(lexicon: ActorLexicon) -> None:
    assert not lexicon.find("they ate turkey")[0:1]
    (hit,) = lexicon.find("they left Turkey")
    assert not hit.ambiguous


@pytest.mark.parametrize(
    ("name", "state"),
    [("Kremlin", "state:RUS"), ("White House", "state:USA"), ("Downing Street", "state:GBR"), ("Kigali", "state:RWA")],
)
def test_seats_are_metonyms(lexicon: ActorLexicon, name: str, state: str) -> None:
    forms = {c.actor_id: c.form for c in lexicon.named(name)}
    assert forms[state] is NameForm.METONYM


def test_a_seat_may_stand_for_several(lexicon: ActorLexicon) -> None:
    assert {"igo:eu", "igo:nato", "state:BEL"} <= {c.actor_id for c in lexicon.named("Brussels")}


def test_names_over_time(lexicon: ActorLexicon) -> None:
    (zaire,) = (n for n in lexicon.actor("state:COD").names if n.text == "Zaire")
    assert (zaire.valid_from, zaire.valid_to) == ("1971", "1997")
    (capital,) = (n for n in lexicon.actor("state:DEU").names if n.text == "Bonn")
    assert capital.valid_to == "1999"


def test_every_state_has_codes_and_a_demonym(lexicon: ActorLexicon) -> None:
    states = [lexicon.actor(i) for i in lexicon.ids(ActorKind.STATE)]
    assert len([s for s in states if s.subtype == "un_member"]) == 193
    assert all(s.country and s.country == s.id.removeprefix("state:") for s in states)
    assert all(s.texts(NameForm.DEMONYM) for s in states if s.subtype == "un_member")
    assert lexicon.state("AZE") == lexicon.actor("state:AZE")
    assert lexicon.state("ZZZ") is None


def test_coverage_is_worldwide(lexicon: ActorLexicon) -> None:
    assert len(lexicon.ids(ActorKind.PARTY_OR_MOVEMENT)) >= 400
    assert len(lexicon.ids(ActorKind.DE_FACTO_STATE)) >= 15
    assert len(lexicon.ids(ActorKind.NEWS_AGENCY)) >= 200
    covered = {lexicon.actor(i).country for i in lexicon.ids(ActorKind.PERSON)}
    members = {lexicon.actor(i).country for i in lexicon.members("igo:un", date(2020, 1, 1))}
    assert len(members - covered) <= 3


@pytest.mark.parametrize(
    ("country", "office", "day", "person"),
    [
        ("ARM", "prime minister", date(2018, 4, 20), "person:serzh-sargsyan"),
        ("ARM", "prime minister", date(2018, 5, 20), "person:nikol-pashinyan"),
        ("ARM", "prime minister", date(2022, 9, 14), "person:nikol-pashinyan"),
        ("ARM", "foreign_minister", date(2020, 10, 1), "person:zohrab-mnatsakanian"),
        ("AZE", "president", date(1994, 5, 12), "person:heydar-aliyev"),
        ("AZE", "president", date(2003, 9, 1), "person:heydar-aliyev"),
        ("AZE", "president", date(2016, 4, 2), "person:ilham-aliyev"),
        ("GBR", "prime minister", date(2022, 9, 5), "person:boris-johnson"),
        ("GBR", "prime minister", date(2022, 10, 10), "person:liz-truss"),
        ("GBR", "prime minister", date(2022, 10, 30), "person:rishi-sunak"),
        ("USA", "president", date(2016, 6, 1), "person:barack-obama"),
        ("USA", "secretary of state", date(2022, 6, 1), "person:antony-blinken"),
        ("DEU", "chancellor", date(1999, 3, 24), "person:gerhard-schroder"),
        ("UKR", "president", date(2014, 1, 15), "person:viktor-yanukovych"),
        ("ZAF", "president", date(1995, 1, 1), "person:nelson-mandela"),
        ("IND", "prime minister", date(1999, 6, 1), "person:atal-bihari-vajpayee"),
        ("igo:un", "secretary_general", date(1994, 6, 1), "person:boutros-boutros-ghali"),
        ("igo:nato", "secretary_general", date(2015, 6, 1), "person:jens-stoltenberg"),
    ],
)
def test_offices_at_dates(lexicon: ActorLexicon, country: str, office: str, day: date, person: str) -> None:
    holder = lexicon.leader_on(country, office, day)
    assert holder is not None
    assert holder.id == person
    assert holder.kind is ActorKind.PERSON


def test_unknown_offices_are_none(lexicon: ActorLexicon) -> None:
    assert lexicon.leader_on("ARM", "prime minister", date(1900, 1, 1)) is None
    assert lexicon.leader_on("USA", "prime minister", date(2010, 1, 1)) is None


def test_surnames(lexicon: ActorLexicon) -> None:
    assert [p.id for p in lexicon.by_surname("Pashinyan")] == ["person:nikol-pashinyan"]
    aliyevs = {p.id for p in lexicon.by_surname("ALIYEV", "AZE")}
    assert {"person:heydar-aliyev", "person:ilham-aliyev"} <= aliyevs
    assert [p.id for p in lexicon.by_surname("Aliyev", "AZE", date(2010, 1, 1))] == ["person:ilham-aliyev"]
    assert [p.id for p in lexicon.by_surname("Milosevic", "SRB")] == ["person:slobodan-milosevic"]
    assert lexicon.by_surname("Nosuchname") == ()


def test_full_names_with_and_without_marks(lexicon: ActorLexicon) -> None:
    for text in ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan", "RECEP TAYYIP ERDOGAN"):
        assert readings(lexicon, text) == [(text, {"person:recep-tayyip-erdogan"})]


@pytest.mark.parametrize(
    ("organisation", "role", "day", "inside", "outside"),
    [
        ("igo:csto", "member", date(2022, 9, 13), {"state:ARM", "state:RUS"}, {"state:AZE", "state:UZB"}),
        ("igo:csto", "member", date(2010, 1, 1), {"state:UZB"}, {"state:GEO"}),
        ("igo:cst", "signatory", date(1996, 1, 1), {"state:AZE", "state:GEO"}, {"state:UKR"}),
        ("igo:osce-minsk-group", "co_chair", date(2016, 4, 5), {"state:FRA", "state:RUS", "state:USA"}, {"state:BLR"}),
        ("igo:osce-minsk-group", "participant", date(2016, 4, 5), {"state:TUR", "state:BLR"}, {"state:FRA"}),
        ("igo:nato", "member", date(2022, 9, 1), {"state:TUR"}, {"state:FIN", "state:SWE"}),
        ("igo:nato", "member", date(2024, 9, 1), {"state:FIN", "state:SWE"}, {"state:UKR"}),
        ("igo:eu", "member", date(2021, 1, 1), {"state:HRV"}, {"state:GBR"}),
        ("igo:ecowas", "member", date(2024, 6, 1), {"state:MLI", "state:GHA"}, {"state:MRT"}),
        ("igo:unsc", "member", date(1990, 1, 1), {"state:SUN"}, {"state:RUS"}),
        ("igo:astana-format", "guarantor", date(2018, 1, 1), {"state:RUS", "state:IRN", "state:TUR"}, {"state:SYR"}),
    ],
)
def test_memberships(
    lexicon: ActorLexicon, organisation: str, role: str, day: date, inside: set[str], outside: set[str]
) -> None:
    members = set(lexicon.members(organisation, day, role))
    assert inside <= members
    assert not outside & members


def test_memberships_hang_on_the_member_too(lexicon: ActorLexicon) -> None:
    assert "igo:csto" in {m.organisation for m in lexicon.actor("state:ARM").memberships}


def test_defunct_and_present_units_stay_apart(lexicon: ActorLexicon) -> None:
    republic, territory = lexicon.actor("defacto:artsakh"), lexicon.actor("territory:nagorno-karabakh")
    assert republic.kind is ActorKind.DE_FACTO_STATE
    assert republic.valid_to == "2024-01-01"
    assert territory.kind is ActorKind.TERRITORY
    assert readings(lexicon, "the Nagorno-Karabakh Republic") == [("Nagorno-Karabakh Republic", {republic.id})]
    assert readings(lexicon, "Nagorno-Karabakh") == [("Nagorno-Karabakh", {territory.id})]


def test_media_state_their_owner_and_no_grade(lexicon: ActorLexicon) -> None:
    tass, masirah = lexicon.actor("agency:tass"), lexicon.actor("agency:al-masirah")
    assert (tass.ownership, tass.affiliation, tass.country) == ("state", "state:RUS", "RUS")
    assert (masirah.ownership, masirah.affiliation) == ("party", "group:houthis")


def test_unknown_ids_are_named(lexicon: ActorLexicon) -> None:
    with pytest.raises(UnknownIdError, match="group:nobody"):
        lexicon.actor("group:nobody")


def test_every_actor_can_be_built_and_found(lexicon: ActorLexicon) -> None:
    for actor_id in lexicon.ids():
        actor = lexicon.actor(actor_id)
        assert actor.source
        assert actor_id in {c.actor_id for c in lexicon.named(actor.name)}


def test_nouns() -> None:
    nouns = load_actor_nouns()
    assert nouns.forces["troops"].label == "state_force_military"
    assert nouns.forces["gendarmerie"].label == "state_force_police"
    assert nouns.offices["defence ministry"].label == "ministry"
    assert nouns.titles["spokesman"].person_class is PersonClass.SPOKESPERSON
    assert nouns.titles["prime minister"].office == "head_of_government"
    assert nouns.titles["colonel"].person_class is PersonClass.COMMANDER
    assert nouns.titles["analyst"].person_class is PersonClass.PUBLIC_EXPERT
    assert nouns.private["children"].label == "minor"
    assert nouns.private["children"].lemma == "child"
    assert nouns.private["children"].plural
    assert nouns.collectives["both sides"].label == "both_sides"
    assert nouns.collectives["co-chairs"].label == "co_chairs"
    assert nouns.sources["diplomats"].label == "diplomats"
    assert "mother" in nouns.private_words
    assert not set(nouns.private) & set(nouns.titles)


_WORDS = st.sampled_from(
    [
        "Mali",
        "Somalia",
        "Islamic State",
        "in Iraq",
        "South Sudan",
        "ese",
        "NATO",
        "x",
        " ",
        "-",
        "\n",
        ".",
        "Minsk",
        " Group",
    ]
)


@given(st.lists(_WORDS, max_size=12).map("".join))
def test_hits_are_bounded_ordered_and_apart(text: str) -> None:
    reached = 0
    for hit in load_actors().find(text):
        assert reached <= hit.start < hit.end <= len(text)
        assert not text[hit.start - 1 : hit.start].isalnum() or hit.start == 0
        assert not text[hit.end : hit.end + 1].isalnum()
        assert hit.candidates
        reached = hit.end
