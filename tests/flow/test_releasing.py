"""What leaves a dossier for whom: labels, sensitivity, rights, reviews, places, fresh positions, the contact."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest

from contested.flow.code import analyser, read_report
from contested.ingest import group_origins
from contested.model.errors import ReleaseError
from contested.model.events import Judgement
from contested.model.places import Place
from contested.model.readings import Decision, Reading
from contested.model.record import Conflict, Record
from contested.model.reports import DateOrigin, Report, Rights, Source, Tlp, report_id
from contested.publish.audiences import Adjust, Holdings, release
from contested.publish.page import PageOptions, render_page
from contested.publish.release import Audience, Release
from contested.publish.terms import Policy, Terms
from contested.publish.whereabouts import coarse, rounded
from contested.publish.wire import record_json
from contested.record import fold_readings

DAY = dt.date(2031, 6, 1)
WIRE = (
    "Ethiopia accused Eritrea of shelling Zalambessa on 4 May 2031. Three people were killed in Adigrat on 5 May 2031."
)
SECOND = (
    "Eritrea shelled Zalambessa on 4 May 2031, the government of Ethiopia said."
    " Nine people were killed in Adigrat on 5 May 2031."
)
MANY = "At least 40 people were killed in Adigrat on 5 May 2031, Ethiopia said."


def make(text: str, **changes: object) -> Report:
    report = Report(
        report_id(text), "wire", text, source=Source("Highland Wire"), published=dt.date(2031, 5, 6),
        date_origin=DateOrigin.GIVEN, url="https://wire.example/1", tlp=Tlp.CLEAR,
    )  # fmt: skip
    return replace(report, **changes)  # type: ignore[arg-type]


def read(*reports: Report) -> list[Reading]:
    return [read_report(report, analyser()) for report in reports]


def fold(readings: Sequence[Reading], judgements: Sequence[Judgement], adjust: Adjust | None) -> Record:
    origins = group_origins([reading.report for reading in readings])
    return fold_readings(readings, Conflict("Border"), origins=origins, judgements=judgements, adjust=adjust)


def released(readings: list[Reading], audience: Audience, by: str = "", **policy: object) -> Release:
    record = fold(readings, [], None)
    judged = [
        Judgement(f"j-{claim.id}", claim.id, None, Decision.SAME, None, None, by, dt.datetime(2031, 5, 7), "read again")
        for claim in (record.claims if by else ())
    ]
    terms = Terms(audience, DAY, Policy(**({"contact": "desk@example.org"} | policy)))  # type: ignore[arg-type]
    return release(Holdings(readings, judged, fold), terms)


def everything(shown: Release) -> str:
    return render_page(shown, options=PageOptions(figures=False)) + str(record_json(shown))


@pytest.mark.parametrize(
    ("label", "audiences"),
    [
        (Tlp.CLEAR, {Audience.PUBLIC, Audience.PARTNER, Audience.INTERNAL}),
        (Tlp.GREEN, {Audience.PARTNER, Audience.INTERNAL}),
        (Tlp.AMBER, {Audience.PARTNER, Audience.INTERNAL}),
        (Tlp.AMBER_STRICT, {Audience.INTERNAL}),
        (Tlp.RED, set()),
    ],
)
def test_labels_say_who_is_shown_a_report(label: Tlp, audiences: set[Audience]) -> None:
    readings = read(make(WIRE, tlp=label))
    assert {audience for audience in Audience if released(readings, audience).record.reports} == audiences


def test_red_is_for_named_readers_alone() -> None:
    readings = read(make(WIRE, tlp=Tlp.RED))
    policy = Policy(red_readers=("Ana Sol",))
    for reader, number in (("", 0), ("Ben Tor", 0), ("ana sol", 1)):
        shown = release(Holdings(readings, [], fold), Terms(Audience.INTERNAL, DAY, policy, reader))
        assert len(shown.record.reports) == number


@pytest.mark.parametrize(("note", "shown"), [("low", True), ("moderate", False), ("source is a guard's wife", False)])
def test_a_sensitive_report_is_not_for_the_public(note: str, shown: bool) -> None:
    readings = read(make(WIRE, sensitivity=note))
    assert bool(released(readings, Audience.PUBLIC).record.reports) == shown
    assert "guard" not in everything(released(readings, Audience.PARTNER))


def test_unlabelled_mail_is_not_for_the_public() -> None:
    assert not released(read(make(WIRE, tlp=None, media_type="message/rfc822")), Audience.PUBLIC).record.reports
    assert released(read(make(WIRE, tlp=None)), Audience.PUBLIC).record.reports
    assert not released(read(make(WIRE, tlp=None)), Audience.PUBLIC, unlabelled=Tlp.GREEN).record.reports


def test_what_is_withheld_counts_nowhere() -> None:
    secret = make(SECOND, tlp=Tlp.RED, doc_id="secret", source=Source("Other Wire"))
    both = read(make(WIRE), secret)
    alone = read(make(WIRE))
    for audience in (Audience.PARTNER, Audience.PUBLIC):
        one, other = released(both, audience, "A. Reader"), released(alone, audience, "A. Reader")
        assert one.record.claims
        assert replace(one.record, judgements=()) == replace(other.record, judgements=())
        assert everything(one) == everything(other)
    seen = {event.standing.origins for event in fold(both, [], None).events}
    assert max(seen) == 2


def test_the_public_needs_a_contact() -> None:
    with pytest.raises(ReleaseError, match="without a contact"):
        released(read(make(WIRE)), Audience.PUBLIC, contact=" ")
    assert "No contact is stated." in everything(released(read(make(WIRE)), Audience.PARTNER, contact=""))


def test_tolls_of_ten_and_more_wait_for_a_named_reviewer() -> None:
    readings = read(make(MANY))
    before = released(readings, Audience.PUBLIC)
    assert ("toll of ten and more", 1) in before.edition.held
    assert not before.record.tolls
    assert "40" not in str(record_json(before)["documents"])
    after = released(readings, Audience.PUBLIC, "A. Reader")
    assert after.record.tolls
    assert not released(readings, Audience.PUBLIC, "B. Other", reviewers=("A. Reader",)).record.tolls
    assert released(readings, Audience.PARTNER).record.tolls


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Eritrean forces captured Zalambessa on 4 May 2031, Ethiopia said.", "change of control"),
        (
            "Ethiopia accused Isaias Afwerki of attacking Adigrat on 4 May 2031.",
            "accusation against a person",
        ),
    ],
)
def test_control_and_accusations_wait_too(text: str, why: str) -> None:
    readings = read(make(text))
    assert why in dict(released(readings, Audience.PUBLIC).edition.held)
    assert why not in dict(released(readings, Audience.PUBLIC, "A. Reader").edition.held)


def test_the_names_of_reviewers_and_their_reasons_stay_inside() -> None:
    shown = released(read(make(MANY)), Audience.PUBLIC, "A. Reader")
    assert "A. Reader" not in everything(shown)
    assert "read again" not in everything(shown)


def test_fresh_positions_are_held_back() -> None:
    text = "Ethiopian troops moved to Adigrat on 31 May 2031. Talks went on in Addis Ababa on 31 May 2031."
    fresh = released(read(make(text, published=dt.date(2031, 5, 31))), Audience.PUBLIC, "A. Reader")
    assert "Adigrat" not in everything(fresh)
    old = released(read(make(text, published=dt.date(2031, 5, 20))), Audience.PUBLIC, "A. Reader")
    assert "Adigrat" in everything(old)
    undated = released(read(make(text, published=None)), Audience.PUBLIC, "A. Reader")
    assert "Adigrat" not in everything(undated)


def test_sensitive_places_are_told_coarsely() -> None:
    text = "Eritrean forces shelled a hospital in Adigrat on 4 May 2031, Ethiopia said."
    shown = everything(released(read(make(text)), Audience.PUBLIC, "A. Reader"))
    assert "Adigrat" not in shown
    assert "Tigray" in shown
    assert "Adigrat" in everything(released(read(make(text)), Audience.PARTNER))


@pytest.mark.parametrize("rights", [Rights.METADATA_ONLY, Rights.NONE])
def test_rights_hold_for_every_audience(rights: Rights) -> None:
    readings = read(make(WIRE, rights=rights, title="The border in May"))
    for audience in Audience:
        text = everything(released(readings, audience, "A. Reader"))
        assert "accused Eritrea of shelling" not in text
        assert ("The border in May" in text) == (rights is Rights.METADATA_ONLY)


def test_rows_of_acled_are_not_handed_on_unless_the_dossier_says_so() -> None:
    readings = read(make(WIRE, source=Source("ACLED, data of May 2031"), rights=Rights.FULL))
    assert not released(readings, Audience.PARTNER).record.reports
    assert not released(readings, Audience.PUBLIC).record.reports
    assert released(readings, Audience.INTERNAL).record.reports
    assert released(readings, Audience.PUBLIC, redistribute=("ACLED",)).record.reports


@pytest.mark.parametrize("precision", [None, 0.3, 1.0, 4.0, 30.0, 250.0])
def test_coordinates_are_never_finer_than_the_place_is_known(precision: float | None) -> None:
    shown = rounded(Place("p", "Somewhere", "city", 12.34567, 45.67891, "ERI", None, precision))
    assert shown.latitude is not None
    assert shown.precision_km is not None
    assert shown.precision_km >= (precision if precision is not None else 25.0)
    decimals = len(str(shown.latitude).partition(".")[2].rstrip("0"))
    assert decimals <= (2 if (precision or 25.0) <= 5 else 1)


def test_a_place_that_nothing_wider_is_known_of_is_not_told() -> None:
    assert coarse(Place("place:nowhere", "Nowhere", "unknown")) is None
    assert coarse(Place("place:spot", "Spot", "facility", 12.3, 45.6)) is None


def test_a_label_goes_with_the_edition() -> None:
    readings = read(make(WIRE), make(SECOND, tlp=Tlp.AMBER, doc_id="second"))
    assert released(readings, Audience.PARTNER).edition.label == "TLP:AMBER"
    assert released(readings, Audience.PUBLIC).edition.label == "TLP:CLEAR"
