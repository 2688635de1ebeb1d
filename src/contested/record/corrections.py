"""Correcting a field of a claim: which fields people may correct, in which words, and the claim that comes of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum

from contested.model.claims import EventType, Polarity, SpeechAct, Stance, TargetClass, ThirdPartyRole
from contested.model.errors import InvalidRecordError
from contested.model.events import RecordedClaim
from contested.model.places import Place
from contested.model.quantities import Scope, Toll, TollBasis, TollKind, VictimStatus
from contested.model.times import Basis, Precision, TimeSpan

Places = Mapping[str, Place]  # by id and by name, case folded
CREDIBILITY = ("1", "2", "3", "4", "5", "6")
YES_NO = ("yes", "no")
ENUMS: Mapping[str, type[StrEnum]] = {
    "event_type": EventType,
    "stance": Stance,
    "polarity": Polarity,
    "speech_act": SpeechAct,
    "target_class": TargetClass,
    "third_party_role": ThirdPartyRole,
}
FLAGS = ("reliable", "evaluative", "civilian_targeting", "civilian_harm")
NAMES = ("initiators", "recipients")
WORDS = ("tactic", "topic", "claimant")
TOLL_ENUMS: Mapping[str, type[StrEnum]] = {
    "kind": TollKind,
    "victim_status": VictimStatus,
    "scope": Scope,
    "basis": TollBasis,
}
TOLL_NUMBERS = ("low", "best", "high")
_OPTIONAL = frozenset({"target_class", "third_party_role", *WORDS})
_TOLL = re.compile(r"toll([1-9])_(\w+)$")
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?$")


def choices(name: str) -> tuple[str, ...]:
    """Return the words that a field can take, none where it takes any. InvalidRecordError for what is no field."""
    toll = _TOLL.match(name)
    if toll and toll[2] in TOLL_ENUMS:
        return tuple(member.value for member in TOLL_ENUMS[toll[2]])
    if name in ENUMS:
        return tuple(member.value for member in ENUMS[name])
    if name in FLAGS:
        return YES_NO
    if name == "credibility":
        return CREDIBILITY
    if name in {*NAMES, *WORDS, "time", "places"} or (toll and toll[2] in TOLL_NUMBERS):
        return ()
    fields = ", ".join([*ENUMS, *FLAGS, *NAMES, *WORDS, "time", "places", "credibility"])
    raise InvalidRecordError(f"{name!r} is no field that can be corrected; use {fields}, or toll1_best and the like")


def correct(claim: RecordedClaim, name: str, value: str, places: Places) -> RecordedClaim:
    """Return ``claim`` with one field corrected; InvalidRecordError says what the field takes instead."""
    value = value.strip()
    allowed = choices(name)
    empty = not value and name in _OPTIONAL
    if allowed and value not in allowed and not empty:
        raise InvalidRecordError(f"{claim.id}: {name} {value!r} is none of {', '.join(allowed)}")
    toll = _TOLL.match(name)
    if toll:
        return _with_toll(claim, int(toll[1]) - 1, toll[2], value)
    return _SETTERS[name](claim, value, places)


def current(claim: RecordedClaim, name: str) -> str:
    """Return what a field of a claim says now, in the words in which it is corrected."""
    choices(name)
    toll = _TOLL.match(name)
    if toll:
        return _toll_word(claim, int(toll[1]) - 1, toll[2])
    value = getattr(claim, name)
    if name in FLAGS:
        return YES_NO[0] if value else YES_NO[1]
    if name in NAMES:
        return "; ".join(value)
    if name == "time":
        return _time_word(claim.time)
    if name == "places":
        return "; ".join(place.name for place in claim.places)
    return "" if value is None else str(value)


def parse_time(value: str) -> TimeSpan | None:
    """Return the span of `2022-09-13`, `2022-09`, `2022`, or two of them with a slash (`..` is open); None of ""."""
    if not value:
        return None
    first, slash, last = value.partition("/")
    start = None if first == ".." else _day(first, value, last=False)
    end = None if last == ".." else _day(last if slash else first, value, last=True)
    if start and end and start > end:
        raise InvalidRecordError(f"time {value!r}: the first day is after the last")
    single = {10: Precision.DAY, 7: Precision.MONTH, 4: Precision.YEAR}
    precision = Precision.INTERVAL if slash else single[len(first)]
    return TimeSpan(value, start, end, precision, Basis.EXPLICIT)


def _day(word: str, value: str, *, last: bool) -> dt.date:
    found = _DAY.match(word.strip())
    if found is None:
        raise InvalidRecordError(f"time {value!r} is no date; write 2022-09-13, 2022-09, 2022 or 2022-09-13/2022-09-15")
    year, month, day = int(found[1]), int(found[2] or (12 if last else 1)), found[3]
    try:
        if day:
            return dt.date(year, month, int(day))
        if not last:
            return dt.date(year, month, 1)
        return (dt.date(year, month, 28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    except (ValueError, OverflowError) as error:
        raise InvalidRecordError(f"time {value!r}: there is no such day ({error})") from error


def _time_word(span: TimeSpan | None) -> str:
    if span is None:
        return ""
    if span.start is not None and span.start == span.end:
        return span.start.isoformat()
    return f"{span.start.isoformat() if span.start else '..'}/{span.end.isoformat() if span.end else '..'}"


def _parts(value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in value.split(";") if part.strip()))


def _place(name: str, places: Places) -> Place:
    return places.get(name.casefold()) or Place(id=f"judged:{name.casefold()}", name=name)


def _set_places(claim: RecordedClaim, value: str, places: Places) -> RecordedClaim:
    own = {key: place for place in claim.places for key in (place.id.casefold(), place.name.casefold())}
    found = tuple(_place(name, {**places, **own}) for name in _parts(value))
    return replace(claim, places=found, place_reasons=("a person corrected it",) * len(found))


def _set_claimant(claim: RecordedClaim, value: str, _: Places) -> RecordedClaim:
    voices = (*claim.voices[:-1], value or None) if claim.voices else (value or None,)
    return replace(claim, claimant=value or None, voices=voices)


def _with_toll(claim: RecordedClaim, number: int, part: str, value: str) -> RecordedClaim:
    if number >= len(claim.tolls):
        raise InvalidRecordError(f"{claim.id}: it has no toll {number + 1} to correct")
    toll = _corrected_toll(claim.tolls[number], part, value)
    return replace(claim, tolls=(*claim.tolls[:number], toll, *claim.tolls[number + 1 :]))


def _corrected_toll(toll: Toll, part: str, value: str) -> Toll:
    if part == "kind":
        return replace(toll, kind=TollKind(value))
    if part == "victim_status":
        return replace(toll, victim_status=VictimStatus(value))
    if part == "scope":
        return replace(toll, scope=Scope(value))
    if part == "basis":
        return replace(toll, basis=TollBasis(value))
    return _with_bound(toll, part, _number(value))


def _with_bound(toll: Toll, part: str, number: float | None) -> Toll:
    """Return the toll with one figure corrected; figures that said the same follow it, and those that it passes."""
    old = getattr(toll, part)
    place = TOLL_NUMBERS.index(part)
    bounds: list[float | None] = [toll.low, toll.best, toll.high]
    for i, bound in enumerate(bounds):
        if number is None or i == place or bound is None:
            continue
        passed = bound < number if i > place else bound > number
        if bound == old or passed:
            bounds[i] = number
    bounds[place] = number
    return replace(toll, low=bounds[0], best=bounds[1], high=bounds[2])


def _number(value: str) -> float | None:
    if not value:
        return None
    try:
        number = float(value.replace(",", ""))
    except ValueError as error:
        raise InvalidRecordError(f"{value!r} is no number of people") from error
    if not 0 <= number < float("inf"):
        raise InvalidRecordError(f"{value!r} is no number of people")
    return number


def _toll_word(claim: RecordedClaim, number: int, part: str) -> str:
    if number >= len(claim.tolls):
        return ""
    value = getattr(claim.tolls[number], part)
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, (int, float)) else str(value)


_Setter = Callable[[RecordedClaim, str, Places], RecordedClaim]
_SETTERS: Mapping[str, _Setter] = {
    "event_type": lambda claim, value, _: replace(claim, event_type=EventType(value)),
    "stance": lambda claim, value, _: replace(claim, stance=Stance(value)),
    "polarity": lambda claim, value, _: replace(claim, polarity=Polarity(value)),
    "speech_act": lambda claim, value, _: replace(claim, speech_act=SpeechAct(value)),
    "target_class": lambda claim, value, _: replace(claim, target_class=TargetClass(value) if value else None),
    "third_party_role": lambda claim, value, _: replace(
        claim, third_party_role=ThirdPartyRole(value) if value else None
    ),
    "tactic": lambda claim, value, _: replace(claim, tactic=value or None),
    "topic": lambda claim, value, _: replace(claim, topic=value or None),
    "reliable": lambda claim, value, _: replace(claim, reliable=value == "yes"),
    "evaluative": lambda claim, value, _: replace(claim, evaluative=value == "yes"),
    "civilian_targeting": lambda claim, value, _: replace(claim, civilian_targeting=value == "yes"),
    "civilian_harm": lambda claim, value, _: replace(claim, civilian_harm=value == "yes"),
    "initiators": lambda claim, value, _: replace(claim, initiators=_parts(value)),
    "recipients": lambda claim, value, _: replace(claim, recipients=_parts(value)),
    "claimant": _set_claimant,
    "time": lambda claim, value, _: replace(claim, time=parse_time(value), time_reason="a person corrected it"),
    "places": _set_places,
    "credibility": lambda claim, value, _: replace(claim, credibility=value),
}
