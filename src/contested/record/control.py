"""Who holds which ground, from when: changes and states of control, each on the word of somebody."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from contested.model.claims import ClaimRelation, EventType, Polarity, Stance
from contested.model.events import RecordedClaim
from contested.model.ids import content_id
from contested.model.ledgers import Control, ControlBasis, ControlState
from contested.model.quantities import MeasureKind
from contested.record.blocks import LOOK_BACK, Regrouped, Rules, weeks
from contested.record.events import best_time
from contested.record.facets import AREAS, Facet, facet, overlap
from contested.record.material import Material, speaker

_UNREAL = frozenset({Stance.HYPOTHETICAL, Stance.DENIED})
_BASES = (ControlBasis.AGREEMENT, ControlBasis.LOSER, ControlBasis.THIRD_PARTY, ControlBasis.HOLDER)


_PERCENT = ("percent", "%", "per cent")
_STATES = {
    ControlState.BUFFER: re.compile(
        r"\b(buffer zones?|demilitari[sz]ed|no[ -]man'?s[ -]land|neutral zones?)\b", re.IGNORECASE
    ),
    ControlState.BESIEGED: re.compile(r"\b(besieg\w+|under siege|laid siege|encircl\w+)\b", re.IGNORECASE),
}
_NAMELESS = "territory"
_CEDED = "ceded"  # topic of a change in which the initiator gives and the recipient gains
_LONG = 62  # days
_SETTLED = frozenset({"city", "town", "village", "camp", "unknown"})
_ARTICLES = frozenset({"the", "a", "an", "its", "their"})


Told = tuple[str, RecordedClaim]  # the name of the ground, and who holds it or takes it
_Denied = Mapping[tuple[str, str], Sequence[Facet]]  # by side and place; no place: denied wherever it be


@dataclass(frozen=True, slots=True)
class Ground:
    """A change of one ground as its own claims tell it; ``open``: whether a denial elsewhere could contest it."""

    row: Control
    first: Facet
    open: bool


def control(material: Material) -> tuple[Control, ...]:
    """Return the changes and states of control, earliest first, undated ones last."""
    rules: Rules[Told, Ground] = Rules(
        alike=lambda told, first: _one_change(told[1], first[1], material),
        sought=lambda told: _times(told[0], told[1], 1, material),
        filed=lambda told: _times(told[0], told[1], 0, material),
        row=lambda group: _ground(group[0][0], [claim for _, claim in group], material),
        key=lambda told: (told[0], told[1].id),
        by_first=True,
    )
    told = [claim for claim in material.of_types([EventType.TERRITORY_CHANGE, EventType.STATUS]) if _tells(claim)]
    named = [(name, claim) for claim in told for name in _grounds(claim, material)]
    found = material.grounds.setdefault("control", Regrouped()).update(named, rules)
    denied = _denied(material)
    rows = [_contested(ground, denied) for ground in found]
    return tuple(sorted(_with_ends(rows, material), key=_by_time))


def _with_ends(rows: Sequence[Control], material: Material) -> Iterator[Control]:
    """Yield the rows, each with the day on which another side is next said to hold the same ground."""
    by_ground: dict[str, list[tuple[dt.date, Control]]] = defaultdict(list)
    for row in rows:
        if row.time and row.time.start and row.gaining and not row.territory.startswith(_NAMELESS):
            by_ground[row.territory.casefold()].append((row.time.start, row))
    for told in by_ground.values():
        told.sort(key=lambda one: (one[0], one[1].id))
    for row in rows:
        begun = row.time.start if row.time else None
        later = by_ground[row.territory.casefold()] if begun and row.gaining else []
        place = bisect_right(later, (begun, "\uffff"), key=lambda one: (one[0], one[1].id)) if later else 0
        others = (
            one for one in later[place : place + LOOK_BACK] if not material.same_side(one[1].gaining, row.gaining)
        )
        until = next(others, None)
        yield _ended(row, until, material) if until else row


def _ended(row: Control, until: tuple[dt.date, Control], material: Material) -> Control:
    """Return the row with its end, made once as long as neither changes."""
    day, after = until
    known = material.held.get(row.id)
    if known is None or known[0] is not row or (known[1].until, known[1].followed_by) != (day, after.id):
        known = material.held[row.id] = (row, replace(row, until=day, followed_by=after.id))
    return known[1]


def _times(name: str, claim: RecordedClaim, slack: int, material: Material) -> list[tuple[str, int]]:
    """Return where a change of one ground is met: its name and the weeks of its time; none where that is long."""
    one = facet(claim, material)
    return [(name.casefold(), week) for week in weeks(one, slack)] if one.days <= _LONG else []


def _denied(material: Material) -> _Denied:
    """Return the denied changes by each side that is said to gain, and each place or none."""
    found: dict[tuple[str, str], list[Facet]] = defaultdict(list)
    for claim in material.of_types([EventType.TERRITORY_CHANGE]):
        if claim.stance is Stance.DENIED:
            one = facet(claim, material)
            for side in one.who:
                for place in one.points or {""}:
                    found[side, place].append(one)
    return found


def _by_time(row: Control) -> tuple[bool, str, str]:
    day = row.time and (row.time.start or row.time.end)
    return (day is None, day.isoformat() if day else "", row.id)


def _tells(claim: RecordedClaim) -> bool:
    if claim.stance in _UNREAL or claim.polarity is Polarity.NEGATIVE or not claim.reliable:
        return False
    if claim.event_type is EventType.TERRITORY_CHANGE:
        return True
    return claim.event_type is EventType.STATUS and claim.topic == "control"


def _gaining(claim: RecordedClaim) -> tuple[str, ...]:
    return claim.recipients if claim.topic == _CEDED else claim.initiators


def _losing(claim: RecordedClaim) -> tuple[str, ...]:
    return claim.initiators if claim.topic == _CEDED else claim.recipients


def _one_change(a: RecordedClaim, b: RecordedClaim, material: Material) -> bool:
    mine, other = facet(a, material), facet(b, material)
    soon = overlap(mine, other, 1) is True and max(mine.days, other.days) <= _LONG
    return soon and material.same_side(_gaining(a), _gaining(b))


def _grounds(claim: RecordedClaim, material: Material) -> tuple[str, ...]:
    """Return the names of the ground: each of its towns, else its area, else its share, else whose land it is."""
    if claim.ground:
        names = [_plain(passage.quote) for passage in claim.ground]
        return tuple(dict.fromkeys(_told_before(claim, material) or n if _is_bare(n) else n for n in names))
    points = [place.name for place in claim.places if place.kind not in AREAS]
    if claim.places:
        return tuple(dict.fromkeys(points or [claim.places[0].name]))
    measure = next((m for m in claim.measures if m.kind is MeasureKind.TERRITORY), None)
    losing = " and ".join(material.actors[a].name for a in _losing(claim) if a in material.actors)
    if measure is None:
        return (f"{_NAMELESS} of {losing}" if losing else f"{_NAMELESS} not named",)
    words = measure.words.quote
    if measure.unit and measure.unit not in (*_PERCENT, *words.casefold().split()):
        words = f"{words} {measure.unit}"
    return (f"{words} of {losing}" if losing else words,)


def _is_bare(name: str) -> bool:
    """Return whether the words only say of what kind the place is ("town"): no name, and no more than the noun."""
    return name.islower() and " " not in name


def _told_before(claim: RecordedClaim, material: Material) -> str | None:
    """Return the settlement that the report names last before a claim."""
    told = [c for c in material.told_in[claim.report_id] if material.order[c.id] < material.order[claim.id]]
    named = (place.name for c in reversed(told) for place in c.places if place.kind in _SETTLED)
    return next(named, None)


def _plain(words: str) -> str:
    """Return the words for a piece of land without their article, on one line."""
    first, _, rest = " ".join(words.split()).partition(" ")
    return rest if rest and first.casefold() in _ARTICLES else " ".join(words.split())


def _contested(ground: Ground, denied: _Denied) -> Control:
    """Return the row, contested where a voice denies the change that it tells of."""
    first = ground.first
    if not denied or not ground.open:
        return ground.row
    against = (other for side in first.who for place in ("", *first.points) for other in denied.get((side, place), ()))
    if any(overlap(other, first) is not False for other in against):
        return replace(ground.row, state=ControlState.CONTESTED)
    return ground.row


def _ground(name: str, claims: Sequence[RecordedClaim], material: Material) -> Ground:
    state = _state(claims, material)
    row = _row(name, claims, state, material)
    return Ground(row, facet(claims[0], material), state is ControlState.CONTROLLED)


def _row(name: str, claims: Sequence[RecordedClaim], state: ControlState, material: Material) -> Control:
    gaining = tuple(dict.fromkeys(a for c in claims for a in _gaining(c)))
    losing = tuple(dict.fromkeys(a for c in claims for a in _losing(c)))
    return Control(
        id=content_id("co", claims[0].id, name),
        territory=name,
        time=best_time(claims),
        gaining=gaining,
        losing=losing,
        state=state,
        basis=min((_basis(c, material) for c in claims), key=_BASES.index),
        share=_share(claims),
        claims=tuple(c.id for c in claims),
    )


def _state(claims: Sequence[RecordedClaim], material: Material) -> ControlState:
    """Return besieged or a buffer where every claim says so, contested where its report denies it, else controlled."""
    told = [state for state, cue in _STATES.items() if all(cue.search(c.passage.quote) for c in claims)]
    if told:
        return told[0]
    for link in (k for c in claims for k in material.linked.get(c.id, ())):
        if link.relation is ClaimRelation.DENIES:
            return ControlState.CONTESTED
    return ControlState.CONTROLLED


def _basis(claim: RecordedClaim, material: Material) -> ControlBasis:
    parts = material.links_from(claim.id, ClaimRelation.PART_OF)
    if any(material.by_id[other].event_type is EventType.AGREE for other in parts):
        return ControlBasis.AGREEMENT
    voice = [speaker(claim, material)]
    if material.same_side(voice, _gaining(claim)):
        return ControlBasis.HOLDER
    return ControlBasis.LOSER if material.same_side(voice, _losing(claim)) else ControlBasis.THIRD_PARTY


def _share(claims: Sequence[RecordedClaim]) -> float | None:
    """Return the share of territory in percent, where the words give one."""
    for claim in claims:
        for measure in claim.measures:
            best = measure.best if measure.best is not None else measure.low
            if measure.kind is MeasureKind.TERRITORY and measure.unit in _PERCENT:
                return best
    return None
