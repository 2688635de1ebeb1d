from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contested.ingest import Origins, group_origins, origins
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


def edited(number: int) -> Report:
    """Return one of several texts with words changed and ends cut: some are copies of each other, some of none."""
    chance = random.Random(number)
    words = prose(number % 4, 120).split()
    words = [chance.choice(WORDS) if chance.random() < number % 3 / 40 else word for word in words]
    return report(" ".join(words[chance.randrange(30) :]), f"r{number}", 1 + number % 9)


@settings(max_examples=25, deadline=None)
@given(st.permutations([edited(number) for number in range(20)]), st.integers(2, 6))
def test_origins_grow_as_they_are_grouped_also_in_a_crowd(reports: list[Report], crowd: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(origins, "CROWD", crowd)
        found = Origins()
        for number, one in enumerate(reports, start=1):
            found.add(one)
            assert found.all() == group_origins(reports[:number][::-1])
        assert 4 <= len(found.all()) < len(reports)
