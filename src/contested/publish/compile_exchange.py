"""Compile `resources/exchange/` into the package: `python -m contested.publish.compile_exchange [--check]`."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import yaml

from contested.model.errors import ContestedError, ResourceError
from contested.publish.exchange.layout import parse

TARGET = Path(__file__).parent / "data" / "exchange.json"
RESOURCES = Path(__file__).parents[3] / "resources"


def compile_exchange(resources: Path = RESOURCES) -> bytes:
    """Return the compiled layouts and codes of countries; the same resources give the same bytes.

    ResourceError where a layout is wrong.
    """
    folder = resources / "exchange"
    try:
        layouts = {
            path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.yaml"))
        }
        lines = (folder / "country_codes.csv").read_text(encoding="utf-8").splitlines()
    except (OSError, yaml.YAMLError) as error:
        raise ResourceError(f"resources/exchange: {error}; mend the file and run `make data`") from error
    countries = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    raw = {"layouts": layouts, "countries": countries}
    parse(raw)
    return (json.dumps(raw, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def is_current(resources: Path = RESOURCES, target: Path = TARGET) -> bool:
    """Return whether the compiled file is what the resources give."""
    return target.is_file() and target.read_bytes() == compile_exchange(resources)


def main(arguments: list[str]) -> int:
    """Write, or with --check only compare; return the exit status."""
    try:
        current = is_current()
        if not current and "--check" not in arguments:
            TARGET.write_bytes(compile_exchange())
    except ContestedError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if not current:
        word = "stale" if "--check" in arguments else "written"
        sys.stdout.write(f"{word}: src/contested/publish/data/exchange.json\n")
    return 1 if not current and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
