"""The words of the page: what `resources/prose/` says, as typed records."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from contested.model.errors import ResourceError


@dataclass(frozen=True, slots=True)
class Act:
    """How one kind of happening is told; the head of `resources/prose/acts.yaml` says what each field is."""

    label: str
    noun: str
    plural: bool = False
    befell: str = ""
    verb: tuple[str, ...] = ()
    to: str = ""
    mutual: str = ""
    mutual_plural: bool = False
    state: tuple[str, ...] = ()
    told: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """All words. ``words`` holds the small tables by name (targets, standings, ...)."""

    types: Mapping[str, Act]
    tactics: Mapping[str, Act]
    triggers: Mapping[str, Act]
    begin: Act
    triggers_of: frozenset[str]
    words: Mapping[str, Mapping[str, str]]
    names: Mapping[str, frozenset[str]]

    @property
    def abbreviations(self) -> frozenset[str]:
        """Return the lower-case abbreviations that end no sentence, without their last full stop."""
        return self.names["abbreviations"]

    def word(self, table: str, key: str) -> str:
        """Return the words for ``key``, or the key itself with blanks for underscores."""
        return self.words.get(table, {}).get(key, key.replace("_", " "))


@cache
def prose() -> Prose:
    """Return the compiled words; ResourceError if the package was built without them."""
    try:
        raw = json.loads(files("contested.publish").joinpath("data/prose.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ResourceError(f"publish: data/prose.json: {error}; run `make data` or install again") from error
    return parse(raw)


def parse(raw: Mapping[str, Any]) -> Prose:
    """Return the typed form of the compiled resources; ResourceError where an entry has a wrong form."""
    try:
        acts = raw["acts"]
        return Prose(
            types=_acts(acts["types"]),
            tactics=_acts(acts["tactics"]),
            triggers=_acts(acts["triggers"]),
            begin=_act("begin", acts["begin"]),
            triggers_of=frozenset(map(str, acts["triggers_of"])),
            words=MappingProxyType({t: MappingProxyType(dict(rows)) for t, rows in raw["words"].items()}),
            names=MappingProxyType({t: frozenset(map(str, rows)) for t, rows in raw["names"].items()}),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ResourceError(f"publish: resources/prose: {error!r}; see the head of acts.yaml for the form") from error


def _acts(rows: Mapping[str, Any]) -> Mapping[str, Act]:
    return MappingProxyType({key: _act(key, value) for key, value in rows.items()})


def _act(key: str, value: Mapping[str, Any]) -> Act:
    verb, state = tuple(value.get("verb", ())), tuple(value.get("state", ()))
    if len(verb) not in (0, 4) or len(state) not in (0, 2):
        raise TypeError(f"{key}: a verb has four forms, a state two")
    return Act(**{"label": key, **value, "verb": verb, "state": state})
