from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from contested.flow.code import analyser, code_report, fold_one, read_report
from contested.flow.coded import code_row, encode
from contested.ingest import Document, Options, read_document
from contested.model.claims import EventType
from contested.model.reports import Report
from contested.publish.compile_plover import is_current
from contested.publish.plover import plover_type

from .conftest import FIRST, FRENCH, SECOND

TEXT = (
    FIRST + "At least 30 people died in a landslide on Sunday. By 1998 Eritrea had captured Badme. Ethiopia may attack"
    " again, analysts warned.\n"
)


def report(text: str = TEXT) -> Report:
    return read_document(Document("story.txt", text.encode()), Options()).reports[0]


@pytest.fixture(scope="module")
def coded() -> dict[str, Any]:
    return code_report(report())


def test_the_form_is_the_one_that_scorers_read(coded: dict[str, Any]) -> None:
    assert coded["doc_id"] == "story"
    lists = {"actors", "claims", "mentions", "times", "places", "relations", "disputes", "ceasefires", "mediations"}
    assert lists | {"territory", "alliances", "risks", "links", "report"} <= set(coded)
    for claim in coded["claims"]:
        assert {"id", "start", "end", "event_type", "initiator", "recipient", "claimant", "date", "quantities"} <= set(
            claim
        )
        assert {"modality", "polarity", "voices", "plover", "harm_only", "passage", "quote", "aux"} <= set(claim)
        assert claim["event_type"] != "HARM"
        assert claim["voices"][0] is None
        assert claim["voices"][-1] == claim["claimant"]


def test_offsets_point_into_the_text_and_ids_resolve(coded: dict[str, Any]) -> None:
    actors = {actor["id"] for actor in coded["actors"]}
    for claim in coded["claims"]:
        assert TEXT[claim["start"] : claim["end"]] == claim["quote"]
        assert set(claim["initiator"]) | set(claim["recipient"]) <= actors
        for quantity in claim["quantities"]:
            assert TEXT[quantity["start"] : quantity["end"]] == quantity["words"]
            assert set(quantity.get("whose", [])) <= actors
    for time in coded["times"]:
        assert TEXT[time["start"] : time["end"]] == time["quote"]
    for place in coded["places"]:
        assert TEXT[place["start"] : place["end"]] == place["quote"]
    claims = {claim["id"] for claim in coded["claims"]}
    assert {claim for link in coded["links"] for claim in (link[0], link[2])} <= claims
    assert {claim for pair in coded["disputes"] for claim in pair} <= claims


def test_numbers_and_dates_keep_their_bounds(coded: dict[str, Any]) -> None:
    tolls = [(q["kind"], q["lower"], q["best"], q["upper"]) for c in coded["claims"] for q in c["quantities"]]
    assert ("killed", 12, 12, None) in tolls
    dates = [claim["date"] for claim in coded["claims"] if claim["date"]]
    assert dates
    for date in dates:
        assert date["basis"] in {"explicit", "relative", "inferred", "dct"}
        assert (date["start"] or "") <= (date["end"] or "9")


def test_the_text_of_a_report_is_not_given_away(coded: dict[str, Any]) -> None:
    assert "text" not in coded["report"]


def test_the_same_report_gives_the_same_bytes() -> None:
    again = report()
    assert encode(code_report(again)) == encode(code_report(report()))
    assert json.loads(code_row(again).json) == code_report(again)


def test_a_report_that_is_not_read_has_no_claims() -> None:
    french = code_report(report(FRENCH))
    assert french["report"]["state"] == "received, not read"
    assert not french["claims"]
    assert not french["mentions"]


def test_the_record_of_one_report_holds_its_claims_alone() -> None:
    reading = read_report(report(SECOND), analyser())
    record = fold_one(reading)
    assert {claim.report_id for claim in record.claims} == {reading.report.id}
    assert record.reports[0].published == dt.date(2023, 5, 10)


@pytest.mark.parametrize(
    ("event_type", "trigger", "passage", "expected"),
    [
        (EventType.ASSAULT, "shelled", "the army shelled the town", "ASSAULT"),
        (EventType.MEDIATE, "mediated", "Egypt mediated", "CONSULT"),
        (EventType.CEASEFIRE_DECLARED, "declared", "declared a truce", "AGREE"),
        (EventType.CEASEFIRE_VIOLATED, "broken", "the truce was broken", "ASSAULT"),
        (EventType.CEASEFIRE_HELD, "held", "the truce held", None),
        (EventType.CEASEFIRE_COLLAPSED, "collapsed", "the truce collapsed", None),
        (EventType.TERRITORY_CHANGE, "captured", "rebels captured the town", "COERCE"),
        (EventType.TERRITORY_CHANGE, "withdrew from", "the army withdrew from the town", "RETREAT"),
        (EventType.TERRITORY_CHANGE, "handed over", "the town was handed over", "CONCEDE"),
        (EventType.DECLARE_INDEPENDENCE, "declared", "the region declared independence", "REJECT"),
        (EventType.HARM, "died", "two people died", None),
        (EventType.ESTABLISH, "founded", "the group was founded", None),
        (EventType.STATUS, "remains", "the road remains closed", None),
        (EventType.CONCEDE, "lifted", "the army lifted the blockade", "RETREAT"),
        (EventType.CONCEDE, "lifted", "the government lifted the ban", "CONCEDE"),
        (EventType.COOPERATE, "opened an investigation", "prosecutors opened an investigation", "ACCUSE"),
    ],
)
def test_plover_types(event_type: EventType, trigger: str, passage: str, expected: str | None) -> None:
    assert plover_type(event_type, trigger, passage) == expected


def test_the_compiled_table_is_current() -> None:
    assert is_current()
