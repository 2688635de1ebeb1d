from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from contested.cli import run

WIRE = (
    "SARKAND, May 9, 2023 - Ethiopian forces attacked Eritrean positions near the border on Monday, killing at least 12"
    " soldiers, Eritrea said. Ethiopia denied that it had attacked. Egypt offered to mediate between the two countries,"
    " and the African Union called for a ceasefire.\n"
)
LATER = (
    "SARKAND, May 11, 2023 - Ethiopia and Eritrea agreed to a ceasefire on Wednesday, Egypt said. The truce was"
    " mediated by Egypt. Ethiopia said that 7 of its soldiers had been killed in the fighting of Monday.\n"
)


@dataclass(frozen=True)
class Done:
    status: int
    out: str
    err: str


Command = Callable[..., Done]


@pytest.fixture
def contested(capsys: pytest.CaptureFixture[str]) -> Command:
    def call(*arguments: object) -> Done:
        capsys.readouterr()
        status = run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return Done(status, printed.out, printed.err)

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    (made / "wire.txt").write_text(WIRE, encoding="utf-8")
    (made / "later.txt").write_text(LATER, encoding="utf-8")
    (made / "reports.toml").write_text('["wire.txt"]\nsource = "Nile [red]Wire[/red]"\n', encoding="utf-8")
    return made


@pytest.fixture
def dossier(contested: Command, folder: Path, tmp_path: Path) -> Path:
    assert contested("track", folder, "--out", tmp_path / "out", "--title", "Border").status == 0
    return tmp_path / "out"
