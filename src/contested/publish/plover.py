"""The PLOVER type of a claim, by the table that `resources/events/plover.yaml` holds."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from contested.model.claims import Aux, EventType, Polarity, Stance
from contested.model.errors import ResourceError
from contested.model.events import RecordedClaim


@dataclass(frozen=True, slots=True)
class _Row:
    types: tuple[str, ...]
    words: tuple[str, ...]
    near: tuple[str, ...]
    marks: tuple[str, ...]
    plover: str | None

    def fits(self, event_type: EventType, trigger: str, passage: str, marks: frozenset[str]) -> bool:
        """Return whether the row speaks of this claim."""
        return (
            ("*" in self.types or event_type.value in self.types)
            and marks.issuperset(self.marks)
            and _holds(self.words, trigger)
            and _holds(self.near, passage)
        )


def plover_type(event_type: EventType, trigger: str, passage: str, marks: frozenset[str] = frozenset()) -> str | None:
    """Return the PLOVER type of a claim with these words, None where PLOVER has none.

    ``marks``: what else the table may ask for: the stance and polarity, "future", "own" (who acts tells it, or nobody).
    """
    trigger, passage = trigger.lower(), passage.lower()
    row = next((row for row in _rows() if row.fits(event_type, trigger, passage, marks)), None)
    return row.plover if row else event_type.value


def plover_of(claim: RecordedClaim) -> str | None:
    """Return the PLOVER type of a recorded claim: an act to come is an agreement or a threat."""
    marks = {claim.stance.value, claim.polarity.value}
    if Aux.FUTURE in claim.aux:
        marks.add("future")
    if claim.initiators and (claim.claimant is None or claim.claimant in claim.initiators):
        marks.add("own")
    if claim.initiators:
        marks.add("acting")
    if claim.claimant in claim.initiators:
        marks.add("told")
    return plover_type(claim.event_type, claim.trigger.quote, claim.passage.quote, frozenset(marks))


MARKS = frozenset({*(s.value for s in Stance), *(p.value for p in Polarity), "future", "own", "acting", "told"})


@cache
def _rows() -> tuple[_Row, ...]:
    try:
        text = files("contested.publish").joinpath("data", "plover.json").read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ResourceError("publish/data/plover.json: missing. Run `make data` to build it from resources/") from error
    return tuple(_row(row) for row in json.loads(text)["rows"])


def _row(row: dict[str, object]) -> _Row:
    lists = {key: _words(row.get(key, ())) for key in ("type", "words", "near", "marks")}
    plover = row["plover"]
    return _Row(lists["type"], lists["words"], lists["near"], lists["marks"], None if plover is None else str(plover))


def _words(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(str(word) for word in value) if isinstance(value, list) else ()


def _holds(words: tuple[str, ...], text: str) -> bool:
    """Return whether one of the words stands in the text, or none is asked for."""
    if not words:
        return True
    pattern = "|".join(re.escape(word[:-1]) + r"\w*" if word.endswith("*") else re.escape(word) for word in words)
    return re.search(rf"\b(?:{pattern})\b", text) is not None
