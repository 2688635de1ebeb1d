"""Reports that are older than a dossier keeps them are gone from every byte of it, and do not come back."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest

from contested.cli.app import run
from contested.flow.assessment import assess
from contested.flow.dossier import SETTINGS, STORE, Dossier, new_dossier, open_dossier, read_settings
from contested.flow.judging import Desk, Hand
from contested.flow.purging import Purged, limit_of, purge
from contested.flow.redaction import redact
from contested.flow.taken_in import TakenIn, note_taken_in
from contested.flow.track import add_reports, load_record, publish
from contested.model.errors import DossierError
from contested.record import Store
from tests.flow.test_redaction import HAND, OTHER, THIRD, TOLD, KilledError, reports, scatter, span_of, traces

EXAMPLE = Path(__file__).parents[2] / "examples" / "karabakh"
OLD, NEW = "2016-04-02-mod-armenia.txt", "2022-09-14-mod-azerbaijan.txt"
LIMIT = dt.date(2020, 1, 1)


def words_of_example(name: str) -> list[str]:
    """Return the sentences of an example report that have more than a few words."""
    text = " ".join((EXAMPLE / name).read_text(encoding="utf-8").split())
    return [one for one in text.split(". ") if len(one.split()) > 6]


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a dossier of two example reports that is made once; tests work on copies of it."""
    where = tmp_path_factory.mktemp("full")
    (where / "in").mkdir()
    for name in (OLD, NEW, "reports.toml"):
        shutil.copy(EXAMPLE / name, where / "in" / name)
    assert run(["track", str(where / "in"), "--out", str(where / "d"), "--title", "Two", "--format", "md"]) == 0
    (where / "d" / "notes.txt").write_text((EXAMPLE / OLD).read_text(encoding="utf-8"), encoding="utf-16")
    (where / "d" / "mine.txt").write_text("Nothing in here.", encoding="utf-8")
    return where / "d"


@pytest.fixture
def folder(full: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(full, tmp_path / "d"))


def keep(folder: Path, days: int) -> None:
    path = folder / SETTINGS
    path.write_text(f"{path.read_text(encoding='utf-8')}\n[keeping]\nretention_days = {days}\n", encoding="utf-8")


def test_what_is_too_old_is_in_no_byte_and_the_rest_is_as_if_it_never_was(folder: Path, tmp_path: Path) -> None:
    gone, stays = words_of_example(OLD), words_of_example(NEW)
    assert all(set(traces(folder, one)) for one in gone)
    keep(folder, 365)
    assert run(["purge", str(folder), "--at", "2022-12-01"]) == 0
    assert [name for one in gone for name in traces(folder, one)] == []
    assert (folder / "mine.txt").exists()
    assert [report.doc_id for report in load_record(open_dossier(folder)).reports] == [NEW.removesuffix(".txt")]
    assert any("index.html" in set(traces(folder, one)) for one in stays)
    alone = tmp_path / "in"
    alone.mkdir()
    for name in (NEW, "reports.toml"):
        shutil.copy(EXAMPLE / name, alone / name)
    assert run(["track", str(alone), "--out", str(tmp_path / "alone"), "--title", "Two", "--format", "md"]) == 0
    for name in ("index.html", "index.md", "record.json"):
        assert (folder / name).read_bytes() == (tmp_path / "alone" / name).read_bytes()


def test_a_second_purge_changes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["purge", str(folder), "--before", "2020-01-01"]) == 0
    before = files_of(folder)
    capsys.readouterr()
    assert run(["purge", str(folder), "--before", "2020-01-01"]) == 0
    assert "Removed 0 reports" in capsys.readouterr().out
    assert files_of(folder) == before


def test_a_dry_run_names_what_would_go_and_changes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files_of(folder)
    assert run(["purge", str(folder), "--before", "2020-01-01", "--dry-run"]) == 0
    told = capsys.readouterr().out
    assert OLD.removesuffix(".txt") in told
    assert NEW.removesuffix(".txt") not in told
    assert files_of(folder) == before


def test_without_retention_or_day_nothing_goes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files_of(folder)
    assert run(["purge", str(folder)]) == 2
    told = " ".join(capsys.readouterr().err.split())
    assert "says no retention" in told
    assert "--before" in told
    assert files_of(folder) == before


def test_what_was_purged_is_not_taken_in_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["purge", str(folder), "--before", "2020-01-01", "--by", "A. Reader", "--reason", "too old"]) == 0
    assert run(["add", str(folder), str(EXAMPLE / OLD)]) == 1
    told = " ".join(capsys.readouterr().err.split())
    assert "is not taken in again" in told
    assert "A. Reader gave the reason: too old" in told
    assert len(load_record(open_dossier(folder)).reports) == 1


def test_all_may_go(folder: Path) -> None:
    assert run(["purge", str(folder), "--before", "2030-01-01"]) == 0
    assert [name for one in words_of_example(OLD) + words_of_example(NEW) for name in traces(folder, one)] == []
    assert load_record(open_dossier(folder)).reports == ()
    assert len(json.loads((folder / "redactions.json").read_text(encoding="utf-8"))) == 2
    assert run(["purge", str(folder), "--before", "2030-01-01"]) == 0


