"""The store: nothing twice, nothing half, nothing changed, and a kill at any moment is survived."""

from __future__ import annotations

import contextlib
import datetime as dt
import multiprocessing
import random
import signal
import time
from multiprocessing.connection import Connection
from pathlib import Path

import duckdb
import pytest

from contested.model.claims import EventType
from contested.model.errors import StoreError
from contested.model.events import Judgement
from contested.model.readings import Decision, Reading
from contested.record import Copy, Run, Store, fold_readings
from contested.record import store as store_module

from .factories import CONFLICT, NORTH, SOUTH, Told, reading, toll

RUN = Run("run-1", "0.1.0", "plain", dt.datetime(2022, 9, 14, 12, 0))


def synthetic(number: int) -> Reading:
    """Return the reading of a made-up report; equal numbers give equal readings."""
    day = (dt.date(2022, 1, 1) + dt.timedelta(days=number % 90)).isoformat()
    return reading(
        f"report {number}",
        [
            Told(
                f"Shells killed {number % 9 + 1} soldiers at Ford in raid {number}.",
                who=["army:SOU"],
                whom=["army:NOR"],
                place="Ford",
                day=day,
                tolls=[toll(number % 9 + 1, whose=["army:NOR"])],
            ),
            Told(
                f"Northland accused Southland of raid {number}.", EventType.ACCUSE, who=[NORTH], whom=[SOUTH], day=day
            ),
        ],
        published=day,
    )


def test_a_reading_comes_back_as_it_was(tmp_path: Path) -> None:
    readings = [synthetic(n) for n in range(5)]
    with Store.open(tmp_path / "record.duckdb") as store:
        for one in readings:
            assert store.append_reading(one, RUN)
    with Store.open(tmp_path / "record.duckdb", read_only=True) as store:
        assert list(store.readings()) == sorted(readings, key=lambda r: r.report.id)
        assert [report.id for report in store.reports()] == sorted(r.report.id for r in readings)
        assert store.reading(readings[0].report.id) == readings[0]
        assert store.runs() == (RUN,)


def test_adding_twice_changes_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path / "record.duckdb") as store:
        assert store.append_reading(synthetic(1), RUN)
        tables = ("reports", "readings", "claims", "mentions", "links", "tolls", "runs")
        before = {table: store.count(table) for table in tables}
        assert not store.append_reading(synthetic(1), Run("run-2"))
        assert {table: store.count(table) for table in tables} == before
        assert before["claims"] == 2
        assert store.add_copy(Copy("the same, sent again", synthetic(1).report.id))
        assert not store.add_copy(Copy("the same, sent again", synthetic(1).report.id))
        assert len(store.copies()) == 1


def test_columns_serve_sql(tmp_path: Path) -> None:
    path = tmp_path / "record.duckdb"
    with Store.open(path) as store:
        store.append_reading(synthetic(3), RUN)
    rows = (
        duckdb.connect(str(path), read_only=True)
        .execute("SELECT event_type, initiators, time_start, quote, places FROM claims ORDER BY start_pos")
        .fetchall()
    )
    assert rows[0][:3] == ("ASSAULT", ["army:SOU"], dt.date(2022, 1, 4))
    assert rows[0][3] == "Shells killed 4 soldiers at Ford in raid 3."
    assert rows[0][4] == ["Ford"]


def test_replayed_log_folds_to_the_same_record(tmp_path: Path) -> None:
    readings = [synthetic(n) for n in range(12)]
    live = fold_readings(readings, CONFLICT)
    with Store.open(tmp_path / "record.duckdb") as store:
        for one in reversed(readings):
            store.append_reading(one, RUN)
        assert fold_readings(list(store.readings()), CONFLICT) == live


def test_judgements_are_kept_in_order(tmp_path: Path) -> None:
    later = Judgement("b", "c1", None, Decision.SAME, None, None, "a reviewer", dt.datetime(2022, 9, 15), "seen")
    first = Judgement("a", "c1", "c2", Decision.DIFFERENT, None, None, "a reviewer", dt.datetime(2022, 9, 14), "two")
    with Store.open(tmp_path / "record.duckdb") as store:
        assert store.append_judgement(later)
        assert store.append_judgement(first)
        assert not store.append_judgement(first)
        assert store.judgements() == (first, later)


