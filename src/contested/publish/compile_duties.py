"""Compile `resources/duties/` into the package: `python -m contested.publish.compile_duties [--check]`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import yaml

from contested.model.errors import ContestedError, ResourceError
from contested.publish.duties import PEOPLE

TARGET = Path(__file__).parent / "data" / "duties.json"
RESOURCES = Path(__file__).parents[3] / "resources"


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


def main(arguments: list[str]) -> int:
    """Write, or with --check only compare; return the exit status."""
    try:
        compiled = compile_duties()
    except ContestedError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    current = TARGET.is_file() and TARGET.read_bytes() == compiled
    if not current and "--check" not in arguments:
        TARGET.write_bytes(compiled)
    if not current:
        sys.stdout.write(
            f"{'stale' if '--check' in arguments else 'written'}: src/contested/publish/data/duties.json\n"
        )
    return 1 if not current and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
