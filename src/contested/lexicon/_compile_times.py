"""Compile `resources/times/` and `resources/numbers/` into the JSON that the package loads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from contested.model.errors import ResourceError

TIMES = ("words", "patterns", "holidays", "contexts")


def compile_times(resources: Path) -> dict[str, bytes]:
    """Return `times.json` and `numbers.json`. Raises ResourceError where a resource is missing or malformed."""
    times = {name: _read(resources / "times" / f"{name}.yaml") for name in TIMES}
    numbers = _read(resources / "numbers" / "words.yaml")
    return {"times.json": _dump(times), "numbers.json": _dump(numbers)}


def _read(path: Path) -> dict[str, Any]:
    try:
        value = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise ResourceError(f"{path}: cannot be read ({error}). Mend or restore the file.") from error
    if not isinstance(value, dict):
        raise ResourceError(f"{path}: not a mapping. See the head of the file for its form.")
    return value


def _dump(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str) + "\n").encode()
