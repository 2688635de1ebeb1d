"""When a document was published, and where that date stands: metadata, feed, address, dateline."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

MONTH_NAMES = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
MONTHS = {name[:length]: i + 1 for i, name in enumerate(MONTH_NAMES) for length in (3, len(name))} | {"sept": 9}
MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
WORDED = (
    re.compile(rf"\b{DAY}\s+(?:of\s+)?{MONTH},?\s+{YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{MONTH}\s+{DAY},?\s+{YEAR}\b", re.IGNORECASE),
)
ISO = re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")
URL_DATES = (
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[/_-](?P<month>\d{1,2})[/_-](?P<day>\d{1,2})(?!\d)"),
    re.compile(r"/(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)"),
    re.compile(rf"/(?P<year>(?:19|20)\d\d)/{MONTH}/(?P<day>\d{{1,2}})(?!\d)", re.IGNORECASE),
)
ANNOUNCED = re.compile(r"^(?:last\s+)?(?:updated|published|posted|issued|released|dated?)\b[^a-z0-9]*(?:on\s+)?", re.I)
WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+", re.IGNORECASE)
DATELINE_DASH = re.compile(r"\s+[-–—]{1,2}\s+|\s?[–—]\s?")
HEAD_LINES = 8
DATELINE_LENGTH = 120
ALONE_LENGTH = 60


def parse_date(value: str) -> dt.date | None:
    """Return the day that a machine-written or worded date names, None where it names none."""
    value = value.strip()
    for pattern in (ISO, *WORDED):
        if match := pattern.search(value):
            return _to_date(match)
    try:
        return parsedate_to_datetime(value).date()
    except (TypeError, ValueError, IndexError):
        return None


def url_date(url: str | None) -> dt.date | None:
    """Return the day in an address such as ``/2022/09/14/`` or ``2022-09-14``."""
    for pattern in URL_DATES:
        if (match := pattern.search(url or "")) and (day := _to_date(match)):
            return day
    return None


def dateline_date(text: str) -> dt.date | None:
    """Return the full date of a dateline or of a page's "updated ..." line at the top; a date without year is none."""
    lines = [line.strip() for line in text[:4000].split("\n") if line.strip()][:HEAD_LINES]
    return next((day for line in lines if (day := _line_date(line))), None)


def _line_date(line: str) -> dt.date | None:
    announced = ANNOUNCED.match(line)
    dash = DATELINE_DASH.search(line[:DATELINE_LENGTH])
    if announced:
        head = line[announced.end() : announced.end() + ALONE_LENGTH]
        return _starts_with_date(head)
    if dash and (day := _ends_with_date(line[: dash.start()])):
        return day
    return _ends_with_date(line) or _starts_with_date(line) if len(line) <= ALONE_LENGTH else None


def _starts_with_date(text: str) -> dt.date | None:
    text = WEEKDAY.sub("", text)
    return next((_to_date(m) for p in (ISO, *WORDED) if (m := p.match(text))), None)


def _ends_with_date(text: str) -> dt.date | None:
    """Return a date at the end of a dateline's head ("BAKU, Sept 14, 2022", "BAKU, 14 September 2022 (Agency)")."""
    text = re.sub(r"\s*\([^()]{1,40}\)$", "", text).rstrip(" .,:")
    text = re.sub(r",?\s+\d{1,2}[:.]\d\d(?:\s*(?:[ap]\.?m\.?|GMT|UTC))?$", "", text, flags=re.IGNORECASE)
    found = (m for p in (ISO, *WORDED) for m in p.finditer(text) if m.end() == len(text))
    return next((_to_date(m) for m in found if _is_head(text[: m.start()])), None)


def _is_head(before: str) -> bool:
    """Return whether what stands before the date can be a place, a weekday or a label: short, and no sentence."""
    words = WEEKDAY.sub("", before.strip()).replace(",", " ").split()
    capital = all(not word[0].islower() or word in {"and", "the", "de", "al"} for word in words)
    return len(words) <= 6 and (capital or before.rstrip().endswith((",", ":", "|", "·")))


def _to_date(match: re.Match[str]) -> dt.date | None:
    month = match["month"].lower()
    try:
        return dt.date(int(match["year"]), int(month) if month.isdigit() else MONTHS[month], int(match["day"]))
    except ValueError:
        return None
