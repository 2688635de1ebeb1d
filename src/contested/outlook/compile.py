"""Write the regions, and the default model fitted on files of country-months, into the package.

Usage: python -m contested.outlook.compile [FILE...]
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import yaml

from contested.model.errors import ResourceError
from contested.outlook.models import default_model
from contested.outlook.read import read_panel
from contested.outlook.regions import NAME as REGIONS_NAME
from contested.outlook.shipped import NAME, written

ROOT = Path(__file__).resolve().parents[3]
PUBLISHED = ROOT / "resources" / "outlook" / "published.yaml"
REGIONS = ROOT / "resources" / "outlook" / "regions.yaml"


def main(arguments: Sequence[str]) -> int:
    """Write ``data/regions.json`` and, where files are named, ``data/blend.json``; return 0."""
    data = Path(__file__).parent / "data"
    data.mkdir(exist_ok=True)
    (data / REGIONS_NAME).write_text(regions_text(), encoding="utf-8")
    if arguments:
        panel = read_panel([Path(name) for name in arguments])
        (data / NAME).write_text(
            written(default_model().fit(panel), panel.last, panel.source, published_score()), encoding="utf-8"
        )
    return 0


def regions_text() -> str:
    """Return the JSON of resources/outlook/regions.yaml: region to countries, both in order."""
    try:
        value = yaml.safe_load(REGIONS.read_text(encoding="utf-8"))
        return json.dumps({name: sorted(value[name]) for name in sorted(value)}, indent=0) + "\n"
    except (OSError, TypeError, yaml.YAMLError) as error:
        raise ResourceError(f"{REGIONS}: missing or malformed. Write lists of country codes by region") from error


def published_score() -> str:
    """Return the sentence that stands beside every outlook."""
    try:
        value = yaml.safe_load(PUBLISHED.read_text(encoding="utf-8"))
        return str(value["score"]).strip()
    except (OSError, KeyError, TypeError, yaml.YAMLError) as error:
        raise ResourceError(
            f"{PUBLISHED}: missing or without `score`. Write the sentence of docs/outlook.md"
        ) from error


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
