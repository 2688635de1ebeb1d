"""Coded reports as Parquet that DuckDB reads: `reports/*.parquet`, and `claims.parquet` with one row a claim."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from contested.flow.coded import Coded

ROWS = 256  # a row group
REPORTS = "reports"
CLAIMS = "claims.parquet"
REPORT_SCHEMA = pa.schema(
    [
        ("doc_id", pa.string()),
        ("report_id", pa.string()),
        ("published", pa.date32()),
        ("source", pa.string()),
        ("n_claims", pa.int64()),
        ("json", pa.string()),
        ("error", pa.string()),
    ]
)
CLAIM_SCHEMA = pa.schema(
    [
        ("doc_id", pa.string()),
        ("report_id", pa.string()),
        ("published", pa.date32()),
        ("source", pa.string()),
        ("claim_id", pa.string()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("event_type", pa.string()),
        ("plover", pa.string()),
        ("harm_only", pa.bool_()),
        ("initiator", pa.list_(pa.string())),
        ("recipient", pa.list_(pa.string())),
        ("claimant", pa.string()),
        ("modality", pa.string()),
        ("polarity", pa.string()),
        ("date_start", pa.string()),
        ("date_end", pa.string()),
        ("confidence", pa.float64()),
        ("quote", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class Written:
    """How much was written."""

    reports: int
    claims: int


def write_rows(rows: Iterable[Coded], folder: Path) -> None:
    """Write coded reports to one Parquet file in ``folder``, a few hundred at a time."""
    with pq.ParquetWriter(folder / "part-00000.parquet", REPORT_SCHEMA) as writer:
        for chunk in _chunks(rows):
            writer.write_table(as_table(chunk))


def as_table(rows: Sequence[Coded]) -> pa.Table:
    """Return coded reports as an Arrow table."""
    values = [{name: getattr(row, name) for name in REPORT_SCHEMA.names} for row in rows]
    return pa.Table.from_pylist(values, schema=REPORT_SCHEMA)


def empty_folder(out: Path) -> Path:
    """Return the folder for the coded reports below ``out``, made where missing, without the files of a run before."""
    folder = out / REPORTS
    folder.mkdir(parents=True, exist_ok=True)
    for old in sorted(folder.glob("*.parquet")):
        old.unlink()
    return folder


def errors_in(out: Path) -> Iterator[str]:
    """Yield what was refused in a run that wrote to ``out``, sorted by document."""
    query = "SELECT error FROM read_parquet(?) WHERE error IS NOT NULL ORDER BY doc_id, error"
    for row in duckdb.execute(query, [str(out / REPORTS / "*.parquet")]).fetchall():
        yield str(row[0])


def write_claims(out: Path) -> Written:
    """Write ``claims.parquet`` from the coded reports in ``out``; return how many reports and claims there are."""
    reports = claims = 0
    with pq.ParquetWriter(out / CLAIMS, CLAIM_SCHEMA) as writer:
        for part in sorted((out / REPORTS).glob("*.parquet")):
            for batch in pq.ParquetFile(part).iter_batches(batch_size=ROWS):
                rows = batch.to_pylist()
                flat = [claim for row in rows for claim in _claim_rows(row)]
                writer.write_table(pa.Table.from_pylist(flat, schema=CLAIM_SCHEMA))
                reports += sum(bool(row["json"]) for row in rows)
                claims += len(flat)
    return Written(reports, claims)


def _claim_rows(row: dict[str, object]) -> Iterator[dict[str, object]]:
    coded = json.loads(str(row["json"])) if row["json"] else {"claims": []}
    same = ("start", "end", "event_type", "plover", "harm_only", "initiator", "recipient", "claimant", "modality")
    for claim in coded["claims"]:
        date = claim["date"] or {}
        yield {name: row[name] for name in ("doc_id", "report_id", "published", "source")} | {
            "claim_id": claim["id"],
            **{name: claim[name] for name in (*same, "polarity", "confidence", "quote")},
            "date_start": date.get("start"),
            "date_end": date.get("end"),
        }


def _chunks(rows: Iterable[Coded]) -> Iterator[list[Coded]]:
    iterator = iter(rows)
    while chunk := list(islice(iterator, ROWS)):
        yield chunk
