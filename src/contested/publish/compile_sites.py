"""Compile `resources/duties/sites.yaml` into the package: `python -m contested.publish.compile_sites [--check]`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import yaml

from contested.model.errors import ContestedError, ResourceError
from contested.publish.sites import TABLES

TARGET = Path(__file__).parent / "data" / "sites.json"
SOURCE = Path(__file__).parents[3] / "resources" / "duties" / "sites.yaml"


def compile_sites(source: Path = SOURCE) -> bytes:
    """Return the compiled words. ResourceError where the file is missing or has another form."""
    try:
        tables = yaml.safe_load(source.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise ResourceError(f"{source}: {error}; mend the file and run `make data`") from error
    if not isinstance(tables, dict) or set(tables) != set(TABLES):
        raise ResourceError(f"{source}: must hold {', '.join(TABLES)}, each a list of words")
    words = {name: sorted({str(word).lower() for word in tables[name]}) for name in TABLES}
    return (json.dumps(words, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def main(arguments: list[str]) -> int:
    """Write, or with --check only compare; return the exit status."""
    try:
        compiled = compile_sites()
    except ContestedError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    current = TARGET.is_file() and TARGET.read_bytes() == compiled
    if not current and "--check" not in arguments:
        TARGET.write_bytes(compiled)
    if not current:
        sys.stdout.write(f"{'stale' if '--check' in arguments else 'written'}: src/contested/publish/data/sites.json\n")
    return 1 if not current and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
