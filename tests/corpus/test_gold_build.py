"""The tool that builds gold records from authoring files."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .gold import CORPUS, Case, problems, read_case

TOOL = CORPUS.parent / "tools" / "gold_build.py"
AUTHORED = ("world", "held", "held2")

SMALL = """\
date: 2024-05-03
outlet: Test Wire
source_kind: wire
text: |
  On Thursday Ruritania shelled Gordania. "We lost two men," Gordania's army said.
actors: |
  rur | Ruritania | state | Ruritania
  gor | Gordania | state | Gordania*
  army | army of Gordania | armed_force | side=gor | N:Gordania's army | p:We
times: |
  Thursday | 2024-05-02
claims:
  c01: |
    On Thursday Ruritania shelled Gordania
    ASSAULT | rur > gor | . | 2024-05-02 r | cue=shelled
  c02: |
    We lost two men
    ASSAULT | - +rur > army +gor | army | 2024-05-02 i | harm | killed 2 "two" people @army
"""


def _run(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(TOOL), str(folder)], capture_output=True, text=True, check=False)


def _case(folder: Path, authoring: str) -> tuple[subprocess.CompletedProcess[str], Path]:
    (folder / "authoring").mkdir()
    (folder / "authoring" / "rur_1.yaml").write_text(authoring, encoding="utf-8")
    return _run(folder), folder / "rur_1.json"


@pytest.mark.parametrize("name", AUTHORED)
def test_the_records_are_what_their_authoring_files_say(name: str, tmp_path: Path) -> None:
    shutil.copytree(CORPUS / name / "authoring", tmp_path / "authoring")
    assert _run(tmp_path).stderr == ""
    built = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    assert built == {path.name: path.read_bytes() for path in (CORPUS / name).iterdir() if path.is_file()}


@pytest.fixture
def small(tmp_path: Path) -> Case:
    result, record = _case(tmp_path, SMALL)
    assert (result.returncode, result.stderr) == (0, "")
    return read_case(record)


def test_spans_roles_and_tolls(small: Case) -> None:
    assert problems(small) == []
    first, second = small.gold["claims"]
    assert (first["text"], first["initiator"], first["recipient"]) == (
        "On Thursday Ruritania shelled Gordania",
        ["rur"],
        ["gor"],
    )
    assert first["claimant_chain"] == ["narrator"]
    assert second["claimant_chain"] == ["narrator", "army"]
    assert second["harm_only"]
    assert [(toll["kind"], toll["lower"], toll["upper"], toll["whose"]) for toll in second["quantities"]] == [
        ("killed", 2, 2, "army")
    ]
    assert json.loads((small.folder / "rur_1.json").read_text("utf-8"))["weekday"] == "Friday"


def test_a_name_inside_another_mention_is_optional(small: Case) -> None:
    mentions = {actor["id"]: actor["mentions"] for actor in small.gold["actors"]}
    assert [bool(mention["optional"]) for mention in mentions["gor"]] == [False, True]  # type: ignore[typeddict-item]


@pytest.mark.parametrize(
    ("good", "bad", "complaint"),
    [
        ("Thursday | 2024-05-02", "Thursday | 2024-05-01", "is no name for 2024-05-01"),
        ("| Gordania*", "| Gordania", "stands 2 times"),
        ("We lost two men\n", "We lost ten men\n", "stands 0 times"),
        ("rur > gor |", "rur > nobody |", "no actor nobody"),
        ("ASSAULT | rur", "RAID | rur", "'RAID', which is not on the list"),
        ("cue=shelled", "cue=bombed", "is not in the sentence"),
        ("| harm |", "| harmful |", "cannot read ['harmful']"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, good: str, bad: str, complaint: str) -> None:
    result, _ = _case(tmp_path, SMALL.replace(good, bad))
    assert complaint in result.stderr
    assert result.returncode != 0
