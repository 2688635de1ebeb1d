"""The PLOVER type of a claim, by the table that `resources/events/plover.yaml` holds."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from contested.model.claims import EventType
from contested.model.errors import ResourceError


@dataclass(frozen=True, slots=True)
class _Row:
    type: str
    words: tuple[str, ...]
    near: tuple[str, ...]
    plover: str | None

    def fits(self, event_type: EventType, trigger: str, passage: str) -> bool:
        """Return whether the row speaks of this claim."""
        return self.type in {"*", event_type.value} and _holds(self.words, trigger) and _holds(self.near, passage)


def plover_type(event_type: EventType, trigger: str, passage: str) -> str | None:
    """Return the PLOVER type of a claim with these words, None where PLOVER has none."""
    trigger, passage = trigger.lower(), passage.lower()
    row = next((row for row in _rows() if row.fits(event_type, trigger, passage)), None)
    return row.plover if row else event_type.value


@cache
def _rows() -> tuple[_Row, ...]:
    try:
        text = files("contested.publish").joinpath("data", "plover.json").read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ResourceError("publish/data/plover.json: missing. Run `make data` to build it from resources/") from error
    rows = json.loads(text)["rows"]
    return tuple(
        _Row(row["type"], tuple(row.get("words", ())), tuple(row.get("near", ())), row["plover"]) for row in rows
    )


def _holds(words: tuple[str, ...], text: str) -> bool:
    """Return whether one of the words stands in the text, or none is asked for."""
    if not words:
        return True
    pattern = "|".join(re.escape(word[:-1]) + r"\w*" if word.endswith("*") else re.escape(word) for word in words)
    return re.search(rf"\b(?:{pattern})\b", text) is not None
