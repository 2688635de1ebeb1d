"""Faults that one report can provoke in the stages: the report is named and counted, and the others go on."""

from __future__ import annotations

from contested.model.errors import ContestedError, InputError
from contested.model.reports import Report

STAGE_FAULTS = (
    ContestedError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RuntimeError,  # RecursionError included
)


def unreadable(report: Report, fault: BaseException) -> InputError:
    """Return the refusal of a report whose reading raised ``fault``."""
    what = f"could not be read: {type(fault).__name__}: {fault}"
    return InputError(report.doc_id, what, "Please report it as a bug, with the text if you may share it")
