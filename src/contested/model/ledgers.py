"""The ledgers: rows derived from claims, each of which names the claims that it rests on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from contested.model.actors import RelationKind
from contested.model.claims import ThirdPartyRole
from contested.model.quantities import Scope, Toll, TollBasis, TollKind
from contested.model.spans import Passage
from contested.model.times import TimeSpan


class CeasefireState(StrEnum):
    """Where in its life a ceasefire is."""

    CALLED_FOR = "called_for"
    PROPOSED = "proposed"
    AGREED = "agreed"
    DECLARED = "declared"
    IN_EFFECT = "in_effect"
    SUSPENDED = "suspended"
    ENDED = "ended"


class EndReason(StrEnum):
    """Why a ceasefire ended."""

    EXPIRED = "expired"
    WITHDRAWN = "withdrawn_by_party"
    COLLAPSED = "collapsed"
    SUPERSEDED = "superseded"
    SETTLED = "replaced_by_settlement"
    NEVER_TOOK_EFFECT = "never_took_effect"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ThirdParty:
    """Somebody who helps the sides, and how."""

    actor: str
    role: ThirdPartyRole


class CeasefireClass(StrEnum):
    """How much a ceasefire binds (ETH/PRIO): fighting stops; its keeping is watched over; it is to end the war."""

    CESSATION = "cessation"
    COMPLIANCE = "with_compliance_mechanism"
    DEFINITIVE = "definitive"


@dataclass(frozen=True, slots=True)
class CeasefireStep:
    """A state that a ceasefire is told to have been in, when, and by which claims."""

    state: CeasefireState
    time: TimeSpan | None
    claims: tuple[str, ...]


class SequelKind(StrEnum):
    """What is told after a ceasefire."""

    FIGHTING = "fighting"
    CEASEFIRE = "ceasefire"
    SETTLEMENT = "settlement"


@dataclass(frozen=True, slots=True)
class Sequel:
    """What the same sides did next; ``ceasefire`` is the id of another row. That one led to the other nobody says."""

    kind: SequelKind
    day: dt.date
    claims: tuple[str, ...]
    ceasefire: str | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What the words say of a truce's terms; None where they are silent. ``renewal_of`` is the id of another row."""

    binding: CeasefireClass = CeasefireClass.CESSATION
    one_sided: bool = False
    form: str | None = None  # written, verbal
    scope: str | None = None  # whole (of the country or the front), local
    purpose: str | None = None  # humanitarian, talks, occasion (a feast, an election), exchange (of captives, bodies)
    renewal_of: str | None = None


@dataclass(frozen=True, slots=True)
class Ceasefire:
    """One truce through its life. ``incidents`` are claim ids of alleged violations, ``observations`` of holding.

    ``confirmed`` are those of the incidents that a court, commission or mission with a mandate tells of. ``days`` is
    its length from the first day to the end; None while no end is told or a day is unknown.
    """

    id: str
    time: TimeSpan | None
    parties: tuple[str, ...]
    third_parties: tuple[ThirdParty, ...]
    state: CeasefireState
    end_reason: EndReason | None
    incidents: tuple[str, ...]
    observations: tuple[str, ...]
    claims: tuple[str, ...]
    flags: tuple[str, ...] = ()  # "said to be in effect, but later fighting is told"
    steps: tuple[CeasefireStep, ...] = ()
    confirmed: tuple[str, ...] = ()
    ended: TimeSpan | None = None
    days: int | None = None
    terms: Terms = Terms()
    followed_by: tuple[Sequel, ...] = ()


class TalksStage(StrEnum):
    """PA-X stages."""

    PRE_NEGOTIATION = "pre_negotiation"
    CEASEFIRE = "ceasefire"
    PARTIAL = "partial"
    COMPREHENSIVE = "comprehensive"
    IMPLEMENTATION = "implementation"
    RENEWAL = "renewal"
    UNKNOWN = "unknown"


class TalksOutcome(StrEnum):
    """What came of talks."""

    AGREED = "agreed"
    ADJOURNED = "adjourned"
    BROKE_OFF = "broke_off"
    NONE_PUBLIC = "none_public"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Talks:
    """A round of talks or an act of mediation."""

    id: str
    time: TimeSpan | None
    parties: tuple[str, ...]
    third_parties: tuple[ThirdParty, ...]
    venue: str | None
    stage: TalksStage
    outcome: TalksOutcome
    claims: tuple[str, ...]


