"""Times as wire reports write them: sentences of a report of Friday 2013-03-22, with what each must be read as."""

from __future__ import annotations

import datetime as dt

import pytest

from contested.extract.times import tag_times
from contested.resolve.times import anchor_times

DAY = dt.date(2013, 3, 22)
SENTENCES = [
    (
        "Third-quarter profit rose from a year earlier, it said Friday.",
        {"Third-quarter": "2012-Q3", "Friday": "2013-03-22"},
    ),
    ("It lost money in fiscal 1990.", {"fiscal 1990": "1990"}),
    ("Sales fell in the nine months ended Sept. 30.", {"nine months": "P9M", "Sept. 30": "2012-09-30"}),
    ("The board will meet early next year.", {"early next year": "2014"}),
    ("He came on Thursday for a two-day visit.", {"Thursday": "2013-03-21", "two-day": "P2D"}),
    ("Officials now believe it sank overnight.", {"now": "PRESENT_REF", "overnight": "2013-03-21TNI"}),
    ("It was recently approved and is currently sold.", {"recently": "PAST_REF", "currently": "PRESENT_REF"}),
    ("It has gained 8% so far this year.", {"this year": "2013"}),
    ("Over the past five months, prices have doubled.", {"the past five months": "P5M"}),
    ("A plane lands each Monday and a ferry daily.", {"each Monday": "XXXX-WXX-1", "daily": "XXXX-XX-XX"}),
    ("It closed at 10:30 a.m. EST on Nov. 2.", {"10:30 a.m. EST on Nov. 2": "2012-11-02T10:30-05:00"}),
    ("In the 1980s such deals were rare.", {"the 1980s": "198"}),
    ("It is the largest of the 21st century.", {"the 21st century": "20"}),
    ("In recent years it was calm.", {"recent years": "PAST_REF"}),
    ("The 63-year-old died on Tuesday night.", {"63-year-old": "P63Y", "Tuesday night": "2013-03-19TNI"}),
    ("They met twice a week.", {"twice a week": "P1W"}),
    ("A shell hit in the early hours of Sunday morning.", {"the early hours of Sunday morning": "2013-03-17TMO"}),
    ("He will be sentenced April 30.", {"April 30": "2013-04-30"}),
    ("She was sentenced April 30.", {"April 30": "2012-04-30"}),
    ("The April 30 deadline is near.", {"April 30": "2013-04-30"}),
    ("The team arrived Monday and will leave Thursday.", {"Monday": "2013-03-18", "Thursday": "2013-03-28"}),
    (
        "He told the court on Monday; the court will sit again on Friday.",
        {"Monday": "2013-03-18", "Friday": "2013-03-22"},
    ),
    ("Thieves broke in at the weekend.", {"the weekend": "2013-W11-WE"}),
    ("At about 9:25 Thursday morning it left.", {"about 9:25 Thursday morning": "2013-03-21T09:25"}),
    ("The blasts came late Thursday and early Friday.", {"late Thursday": "2013-03-21", "early Friday": "2013-03-22"}),
    (
        "Shares fell in the latest quarter; next quarter may be worse.",
        {"the latest quarter": "2012-Q4", "next quarter": "2013-Q2"},
    ),
    ("In late February and in mid-2011 it rained.", {"late February": "2013-02", "mid-2011": "2011"}),
    ("Three weeks from now, in two weeks, it ends.", {"Three weeks from now": "2013-W15", "two weeks": "P2W"}),
    ("The ministry spoke at 2 p.m. (0500 GMT).", {"2 p.m.": "2013-03-22T14:00", "0500 GMT": "2013-03-22T05:00Z"}),
    ("By the late '70s and in the mid-1990s it was shut.", {"the late '70s": "197", "the mid-1990s": "199"}),
    ("It lasted 44 seconds.", {"44 seconds": "PT44S"}),
    ("They may meet in the near future, as in the past.", {"the near future": "FUTURE_REF", "the past": "PAST_REF"}),
    ("It opened on Valentine's Day.", {"Valentine's Day": "2013-02-14"}),
    ("Press Release 118/2021 of 1914/15.", {"1914": "1914", "15": "1915"}),
]


@pytest.mark.parametrize(("text", "wanted"), SENTENCES, ids=[text[:40] for text, _ in SENTENCES])
def test_a_wire_report(text: str, wanted: dict[str, str]) -> None:
    found = anchor_times(tag_times(text), published=DAY, text=text)
    values = {one.passage.quote: one.value for one in found}
    assert {quote: values.get(quote) for quote in wanted} == wanted


def test_first_half_of_a_game_is_no_time_of_the_year() -> None:
    assert tag_times("They scored twice in the fourth quarter, and the keeper fell.") == ()


def test_the_day_and_the_zone_of_a_machine_time() -> None:
    (mention,) = anchor_times(
        tag_times("Sent 2013-03-20T08:15:00+02:00."), published=DAY, text="Sent 2013-03-20T08:15:00+02:00."
    )
    assert (mention.value, mention.span and mention.span.start) == ("2013-03-20T08:15+02:00", dt.date(2013, 3, 20))
    assert tag_times("Sent 2013-02-30T08:15:00Z.") == ()
