"""Reads the sentences of the contrast suite through the whole pipeline."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator

from contested.flow.code import analyser, code_report, fold_one, read_report
from contested.flow.code import coded as coded_form
from contested.model.reports import Report, report_id
from contested.publish.build import PageOptions, build_document
from contested.publish.release import own
from contested.publish.sentences import Sentence
from tests.contrast.suite import Coded, Pair, is_met

PUBLISHED = dt.date(2023, 6, 15)


def coded(text: str) -> Coded:
    """Return the coded form of one sentence, as a report published on 15 June 2023."""
    return code_report(Report(report_id(text), "t", text, published=PUBLISHED, title="test"))


def judged(pairs: Iterable[Pair]) -> Iterator[tuple[Pair, bool]]:
    """Yield each pair with whether both its sentences are read as expected."""
    for pair in pairs:
        yield pair, all(is_met(side, coded(side.text)) for side in pair.sides)


def read(text: str) -> tuple[Coded, tuple[str, ...]]:
    """Return the coded form of a report and every sentence that its page tells, in the order of the page."""
    reading = read_report(Report(report_id(text), "t", text, published=PUBLISHED, title="test"), analyser())
    _, document = build_document(own(fold_one(reading), [reading]), PageOptions(figures=False))
    return coded_form(reading), tuple(sentence.text for sentence in _sentences(document))


def _sentences(node: object) -> Iterator[Sentence]:
    if isinstance(node, Sentence):
        yield node
    elif isinstance(node, tuple):
        for item in node:
            yield from _sentences(item)
    elif dataclasses.is_dataclass(node):
        for field in dataclasses.fields(node):
            yield from _sentences(getattr(node, field.name))
