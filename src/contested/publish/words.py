"""Dates, numbers and lists in words. Pure text: nothing here knows a record."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterable, Sequence

from contested.model.quantities import Measure, Toll
from contested.model.times import Basis, Precision, TimeSpan

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?")
_ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_OVER = re.compile(r"\b(more than|over|exceed\w*|above)\b", re.IGNORECASE)
_UNDER = re.compile(r"\b(fewer than|less than|under|below)\b", re.IGNORECASE)


def join(items: Iterable[str], last: str = "and") -> str:
    """Return "a", "a and b" or "a, b and c"."""
    words = list(items)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""


def count(number: int, one: str, many: str | None = None) -> str:
    """Return "1 report", "1,234 reports"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def number_words(value: float) -> str:
    """Return 30,000 or 0.5; whole numbers carry no decimals."""
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0")


def day_words(day: dt.date) -> str:
    """Return "13 September 2022"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def dates_in_words(text: str) -> str:
    """Return ``text`` with its ISO dates as words: "2022-09-13" becomes "13 September 2022"."""
    return _ISO.sub(lambda match: _point(match.group()) or match.group(), text)


def amount_words(item: Toll | Measure) -> str:
    """Return what the bounds say: "105", "at least 105", "about 300", "up to 50", "24 to 99"."""
    low, best, high = item.low, item.best, item.high
    if low is not None and high is not None:
        return _closed(low, high, item.words.quote)
    if low is not None:
        return f"{'more than' if _OVER.search(item.words.quote) else 'at least'} {number_words(low)}"
    if best is not None:
        return f"about {number_words(best)}"
    if high is None:
        return "an unstated number of"
    return f"{'fewer than' if _UNDER.search(item.words.quote) else 'up to'} {number_words(high)}"


def _closed(low: float, high: float, words: str) -> str:
    if low == high:
        return number_words(low)
    vague = re.search(
        r"\b(hundreds of thousands|tens of thousands|dozens|scores|hundreds|thousands|several)\b", words, re.IGNORECASE
    )
    span = f"{number_words(low)} to {number_words(high)}"
    return f"{vague.group().lower()} ({span})" if vague else f"between {number_words(low)} and {number_words(high)}"


def span_words(span: TimeSpan | None) -> str:
    """Return a time span as its words were: a year stays a year, open ends stay open; "date unknown" for None."""
    if span is None:
        return "date unknown"
    first, _, last = span.edtf.partition("/")
    start, end = _point(first), _point(last) if last else None
    if span.start is None and span.end is not None:
        return f"by {_last_words(span.end, end)}"
    if span.start is None or span.end is None:
        return f"since {start or (day_words(span.start) if span.start else '')}"
    words = f"{start} to {end}" if start and end and not _is_period(span.start, span.end) else None
    words = words or _closed_words(span.start, span.end, span.precision)
    return f"about {words}" if span.precision is Precision.APPROX and "early" not in words else words


def when_phrase(span: TimeSpan | None) -> str:
    """Return the span with its preposition: "on 13 September 2022", "in 1993", "from 1991 to 1994"; "" for None."""
    if span is None:
        return ""
    words = span_words(span)
    if words.startswith(("by ", "since ")):
        return words
    if words.startswith("about "):
        return f"in or {words}" if not words[6].isdigit() or len(words) == 10 else f"on or {words}"
    if " to " in words:
        return f"from {words}"
    return f"on {words}" if words[0].isdigit() and " " in words else f"in {words}"


def is_document_date(span: TimeSpan | None) -> bool:
    """Return whether the date is only that of the report."""
    return span is not None and span.basis is Basis.DOCUMENT


def _last_words(day: dt.date, words: str | None) -> str:
    whole_year = (day.month, day.day) == (12, 31) and words in (None, day_words(day))
    return f"the end of {day.year}" if whole_year else words or day_words(day)


def _point(text: str) -> str | None:
    match = _POINT.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = match.groups()
    if month is None or not 1 <= int(month) <= 12:
        return str(int(year)) if month is None else None
    return f"{int(day)} {MONTHS[int(month) - 1]} {int(year)}" if day else f"{MONTHS[int(month) - 1]} {int(year)}"


def _is_period(start: dt.date, end: dt.date) -> bool:
    """Return whether the two days bound one calendar unit (a day, a month or a part of it, a year, a decade)."""
    same_month = (start.year, start.month) == (end.year, end.month)
    whole_years = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    return same_month or (whole_years and (start.year == end.year or _years(start, end) in (10, 100)))


def _years(start: dt.date, end: dt.date) -> int:
    return end.year - start.year + 1


def _closed_words(start: dt.date, end: dt.date, precision: Precision) -> str:
    if start == end:
        return day_words(start)
    whole_years = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    if whole_years:
        return _year_words(start, end, precision)
    if (start.year, start.month) == (end.year, end.month):
        return _month_words(start, end)
    if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        first = MONTHS[start.month - 1] + ("" if start.year == end.year else f" {start.year}")
        return f"{first} to {MONTHS[end.month - 1]} {end.year}"
    first = f"{start.day} {MONTHS[start.month - 1]}" + ("" if start.year == end.year else f" {start.year}")
    return f"{first} to {day_words(end)}"


def _year_words(start: dt.date, end: dt.date, precision: Precision) -> str:
    if start.year == end.year:
        return str(start.year)
    if start.year % 10 == 0 and _years(start, end) == 10 and precision is not Precision.INTERVAL:
        return f"the {start.year}s"
    return f"{start.year} to {end.year}"


def _month_words(start: dt.date, end: dt.date) -> str:
    month = f"{MONTHS[start.month - 1]} {start.year}"
    last = monthrange(end.year, end.month)[1]
    part = {(1, last): "", (1, 10): "early ", (11, 20): "mid-", (21, last): "late "}.get((start.day, end.day))
    return f"{start.day} to {end.day} {month}" if part is None else f"{part}{month}"


def possessive(name: str, plural: bool = False) -> str:
    """Return "Armenia's", "the rebels'"."""
    return f"{name}'" if plural and name.endswith("s") else f"{name}'s"


def upper_first(text: str) -> str:
    """Return ``text`` with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def more(shown: Sequence[object], total: int) -> int:
    """Return how many of ``total`` are not shown."""
    return max(0, total - len(shown))
