"""A draft becomes a Report: cleaned, checked, dated, its language told."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlsplit

from contested.ingest.batch import Draft, FoundDate
from contested.ingest.dates import dateline_date, url_date
from contested.ingest.decode import clean
from contested.ingest.languages import READABLE, detect
from contested.ingest.options import Given, Options
from contested.ingest.outlets import known_source
from contested.model.errors import InputError
from contested.model.reports import DateOrigin, ReadState, Report, Rights, Source, report_id


def finish(where: str, draft: Draft, given: Given, options: Options) -> Report:
    """Return the report. InputError where the text is empty or above the limit."""
    given = options.given.over(given)
    text = clean(draft.text)
    _check_text(where, text, options)
    url = _address(given.url or draft.url)
    found = _publication(draft, given, url, text)
    language = detect(text)
    return Report(
        id=report_id(text),
        doc_id=clean(draft.doc_id).replace("\n", " "),
        text=text,
        title=_one_line(given.title or draft.title),
        source=_source(given.source or draft.source),
        url=url,
        published=found.date if found else None,
        date_origin=found.origin if found else DateOrigin.UNKNOWN,
        language=language,
        media_type=draft.media_type,
        rights=given.rights or Rights.QUOTE,
        tlp=given.tlp,
        sensitivity=given.sensitivity,
        state=ReadState.READ if language in READABLE else ReadState.NOT_READ,
        warnings=draft.warnings + _date_warnings(found, options.today) + _language_warnings(language),
    )


def _check_text(where: str, text: str, options: Options) -> None:
    if not text.strip():
        raise InputError(where, "the document holds no text", "Leave it out, or fetch it again")
    size = len(text.encode("utf-8", errors="replace"))
    if size > options.limits.max_size:
        raise too_large(where, size, options.limits.max_size)


def too_large(where: str, size: int, limit: int) -> InputError:
    """Return the refusal of a text above the limit (sizes in bytes)."""
    what = f"the text has {size / 1e6:.1f} MB, more than {limit / 1e6:g} MB"
    return InputError(where, what, "Split it into its reports, or raise --max-size")


def _publication(draft: Draft, given: Given, url: str | None, text: str) -> FoundDate | None:
    """Return the first of: what was given, the document's own metadata, its address, its dateline."""
    if given.published:
        return FoundDate(given.published, given.date_origin)
    if draft.dates:
        return draft.dates[0]
    if day := url_date(url):
        return FoundDate(day, DateOrigin.URL)
    if day := dateline_date(text):
        return FoundDate(day, DateOrigin.DATELINE)
    return None


def _date_warnings(found: FoundDate | None, today: dt.date | None) -> tuple[str, ...]:
    if found is None:
        return ("no publication date; days such as 'on Tuesday' cannot be placed. Give it in reports.toml",)
    if today and found.date > today:
        return (f"the publication date {found.date} ({found.origin.value}) lies in the future",)
    return ()


def _language_warnings(language: str) -> tuple[str, ...]:
    if language in READABLE:
        return ()
    return (f"received, not read: the text seems to be in language '{language}', and only English is read",)


def _source(name: str | None) -> Source | None:
    name = _one_line(name or "")
    return known_source(name) if name else None


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _address(url: str | None) -> str | None:
    """Return a web address without user name and password; None for what is no http(s) address."""
    if not url:
        return None
    try:
        parts = urlsplit(clean(url).strip())
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host:
        return None
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
