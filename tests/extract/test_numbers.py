"""Numbers: bounds as the words say them, and the roles that are no counts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contested.extract.numbers import NumberExpression, NumberRole, find_numbers, spelled_value
from contested.lexicon.times import NumberExample, load_number_words

EXAMPLES = load_number_words().examples


@pytest.mark.parametrize("example", EXAMPLES, ids=[one.find for one in EXAMPLES])
def test_every_example_has_its_bounds(example: NumberExample) -> None:
    found = {example.text[one.start : one.end]: one for one in find_numbers(example.text)}
    assert example.find in found, list(found)
    one = found[example.find]
    assert (one.low, one.best, one.high) == (example.low, example.best, example.high)


def first(text: str) -> NumberExpression:
    return find_numbers(text)[0]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("a nine-year-old girl", NumberRole.AGE),
        ("a man aged 34 died", NumberRole.AGE),
        ("a girl of nine", NumberRole.AGE),
        ("122-mm shells", NumberRole.CALIBRE),
        ("155mm guns fired", None),
        ("the 13th brigade", NumberRole.UNIT_NAME),
        ("the 9th Army", NumberRole.UNIT_NAME),
        ("resolution 1701 says", NumberRole.UNIT_NAME),
        ("$20 million", NumberRole.MONEY),
        ("300 dollars a lorry", NumberRole.MONEY),
        ("20 million euros", NumberRole.MONEY),
        ("40 km away", NumberRole.MEASURE),
        ("at 41.5 degrees north", NumberRole.COORDINATE),
        ("on 14 June 2019", NumberRole.TIME),
        ("for three days", NumberRole.TIME),
        ("the third attack", NumberRole.ORDINAL),
        ("14 soldiers", NumberRole.COUNT),
    ],
)
def test_roles(text: str, role: NumberRole | None) -> None:
    found = find_numbers(text)
    assert (found[0].role if found else None) is role


def test_shares_are_marked_and_not_computed() -> None:
    assert first("half as many were freed").share == 0.5
    third = first("perhaps a third as many fled")
    assert third.share == pytest.approx(1 / 3, abs=1e-4)
    assert (third.low, third.best, third.high) == (None, None, None)


def test_percentages() -> None:
    one = first("about 36 per cent of the island")
    assert one.percent
    assert one.approx
    assert (one.low, one.best, one.high) == (None, 36, None)
    assert first("20% of it").percent


def test_a_range_is_one_number() -> None:
    (one,) = find_numbers("between 1.2 and 1.5 million people")
    assert (one.low, one.best, one.high) == (1_200_000, None, 1_500_000)


@given(st.integers(min_value=0, max_value=999_999_999))
def test_digits_with_separators_round_trip(number: int) -> None:
    found = find_numbers(f"they counted {number:,} men")
    assert [one.best for one in found] == [number]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("forty-two", 42),
        ("one hundred and five", 105),
        ("two thousand three hundred", 2300),
        ("three million", 3_000_000),
    ],
)
def test_spelled_numbers(words: str, value: int) -> None:
    assert spelled_value(words) == value


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_without_harm(text: str) -> None:
    end = 0
    for one in find_numbers(text):
        assert end <= one.start < one.end <= len(text)
        end = one.end
        bounds = [bound for bound in (one.low, one.best, one.high) if bound is not None]
        assert bounds == sorted(bounds)


def test_ten_thousand_digits_are_no_number() -> None:
    assert find_numbers("9" * 10_000 + " men") == ()
