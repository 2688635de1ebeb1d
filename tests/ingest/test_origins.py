from __future__ import annotations

import datetime as dt
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from contested.ingest import group_origins
from contested.model.reports import Report, report_id

WORDS = [f"{a}{b}" for a in "bcdfghklmnprst" for b in ("arak", "emiso", "ilun", "otane", "ubreda")]


def prose(seed: int, length: int = 260) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) for _ in range(length))


def report(text: str, doc_id: str, day: int = 1) -> Report:
    return Report(report_id(text), doc_id, text, published=dt.date(2023, 5, day))


WIRE = prose(1)
CLEAN = report(WIRE, "wire", 1)
SYNDICATED = report(f"Another headline of our own\n\n{WIRE}\n\nAll rights reserved. Subscribe today.", "herald", 2)
SHORTENED = report("Brief: " + " ".join(WIRE.split()[:70]), "brief", 2)
EDITED = report(WIRE.replace("barak", "other").replace("cemiso", "word"), "edited", 1)
OTHER = report(prose(2), "other", 1)


def groups(*reports: Report) -> set[frozenset[str]]:
    return {frozenset(origin.reports) for origin in group_origins(reports)}


def test_copies_with_other_headline_boilerplate_or_end_share_an_origin() -> None:
    found = groups(CLEAN, SYNDICATED, SHORTENED, EDITED, OTHER)
    assert found == {frozenset(r.id for r in (CLEAN, SYNDICATED, SHORTENED, EDITED)), frozenset({OTHER.id})}


def test_the_earliest_report_comes_first_and_the_reason_says_how_much_is_shared() -> None:
    origin = next(o for o in group_origins([SYNDICATED, CLEAN]) if len(o.reports) == 2)
    assert origin.reports[0] == CLEAN.id
    assert "%" in origin.reason


def test_reports_that_share_a_quotation_only_are_independent() -> None:
    quote = " ".join(WIRE.split()[:40])
    assert len(groups(CLEAN, report(f"{prose(5)} {quote} {prose(6)}", "long"))) == 2


def test_daily_releases_with_one_template_are_independent_on_other_days() -> None:
    words = [word if i % 40 else f"x{i}" for i, word in enumerate(WIRE.split())]
    assert len(groups(CLEAN, report(" ".join(words), "same", 1))) == 1
    filled = [word if i % 15 else f"x{i}" for i, word in enumerate(WIRE.split())]
    later = report(" ".join(filled), "later", 20)
    assert len(groups(CLEAN, later)) == 2
    assert len(groups(CLEAN, report(" ".join(filled), "same", 2))) == 1


def test_every_report_has_one_origin_also_short_and_equal_ones() -> None:
    short = report("Shelling near the border.", "short")
    again = report("Shelling near the border.", "again")
    origins = group_origins([short, again, CLEAN])
    assert sorted(i for origin in origins for i in origin.reports) == sorted({short.id, CLEAN.id})
    assert group_origins([]) == ()


@settings(max_examples=20, deadline=None)
@given(st.permutations([CLEAN, SYNDICATED, SHORTENED, EDITED, OTHER]))
def test_the_order_does_not_matter(reports: list[Report]) -> None:
    assert group_origins(reports) == group_origins([CLEAN, SYNDICATED, SHORTENED, EDITED, OTHER])
