"""Reads the sentences of the contrast suite through the whole pipeline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from contested.flow.code import code_report
from contested.model.reports import Report, report_id
from tests.contrast.suite import Coded, Pair, is_met

PUBLISHED = dt.date(2023, 6, 15)


def coded(text: str) -> Coded:
    """Return the coded form of one sentence, as a report published on 15 June 2023."""
    return code_report(Report(report_id(text), "t", text, published=PUBLISHED, title="test"))


def judged(pairs: Iterable[Pair]) -> Iterator[tuple[Pair, bool]]:
    """Yield each pair with whether both its sentences are read as expected."""
    for pair in pairs:
        yield pair, all(is_met(side, coded(side.text)) for side in pair.sides)
