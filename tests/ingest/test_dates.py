from __future__ import annotations

import datetime as dt

import pytest

from contested.ingest import Given, Options, read_document, read_sidecar
from contested.ingest.batch import Document
from contested.ingest.dates import dateline_date, parse_date, url_date
from contested.model.errors import InputError
from contested.model.reports import DateOrigin

from .builders import PROSE, TODAY, one

DAY = dt.date(2022, 9, 14)


@pytest.mark.parametrize(
    "text",
    [
        "SARKAND, Sept 14, 2022 - The army said",
        "SARKAND, 14 September 2022 (Wire) — The army said",
        "SARKAND, Ruritania, Sep. 14, 2022 – The army said",
        "Wednesday, September 14, 2022",
        "Border news\nupdated 14 September 2022\nThe army said",
        "Published: 14 September 2022, 10:15\n\nThe army said",
        "Last updated on Sept. 14, 2022 at noon",
        "Field office, 14 September 2022",
        "2022-09-14\nThe army said",
    ],
)
def test_full_dates_at_the_top_are_datelines(text: str) -> None:
    assert dateline_date(text + f"\n{PROSE}") == DAY


@pytest.mark.parametrize(
    "text",
    [
        "SARKAND, Sept 14 - The army said that it had withdrawn",
        "On 12 June 1994 the parties signed an agreement in the capital, which later failed.",
        "The army, which on 14 September 2022 - a Wednesday - crossed the river, has withdrawn.",
        "Talks of 14 September 2022",
        "updated every day",
    ],
)
def test_other_dates_and_dates_without_year_are_none(text: str) -> None:
    assert dateline_date(text + f"\n{PROSE}") is None


def test_a_date_deep_in_the_text_is_none() -> None:
    assert dateline_date(f"{PROSE}\n" * 10 + "14 September 2022") is None


@pytest.mark.parametrize(
    "url",
    [
        "https://w.example/2022/09/14/story",
        "https://w.example/a-2022-09-14",
        "https://w.example/2022/9/14/x",
        "https://w.example/20220914-story",
        "https://w.example/2022/sep/14/story",
    ],
)
def test_dates_in_addresses(url: str) -> None:
    assert url_date(url) == DAY


@pytest.mark.parametrize("url", [None, "https://w.example/2022/13/40/", "https://w.example/?id=120220914555"])
def test_addresses_without_dates(url: str | None) -> None:
    assert url_date(url) is None


@pytest.mark.parametrize(
    "value", ["2022-09-14T23:10:00+04:00", "Wed, 14 Sep 2022 10:00:00 GMT", "September 14th, 2022", "14 Sept. 2022"]
)
def test_machine_dates(value: str) -> None:
    assert parse_date(value) == DAY


def test_nonsense_is_no_date() -> None:
    assert parse_date("soon") is None
    assert parse_date("2022-02-30") is None


PAGE = (
    '<html><head><link rel="canonical" href="https://w.example/2022/09/15/x"><meta name="date" content="{meta}"></head>'
    "<body><p>SARKAND, Sept 16, 2022 - {prose}</p></body></html>"
)


def test_the_order_is_given_sidecar_metadata_address_dateline() -> None:
    page = PAGE.format(meta="2022-09-14", prose=PROSE).encode()
    sidecar = Given(published=dt.date(2022, 9, 13))
    command = Given(published=dt.date(2022, 9, 12), date_origin=DateOrigin.GIVEN)
    options = Options(today=TODAY, given=command)
    given = read_document(Document("p.html", page, sidecar), options).reports[0]
    assert (given.published, given.date_origin) == (dt.date(2022, 9, 12), DateOrigin.GIVEN)
    beside = one("p.html", page, given=sidecar)
    assert (beside.published, beside.date_origin) == (dt.date(2022, 9, 13), DateOrigin.SIDECAR)
    inside = one("p.html", page)
    assert (inside.published, inside.date_origin) == (DAY, DateOrigin.METADATA)
    without = PAGE.format(meta="", prose=PROSE)
    address = one("p.html", without.encode())
    assert (address.published, address.date_origin) == (dt.date(2022, 9, 15), DateOrigin.URL)
    bare = one("p.html", without.replace("2022/09/15/", "").encode())
    assert (bare.published, bare.date_origin) == (dt.date(2022, 9, 16), DateOrigin.DATELINE)


def test_a_missing_date_is_warned_of() -> None:
    report = one("a.txt", PROSE.encode())
    assert (report.published, report.date_origin) == (None, DateOrigin.UNKNOWN)
    assert any("no publication date" in warning for warning in report.warnings)


def test_a_future_date_is_kept_and_warned_of() -> None:
    report = one("a.txt", PROSE.encode(), given=Given(published=TODAY + dt.timedelta(days=1)))
    assert report.published == TODAY + dt.timedelta(days=1)
    assert any("future" in warning for warning in report.warnings)
    assert not one("a.txt", PROSE.encode(), given=Given(published=TODAY)).warnings


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('["a.txt"]\npublished = 2022-09-14\n["b.txt"\n', 3),
        ('["a.txt"]\nsource = "x"\npublished = "soon"\n', 3),
        ('["a.txt"]\n\nrights = "some"\n', 3),
        ('note = "of all"\n"a.txt" = 2022-09-14\n', 2),
        ('["a.txt"]\ntlp = "TLP:PURPLE"\n', 2),
        ('["a.txt"]\nsource = 5\n', 2),
    ],
)
def test_faults_of_a_sidecar_name_file_and_line(text: str, line: int) -> None:
    with pytest.raises(InputError, match=rf"in/reports\.toml.*line {line}\b"):
        read_sidecar("in/reports.toml", text.encode())
