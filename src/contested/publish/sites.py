"""Sentences that tell of sensitive places, of sexual violence, or of where units stand and go; compiled from YAML."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files

from contested.model.errors import ResourceError
from contested.publish.duties import pattern

TABLES = ("sites", "sexual", "units", "moves")


class Care(StrEnum):
    """Why the public may not be told where exactly."""

    SITE = "sensitive place"
    SEXUAL = "sexual violence"
    MOVE = "position or movement of a unit"


def cares_of(sentence: str) -> frozenset[Care]:
    """Return why a sentence wants care, from its words alone."""
    found = {care for care, name in ((Care.SITE, "sites"), (Care.SEXUAL, "sexual")) if _words()[name].search(sentence)}
    if _words()["units"].search(sentence) and _words()["moves"].search(sentence):
        found.add(Care.MOVE)
    return frozenset(found)


@cache
def _words() -> Mapping[str, re.Pattern[str]]:
    try:
        text = files("contested.publish").joinpath("data", "sites.json").read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ResourceError("publish/data/sites.json: missing. Run `make data` to build it from resources/") from error
    raw: Mapping[str, list[str]] = json.loads(text)
    return {name: re.compile("|".join(map(pattern, words)), re.IGNORECASE) for name, words in raw.items()}
