"""Events of a record beside coded rows of a dataset: which are of one happening, which are ours or theirs alone."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from contested.model.claims import EventType
from contested.model.coded import CodedEvent, Family
from contested.model.events import Event
from contested.model.places import Place
from contested.model.record import Record

LEAST = 0.6  # of a match
SLACK = dt.timedelta(days=1)  # a report and a coder may date a night differently
NEAR_KM, FAR_KM = 15.0, 60.0
_WEIGHTS = {"day": 0.3, "place": 0.35, "kind": 0.15, "parties": 0.2}
_FAMILIES = {
    EventType.ASSAULT: Family.VIOLENCE,
    EventType.CEASEFIRE_VIOLATED: Family.VIOLENCE,
    EventType.HARM: Family.VIOLENCE,
    EventType.PROTEST: Family.DEMONSTRATION,
}
_LONGEST = 31  # days: a longer span is no day's happening, and is compared with nothing
_FILLER = frozenset(
    "the of and a government military forces police army armed militia group state states republic unidentified".split()  # noqa: SIM905
)
_PAREN = re.compile(r"\([^)]*\)")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Beside:
    """An event of ours and a coded row, or one of them alone. ``score`` 0 to 1; ``reasons`` say what agrees."""

    event: Event | None
    coded: CodedEvent | None
    score: float
    reasons: tuple[str, ...] = ()


def beside(record: Record, rows: Sequence[CodedEvent]) -> tuple[Beside, ...]:
    """Return every comparable event and every row once: matched one to one, best first, or alone. Sorted by day.

    An event is comparable where it is dated within a month. The order of the rows does not matter.
    """
    ours = [event for event in record.events if _span(event) is not None]
    names = _Names(record)
    by_day = _by_days(rows)
    pairs = [m for event in ours for row in _around(event, by_day) if (m := _match(event, row, names)) is not None]
    matched: list[Beside] = []
    used: set[str] = set()
    for match in sorted(pairs, key=_best_first):
        keys = {f"e:{match.event.id}" if match.event else "", f"c:{match.coded.id}" if match.coded else ""}
        if not keys & used:
            used |= keys
            matched.append(match)
    alone = [Beside(event, None, 0.0) for event in ours if f"e:{event.id}" not in used]
    alone += [Beside(None, row, 0.0) for row in rows if f"c:{row.id}" not in used]
    return tuple(sorted([*matched, *alone], key=_by_day))


def comparable_days(record: Record) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day of the events that can be compared, None where there are none."""
    spans = [span for event in record.events if (span := _span(event)) is not None]
    return (min(start for start, _ in spans), max(end for _, end in spans)) if spans else None


def _by_days(rows: Iterable[CodedEvent]) -> Mapping[dt.date, list[CodedEvent]]:
    """Return the rows of each day on which they may have happened."""
    found: dict[dt.date, list[CodedEvent]] = defaultdict(list)
    for row in rows:
        for number in range((row.end - row.start).days + 1):
            found[row.start + dt.timedelta(days=number)].append(row)
    return found


def _around(event: Event, by_day: Mapping[dt.date, list[CodedEvent]]) -> Iterable[CodedEvent]:
    """Return the rows that may be of the days of an event, each once."""
    span = _span(event)
    if span is None:
        return ()
    days = range((span[1] - span[0]).days + 1 + 2 * SLACK.days)
    near = (row for number in days for row in by_day.get(span[0] - SLACK + dt.timedelta(days=number), ()))
    return {row.id: row for row in near}.values()


def _best_first(match: Beside) -> tuple[float, str, str]:
    return -match.score, match.event.id if match.event else "", match.coded.id if match.coded else ""


def _by_day(match: Beside) -> tuple[dt.date, str, str]:
    span = _span(match.event) if match.event else None
    day = span[0] if span else match.coded.start if match.coded else dt.date.max
    return day, match.event.id if match.event else "", match.coded.id if match.coded else ""


class _Names:
    """The words of the names of actors and of those for whom they act."""

    def __init__(self, record: Record) -> None:
        self.actors = {actor.id: actor for actor in record.actors}
        self.known: dict[str, frozenset[str]] = {}

    def words(self, actor: str) -> frozenset[str]:
        if actor not in self.known:
            self.known[actor] = self._words(actor)
        return self.known[actor]

    def _words(self, actor: str) -> frozenset[str]:
        found = self.actors.get(actor)
        if found is None:
            return _words(actor)
        sides = [self.actors[side] for side in found.side if side in self.actors]
        return _words(" ".join(name for one in (found, *sides) for name in (one.name, *one.aliases)))


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_PAREN.sub(" ", text).casefold())) - _FILLER


def _span(event: Event) -> tuple[dt.date, dt.date] | None:
    if event.time is None or event.time.start is None or event.time.end is None:
        return None
    return None if (event.time.end - event.time.start).days > _LONGEST else (event.time.start, event.time.end)


def _match(event: Event, row: CodedEvent, names: _Names) -> Beside | None:
    """Return how far an event and a row agree; None where day or place do not, or too little does."""
    span = _span(event)
    if span is None or span[0] > row.end + SLACK or row.start > span[1] + SLACK:
        return None
    place, place_words = _place(event.places, row)
    if place <= 0:
        return None
    exact = span[0] <= row.end and row.start <= span[1]
    kind = _FAMILIES.get(event.event_type, Family.DEVELOPMENT) is row.family
    parties, parties_words = _parties(event, row, names)
    parts = {"day": 1.0 if exact else 0.6, "place": place, "kind": float(kind), "parties": parties}
    score = round(sum(_WEIGHTS[name] * part for name, part in parts.items()), 4)
    if score < LEAST or not kind:
        return None
    day = "same days" if exact else "a day apart"
    return Beside(event, row, score, tuple(word for word in (day, place_words, "same kind", parties_words) if word))


def _place(places: Iterable[Place], row: CodedEvent) -> tuple[float, str]:
    """Return how near the nearest place of an event is to a row's, and in what way."""
    best = (0.0, "")
    for place in places:
        best = max(best, _near(place, row))
    return best


def _near(place: Place, row: CodedEvent) -> tuple[float, str]:
    if place.name.casefold() in (row.place.casefold(), row.country.casefold()) and place.name:
        return (1.0, "same place") if place.name.casefold() == row.place.casefold() else (0.4, "same country")
    if place.latitude is None or place.longitude is None or row.latitude is None or row.longitude is None:
        return 0.0, ""
    km = _distance(place.latitude, place.longitude, row.latitude, row.longitude)
    if km <= NEAR_KM:
        return 0.9, f"{km:.0f} km apart"
    reach = max(place.precision_km or 0.0, FAR_KM if not row.fine else NEAR_KM)
    return (0.5, f"{km:.0f} km apart, one of them an area") if km <= reach else (0.0, "")


def _distance(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Return the great-circle distance in km."""
    one, two = radians(latitude), radians(other_latitude)
    step = sin((two - one) / 2) ** 2 + cos(one) * cos(two) * sin(radians(other_longitude - longitude) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(step))


def _parties(event: Event, row: CodedEvent, names: _Names) -> tuple[float, str]:
    """Return the share of the row's parties that the event names, in either role."""
    ours = frozenset().union(*(names.words(actor) for actor in (*event.initiators, *event.recipients)))
    theirs = [words for words in (_words(row.side_a), _words(row.side_b)) if words]
    if event.target_class is not None:
        ours |= {"civilians"}
    met = sum(bool(words & ours) for words in theirs)
    return (met / len(theirs), f"{met} of {len(theirs)} parties") if theirs else (0.5, "")
