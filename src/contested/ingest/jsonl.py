"""JSONL: one report a line, ``{"id", "text", "published", "source", "url", "title"}``."""

from __future__ import annotations

import json

from contested.ingest.batch import Draft, FoundDate
from contested.ingest.dates import parse_date
from contested.model.errors import InputError
from contested.model.reports import DateOrigin

ADVICE = 'Write one object a line: {"id": "...", "text": "...", "published": "2022-09-14"}'


def read_line(place: str, line: str) -> Draft:
    """Return the record in a line. Unknown keys are ignored; InputError names ``place``."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(place, f"not valid JSON ({error})", ADVICE) from error
    if not isinstance(value, dict):
        raise InputError(place, "no JSON object", ADVICE)
    return read_object(place, value)


def read_object(place: str, value: dict[str, object]) -> Draft:
    """Return the draft of a record that was read already (a line of JSONL, a row of Parquet)."""
    if not isinstance(value.get("text"), str):
        raise InputError(place, 'the record has no "text"', ADVICE)
    doc_id = value.get("id")
    if not isinstance(doc_id, (str, int)) or not str(doc_id).strip():
        raise InputError(place, 'the record has no "id"', ADVICE)
    published = value.get("published")
    day = parse_date(str(published)) if published else None
    warnings = (f"published {published!r} is no date",) if published and not day else ()
    return Draft(
        str(doc_id),
        str(value["text"]),
        "application/json",
        title=_text(value, "title") or "",
        source=_text(value, "source"),
        url=_text(value, "url"),
        dates=(FoundDate(day, DateOrigin.METADATA),) if day else (),
        warnings=warnings,
    )


def _text(value: dict[str, object], key: str) -> str | None:
    found = value.get(key)
    return found if isinstance(found, str) and found.strip() else None
