"""Events that people coded elsewhere: rows of a dataset beside a dossier, never ours to give on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from contested.model.reports import Rights


class Scheme(StrEnum):
    """Whose columns a row was read from."""

    ACLED = "acled"
    UCDP = "ucdp"


class Family(StrEnum):
    """What kind of happening a row is, as coarsely as schemes can be compared."""

    VIOLENCE = "violence"
    DEMONSTRATION = "demonstration"
    DEVELOPMENT = "development"


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """One row of a coded dataset. ``latitude`` and ``longitude`` in degrees; deaths as the dataset counts them."""

    id: str
    scheme: Scheme
    start: dt.date
    end: dt.date
    family: Family
    what: str  # sub-event type, or type of violence
    side_a: str
    side_b: str
    place: str
    country: str
    latitude: float | None
    longitude: float | None
    fine: bool  # the place is a town or near one
    low: int | None
    best: int | None
    high: int | None
    row: int  # line of the file, from 1
    rights: Rights = Rights.NONE
