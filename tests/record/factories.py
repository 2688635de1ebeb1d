"""Readings made by hand: a text of sentences, each with the claims that a careful coder would take from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from contested.model.actors import Actor, ActorKind, ActorMention, MentionForm, Relation, RelationKind
from contested.model.claims import (
    Aux,
    Claim,
    ClaimLink,
    ClaimRelation,
    EventType,
    Polarity,
    SpeechAct,
    Stance,
    ThirdPartyRole,
    Voice,
)
from contested.model.places import Place, PlaceMention, PlaceRole
from contested.model.quantities import Measure, MeasureKind, Scope, Toll, TollBasis, TollKind, VictimStatus
from contested.model.readings import ClaimTime, Extraction, Link, Note, Reading, Resolution
from contested.model.record import Conflict, Party
from contested.model.reports import DateOrigin, Report, Source, report_id
from contested.model.spans import Passage
from contested.model.times import Basis, Precision, TimeSpan

NORTH, SOUTH = "state:NOR", "state:SOU"
CAST = {
    actor.id: actor
    for actor in (
        Actor(NORTH, "Northland", ActorKind.STATE, country="NOR", side=(NORTH,), known=True),
        Actor(SOUTH, "Southland", ActorKind.STATE, country="SOU", side=(SOUTH,), known=True),
        Actor("army:NOR", "the Northern army", ActorKind.ARMED_FORCE, side=("army:NOR", NORTH)),
        Actor("army:SOU", "the Southern army", ActorKind.ARMED_FORCE, side=("army:SOU", SOUTH)),
        Actor("mod:NOR", "the Northern defence ministry", ActorKind.OFFICE, side=("mod:NOR", NORTH)),
        Actor("mod:SOU", "the Southern defence ministry", ActorKind.OFFICE, side=("mod:SOU", SOUTH)),
        Actor("state:MID", "Midland", ActorKind.STATE, country="MID", side=("state:MID",), known=True),
        Actor("state:FAR", "Farland", ActorKind.STATE, country="FAR", side=("state:FAR",), known=True),
        Actor("ngo:CARE", "Border Clinics", ActorKind.NGO, side=("ngo:CARE",)),
        Actor(
            "mission:OBS", "the observer mission", ActorKind.IGO, subtype="monitoring_mission", side=("mission:OBS",)
        ),
        Actor("both", "the two sides", ActorKind.COLLECTIVE, members=(NORTH, SOUTH)),
    )
}
CONFLICT = Conflict("North and South", parties=(Party(NORTH, "north"), Party(SOUTH, "south")))


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence with one claim. Names are ids of CAST; ``day`` is a date, two dates with a slash, or nothing."""

    sentence: str
    type: EventType = EventType.ASSAULT
    who: Sequence[str] = ()
    whom: Sequence[str] = ()
    by: Sequence[str] = ()  # voices inside the report's, outermost first
    day: str | None = None
    place: str | None = None
    tolls: Sequence[Toll] = ()
    measures: Sequence[Measure] = ()
    stance: Stance = Stance.ASSERTED
    polarity: Polarity = Polarity.POSITIVE
    speech_act: SpeechAct = SpeechAct.SAID
    aux: Sequence[Aux] = ()
    topic: str | None = None
    role: ThirdPartyRole | None = None
    reliable: bool = True
    links: Sequence[tuple[ClaimRelation, int]] = ()  # (relation, number of the other sentence)
    trigger: str = ""  # the verb or noun, where a rule reads it


def toll(
    number: float,
    kind: TollKind = TollKind.KILLED,
    *,
    whose: Sequence[str] = (),
    at_least: bool = False,
    scope: Scope = Scope.INCIDENT,
    status: VictimStatus = VictimStatus.UNKNOWN,
    basis: TollBasis = TollBasis.UNATTRIBUTED,
) -> Toll:
    """Return a toll whose words are its digits, to be found in the sentence."""
    best, high = (None, None) if at_least else (number, number)
    words = Passage(0, len(f"{number:g}"), f"{number:g}")
    low = None if number is None else number
    return Toll(kind, low, best, high, words, tuple(whose), "persons", status, scope, basis)


def percent(number: float) -> Measure:
    """Return a share of territory."""
    words = Passage(0, len(f"{number:g}"), f"{number:g}")
    return Measure(MeasureKind.TERRITORY, number, number, number, words, "percent")


def violations(number: float) -> Measure:
    """Return a count of violations."""
    words = Passage(0, len(f"{number:g}"), f"{number:g}")
    return Measure(MeasureKind.VIOLATIONS, number, number, number, words)


def span(day: str) -> TimeSpan:
    """Return the time span of an ISO day or of two with a slash ("../2020-01-01" is open)."""
    first, _, last = day.partition("/")
    start = None if first == ".." else dt.date.fromisoformat(first)
    end = dt.date.fromisoformat(last) if last else start
    precision = Precision.DAY if start == end else Precision.INTERVAL
    return TimeSpan(day, start, end, precision, Basis.EXPLICIT)


def text_of(told: Sequence[Told]) -> str:
    """Return the report's text: its sentences, one a line."""
    return "\n".join(one.sentence for one in told)


