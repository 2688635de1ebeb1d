"""Laws of the vocabulary: everything round-trips through JSON, and no record can break its invariants."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from enum import Enum

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contested.model.claims import Claim, EventType
from contested.model.codec import from_json, to_json
from contested.model.errors import CodecError, ContestedError, InvalidRecordError
from contested.model.ids import content_id
from contested.model.quantities import Toll, TollKind
from contested.model.readings import Extraction, Reading, Resolution
from contested.model.reports import Report, report_id
from contested.model.spans import Passage
from contested.model.times import Basis, Precision, TimeSpan

from . import strategies

strategies.register()
QUICK = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
TEXT = "Shells fell on Ford. 4 people died."


@pytest.mark.parametrize("kind", strategies.records(), ids=lambda kind: kind.__name__)
@QUICK
@given(data=st.data())
def test_every_record_round_trips(kind: type, data: st.DataObject) -> None:
    record = data.draw(st.from_type(kind))
    value = json.loads(json.dumps(to_json(record)))
    again: object = from_json(kind, value)
    assert again == record
    assert to_json(again) == value
    assert type(again) is kind


def test_every_record_is_frozen_and_slotted() -> None:
    for kind in strategies.records():
        params = kind.__dataclass_params__  # type: ignore[attr-defined]
        assert params.frozen, kind
        assert "__slots__" in vars(kind), kind
        defaults = [f.default for f in dataclasses.fields(kind)]
        assert not any(isinstance(default, list | dict | set) for default in defaults), kind


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"start": 0, "end": 2}, "Passage"),
        ({"start": 0, "end": 2, "quote": 5}, "Passage.quote must be str, is int"),
        ({"start": True, "end": 2, "quote": "ab"}, "Passage.start must be int"),
        ({"start": 0, "end": 2, "quote": "ab", "colour": "red"}, "unknown fields"),
        ([0, 2, "ab"], "must be an object"),
    ],
)
def test_misfits_are_named(value: object, told: str) -> None:
    with pytest.raises(CodecError, match=told):
        from_json(Passage, value)


def test_misfits_deep_inside_are_named_with_their_place() -> None:
    span = TimeSpan("2022", dt.date(2022, 1, 1), dt.date(2022, 12, 31), Precision.YEAR, Basis.EXPLICIT)
    value = to_json(span) | {"basis": "hearsay"}
    with pytest.raises(CodecError, match=r"TimeSpan\.basis"):
        from_json(TimeSpan, value)
    with pytest.raises(CodecError, match=r"TimeSpan\.start"):
        from_json(TimeSpan, to_json(span) | {"start": "yesterday"})


def test_values_outside_the_model_have_no_json_form() -> None:
    with pytest.raises(CodecError, match="no JSON form for set"):
        to_json({1, 2})


def test_a_passage_is_as_long_as_its_quote_and_ordered() -> None:
    with pytest.raises(InvalidRecordError, match="quote has"):
        Passage(0, 3, "ab")
    with pytest.raises(InvalidRecordError, match="out of order"):
        Passage(3, 2, "")


def claim(passage: Passage, **fields: object) -> Claim:
    base: dict[str, object] = {"id": "c1", "report_id": report_id(TEXT), "event_type": EventType.ASSAULT}
    return Claim(**(base | {"passage": passage, "trigger": passage} | fields))  # type: ignore[arg-type]


def reading(one: Claim) -> Reading:
    rid = report_id(TEXT)
    return Reading(Report(rid, "wire", TEXT), Extraction(rid, claims=(one,)), Resolution(rid))


def test_a_claim_whose_quote_is_not_its_passage_cannot_enter_a_reading() -> None:
    good = Passage.cut(TEXT, 0, 19)
    assert reading(claim(good)).extraction.claims[0].passage.quote == "Shells fell on Ford"
    with pytest.raises(InvalidRecordError, match="cut it from this report"):
        reading(claim(Passage(1, 20, good.quote)))
    false_words = Toll(TollKind.KILLED, 4, 4, 4, Passage(21, 22, "5"))
    with pytest.raises(InvalidRecordError, match="cut it from this report"):
        reading(claim(good, tolls=(false_words,)))


@QUICK
@given(st.data())
def test_shifted_passages_never_enter(data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(st.integers(0, 34), st.integers(0, 34))))
    shift = data.draw(st.integers(1, 30))
    quote = TEXT[start:end]
    if TEXT[start + shift : end + shift] == quote:
        return
    with pytest.raises(InvalidRecordError):
        reading(claim(Passage(start + shift, end + shift, quote)))


def test_a_trigger_lies_in_its_passage_and_confidence_is_a_probability() -> None:
    passage = Passage.cut(TEXT, 0, 6)
    with pytest.raises(InvalidRecordError, match="outside"):
        claim(passage, trigger=Passage.cut(TEXT, 7, 11))
    with pytest.raises(InvalidRecordError, match="between 0 and 1"):
        claim(passage, confidence=1.5)


def test_parts_of_different_reports_make_no_reading() -> None:
    with pytest.raises(InvalidRecordError, match="different reports"):
        Reading(Report("r-1", "wire", TEXT), Extraction("r-2"), Resolution("r-1"))


@QUICK
@given(strategies.DATES, strategies.DATES)
def test_ends_of_a_time_span_are_ordered(first: dt.date, last: dt.date) -> None:
    if first > last:
        with pytest.raises(InvalidRecordError, match="swap the ends"):
            TimeSpan("x", first, last, Precision.INTERVAL, Basis.EXPLICIT)
    else:
        one = TimeSpan("x", first, last, Precision.INTERVAL, Basis.EXPLICIT)
        assert one.overlaps(one)
        assert 1 <= one.ucdp_date_prec <= 5
        assert 1 <= one.acled_time_precision <= 3


def test_a_time_span_open_at_both_ends_is_none() -> None:
    with pytest.raises(InvalidRecordError, match="unknown time"):
        TimeSpan("../..", None, None, Precision.INTERVAL, Basis.EXPLICIT)


@QUICK
@given(strategies.spans(), strategies.spans())
def test_overlap_is_symmetric(one: TimeSpan, other: TimeSpan) -> None:
    assert one.overlaps(other) == other.overlaps(one)


@pytest.mark.parametrize("bounds", [(5, 4, 6), (4, 6, 5), (6, None, 5), (-1, None, None)])
def test_bounds_of_a_toll_are_ordered(bounds: tuple[float | None, float | None, float | None]) -> None:
    with pytest.raises(InvalidRecordError, match="low <= best <= high"):
        Toll(TollKind.KILLED, *bounds, Passage(0, 0, ""))


def test_ids_do_not_collide_by_joining() -> None:
    assert content_id("e", "a", "bc") != content_id("e", "ab", "c")
    assert content_id("e", "a", None) != content_id("e", "a", "None")
    assert report_id("one  text\n") == report_id(" one text")


def test_every_error_is_of_one_tree() -> None:
    for error in (CodecError, InvalidRecordError):
        assert issubclass(error, ContestedError)


def test_enums_are_strings() -> None:
    kinds = {f.type for kind in strategies.records() for f in dataclasses.fields(kind)}
    assert kinds
    assert issubclass(EventType, str)
    assert all(isinstance(member.value, str) for member in EventType if isinstance(member, Enum))
