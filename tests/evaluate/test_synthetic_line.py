"""The first line of the development texts marks them as synthetic. Without it the same must come out, only earlier."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from contested.flow.code import code_report
from contested.flow.sources import read_inputs
from contested.ingest import Options
from contested.model.reports import Report

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "devcorpus"
TEXTS = sorted(CORPUS.glob("*.txt"))
COMPARED = (
    "claims",
    "links",
    "mentions",
    "times",
    "places",
    "relations",
    "disputes",
    "ceasefires",
    "mediations",
    "risks",
)
_RECORD_ID = re.compile(r"\b[0-9a-f]{12}\.(?=c\d)")  # flags name claims by their report's hash, which must differ
Json = Mapping[str, Any]


@pytest.fixture(scope="module")
def unmarked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the same texts without their first line, and the same sidecar."""
    folder = tmp_path_factory.mktemp("unmarked")
    shutil.copy(CORPUS / "reports.toml", folder)
    for path in TEXTS:
        (folder / path.name).write_text(path.read_text(encoding="utf-8").partition("\n")[2], encoding="utf-8")
    return folder


def _report(path: Path) -> Report:
    (batch,) = read_inputs([str(path)], Options(today=dt.date(2026, 1, 1)))
    (report,) = batch.reports
    return report


def _names(coded: Json) -> dict[str, str]:
    """Return a name for each actor id: ids of unnamed groups are made from the report and so differ."""
    return {actor["id"]: f"{actor['kind']} {actor['name']}" for actor in coded["actors"]}


def _moved(value: Any, by: int, names: Mapping[str, str]) -> Any:
    """Return JSON with every offset moved and every actor named."""
    if isinstance(value, str):
        return names.get(value, _RECORD_ID.sub("", value))
    if isinstance(value, list):
        moved = [_moved(item, by, names) for item in value]
        return sorted(moved) if all(isinstance(item, str) for item in moved) else moved
    if isinstance(value, dict):
        spots = {"start", "end"} if isinstance(value.get("start"), int) else set()
        return {key: item - by if key in spots else _moved(item, by, names) for key, item in value.items()}
    return value


def test_every_text_is_marked() -> None:
    assert len(TEXTS) == 24
    assert all(path.read_text(encoding="utf-8").startswith("[SYNTHETIC") for path in TEXTS)


@pytest.mark.parametrize("name", [path.name for path in TEXTS])
def test_the_mark_changes_nothing(name: str, unmarked: Path) -> None:
    with_mark, without = _report(CORPUS / name), _report(unmarked / name)
    by = len(with_mark.text) - len(without.text)
    assert with_mark.text.endswith(without.text)
    assert by > 40
    first, second = code_report(with_mark), code_report(without)
    assert first["claims"]
    for part in COMPARED:
        assert _moved(first[part], by, _names(first)) == _moved(second[part], 0, _names(second)), part
