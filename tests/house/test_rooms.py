"""Rooms import in one direction, and an engine only where it belongs."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from importlinter.api import read_configuration

from .project import ROOT, SOURCE

ORDER = (
    {"cli"},
    {"web"},
    {"flow"},
    {"ingest", "extract", "resolve", "record", "outlook", "publish", "evaluate"},
    {"lexicon", "language"},
    {"model"},
)


def _imports(path: Path) -> Iterator[str]:
    """Yield every absolute module name that a file imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _rank(room: str) -> int:
    return next(rank for rank, rooms in enumerate(ORDER) if room in rooms)


def test_the_contracts_hold() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


def test_the_contracts_are_exhaustive() -> None:
    (layers, *_) = read_configuration(str(ROOT / "pyproject.toml"))["contracts_options"]
    assert layers["exhaustive"] in (True, "True")
    assert layers["containers"] == ["contested"]


def test_every_room_is_known_and_imports_only_what_lies_below() -> None:
    wrong = []
    for path in sorted(SOURCE.rglob("*.py")):
        room = path.relative_to(SOURCE).parts[0].removesuffix(".py")
        if room == "__init__":
            continue
        for name in _imports(path):
            parts = name.split(".")
            if parts[0] == "contested" and len(parts) > 1 and parts[1] != room and _rank(parts[1]) <= _rank(room):
                wrong.append(f"{path.relative_to(ROOT)} imports {name}")
    assert wrong == []


def test_no_package_import_but_flow_needs_an_engine() -> None:
    users = [path for path in SOURCE.rglob("*.py") if "ray" in {name.split(".")[0] for name in _imports(path)}]
    assert [str(path.relative_to(SOURCE)) for path in users] == ["flow/ray_engine.py"]
