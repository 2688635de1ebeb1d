"""Whose name the public may see: private people stay covered, public ones and places do not, whatever the form."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from contested.flow.code import analyser, read_report
from contested.language import EMBEDDED
from contested.model.actors import ActorKind, PersonClass
from contested.model.events import RecordedActor
from contested.model.readings import Reading
from contested.model.reports import Report, report_id
from contested.publish.names import COVER, accusations, covered, is_guarded, may_link, may_name, shown_text
from contested.publish.numbers import number_spans


@cache
def _read(text: str) -> Reading:
    report = Report(report_id(text), "r", text, published=dt.date(2024, 5, 2))
    return read_report(report, analyser(EMBEDDED))


def _actor(
    name: str, kind: ActorKind, title: str | None = None, told: PersonClass | None = None, side: str = "x"
) -> RecordedActor:
    return RecordedActor(f"x:{name}", name, kind, title, None, (side,), (), False, (), 1, told)


def _shown(text: str) -> str:
    letters = list(text)
    for start, end in covered(text, _read(text)):
        letters[start:end] = [letter if letter.isspace() else COVER for letter in letters[start:end]]
    return "".join(letters)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Shells hit the mill, said the miller, Ondrej Vaculik-Tesar.", "Vaculik"),
        ("The body of QARYAGHDI, Sevinj was found near Lachin on Monday.", "Sevinj"),
        ("She wrote that Mr. O'Grady-Lutz had seen the soldiers of Sudan.", "Grady"),
        ("Soldiers took the girl, Нина Петренко, to Donetsk.", "Петренко"),
        ("A teacher called Abu Rami al-Kurdi filmed the tanks.", "Kurdi"),
        ("Beatrisi was nine. The Georgian army denied it. Her uncle Zurab Kvirikashvili-Tato wept.", "Beatrisi"),
        ("Oleksandr Kovalenko-Bilyk said so. On Tuesday Kovalenko-Bilyk said it again.", "Kovalenko"),
    ],
)
def test_private_people_are_covered_in_every_form_and_everywhere(text: str, name: str) -> None:
    assert name in text
    assert name not in _shown(text)


@pytest.mark.parametrize(
    "text",
    [
        "António Guterres called for a ceasefire in Gaza on Monday.",
        "President William Ruto met envoys of the African Union in Nairobi.",
        "Army spokesman Colonel Tadesse Worku-Alemu said that troops had entered Mekelle.",
        "A spokeswoman for the UN human rights office, Ilse Vanderbroek-Tamm, said that both sides had fired.",
        "Ukraine's general staff said on 3 March 2024 that 1,200 shells and 45 drones had hit Kharkiv at 06.15.",
        "M23 rebels fired 122mm rockets and a T-72 at Goma.",
    ],
)
def test_public_people_places_bodies_days_and_counts_are_shown(text: str) -> None:
    assert _shown(text) == text


@pytest.mark.parametrize(
    "found",
    [
        "+44 7700 900123", "j.doe@post.example", "@user_of_2019", "t.me/somechannel1", "N 39° 56' 41.2\"",
        "48.51207", "36R XV 33412 81907", "18NUJ8123455678", "10.44.7.19", "6HC8CQJF+8M", "SD21 2901 0501 2340 01",
    ],
)  # fmt: skip
def test_strings_that_lead_to_a_person_or_a_spot_are_found(found: str) -> None:
    text = f"Shells fell there, see {found} for more."
    spans = list(number_spans(text))
    kept = "".join(letter for at, letter in enumerate(text) if not any(start <= at < end for start, end in spans))
    assert not any(part in kept for part in found.split() if len(part) > 2)


def test_a_loose_string_is_covered_by_lists_alone() -> None:
    assert shown_text("Statement of Wilma Chastoy-Tande on Goma").endswith(" on Goma")
    assert "Chastoy" not in shown_text("Statement of Wilma Chastoy-Tande on Goma")


def test_addresses_with_names_are_not_linked() -> None:
    assert may_link("https://news.example/2025/fighting-in-goma")
    assert not may_link("https://news.example/2025/vilma-chastoy-habla")
    assert not may_link("https://news.example/user/4471982231")


@pytest.mark.parametrize(
    ("actor", "named"),
    [
        (_actor("Ada Quist", ActorKind.PERSON, "prime minister", PersonClass.PUBLIC_OFFICE), True),
        (_actor("Bo Ek", ActorKind.PERSON, "captain", PersonClass.COMMANDER), False),
        (_actor("Bo Ek", ActorKind.PERSON, "captain", PersonClass.COMMANDER, "state:SWE"), True),
        (_actor("Cy Poe", ActorKind.PERSON), False),
        (_actor("TOKAV", ActorKind.PARTY_OR_MOVEMENT), False),
        (_actor("Front for the Free Valley", ActorKind.PARTY_OR_MOVEMENT), True),
        (_actor("Zubrin's men", ActorKind.COLLECTIVE), False),
    ],
)
def test_who_is_named_fails_closed(actor: RecordedActor, named: bool) -> None:
    assert may_name(actor) is named


def test_reports_that_ask_for_protection_are_guarded() -> None:
    assert is_guarded("Our informant in the brigade says that the tanks have left.")
    assert is_guarded("Four women were raped on the road.")
    assert not is_guarded("Shells hit the market on Friday, the police said.")


def test_a_private_person_accused_is_found_and_a_public_one_is_not() -> None:
    private = _read("Police in Goma arrested a baker, Fidele Kambanda-Mwisa, and accused him of burning the mill.")
    assert accusations(private) == {claim.id for claim in private.extraction.claims} != frozenset()
    public = _read("Armenia accused President Ilham Aliyev of breaking the ceasefire on Monday.")
    assert not accusations(public)
