from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from contested.extract import extract
from contested.flow.dossier import Dossier, new_dossier
from contested.flow.sources import read_inputs
from contested.flow.track import Added, Watcher, add_reports, load_record, own_release, publish
from contested.ingest import Options, join
from contested.model.errors import DossierError, InputError
from contested.model.readings import Extraction
from contested.model.reports import ReadState, Report
from contested.model.tree import Tree
from contested.publish.wire import coded_report
from contested.record import Store

from .conftest import FIRST, SECOND, TODAY


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    return new_dossier(tmp_path / "dossier", "Test")


def read(folder: Path) -> tuple[Report, ...]:
    return join(read_inputs([str(folder)], Options(today=TODAY))).reports


def rows(dossier: Dossier) -> dict[str, int]:
    with Store.open(dossier.store, read_only=True) as store:
        return {table: store.count(table) for table in ("reports", "readings", "claims", "mentions", "copies", "runs")}


def test_reports_are_added_copies_noted_and_unread_ones_kept(dossier: Dossier, reports: Path) -> None:
    assert add_reports(dossier, read(reports)) == Added(new=3, copies=1, not_read=1)
    record = load_record(dossier)
    assert {report.doc_id for report in record.reports} == {"copy", "second", "french"}
    with Store.open(dossier.store, read_only=True) as store:
        assert [(copy.doc_id, copy.source) for copy in store.copies()] == [("first", "Nile Wire")]
    kept = next(report for report in record.reports if report.doc_id == "copy")
    assert "exact copies received: first (Nile Wire)" in kept.warnings
    french = next(report for report in record.reports if report.doc_id == "french")
    assert french.state is ReadState.NOT_READ
    assert not [claim for claim in record.claims if claim.doc_id == "french"]
    assert record.claims


def test_adding_again_changes_nothing_not_a_row_and_not_a_byte(dossier: Dossier, reports: Path) -> None:
    add_reports(dossier, read(reports))
    publish(dossier)
    before = rows(dossier), dossier.page.read_bytes(), (dossier.folder / "record.json").read_bytes()
    assert add_reports(dossier, read(reports)) == Added(known=4)
    publish(dossier)
    assert (rows(dossier), dossier.page.read_bytes(), (dossier.folder / "record.json").read_bytes()) == before


def test_only_what_is_new_is_added(dossier: Dossier, reports: Path) -> None:
    add_reports(dossier, [report for report in read(reports) if report.doc_id != "second"])
    assert add_reports(dossier, read(reports)).new == 1


def test_two_documents_of_one_name_stay_apart(dossier: Dossier, reports: Path) -> None:
    first, second = (report for report in read(reports) if report.doc_id in {"first", "second"})
    twice = [first, replace(second, doc_id="first")]
    assert add_reports(dossier, twice).new == 2
    assert add_reports(dossier, twice) == Added(known=2)
    assert {report.doc_id for report in load_record(dossier).reports} == {"first", "first~2"}


def test_another_date_for_a_stored_report_is_told_and_not_taken(dossier: Dossier, reports: Path) -> None:
    add_reports(dossier, read(reports))
    notices: list[str] = []
    later = [replace(report, published=dt.date(2023, 6, 1)) for report in read(reports) if report.doc_id == "second"]
    add_reports(dossier, later, Watcher(notice=notices.append))
    assert len(notices) == 1
    assert "2023-05-10" in notices[0]


def test_a_report_that_breaks_a_stage_is_named_kept_and_the_others_go_on(
    dossier: Dossier, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(report: Report, tree: Tree) -> Extraction:
        if report.doc_id == "copy":
            raise IndexError("list index out of range")
        return extract(report, tree)

    monkeypatch.setattr("contested.flow.code.extract", failing)
    faults: list[InputError] = []
    added = add_reports(dossier, read(reports), Watcher(fault=faults.append))
    assert (added.new, added.failed) == (3, 1)
    assert [fault.where for fault in faults] == ["copy"]
    kept = next(report for report in load_record(dossier).reports if report.doc_id == "copy")
    assert kept.state is ReadState.NOT_READ
    assert any("IndexError" in warning for warning in kept.warnings)


def test_the_record_can_be_read_as_of_a_day(dossier: Dossier, reports: Path) -> None:
    add_reports(dossier, read(reports))
    early = load_record(dossier, dt.date(2023, 5, 9))
    assert {report.doc_id for report in early.reports} == {"copy"}
    assert len(early.claims) < len(load_record(dossier).claims)


def test_a_dossier_without_reports_says_what_to_do(dossier: Dossier) -> None:
    with pytest.raises(DossierError, match="contested add"):
        load_record(dossier)


def test_the_published_record_leads_back_to_words(dossier: Dossier, reports: Path) -> None:
    add_reports(dossier, read(reports))
    publish(dossier)
    value = json.loads((dossier.folder / "record.json").read_text(encoding="utf-8"))
    assert {"format", "conflict", "reports", "documents", "events", "disputes", "ledgers"} <= set(value)
    keys = {(document["doc_id"], claim["id"]) for document in value["documents"] for claim in document["claims"]}
    assert keys
    assert {tuple(key) for event in value["events"] for key in event["claims"]} <= keys
    texts = {"copy": FIRST.replace(". ", ".  "), "second": SECOND}
    for document in value["documents"]:
        for claim in document["claims"]:
            assert texts[document["doc_id"]][claim["start"] : claim["end"]] == claim["quote"]


def test_the_page_is_written_and_parties_are_suggested_from_the_reports(dossier: Dossier, reports: Path) -> None:
    add_reports(dossier, read(reports))
    record = publish(dossier)
    assert record.conflict.suggested
    assert record.conflict.parties
    page = dossier.page.read_text(encoding="utf-8")
    assert "Test" in page
    assert "machine-coded draft" in page.lower()
    assert not list(dossier.folder.glob(".*.new"))


def test_a_second_writer_is_refused(dossier: Dossier, reports: Path) -> None:
    import subprocess
    import sys

    add_reports(dossier, read(reports))
    with Store.open(dossier.store):
        command = [sys.executable, "-m", "contested.cli", "add", str(dossier.folder), str(reports)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "another program has it open" in done.stderr
    assert "Traceback" not in done.stderr


def test_gradings_are_taken_when_the_record_is_read(dossier: Dossier, reports: Path) -> None:
    add_reports(dossier, read(reports))
    (dossier.folder / "dossier.toml").write_text('title = "T"\n[gradings."Delta Herald"]\nreliability = "C"\n')
    from contested.flow.dossier import open_dossier

    record = load_record(open_dossier(dossier.folder))
    assert {r.source.reliability for r in record.reports if r.source} == {"C"}


def test_coded_reports_follow_the_record(dossier: Dossier, reports: Path) -> None:
    add_reports(dossier, read(reports))
    release = own_release(dossier)
    documents = [coded_report(release, report.id) for report in release.record.reports]
    assert [document["doc_id"] for document in documents] == [report.doc_id for report in release.record.reports]
