"""Compile `resources/events/plover.yaml` into the package: `python -m contested.publish.compile_plover [--check]`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import yaml

from contested.model.claims import EventType
from contested.model.errors import ResourceError
from contested.publish.compiling import DATA, RESOURCES, run
from contested.publish.plover import MARKS

TARGET = DATA / "plover.json"
KEYS = frozenset({"type", "words", "near", "marks", "plover", "why", "example"})


def compile_plover(resources: Path = RESOURCES) -> bytes:
    """Return the compiled table. Pure: the same resources give the same bytes. ResourceError names a wrong row."""
    path = resources / "events" / "plover.yaml"
    try:
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))["rows"]
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        raise ResourceError(f"{path}: {error}; mend the file and run `make data`") from error
    for row in rows:
        _check(str(path), row)
    return (json.dumps({"rows": rows}, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _check(where: str, row: dict[str, object]) -> None:
    unknown = sorted(set(row) - KEYS)
    named = row.get("type")
    types = {str(one) for one in named} if isinstance(named, list) else {str(named)}
    if unknown or not types or types - {*EventType.__members__, "*"} or "plover" not in row:
        raise ResourceError(f"{where}: row {row}: needs type and plover, and only {sorted(KEYS)}")
    marks = row.get("marks", [])
    if not isinstance(marks, list) or {str(mark) for mark in marks} - MARKS:
        raise ResourceError(f"{where}: row {row}: marks must be a list of words from {sorted(MARKS)}")
    if row["plover"] is not None and row["plover"] not in EventType.__members__:
        raise ResourceError(f"{where}: row {row}: plover is no event type; use one of PLOVER's sixteen or null")


def is_current(resources: Path = RESOURCES, target: Path = TARGET) -> bool:
    """Return whether the compiled file is what the resources give."""
    return target.is_file() and target.read_bytes() == compile_plover(resources)


if __name__ == "__main__":
    sys.exit(run(TARGET, compile_plover, sys.argv[1:]))
