"""Room: record. The append-only store, the fold that reads it, trails from any value to words, and differences."""

from contested.record.diff import Change, ChangeKind, diff
from contested.record.fold import fold_readings
from contested.record.store import Copy, Run, Store
from contested.record.trail import Step, Trail, explain, sentence_around

__all__ = [
    "Change",
    "ChangeKind",
    "Copy",
    "Run",
    "Step",
    "Store",
    "Trail",
    "diff",
    "explain",
    "fold_readings",
    "sentence_around",
]