def reading(
    doc_id: str,
    told: Sequence[Told],
    *,
    published: str | None = "2022-09-14",
    source: Source | None = None,
    relations: Sequence[tuple[str, RelationKind, str]] = (),
    notes: Sequence[Note] = (),
) -> Reading:
    """Return the reading of a report of these sentences."""
    text = text_of(told)
    rid = report_id(text)
    day = dt.date.fromisoformat(published) if published else None
    report = Report(
        id=rid,
        doc_id=doc_id,
        text=text,
        source=source or Source(doc_id),
        published=day,
        date_origin=DateOrigin.SIDECAR if day else DateOrigin.UNKNOWN,
    )
    maker = _Maker(text, rid)
    starts = [sum(len(one.sentence) + 1 for one in told[:i]) for i in range(len(told))]
    claims = tuple(
        maker.claim(f"c{i + 1}", one, start) for i, (one, start) in enumerate(zip(told, starts, strict=True))
    )
    links = tuple(
        ClaimLink(f"c{i + 1}", relation, f"c{other}") for i, one in enumerate(told) for relation, other in one.links
    )
    stated = tuple(maker.relation(*one) for one in relations)
    times = tuple(ClaimTime(c.id, span(t.day), "told") for c, t in zip(claims, told, strict=True) if t.day)
    extraction = Extraction(
        rid,
        mentions=tuple(maker.mentions.values()),
        places=tuple(maker.places.values()),
        claims=claims,
        relations=stated,
        claim_links=links,
        notes=tuple(notes),
    )
    resolution = Resolution(
        rid,
        actors=maker.actors(),
        places=tuple(Place(f"p:{n}", n, "city") for n in sorted({m.passage.quote for m in maker.places.values()})),
        actor_links=tuple(Link(m, m.partition("@")[0], 0.9, "exact name") for m in maker.mentions),
        place_links=tuple(Link(m.id, f"p:{m.passage.quote}", 0.9, "exact name") for m in maker.places.values()),
        claim_times=times,
    )
    return Reading(report, extraction, resolution)


class _Maker:
    """Makes the mentions that claims need, where their words stand."""

    def __init__(self, text: str, rid: str) -> None:
        self.text, self.rid = text, rid
        self.mentions: dict[str, ActorMention] = {}
        self.places: dict[str, PlaceMention] = {}

    def mention(self, actor_id: str, start: int, end: int) -> str:
        name = CAST[actor_id].name
        at = self.text.casefold().find(name.casefold(), start, end)
        key = f"{actor_id}@{at if at >= 0 else start}"
        passage = Passage.cut(self.text, at, at + len(name)) if at >= 0 else Passage(start, start, "")
        form = MentionForm.NAME if at >= 0 else MentionForm.IMPLIED
        self.mentions[key] = ActorMention(key, passage, form, CAST[actor_id].kind)
        return key

    def place(self, name: str, start: int, end: int) -> str:
        at = self.text.index(name, start, end)
        key = f"place@{at}"
        self.places[key] = PlaceMention(key, Passage.cut(self.text, at, at + len(name)), PlaceRole.EVENT_PLACE)
        return key

    def words(self, passage: Passage, start: int, end: int) -> Passage:
        at = self.text.index(passage.quote, start, end)
        return Passage.cut(self.text, at, at + len(passage.quote))

    def claim(self, local_id: str, told: Told, start: int) -> Claim:
        end = start + len(told.sentence)
        tolls = [
            replace(
                one,
                words=self.words(one.words, start, end),
                whose=tuple(self.mention(actor, start, end) for actor in one.whose),
            )
            for one in told.tolls
        ]
        return Claim(
            id=local_id,
            report_id=self.rid,
            passage=Passage.cut(self.text, start, end),
            event_type=told.type,
            trigger=self.words(Passage(0, len(told.trigger), told.trigger), start, end),
            voices=(Voice(None), *(Voice(self.mention(actor, start, end)) for actor in told.by)),
            initiators=tuple(self.mention(actor, start, end) for actor in told.who),
            recipients=tuple(self.mention(actor, start, end) for actor in told.whom),
            reciprocal=bool(told.who) and tuple(told.who) == tuple(told.whom),
            places=(self.place(told.place, start, end),) if told.place else (),
            tolls=tuple(tolls),
            measures=tuple(replace(one, words=self.words(one.words, start, end)) for one in told.measures),
            stance=told.stance,
            polarity=told.polarity,
            speech_act=told.speech_act,
            aux=tuple(told.aux),
            topic=told.topic,
            third_party_role=told.role,
            reliable=told.reliable,
        )

    def relation(self, subject: str, kind: RelationKind, other: str) -> Relation:
        passage = Passage.cut(self.text, 0, self.text.find("\n") if "\n" in self.text else len(self.text))
        return Relation(self.mention(subject, 0, passage.end), kind, self.mention(other, 0, passage.end), passage)

    def actors(self) -> tuple[Actor, ...]:
        ids = {key.partition("@")[0] for key in self.mentions}
        ids |= {member for actor in ids for member in CAST[actor].members}
        ids |= {side for actor in ids for side in CAST[actor].side}
        return tuple(CAST[actor] for actor in sorted(ids))
