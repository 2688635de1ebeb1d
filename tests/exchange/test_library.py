"""`contested.open`: typed rows, tables, and the notebook that shows them, run as it is shipped."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import nbformat
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from nbclient import NotebookClient

import contested
from contested.cli import run
from contested.flow import library
from contested.flow.library import OpenRecord
from contested.model.errors import ContestedError, EngineError, UnknownIdError
from contested.model.events import Event, RecordedClaim
from contested.publish.exchange import export_as
from contested.publish.frames import arrow_table
from contested.publish.release import own
from contested.publish.tables import LEDGERS, ledger_table
from tests.publish.sample_record import sample

ROOT = Path(__file__).resolve().parents[2]
REPORT = (
    "SARKAND, May 9, 2023 - Ethiopian forces attacked Eritrean positions near the border on Monday, killing at least 12"
    " soldiers, Eritrea said. Ethiopia denied that it had attacked.\n"
)


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a dossier of two reports."""
    folder = tmp_path_factory.mktemp("library")
    (folder / "in").mkdir()
    (folder / "in" / "wire.txt").write_text(REPORT, encoding="utf-8")
    (folder / "in" / "later.txt").write_text(REPORT.replace("May 9", "May 10"), encoding="utf-8")
    assert run(["track", str(folder / "in"), "--out", str(folder / "out"), "--title", "Border"]) == 0
    return folder / "out"


@pytest.fixture(scope="module")
def record(dossier: Path) -> OpenRecord:
    """Return it opened."""
    return contested.open(dossier)


def test_rows_are_typed(record: OpenRecord) -> None:
    assert record.title == "Border"
    assert isinstance(record.events[0], Event)
    assert isinstance(next(iter(record.claims)), RecordedClaim)
    assert len(record.claims) == len(record.record.claims) == len(record.claims[:])
    assert repr(record) == f"<record 'Border': 2 reports, {len(record.claims)} claims, {len(record.events)} events>"


def test_a_record_is_opened_as_of_a_day(dossier: Path) -> None:
    assert len(contested.open(dossier, as_of=dt.date(2023, 5, 9)).reports) == 1


@pytest.mark.parametrize("name", LEDGERS)
def test_tables_have_the_rows_and_columns_of_the_ledgers(name: str) -> None:
    release = own(sample())
    table, ledger = arrow_table(release, name), ledger_table(release, name)
    assert tuple(table.column_names) == ledger.columns
    assert table.num_rows == len(ledger.rows)
    assert table.column("id").to_pylist() == [row[0] for row in ledger.rows]


def test_columns_have_types() -> None:
    release = own(sample())
    types = {field.name: field.type for field in arrow_table(release, "tolls").schema}
    assert types["start"] == pa.date32()
    assert types["low"] == pa.float64()
    assert types["origins"] == pa.int64()
    events = arrow_table(release, "events")
    assert events.schema.field("claims").type == pa.list_(pa.string())
    assert events.schema.field("civilian_harm").type == pa.bool_()


def test_polars_and_pandas_say_the_same(record: OpenRecord) -> None:
    one, other = record.tolls.to_polars(), record.tolls.to_pandas()
    assert isinstance(one, pl.DataFrame)
    assert isinstance(other, pd.DataFrame)
    assert one["low"].to_list() == other["low"].tolist()
    assert one.schema["start"] == pl.Date


@pytest.mark.parametrize("package", ["polars", "pandas"])
def test_a_missing_package_is_named_with_what_to_install(
    record: OpenRecord, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    monkeypatch.setattr(library, "find_spec", lambda name: None)
    with pytest.raises(EngineError, match=rf"{package}.*contested\[frames\]"):
        getattr(record.events, f"to_{package}")()
    assert record.events.arrow().num_rows == len(record.events)


def test_an_exported_record_opens_as_its_dossier_does(record: OpenRecord, tmp_path: Path) -> None:
    file = tmp_path / "record.json"
    file.write_bytes(record.export("record").files[0][1])
    again = contested.open(file)
    assert again.events.items == record.events.items
    assert again.events.arrow().equals(record.events.arrow())
    with pytest.raises(ContestedError, match="own day"):
        contested.open(file, as_of=dt.date(1999, 1, 1))


def test_rules_trails_and_errors(record: OpenRecord, tmp_path: Path) -> None:
    assert record.reconciled("range")[0].rule == "range"
    assert record.explain(record.events[0].id).steps
    with pytest.raises(UnknownIdError):
        record.explain("ev-nothing")
    with pytest.raises(ContestedError, match="no dossier"):
        contested.open(tmp_path / "nothing")


def test_parquet_files_are_the_tables() -> None:
    release = own(sample())
    files = dict(export_as(release, "parquet").files)
    assert set(files) == {f"{name}.parquet" for name in LEDGERS}
    assert pq.read_table(pa.BufferReader(files["claims.parquet"])).equals(arrow_table(release, "claims"))


@pytest.mark.parametrize("path", sorted((ROOT / "examples" / "notebooks").glob("*.ipynb")), ids=lambda path: path.name)
def test_notebooks_run_as_they_are_shipped(path: Path, dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOSSIER", str(dossier))
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    assert not any(cell.get("outputs") for cell in notebook.cells), "ship notebooks without outputs"
    done = NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    told = "".join(
        str(output.get("text", "")) + str(output.get("data", {}))
        for cell in done.cells
        for output in cell.get("outputs", [])
    )
    assert "Border" in told
    assert "ACLED-layout" in told
