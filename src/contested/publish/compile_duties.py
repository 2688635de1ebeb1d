"""Compile `resources/duties/` into the package: `python -m contested.publish.compile_duties [--check]`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import yaml

from contested.model.errors import ResourceError
from contested.publish.compiling import DATA, RESOURCES, run
from contested.publish.duties import PEOPLE

TARGET = DATA / "duties.json"


def compile_duties(resources: Path = RESOURCES) -> bytes:
    """Return the compiled words. Pure: the same resources give the same bytes. ResourceError where a form is wrong."""
    folder = resources / "duties"
    try:
        people = yaml.safe_load((folder / "people.yaml").read_text(encoding="utf-8"))
        guarded = yaml.safe_load((folder / "guarded.yaml").read_text(encoding="utf-8"))
        language = yaml.safe_load((folder / "language.yaml").read_text(encoding="utf-8"))
        lines = (folder / "ordinary.txt").read_text(encoding="utf-8").splitlines()
    except (OSError, yaml.YAMLError) as error:
        raise ResourceError(f"resources/duties: {error}; mend the file and run `make data`") from error
    if not isinstance(people, dict) or set(people) != set(PEOPLE):
        raise ResourceError(f"resources/duties/people.yaml: must hold {', '.join(PEOPLE)}, each a text of words")
    tables = {name: _words(str(people[name])) for name in PEOPLE}
    tables["ordinary"] = _words(" ".join(line for line in lines if not line.startswith("#")))
    tables["guarded"] = "\n".join(sorted({str(phrase).lower() for phrases in guarded.values() for phrase in phrases}))
    tables["loaded"] = "\n".join(f"{use}\t{w}\t{note}" for use, rows in language.items() for w, note in rows.items())
    return (json.dumps(tables, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _words(text: str) -> str:
    return " ".join(sorted(set(text.lower().split())))


if __name__ == "__main__":
    sys.exit(run(TARGET, compile_duties, sys.argv[1:]))
