"""Compile `resources/duties/sites.yaml` into the package: `python -m contested.publish.compile_sites [--check]`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import yaml

from contested.model.errors import ResourceError
from contested.publish.compiling import DATA, RESOURCES, run
from contested.publish.sites import TABLES

TARGET = DATA / "sites.json"
SOURCE = RESOURCES / "duties" / "sites.yaml"


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


if __name__ == "__main__":
    sys.exit(run(TARGET, compile_sites, sys.argv[1:]))
