"""What a dossier holds is counted without a word of its reports; what the program says while it works holds none."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from contested.cli.app import run
from contested.flow.assessment import assess
from contested.flow.dossier import new_dossier, open_dossier
from contested.flow.track import add_reports
from tests.duties.passages import passages

CHOSEN = ("vic-01", "acc-01", "idn-01", "inf-02", "mto-01", "lab-01", "lab-09", "cmp-01")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = new_dossier(tmp_path_factory.mktemp("held") / "dossier", "Held")
    add_reports(made, [passage.report for passage in passages() if passage.id in CHOSEN])
    return made.folder


def test_it_counts_people_accusations_numbers_rights_and_labels(folder: Path) -> None:
    found = {row.what: row for row in assess(open_dossier(folder), dt.date(2026, 11, 22))}
    assert found["names of private people"].count >= 3
    assert "acc-01" in found["accusations of private people"].reports
    assert "idn-01" in found["numbers, addresses, coordinates"].reports
    assert "inf-02" in found["reports that ask for protection"].reports
    assert found["reports with rights metadata_only"].count == 1
    assert found["reports labelled TLP:RED"].reports == ("lab-01",)
    assert found["reports with a sensitivity"].reports == ("lab-09",)


def test_neither_the_assessment_nor_the_log_holds_words_of_reports(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    held = [passage for passage in passages() if passage.id in CHOSEN]
    for passage in held:
        (tmp_path / f"{passage.id}.txt").write_text(passage.report.text, encoding="utf-8")
    assert run(["dpia", str(folder), "--format", "csv"]) == 0
    assert run(["add", str(folder), str(tmp_path), "--published", "2026-03-01"]) == 0
    told = " ".join("".join(capfd.readouterr()).split())
    for passage in held:
        words = passage.report.text.split()
        assert not any(" ".join(words[i : i + 4]) in told for i in range(len(words) - 3))
        assert not any(" ".join(word.split()) in told for word in passage.withhold)