class ControlState(StrEnum):
    """Who holds a place."""

    CONTROLLED = "controlled"
    CONTESTED = "contested"
    BESIEGED = "besieged"
    BUFFER = "buffer"
    UNKNOWN = "unknown"


class ControlBasis(StrEnum):
    """Whose word a control entry rests on."""

    HOLDER = "claimed_by_holder"
    LOSER = "acknowledged_by_loser"
    THIRD_PARTY = "third_party"
    AGREEMENT = "agreement_text"


@dataclass(frozen=True, slots=True)
class Control:
    """A change or state of control over a territory; ``share`` is in percent of the territory where given.

    ``until`` is the day on which another side is next said to hold the same ground, in the row ``followed_by``.
    """

    id: str
    territory: str
    time: TimeSpan | None
    gaining: tuple[str, ...]
    losing: tuple[str, ...]
    state: ControlState
    basis: ControlBasis
    share: float | None
    claims: tuple[str, ...]
    until: dt.date | None = None
    followed_by: str | None = None


@dataclass(frozen=True, slots=True)
class RelationEntry:
    """A relation of the record. Alliances have ``alliance`` set: defence_pact, ally, backs, arms, partner."""

    subject: str
    relation: RelationKind
    object: str
    reliable: bool
    reports: tuple[str, ...]  # report ids
    passages: tuple[Passage, ...]
    alliance: str | None = None


@dataclass(frozen=True, slots=True)
class Blame:
    """Who holds whom responsible for what, and the answer."""

    id: str
    blamer: str | None
    blamed: tuple[str, ...]
    target: str  # act, onset, violation, failure_of_talks
    time: TimeSpan | None
    claims: tuple[str, ...]
    answers: tuple[str, ...] = ()  # claim ids of denials and counter-accusations


@dataclass(frozen=True, slots=True)
class TollEntry:
    """One count by one claimant of one side's people, in one scope and on one basis. Never summed with another."""

    claim: str
    claimant: str | None
    whose: tuple[str, ...]
    toll: Toll
    time: TimeSpan | None
    place: str | None
    as_of: dt.date | None
    supersedes: str | None = None
    origins: int = 1


class Rule(StrEnum):
    """How rival figures for one thing become one row. Every rule names the figures that it left aside."""

    RANGE = "range"  # from the least to the most that anybody says; a best figure only where all agree
    MOST_CONSERVATIVE = "most-conservative"  # the least that anybody says
    HIGHEST = "highest"  # the most that anybody says
    MAJORITY = "majority-of-origins"  # the figure that most independent origins give; a tie stays a range
    LATEST = "latest"  # the figure told last
    OWN_LOSSES = "own-losses"  # what a side says of its own losses, else a third party's count, else the range
    THIRD_PARTY = "third-party"  # what is counted by neither side, else the range


@dataclass(frozen=True, slots=True)
class ReconciledToll:
    """Rival figures for one side's people in one happening or period, put together by a rule. Never summed."""

    id: str
    event: str | None
    time: TimeSpan | None
    place: str | None
    whose: tuple[str, ...]
    kind: TollKind
    unit: str
    scope: Scope
    low: float | None
    best: float | None
    high: float | None
    rule: Rule
    reason: str
    origins: int  # independent origins of the figures that the rule took
    claimants: tuple[tuple[str, float | None, float | None, float | None, int], ...]  # who: low, best, high, origins
    claims: tuple[str, ...]
    left_aside: tuple[str, ...] = ()  # claims whose figures the rule did not take


@dataclass(frozen=True, slots=True)
class Risk:
    """What a source says could happen, or spread."""

    id: str
    claim: str
    passage: Passage
    kind: str  # escalation, displacement, spillover, ...
    driver: str | None
    targets: tuple[str, ...]
    claimant: str | None
    spillover: bool = False


@dataclass(frozen=True, slots=True)
class Grade:
    """How reliable people hold a source to be (A-F), and why; of its tolls on one basis alone where that is set."""

    source: str
    reliability: str
    basis: TollBasis | None
    by: str
    at: dt.datetime
    reason: str


@dataclass(frozen=True, slots=True)
class CareEntry:
    """A statement to handle with care: garbled, stale, undated or ambiguous."""

    kind: str
    report_id: str
    passage: Passage
    reason: str
    claims: tuple[str, ...] = ()
