from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from contested.flow import units
from contested.flow.engines import Engine, LocalEngine
from contested.flow.parquet import empty_folder, errors_in, write_claims
from contested.flow.units import UnitKind, plan
from contested.ingest import Options

from .conftest import FIRST, SECOND, TODAY

OPTIONS = Options(today=TODAY)
Row = tuple[object, ...]


@pytest.fixture
def inputs(reports: Path, tmp_path: Path) -> list[str]:
    """Return a folder with a refused file, a JSONL file with a broken line, and a Parquet file."""
    (reports / "empty.txt").write_bytes(b"")
    lines = tmp_path / "many.jsonl"
    rows = [{"id": f"j{i}", "text": f"{FIRST}Day {i} of the fighting.", "published": "2023-05-09"} for i in range(6)]
    lines.write_text(
        "".join(json.dumps(row) + "\n" for row in rows[:3]) + "{broken\n" + "\n".join(map(json.dumps, rows[3:]))
    )
    table = tmp_path / "many.parquet"
    texts = {"id": ["p1", "p2"], "text": [SECOND, SECOND + "More."], "published": ["2023-05-10", None]}
    pq.write_table(pa.table(texts), table, row_group_size=1)
    return [str(reports), str(lines), str(table)]


def coded(engine: Engine, inputs: list[str], out: Path) -> tuple[list[Row], list[Row]]:
    engine.write(inputs, OPTIONS, empty_folder(out))
    write_claims(out)
    query = "SELECT * FROM read_parquet(?) ORDER BY ALL"
    rows = duckdb.execute(query, [str(out / "reports" / "*.parquet")]).fetchall()
    return rows, duckdb.execute(query, [str(out / "claims.parquet")]).fetchall()


def test_every_report_and_refusal_has_a_row_that_duckdb_reads(inputs: list[str], tmp_path: Path) -> None:
    rows, claims = coded(LocalEngine(), inputs, tmp_path / "out")
    told = duckdb.execute(
        "SELECT doc_id, n_claims, error IS NULL, published::VARCHAR, source FROM read_parquet(?)",
        [str(tmp_path / "out" / "reports" / "*.parquet")],
    ).fetchall()
    read = {row[0] for row in told if row[2]}
    assert read == {"copy", "first", "french", "second", *(f"j{i}" for i in range(6)), "p1", "p2"}
    assert len(rows) == len(told) == 14
    assert sum(row[1] for row in told) == len(claims) > 0
    assert ("first", "2023-05-09", "Nile Wire") in {(row[0], row[3], row[4]) for row in told}
    assert len(list(errors_in(tmp_path / "out"))) == 2


def test_a_run_replaces_the_files_of_the_run_before(inputs: list[str], tmp_path: Path) -> None:
    first = coded(LocalEngine(), inputs, tmp_path / "out")
    assert coded(LocalEngine(), inputs, tmp_path / "out") == first


def test_workers_give_what_one_process_gives(inputs: list[str], tmp_path: Path) -> None:
    assert coded(LocalEngine(2), inputs, tmp_path / "two") == coded(LocalEngine(), inputs, tmp_path / "one")


def test_small_stretches_of_jsonl_miss_no_line_and_repeat_none(
    inputs: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = coded(LocalEngine(), inputs, tmp_path / "whole")
    for size in (50, 701):
        monkeypatch.setattr(units, "STRETCH", size)
        assert sum(unit.kind is UnitKind.LINES for unit in plan(inputs)) > 3
        assert coded(LocalEngine(), inputs, tmp_path / str(size)) == whole


@pytest.mark.ray
def test_ray_with_two_workers_gives_what_the_local_engine_gives(inputs: list[str], tmp_path: Path) -> None:
    import ray

    from contested.flow.ray_engine import RayEngine

    try:
        engine = RayEngine(2)
        assert coded(engine, inputs, tmp_path / "ray") == coded(LocalEngine(), inputs, tmp_path / "local")
        assert len(list((tmp_path / "ray" / "reports").glob("*.parquet"))) > 1
    finally:
        ray.shutdown()
