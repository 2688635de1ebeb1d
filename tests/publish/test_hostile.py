"""Words of reports, names and addresses are material of unknown intent: they must stay words."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from contested.model.claims import EventType
from contested.model.ledgers import CareEntry
from contested.model.record import Gap, Record, Status
from contested.model.reports import Report
from contested.publish.markdown import render_markdown
from contested.publish.page import PageOptions, render_page
from contested.publish.release import own
from contested.publish.tables import LEDGERS, ledger_table

from .html_check import parse
from .sample_record import TEXTS, Maker, make_report, sample

ATTACKS = (
    '<script>alert("x")</script>',
    "</style><script>x</script>",
    '"><img src=x onerror=alert(1)>',
    "</svg><script>x</script>",
    "{{ 7 * 7 }}{% for x in y %}",
    "[red]bold[/red] [link=http://x]y[/link]",
    "javascript:alert(1)",
    "\u202egnihtemos\u202c \u2066x\u2069 \u200bzero",
    "\x00\x07\x1b[31mred",
    "]]><!--",
    "&lt;script&gt;",
)
HOSTILE = " ".join(ATTACKS)


def hostile_report(report: Report) -> Report:
    return replace(report, title=HOSTILE, url="javascript:alert(1)", warnings=(HOSTILE,), sensitivity=HOSTILE,
                   source=replace(report.source, name=HOSTILE) if report.source else None)  # fmt: skip


def hostile_record() -> Record:
    record = sample()
    return replace(
        record,
        conflict=replace(record.conflict, title=HOSTILE),
        reports=tuple(hostile_report(report) for report in record.reports),
        actors=tuple(replace(actor, name=f"{actor.name} {HOSTILE}", aliases=(HOSTILE,)) for actor in record.actors),
        claims=tuple(
            replace(claim, reason=HOSTILE, places=tuple(replace(place, name=HOSTILE) for place in claim.places))
            for claim in record.claims
        ),
        events=tuple(
            replace(event, places=tuple(replace(place, name=f"{place.name} {HOSTILE}") for place in event.places),
                    standing=replace(event.standing, reason=HOSTILE))
            for event in record.events
        ),
        ceasefires=tuple(replace(row, flags=(HOSTILE,)) for row in record.ceasefires),
        talks=tuple(replace(row, venue=HOSTILE) for row in record.talks),
        control=tuple(replace(row, territory=HOSTILE) for row in record.control),
        risks=tuple(replace(row, driver=HOSTILE, targets=(HOSTILE,), kind=HOSTILE) for row in record.risks),
        gaps=(Gap(HOSTILE, HOSTILE),),
        status=Status(HOSTILE, HOSTILE),
    )  # fmt: skip


@pytest.fixture(scope="module")
def page() -> str:
    return render_page(own(hostile_record()))


def test_hostile_values_stay_words_on_the_page(page: str) -> None:
    parsed = parse(page)
    assert parsed.faults == []
    assert {tag for tag, _ in parsed.tags} - {"tspan"} == {tag for tag, _ in parse(render_page(own(sample()))).tags}
    assert not [name for _, attributes in parsed.tags for name in attributes if name.startswith("on")]
    assert not [href for href in parsed.values("href") if not href.startswith("#")]
    assert "{{ 7 * 7 }}" in page
    assert "[red]bold[/red]" in page


def test_no_control_or_direction_character_leaves(page: str) -> None:
    rows = "".join(str(ledger_table(own(hostile_record()), name).rows) for name in LEDGERS)
    for text in (page, render_markdown(own(hostile_record()), options=PageOptions(figures=False)), rows):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069]", text)


def test_hostile_values_stay_words_in_markdown() -> None:
    text = render_markdown(own(hostile_record()), options=PageOptions(figures=False))
    assert not re.search(r"(?<!\\)<(?!https?://)", text)
    assert "](<javascript" not in text
    assert r"\[link=http://x\]y" in text


def test_hostile_quotes_of_ten_thousand_characters_are_cut() -> None:
    words = f"Kelmar said {HOSTILE} " + "very " * 2000 + "much was shelled"
    text = TEXTS["wire"] + "\n" + words
    report = make_report("wire", text)
    maker = Maker({"wire": report})
    claim = maker.claim("wire", words, EventType.STATUS, "said")
    record = sample()
    record = replace(
        record, reports=(*record.reports, report), claims=(*record.claims, claim),
        care=(CareEntry("garbled", report.id, claim.passage, "long", (claim.id,)),),
    )  # fmt: skip
    small = len(render_page(own(sample()), options=PageOptions(figures=False)))
    page = render_page(own(record), options=PageOptions(figures=False))
    assert parse(page).faults == []
    assert "…" in page
    assert len(page) < small + 8000
