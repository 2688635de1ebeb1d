"""Hypothesis strategies for every record of the model, with the records' invariants kept."""

from __future__ import annotations

import dataclasses
import datetime as dt
import importlib
import inspect
import pkgutil
import string

from hypothesis import strategies as st

import contested.model
from contested.model.claims import Claim, EventType, Polarity, SpeechAct, Stance, TargetClass
from contested.model.quantities import Measure, MeasureKind, Scope, Toll, TollBasis, TollKind, VictimStatus
from contested.model.readings import Extraction, Reading, Resolution
from contested.model.reports import Report, report_id
from contested.model.spans import Passage
from contested.model.times import Basis, Precision, TimeSpan

NAMES = st.text(string.ascii_letters + string.digits + ":-", min_size=1, max_size=6)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=8)
DATES = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))
NUMBERS = st.integers(0, 10**7) | st.floats(0, 1e7, allow_nan=False, allow_infinity=False)


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    quote = draw(TEXTS)
    start = draw(st.integers(0, 5000))
    return Passage(start, start + len(quote), quote)


@st.composite
def spans(draw: st.DrawFn) -> TimeSpan:
    start, end = sorted([draw(DATES), draw(DATES)])
    open_end = draw(st.sampled_from(["", "start", "end"]))
    return TimeSpan(
        draw(TEXTS),
        None if open_end == "start" else start,
        None if open_end == "end" else end,
        draw(st.sampled_from(Precision)),
        draw(st.sampled_from(Basis)),
    )


@st.composite
def bounds(draw: st.DrawFn) -> tuple[float | None, float | None, float | None]:
    ordered = sorted([draw(NUMBERS), draw(NUMBERS), draw(NUMBERS)])
    low, best, high = (None if draw(st.booleans()) else number for number in ordered)
    return low, best, high


@st.composite
def tolls(draw: st.DrawFn) -> Toll:
    return Toll(
        draw(st.sampled_from(TollKind)),
        *draw(bounds()),
        draw(passages()),
        tuple(draw(st.lists(NAMES, max_size=2))),
        draw(NAMES),
        draw(st.sampled_from(VictimStatus)),
        draw(st.sampled_from(Scope)),
        draw(st.sampled_from(TollBasis)),
        draw(st.none() | st.integers(0, 3)),
    )


@st.composite
def measures(draw: st.DrawFn) -> Measure:
    return Measure(draw(st.sampled_from(MeasureKind)), *draw(bounds()), draw(passages()), draw(TEXTS), draw(st.none()))


@st.composite
def claims(draw: st.DrawFn, text: str = "", rid: str = "r-1") -> Claim:
    """Draw a claim whose passage is cut from ``text`` (or from a text of its own)."""
    text = text or draw(st.text(string.ascii_letters + " ", min_size=4, max_size=40))
    start, end = sorted(draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    first, last = sorted(draw(st.tuples(st.integers(start, end), st.integers(start, end))))
    words = Passage.cut(text, start, end)
    return Claim(
        id=draw(NAMES),
        report_id=rid,
        passage=words,
        event_type=draw(st.sampled_from(EventType)),
        trigger=Passage.cut(text, first, last),
        initiators=tuple(draw(st.lists(NAMES, max_size=2))),
        tolls=tuple(dataclasses.replace(one, words=words) for one in draw(st.lists(tolls(), max_size=2))),
        stance=draw(st.sampled_from(Stance)),
        polarity=draw(st.sampled_from(Polarity)),
        speech_act=draw(st.sampled_from(SpeechAct)),
        target_class=draw(st.none() | st.sampled_from(TargetClass)),
        confidence=draw(st.floats(0, 1)),
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Draw a reading whose every quote stands in its text."""
    text = draw(st.text(string.ascii_letters + " \n\u00e9\u4e2d", min_size=4, max_size=60))
    rid = report_id(text)
    drawn = draw(st.lists(claims(text, rid), max_size=3, unique_by=lambda claim: claim.id))
    report = Report(rid, draw(NAMES), text, published=draw(st.none() | DATES))
    return Reading(report, Extraction(rid, claims=tuple(drawn)), Resolution(rid))


def records() -> list[type]:
    """Return every dataclass that the model defines."""
    found: set[type] = set()
    for info in pkgutil.iter_modules(contested.model.__path__):
        module = importlib.import_module(f"contested.model.{info.name}")
        members = inspect.getmembers(module, inspect.isclass)
        found |= {kind for _, kind in members if dataclasses.is_dataclass(kind) and kind.__module__ == module.__name__}
    return sorted(found, key=lambda kind: kind.__qualname__)


def register() -> None:
    """Teach hypothesis how to draw the records that have invariants."""
    st.register_type_strategy(str, TEXTS)
    st.register_type_strategy(float, NUMBERS)
    st.register_type_strategy(dt.date, DATES)
    st.register_type_strategy(dt.datetime, st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2100, 1, 1)))
    st.register_type_strategy(Passage, passages())
    st.register_type_strategy(TimeSpan, spans())
    st.register_type_strategy(Toll, tolls())
    st.register_type_strategy(Measure, measures())
    st.register_type_strategy(Claim, claims())
    st.register_type_strategy(Reading, readings())
