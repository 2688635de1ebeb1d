# ruff: noqa: E501 (texts and tables read better on one line)
from __future__ import annotations

import time
from dataclasses import replace

from contested.model.record import Record
from contested.publish.markdown import render_markdown
from contested.publish.page import PageOptions, render_page
from contested.publish.release import own
from contested.publish.tables import ledger_table

from .html_check import parse
from .sample_record import sample


def grown(times: int) -> Record:
    """Return the sample's claims and ledgers, copied with ids of their own."""
    record = sample()

    def ids(claims: tuple[str, ...], n: int) -> tuple[str, ...]:
        return tuple(f"{claim}-{n}" for claim in claims)

    every = range(times)
    return replace(
        record,
        claims=tuple(replace(claim, id=f"{claim.id}-{n}", confidence=0.1) for n in every for claim in record.claims),
        events=tuple(replace(e, id=f"{e.id}-{n}", claims=ids(e.claims, n)) for n in every for e in record.events),
        tolls=tuple(replace(row, claim=f"{row.claim}-{n}") for n in every for row in record.tolls),
        ceasefires=tuple(
            replace(row, id=f"{row.id}-{n}", claims=ids(row.claims, n), incidents=ids(row.incidents, n))
            for n in every for row in record.ceasefires
        ),
        blames=tuple(replace(row, id=f"{row.id}-{n}", claims=ids(row.claims, n)) for n in every for row in record.blames),
        risks=tuple(replace(row, id=f"{row.id}-{n}", claim=f"{row.claim}-{n}") for n in every for row in record.risks),
        disputes=tuple(
            replace(row, id=f"{row.id}-{n}", claim=f"{row.claim}-{n}", other=f"{row.other}-{n}")
            for n in every for row in record.disputes
        ),
    )  # fmt: skip


def test_a_large_record_has_a_page_of_moderate_size_that_says_what_it_leaves_out() -> None:
    record = grown(75)
    assert len(record.claims) > 2000
    start = time.process_time()
    page = render_page(own(record))
    assert time.process_time() - start < 20
    assert len(page.encode()) < 5_000_000
    assert parse(page).faults == []
    for ledger in ("timeline", "tolls", "ceasefires", "risks"):
        assert f"in contested {ledger} DIR" in page.replace("More", "more"), ledger
    assert len(ledger_table(own(record), "timeline").rows) == len(record.events)
    assert "more events in contested timeline DIR" in render_markdown(own(record), options=PageOptions(figures=False))


def test_passages_beyond_the_limit_name_their_report() -> None:
    page = render_page(own(sample()), options=PageOptions(figures=False, most_passages=5))
    assert page.count("<blockquote>") <= 5
    assert "Passage left out to keep this page small." in page
