"""Compile `resources/prose/` into the package: `python -m contested.publish.compile [--check]`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import yaml

from contested.model.errors import ResourceError
from contested.publish.compiling import DATA, RESOURCES, run
from contested.publish.prose import parse

TARGET = DATA / "prose.json"


def compile_prose(resources: Path = RESOURCES) -> bytes:
    """Return the compiled words. Pure: the same resources give the same bytes. ResourceError where a form is wrong."""
    try:
        raw = {
            name: yaml.safe_load((resources / "prose" / f"{name}.yaml").read_text(encoding="utf-8"))
            for name in ("acts", "names", "words")
        }
    except (OSError, yaml.YAMLError) as error:
        raise ResourceError(f"resources/prose: {error}; mend the file and run `make data`") from error
    raw["words"] = {name: _table(rows) for name, rows in raw["words"].items()}
    parse(raw)
    return (json.dumps(raw, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _table(rows: object) -> dict[str, str]:
    """Return a table of words; a list stands for words that are their own keys, a pair for "participle|noun"."""
    if isinstance(rows, list):
        return {str(word): str(word) for word in rows}
    if not isinstance(rows, dict):
        raise ResourceError("resources/prose/words.yaml: every entry must be a mapping or a list")
    return {str(k): "|".join(map(str, v)) if isinstance(v, list) else str(v) for k, v in rows.items()}


def is_current(resources: Path = RESOURCES, target: Path = TARGET) -> bool:
    """Return whether the compiled file is what the resources give."""
    return target.is_file() and target.read_bytes() == compile_prose(resources)


if __name__ == "__main__":
    sys.exit(run(TARGET, compile_prose, sys.argv[1:]))
