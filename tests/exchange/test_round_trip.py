"""The whole record out, in, and out again: the same bytes, for any record; and files that are none are named."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contested.flow.received import read_record, receive_record
from contested.flow.track import add_reports, load_record, publish
from contested.model.errors import ContestedError, DossierError, InputError
from contested.model.record import Record
from contested.model.reports import Rights
from contested.publish import gate
from contested.publish.exchange import export_as
from contested.publish.release import own
from tests.publish.sample_record import make_report, sample

from .scenario import record


def out(of: Record) -> bytes:
    """Return a record in the form that is taken in again."""
    return export_as(own(of), "record").files[0][1]


@pytest.mark.parametrize("made", [sample, record])
def test_export_import_export_is_the_same_bytes(made: object) -> None:
    first = out(made())  # type: ignore[operator]
    assert out(read_record(first, "file")) == first


WHOLE = sample()
TOKENS = st.text(st.characters(codec="utf-8"), max_size=12)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Draw a record: some of the sample's events, with other names, rights and texts after the words that are cited."""
    events = draw(st.lists(st.sampled_from(WHOLE.events), unique_by=lambda event: event.id))
    rights = st.sampled_from(list(Rights))
    reports = tuple(replace(one, rights=draw(rights), title=draw(TOKENS)) for one in WHOLE.reports)
    reports = tuple(replace(one, text=one.text + draw(TOKENS)) for one in reports)
    actors = tuple(replace(one, name=draw(TOKENS), aliases=(draw(TOKENS),)) for one in WHOLE.actors)
    numbers = st.floats(0, 1e6, allow_nan=False) | st.integers(0, 10**6)
    claims = tuple(replace(one, confidence=min(1.0, draw(numbers) / 1e6)) for one in WHOLE.claims)
    return replace(WHOLE, events=tuple(events), reports=reports, actors=actors, claims=claims)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records())
def test_the_round_trip_loses_nothing_of_any_record(one: Record) -> None:
    first = out(one)
    again = read_record(first, "file")
    assert out(again) == first
    assert len(again.claims) == len(one.claims)
    assert [event.id for event in again.events] == [event.id for event in one.events]


def test_what_is_taken_in_is_the_record_that_was_given_out() -> None:
    whole = record()
    full = replace(whole, reports=tuple(replace(one, rights=Rights.FULL) for one in whole.reports))
    again = read_record(out(full), "file")
    assert replace(again, actors=()) == replace(full, actors=())
    hidden = {one.id: one for one in again.actors}["a-witness"]
    assert (hidden.name, hidden.aliases) == (gate.UNNAMED_PERSON, ())
    assert [one for one in again.actors if one.id != "a-witness"] == [a for a in full.actors if a.id != "a-witness"]


def test_words_without_rights_stay_behind() -> None:
    closed = replace(sample(), reports=tuple(replace(one, rights=Rights.NONE) for one in sample().reports))
    body = out(closed).decode()
    assert "Nine civilians were reported killed" not in body
    assert "Mira Toft of the Harbour Institute" not in body


def test_a_received_record_is_a_dossier_that_shows_and_exports(tmp_path: Path) -> None:
    file = tmp_path / "record.json"
    file.write_bytes(out(sample()))
    dossier = receive_record(tmp_path / "taken", file)
    assert receive_record(tmp_path / "taken", file).folder == dossier.folder  # again: nothing changes
    publish(dossier)
    assert "Sarn Valley" in dossier.page.read_text(encoding="utf-8")
    assert out(load_record(dossier)) == file.read_bytes()
    with pytest.raises(DossierError, match="another dossier"):
        add_reports(dossier, [make_report("wire")])
    with pytest.raises(DossierError, match="as of another day"):
        load_record(dossier, as_of=sample().as_of and sample().as_of.replace(year=1999))  # type: ignore[union-attr]
    file.write_bytes(out(record()))
    with pytest.raises(DossierError, match="another received record"):
        receive_record(tmp_path / "taken", file)


def _spoilt(change: object) -> bytes:
    value = json.loads(out(record()))
    change(value)  # type: ignore[operator]
    return json.dumps(value).encode()


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"\xff\xfe", "UTF-8"),
        (b"{", "line 1"),
        (b"[]", "format"),
        (b'{"format": "contested record 1"}', "contested record 1"),
        (b"[" * 100_000, "nested"),
        (_spoilt(lambda v: v["record"].update(events=1)), "events"),
        (_spoilt(lambda v: v["record"]["claims"][0].update(stance="sure")), "stance"),
        (_spoilt(lambda v: v["record"]["claims"][0]["passage"].update(quote="other words")), "passage"),
        (_spoilt(lambda v: v["record"].update(claims=[])), "is not there"),
        (_spoilt(lambda v: v["record"].update(reports=[])), "is not there"),
        (_spoilt(lambda v: v["record"].update(colour="red")), "colour"),
    ],
)
def test_what_is_no_whole_record_is_named(body: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        read_record(body, "file.json")
    assert caught.value.where == "file.json"
    assert isinstance(caught.value, ContestedError)
