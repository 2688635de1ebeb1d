"""What is derived from claims: happenings, their standing, and the disputes about them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from contested.model.actors import ActorKind
from contested.model.claims import (
    Aux,
    EventType,
    Polarity,
    SpeechAct,
    Stance,
    TargetClass,
    ThirdPartyRole,
)
from contested.model.places import Place
from contested.model.quantities import Measure, Toll
from contested.model.readings import Decision
from contested.model.spans import Passage
from contested.model.times import TimeSpan


class StandingLevel(StrEnum):
    """How far an event is accepted, strongest first."""

    ACKNOWLEDGED = "acknowledged by the side held responsible"
    FOUND = "found by an independent body with a mandate"
    CORROBORATED = "corroborated by independent origins of different interest"
    SINGLE_ORIGIN = "single origin"
    CONTESTED = "contested"
    WITHDRAWN = "withdrawn"


class ViolenceType(StrEnum):
    """UCDP's types of organised violence."""

    STATE_BASED = "state_based"
    NON_STATE = "non_state"
    ONE_SIDED = "one_sided"
    UNCLEAR = "unclear"


class Review(StrEnum):
    """What a person has made of a claim."""

    NONE = "not reviewed"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"


class DisputeKind(StrEnum):
    """The closed list of the coding manual."""

    TOLL = "toll"
    STANCE = "stance"
    FIRST_FIRE = "first_fire"
    CONTROL = "control"
    ACTOR = "actor"
    CEASEFIRE_STATUS = "ceasefire_status"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class RecordedClaim:
    """A claim with the links applied: names are actor ids of the record, the time is anchored, places are placed."""

    id: str  # unique in the record
    local_id: str  # in its report
    report_id: str
    doc_id: str
    passage: Passage
    trigger: Passage
    event_type: EventType
    initiators: tuple[str, ...]
    recipients: tuple[str, ...]
    claimant: str | None  # actor id, None = the report itself
    voices: tuple[str | None, ...]  # actor ids, outermost first
    cue: Passage | None
    time: TimeSpan | None
    time_reason: str
    places: tuple[Place, ...]
    tolls: tuple[Toll, ...]  # `whose` are actor ids
    measures: tuple[Measure, ...]
    stance: Stance
    polarity: Polarity
    speech_act: SpeechAct
    evaluative: bool
    aux: tuple[Aux, ...]
    reciprocal: bool
    implied_roles: tuple[str, ...]
    tactic: str | None
    target_class: TargetClass | None
    civilian_targeting: bool
    civilian_harm: bool
    third_party_role: ThirdPartyRole | None
    topic: str | None
    reliable: bool
    confidence: float
    reason: str
    published: dt.date | None
    ground: tuple[Passage, ...] = ()
    place_reasons: tuple[str, ...] = ()  # why each of ``places`` was taken, in the same order
    review: Review = Review.NONE
    credibility: str = "6"  # Admiralty scale 1-6, given by people
    withdrawn: str | None = None  # why its report was withdrawn


@dataclass(frozen=True, slots=True)
class Standing:
    """The standing of an event: level, who contests it, and the rule that gave it."""

    level: StandingLevel
    reason: str
    origins: int  # independent origins that tell of it
    contested_by: tuple[str, ...] = ()
    interests: tuple[tuple[str, int], ...] = ()  # (whose interest, "" an outsider's; independent origins that agree)


@dataclass(frozen=True, slots=True)
class Event:
    """A happening that claims of one or more reports are about. ``links`` say why each claim belongs to it."""

    id: str
    event_type: EventType
    claims: tuple[str, ...]
    time: TimeSpan | None
    places: tuple[Place, ...]
    initiators: tuple[str, ...]
    recipients: tuple[str, ...]
    violence: ViolenceType | None
    tactic: str | None
    target_class: TargetClass | None
    civilian_targeting: bool
    civilian_harm: bool
    standing: Standing
    tolls: tuple[tuple[str, Toll], ...] = ()  # (claim id, toll): never summed here
    reasons: tuple[str, ...] = ()
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two claims that cannot both be true, or a stance and its denial."""

    id: str
    kind: DisputeKind
    claim: str
    other: str
    reason: str
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a claim that was judged stands in its report, so that the judgement finds it when it is coded anew."""

    claim: str  # its id when it was judged
    report_id: str
    start: int
    end: int
    trigger_start: int
    trigger_end: int
    event_type: EventType


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's word on a claim, a link, an event, a report or a source. Appended; wins over the machine's.

    ``subject`` and ``other`` may each name several claims, with spaces between.
    """

    id: str
    subject: str
    other: str | None
    decision: Decision
    field: str | None
    value: str | None
    by: str
    at: dt.datetime
    reason: str
    undoes: str | None = None
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordedActor:
    """An actor of the record, with the names that reports give it and how often."""

    id: str
    name: str
    kind: ActorKind
    subtype: str | None
    country: str | None
    side: tuple[str, ...]
    members: tuple[str, ...]
    known: bool
    aliases: tuple[str, ...]
    mentions: int
    person_class: str | None = None
