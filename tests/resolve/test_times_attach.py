"""The time of claims: stated, counted, shared with the sentence, the passage or the lead, or that of the report."""

from __future__ import annotations

import datetime as dt

import pytest

from contested.extract.times import tag_times
from contested.model.claims import Aux, Claim, EventType, Stance, Voice
from contested.model.readings import ClaimTime, Extraction
from contested.model.reports import Report
from contested.model.spans import Passage
from contested.model.times import Basis
from contested.resolve.times import anchor_times
from contested.resolve.times.attach import claim_times

DAY = dt.date(2021, 9, 8)  # a Wednesday


def claim(text: str, words: str, trigger: str, **fields: object) -> Claim:
    start = text.index(words)
    at = text.index(trigger, start)
    passage = Passage.cut(text, start, start + len(words))
    kind = fields.pop("event_type", EventType.ASSAULT)
    return Claim("c1", "r", passage, kind, Passage.cut(text, at, at + len(trigger)), **fields)  # type: ignore[arg-type]


def when(text: str, words: str, trigger: str, **fields: object) -> ClaimTime | None:
    expressions = tag_times(text)
    mentions = anchor_times(expressions, published=DAY, text=text)
    one = claim(text, words, trigger, **fields)
    end = one.passage.end
    inside = tuple(m.id for m in mentions if one.passage.start <= m.passage.start and m.passage.end <= end)
    timed = Claim(**{name: getattr(one, name) for name in one.__slots__} | {"times": inside})
    report = Report("r", "doc", text, published=DAY)
    found = claim_times(report, Extraction("r", expressions=expressions, claims=(timed,)), mentions)
    return found[0] if found else None


def ends(found: ClaimTime | None) -> tuple[str | None, str | None] | None:
    if found is None:
        return None
    start, end = found.span.start, found.span.end
    return (start.isoformat() if start else None, end.isoformat() if end else None)


NEWS = (
    "BORDER TOWN, Sept. 8 - Shells fell on the old bridge on Monday, the mayor told reporters.\n"
    "Two drivers died in the fire. The ministry denied that its guns had fired. It has asked the court for help.\n"
    "The army holds the ridge. Both capitals condemned the shelling. If the guns return, people will flee.\n"
    "On Tuesday a crowd marched, a day after soldiers closed the square. The road has been blocked since July.\n"
    "By 1993 the same army held the pass, and a pact of 1994 has been in effect ever since."
)


@pytest.mark.parametrize(
    ("words", "trigger", "fields", "start", "end"),
    [
        ("Shells fell on the old bridge on Monday", "fell", {}, "2021-09-06", "2021-09-06"),
        ("Two drivers died in the fire", "died", {}, "2021-09-06", "2021-09-06"),
        ("denied that its guns had fired", "fired", {"stance": Stance.DENIED}, "2021-09-06", "2021-09-06"),
        ("It has asked the court for help", "asked", {"event_type": EventType.REQUEST}, None, "2021-09-08"),
        ("The army holds the ridge", "holds", {"event_type": EventType.STATUS}, "2021-09-08", "2021-09-08"),
        (
            "Both capitals condemned the shelling",
            "condemned",
            {"event_type": EventType.ACCUSE},
            "2021-09-08",
            "2021-09-08",
        ),
        ("On Tuesday a crowd marched", "marched", {"event_type": EventType.PROTEST}, "2021-09-07", "2021-09-07"),
        ("soldiers closed the square", "closed", {"event_type": EventType.COERCE}, "2021-09-06", "2021-09-06"),
        (
            "The road has been blocked since July",
            "blocked",
            {"event_type": EventType.COERCE},
            "2021-07-01",
            "2021-09-08",
        ),
        ("By 1993 the same army held the pass", "held", {"event_type": EventType.STATUS}, None, "1993-12-31"),
        (
            "has been in effect ever since",
            "in effect",
            {"event_type": EventType.CEASEFIRE_HELD},
            "1994-01-01",
            "2021-09-08",
        ),
    ],
)
def test_rules_of_the_manual(words: str, trigger: str, fields: dict[str, object], start: str | None, end: str) -> None:
    assert ends(when(NEWS, words, trigger, **fields)) == (start, end)


def test_what_may_come_has_no_time() -> None:
    assert when(NEWS, "people will flee", "flee", stance=Stance.HYPOTHETICAL) is None
    assert when(NEWS, "people will flee", "flee", aux=(Aux.FUTURE,)) is None


def test_a_threat_is_dated_by_its_saying() -> None:
    text = "Shells fell on Monday. It will answer any attack with force, the ministry warned."
    found = when(text, "It will answer any attack", "answer", event_type=EventType.THREATEN, stance=Stance.HYPOTHETICAL)
    assert ends(found) == ("2021-09-08", "2021-09-08")


def test_basis_and_reason_say_where_the_time_came_from() -> None:
    stated = when(NEWS, "Shells fell on the old bridge on Monday", "fell")
    shared = when(NEWS, "Two drivers died in the fire", "died")
    present = when(NEWS, "The army holds the ridge", "holds", event_type=EventType.STATUS)
    assert stated is not None
    assert shared is not None
    assert present is not None
    assert (stated.span.basis, shared.span.basis, present.span.basis) == (
        Basis.RELATIVE,
        Basis.INFERRED,
        Basis.DOCUMENT,
    )
    assert "Monday" in stated.reason
    assert stated.time is not None
    assert shared.time is None


def test_the_time_of_saying_is_not_that_of_what_is_said() -> None:
    text = "The ministry said on Tuesday that troops had crossed the river. The clash broke out on Monday morning."
    crossed = when(text, "troops had crossed the river", "crossed", voices=(Voice(None), Voice("m1")))
    assert ends(crossed) == ("2021-09-06", "2021-09-06")


def test_a_range_is_put_together() -> None:
    text = "The siege lasted from 2 to 5 April 2020."
    assert ends(when(text, "The siege lasted from 2 to 5 April 2020", "lasted")) == ("2020-04-02", "2020-04-05")


def test_a_history_goes_by_its_story() -> None:
    text = (
        "In May 1911 the garrison rose. The palace burned.\nIn 1912 the regent fled. Three provinces seceded.\n"
        "In March 1913 a treaty was signed."
    )
    assert ends(when(text, "The palace burned", "burned")) == ("1911-05-01", "1911-05-31")
    assert ends(when(text, "Three provinces seceded", "seceded")) == ("1912-01-01", "1912-12-31")


def test_an_entry_of_a_chronicle_takes_its_date() -> None:
    text = (
        "DIGEST, 1-7 SEPTEMBER 2021\n2 September. A mine sank a ship. Its owner vowed revenge.\n"
        "4 September. A port closed."
    )
    assert ends(when(text, "A mine sank a ship", "sank")) == ("2021-09-02", "2021-09-02")
    vowed = when(text, "Its owner vowed revenge", "vowed", event_type=EventType.THREATEN)
    assert ends(vowed) == ("2021-09-02", "2021-09-02")


def test_without_a_date_of_the_report_nothing_is_invented() -> None:
    text = "The army holds the ridge."
    one = claim(text, text, "holds", event_type=EventType.STATUS)
    assert claim_times(Report("r", "doc", text), Extraction("r", claims=(one,)), ()) == ()
