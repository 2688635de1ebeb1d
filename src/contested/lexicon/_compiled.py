"""Read the data files that `make data` compiles into the package."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from contested.model.errors import ResourceError


def read_compiled(name: str) -> dict[str, Any]:  # the one place where untyped JSON enters the actor lexicon
    """Return one compiled JSON object. Raises ResourceError if the package was built without it."""
    try:
        text = files("contested.lexicon").joinpath("data", name).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ResourceError(f"lexicon/data/{name}: missing. Run `make data` to build it from resources/.") from error
    value = json.loads(text)
    if not isinstance(value, dict):
        raise ResourceError(f"lexicon/data/{name}: not a JSON object. Run `make data` to build it again.")
    return value
