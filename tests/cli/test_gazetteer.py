"""`contested gazetteer build`, and a dossier that uses what it made."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from contested.lexicon.places import use_gazetteer
from tests.cli.conftest import Command

LINE = "990000009\tQaravelan\tQaravelan\t\t39.4\t46.2\tP\tPPL\tAM\t\t08\t\t\t\t310\t\t900\tAsia/Yerevan\t2024-01-01\n"
STORY = "YEREVAN, 9 May 2023 - Azerbaijani forces shelled Qaravelan in Armenia on Monday, Armenia said.\n"


@pytest.fixture(autouse=True)
def shipped() -> Iterator[None]:
    yield
    use_gazetteer(None)


def test_a_dossier_finds_the_places_of_its_own_gazetteer(contested: Command, tmp_path: Path) -> None:
    (tmp_path / "AM.txt").write_text(LINE, encoding="utf-8")
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    folder = tmp_path / "border"
    assert contested("new", folder).status == 0
    built = contested("gazetteer", "build", tmp_path / "AM.txt", "--out", folder / "places.bin")
    assert built.status == 0, built.err
    assert "1 places of 1 files" in built.out
    settings = folder / "dossier.toml"
    settings.write_text('gazetteer = "places.bin"\n' + settings.read_text(encoding="utf-8"), encoding="utf-8")
    assert contested("add", folder, tmp_path / "story.txt").status == 0
    record = json.loads((folder / "record.json").read_text(encoding="utf-8"))
    where = [place["geonameid"] for event in record["events"] for place in event["places"]]
    assert 990000009 in where


def test_a_file_that_is_not_of_geonames_is_refused(contested: Command, tmp_path: Path) -> None:
    (tmp_path / "AM.txt").write_text("name;lat;lon\n", encoding="utf-8")
    refused = contested("gazetteer", "build", tmp_path / "AM.txt", "--out", tmp_path / "places.bin")
    assert refused.status == 2
    assert "AM.txt: line 1" in refused.err
    assert not (tmp_path / "places.bin").exists()
