"""The days that holidays fall on. Rules and their sources: resources/times/holidays.yaml."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from contested.lexicon.times import Holiday, load_time_rules
from contested.resolve.times._points import Interval

HIJRI_EPOCH = 227015  # ordinal of 16 July 622 (Julian), the civil epoch
HEBREW_EPOCH = -1373427  # ordinal of the day from which the months of the Hebrew calendar are counted


def holiday_days(name: str, year: int) -> Interval | None:
    """Return the first and last day of a holiday in ``year``; None if it cannot be computed."""
    holiday = load_time_rules().holidays.get(name)
    if holiday is None or not 1583 <= year <= 2199 or holiday.rule not in RULES:
        return None
    first = RULES[holiday.rule](holiday, year)
    return (first, first + dt.timedelta(holiday.days - 1)) if first else None


def western_easter(year: int) -> dt.date:
    """Return Easter Sunday (Meeus, Jones and Butcher's method)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)


def orthodox_easter(year: int) -> dt.date:
    """Return Orthodox Easter Sunday in the Gregorian calendar (Meeus's Julian method)."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return dt.date(year, month, day + 1) + dt.timedelta(year // 100 - year // 400 - 2)


def hijri_day(year: int, month: int, day: int) -> dt.date:
    """Return a day of the tabular Islamic calendar (civil epoch)."""
    days = day + -(-59 * (month - 1) // 2) + (year - 1) * 354 + (3 + 11 * year) // 30
    return dt.date.fromordinal(days + HIJRI_EPOCH - 1)


def hebrew_new_year(year: int) -> dt.date:
    """Return 1 Tishri of the Hebrew year ``year``."""
    return dt.date.fromordinal(HEBREW_EPOCH + _elapsed(year) + _delay(year))


def _elapsed(year: int) -> int:
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    day = 29 * months + parts // 25920
    return day + (1 if 3 * (day + 1) % 7 < 3 else 0)


def _delay(year: int) -> int:
    before, this, after = _elapsed(year - 1), _elapsed(year), _elapsed(year + 1)
    if after - this == 356:
        return 2
    return 1 if this - before == 382 else 0


def _fixed(holiday: Holiday, year: int) -> dt.date:
    return dt.date(year, holiday.numbers["month"], holiday.numbers["day"])


def _hijri(holiday: Holiday, year: int) -> dt.date | None:
    around = int((year - 622) * 33 / 32)
    days = (
        hijri_day(hijri, holiday.numbers["month"], holiday.numbers["day"]) for hijri in range(around - 1, around + 3)
    )
    return next((day for day in days if day.year == year), None)


def _nth(holiday: Holiday, year: int) -> dt.date:
    month, weekday, n = (holiday.numbers[key] for key in ("month", "weekday", "n"))
    if n > 0:
        first = dt.date(year, month, 1)
        return first + dt.timedelta((weekday - first.isoweekday()) % 7 + 7 * (n - 1))
    last = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(1)
    return last - dt.timedelta((last.isoweekday() - weekday) % 7)


def _hebrew(holiday: Holiday, year: int) -> dt.date:
    """Count from the new year of autumn; Kislev begins 59 or 60 days after it, by the length of the year."""
    hebrew = year + 3761
    first = hebrew_new_year(hebrew)
    length = (hebrew_new_year(hebrew + 1) - first).days
    before = {1: 0, 3: 60 if length % 10 == 5 else 59}[holiday.numbers["month"]]
    return first + dt.timedelta(before + holiday.numbers["day"] - 1)


def _hebrew_spring(holiday: Holiday, year: int) -> dt.date:
    return hebrew_new_year(year + 3761) + dt.timedelta(holiday.numbers["offset"])


RULES: dict[str, Callable[[Holiday, int], dt.date | None]] = {
    "fixed": _fixed,
    "easter": lambda holiday, year: western_easter(year) + dt.timedelta(holiday.numbers["offset"]),
    "orthodox": lambda holiday, year: orthodox_easter(year) + dt.timedelta(holiday.numbers["offset"]),
    "hijri": _hijri,
    "nth": _nth,
    "hebrew": _hebrew,
    "hebrew_spring": _hebrew_spring,
}
