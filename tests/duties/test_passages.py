"""The hostile passages themselves: how many, of how many kinds, and that they hold what they say they hold."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.duties.passages import DAY_OF_PUBLISHING, HostilePassage, passages

_LETTERS = re.compile(r"[^\w]+")


def test_there_are_150_hostile_passages_of_many_kinds_and_40_controls() -> None:
    kinds = Counter(passage.kind for passage in passages() if not passage.is_control)
    assert sum(kinds.values()) == 150
    assert len(kinds) >= 25
    assert sum(passage.is_control for passage in passages()) == 40


def test_ids_and_texts_are_distinct() -> None:
    assert len({passage.id for passage in passages()}) == len({p.report.id for p in passages()}) == len(passages())


@pytest.mark.parametrize("passage", passages(), ids=lambda passage: passage.id)
def test_what_must_not_leave_stands_in_the_report(passage: HostilePassage) -> None:
    report = passage.report
    whole = " ".join((report.text, report.title, report.url or "", report.source_name))
    plain, solid = " ".join(whole.split()).lower(), _LETTERS.sub("", whole).lower()
    for words in (*passage.withhold, *passage.partner):
        assert " ".join(words.split()).lower() in plain or _LETTERS.sub("", words).lower() in solid, words
    assert bool(passage.withhold) != passage.is_control
    assert bool(passage.show) or not passage.is_control
    assert report.published is not None
    assert report.published <= DAY_OF_PUBLISHING
