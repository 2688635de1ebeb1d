"""Judgements by people from the command line: they win, they can be taken back, and nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from .conftest import Command

WHO = ("--by", "A. Reader", "--reason", "checked against the text")


def table(contested: Command, name: str, dossier: Path, *options: object) -> list[dict[str, Any]]:
    done = contested(name, dossier, *options, "--format", "json")
    assert done.status == 0, done.err
    rows: list[dict[str, Any]] = json.loads(done.out)
    return rows


def judged(contested: Command, *arguments: object) -> str:
    done = contested(*arguments, *WHO)
    assert done.status == 0, done.err
    return done.out.partition(":")[0]


def attack(contested: Command, dossier: Path) -> dict[str, Any]:
    return next(row for row in table(contested, "claims", dossier) if row["type"] == "ASSAULT" and row["tolls"])


@pytest.mark.parametrize(
    ("field", "value", "column"),
    [("stance", "denied", "stance"), ("time", "2023-05-02", "start"), ("places", "Badme", "where")],
)
def test_a_correction_wins_and_undo_takes_it_back(
    contested: Command, dossier: Path, field: str, value: str, column: str
) -> None:
    before = table(contested, "claims", dossier)
    claim = attack(contested, dossier)["id"]
    made = judged(contested, "judge", "correct", dossier, claim, "--field", field, "--value", value)
    row = next(row for row in table(contested, "claims", dossier) if row["id"] == claim)
    assert (row[column], row["review"]) == (value, "corrected")
    judged(contested, "judge", "undo", dossier, made)
    assert table(contested, "claims", dossier) == before
    rows = table(contested, "judgements", dossier)
    assert [(row["verb"], row["in_force"]) for row in rows] == [("correct", "no"), ("undo", "yes")]


def test_wrong_corrections_are_refused_with_what_would_do(contested: Command, dossier: Path) -> None:
    claim = attack(contested, dossier)["id"]
    for field, value, told in (
        ("stance", "shouted", "asserted, accused"),
        ("colour", "red", "no field"),
        ("time", "yesterday", "2022-09-13"),
        ("toll9_best", "4", "no toll 9"),
    ):
        done = contested("judge", "correct", dossier, claim, "--field", field, "--value", value, *WHO)
        assert done.status == 2
        assert told in " ".join(done.err.split())
    assert table(contested, "judgements", dossier) == []
    assert contested("judge", "accept", dossier, "nothing-like-it", *WHO).status == 2
    assert contested("judge", "accept", dossier, claim, "--by", " ", "--reason", "x").status == 2


def test_merge_then_undo_is_the_identity_and_split_parts(contested: Command, dossier: Path) -> None:
    before = table(contested, "events", dossier)
    violent = [row["id"] for row in before if row["type"] == "ASSAULT"]
    other = next(row["id"] for row in before if row["type"] == "CEASEFIRE_DECLARED")
    merged = judged(contested, "judge", "merge", dossier, violent[0], other)
    assert len(table(contested, "events", dossier)) == len(before) - 1
    judged(contested, "judge", "undo", dossier, merged)
    assert table(contested, "events", dossier) == before
    several = next(row for row in before if len(row["claims"].split()) > 1)
    judged(contested, "judge", "split", dossier, several["id"], several["claims"].split()[-1])
    parted = {row["claims"] for row in table(contested, "events", dossier)}
    assert several["claims"] not in parted


def test_reject_takes_a_claim_out_and_as_of_still_shows_it(contested: Command, dossier: Path) -> None:
    claim = attack(contested, dossier)["id"]
    done = contested("judge", "reject", dossier, claim, *WHO, "--at", "2023-06-01")
    assert done.status == 0
    assert claim not in {row["id"] for row in table(contested, "claims", dossier)}
    assert claim in {row["id"] for row in table(contested, "claims", dossier, "--as-of", "2023-05-31")}


def test_withdrawn_report_keeps_its_rows_and_leaves_the_standing(contested: Command, dossier: Path) -> None:
    before = table(contested, "events", dossier)
    made = judged(contested, "withdraw", dossier, "wire")
    claims = [row for row in table(contested, "claims", dossier) if row["report"] == "wire"]
    assert claims
    assert all(row["withdrawn"] == "checked against the text" for row in claims)
    assert not [row for row in table(contested, "tolls", dossier) if row["id"] in {c["id"] for c in claims}]
    alone = [row for row in table(contested, "events", dossier) if row["standing"] == "withdrawn"]
    assert alone
    assert {row["state"] for row in table(contested, "reports", dossier)} == {"read", "withdrawn"}
    judged(contested, "judge", "undo", dossier, made)
    assert table(contested, "events", dossier) == before


def test_grades_are_peoples_and_ship_as_f_and_6(contested: Command, dossier: Path) -> None:
    assert {row["reliability"] for row in table(contested, "sources", dossier)} == {"F"}
    assert {row["credibility"] for row in table(contested, "claims", dossier)} == {"6"}
    claim = attack(contested, dossier)["id"]
    judged(contested, "grade", "source", dossier, "Eritrea", "D", "--on", "enemy_losses_claimed")
    judged(contested, "grade", "info", dossier, claim, "--grade", "2")
    rows = table(contested, "sources", dossier)
    assert ("Eritrea", "D", "enemy_losses_claimed") in {(r["source"], r["reliability"], r["of_tolls_on"]) for r in rows}
    assert ("Eritrea", "F", None) in {(r["source"], r["reliability"], r["of_tolls_on"]) for r in rows}
    row = next(row for row in table(contested, "claims", dossier) if row["id"] == claim)
    assert (row["credibility"], row["review"]) == ("2", "not reviewed")
    assert any(row["agreeing"] for row in table(contested, "events", dossier))


def test_two_senses_of_as_of(contested: Command, dossier: Path) -> None:
    known = table(contested, "claims", dossier, "--as-of", "2023-05-09")
    assert {row["report"] for row in known} == {"wire"}
    happened = table(contested, "claims", dossier, "--happened-by", "2023-05-08")
    assert {row["report"] for row in happened} == {"wire", "later"}, "told later, but it had happened"
    assert all(row["start"] is None or row["start"] <= "2023-05-08" for row in happened)
    page = dossier / "then.html"
    assert contested("page", dossier, "--as-of", "2023-05-09", "--out", page).status == 0
    assert "9 May 2023" in page.read_text(encoding="utf-8")


def test_rules_reconcile_and_name_themselves(contested: Command, dossier: Path) -> None:
    for rule in ("range", "most-conservative", "highest", "majority-of-origins", "latest", "own-losses", "third-party"):
        rows = table(contested, "reconciled", dossier, "--rule", rule)
        assert rows
        assert all(row["rule"] == rule and row["why"] and row["according_to"] for row in rows)
        assert table(contested, "tolls", dossier, "--rule", rule) == rows
        told = [row["tolls"] for row in table(contested, "timeline", dossier, "--rule", rule) if row["tolls"]]
        assert told
        assert all(f"({rule}: " in tolls and "according to" not in tolls for tolls in told)


def test_recode_says_what_changed_and_judgements_stay(contested: Command, dossier: Path) -> None:
    claim = attack(contested, dossier)["id"]
    judged(contested, "judge", "correct", dossier, claim, "--field", "stance", "--value", "denied")
    before = table(contested, "claims", dossier)
    done = contested("recode", dossier)
    assert done.status == 0
    assert "2 reports read again, 0 otherwise than before" in done.out
    assert table(contested, "claims", dossier) == before


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_a_spreadsheet_goes_out_and_comes_back(contested: Command, dossier: Path, suffix: str) -> None:
    path = dossier / f"claims.{suffix}"
    assert contested("review", "export", dossier, path).status == 0
    same = contested("review", "import", dossier, path, "--by", "A. Reader")
    assert "0 judgements kept" in same.out
    claim = attack(contested, dossier)["id"]
    other = next(row["id"] for row in table(contested, "claims", dossier) if row["id"] != claim)
    _edit(path, {(claim, "stance"): "denied", (claim, "toll1_low"): "13", (other, "verdict"): "accept"}, "e-0.c9")
    done = contested("review", "import", dossier, path, "--by", "A. Reader")
    assert done.status == 1
    assert "e-0.c9" in done.err
    assert "row " in done.err
    assert "3 judgements kept" in done.out
    rows = {row["id"]: row for row in table(contested, "claims", dossier)}
    assert rows[claim]["stance"] == "denied"
    assert "13" in rows[claim]["tolls"]
    assert rows[other]["review"] == "accepted"
    again = contested("review", "import", dossier, path, "--by", "A. Reader")
    assert "1 judgements kept" in again.out, "what stands already is not corrected again; the verdict is given again"


def _edit(path: Path, cells: dict[tuple[str, str], str], unknown: str) -> None:
    if path.suffix == ".xlsx":
        book = load_workbook(path)
        sheet = book["claims"]
        assert len(sheet.data_validations.dataValidation) > 10
        head = [cell.value for cell in sheet[1]]
        numbers = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
        for (claim, column), value in cells.items():
            sheet.cell(numbers[claim], head.index(column) + 1).value = value
        sheet.cell(sheet.max_row + 1, 1).value = unknown
        book.save(path)
        return
    import csv

    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        for (claim, column), value in cells.items():
            if row["claim"] == claim:
                row[column] = value
    rows.append(dict.fromkeys(rows[0], "") | {"claim": unknown})
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
