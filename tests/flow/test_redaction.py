"""What is removed is gone from every byte of the dossier, also after a kill, and does not come back."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from contested.flow.dossier import Dossier, new_dossier, open_dossier
from contested.flow.erasing import texts
from contested.flow.judging import Desk, Hand
from contested.flow.redaction import redact
from contested.flow.sources import read_inputs
from contested.flow.tombstones import words_of
from contested.flow.track import Watcher, add_reports, load_record, publish
from contested.ingest import Options
from contested.model.errors import DossierError, InputError, UnknownIdError
from contested.model.reports import Report
from contested.record import Store
from contested.record.rewriting import OF_REPORTS

ROOT = Path(__file__).parents[2]
NAME = "Yohannes Tesfay-Çelik"
TOLD = (
    f"On 9 May 2023 Ethiopian forces attacked Eritrean positions near the border, killing at least 12 soldiers,"
    f" the teacher {NAME} said. Ethiopia denied that it had attacked.\n"
)
OTHER = f"Egypt offered to mediate between Ethiopia and Eritrea on 11 May 2023. Nobody asked {NAME.upper()} again.\n"
THIRD = "The African Union called for a ceasefire on 12 May 2023, and Sudan agreed to host talks.\n"
HAND = Hand("A. Reader", dt.datetime(2024, 1, 2, 3, 4), "asked for by the one concerned")


def reports(folder: Path, **more: str) -> list[Report]:
    folder.mkdir(exist_ok=True)
    for name, text in more.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    options = Options(today=dt.date(2024, 6, 1))
    return [report for batch in read_inputs([str(folder)], options) for report in batch.reports]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a dossier that is made once; tests work on copies of it."""
    where = tmp_path_factory.mktemp("full")
    made = new_dossier(where / "d", "Border")
    add_reports(made, reports(where / "in", told=TOLD, other=OTHER, third=THIRD))
    Desk(made).note(["told:c01"], Hand("B. Other", dt.datetime(2024, 1, 1), f"ask {NAME} once more"))
    publish(made, markdown=True)
    scatter(made.folder)
    return made.folder


@pytest.fixture
def dossier(full: Path, tmp_path: Path) -> Dossier:
    return open_dossier(Path(shutil.copytree(full, tmp_path / "d")))


