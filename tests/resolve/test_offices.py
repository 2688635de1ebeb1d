"""Offices by the date of what is told, roles in formats, and whom the report itself names."""

from __future__ import annotations

import datetime as dt

import pytest

from contested.model.actors import ActorKind
from tests.resolve.hard_names import linked, read


@pytest.mark.parametrize(
    ("text", "phrase", "day", "person"),
    [
        (
            "The Armenian prime minister spoke.",
            "Armenian prime minister",
            dt.date(2018, 4, 18),
            "person:serzh-sargsyan",
        ),
        (
            "The Armenian prime minister spoke.",
            "Armenian prime minister",
            dt.date(2022, 9, 14),
            "person:nikol-pashinyan",
        ),
        (
            "In May 2018 the Armenian prime minister met the Russian president.",
            "Armenian prime minister",
            dt.date(2023, 1, 1),
            "person:nikol-pashinyan",
        ),
    ],
)
def test_the_holder_on_the_day(text: str, phrase: str, day: dt.date, person: str) -> None:
    start = text.index(phrase)
    found = linked(read(text, day), (start, start + len(phrase)))
    assert found is not None
    assert found.id == person


@pytest.mark.parametrize(
    ("text", "phrase", "day"),
    [
        ("The Armenian prime minister spoke.", "Armenian prime minister", dt.date(2040, 1, 1)),
        (
            "The Armenian prime minister spoke. Armenian Prime Minister Davit Arzanyan will resign.",
            "Armenian prime minister",
            dt.date(2022, 9, 14),
        ),
    ],
)
def test_an_office_where_the_holder_is_not_known(text: str, phrase: str, day: dt.date) -> None:
    start = text.index(phrase)
    found = linked(read(text, day), (start, start + len(phrase)))
    assert found is not None
    assert found.kind is ActorKind.OFFICE
    assert "state:ARM" in found.side
