"""A compile command writes what the resources give, and with --check only says that a file is stale."""

from __future__ import annotations

from pathlib import Path

import pytest

from contested.model.errors import ResourceError
from contested.publish.compiling import run


def test_a_stale_file_is_named_and_left_alone_under_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "words.json"
    target.write_bytes(b"old")
    assert run(target, lambda: b"new", ["--check"]) == 1
    assert target.read_bytes() == b"old"
    assert capsys.readouterr().out == "stale: src/contested/publish/data/words.json\n"


def test_a_stale_file_is_written_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "data" / "words.json"
    assert [
        run(target, lambda: b"new", []),
        run(target, lambda: b"new", []),
        run(target, lambda: b"new", ["--check"]),
    ] == [0] * 3
    assert target.read_bytes() == b"new"
    assert capsys.readouterr().out == "written: src/contested/publish/data/words.json\n"


def test_wrong_resources_are_told_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def wrong() -> bytes:
        raise ResourceError("resources/words.yaml: no list; mend the file")

    assert run(tmp_path / "words.json", wrong, []) == 2
    assert not (tmp_path / "words.json").exists()
    assert "mend the file" in capsys.readouterr().err
