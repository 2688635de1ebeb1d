"""An event as it is told: by whom, how surely, with what deaths by group of victims. What every event layout reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from contested.model.actors import ActorKind
from contested.model.claims import Aux, Polarity, Stance
from contested.model.events import Event, RecordedActor, RecordedClaim, StandingLevel
from contested.model.places import Place
from contested.model.quantities import Scope, Toll, TollBasis, TollKind, VictimStatus
from contested.model.times import TimeSpan
from contested.publish import gate
from contested.publish.exchange.layout import Country, country
from contested.publish.view import View

_ACCEPTED = frozenset({StandingLevel.ACKNOWLEDGED, StandingLevel.FOUND})
_OF_ONE_EVENT = frozenset({Scope.INCIDENT, Scope.DAY})


class Manner(StrEnum):
    """How surely an event is told, surest first. Only the first two are events at all for another scheme."""

    STATED = "stated"
    ALLEGED = "told only as an accusation by an adversary"
    PLANNED = "only planned or announced"
    POSSIBLE = "only possible or hypothetical"
    GARBLED = "told only by a garbled statement"
    NEGATED = "told only as not having happened, or denied"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Bounds:
    """Least, best and most of one count; None where nobody says. ``open_end``: somebody says "or more"."""

    low: float | None
    best: float | None
    high: float | None
    open_end: bool = False
    disputed: bool = False


NOTHING = Bounds(None, None, None)


@dataclass(frozen=True, slots=True)
class Deaths:
    """Deaths of one event by group of victims, and in all. ``groups``: how many groups of victims were added up."""

    a: Bounds
    b: Bounds
    civilians: Bounds
    unknown: Bounds
    total: Bounds
    groups: int
    bases: int
    left_aside: tuple[str, ...]  # figures of other scopes or units, in words


@dataclass(frozen=True)
class Told:
    """One event and what the layouts ask of it. Names have passed the gate."""

    view: View
    event: Event

    @cached_property
    def claims(self) -> tuple[RecordedClaim, ...]:
        """Return the claims that say that it happened, and that nobody withdrew."""
        every = (self.view.claims[claim] for claim in self.event.claims if claim in self.view.claims)
        return tuple(c for c in every if c.withdrawn is None and _affirms(c))

    @cached_property
    def denials(self) -> tuple[RecordedClaim, ...]:
        """Return the claims that say that it did not happen."""
        every = (self.view.claims[claim] for claim in self.event.claims if claim in self.view.claims)
        return tuple(c for c in every if c.withdrawn is None and not _affirms(c))

    @cached_property
    def manner(self) -> Manner:
        """Return how surely the event is told."""
        if self.event.standing.level is StandingLevel.WITHDRAWN or not (self.claims or self.denials):
            return Manner.WITHDRAWN
        if not self.claims:
            return Manner.NEGATED
        return _manner([c for c in self.claims if c.reliable], self.event.standing.level)

    @property
    def is_contested(self) -> bool:
        """Return whether somebody contests the event."""
        return self.event.standing.level is StandingLevel.CONTESTED or bool(self.event.standing.contested_by)

    @property
    def time(self) -> TimeSpan | None:
        """Return when it happened."""
        return self.event.time

    @property
    def place(self) -> Place | None:
        """Return the finest place of the event."""
        return self.event.places[0] if self.event.places else None

    @property
    def point(self) -> tuple[float, float] | None:
        """Return latitude and longitude, only where the place may be drawn as a point."""
        place = self.place
        if place is None or place.latitude is None or place.longitude is None or gate.map_radius_km(place) is not None:
            return None
        return place.latitude, place.longitude

    @cached_property
    def country(self) -> Country:
        """Return the country of its place, else the theatre's where that is one country."""
        codes = [place.country for place in self.event.places if place.country and len(place.country) == 3]
        theatre = self.view.record.conflict.countries
        return country(codes[0] if codes else theatre[0] if len(theatre) == 1 else None)

    @cached_property
    def sides(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the actors on either side, principals first: collectives resolved, nobody on both."""
        first, second = self._everybody(self.event.initiators), self._everybody(self.event.recipients)
        own = [actor for actor in first if actor not in second] or first[:1]
        return tuple(own), tuple(actor for actor in second if actor not in own)

    def _everybody(self, actors: Iterable[str]) -> list[str]:
        found: list[str] = []
        for actor in actors:
            known = self.view.actors.get(actor)
            members = (known.members or known.side) if known and self.view.is_collective(actor) else ()
            found += [self.view.state(one) for one in (members or (actor,))]
        return list(dict.fromkeys(found))

    def actor(self, actor_id: str | None) -> RecordedActor | None:
        """Return an actor of the record."""
        return self.view.actors.get(actor_id) if actor_id else None

    @cached_property
    def deaths(self) -> Deaths:
        """Return the deaths that are told of the event itself."""
        return _deaths(self)


def told_events(view: View) -> Iterator[Told]:
    """Yield the events of a record as they are told, in its order."""
    for event in view.record.events:
        yield Told(view, event)


def _affirms(claim: RecordedClaim) -> bool:
    return claim.polarity is Polarity.POSITIVE and claim.stance is not Stance.DENIED


def _manner(claims: list[RecordedClaim], level: StandingLevel) -> Manner:
    if not claims:
        return Manner.GARBLED
    now = [c for c in claims if Aux.FUTURE not in c.aux]
    if not now:
        return Manner.PLANNED
    stances = {c.stance for c in now}
    if Stance.ASSERTED in stances or (level in _ACCEPTED and Stance.ACCUSED in stances):
        return Manner.STATED
    return Manner.ALLEGED if Stance.ACCUSED in stances else Manner.POSSIBLE


_Key = tuple[str, tuple[str, ...]]


def _deaths(told: Told) -> Deaths:
    groups: dict[_Key, list[Toll]] = defaultdict(list)
    aside = []
    revised = {entry.supersedes for entry in told.view.record.tolls if entry.supersedes}
    telling = {claim.id for claim in told.claims if claim.reliable}
    for claim, toll in told.event.tolls:
        if toll.kind is not TollKind.KILLED or toll.subset_of is not None or claim in revised or claim not in telling:
            continue
        if toll.scope in _OF_ONE_EVENT and toll.unit == "persons":
            groups[_group(toll, told)].append(toll)
        else:
            aside.append(f"{gate.clean(toll.words.quote, 60)} ({toll.scope.value})")
    bounds = {key: _bounds(tolls) for key, tolls in groups.items()}
    parts = {name: _added(b for key, b in sorted(bounds.items()) if key[0] == name) for name in "abcu"}
    whole, more = bounds.get(("u", ())), len(bounds) > 1
    if whole and more:
        rest = _added(b for key, b in sorted(bounds.items()) if key != ("u", ()))
        parts["u"] = _added([*(b for k, b in bounds.items() if k[0] == "u" and k[1]), _without(whole, rest)])
    total = _added([parts["a"], parts["b"], parts["c"], parts["u"]])
    bases = {toll.basis for tolls in groups.values() for toll in tolls}
    return Deaths(parts["a"], parts["b"], parts["c"], parts["u"], total, len(bounds), len(bases), tuple(aside))


def _group(toll: Toll, told: Told) -> _Key:
    """Return whose dead they are: fighters of side a or b, civilians (c), or unknown (u)."""
    whose = tuple(sorted({told.view.state(actor) for actor in toll.whose}))
    if toll.victim_status is VictimStatus.CIVILIAN:
        return "c", whose
    if toll.victim_status is VictimStatus.COMBATANT:
        for name, side in zip("ab", told.sides, strict=True):
            if whose and set(whose) <= set(side):
                return name, whose
    return "u", whose


def _bounds(tolls: list[Toll]) -> Bounds:
    """Return the range of rival figures for one group of victims.

    The best is the figure that all give; where they differ a third party's count, else what the side says of its own
    losses, else the lowest.
    """
    lows = [v for t in tolls for v in (t.low if t.low is not None else t.best,) if v is not None]
    highs = [v for t in tolls for v in (t.high if t.high is not None else t.best,) if v is not None]
    bests = sorted({t.best for t in tolls if t.best is not None})
    every = [*lows, *highs, *bests]
    open_end = any(t.high is None and t.low is not None for t in tolls)
    if not every:
        return Bounds(None, None, None, open_end)
    low = min(lows) if lows else None
    return Bounds(low, _best(tolls, bests), max(every), open_end, len(bests) > 1)


def _best(tolls: list[Toll], bests: list[float]) -> float | None:
    if len(bests) > 1:
        for basis in (TollBasis.THIRD_PARTY, TollBasis.OWN_LOSSES):
            own = sorted({t.best for t in tolls if t.best is not None and t.basis is basis})
            if len(own) == 1:
                return own[0]
    return bests[0] if bests else None


def _added(bounds: Iterable[Bounds]) -> Bounds:
    told = [b for b in bounds if b is not NOTHING and b.high is not None]
    if not told:
        return NOTHING
    return Bounds(
        sum(b.low or 0 for b in told),
        sum(_central(b) for b in told),
        sum(b.high or 0 for b in told),
        any(b.open_end for b in told),
        any(b.disputed for b in told),
    )


def _central(bounds: Bounds) -> float:
    return bounds.best if bounds.best is not None else bounds.low or 0


def _without(whole: Bounds, part: Bounds) -> Bounds:
    """Return what a figure for all victims leaves when the groups that are told apart are taken out of it."""
    rest = [max(0.0, (w or 0) - (p or 0)) for w, p in _pairs(whole, part)]
    low, best, high = sorted(rest)
    return Bounds(low, best, high, whole.open_end, whole.disputed)


def _pairs(whole: Bounds, part: Bounds) -> tuple[tuple[float | None, float | None], ...]:
    return (whole.low, part.low), (_central(whole), _central(part)), (whole.high, part.high)


def is_armed(actor: RecordedActor | None) -> bool:
    """Return whether an actor is an organised one that can fight."""
    return actor is not None and actor.kind in _ORGANISED


_ORGANISED = frozenset(
    {
        *(ActorKind.STATE, ActorKind.DE_FACTO_STATE, ActorKind.ARMED_FORCE),
        *(ActorKind.PARTY_OR_MOVEMENT, ActorKind.IGO, ActorKind.TERRITORY),
    }
)
