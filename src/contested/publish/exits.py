"""Every way in which a record leaves the program. Each takes a `Release` first, and a test walks them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from contested.publish.build import build_document
from contested.publish.exchange import export_as
from contested.publish.frames import arrow_table
from contested.publish.markdown import render_markdown
from contested.publish.page import render_page
from contested.publish.tables import ledger_table
from contested.publish.view import view_of
from contested.publish.wire import coded_report, cross_document, record_json

EXITS: Mapping[str, Callable[..., object]] = {
    "document": build_document,
    "page": render_page,
    "markdown": render_markdown,
    "tables": ledger_table,
    "look-ups": view_of,
    "record.json": record_json,
    "coded report": coded_report,
    "pairs of claims": cross_document,
    "exchange formats": export_as,
    "frames": arrow_table,
}
