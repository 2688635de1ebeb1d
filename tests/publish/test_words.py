from __future__ import annotations

import datetime as dt

import pytest

from contested.model.quantities import Toll, TollKind
from contested.model.spans import Passage
from contested.model.times import Basis, Precision, TimeSpan
from contested.publish.grammar import is_plural, singular, the
from contested.publish.words import amount_words, count, join, span_words, when_phrase


def span(edtf: str, start: str | None, end: str | None, precision: Precision = Precision.INTERVAL) -> TimeSpan:
    days = [dt.date.fromisoformat(text) if text else None for text in (start, end)]
    return TimeSpan(edtf, days[0], days[1], precision, Basis.EXPLICIT)


@pytest.mark.parametrize(
    ("given", "words", "phrase"),
    [
        (span("2022-09-13", "2022-09-13", "2022-09-13", Precision.DAY), "13 September 2022", "on 13 September 2022"),
        (span("2022-09", "2022-09-01", "2022-09-30", Precision.MONTH), "September 2022", "in September 2022"),
        (span("2016-04-01/2016-04-10", "2016-04-01", "2016-04-10", Precision.MONTH), "early April 2016",
         "in early April 2016"),
        (span("1993", "1993-01-01", "1993-12-31", Precision.YEAR), "1993", "in 1993"),
        (span("../1993", None, "1993-12-31"), "by 1993", "by 1993"),
        (span("../1993-12-31", None, "1993-12-31"), "by the end of 1993", "by the end of 1993"),
        (span("2020/..", "2020-01-01", None), "since 2020", "since 2020"),
        (span("192X", "1920-01-01", "1929-12-31", Precision.DECADE), "the 1920s", "in the 1920s"),
        (span("1991/1994", "1991-01-01", "1994-12-31"), "1991 to 1994", "from 1991 to 1994"),
        (span("2020-09-27/2020-11-10", "2020-09-27", "2020-11-10"), "27 September 2020 to 10 November 2020",
         "from 27 September 2020 to 10 November 2020"),
        (span("1994/2022-09-14", "1994-01-01", "2022-09-14"), "1994 to 14 September 2022",
         "from 1994 to 14 September 2022"),
        (span("2022-09-12/2022-09-13", "2022-09-12", "2022-09-13"), "12 to 13 September 2022",
         "from 12 to 13 September 2022"),
        (None, "date unknown", ""),
    ],
)  # fmt: skip
def test_times_keep_the_grain_of_their_words(given: TimeSpan | None, words: str, phrase: str) -> None:
    assert (span_words(given), when_phrase(given)) == (words, phrase)


@pytest.mark.parametrize(
    ("words", "bounds", "told"),
    [
        ("50 soldiers", (50, 50, 50), "50"),
        ("at least 105", (105, 105, None), "at least 105"),
        ("more than 100", (100, 100, None), "more than 100"),
        ("about 30,000", (None, 30000, None), "about 30,000"),
        ("up to 40", (None, None, 40), "up to 40"),
        ("fewer than 40", (None, None, 40), "fewer than 40"),
        ("dozens", (24, None, 99), "dozens (24 to 99)"),
        ("10 to 12", (10, None, 12), "between 10 and 12"),
    ],
)
def test_amounts_say_what_the_words_say(
    words: str, bounds: tuple[float | None, float | None, float | None], told: str
) -> None:
    assert amount_words(Toll(TollKind.KILLED, *bounds, words=Passage(0, len(words), words))) == told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Armenia", "Armenia"),
        ("United States", "the United States"),
        ("Minsk Group", "the Minsk Group"),
        ("Ministry of Defence of Tarsia", "the Ministry of Defence of Tarsia"),
        ("the two sides", "the two sides"),
        ("Armenian forces", "Armenian forces"),
        ("Vladimir Putin", "Vladimir Putin"),
        ("defence ministry of Kenya", "the defence ministry of Kenya"),
        ("forces of Kenya", "forces of Kenya"),
        ("Human Rights Watch", "Human Rights Watch"),
        ("Taliban", "the Taliban"),
        ("some residents", "some residents"),
    ],
)
def test_articles(name: str, told: str) -> None:
    assert the(name) == told


def test_small_grammar() -> None:
    assert [join(["a"]), join(["a", "b"]), join(["a", "b", "c"]), join([])] == ["a", "a and b", "a, b and c", ""]
    assert [count(1, "report"), count(1200, "report")] == ["1 report", "1,200 reports"]
    assert [singular(noun) for noun in ("soldiers", "children", "people", "servicemen", "families")] == [
        "soldier", "child", "person", "serviceman", "family",
    ]  # fmt: skip
    assert is_plural("Kelmari forces")
    assert not is_plural("United States")
