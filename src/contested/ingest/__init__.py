"""The bytes of one document in any format -> Report."""

from contested.ingest.batch import Batch, Document, Draft, FoundDate, join
from contested.ingest.document import SUFFIXES, read_document, read_record, read_report, read_row
from contested.ingest.options import NOTHING, Given, Limits, Options
from contested.ingest.origins import Origins, group_origins
from contested.ingest.sidecar import read_sidecar

__all__ = [
    "NOTHING",
    "SUFFIXES",
    "Batch",
    "Document",
    "Draft",
    "FoundDate",
    "Given",
    "Limits",
    "Options",
    "Origins",
    "group_origins",
    "join",
    "read_document",
    "read_record",
    "read_report",
    "read_row",
    "read_sidecar",
]
