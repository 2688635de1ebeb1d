"""Where countries lie: the regions of the United Nations' statistical standard (M49)."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

import numpy as np

from contested.model.errors import ResourceError
from contested.outlook.panel import Floats

NAME = "regions.json"


@cache
def regions() -> dict[str, tuple[str, ...]]:
    """Return the countries (ISO 3166-1 alpha-3) of each region; ResourceError where the file is not there."""
    try:
        value = json.loads(resources.files("contested.outlook").joinpath("data", NAME).read_bytes())
        return {str(name): tuple(codes) for name, codes in value.items()}
    except (FileNotFoundError, ValueError) as error:
        raise ResourceError(
            f"outlook/data/{NAME}: missing or malformed. Compile it: docs/outlook.md says how"
        ) from error


def region_columns(codes: tuple[str, ...]) -> Floats:
    """Return 1 where a country lies in a region, shape (countries, regions in order of name)."""
    return np.array([[float(code in members) for _, members in sorted(regions().items())] for code in codes])
