"""The gold records are sound: offsets, ids, references, hashes, closed lists."""

from __future__ import annotations

import copy
import datetime as dt
import json
import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from .gold import CORPUS, FOLDERS, LISTS, Case, Cross, gold_files, problems, read_case

CASES = gold_files()


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", CASES, ids=_name)
def test_gold_record_is_sound(path: Path) -> None:
    assert problems(read_case(path)) == []


def test_every_text_has_a_gold_record() -> None:
    texts = {path for folder in FOLDERS for path in (CORPUS / folder).glob("*.txt")}
    assert texts == {path.with_suffix(".txt") for path in CASES}
    assert len([path for path in CASES if path.parent.name == "devcorpus"]) == 24


@pytest.mark.parametrize("folder", FOLDERS)
def test_sidecar_agrees_with_the_gold_records(folder: str) -> None:
    sidecar = tomllib.loads((CORPUS / folder / "reports.toml").read_text(encoding="utf-8"))
    dates = {name: row["published"] for name, row in sidecar.items()}
    gold = [read_case(path).gold for path in CASES if path.parent.name == folder]
    assert dates == {g["source_file"]: dt.date.fromisoformat(g["document_creation_time"]) for g in gold}


def test_cross_document_links_resolve() -> None:
    cross = cast(Cross, json.loads((CORPUS / "devcorpus" / "cross_doc.json").read_text(encoding="utf-8")))
    known = {(g["doc_id"], c["id"]) for g in (read_case(path).gold for path in CASES) for c in g["claims"]}
    rows = [*cross["disputes"], *cross["not_same_event"], *cross["not_disputes"]]
    named = [key for event in cross["same_event"] for key in event["claims"]]
    named += [key for row in rows for key in row["pair"]]
    assert len(named) > 300
    assert [key for key in named if tuple(key) not in known] == []
    assert {row["kind"] for row in rows if "kind" in row} <= LISTS["dispute_kind"]
    assert {row["strength"] for row in rows if "strength" in row} <= LISTS["dispute_strength"]


def test_changes_name_parts_that_exist() -> None:
    listed = re.findall(r"^\| (\w+_\d) \| (.+?) \|", (CORPUS / "CHANGES.md").read_text(encoding="utf-8"), flags=re.M)
    claims = {g["doc_id"]: {c["id"] for c in g["claims"]} for g in (read_case(path).gold for path in CASES)}
    parts = [(doc, part) for doc, column in listed for part in re.findall(r"\bc\d\d\b", column)]
    missing = [(doc, part) for doc, part in parts if part not in claims[doc]]
    assert len(listed) > 200
    assert missing == []


@pytest.fixture
def case() -> Case:
    return read_case(CORPUS / "devcorpus" / "su_1.json")


def _broken(case: Case) -> Case:
    return replace(case, gold=copy.deepcopy(case.gold))


def test_a_moved_span_is_found(case: Case) -> None:
    bad = _broken(case)
    bad.gold["claims"][0]["start"] += 1
    assert any("span" in line for line in problems(bad))


def test_a_changed_text_is_found(case: Case) -> None:
    assert any("sha256" in line for line in problems(replace(case, text=case.text + " ")))


def test_a_dangling_reference_is_found(case: Case) -> None:
    bad = _broken(case)
    bad.gold["claims"][2]["initiator"] = ["nobody"]
    bad.gold["disputes"][0]["pairs"] = [["c05", "c99"]]
    found = problems(bad)
    assert any("no actor nobody" in line for line in found)
    assert any("no claim c99" in line for line in found)


def test_a_repeated_id_is_found(case: Case) -> None:
    bad = _broken(case)
    bad.gold["claims"][1]["id"] = bad.gold["claims"][0]["id"]
    assert any("more than once" in line for line in problems(bad))


def test_a_value_off_the_closed_lists_is_found(case: Case) -> None:
    bad = _broken(case)
    bad.gold["claims"][0]["modality"] = "alleged"
    bad.gold["disputes"][0]["kind"] = "who"
    bad.gold["ceasefires"][0]["end_reason"] = "collapsed"
    found = problems(bad)
    assert any("'alleged'" in line for line in found)
    assert any("'who'" in line for line in found)
    assert any("end_reason collapsed" in line for line in found)


def test_unordered_numbers_are_found(case: Case) -> None:
    bad = _broken(case)
    quantity = next(q for claim in bad.gold["claims"] for q in claim["quantities"])
    quantity["lower"], quantity["best"] = 9, 3
    assert any("unordered" in line for line in problems(bad))
