"""The many ways to word an event: plain sentences of every type, who acts in them, who says so, and what is not so."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.extract.reading import one, told

SENTENCES = Path(__file__).with_name("wordings.tsv")


def test_sentences_of_every_type_are_read_as_that_type() -> None:
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        rows = [(row["event_type"], row["sentence"]) for row in csv.DictReader(file, delimiter="\t")]
    harm = {"ASSAULT": {"ASSAULT", "HARM"}}  # deaths with no attack told are coded apart
    missed = [(kind, text) for kind, text in rows if not harm.get(kind, {kind}) & {claim.type for claim in told(text)}]
    assert len(rows) > 300
    assert missed == []


ACTING = [
    ("The rebel group M23 attacked Sake.", "ASSAULT", {"March 23 Movement"}),
    ("The militant group Hamas fired rockets at Ashkelon.", "ASSAULT", {"Hamas"}),
    ("The rival groups Hamas and Fatah exchanged fire in Gaza.", "ASSAULT", {"Hamas", "Fatah"}),
    ("Human rights watchdog Amnesty International accused the United States of torture.", "ACCUSE",
     {"Amnesty International"}),
    ("Al-Shabaab militants stormed a hotel in Mogadishu.", "ASSAULT", {"al-Shabaab"}),
    ("Hundreds of women marched through Wad Madani against the shelling.", "PROTEST", {"hundreds of women"}),
    ('"We have not attacked anyone," said a spokesman for the Taliban.', "ASSAULT", {"spokesman of Taliban"}),
    ("M23 accused the army of shelling its positions.", "ASSAULT", {"army"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "event_type", "initiators"), ACTING)
def test_who_acts_is_found_in_apposition_number_and_quotation(text: str, event_type: str, initiators: set[str]) -> None:
    assert one(text, event_type).initiators == initiators


def test_four_gunmen_of_a_movement_are_not_the_movement() -> None:
    assert "Hezbollah" not in one("Four Hezbollah gunmen attacked a post near Tyre.", "ASSAULT").initiators


def test_who_is_quoted_by_an_agency_speaks() -> None:
    claim = one("Reuters quoted a security source as saying that two officers had been arrested.", "COERCE")
    assert claim.claimant == "security source"


def test_neither_confirmed_nor_denied_tells_nothing() -> None:
    assert told("The Taliban neither confirmed nor denied that its leader had been killed.") == []


def test_what_another_one_charges_meanwhile_is_not_the_first_speakers() -> None:
    text = "Baku claimed it was responding to shelling, while Armenia accused Azerbaijan of launching an attack."
    assert one(text, "ACCUSE").claimant is None
    assert {
        (c.claimant, c.stance) for c in told(text) if c.type == "ASSAULT" and "launching" in c.claim.passage.quote
    } == {("Armenia", "accused")}


def test_they_are_not_the_official_who_speaks() -> None:
    text = "The rebels, the governor said, had looted the hospital before they withdrew."
    assert one(text, "RETREAT").initiators == {"rebels"}


ASKED = [
    "The United Nations called on Israel to open the crossing.",
    "The bishops appealed to the rebels to free the hostages.",
    "The mediators pressed both sides to sign the deal.",
]


@pytest.mark.parametrize("text", ASKED)
def test_what_is_asked_for_has_not_happened(text: str) -> None:
    assert {claim.type for claim in told(text)} == {"REQUEST"}


UNREAL = [
    ("There is no evidence that the army used chemical weapons.", "ASSAULT", "possible", "positive"),
    ("The parties were close to signing a ceasefire.", "CEASEFIRE_DECLARED", "possible", "positive"),
    ("The army stopped short of attacking the camp.", "ASSAULT", "asserted", "negative"),
    ("The rebels failed to capture the airport.", "TERRITORY_CHANGE", "asserted", "negative"),
]


@pytest.mark.parametrize(("text", "event_type", "stance", "polarity"), UNREAL)
def test_what_may_be_so_or_did_not_happen_is_told_as_such(
    text: str, event_type: str, stance: str, polarity: str
) -> None:
    claim = one(text, event_type)
    assert (claim.stance, claim.polarity) == (stance, polarity)
