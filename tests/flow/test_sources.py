from __future__ import annotations

import json
import tracemalloc
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from contested.flow.sources import count_inputs, read_inputs
from contested.ingest import Batch, Limits, Options, join

from .conftest import FIRST, SECOND, TODAY

OPTIONS = Options(today=TODAY)


def read(*inputs: Path, options: Options = OPTIONS) -> Batch:
    return join(read_inputs([str(path) for path in inputs], options))


def test_a_folder_is_read_by_name_with_its_sidecars(reports: Path) -> None:
    (reports / "sub").mkdir()
    (reports / "sub" / "third.md").write_text(f"# Third\n\n{SECOND} More was said later.")
    (reports / "sub" / "reports.toml").write_text('["third.md"]\npublished = 2023-05-11\n')
    batch = read(reports)
    assert [report.doc_id for report in batch.reports] == ["copy", "first", "french", "second", "third"]
    assert [report.source_name for report in batch.reports][:2] == ["Delta Herald", "Nile Wire"]
    assert str(batch.reports[-1].published) == "2023-05-11"
    assert not batch.errors


def test_files_that_are_no_reports_are_left_out_and_named(reports: Path) -> None:
    for name in ("README.md", "gold.json", "photo.jpg", "notes.docx.bak"):
        (reports / name).write_bytes(b"x")
    (reports / ".hidden.txt").write_text(FIRST)
    old = reports / "old-dossier"
    old.mkdir()
    (old / "record.duckdb").write_bytes(b"")
    (old / "index.html").write_text("<html></html>")
    batch = read(reports)
    assert len(batch.reports) == 4
    assert not batch.errors
    assert {Path(name).name for name in batch.skipped} == {"README.md", "gold.json", "photo.jpg", "notes.docx.bak"}


def test_a_named_file_has_its_sidecar_too(reports: Path) -> None:
    assert read(reports / "first.txt").reports[0].source_name == "Nile Wire"


def test_a_malformed_sidecar_is_told_once_and_its_files_are_not_read(reports: Path) -> None:
    (reports / "reports.toml").write_text('["first.txt"]\npublished = \n')
    batch = read(reports)
    assert not batch.reports
    assert [Path(error.where.split(",")[0]).name for error in batch.errors] == [
        "reports.toml", "copy.txt", "first.txt", "french.txt", "second.txt",
    ]  # fmt: skip
    assert "line 2" in str(batch.errors[0])


def test_missing_inputs_are_named(tmp_path: Path) -> None:
    batch = read(tmp_path / "nothing.txt")
    assert "no such file" in str(batch.errors[0])


def test_a_large_text_is_refused_without_being_read(tmp_path: Path) -> None:
    big = tmp_path / "big.txt"
    with big.open("wb") as stream:
        for _ in range(50):
            stream.write(b"All quiet on the border today. " * 33_000)
    tracemalloc.start()
    batch = read(big)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "--max-size" in str(batch.errors[0])
    assert peak < 5_000_000


def test_jsonl_is_read_line_by_line_and_each_text_has_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    rows = [{"id": f"r{i}", "text": FIRST} for i in range(3)] + [
        {"id": "long", "text": FIRST * 10},
        {"id": "end", "text": SECOND},
    ]
    path.write_text("\ufeff" + "\n".join(json.dumps(row) for row in rows) + "\n\n{broken\n")
    batch = read(path, options=Options(today=TODAY, limits=Limits(max_size=2000)))
    assert [report.doc_id for report in batch.reports] == ["r0", "r1", "r2", "end"]
    assert [error.where for error in batch.errors] == [f"{path}, line 4", f"{path}, line 7"]


def test_a_line_beyond_all_limits_ends_the_file(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text(json.dumps({"id": "a", "text": "x" * 300_000}))
    batch = read(path, options=Options(limits=Limits(max_size=1000)))
    assert "longer than" in str(batch.errors[0])


def test_parquet_records_are_read(tmp_path: Path) -> None:
    path = tmp_path / "many.parquet"
    rows = {"id": ["a", "b"], "text": [FIRST, None], "source": ["Nile Wire", None], "other": [1, 2]}
    pq.write_table(pa.table(rows), path)
    batch = read(path)
    assert [(report.doc_id, report.source_name) for report in batch.reports] == [("a", "Nile Wire")]
    assert "record 'b'" in batch.errors[0].where


def test_a_broken_parquet_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "many.parquet"
    path.write_bytes(b"PAR1 and nothing else")
    assert "Parquet" in str(read(path).errors[0])


@pytest.mark.parametrize("name", ["empty.jsonl", "empty.txt", "empty.zip", "empty.pdf"])
def test_empty_files_are_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    assert "empty" in str(read(tmp_path / name).errors[0])


def test_counting_inputs(reports: Path) -> None:
    assert count_inputs([str(reports), "https://news.example/"]) == 5
