"""Claims of short texts: who says that who did what to whom, with what stance and toll."""

from __future__ import annotations

import pytest

from contested.model.claims import Aux
from tests.extract.reading import one, read, told

ROLES = [
    ("The village was shelled by the Burundian army.", "ASSAULT", {"armed forces of Burundi"}, set()),
    ("Kyiv accused Moscow of shelling the power plant.", "ACCUSE", {"Ukraine"}, {"Russia"}),
    ("Kyiv accused Moscow of shelling the power plant.", "ASSAULT", {"Russia"}, set()),
    ("Moscow accused Kyiv of shelling the power plant.", "ASSAULT", {"Ukraine"}, set()),
    ("Qatar hosted talks between Chad and Sudan in Doha.", "MEDIATE", {"Qatar"}, {"Chad", "Sudan"}),
    ("Sudan rejected the proposal of the African Union.", "REJECT", {"Sudan"}, {"African Union"}),
    ("Uganda threatened to send troops to the border.", "THREATEN", {"Uganda"}, set()),
    ("Egypt sent 20 trucks of food to Gaza.", "AID", {"Egypt"}, {"Gaza Strip"}),
    ("Serbia withdrew its troops from the area.", "RETREAT", {"Serbia"}, set()),
    ("Syrian troops captured the town of Saraqib.", "TERRITORY_CHANGE", {"armed forces of Syria"}, set()),
    ("Iranian and Iraqi soldiers clashed near the river.", "ASSAULT",
     {"armed forces of Iran", "armed forces of Iraq"}, {"armed forces of Iran", "armed forces of Iraq"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "event_type", "initiators", "recipients"), ROLES)
def test_roles_follow_voice_and_prepositions(
    text: str, event_type: str, initiators: set[str], recipients: set[str]
) -> None:
    claim = one(text, event_type)
    assert claim.initiators == initiators
    assert claim.recipients == recipients


STANCES = [
    ("Rwanda denied that its troops had crossed into Congo.", "MOBILIZE", "Rwanda", "denied", "positive"),
    ("Kyiv accused Moscow of shelling the power plant.", "ASSAULT", "Ukraine", "accused", "positive"),
    ("Israel may strike the port, a diplomat told AFP.", "ASSAULT", "diplomat", "possible", "positive"),
    ("If the truce collapses, Turkey will close the border.", "COERCE", None, "hypothetical", "positive"),
    ("Neither army has left the zone.", "RETREAT", None, "asserted", "negative"),
    ("According to Reuters, Mali has deployed troops to Kidal.", "MOBILIZE", "Reuters", "asserted", "positive"),
    ("The army said it had killed at least 40 militants.", "ASSAULT", "army", "asserted", "positive"),
    ("The ceasefire did not hold.", "CEASEFIRE_COLLAPSED", None, "asserted", "positive"),
]  # fmt: skip


VOICES = [
    ("Two Indian soldiers died, an army spokesman, Colonel Vikram Sethi, told reporters.", "HARM", "Vikram Sethi"),
    ("Serbia shelled the town, the European Union says, and closed the road.", "COERCE", "European Union"),
    ("Air war: Russia launched 38 drones, 29 of which were shot down, according to Ukraine.", "ASSAULT", "Ukraine"),
    ("Chad accused Sudan of shelling the town.", "ASSAULT", "Chad"),
    ("Colonel Viktor Petrov: The Ukrainian army left the town on 3 March.", "RETREAT", "Viktor Petrov"),
    ("Uganda warned that it would close the border.", "THREATEN", "Uganda"),
    ("If the truce collapses, Mali will send troops, Niger warned.", "CEASEFIRE_COLLAPSED", "Niger"),
    ("The Kachin Independence Army captured Laiza, state media reported.", "TERRITORY_CHANGE", "state media"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "event_type", "claimant"), VOICES)
def test_inserted_trailing_and_labelled_speakers(text: str, event_type: str, claimant: str) -> None:
    assert {t.claimant for t in told(text) if t.type == event_type} == {claimant}


def test_a_quotation_goes_on_over_its_sentences() -> None:
    text = '"Sudan did not open fire first," Chad said. "Sudan attacked the post at dawn."'
    assert [t.claimant for t in told(text)] == ["Chad", "Chad"]


def test_the_sentence_that_closes_a_quotation_says_who_spoke_it() -> None:
    text = '"Sudan attacked us at dawn. Sudan burned the school and shot two teachers," Chad said.'
    assert {t.claimant for t in told(text)} == {"Chad"}


def test_a_verb_that_no_list_holds_may_tell() -> None:
    assert one("Chad trumpeted that Sudan had shelled the town.", "ASSAULT").claimant == "Chad"


def test_one_truce_announced_is_one_claim() -> None:
    one("A ceasefire announced by Mali and Niger in Algiers was broken.", "CEASEFIRE_DECLARED")


def test_ground_that_is_fought_for_is_not_gained() -> None:
    assert {t.type for t in told("Mali tried to retake the town of Kidal.")} == {"ASSAULT"}


def test_a_state_that_charges_another_accuses_it() -> None:
    assert "ACCUSE" in {t.type for t in told("Azerbaijan has charged Russia with arming Armenia.")}


def test_storming_out_is_no_assault() -> None:
    assert not [t for t in told("Chad stormed out of the talks.") if t.type == "ASSAULT"]


EVERYDAY = [
    ("Mali sent in its army, then sealed off the island.", ["COERCE", "MOBILIZE"]),
    ("The Irish Republican Army owned up to the bombing.", ["ASSAULT"]),
    ("The guns fell silent on Friday.", ["RETREAT"]),
    ("Some 40 bandits handed in their rifles.", ["RETREAT"]),
    ("Ankara holds Damascus responsible.", ["ACCUSE"]),
    ("Raiders set fire to the village.", ["ASSAULT"]),
]


@pytest.mark.parametrize(("text", "types"), EVERYDAY)
def test_everyday_words(text: str, types: list[str]) -> None:
    assert sorted(t.type for t in told(text)) == types


def test_blame_says_who_did_what_was_told_before() -> None:
    claims = told("Nine people died in the blast. Chad blames Sudan, Sudan blames Chad.")
    accused = {(t.claimant, *t.initiators) for t in claims if t.stance == "accused"}
    assert accused == {("Chad", "Sudan"), ("Sudan", "Chad")}
    assert {t.claimant for t in claims if t.type == "ACCUSE"} == {None}


def test_a_part_is_counted_apart_from_the_whole() -> None:
    measures = {m.kind.value: m.best for t in told("Sudan launched 38 drones, 29 of which were shot down.")
                for m in t.claim.measures}  # fmt: skip
    assert measures == {"launched": 38, "intercepted": 29}


def test_wounded_by_whom() -> None:
    hurt = told("Four of its soldiers had been killed and up to ten wounded by Azerbaijani fire.")
    assert {t.tolls for t in hurt} == {(("killed", 4, 4, 4),), (("injured", None, None, 10),)}
    assert hurt[-1].initiators == {"Azerbaijan"}


def test_another_figure_rests_on_the_count_before_it() -> None:
    counts = {
        t.claimant: t.tolls[0][2] for t in told("Chad put the number of dead at 14; Sudan spoke of 60.") if t.tolls
    }
    assert counts == {"Chad": 14, "Sudan": 60}


def test_makers_of_a_truce_do_not_end_it() -> None:
    claim = one("A truce brokered by Egypt and Qatar collapsed on Sunday.", "CEASEFIRE_COLLAPSED")
    assert not claim.initiators
    assert not claim.recipients


def test_a_clause_behind_a_semicolon_keeps_its_own_subject() -> None:
    claim = one("In 2014 Russia annexed Crimea; Ukraine and most of the world do not recognise it.", "TERRITORY_CHANGE")
    assert claim.initiators == {"Russia"}


def test_nobody_acts_against_itself() -> None:
    text = "The Philippines accused China's coast guard of shelling a boat and injuring four sailors."
    hits = [t for t in told(text) if t.type == "ASSAULT"]
    assert hits
    assert all(not (t.initiators & t.recipients) for t in hits)


def test_whoever_loses_ground_does_not_gain_it() -> None:
    claim = one("Mali lost the town of Menaka to Niger in December.", "TERRITORY_CHANGE")
    assert claim.initiators == {"Niger"}
    assert claim.recipients == {"Mali"}


@pytest.mark.parametrize(("text", "event_type", "claimant", "stance", "polarity"), STANCES)
def test_voice_stance_and_polarity(
    text: str, event_type: str, claimant: str | None, stance: str, polarity: str
) -> None:
    claim = one(text, event_type)
    assert (claim.claimant, claim.stance, claim.polarity) == (claimant, stance, polarity)


TOLLS = [
    ("The bomb exploded, killing between five and eight farmers.", "HARM", [("killed", 5, None, 8)]),
    ("Not one civilian was hurt.", "HARM", [("injured", 0, 0, 0)]),
    ("Between 10,000 and 20,000 islanders died.", "HARM", [("killed", 10000, None, 20000)]),
    ("At least 272 people have lost their lives since Thursday.", "HARM", [("killed", 272, 272, None)]),
    ("The clinics counted 23 dead and 106 injured.", "HARM", [("killed", 23, 23, 23), ("injured", 106, 106, 106)]),
    ("Ethiopia deported up to 75,000 people.", "COERCE", [("displaced", None, None, 75000)]),
    ("Two soldiers and a policeman were killed.", "HARM", [("killed", 3, 3, 3)]),
    ("The attack killed nine people and wounded dozens.", "HARM",
     [("killed", 9, 9, 9), ("injured", 24, None, 99)]),
    ("The rebels released four of the twelve hostages.", "CONCEDE", [("prisoners", 4, 4, 4)]),
    ("The mayor said that nobody had been hurt.", "HARM", [("injured", 0, 0, 0)]),
    ("Gunmen executed 17 villagers.", "ASSAULT", [("killed", 17, 17, 17)]),
    ("Armenia lost 49 soldiers, its prime minister said.", "HARM", [("killed", 49, 49, 49)]),
    ("At least 12 civilians were killed and 30 wounded in the attack.", "HARM",
     [("killed", 12, 12, None), ("injured", 30, 30, 30)]),
    ("No soldiers were hurt.", "HARM", [("injured", 0, 0, 0)]),
    ("The junta released 15 prisoners on Friday.", "CONCEDE", [("prisoners", 15, 15, 15)]),
    ("Some 3,000 people fled the city.", "STATUS", [("displaced", None, 3000, None)]),
    ("Up to 40 soldiers were killed.", "HARM", [("killed", None, None, 40)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "event_type", "tolls"), TOLLS)
def test_tolls_keep_the_bounds_of_their_words(
    text: str, event_type: str, tolls: list[tuple[str, float | None, float | None, float | None]]
) -> None:
    assert list(one(text, event_type).tolls) == tolls


@pytest.mark.parametrize(
    "text",
    [
        "The government in Geneva hosted no one.",
        "It rained in Paris.",
        "The army was founded in 1992 and has about 40,000 men.",
        "The minister of health opened a museum.",
    ],
)
def test_no_violence_where_none_is_told(text: str) -> None:
    assert not {t.type for t in told(text)} & {"ASSAULT", "HARM", "COERCE"}


def test_a_request_is_not_the_act_that_it_asks_for() -> None:
    text = "The United Nations urged Chad to withdraw its troops."
    assert {t.type for t in told(text)} == {"REQUEST"}
    assert one(text, "REQUEST").recipients == {"Chad"}


def test_an_obligation_is_a_request_by_its_speaker() -> None:
    claim = one("The minister of Chad said Sudan must end its attacks.", "REQUEST")
    assert claim.recipients == {"Sudan"}
    assert claim.claimant is None


def test_a_spokesman_speaks_and_his_army_acts() -> None:
    text = "Colonel Amadou Keita, a spokesman for the Malian army, said rebels had ambushed a convoy near Gao."
    claim = one(text, "ASSAULT")
    assert claim.claimant == "Amadou Keita"
    assert claim.stance == "accused"
    assert claim.initiators == {"rebels"}


def test_who_fired_first_is_marked() -> None:
    claim = one("Pakistan said Indian guns had fired first.", "ASSAULT")
    assert Aux.FIRST in claim.claim.aux


def test_the_minsk_group_is_not_belarus_and_a_venue_mediates_nothing() -> None:
    actors = {a.id for a in read("The Minsk Group met in Geneva.").resolution.actors}
    assert "state:BLR" not in actors
    assert "state:CHE" not in actors


PRIVATE = [
    "Maria Lopez, a nurse at the hospital, said soldiers shot her brother.",
    "Ahmed Hassan, 34, was killed by a shell.",
    "A resident, Leyla Aliyeva, fled with her two sons.",
    "The body of Juan Perez, a farmer, was found on Monday.",
    "Nine-year-old Amina Yusuf was wounded in the strike.",
]


@pytest.mark.parametrize("text", PRIVATE)
def test_private_people_never_become_actors(text: str) -> None:
    reading = read(text)
    names = " ".join(a.name for a in reading.resolution.actors)
    for word in ("Lopez", "Hassan", "Aliyeva", "Perez", "Yusuf"):
        assert word not in names


def test_the_stance_of_a_release_is_that_of_its_issuer() -> None:
    text = "Cambodian troops fired on a Thai outpost on Monday."
    assert one(text, "ASSAULT").stance == "asserted"
    assert one(text, "ASSAULT", source="Thailand Foreign Ministry").stance == "accused"


def test_spans_are_exact() -> None:
    text = "Kyiv accused Moscow of shelling the power plant. Moscow denied the charge."
    for found in told(text):
        passage = found.claim.passage
        assert text[passage.start : passage.end] == passage.quote
