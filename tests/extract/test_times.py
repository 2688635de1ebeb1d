"""The tagger of time expressions: every rule's example, laws on any text, and what must not be read as a time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contested.extract.times import tag_times
from contested.lexicon.times import TimeExample, load_time_rules
from contested.model.times import OpenEnd, TimeExpression, TimeForm, TimexType

EXAMPLES = [(rule.name, example) for rule in load_time_rules().rules for example in rule.examples]
PIECES = st.sampled_from(
    [
        "on",
        "in",
        "the",
        "of",
        "May",
        "Monday",
        "31",
        "June",
        "1999",
        "two",
        "days",
        "later",
        "a",
        "few",
        "last",
        "week",
        "-",
        ",",
        ".",
        "\n",
        "since",
        "1990s",
        "20th",
        "century",
        "7 p.m.",
        "half",
        "year",
        "12/13/14",
        "99999999999999999999",
        "and",
        "to",
        "early",
        "BC",
        "'99",
        "every",
    ]
)


def words(text: str, found: tuple[TimeExpression, ...]) -> list[str]:
    return [text[one.start : one.end] for one in found]


def only(text: str) -> TimeExpression:
    found = tag_times(text)
    assert len(found) == 1, words(text, found)
    return found[0]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{name}-{one.find}" for name, one in EXAMPLES])
def test_every_rule_tags_its_example(rule: str, example: TimeExample) -> None:
    found = {example.text[one.start : one.end].rstrip(","): one for one in tag_times(example.text)}
    assert example.find in found, (rule, list(found))
    assert found[example.find].type == example.type
    if example.mod:
        assert found[example.find].mod == example.mod


def test_every_rule_has_an_example() -> None:
    assert all(rule.examples for rule in load_time_rules().rules)


def test_parts_of_a_full_date() -> None:
    one = only("They met on Friday, 14 June 2019 in the capital.")
    assert (one.year, one.month, one.day, one.weekday) == (2019, 6, 14, 5)
    assert (one.form, one.type) == (TimeForm.CALENDAR, TimexType.DATE)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("from 2 to 5 April 2021", ["2", "5 April 2021"]),
        ("in 1991-94 they fought", ["1991", "94"]),
        ("between May and July 2020", ["May", "July 2020"]),
        ("held on March 5-9, 1918", ["March 5", "9, 1918"]),
        ("14 August-24 August", ["14 August", "24 August"]),
        ("the war of 499-493 BC", ["499", "493 BC"]),
        ("on the 5th and 6th of May 2020", ["the 5th", "6th of May 2020"]),
    ],
)
def test_ranges_are_found_in_both_ends(text: str, parts: list[str]) -> None:
    assert words(text, tag_times(text)) == parts


def test_the_first_end_of_a_range_takes_the_year_of_the_last() -> None:
    first, last = tag_times("from 28 March to 3 April 1918")
    assert (first.year, first.joined, last.joined) == (1918, True, False)
    across, _ = tag_times("from December to February 1951")
    assert across.year == 1950


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("since 1999", OpenEnd.SINCE),
        ("by the end of March 2004", OpenEnd.BY),
        ("until May 2001", OpenEnd.UNTIL),
        ("as of 3 June 2001", OpenEnd.BY),
        ("in May 2001", None),
        ("since May's truce", None),
    ],
)
def test_open_ends(text: str, end: OpenEnd | None) -> None:
    assert tag_times(text)[0].open_end is end


@pytest.mark.parametrize(
    "text",
    [
        "on 31 June they fell",
        "on 30 February 2020 it rained",
        "resolution 1701 was read",
        "some 1500 soldiers died",
        "it may rain",
        "they march on the town",
        "a second attack",
        "prices fall in the shops",
        "a 122-mm gun and a T34",
        "call 555-1234-99",
        "in the year 99999",
        "12:75 and 2021-13-45",
        "he has one quarter of the land",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert words(text, tag_times(text)) == []


def test_numeric_dates_keep_their_doubt() -> None:
    doubtful, clear = tag_times("signed 03/04/2021, published 25/12/2021")
    assert (doubtful.day, doubtful.month, doubtful.alternative) == (3, 4, (3, 4))
    assert (clear.day, clear.month, clear.alternative) == (25, 12, None)


def test_future_is_read_from_the_clause() -> None:
    assert tag_times("It will free three men on Friday.")[0].future
    assert not tag_times("It freed three men on Friday.")[0].future
    assert not tag_times("It will act, he said on Friday.")[0].future


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_without_harm(text: str) -> None:
    check_order(text, tag_times(text))


@settings(max_examples=120, deadline=None)
@given(st.lists(PIECES, max_size=25).map(" ".join))
def test_any_row_of_time_words_is_read_in_order(text: str) -> None:
    check_order(text, tag_times(text))


def check_order(text: str, found: tuple[TimeExpression, ...]) -> None:
    ends = [0]
    for one in found:
        assert ends[-1] <= one.start < one.end <= len(text)
        assert "\n" not in text[one.start : one.end]
        ends.append(one.end)


@pytest.mark.parametrize(
    "text", ["9" * 10_000, "1." * 5_000 + "x", "the " * 5_000 + "day", "May " * 3_000, "twenty-" * 3_000, "-" * 9_000]
)
def test_long_rows_are_read_in_linear_time(text: str) -> None:
    begin = time.process_time()
    tag_times(text)
    assert time.process_time() - begin < 5.0