def scatter(folder: Path) -> None:
    """Write what people keep beside a dossier: exports and notes in all encodings, packed and not."""
    (folder / "bulk").mkdir()
    pq.write_table(pa.table({"text": [TOLD, THIRD]}), folder / "bulk" / "part.parquet", compression="zstd")
    with zipfile.ZipFile(folder / "bulk.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(folder / "bulk" / "part.parquet", "part.parquet")
    (folder / "old.json.gz").write_bytes(gzip.compress(json.dumps({"text": TOLD}).encode()))
    (folder / "escaped.json").write_text(json.dumps({"text": TOLD, "n": 7}), encoding="utf-8")
    (folder / "wide.txt").write_text(TOLD, encoding="utf-16")
    (folder / "wrapped.txt").write_text(f"Mind {NAME.replace(' ', chr(10) + '  ')}!", encoding="utf-8")
    (folder / "plain.txt").write_text("Nothing in here.", encoding="utf-8")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = TOLD
    book.save(folder / "review.xlsx")


def traces(folder: Path, words: str) -> Iterator[str]:
    """Yield the files of a folder in which words are found, in any encoding, escaped or packed."""
    forms = {words, words.upper(), words.lower(), json.dumps(words)[1:-1]}
    run = [word for word, _, _ in words_of(words)]
    for path in folder.rglob("*"):
        if path.is_file():
            body = path.read_bytes()
            raw = any(form.encode(code) in body for form in forms for code in ("utf-8", "utf-16-le", "utf-16-be"))
            told = ("\x1f".join(run) in "\x1f".join(word for word, _, _ in words_of(text)) for text in texts(body))
            if raw or any(told):
                yield path.name


def span_of(dossier: Dossier, name: str, words: str) -> str:
    report = next(report for report in load_record(dossier).reports if report.doc_id == name)
    start = report.text.index(words)
    return f"{name}:{start}-{start + len(words)}"


def test_words_go_from_every_file(dossier: Dossier) -> None:
    assert len(set(traces(dossier.folder, NAME))) >= 9
    done = redact(dossier, span_of(dossier, "told", NAME), HAND)
    assert list(traces(dossier.folder, NAME)) == []
    assert list(traces(dossier.folder, NAME.split()[0])) == []
    assert {path.name for path in done.deleted} >= {"part.parquet", "bulk.zip", "old.json.gz", "review.xlsx"}
    assert json.loads((dossier.folder / "escaped.json").read_text(encoding="utf-8"))["n"] == 7
    assert (dossier.folder / "plain.txt").read_text(encoding="utf-8") == "Nothing in here."
    record = load_record(dossier)
    assert len(record.reports) == 3
    assert any("killing at least 12 soldiers" in report.text for report in record.reports)
    assert record.tolls
    assert len(record.judgements) == 1


def test_a_report_goes_with_all_that_rests_on_it(dossier: Dossier) -> None:
    gone = next(report for report in load_record(dossier).reports if report.doc_id == "told")
    redact(dossier, "told", HAND)
    assert list(traces(dossier.folder, "attacked Eritrean positions near the border")) == []
    assert list(traces(dossier.folder, gone.id.rpartition("-")[2])) == []
    record = load_record(dossier)
    assert {report.doc_id for report in record.reports} == {"other", "third"}
    assert record.judgements == ()
    assert not record.tolls


def test_what_was_removed_is_not_taken_in_again(dossier: Dossier, tmp_path: Path) -> None:
    redact(dossier, "told", HAND)
    faults: list[InputError] = []
    wrapped = "\n".join(f"   {word}" for word in TOLD.upper().split())
    again = reports(tmp_path / "again", told=TOLD, wrapped=wrapped)
    added = add_reports(dossier, again, Watcher(fault=faults.append))
    assert (added.new, added.failed) == (0, 2)
    assert "removed on 2024-01-02" in str(faults[0])
    assert NAME not in str(faults[0])


def test_words_that_were_removed_do_not_come_back(dossier: Dossier, tmp_path: Path) -> None:
    redact(dossier, span_of(dossier, "told", NAME), HAND)
    text = f"Ethiopia and Eritrea agreed to a ceasefire on 20 May 2023, {NAME.replace(' ', '  ').lower()} said.\n"
    added = add_reports(dossier, reports(tmp_path / "again", later=text))
    assert added.new == 1
    publish(dossier)
    assert list(traces(dossier.folder, NAME)) == []


def test_a_tombstone_says_who_when_and_why_and_not_what(dossier: Dossier) -> None:
    redact(dossier, "third", HAND)
    (grave,) = json.loads((dossier.folder / "redactions.json").read_text(encoding="utf-8"))
    assert (grave["by"], grave["reason"], grave["kind"]) == (HAND.by, HAND.reason, "report")
    assert grave["at"].startswith("2024-01-02")
    assert len(grave["mark"]) == 64
    assert (dossier.folder / "redactions.key").stat().st_mode & 0o077 == 0
    assert not (dossier.folder / "redaction.todo").exists()


def test_without_its_key_a_dossier_takes_nothing_in(dossier: Dossier, tmp_path: Path) -> None:
    redact(dossier, "third", HAND)
    (dossier.folder / "redactions.key").unlink()
    with pytest.raises(DossierError, match="could come back"):
        add_reports(dossier, reports(tmp_path / "again", third=THIRD))


@pytest.mark.parametrize("what", ["nothing", "told:c99", "told:5-999999", "told:9-9"])
def test_what_is_not_there_is_named(dossier: Dossier, what: str) -> None:
    with pytest.raises(UnknownIdError, match=what):
        redact(dossier, what, HAND)
    assert not (dossier.folder / "redaction.todo").exists()


def test_a_reason_may_not_tell_the_words(dossier: Dossier) -> None:
    with pytest.raises(DossierError, match="reason holds the words"):
        redact(dossier, span_of(dossier, "told", NAME), Hand("A", HAND.at, f"{NAME.lower()} asked"))


def test_every_table_of_the_store_is_taken_over(dossier: Dossier) -> None:
    with Store.open(dossier.store, read_only=True) as store:
        tables = set(store.tables())
    assert tables == {*OF_REPORTS, "meta", "runs", "judgements", "copies"}


class KilledError(BaseException):
    """Stands for a kill: nothing in the program catches it."""


def complete(folder: Path, words: str, number: int) -> None:
    """Open a dossier whose redaction was interrupted, and check that it is completed."""
    assert (folder / "redaction.todo").exists()
    again = open_dossier(folder)
    assert not (folder / "redaction.todo").exists()
    assert list(traces(folder, words)) == []
    assert len(load_record(again).reports) == number
    assert len(json.loads((folder / "redactions.json").read_text(encoding="utf-8"))) == 1
    assert [path.name for path in folder.glob(".*")] == []


@pytest.mark.parametrize("step", ["written down", "files cleaned", "store built", "store replaced"])
def test_an_interrupted_redaction_is_completed_at_the_next_opening(dossier: Dossier, step: str) -> None:
    def stop(name: str) -> None:
        if name == step:
            raise KilledError

    with pytest.raises(KilledError):
        redact(dossier, span_of(dossier, "told", NAME), HAND, stop)
    complete(dossier.folder, NAME, 3)


KILL = """
import os, sys
from pathlib import Path
from contested.flow.dossier import open_dossier
from contested.flow.redaction import redact
from tests.flow.test_redaction import HAND
redact(open_dossier(Path(sys.argv[1])), "told", HAND, lambda name: os._exit(9) if name == sys.argv[2] else None)
"""


@pytest.mark.parametrize("step", ["store replaced"])
def test_a_killed_redaction_is_completed_at_the_next_opening(dossier: Dossier, step: str) -> None:
    done = subprocess.run([sys.executable, "-c", KILL, str(dossier.folder), step], check=False, cwd=ROOT)
    assert done.returncode == 9
    complete(dossier.folder, "attacked Eritrean positions near the border", 2)
