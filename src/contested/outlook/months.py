"""Calendar months as numbers: 1 is January 1980, as in the month ids of the VIEWS project."""

from __future__ import annotations

import datetime as dt
import re

from contested.model.errors import InputError

FIRST_YEAR = 1980
_MONTH = re.compile(r"(\d{4})-(\d{1,2})(?:-\d{1,2}.*)?")


def month_number(year: int, month: int) -> int:
    """Return the number of a calendar month."""
    return (year - FIRST_YEAR) * 12 + month


def year_and_month(number: int) -> tuple[int, int]:
    """Return the year and the month (1-12) of a month's number."""
    return FIRST_YEAR + (number - 1) // 12, (number - 1) % 12 + 1


def month_of(day: dt.date) -> int:
    """Return the number of the month in which a day lies."""
    return month_number(day.year, day.month)


def first_day(number: int) -> dt.date:
    """Return the first day of a month."""
    return dt.date(*year_and_month(number), 1)


def month_text(number: int) -> str:
    """Return a month as 2020-09."""
    year, month = year_and_month(number)
    return f"{year}-{month:02}"


def read_month(text: str) -> int:
    """Return the number of a month written as 2020-09 (a day after it is allowed). InputError where it is none."""
    match = _MONTH.fullmatch(text.strip())
    if match is None or not 1 <= int(match.group(2)) <= 12:
        raise InputError(text[:40], "is no month", "Write it like 2020-09.")
    return month_number(int(match.group(1)), int(match.group(2)))
