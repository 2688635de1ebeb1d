"""Whatever leaves takes a release: found by walking the code, and shown to be caught where it does not."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from contested.publish.exits import EXITS

from .project import ROOT, SOURCE

PUBLISH = SOURCE / "publish"
LEAKY = '''"""An exporter that takes the record as it is."""

from contested.model.record import Record


def leak(record: Record) -> str:
    """Return everything."""
    return repr(record)
'''
INNER = {"held"}  # part of the gate: what waits for a review


def _functions(path: Path) -> Iterator[ast.FunctionDef]:
    yield from (
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.FunctionDef)
    )


def _takes(function: ast.FunctionDef) -> list[str]:
    return [ast.unparse(one.annotation) for one in function.args.args if one.annotation is not None]


def ungated(folder: Path) -> list[str]:
    """Return the functions of a package for publishing that take a raw record, the gate's own left out."""
    gate = {"release.py", "view.py", "audiences.py"}
    files = [path for path in sorted(folder.rglob("*.py")) if path.name not in gate]
    return [
        f"{path.relative_to(folder)}: {function.name}"
        for path in files
        for function in _functions(path)
        if any("Record" in note.replace("RecordedClaim", "").replace("RecordedActor", "") for note in _takes(function))
    ]


def test_no_page_or_exporter_takes_a_raw_record() -> None:
    assert ungated(PUBLISH) == []


def test_every_exit_takes_a_release_first() -> None:
    for name, exit_ in EXITS.items():
        first = next(iter(exit_.__annotations__.values()))
        assert first == "Release", name


def test_every_function_that_takes_a_release_is_a_known_exit() -> None:
    known = {exit_.__name__ for exit_ in EXITS.values()}
    found = {
        function.name
        for path in PUBLISH.rglob("*.py")
        for function in _functions(path)
        if "Release" in _takes(function)[:1] and not function.name.startswith("_")
    }
    assert found <= known | INNER


def test_an_exporter_without_the_gate_is_caught(tmp_path: Path) -> None:
    copy = tmp_path / "contested"
    shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("data", "__pycache__", "templates"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    assert _lint(tmp_path) == 0
    (copy / "publish" / "leaky.py").write_text(LEAKY, encoding="utf-8")
    assert ungated(copy / "publish") == ["leaky.py: leak"]
    assert _lint(tmp_path) == 1


def _lint(folder: Path) -> int:
    command = Path(sys.executable).with_name("lint-imports")
    environment = os.environ | {"PYTHONPATH": str(folder)}
    done = subprocess.run(
        [command, "--no-cache"], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert "Contracts:" in done.stdout, done.stdout + done.stderr
    return done.returncode


@pytest.mark.parametrize("room", ["cli", "web"])
def test_the_front_rooms_write_no_record_themselves(room: str) -> None:
    for path in (SOURCE / room).rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "contested.model.codec" not in text, f"{path.name}: records are written by contested.publish alone"
