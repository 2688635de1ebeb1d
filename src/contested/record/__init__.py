"""Room: record. The append-only store, the fold that reads it, trails from any value to words, and differences."""

from contested.record.diff import Change, ChangeKind, diff
from contested.record.fold import Adjust, AsOf, fold_readings
from contested.record.live import LiveFold
from contested.record.reconcile import reconciled_tolls
from contested.record.store import Copy, Run, Store
from contested.record.trail import Step, Trail, explain, sentence_around

__all__ = [
    "Adjust",
    "AsOf",
    "Change",
    "ChangeKind",
    "Copy",
    "LiveFold",
    "Run",
    "Step",
    "Store",
    "Trail",
    "diff",
    "explain",
    "fold_readings",
    "reconciled_tolls",
    "sentence_around",
]
