"""Fit the default model on files of country-months and write it into the package.

Usage: python -m contested.outlook.compile FILE...
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import yaml

from contested.model.errors import ResourceError
from contested.outlook.blend import Blend
from contested.outlook.read import read_panel
from contested.outlook.shipped import NAME, written

ROOT = Path(__file__).resolve().parents[3]
PUBLISHED = ROOT / "resources" / "outlook" / "published.yaml"


def main(arguments: Sequence[str]) -> int:
    """Write ``data/blend.json`` and return 0; 2 where no file is named."""
    if not arguments:
        sys.stderr.write("Name the files to fit on: python -m contested.outlook.compile FILE...\n")
        return 2
    panel = read_panel([Path(name) for name in arguments])
    target = Path(__file__).parent / "data" / NAME
    target.parent.mkdir(exist_ok=True)
    target.write_text(written(Blend().fit(panel), panel.last, panel.source, published_score()), encoding="utf-8")
    return 0


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
