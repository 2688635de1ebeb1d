"""Truces as cases of survival: from the record, or from a table; and the chance that the present one lasts."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from contested.model.claims import EventType
from contested.model.errors import InputError
from contested.model.ledgers import Ceasefire, CeasefireState
from contested.model.outlook import Survival
from contested.model.record import Record
from contested.outlook.survival import Curve, cox, kaplan_meier

HORIZONS = (30, 90, 365)
ENOUGH_CASES, ENOUGH_ENDS = 10, 5
_BEGUN = frozenset({CeasefireState.DECLARED, CeasefireState.IN_EFFECT, CeasefireState.SUSPENDED, CeasefireState.ENDED})


@dataclass(frozen=True, slots=True)
class Case:
    """One truce: its first day, and the day it ended; None where it had not ended when last seen."""

    start: dt.date
    end: dt.date | None
    third_party: bool = False  # somebody mediated, guarantees or watches it


@dataclass(frozen=True, slots=True)
class TruceOutlook:
    """The chance that the present truce lasts on, or in ``note`` why none is given."""

    rows: tuple[Survival, ...]
    note: str


def cases_of(record: Record) -> tuple[Case, ...]:
    """Return the truces of a record whose first day is known. An end is the first collapse told after it."""
    collapses = {
        claim.id: claim.time.start
        for claim in record.claims
        if claim.event_type is EventType.CEASEFIRE_COLLAPSED and claim.time and claim.time.start
    }
    found = []
    for truce in record.ceasefires:
        start = truce.time.start if truce.time else None
        if start is None or truce.state not in _BEGUN:
            continue
        found.append(Case(start, _end(truce, start, collapses), bool(truce.third_parties)))
    return tuple(sorted(found, key=lambda case: (case.start, case.end or dt.date.max)))


def _end(truce: Ceasefire, start: dt.date, collapses: dict[str, dt.date]) -> dt.date | None:
    days = [collapses[name] for name in truce.claims if name in collapses and collapses[name] >= start]
    if days:
        return min(days)
    closed = truce.time.end if truce.time and truce.state is CeasefireState.ENDED else None
    return closed if closed and closed >= start else None


def read_cases(path: Path) -> tuple[Case, ...]:
    """Return the truces of a CSV: start, end (empty: still in effect) and, if there, third_party (1 or 0)."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
        return tuple(
            Case(dt.date.fromisoformat(row["start"]), _day(row["end"]), row.get("third_party") in ("1", "yes", "true"))
            for row in rows
        )
    except (OSError, KeyError, ValueError, TypeError) as error:
        what = "is no table of truces"
        raise InputError(str(path), what, "Give a CSV with the columns start and end, dates as 2020-11-10.") from error


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text.strip() else None


def truce_outlook(cases: Sequence[Case], today: dt.date) -> TruceOutlook:
    """Return the chance that the newest truce in effect lasts 30, 90, 365 days more, given how long it has lasted."""
    known = [case for case in cases if case.start <= today]
    present = [case for case in known if case.end is None or case.end > today]
    if not present:
        return TruceOutlook((), "No truce is told to be in effect.")
    ended = [case.end is not None and case.end <= today for case in known]
    if len(known) < ENOUGH_CASES or sum(ended) < ENOUGH_ENDS:
        return TruceOutlook(
            (),
            f"Not enough cases: {len(known)} truces, of which {sum(ended)} ended; {ENOUGH_CASES} and {ENOUGH_ENDS} are "
            "needed to say how long such a truce lasts.",
        )
    days = [
        float(((case.end if over and case.end else today) - case.start).days)
        for case, over in zip(known, ended, strict=True)
    ]
    curve, age = kaplan_meier(days, ended), (today - max(case.start for case in present)).days
    note = f"From {len(known)} truces, {sum(ended)} of which ended; the present one has lasted {age} days."
    note += _helped(known, days, ended)
    return TruceOutlook(tuple(_lasting(curve, age, ahead, len(known)) for ahead in HORIZONS), note)


def _helped(cases: Sequence[Case], days: Sequence[float], ended: Sequence[bool]) -> str:
    """Return what help from outside goes with, by proportional hazards, where enough truces with and without ended."""
    helped = [case.third_party for case in cases]
    both = (sum(over for over, help_ in zip(ended, helped, strict=True) if help_ is side) for side in (True, False))
    if min(both) < ENOUGH_ENDS:
        return ""
    found = cox(days, ended, np.array(helped, dtype=np.float64)[:, None])
    ratio, low, high = (float(np.exp(found.weights[0] + z * found.errors[0])) for z in (0.0, -1.96, 1.96))
    return f" Truces with a third party ended {ratio:.2f} times as fast (95 % interval {low:.2f} to {high:.2f})."


def _lasting(curve: Curve, age: int, ahead: int, cases: int) -> Survival:
    now = curve.at(age)[0]
    share, low, high = curve.at(age + ahead)
    if now <= 0:
        return Survival(ahead, 0.0, 0.0, 1.0, cases)
    return Survival(ahead, share / now, min(low / now, share / now), min(high / now, 1.0), cases)
