"""Compile `resources/exchange/` into the package: `python -m contested.publish.compile_exchange [--check]`."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import yaml

from contested.model.errors import ResourceError
from contested.publish.compiling import DATA, RESOURCES, run
from contested.publish.exchange.layout import parse

TARGET = DATA / "exchange.json"


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


if __name__ == "__main__":
    sys.exit(run(TARGET, compile_exchange, sys.argv[1:]))
