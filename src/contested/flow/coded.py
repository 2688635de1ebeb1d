"""One row a report: what every engine gives, and what is written to Parquet."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from contested.flow.code import code_report
from contested.flow.guard import STAGE_FAULTS, unreadable
from contested.language import EMBEDDED
from contested.model.errors import InputError
from contested.model.reports import Report


@dataclass(frozen=True, slots=True)
class Coded:
    """A coded report. ``json`` is its neutral form in one line; empty where ``error`` says why there is none."""

    doc_id: str
    report_id: str
    published: dt.date | None
    source: str | None
    n_claims: int
    json: str
    error: str | None = None


def code_row(report: Report, language: str = EMBEDDED) -> Coded:
    """Return the row of a report. A fault in a stage becomes the row's error, so that the others go on."""
    try:
        coded = code_report(report, language)
    except STAGE_FAULTS as fault:
        return _row(report, 0, "", str(unreadable(report, fault)))
    return _row(report, len(coded["claims"]), encode(coded), None)


def refused_row(error: InputError) -> Coded:
    """Return the row of an input that gave no report."""
    return Coded(error.where, "", None, None, 0, "", str(error))


def encode(value: dict[str, Any]) -> str:
    """Return JSON in one line, keys in the format's order; the same bytes on every machine."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _row(report: Report, n_claims: int, body: str, error: str | None) -> Coded:
    source = report.source.name if report.source else None
    return Coded(report.doc_id, report.id, report.published, source, n_claims, body, error)