def test_a_refused_row_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(reading: Reading, run_id: str, revision: int) -> list[tuple[str, list[tuple[str, ...]]]]:
        return [("claims", [("too", "few", "cells")])]

    with Store.open(tmp_path / "record.duckdb") as store:
        monkeypatch.setattr(store_module, "table_rows", half)
        with pytest.raises(StoreError, match="nothing of them was stored"):
            store.append_reading(synthetic(1), RUN)
        assert store.count("reports") == 0
        monkeypatch.undo()
        assert store.append_reading(synthetic(1), RUN)


def test_newer_schema_is_refused_with_advice(tmp_path: Path) -> None:
    path = tmp_path / "record.duckdb"
    Store.open(path).close()
    with duckdb.connect(str(path)) as connection:
        connection.execute("INSERT INTO meta VALUES ('schema_version', '99')")
    with pytest.raises(StoreError, match=r"version 99.*update the program"):
        Store.open(path)


def test_older_schema_is_migrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "record.duckdb"
    with Store.open(path) as store:
        store.append_reading(synthetic(1), RUN)
    scripts = (
        *store_module.migrations(),
        "ALTER TABLE reports ADD COLUMN grade VARCHAR; CREATE TABLE extra (a INTEGER);",
    )
    monkeypatch.setattr(store_module, "migrations", lambda: scripts)
    with pytest.raises(StoreError, match="open it once for writing"):
        Store.open(path, read_only=True)
    with Store.open(path) as store:
        assert store.schema_version == len(scripts)
        assert store.count("extra") == 0
        assert list(store.readings()) == [synthetic(1)]


def test_a_failed_migration_leaves_the_store_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "record.duckdb"
    with Store.open(path) as store:
        store.append_reading(synthetic(1), RUN)
    good = store_module.migrations()
    monkeypatch.setattr(store_module, "migrations", lambda: (*good, "CREATE TABLE extra (a INTEGER); SELECT broken"))
    with pytest.raises(StoreError, match="migration"):
        Store.open(path)
    monkeypatch.undo()
    with Store.open(path) as store:
        assert store.schema_version == len(good)
        with pytest.raises(StoreError, match="no table"):
            store.count("extra")


def test_files_that_are_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store here"):
        Store.open(tmp_path / "missing.duckdb", read_only=True)
    (tmp_path / "text.duckdb").write_text("this is no database, only words\n" * 500)
    with pytest.raises(StoreError, match="no store of this program"):
        Store.open(tmp_path / "text.duckdb")
    duckdb.connect(str(tmp_path / "other.duckdb")).close()
    with pytest.raises(StoreError, match="no store of this program"):
        Store.open(tmp_path / "other.duckdb")


def test_read_only_does_not_append(tmp_path: Path) -> None:
    path = tmp_path / "record.duckdb"
    Store.open(path).close()
    with Store.open(path, read_only=True) as store, pytest.raises(StoreError, match="read only"):
        store.append_reading(synthetic(1), RUN)


def _append_for_ever(path: str, first: int, told: Connection) -> None:
    """Append reading after reading and tell of each, until somebody kills this process."""
    with Store.open(path) as store:
        told.send(-1)
        for number in range(first, 10_000):
            store.append_reading(synthetic(number), RUN)
            told.send(number)


def _killed(path: Path, first: int, chance: random.Random) -> list[int]:
    """Start a process that appends, kill it at a moment that ``chance`` gives, return the numbers that it told of."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["contested.record"])
    mine, its = context.Pipe(duplex=False)
    child = context.Process(target=_append_for_ever, args=(str(path), first, its))
    child.start()
    its.close()
    told = [mine.recv() for _ in range(chance.randrange(5))]  # none: it may die while it makes or opens the file
    time.sleep(chance.random() * (0.05 if told else 0.8))
    child.kill()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    with contextlib.suppress(EOFError):
        while True:
            told.append(mine.recv())
    return [number for number in told if number >= 0]


def test_kill_at_any_moment_loses_at_most_the_report_in_hand(tmp_path: Path) -> None:
    chance = random.Random(20220914)
    path = tmp_path / "record.duckdb"
    done = 0
    for _ in range(20):
        told = _killed(path, done, chance)
        done = max([done, *(number + 1 for number in told)])
        with Store.open(path) as store:
            stored = {report.doc_id for report in store.reports()}
            assert {f"report {number}" for number in range(done)} <= stored
            assert len(stored) <= done + 1, "only the report in hand may be there without having been told"
            readings = list(store.readings())
            assert all(one == synthetic(int(one.report.doc_id.split()[1])) for one in readings)
            assert store.count("claims") == 2 * len(stored)
            assert len(readings) == store.count("readings") == store.count("tolls") == len(stored)
        done = len(stored)
    assert done >= 10
