"""The append-only store: one DuckDB file a dossier, to which rows are added and in which none is ever changed."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from types import TracebackType

import duckdb

from contested.model.codec import from_json
from contested.model.errors import StoreError
from contested.model.events import Judgement
from contested.model.readings import Extraction, Reading, Resolution
from contested.model.reports import Report
from contested.record.rows import Row, judgement_row, report_row, table_rows

_ROWS_A_STATEMENT = 2000
_BATCH = 64
_LATEST = "r.revision = (SELECT max(o.revision) FROM reports o WHERE o.report_id = r.report_id)"


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the program that appends: its id, the program's version, the language core, when it was started."""

    id: str
    version: str = ""
    core: str = ""
    started: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """An exact copy: a document that has the text of a report of the store."""

    doc_id: str
    report_id: str
    url: str | None = None
    source: str | None = None


class Store:
    """A dossier's rows. An append is one transaction: after a kill at any moment it is there whole, or not at all."""

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection, *, read_only: bool) -> None:
        """Use ``Store.open``."""
        self.path = path
        self._connection = connection
        self._read_only = read_only

    @classmethod
    def open(cls, path: str | os.PathLike[str], read_only: bool = False) -> Store:
        """Return the store at ``path``, made or brought to the present schema where needed (not if ``read_only``)."""
        file = Path(path)
        if not file.exists():
            if read_only:
                raise StoreError(f"{file}: there is no store here; add a report first, or check the path")
            _create(file)
        connection = _connect(file, read_only)
        try:
            _check_schema(connection, file, read_only)
        except StoreError:
            connection.close()
            raise
        return cls(file, connection, read_only=read_only)

    def __enter__(self) -> Store:
        """Return the store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file; rows that were appended are on disk already."""
        self._connection.close()

    @property
    def schema_version(self) -> int:
        """Return the version of the file's schema."""
        return _version(self._connection)

    def append_reading(self, reading: Reading, run: Run) -> bool:
        """Append all rows of a reading, or none; return False where its report is already there (nothing changes)."""
        if self.has_report(reading.report.id):
            return False
        with self._transaction():
            self._append_run(run)
            self._insert_readings([reading], run, 0)
        return True

    def append_readings(self, readings: Sequence[Reading], run: Run) -> int:
        """Append several readings in one transaction, all or none; return how many were not there already."""
        known = self.report_ids()
        new = [reading for reading in readings if reading.report.id not in known]
        with self._transaction():
            self._append_run(run)
            for first in range(0, len(new), _BATCH):
                self._insert_readings(new[first : first + _BATCH], run, 0)
        return len(new)

    def append_revision(self, reading: Reading, run: Run) -> bool:
        """Append a stored report's new reading as its next revision; return False where it reads as it did."""
        stored = self.reading(reading.report.id)
        if stored is None:
            raise StoreError(f"{self.path}: report {reading.report.id} is not stored; append its reading first")
        if stored == reading:
            return False
        found = self._rows("SELECT max(revision) FROM readings WHERE report_id = ?", [reading.report.id])
        with self._transaction():
            self._append_run(run)
            self._insert_readings([reading], run, int(str(found[0][0])) + 1)
        return True

    def add_copy(self, copy: Copy) -> bool:
        """Note that a document has the text of a stored report; return False where that is noted already."""
        if copy in self.copies():
            return False
        with self._transaction():
            self._insert("copies", [(copy.doc_id, copy.report_id, copy.url, copy.source)])
        return True

    def append_judgement(self, judgement: Judgement) -> bool:
        """Append a person's judgement; return False where it is there already."""
        return self.append_judgements([judgement]) == 1

    def append_judgements(self, judgements: Sequence[Judgement]) -> int:
        """Append people's judgements, all or none; return how many were not there already."""
        known = {str(row[0]) for row in self._rows("SELECT judgement_id FROM judgements")}
        new = {judgement.id: judgement for judgement in judgements if judgement.id not in known}
        with self._transaction():
            self._insert("judgements", [judgement_row(judgement) for judgement in new.values()])
        return len(new)

    def has_report(self, report_id: str) -> bool:
        """Return whether a report with this id is stored."""
        return bool(self._rows("SELECT 1 FROM reports WHERE report_id = ? LIMIT 1", [report_id]))

    def report_ids(self) -> frozenset[str]:
        """Return the ids of all reports."""
        return frozenset(str(row[0]) for row in self._rows("SELECT DISTINCT report_id FROM reports"))

    def reports(self) -> tuple[Report, ...]:
        """Return all reports, by id."""
        rows = self._rows(f"SELECT r.payload FROM reports r WHERE {_LATEST} ORDER BY r.report_id")  # noqa: S608
        return tuple(from_json(Report, json.loads(str(row[0]))) for row in rows)

    def readings(self) -> Iterator[Reading]:
        """Yield all readings by report id, each in its latest revision."""
        ids = [str(row[0]) for row in self._rows("SELECT DISTINCT report_id FROM reports ORDER BY report_id")]
        for first in range(0, len(ids), _BATCH):
            yield from self._readings(ids[first : first + _BATCH])

    def reading(self, report_id: str) -> Reading | None:
        """Return the reading of one report, None where it is not stored."""
        return next(iter(self._readings([report_id])), None)

    def copies(self) -> tuple[Copy, ...]:
        """Return the exact copies, by document."""
        rows = self._rows("SELECT doc_id, report_id, url, source FROM copies ORDER BY ALL")
        return tuple(Copy(str(d), str(r), _text(u), _text(s)) for d, r, u, s in rows)

    def judgements(self) -> tuple[Judgement, ...]:
        """Return all judgements, oldest first."""
        rows = self._rows("SELECT payload FROM judgements ORDER BY made_at, judgement_id")
        return tuple(from_json(Judgement, json.loads(str(row[0]))) for row in rows)

    def runs(self) -> tuple[Run, ...]:
        """Return the runs that appended, by id."""
        rows = self._rows("SELECT run_id, version, core, started FROM runs ORDER BY run_id")
        return tuple(
            Run(str(i), str(v), str(c), started if isinstance(started, dt.datetime) else None)
            for i, v, c, started in rows
        )

    def tables(self) -> tuple[str, ...]:
        """Return the names of the tables."""
        return tuple(sorted(str(row[0]) for row in self._rows("SELECT table_name FROM duckdb_tables()")))

    def count(self, table: str) -> int:
        """Return the number of rows of a table."""
        if table not in self.tables():
            raise StoreError(f"{self.path}: there is no table {table!r}; `SHOW TABLES` lists them")
        return int(str(self._rows(f'SELECT count(*) FROM "{table}"')[0][0]))  # noqa: S608 (checked above)

    def _readings(self, ids: Sequence[str]) -> Iterator[Reading]:
        marks = ", ".join("?" * len(ids))
        rows = self._rows(
            f"""SELECT r.payload, x.extraction, x.resolution
                FROM reports r JOIN readings x ON r.report_id = x.report_id AND r.revision = x.revision
                WHERE r.report_id IN ({marks}) AND {_LATEST}
                ORDER BY r.report_id""",  # noqa: S608 (marks are question marks)
            list(ids),
        )
        for report, extraction, resolution in rows:
            yield Reading(
                from_json(Report, json.loads(str(report))),
                from_json(Extraction, json.loads(str(extraction))),
                from_json(Resolution, json.loads(str(resolution))),
            )

    def _insert_readings(self, readings: Sequence[Reading], run: Run, revision: int) -> None:
        self._insert("reports", [report_row(reading, run.id, revision) for reading in readings])
        tables: dict[str, list[Row]] = {}
        for reading in readings:
            for table, rows in table_rows(reading, run.id, revision):
                tables.setdefault(table, []).extend(rows)
        for table, some in tables.items():
            self._insert(table, some)

    def _append_run(self, run: Run) -> None:
        if not self._rows("SELECT 1 FROM runs WHERE run_id = ?", [run.id]):
            started = run.started.replace(tzinfo=None) if run.started else None
            self._insert("runs", [(run.id, run.version, run.core, started)])

    def _insert(self, table: str, rows: Sequence[Row]) -> None:
        for first in range(0, len(rows), _ROWS_A_STATEMENT):
            some = rows[first : first + _ROWS_A_STATEMENT]
            columns = [list(column) for column in zip(*some, strict=True)]
            marks = ", ".join(["unnest(?)"] * len(columns))
            self._connection.execute(f"INSERT INTO {table} SELECT {marks}", columns)

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        try:
            return self._connection.execute(query, list(values)).fetchall()
        except duckdb.Error as error:
            raise StoreError(f"{self.path}: the store cannot be read ({error}); restore it from a copy") from error

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        if self._read_only:
            raise StoreError(f"{self.path}: the store was opened to read only; open it without read_only to append")
        self._connection.begin()
        try:
            yield
            self._connection.commit()
        except duckdb.Error as error:
            self._connection.rollback()
            raise StoreError(f"{self.path}: rows were refused ({error}); nothing of them was stored") from error
        except BaseException:
            self._connection.rollback()
            raise


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def migrations() -> tuple[str, ...]:
    """Return the SQL of every schema version, oldest first; the present version is their number."""
    folder = resources.files("contested.record.migrations")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return tuple(file.read_text(encoding="utf-8") for file in files)


