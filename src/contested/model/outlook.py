"""Outlooks: what a model says of the months to come, in numbers and in words, and how well it has been right."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chance:
    """The chance of something in one month: a share from 0 to 1, and its words in the scale of ICD 203."""

    what: str
    share: float
    words: str


@dataclass(frozen=True, slots=True)
class MonthAhead:
    """One month: the 5, 25, 50, 75 and 95 % points of its deaths, and chances."""

    month: dt.date  # its first day
    points: tuple[float, float, float, float, float]
    chances: tuple[Chance, ...]


@dataclass(frozen=True, slots=True)
class SignalCount:
    """How many dated signs of one kind the record has in a span of months before the outlook, and their claims."""

    kind: str
    recent: int  # last three months
    before: int  # the nine months before
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Survival:
    """The chance that a truce lasts so many days more, with its 95 % interval, from ``cases`` truces."""

    days: int
    share: float
    low: float
    high: float
    cases: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """The outlook of one target. ``refusal`` says why there is none; then ``months`` is empty.

    ``known`` are the monthly deaths that it rests on (None: not known); ``drivers`` say in words what moves it;
    ``score`` is what backtests published of the model; ``basis`` says what was counted, and its vintage;
    ``signs_note`` whether dated signs of the record moved the chances, and why.
    """

    target: str
    as_of: dt.date | None  # first day of the last month known
    model: str
    known: tuple[tuple[dt.date, float | None], ...]
    months: tuple[MonthAhead, ...]
    drivers: tuple[str, ...]
    score: str
    basis: str
    refusal: str = ""
    signals: tuple[SignalCount, ...] = ()
    signs_note: str = ""
    truce: tuple[Survival, ...] = ()
    truce_note: str = ""
    events_note: str = ""
