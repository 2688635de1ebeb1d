"""Anchoring: every rule's example has its value, regimes, the narrative tracker, open ends, holidays."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from contested.extract.times import tag_times
from contested.lexicon.times import Holiday, TimeExample, load_time_rules
from contested.model.times import Precision, TimeMention
from contested.resolve.times import anchor_times
from contested.resolve.times._holidays import holiday_days
from contested.resolve.times._points import Grain, Point, of_date

EXAMPLES = [(rule.name, example) for rule in load_time_rules().rules for example in rule.examples]
HOLIDAYS = [one for one in load_time_rules().holidays.values() if one.example]
DAY = dt.date(2022, 9, 14)


def read(text: str, published: dt.date | None = DAY) -> dict[str, TimeMention]:
    return {one.passage.quote: one for one in anchor_times(tag_times(text), published=published, text=text)}


def interval(mention: TimeMention) -> tuple[str | None, str | None]:
    assert mention.span is not None
    start, end = mention.span.start, mention.span.end
    return (start.isoformat() if start else None, end.isoformat() if end else None)


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{name}-{one.find}" for name, one in EXAMPLES])
def test_every_rule_anchors_its_example(rule: str, example: TimeExample) -> None:
    expressions = [replace(one, weak=False) for one in tag_times(example.text)]
    mentions = anchor_times(expressions, published=DAY, text=example.text)
    values = {one.passage.quote.rstrip(","): one.value for one in mentions}
    assert values.get(example.find) == example.value, (rule, values)


@pytest.mark.parametrize("holiday", HOLIDAYS, ids=[one.name for one in HOLIDAYS])
def test_holidays_fall_where_they_fell(holiday: Holiday) -> None:
    assert holiday.example is not None
    days = holiday_days(holiday.name, holiday.example[0])
    assert days is not None
    assert days[0].isoformat() == holiday.example[1]


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2020, 9, 19), (2022, 9, 26), (2023, 9, 16), (2024, 10, 3), (2019, 9, 30)]
)
def test_the_hebrew_new_year(year: int, month: int, day: int) -> None:
    days = holiday_days("rosh_hashanah", year)
    assert days is not None
    assert days[0] == dt.date(year, month, day)


@pytest.mark.parametrize(
    ("text", "find", "start", "end"),
    [
        ("By 1993 they held it.", "1993", None, "1993-12-31"),
        ("It holds since 1994.", "1994", "1994-01-01", "2022-09-14"),
        ("in early April 2016", "early April 2016", "2016-04-01", "2016-04-10"),
        ("in late April 2016", "late April 2016", "2016-04-21", "2016-04-30"),
        ("in late 1993", "late 1993", "1993-10-01", "1993-12-31"),
        ("He came earlier this week.", "earlier this week", "2022-09-12", "2022-09-13"),
        ("in the 1920s", "the 1920s", "1920-01-01", "1929-12-31"),
        ("until May 2001", "May 2001", None, "2001-05-31"),
        ("overnight the guns fell silent", "overnight", "2022-09-13", "2022-09-14"),
        ("Troops go home this winter.", "this winter", "2022-12-01", "2023-02-28"),
    ],
)
def test_intervals(text: str, find: str, start: str | None, end: str | None) -> None:
    assert interval(read(text)[find]) == (start, end)


def test_granularity_stays_as_written() -> None:
    mention = read("In 2020 they fought.")["2020"]
    assert mention.span is not None
    assert (mention.value, mention.span.edtf, mention.span.precision) == ("2020", "2020", Precision.YEAR)


def test_a_numeric_date_in_doubt_covers_both_readings() -> None:
    mention = read("signed on 03/04/2021")["03/04/2021"]
    assert interval(mention) == ("2021-03-04", "2021-04-03")
    assert mention.span is not None
    assert mention.span.edtf == "[2021-03-04,2021-04-03]"


def test_news_counts_from_the_report() -> None:
    found = read("The envoy left on Monday. A truce of July failed. He will return in November.")
    assert {key: one.value for key, one in found.items()} == {
        "Monday": "2022-09-12",
        "July": "2022-07",
        "November": "2022-11",
    }
    assert all("news" in one.reason for one in found.values())


def test_a_history_counts_from_its_story() -> None:
    text = (
        "The revolt began in October 1911. In December the court fled; two months later it gave up.\n"
        "In 1913 a new war broke out. On 3 May the port fell. That autumn talks opened. "
        "The following year they failed.\n"
        "A treaty was signed on 7 June 1915. Two days earlier a town had burned."
    )
    found = read(text)
    values = {key: one.value for key, one in found.items()}
    assert values["December"] == "1911-12"
    assert values["two months later"] == "1912-02"
    assert values["3 May"] == "1913-05-03"
    assert values["That autumn"] == "1913-FA"
    assert values["The following year"] == "1914"
    assert values["Two days earlier"] == "1915-06-05"
    assert "story" in found["December"].reason


def test_a_month_that_would_go_back_belongs_to_the_next_year() -> None:
    found = read("They landed in November 1942. By January they were beaten.", dt.date(2009, 1, 1))
    assert found["January"].value == "1943-01"


def test_without_a_date_nothing_is_invented() -> None:
    found = read("They met on Monday and again in July.", None)
    assert [one.value for one in found.values()] == ["XXXX-WXX-1", "XXXX-07"]
    assert all(one.span is None for one in found.values())


def test_ids_follow_the_expressions_and_ranges_are_joined() -> None:
    text = "The former king ruled from 2 to 5 April 2021."
    first, last = anchor_times(tag_times(text), published=DAY, text=text)
    assert (first.id, first.joined, last.id) == ("t2", "t3", "t3")


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=200), st.dates())
@example("0T", dt.date(2000, 1, 1))
def test_any_text_is_anchored_without_harm(text: str, published: dt.date) -> None:
    for one in anchor_times(tag_times(text), published=published, text=text):
        one.passage.check(text)
        assert one.value


PIECES = st.sampled_from(
    [
        "on",
        "in",
        "the",
        "May",
        "Monday",
        "31 June",
        "3 June",
        "1999",
        "two days later",
        "last week",
        ".",
        "\n",
        "since",
        "9000 years earlier",
        "the following month",
        "that night",
        "in 480 BC",
        "the 1990s",
        "Easter",
        "Ramadan 1400",
        "a century ago",
        "tomorrow",
        "2199",
        "AD 3",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=12).map(" ".join), st.one_of(st.none(), st.dates()))
def test_any_story_is_anchored_in_order(text: str, published: dt.date | None) -> None:
    for one in anchor_times(tag_times(text), published=published, text=text):
        if one.span and one.span.start and one.span.end:
            assert one.span.start <= one.span.end


@given(
    st.dates(min_value=dt.date(1000, 1, 1), max_value=dt.date(2199, 1, 1)),
    st.sampled_from([g for g in Grain if g is not Grain.SEASON]),
)
def test_a_point_holds_its_day(day: dt.date, grain: Grain) -> None:
    span = of_date(day, grain).interval()
    assert span is not None
    if grain is not Grain.WEEKEND:
        assert span[0] <= day <= span[1]


@given(st.integers(-3000, 3000), st.integers(1, 12), st.integers(-500, 500))
def test_months_are_counted_there_and_back(year: int, month: int, count: int) -> None:
    here = Point(Grain.MONTH, 2000 + year % 100, month)
    assert here.shift(count, Grain.MONTH).shift(-count, Grain.MONTH) == here