def _connect(file: Path, read_only: bool) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(str(file), read_only=read_only)
    except duckdb.Error as error:
        told = str(error).splitlines()[0]
        if "lock" in told.lower():
            advice = "another program has it open; close that one, or wait for it to end"
        else:
            advice = "it is no store of this program, or it is damaged; move it away or restore it from a copy"
        raise StoreError(f"{file}: the store cannot be opened ({told}); {advice}") from error


def _create(file: Path) -> None:
    """Make the file beside its place and move it there whole: a kill leaves no half-made store."""
    file.parent.mkdir(parents=True, exist_ok=True)
    _sweep(file)
    draft = file.with_name(f".{file.name}.{os.getpid()}.new")
    connection = _connect(draft, read_only=False)
    connection.execute("CREATE TABLE meta (key VARCHAR NOT NULL, value VARCHAR NOT NULL)")
    _migrate(connection, file, 0)
    connection.close()
    draft.replace(file)


def _sweep(file: Path) -> None:
    """Remove what makers that were killed have left beside the file."""
    for draft in sorted(file.parent.glob(f".{file.name}.*.new*")):
        maker = draft.name.removeprefix(f".{file.name}.").partition(".")[0]
        if not maker.isdigit() or int(maker) == os.getpid() or not _is_alive(int(maker)):
            draft.unlink(missing_ok=True)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _version(connection: duckdb.DuckDBPyConnection) -> int:
    row = connection.execute("SELECT max(value::INTEGER) FROM meta WHERE key = 'schema_version'").fetchone()
    return int(row[0]) if row and row[0] is not None else 0


def _check_schema(connection: duckdb.DuckDBPyConnection, file: Path, read_only: bool) -> None:
    try:
        found = _version(connection)
    except duckdb.Error as error:
        raise StoreError(f"{file}: this DuckDB file is no store of this program; give another path") from error
    newest = len(migrations())
    if found > newest:
        raise StoreError(
            f"{file}: its schema is version {found}, this program knows {newest}; update the program to open it"
        )
    if found < newest:
        if read_only:
            raise StoreError(f"{file}: its schema is version {found}, older than {newest}; open it once for writing")
        _migrate(connection, file, found)


def _migrate(connection: duckdb.DuckDBPyConnection, file: Path, found: int) -> None:
    """Apply the migrations after version ``found``, each in a transaction with the row that says so."""
    for number, script in enumerate(migrations()[found:], start=found + 1):
        connection.begin()
        try:
            connection.execute(script)
            connection.execute("INSERT INTO meta VALUES ('schema_version', ?)", [str(number)])
            connection.commit()
        except duckdb.Error as error:
            connection.rollback()
            raise StoreError(f"{file}: migration {number} failed ({error}); the store is as it was") from error