def test_the_assessment_tells_the_retention_and_what_is_past_it(folder: Path) -> None:
    found = {row.what: row for row in assess(open_dossier(folder), dt.date(2022, 12, 1))}
    assert found["reports without a retention"].count == 2
    keep(folder, 365)
    found = {row.what: row for row in assess(open_dossier(folder), dt.date(2022, 12, 1))}
    past = found["reports past the retention of 365 days"]
    assert (past.count, past.reports) == (1, (OLD.removesuffix(".txt"),))
    purge(open_dossier(folder), LIMIT, HAND)
    found = {row.what: row for row in assess(open_dossier(folder), dt.date(2022, 12, 1))}
    assert found["reports past the retention of 365 days"].count == 0


@pytest.mark.parametrize("days", ["0", "-3", "true", '"365"', "36526", "1.5"])
def test_a_retention_is_a_number_of_days(days: str) -> None:
    with pytest.raises(DossierError, match="keeping: retention_days must be a whole number"):
        read_settings("d.toml", f"[keeping]\nretention_days = {days}\n".encode())


def test_an_unknown_key_of_keeping_is_named() -> None:
    with pytest.raises(DossierError, match="keeping: days is no key"):
        read_settings("d.toml", b"[keeping]\ndays = 3\n")


def undated(where: Path) -> Dossier:
    """Return a dossier of three reports without a date of publication."""
    made = new_dossier(where / "d", "Border")
    add_reports(made, reports(where / "in", told=TOLD, other=OTHER, third=THIRD))
    publish(made)
    return made


def purged(dossier: Dossier, limit: dt.date, day: dt.date) -> Purged:
    return purge(dossier, limit, Hand("A. Reader", dt.datetime.combine(day, dt.time()), "too old"))


def test_without_a_date_of_publication_the_day_of_taking_in_counts(tmp_path: Path) -> None:
    dossier, day = undated(tmp_path), dt.date(2024, 3, 1)
    note_taken_in(dossier, day)
    note_taken_in(dossier, day + dt.timedelta(days=90))  # what is noted stays
    assert purged(dossier, day, day).due == ()
    found = purged(dossier, day + dt.timedelta(days=1), day)
    assert {(one.doc_id, one.day) for one in found.due} == {("told", day), ("other", day), ("third", day)}
    assert json.loads((dossier.folder / "taken-in.json").read_text(encoding="utf-8")) == {}


def test_days_that_were_never_noted_count_from_the_first_purge(tmp_path: Path) -> None:
    dossier, day = undated(tmp_path), dt.date(2024, 3, 1)
    assert purged(dossier, dt.date(2030, 1, 1), day).due == ()
    assert len(purged(dossier, dt.date(2030, 1, 1), day).due) == 3


def test_adding_notes_the_day(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text(THIRD, encoding="utf-8")
    assert run(["track", str(tmp_path / "in.txt"), "--out", str(tmp_path / "d")]) == 0
    with Store.open(tmp_path / "d" / STORE, read_only=True) as store:
        (report,) = store.reports()
    assert report.published is None
    assert TakenIn(tmp_path / "d").day_of(report) is not None


def test_a_redaction_of_words_keeps_the_day_and_its_file(tmp_path: Path) -> None:
    dossier, day = undated(tmp_path), dt.date(2024, 3, 1)
    note_taken_in(dossier, day)
    redact(dossier, span_of(dossier, "told", "the teacher"), HAND)
    taken = TakenIn(dossier.folder)
    assert {taken.day_of(report) for report in load_record(dossier).reports} == {day}


@pytest.mark.parametrize("step", ["written down", "files cleaned", "store built", "store replaced"])
def test_an_interrupted_purge_is_completed_at_the_next_opening(tmp_path: Path, step: str) -> None:
    dossier, day = undated(tmp_path), dt.date(2024, 3, 1)
    scatter(dossier.folder)
    Desk(dossier).note(["told:c01"], Hand("B. Other", dt.datetime(2024, 1, 1), "ask once more"))
    note_taken_in(dossier, day)

    def stop(name: str) -> None:
        if name == step:
            raise KilledError

    with pytest.raises(KilledError):
        purge(dossier, dt.date(2030, 1, 1), HAND, stop)
    again = open_dossier(dossier.folder)
    assert not (dossier.folder / "redaction.todo").exists()
    for words in (TOLD, OTHER, THIRD):
        assert list(traces(dossier.folder, words)) == []
    record = load_record(again)
    assert (record.reports, record.judgements) == ((), ())
    assert len(json.loads((dossier.folder / "redactions.json").read_text(encoding="utf-8"))) == 3


def test_a_named_day_goes_before_the_retention(folder: Path) -> None:
    keep(folder, 10)
    dossier = open_dossier(folder)
    assert limit_of(dossier, dt.date(2022, 12, 11)) == dt.date(2022, 12, 1)
    assert limit_of(dossier, dt.date(2022, 12, 11), LIMIT) == LIMIT
